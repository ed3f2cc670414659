/** Listing texts that wait for the programme office: what is shown beside what is proposed, the longest wait first. */
import type { WaitingText } from '../../../src/app/ask/listing-texts.ts'
import { namesOf } from '../../../src/app/ask/people.ts'
import { LISTING_TEXT_LIST } from '../../../src/app/lists/companies.ts'
import { shownText } from '../../../src/programme/listing-text.ts'
import { clauseLink } from '../../parts/because.ts'
import { address, html, type Html, nothing, say } from '../../parts/html.ts'
import { portalPage } from '../../parts/layout.ts'
import { fileLinks, pageOf } from '../../parts/listing.ts'
import { pager } from '../../parts/table.ts'
import { page, type Visit } from '../../visit.ts'
import { bothTexts, listingForms, openListing } from './listing-part.ts'
import { sayStamp } from './parts.ts'
import { OFFICE } from './who.ts'

/** Each is opened with what can be done about it. */
const A_PAGE = 10

export const listingTextsPage = page('/listing-texts', OFFICE, async (visit) => {
  const found = await pageOf(visit, LISTING_TEXT_LIST, A_PAGE)
  const texts = await Promise.all(found.rows.map((row) => oneText(visit, row)))
  const content = html`<div class="page-head">
      <h1>Listing texts</h1>
      <p class="lead">
        What partners propose to say in the catalogue ${clauseLink('4C.6h')}. Until you approve it, what was approved
        before stays shown.
      </p>
    </div>
    ${
      texts.length === 0
        ? html`<div class="empty">
            <p>No text waits. What a partner proposes for its company or a product stands here beside what is shown.</p>
          </div>`
        : texts
    }
    ${pager({
      older: found.after ? address('/listing-texts', { after: found.after }) : null,
      first: visit.query.has('after') ? '/listing-texts' : null,
    })}
    ${fileLinks(visit, LISTING_TEXT_LIST)}`
  return portalPage({ visit, title: 'Listing texts', content, crumbs: [['/listing-texts', 'Listing texts']] })
})

/** Text, proposal and forms out of one reading: what is approved is what was read. Decided on meanwhile, it waits no more. */
async function oneText(visit: Visit, { organisation, product }: WaitingText): Promise<Html> {
  const { file, moves } = await openListing(visit, { organisation, product })
  const waiting = file.listing?.waiting
  if (!waiting) return nothing
  const names = await namesOf(visit.house.database, [waiting.by])
  const path = product ? `/products/${product}` : `/organisations/${organisation}`
  return html`<section class="section">
    <h2>
      <a href="${path}#listing">${(file.product ?? file.organisation).name}</a>
      <span class="soft">${file.product ? say`of ${file.organisation.name}` : say('the company')}</span>
    </h2>
    ${bothTexts(shownText(file), waiting.text, html`Proposed by ${sayStamp(waiting, names, visit.day)}`)}
    ${listingForms(visit, file, moves)}
  </section>`
}
