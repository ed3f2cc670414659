/** What becomes of the captures of a project (G-11): whether they keep their sound, and the lab's word on it. */
import { offered } from '../../../src/app/ask/moves.ts'
import { namesOf } from '../../../src/app/ask/people.ts'
import type { OpenProject } from '../../../src/app/ask/projects.ts'
import { keepsSound, SOUND_CHOICES } from '../../../src/programme/captures.ts'
import { clauseLink } from '../../parts/because.ts'
import { choiceCards, moveForm, textArea } from '../../parts/form.ts'
import { html, type Html, nothing, when } from '../../parts/html.ts'
import { sayInstant } from '../../parts/time.ts'
import type { Visit } from '../../visit.ts'
import { nameOf } from '../office/parts.ts'
import { projectMove } from './frame.ts'

export async function capturesKept(visit: Visit, open: OpenProject): Promise<Html> {
  return html`<section class="section" id="captures">
    <h2>Captures ${clauseLink('G-11')}</h2>
    ${await sound(visit, open)}
  </section>`
}

async function sound(visit: Visit, open: OpenProject): Promise<Html> {
  const { project } = open.file
  const chosen = project.sound
  const names = await namesOf(visit.house.database, chosen ? [chosen.by] : [])
  const choose = offered(open.moves, 'choose-sound')
  const isKept = keepsSound(project)
  return html`<p>
      ${
        isKept
          ? 'Captures keep their sound: whoever works on the project can hear what was said.'
          : 'Sound is taken out of a capture when it is handed in; keys pressed, headers, sizes and times stay, so that it is judged all the same.'
      }
    </p>
    ${when(chosen, ({ by, at, reason }) => html`<p class="small soft">${nameOf(by, names)}, ${sayInstant(at)}: ${reason}</p>`)}
    ${
      choose && !choose.obstacle
        ? html`<details>
            <summary>${choose.says}</summary>
            ${moveForm({
              ...projectMove(visit, open, choose),
              fields: (form) =>
                html`${choiceCards({ form, name: 'sound', label: 'From now on', value: isKept ? 'kept' : 'taken-out', choices: Object.entries(SOUND_CHOICES).map(([value, says]) => ({ value, says })) })}
                ${textArea({ form, name: 'reason', label: 'Why', rows: 2, help: 'Everybody who sees the project reads it. Captures that are there already stay as they are.' })}`,
            })}
          </details>`
        : nothing
    }`
}
