/** What becomes of the captures of a project (G-11): whether they keep their sound, until when they are kept, and a hold. */
import { offered } from '../../../src/app/ask/moves.ts'
import { namesOf } from '../../../src/app/ask/people.ts'
import type { OpenProject } from '../../../src/app/ask/projects.ts'
import { keepsSound, SOUND_CHOICES } from '../../../src/programme/captures.ts'
import { keptCaptures } from '../../../src/programme/retention.ts'
import { clauseLink } from '../../parts/because.ts'
import { choiceCards, moveForm, textArea } from '../../parts/form.ts'
import { count, html, type Html, nothing, say, when } from '../../parts/html.ts'
import { sayDate, sayInstant } from '../../parts/time.ts'
import type { Visit } from '../../visit.ts'
import { nameOf } from '../office/parts.ts'
import { projectMove, textMove } from './frame.ts'

export async function capturesKept(visit: Visit, open: OpenProject): Promise<Html> {
  return html`<section class="section" id="captures">
    <h2>Captures ${clauseLink('G-11')}</h2>
    ${await sound(visit, open)} ${keeping(open)} ${hold(visit, open)}
  </section>`
}

/** Until when they are kept, told by the first that goes. */
function keeping({ file, figures }: OpenProject): Html {
  const kept = keptCaptures(file, figures.number)
  const removed = file.evidence.filter((each_) => each_.removed).length
  const held = kept.flatMap((each_) => ('held' in each_.keeping ? each_.keeping.held : []))[0]
  const until = kept.flatMap((each_) => ('until' in each_.keeping ? each_.keeping.until : [])).toSorted()[0]
  return html`<p>
      ${
        until
          ? html`${kept.length === 1 ? 'The one capture is kept' : html`${count(kept.length, 'capture')} are kept, the first`}
              until <strong>${sayDate(until)}</strong>: then its bytes are removed. Whoever needs it beyond that takes a
              copy before.`
          : html`Captures are kept while something rests on them,
            ${count(figures.number('captures.kept-months'), 'month')} more, and then removed. Hash, what was read and
            verdicts stay.`
      }
      ${when(held ?? null, (why) => html`None goes for now: ${why}`)}
    </p>
    ${removed > 0 ? html`<p class="small soft">${count(removed, 'capture')} removed on their day.</p>` : nothing}`
}

function hold(visit: Visit, open: OpenProject): Html {
  const name = open.file.project.hold ? 'end-hold' : 'hold-captures'
  const move = offered(open.moves, name)
  if (!move || move.obstacle) return nothing
  return html`<details>
    <summary>${say(move.says)}</summary>
    ${textMove(visit, open, name, { name: 'reason', label: 'Why', help: 'Everybody who sees the project reads it.' }, { tone: 'plain' })}
  </details>`
}

async function sound(visit: Visit, open: OpenProject): Promise<Html> {
  const { project } = open.file
  const chosen = project.sound
  const names = await namesOf(visit.house.database, chosen ? [chosen.by] : [])
  const choose = offered(open.moves, 'choose-sound')
  const isKept = keepsSound(project)
  return html`<p>
      ${say(
        isKept
          ? 'Captures keep their sound: whoever works on the project can hear what was said.'
          : 'Sound is taken out of a capture when it is handed in; keys pressed, headers, sizes and times stay, so that it is judged all the same.',
      )}
    </p>
    ${when(chosen, ({ by, at, reason }) => html`<p class="small soft">${nameOf(by, names)}, ${sayInstant(at)}: ${reason}</p>`)}
    ${
      choose && !choose.obstacle
        ? html`<details>
            <summary>${say(choose.says)}</summary>
            ${moveForm({
              ...projectMove(visit, open, choose),
              decides: true,
              fields: (form) =>
                html`${choiceCards({ form, name: 'sound', label: 'From now on', value: isKept ? 'kept' : 'taken-out', choices: Object.entries(SOUND_CHOICES).map(([value, says]) => ({ value, says })) })}
                ${textArea({ form, name: 'reason', label: 'Why', rows: 2, help: 'Everybody who sees the project reads it. Captures that are there already stay as they are.' })}`,
            })}
          </details>`
        : nothing
    }`
}
