/** What sales unit and partner agree on the fee under strategy b (4B.b): proposed by one, accepted by the other. */
import { offered } from '../../../src/app/ask/moves.ts'
import type { OpenProject } from '../../../src/app/ask/projects.ts'
import { payerOfProject } from '../../../src/programme/fee-agreement.ts'
import { clauseLink } from '../../parts/because.ts'
import { moveForm, textArea, textField, tickBox } from '../../parts/form.ts'
import { type Html, html, nothing, say, when, written } from '../../parts/html.ts'
import { sayDay } from '../../parts/time.ts'
import type { Visit } from '../../visit.ts'

export function feeShare(visit: Visit, open: OpenProject): Html {
  const { project } = open.file
  if (payerOfProject(project) !== 'as-agreed') return nothing
  const { agreement } = project
  return html`<section class="section">
    <h2>Who bears the fee ${clauseLink('4B.b')}</h2>
    ${
      agreement
        ? html`<p>
              The sponsor bears <strong>${percent(agreement.sponsoredShare)} %</strong>, the partner the rest;
              ${agreement.accepted ? html`agreed ${sayDay(agreement.accepted.day, visit.day)}` : say('the partner has not accepted it yet')}.
            </p>
            <p class="prose">${written(agreement.terms)}</p>`
        : html`<p class="soft">
            The sales unit proposes which part it bears, and the partner accepts it; the quote is prepared on what both
            have signed.
          </p>`
    }
    ${propose(visit, open)} ${accept(visit, open)}
  </section>`
}

function propose(visit: Visit, open: OpenProject): Html {
  const move = offered(open.moves, 'propose-fee-share')
  const { agreement, id } = open.file.project
  return when(
    move?.isItsTime ? move : null,
    ({ name, says, obstacle }) =>
      html`<details ${agreement ? nothing : 'open'}>
        <summary>${agreement ? 'Propose something else' : says}</summary>
        ${moveForm({
          visit,
          move: name,
          id,
          decides: true,
          submit: says,
          tone: agreement ? 'plain' : 'primary',
          obstacle,
          fields: (form) =>
            html`${textField({ form, name: 'sponsoredPercent', label: 'You bear, in percent', type: 'number', value: String(percent(agreement?.sponsoredShare ?? 0)) })}
            ${textArea({ form, name: 'terms', label: 'On which terms', rows: 3, value: agreement?.terms })}`,
        })}
      </details>`,
  )
}

function accept(visit: Visit, open: OpenProject): Html {
  const move = offered(open.moves, 'accept-fee-share')
  const { agreement, id } = open.file.project
  if (!move?.isItsTime || !agreement || agreement.accepted) return nothing
  return moveForm({
    visit,
    move: move.name,
    id,
    submit: move.says,
    obstacle: move.obstacle,
    fields: (form) =>
      html`<input
          type="hidden"
          name="proposed"
          value="${agreement.at}"
        />${tickBox({ form, name: 'accepts', label: 'I accept it for the partner.' })}`,
  })
}

function percent(share: number): number {
  return Math.round(share * 100)
}
