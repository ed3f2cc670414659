/** Disputes of a project (G-07): raising one, ruling on it by somebody new to it, and what everybody may read of it. */
import { offered } from '../../../src/app/ask/moves.ts'
import type { OpenProject } from '../../../src/app/ask/projects.ts'
import { type Dispute, RULINGS } from '../../../src/programme/dispute.ts'
import { lastDecision } from '../../../src/programme/project.ts'
import { plannedTestCases, standingResults, VERDICTS } from '../../../src/programme/run.ts'
import { clauseLink } from '../../parts/because.ts'
import { choiceCards, selectField, textArea, textField } from '../../parts/form.ts'
import { saidOf } from '../../../src/languages/say.ts'
import { each, type Html, html, nothing, say, when, written } from '../../parts/html.ts'
import { sayDay } from '../../parts/time.ts'
import type { Visit } from '../../visit.ts'
import { foldedMove } from '../office/parts.ts'

export function disputes(visit: Visit, open: OpenProject): Html {
  const { file } = open
  if (file.runs.length === 0) return nothing
  const raise = offered(open.moves, 'dispute')
  if (file.disputes.length === 0 && !raise) return nothing
  const results = standingResults(file.runs)
  const tested = plannedTestCases(file.runs).filter(({ plan }) => results[plan])
  return html`<section class="section" id="disputes">
    <h2>Disputes ${clauseLink('G-07')}</h2>
    <p class="soft">
      A verdict or decision you hold to be wrong is looked at by somebody who neither tested, reviewed nor decided.
      Where the lab erred, the retest is free.
    </p>
    <ul class="rows deeds">
      ${each(file.disputes, (dispute) => disputeRow(visit, open, dispute))}
    </ul>
    ${foldedMove(raise, {
      visit,
      id: file.project.id,
      fields: (form) =>
        html`${selectField({
          form,
          name: 'testCase',
          label: 'What is wrong',
          required: false,
          empty: lastDecision(file.project) ? 'The decision as a whole' : 'Choose a verdict',
          choices: tested.map(({ plan }) => ({
            value: plan,
            says: saidOf(plan, say(VERDICTS[results[plan]!.verdict])),
          })),
        })}
        ${textArea({ form, name: 'says', label: 'Why', rows: 5, most: 4000, help: 'What was seen, what the standard or the programme says, and where the evidence shows it.' })}`,
    })}
  </section>`
}

function disputeRow(visit: Visit, open: OpenProject, dispute: Dispute): Html {
  const { ruling, interpretation } = dispute
  const form = { visit, id: open.file.project.id, key: dispute.id }
  const hidden = html`<input type="hidden" name="dispute" value="${dispute.id}" />`
  return html`<li class="deed">
    <div>
      <h3>
        <span class="mono">${dispute.number}</span>
        ${dispute.testCase ? html`the verdict on <a class="mono" href="/projects/${dispute.project}/testing/${dispute.testCase}">${dispute.testCase}</a>` : say('the decision')}
      </h3>
      <p class="prose">${written(dispute.says)}</p>
      <p class="small soft">Raised ${sayDay(dispute.opened.day, visit.day)}.</p>
      ${
        ruling
          ? html`<p>
                <strong>Ruled: ${say(RULINGS[ruling.outcome])}.</strong>
                <span class="soft small">${sayDay(ruling.day, visit.day)}</span>
              </p>
              <p class="prose">${written(ruling.reason)}</p>`
          : html`<p>It waits for a ruling.</p>`
      }
      ${when(interpretation, (told) => html`<p class="small">Published: <a href="/interpretations#${dispute.number}">${told.title}</a></p>`)}
    </div>
    ${
      ruling
        ? interpretation
          ? nothing
          : foldedMove(offered(open.moves, 'publish-interpretation'), {
              ...form,
              fields: (state) =>
                html`${hidden}${textField({ form: state, name: 'title', label: 'In one line', most: 160 })}
                ${textArea({ form: state, name: 'text', label: 'What holds for everybody', rows: 5, most: 4000, help: 'Public. Name no project and no company.' })}`,
            })
        : foldedMove(offered(open.moves, 'rule-on-dispute'), {
            ...form,
            fields: (state) =>
              html`${hidden}
              ${choiceCards({ form: state, name: 'outcome', label: 'The ruling', choices: Object.entries(RULINGS).map(([value, says]) => ({ value, says })) })}
              ${textArea({ form: state, name: 'reason', label: 'Why', rows: 5, most: 4000, help: 'The partner reads it.' })}`,
          })
    }
  </li>`
}
