/** The entries of the catalogue: one product, one company; and a helpful no where there is none. */
import { webLink } from '../../parts/link.ts'
import {
  type CatalogueProduct,
  companyEntry,
  type CompanyEntry,
  type ListedInterop,
  type ProductEntry,
  productEntry,
} from '../../../src/app/ask/catalogue.ts'
import { allRegions } from '../../../src/app/ask/platforms.ts'
import { countryName } from '../../../src/kernel/country.ts'
import { FAMILY_NAMES } from '../../../src/programme/interface.ts'
import { LEVEL_NAMES } from '../../../src/programme/level.ts'
import type { Organisation, Region } from '../../../src/programme/organisation.ts'
import { EVERYBODY } from '../../../src/programme/permission.ts'
import { LEVEL_TABLE } from '../../../src/rulebook/level-table.ts'
import { clauseLink } from '../../parts/because.ts'
import { address, each, html, type Html, nothing, when } from '../../parts/html.ts'
import { publicPage } from '../../parts/layout.ts'
import { nextChange, standingMark } from '../../parts/standing.ts'
import { sayDate } from '../../parts/time.ts'
import { page, type Visit } from '../../visit.ts'
import { productList } from './catalogue.ts'
import { limitationList } from './limitations.ts'
import { pairsShort } from './pairs.ts'
import { regionName } from './reference-guide.ts'
import { partOf, withStatus } from './respond.ts'
import { standingBecause } from './standing-words.ts'

export const cataloguedProductPage = page('/catalogue/products/:product', EVERYBODY, async (visit) => {
  const found = await productEntry(visit.house.database, partOf(visit, 'product'), visit.day)
  if (!found.isListed) return productNotListed(visit, found)
  const regions = await allRegions(visit.house.database)
  const { product, organisation, certifications } = found.entry
  const content = html`<div class="page-head">
      <p class="eyebrow"><a href="/catalogue">Catalogue</a></p>
      <h1>${product.name}</h1>
      <p class="lead">
        ${FAMILY_NAMES[product.family]} of
        ${found.isCompanyListed ? html`<a href="/catalogue/companies/${organisation.id}">${organisation.name}</a>` : organisation.name}
      </p>
    </div>
    ${when(product.summary, (summary) => html`<p>${summary}</p>`)}
    ${each(found.entry.interops, ({ platform }) =>
      onPlatform(
        found.entry,
        platform.id,
        certifications.filter((each) => each.platform.id === platform.id),
        regions,
        visit,
      ),
    )}
    ${contactSection(organisation)}`
  return publicPage({
    visit,
    title: product.name,
    description: product.summary ?? `${product.name} of ${organisation.name}, certified.`,
    content,
  })
})

function onPlatform(
  { product }: CatalogueProduct,
  platform: string,
  items: readonly ListedInterop[],
  regions: readonly Region[],
  visit: Visit,
): Html {
  const name = items[0]?.platform.name ?? platform
  return html`<section class="section">
    <h2>With ${name}</h2>
    ${each(items, (item) => certified(item, regions, visit))}
    <p class="actions">
      <a
        class="button plain"
        href="${address('/support', { product: product.id, platform, ...items[0]?.certification.pairs.at(-1) })}"
        >Does support help with my deployment?</a
      >
      <a href="/reference-guide/${platform}/${product.id}">Everything on this interop</a>
    </p>
  </section>`
}

function certified(
  { certification, onDay, guide, openIssues }: ListedInterop,
  regions: readonly Region[],
  visit: Visit,
): Html {
  const path = `/certifications/${encodeURIComponent(certification.number)}`
  return html`<div class="stack tight">
    <p class="entry-standing">${standingMark(onDay.standing)} ${onDay.next ? nextChange(onDay, visit.day) : nothing}</p>
    ${standingBecause(onDay)}
    <dl class="facts">
      <dt>Level</dt>
      <dd>
        ${certification.level},
        ${LEVEL_NAMES[certification.level]}${certification.region ? `, for ${regionName(regions, certification.region)}` : nothing}
      </dd>
      <dt>Releases</dt>
      <dd>${pairsShort(certification, visit.day)}</dd>
      <dt>Certified</dt>
      <dd>${sayDate(certification.granted)}, <a class="mono" href="${path}">${certification.number}</a></dd>
      <dt>Support</dt>
      <dd>${LEVEL_TABLE[certification.level].support}</dd>
      ${
        guide
          ? html`<dt>Config guide</dt>
              <dd><a href="${path}/guide">Version ${guide.version} of ${sayDate(guide.day)}</a></dd>`
          : nothing
      }
      ${
        (certification.limitations ?? []).length > 0
          ? html`<dt>Limits</dt>
              <dd>${limitationList(certification.limitations ?? [])}</dd>`
          : nothing
      }
      ${
        openIssues.length > 0
          ? html`<dt>Field issues</dt>
              <dd>${each(openIssues, (issue) => html`<p>${issue.title}, since ${sayDate(issue.confirmed)}</p>`)}</dd>`
          : nothing
      }
    </dl>
  </div>`
}

