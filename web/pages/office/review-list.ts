/** Review calls that are owed or being arranged (8.4): partners see their own, staff all of them. */
import type { ReviewRow } from '../../../src/app/ask/review-calls.ts'
import { REVIEW_CALL_LIST } from '../../../src/app/lists/certifications.ts'
import type { Change } from '../../../src/programme/interface-change.ts'
import { sayTime } from '../../../src/programme/review-call.ts'
import { clauseLink } from '../../parts/because.ts'
import { address, each, html, type Html, nothing, say } from '../../parts/html.ts'
import { portalPage } from '../../parts/layout.ts'
import { fileLinks, pageOf } from '../../parts/listing.ts'
import { ledger, pager } from '../../parts/table.ts'
import { sayDate } from '../../parts/time.ts'
import { page } from '../../visit.ts'
import { SEES_REVIEWS } from './who.ts'

export const reviewListPage = page('/review-calls', SEES_REVIEWS, async (visit) => {
  const found = await pageOf(visit, REVIEW_CALL_LIST)
  const content = html`<div class="page-head">
      <h1>Review calls</h1>
      <p class="soft">
        A change of the interface on either side asks for a call ${clauseLink('8.4')}: it decides whether the interop is
        recertified in full or in part, extended without a test, or left as it is.
      </p>
    </div>
    ${ledger<ReviewRow>({
      caption: 'Review calls owed or being arranged',
      items: found.rows,
      to: (row) => `/certifications/${row.certification.number}/review`,
      columns: [
        { head: 'Interop', cell: (row) => html`${row.product.name} on ${row.platform.name}` },
        { head: 'What changed', cell: (row) => changeList(row.changes, row) },
        { head: 'Call', cell: (row) => callWords(row) },
        { head: 'Number', kind: 'mono', cell: (row) => row.certification.number },
      ],
      empty: html`<p>
        No call is owed. One stands here as soon as a release that changes an interface becomes available: the
        platform's, noted by the programme office, or the product's, noted by the partner.
      </p>`,
    })}
    ${pager({
      older: found.after ? address('/review-calls', { after: found.after }) : null,
      first: visit.query.get('after') ? '/review-calls' : null,
    })}
    ${fileLinks(visit, REVIEW_CALL_LIST)}`
  return portalPage({ visit, title: 'Review calls', content, crumbs: [['/review-calls', 'Review calls']] })
})

type Names = { readonly platform: { readonly name: string }; readonly product: { readonly name: string } }

export function changeList(changes: readonly Change[], { platform, product }: Names): Html {
  if (changes.length === 0) return html`<span class="soft">Nothing that asks for a call by itself.</span>`
  return html`<ul class="plain-list">
    ${each(
      changes,
      ({ side, release, on, says }) =>
        html`<li>
          ${side === 'vendor' ? platform.name : product.name} <span class="mono">${release}</span>, available since
          ${sayDate(on)}${says ? html`<br /><span class="small soft">${says}</span>` : nothing}
        </li>`,
    )}
  </ul>`
}

function callWords({ certification: { call } }: ReviewRow): Html {
  if (!call) return html`<strong>not arranged yet</strong>`
  if (call.booked) return html`booked: <span class="nowrap">${sayTime(call.booked.time)}</span>`
  return html`times proposed by ${say(call.proposed.side === 'vendor' ? 'the lab' : 'the partner')}`
}
