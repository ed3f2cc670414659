/** What a report at MQT or MAT needs beside its review: two signatures, and the support terms of a MAT. */
import { offered } from '../../../src/app/ask/moves.ts'
import type { OpenProject } from '../../../src/app/ask/projects.ts'
import { allRegions } from '../../../src/app/ask/platforms.ts'
import { CERTIFIED_LEVELS } from '../../../src/programme/level.ts'
import { isSignedBy } from '../../../src/programme/report-signing.ts'
import { clauseLink, findingList } from '../../parts/because.ts'
import { moveForm, selectField, textArea, textField, tickBox } from '../../parts/form.ts'
import { html, type Html, nothing, say, when } from '../../parts/html.ts'
import type { Visit } from '../../visit.ts'

export function signing(visit: Visit, open: OpenProject): Html {
  const { file } = open
  const { level } = file.project
  if (level !== 'MQT' && level !== 'MAT') return nothing
  const sign = offered(open.moves, 'sign-report')
  return html`<section class="section">
      <h2>Signatures ${clauseLink(level === 'MQT' ? '3Q.1' : '3A.1')}</h2>
      <p>
        ${say(level === 'MQT' ? 'Lab or sales unit' : 'Lab')}:
        <strong>${say(isSignedBy('vendor', file) ? 'signed' : 'not signed yet')}</strong>. Partner:
        <strong>${say(isSignedBy('partner', file) ? 'signed' : 'not signed yet')}</strong>.
        <span class="soft">A signature is for the results as they stand; when they change, both sides sign again.</span>
      </p>
      ${
        sign?.isItsTime && !sign.obstacle
          ? moveForm({
              visit,
              move: sign.name,
              id: file.project.id,
              submit: sign.says,
              decides: true,
              fields: (form) =>
                tickBox({ form, name: 'hasRead', label: 'I have read the report and sign it for my side.' }),
            })
          : nothing
      }
    </section>
    ${level === 'MAT' ? supportTerms(visit, open) : nothing}`
}

function supportTerms(visit: Visit, open: OpenProject): Html {
  const { supportTerms: stated, id } = open.file.project
  const move = offered(open.moves, 'state-support-terms')
  return html`<section class="section">
    <h2>Support terms ${clauseLink('3A.2')}</h2>
    ${
      stated
        ? html`<dl class="facts">
            <dt>Hours</dt>
            <dd>${stated.hours}</dd>
            <dt>Contacts</dt>
            <dd>${stated.contacts}</dd>
            <dt>Escalation</dt>
            <dd>${stated.escalation}</dd>
          </dl>`
        : html`<p class="soft">Not stated yet; a MAT is granted with the support tailored to its product.</p>`
    }
    ${when(move?.isItsTime ? move : null, ({ name, says, obstacle }) =>
      moveForm({
        visit,
        move: name,
        id,
        submit: stated ? 'State them anew' : says,
        decides: true,
        tone: 'plain',
        obstacle,
        fields: (form) =>
          html`<div class="field-row">
              ${textField({ form, name: 'hours', label: 'Hours', value: stated?.hours })}
              ${textField({ form, name: 'contacts', label: 'Contacts', most: 300, value: stated?.contacts })}
            </div>
            ${textArea({ form, name: 'escalation', label: 'Escalation', rows: 2, most: 1000, value: stated?.escalation })}`,
      }),
    )}
  </section>`
}

export async function aiming(visit: Visit, open: OpenProject): Promise<Html> {
  const move = offered(open.moves, 'aim-at-level')
  const { project } = open.file
  if (!move?.isItsTime) return nothing
  const regions = await allRegions(visit.house.database)
  return html`<details class="section">
    <summary>Aim at another level</summary>
    ${moveForm({
      visit,
      move: move.name,
      id: project.id,
      decides: true,
      submit: move.says,
      tone: 'plain',
      fields: (form) =>
        html`${findingList(move.findings)}
          <div class="field-row">
            ${selectField({ form, name: 'aim', label: 'Level', value: project.level, choices: CERTIFIED_LEVELS.map((value) => ({ value, says: value })) })}
            ${selectField({ form, name: 'region', label: 'Region', required: false, empty: 'Only for MQT', value: project.region ?? '', choices: regions.map((region) => ({ value: region.id, says: region.name })) })}
          </div>
          ${textArea({ form, name: 'reason', label: 'Why', rows: 2, help: 'Everybody who sees the project reads it.' })}`,
    })}
  </details>`
}