export const cataloguedCompanyPage = page('/catalogue/companies/:organisation', EVERYBODY, async (visit) => {
  const found = await companyEntry(visit.house.database, partOf(visit, 'organisation'), visit.day)
  if (!found) return companyNotListed(visit)
  const { organisation, products } = found
  const content = html`<div class="page-head">
      <p class="eyebrow"><a href="/catalogue/companies">Catalogue</a></p>
      <h1>${organisation.name}</h1>
      <p class="lead">
        ${countryName(organisation.country)}${organisation.roles.includes('reseller') ? ', reseller as well' : ''}${memberSince(found)}
      </p>
    </div>
    ${when(organisation.summary, (summary) => html`<p>${summary}</p>`)}
    <section class="section">
      <h2>Certified products</h2>
      ${
        products.length === 0
          ? html`<p class="soft">
              None so far. A product is listed once it is certified at MCT or above. ${clauseLink('X-23')}
            </p>`
          : productList(products, { withCompany: false })
      }
    </section>
    ${contactSection(organisation)}`
  return publicPage({
    visit,
    title: organisation.name,
    description: organisation.summary ?? `${organisation.name}, a member of the partner programme.`,
    content,
  })
})

function memberSince({ membership }: CompanyEntry): Html {
  const since = membership?.terms.map((term) => term.from).toSorted()[0]
  return since ? html`, a member since ${sayDate(since)}` : nothing
}

function contactSection({ name, web, support }: Organisation): Html {
  const { email, phone, web: help } = support ?? {}
  if (!web && !email && !phone && !help) return nothing
  return html`<section class="section">
    <h2>How to reach ${name}</h2>
    <dl class="facts">
      ${when(
        web,
        (href) =>
          html`<dt>Web</dt>
            <dd>${webLink(href)}</dd>`,
      )}
      ${when(
        email,
        (to) =>
          html`<dt>Support by mail</dt>
            <dd><a href="mailto:${to}">${to}</a></dd>`,
      )}
      ${when(
        phone,
        (to) =>
          html`<dt>Support by phone</dt>
            <dd><a href="tel:${to.replaceAll(/[^+\d]/g, '')}">${to}</a></dd>`,
      )}
      ${when(
        help,
        (href) =>
          html`<dt>Support on the web</dt>
            <dd>${webLink(href)}</dd>`,
      )}
    </dl>
  </section>`
}

/** Says why there is no entry, and where the interop may still be found. */
function productNotListed(visit: Visit, found: Extract<ProductEntry, { isListed: false }>): Promise<Response> {
  const { product, inGuide, against } = found
  const name = product?.name ?? 'This product'
  const content = html`<div class="page-head">
      <p class="eyebrow"><a href="/catalogue">Catalogue</a></p>
      <h1>${product ? `${name} is not listed` : 'No such product'}</h1>
    </div>
    ${
      inGuide
        ? html`<p class="lead">
              ${against ? against.says : 'Its company is not listed at present.'}
              ${clauseLink(against?.clause ?? '4C.6h')}
            </p>
            <p>
              The certification itself stands: the reference guide shows the interop, and support answers for it as
              before.
            </p>`
        : html`<p class="lead">
              The catalogue lists products certified at MCT or above, while the certification is in force.
              ${clauseLink('X-22')}
            </p>
            <p>
              ${product ? `${name} has none at present.` : 'Nothing of this address is or was among them.'} The
              reference guide and the support check tell what is known.
            </p>`
    }
    <p class="actions">
      <a class="button primary" href="${address('/reference-guide', { search: product?.name })}"
        >Look in the reference guide</a
      >
      <a class="button plain" href="${product ? address('/support', { product: product.id }) : '/support'}"
        >Check support</a
      >
      <a href="/catalogue">To the catalogue</a>
    </p>`
  return withStatus(404, publicPage({ visit, title: product ? `${name} is not listed` : 'No such product', content }))
}

function companyNotListed(visit: Visit): Promise<Response> {
  const content = html`<div class="page-head">
      <p class="eyebrow"><a href="/catalogue/companies">Catalogue</a></p>
      <h1>Not listed</h1>
    </div>
    <p class="lead">
      No company of this address is listed. Companies stand in the catalogue while they are members of the partner
      programme. ${clauseLink('4C.6h')}
    </p>
    <p>
      What was certified for a company stays certified when its membership ends: the reference guide may still list it.
    </p>
    <p class="actions">
      <a class="button primary" href="/reference-guide">To the reference guide</a>
      <a class="button plain" href="/catalogue/companies">All companies</a>
    </p>`
  return withStatus(404, publicPage({ visit, title: 'Not listed', content }))
}
