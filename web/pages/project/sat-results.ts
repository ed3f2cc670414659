/** Results of a SAT as they are handed in by the partner and read, asked about or accepted by the lab (5N.d). */
import { offered } from '../../../src/app/ask/moves.ts'
import type { OpenProject } from '../../../src/app/ask/projects.ts'
import { openThreads, SAT_PLACES } from '../../../src/programme/sat/sat.ts'
import { clauseLink, findingList } from '../../parts/because.ts'
import { moveForm, selectField, textArea, tickBox } from '../../parts/form.ts'
import { each, type Html, html, nothing, say, when, written } from '../../parts/html.ts'
import { sayDay } from '../../parts/time.ts'
import type { Visit } from '../../visit.ts'
import { textMove, projectMove } from './frame.ts'
import { tableDrop } from './sat-upload.ts'

/** Nothing in projects that are no SAT. */
export function satResults(visit: Visit, open: OpenProject): Html {
  if (open.file.project.level !== 'SAT') return nothing
  return html`${lastFiling(visit, open)} ${openQuestions(open)} ${tableDrop(open, 'take-in-sat-results')}
  ${filing(visit, open)} ${accepting(visit, open)}`
}

function lastFiling(visit: Visit, { file }: OpenProject): Html {
  return when(
    file.sat?.filed.at(-1),
    (filed) =>
      html`<section class="section">
        <h2>What the partner says</h2>
        <p class="prose">${written(filed.summary)}</p>
        <p class="small soft">Tested ${say(SAT_PLACES[filed.place])}; submitted ${sayDay(filed.day, visit.day)}.</p>
      </section>`,
  )
}

function openQuestions({ file }: OpenProject): Html {
  const threads = openThreads(file.threads)
  if (threads.length === 0) return nothing
  return html`<section class="section">
    <h2>Open questions</h2>
    <ul class="rows">
      ${each(
        threads,
        (thread) =>
          html`<li>
            <a class="mono" href="/projects/${file.project.id}/testing/${thread.about.ref}#questions"
              >${thread.about.ref}</a
            >
            ${written(thread.messages[0]?.text ?? '')}
            <span class="soft">waits for ${say(thread.waitsFor === 'partner' ? 'the partner' : 'the lab')}</span>
          </li>`,
      )}
    </ul>
  </section>`
}

function filing(visit: Visit, open: OpenProject): Html {
  const move = offered(open.moves, 'file-sat-results')
  if (!move?.isItsTime) return nothing
  return html`<section class="section">
    <h2>Submit the results</h2>
    ${moveForm({
      ...projectMove(visit, open, move),
      decides: true,
      fields: (form) =>
        html`${findingList(move.findings)}
        ${selectField({ form, name: 'place', label: 'Tested', value: 'in-house', choices: Object.entries(SAT_PLACES).map(([value, says]) => ({ value, says })) })}
        ${textArea({ form, name: 'summary', label: 'Summary', rows: 3, help: 'How it went, and what differed from the plan.' })}
        ${tickBox({ form, name: 'declares', label: 'Every test case was run as it is written, on the releases named above.' })}`,
    })}
  </section>`
}

function accepting(visit: Visit, open: OpenProject): Html {
  const move = offered(open.moves, 'accept-sat')
  if (!move?.isItsTime) return nothing
  return html`<section class="section">
    <h2>Accept it, or send your questions</h2>
    <p class="soft">Questions are asked at the test case they are about ${clauseLink('5N.d2')}.</p>
    <div class="two-forms">
      ${moveForm({
        ...projectMove(visit, open, move),
        decides: true,
        fields: (form) =>
          html`${findingList(move.findings)}
          ${textArea({ form, name: 'remark', label: 'Remark', required: false, rows: 2, most: 2000 })}`,
      })}
      ${textMove(visit, open, 'question-sat-results', { name: 'remark', label: 'A word with the questions', required: false }, { tone: 'plain', decides: true })}
    </div>
  </section>`
}
