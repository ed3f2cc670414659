/** Testing by the partner under the lab's supervision on path C (X-30): whether and until when, and the lab's two moves. */
import { offered } from '../../../src/app/ask/moves.ts'
import { namesOf } from '../../../src/app/ask/people.ts'
import type { OpenProject } from '../../../src/app/ask/projects.ts'
import { addDays } from '../../../src/kernel/day.ts'
import { isSupervisedOn, lastSupervision } from '../../../src/programme/supervised.ts'
import { clauseLink } from '../../parts/because.ts'
import { moveForm, textArea, textField } from '../../parts/form.ts'
import { html, type Html, nothing } from '../../parts/html.ts'
import { sayDate } from '../../parts/time.ts'
import type { Visit } from '../../visit.ts'
import { nameOf } from '../office/parts.ts'
import { projectMove, textMove } from './frame.ts'

export async function supervision(visit: Visit, open: OpenProject): Promise<Html> {
  const { project } = open.file
  const last = lastSupervision(project)
  const give = offered(open.moves, 'let-partner-test')
  const canGive = (give?.isItsTime ?? false) && project.path === 'C'
  if (!last && !canGive) return nothing
  const isOn = isSupervisedOn(project, visit.day)
  const names = await namesOf(visit.house.database, last ? [last.by] : [])
  const who = last ? nameOf(last.by, names) : ''
  return html`<section class="section" id="supervision">
    <h2>Testing by the partner ${clauseLink('X-30')}</h2>
    ${
      last
        ? html`<p>
            ${
              isOn
                ? html`The partner’s people may record results until ${sayDate(last.until)}, supervised by ${who}, who
                  counts as a tester of what they record.`
                : html`Supervised by ${who}, until ${sayDate(last.ended?.day ?? last.until)}.`
            }
            ${last.how}
          </p>`
        : html`<p class="soft">
            The lab tests. It can let the partner’s own people run parts of the plan under its eyes.
          </p>`
    }
    ${
      isOn && offered(open.moves, 'end-supervised-testing')?.isItsTime
        ? html`<details>
            <summary>End it</summary>
            ${textMove(visit, open, 'end-supervised-testing', { name: 'reason', label: 'Why', help: 'What is recorded stays.' }, { tone: 'plain' })}
          </details>`
        : nothing
    }
    ${
      canGive && !isOn
        ? html`<details>
            <summary>Let the partner test</summary>
            ${moveForm({
              ...projectMove(visit, open, give!),
              fields: (form) =>
                html`${textField({ form, name: 'until', label: 'Until', type: 'date', value: addDays(visit.day, open.figures.number('self-test.access-days')) })}
                ${textArea({ form, name: 'how', label: 'How you supervise it', rows: 2, help: 'Present, over the screen, by captures of every test case: the partner reads it.' })}`,
            })}
          </details>`
        : nothing
    }
  </section>`
}
