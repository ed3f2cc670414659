/** On path C: asking a sponsor to bear a part of the fee, what it said, and what each side pays (9.2). */
import { whoCanBear } from '../../../src/app/ask/fee-requests.ts'
import { offered } from '../../../src/app/ask/moves.ts'
import type { OpenProject } from '../../../src/app/ask/projects.ts'
import { FEE_REQUEST_STATES, partsOf, percentOf } from '../../../src/programme/fee-request.ts'
import { firmQuote } from '../../../src/programme/quote.ts'
import { clauseLink } from '../../parts/because.ts'
import { selectField, textArea, textField } from '../../parts/form.ts'
import { html, type Html, moneySaid, nothing, say, when } from '../../parts/html.ts'
import type { Visit } from '../../visit.ts'
import { foldedMove } from '../office/parts.ts'

export async function sponsorsPart(visit: Visit, open: OpenProject): Promise<Html> {
  const { project, organisation } = open.file
  const { costShare } = project
  const move = offered(open.moves, 'ask-sponsor-for-fee')
  const asking = move?.isItsTime && !move.obstacle ? move : null
  if (project.path !== 'C' || (!costShare && !asking)) return nothing
  const bearers = asking ? await whoCanBear(visit.house.database, organisation.id) : []
  const quote = firmQuote(project)
  return html`<section class="section" id="sponsor">
    <h2>A sponsor’s part of the fee ${clauseLink('9.2')}</h2>
    ${
      costShare
        ? html`<p>
            <strong>${costShare.name}</strong>, asked to bear ${percentOf(costShare)} %:
            <a href="/fee-requests/${costShare.request}">${say(FEE_REQUEST_STATES[costShare.state])}</a>.
          </p>`
        : html`<p class="soft">
            A reseller or a sales unit can bear the fee in part or whole. It sees what you write here, what it is for
            and what each side pays, and nothing else of the project.
          </p>`
    }
    ${when(
      costShare?.state === 'borne' && quote?.lines.length ? quote.lines : null,
      (lines) =>
        html`<dl class="facts">
          <dt>${organisation.name} pays</dt>
          <dd>${moneySaid(partsOf(lines).partner)}</dd>
          <dt>${costShare!.name} pays</dt>
          <dd>${moneySaid(partsOf(lines).sponsor)}</dd>
        </dl>`,
    )}
    ${foldedMove(asking, {
      visit,
      id: project.id,
      fields: (form) =>
        html`<div class="field-row">
            ${selectField({ form, name: 'bearer', label: 'Whom you ask', empty: 'Choose', choices: bearers.map(({ id, name }) => ({ value: id, says: name })) })}
            ${textField({ form, name: 'percent', label: 'What they bear, in %', type: 'number', value: '50' })}
          </div>
          ${textArea({ form, name: 'reason', label: 'Why they should', rows: 3, most: 2000 })}`,
    })}
  </section>`
}
