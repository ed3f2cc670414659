/** An accepted SAT: stop here or go on (5N.e2), and its yearly update in minutes (8.9b). */
import { offered } from '../../../src/app/ask/moves.ts'
import type { OpenProject } from '../../../src/app/ask/projects.ts'
import { isGa, newestFirst } from '../../../src/programme/platform.ts'
import type { SatUpdate } from '../../../src/programme/sat/sat.ts'
import { clauseLink } from '../../parts/because.ts'
import { moveForm, selectField, textArea, tickBox } from '../../parts/form.ts'
import { each, html, type Html, nothing, when, written } from '../../parts/html.ts'
import { sayDate, sayDay } from '../../parts/time.ts'
import type { Visit } from '../../visit.ts'
import { textMove } from './frame.ts'

export function satOutcome(visit: Visit, open: OpenProject): Html {
  return html`${outcome(open)} ${update(visit, open)} ${updates(visit, open)}`
}

function outcome({ file, moves }: OpenProject): Html {
  const { project, product, platform, sat } = file
  const isPartner = offered(moves, 'ask-for-sat-update') !== null
  return html`<section class="section">
    <h2>Accepted</h2>
    <p>
      The lab accepted the SAT of ${product.name} on ${platform.name}
      ${project.platformRelease}${when(sat?.accepted, (each_) => html` on ${sayDate(each_.day)}`)}.
      ${when(sat?.accepted?.remark, (remark) => html`${remark}`)}
    </p>
    ${
      isPartner
        ? html`<p>
              You may stop here ${clauseLink('5N.e2')}: the SAT stays on record. For support by the vendor, a logo and a
              listing, go on to a certification; its plan builds on this one ${clauseLink('6.1')}.
            </p>
            <p class="actions">
              <a
                class="button primary"
                href="/projects/new?product=${project.product}&amp;platform=${project.platform}&amp;level=MCT"
                >Go on to a certification</a
              >
            </p>`
        : nothing
    }
  </section>`
}

function update(visit: Visit, open: OpenProject): Html {
  const { project, platform, sat } = open.file
  const ask = offered(open.moves, 'ask-for-sat-update')
  const note = offered(open.moves, 'note-sat-update')
  if (ask?.isItsTime) {
    const releases = newestFirst(platform).filter((release) => isGa(release, visit.day))
    return html`<details class="section" ${visit.refused?.move === ask.name ? 'open' : ''}>
      <summary>Update the SAT</summary>
      <p class="soft">
        Once a year keeps a certification green ${clauseLink('8.9b')}: run the plan again, say what changed.
      </p>
      ${moveForm({
        visit,
        move: ask.name,
        id: project.id,
        submit: ask.says,
        obstacle: ask.obstacle,
        fields: (form) =>
          html`${selectField({ form, name: 'platformRelease', label: `Release of ${platform.name}`, value: project.platformRelease, choices: releases.map((release) => ({ value: release.version, says: release.version })) })}
          ${textArea({ form, name: 'changes', label: 'What changed since', rows: 3, most: 2000 })}
          ${tickBox({ form, name: 'declares', label: 'The plan was run again on this release, and passed as before.' })}`,
      })}
    </details>`
  }
  const asked = sat?.updates.at(-1)
  if (!note?.isItsTime || !asked) return nothing
  return html`<section class="section">
    <h2>Update asked for</h2>
    ${updateRow(visit, asked)}
    <div class="two-forms">
      ${moveForm({ visit, move: note.name, id: project.id, submit: note.says, obstacle: note.obstacle, decides: true, fields: (form) => textArea({ form, name: 'remark', label: 'Remark', required: false, rows: 2, most: 1000 }) })}
      ${textMove(visit, open, 'return-sat-update', { name: 'remark', label: 'What is missing' }, { tone: 'plain', decides: true })}
    </div>
  </section>`
}

function updates(visit: Visit, { file }: OpenProject): Html {
  const answered = (file.sat?.updates ?? []).filter((each_) => each_.answered !== null).toReversed()
  if (answered.length === 0) return nothing
  return html`<details>
    <summary>Updates so far</summary>
    <ul class="rows">
      ${each(answered, (each_) => html`<li>${updateRow(visit, each_)}</li>`)}
    </ul>
  </details>`
}

function updateRow(visit: Visit, { asked, platformRelease, changes, answered }: SatUpdate): Html {
  return html`<p class="prose">${written(changes)}</p>
    <p class="small soft">
      On ${platformRelease}, asked for
      ${sayDay(asked.day, visit.day)}${when(answered, (each_) => html`; ${each_.outcome} ${sayDay(each_.day, visit.day)}${when(each_.remark, (remark) => html`: ${remark}`)}`)}.
    </p>`
}
