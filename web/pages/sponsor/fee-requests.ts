/** Requests to bear a part of a fee on path C (9.2): those somebody is concerned by, and one with both sides' parts. */
import type { FeeRequestRow } from '../../../src/app/ask/fee-requests.ts'
import { offered } from '../../../src/app/ask/moves.ts'
import { openThing } from '../../../src/app/ask/open-thing.ts'
import { namesOf } from '../../../src/app/ask/people.ts'
import { FEE_REQUEST_LIST } from '../../../src/app/lists/projects.ts'
import { TARGETS } from '../../../src/app/targets.ts'
import { money, scale } from '../../../src/kernel/money.ts'
import {
  FEE_REQUEST_STATES,
  type FeeRequestFile,
  partsOf,
  percentOf,
  SEES_FEE_REQUESTS,
} from '../../../src/programme/fee-request.ts'
import { SEES_PROJECT, may } from '../../../src/programme/permission.ts'
import { belongsOf } from '../../../src/programme/project-file.ts'
import { firmQuote } from '../../../src/programme/quote.ts'
import type { Figures } from '../../../src/rulebook/parameters.ts'
import { clauseLink } from '../../parts/because.ts'
import { textArea, tickBox } from '../../parts/form.ts'
import { address, html, type Html, moneySaid, nothing, say, when } from '../../parts/html.ts'
import { portalPage } from '../../parts/layout.ts'
import { fileLinks, pageOf } from '../../parts/listing.ts'
import { ledger, pager } from '../../parts/table.ts'
import { sayDay } from '../../parts/time.ts'
import { page } from '../../visit.ts'
import { foldedMove, offeredForm, prose, sayStamp } from '../office/parts.ts'

export const feeRequestListPage = page('/fee-requests', SEES_FEE_REQUESTS, async (visit) => {
  const found = await pageOf(visit, FEE_REQUEST_LIST)
  const content = html`<div class="page-head">
      <h1>Who bears a fee</h1>
      <p class="soft">
        On path C the partner pays, less what a reseller or a sales unit agrees to bear, in part or whole
        ${clauseLink('9.2')}.
      </p>
    </div>
    ${ledger<FeeRequestRow>({
      caption: 'Requests to bear a part of a fee',
      items: found.rows,
      to: ({ request }) => `/fee-requests/${request.id}`,
      columns: [
        { head: 'Product', cell: (row) => row.product },
        { head: 'Partner', cell: (row) => row.partner },
        { head: 'Asked', cell: (row) => row.sponsor },
        { head: 'Part', kind: 'figure', cell: ({ request }) => `${percentOf(request)} %` },
        { head: 'Stands', cell: ({ request }) => FEE_REQUEST_STATES[request.state] },
        { head: 'Since', kind: 'figure', cell: ({ request }) => sayDay(request.asked.day, visit.day) },
        { head: 'Project', kind: 'mono', cell: (row) => row.number },
      ],
      empty: html`<p>
        Nobody has been asked yet. A partner asks on the page of its quote, before the quote is prepared.
      </p>`,
    })}
    ${pager({ older: found.after ? address('/fee-requests', { after: found.after }) : null, first: visit.query.has('after') ? '/fee-requests' : null })}
    ${fileLinks(visit, FEE_REQUEST_LIST)}`
  return portalPage({ visit, title: 'Who bears a fee', content, crumbs: [['/fee-requests', 'Who bears a fee']] })
})

export const feeRequestPage = page('/fee-requests/:request', SEES_FEE_REQUESTS, async (visit) => {
  const open = await openThing(visit.house, visit.actor, TARGETS.feeRequest, visit.part('request'))
  const { file, moves } = open
  const { request, project, names } = file
  const form = { visit, id: request.id }
  const people = await namesOf(visit.house.database, [
    request.asked.by,
    ...(request.answered ? [request.answered.by] : []),
  ])
  const content = html`<div class="page-head">
      <p class="eyebrow mono">${project.number}</p>
      <h1>${names.interop}</h1>
      <p class="row">
        <span class="tag">${say(FEE_REQUEST_STATES[request.state])}</span>
        <span
          >${names.partner} asks ${names.sponsor} to bear ${percentOf(request)} % of the fee for ${project.level}</span
        >
      </p>
    </div>
    <section class="section">
      <h2>Why</h2>
      ${prose(request.reason)}
      <p class="small soft">${sayStamp(request.asked, people, visit.day)}</p>
      ${when(request.answered, (answered) => html`<p>${say(FEE_REQUEST_STATES[request.state])}${answered.reason ? html`: ${answered.reason}` : nothing} <span class="small soft">${sayStamp(answered, people, visit.day)}</span></p>`)}
    </section>
    <section class="section">
      <h2>What each side pays ${clauseLink('9.2')}</h2>
      ${bothParts(file, open.figures)}
      ${
        may(visit.actor, SEES_PROJECT, belongsOf({ project }))
          ? html`<p><a href="/projects/${project.id}/quote">The quote of the project</a></p>`
          : html`<p class="soft small">
              Papers and results of the project stay between the partner and the programme; bearing a part of the fee
              changes nothing of that.
            </p>`
      }
    </section>
    ${offeredForm(moves.find(({ name }) => name === 'bear-fee' && request.state === 'asked') ?? null, {
      ...form,
      fields: (state) =>
        tickBox({ form: state, name: 'accepts', label: `${names.sponsor} bears ${percentOf(request)} % of the fee.` }),
    })}
    ${
      request.state === 'asked'
        ? html`<div class="folds">
            ${foldedMove(offered(moves, 'decline-to-bear-fee'), {
              ...form,
              tone: 'plain',
              fields: (state) =>
                textArea({
                  form: state,
                  name: 'reason',
                  label: 'Why not',
                  rows: 2,
                  most: 1000,
                  help: 'The partner reads it.',
                }),
            })}
            ${foldedMove(offered(moves, 'take-fee-request-back'), { ...form, tone: 'plain' })}
          </div>`
        : nothing
    }`
  return portalPage({
    visit,
    title: `Fee of ${project.number}`,
    content,
    crumbs: [
      ['/fee-requests', 'Who bears a fee'],
      [visit.path, project.number],
    ],
  })
})

/** Out of the quote once it is issued; until then the range that certifications typically cost (9.4). */
export function bothParts({ request, project, names }: FeeRequestFile, figures: Figures): Html {
  if (request.state !== 'asked' && request.state !== 'borne') return html`<p>${names.partner} bears the fee alone.</p>`
  const quote = firmQuote(project)
  const [partner, sponsor] =
    quote?.issued && request.state === 'borne'
      ? [moneySaid(partsOf(quote.lines).partner), moneySaid(partsOf(quote.lines).sponsor)]
      : [range(figures, 1 - request.share), range(figures, request.share)]
  return html`<dl class="facts">
      <dt>${names.partner}</dt>
      <dd>${partner}</dd>
      <dt>${names.sponsor}</dt>
      <dd>${sponsor}</dd>
    </dl>
    ${quote?.issued ? nothing : html`<p class="soft">A first estimate ${clauseLink('9.4')}; the amounts follow with the quote.</p>`}`
}

function range(figures: Figures, share: number): string {
  const part = (key: string) => moneySaid(scale(money('USD', figures.number(key)), share))
  return share === 0 ? 'nothing' : `${part('fee.range-least')} to ${part('fee.range-most')}`
}
