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
import { type InteropCertification, interopOf, type InteropView } from '../../../src/app/ask/interop.ts'
import { isNamed } from '../../../src/app/ask/named-products.ts'
import { allRegions } from '../../../src/app/ask/platforms.ts'
import { countryName } from '../../../src/kernel/country.ts'
import { FAMILY_NAMES } from '../../../src/programme/interface.ts'
import { LEVEL_NAMES } from '../../../src/programme/level.ts'
import type { Organisation, Region } from '../../../src/programme/organisation.ts'
import { EVERYBODY } from '../../../src/programme/permission.ts'
import { LEVEL_TABLE } from '../../../src/rulebook/level-table.ts'
import { clauseLink } from '../../parts/because.ts'
import { followPart } from '../../parts/follow.ts'
import { address, each, html, type Html, nothing, say, when, written } from '../../parts/html.ts'
import { publicPage } from '../../parts/layout.ts'
import type { LinkedData } from '../../parts/linked-data.ts'
import { nextChange, standingMark } from '../../parts/standing.ts'
import { sayDate } from '../../parts/time.ts'
import { page, type Visit } from '../../visit.ts'
import { productList } from './catalogue.ts'
import { limitationList } from './limitations.ts'
import { pairsShort } from './pairs.ts'
import { regionName } from './reference-guide.ts'
import { partOf, withStatus } from './respond.ts'
import { standingBecause } from './standing-words.ts'
import { timeLine } from './time-line-picture.ts'

/** Of so many platforms the history is drawn; of the others it stands one link further. */
const MOST_HISTORIES = 6

export const cataloguedProductPage = page('/catalogue/products/:product', EVERYBODY, async (visit) => {
  const found = await productEntry(visit.house.database, partOf(visit, 'product'), visit.day)
  if (!found.isListed) return productNotListed(visit, await named(visit, found))
  const { database } = visit.house
  const { product, organisation, certifications, interops } = found.entry
  const [regions, ...views] = await Promise.all([
    allRegions(database),
    ...interops
      .slice(0, MOST_HISTORIES)
      .map(({ platform }) => interopOf(database, product.id, platform.id, { on: visit.day, today: visit.day })),
  ])
  const content = html`<div class="page-head">
      <p class="eyebrow"><a href="/catalogue">Catalogue</a></p>
      <h1>${product.name}</h1>
      <p class="lead">
        ${say(FAMILY_NAMES[product.family])} of
        ${found.isCompanyListed ? html`<a href="/catalogue/companies/${organisation.id}">${organisation.name}</a>` : organisation.name}
      </p>
    </div>
    ${when(product.summary, (summary) => html`<p>${written(summary)}</p>`)}
    ${each(interops, ({ platform }) =>
      onPlatform(
        found.entry,
        platform.id,
        certifications.filter((each) => each.platform.id === platform.id),
        { regions, visit, view: views.find((each) => each?.platform.id === platform.id) ?? null },
      ),
    )}
    ${contactSection(organisation)} ${followPart(visit, { product: product.id }, say('this product'))}`
  return publicPage({
    visit,
    title: product.name,
    description: product.summary || `${product.name} of ${organisation.name}, certified.`,
    content,
    canonical: `/catalogue/products/${encodeURIComponent(product.id)}`,
    data: productData(found.entry, visit),
  })
})

function onPlatform(
  { product }: CatalogueProduct,
  platform: string,
  items: readonly ListedInterop[],
  { regions, visit, view }: { regions: readonly Region[]; visit: Visit; view: InteropView | null },
): Html {
  const name = items[0]?.platform.name ?? platform
  return html`<section class="section">
    <h2>With ${name}</h2>
    ${each(items, (item) => certified(item, view?.certifications.find(({ certification }) => certification.number === item.certification.number) ?? null, regions, visit))}
    ${when(
      view,
      (interop) =>
        html`<h3>History</h3>
          ${timeLine(interop, visit.day)}`,
    )}
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
  history: InteropCertification | null,
  regions: readonly Region[],
  visit: Visit,
): Html {
  const path = `/certifications/${encodeURIComponent(certification.number)}`
  return html`<div class="stack tight">
    <p class="entry-standing">
      ${standingMark(onDay.standing)}
      <span
        >${sinceWhen(history, visit)}${onDay.next ? nothing : ', and nothing known today will change that by itself'}</span
      >
      ${onDay.next ? nextChange(onDay, visit.day) : nothing}
    </p>
    ${standingBecause(onDay)}
    <dl class="facts">
      <dt>Level</dt>
      <dd>
        ${certification.level},
        ${say(LEVEL_NAMES[certification.level])}${certification.region ? `, for ${regionName(regions, certification.region)}` : nothing}
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

/** Since when it stands as it does. */
function sinceWhen(history: InteropCertification | null, { day }: Visit): Html {
  const span = history?.spans.find((each) => each.from <= day && day < each.until)
  return span ? html`since ${sayDate(span.from)}` : nothing
}

/** What search engines show of it; the certifications are what makes it worth listing. */
function productData({ product, organisation, interops }: CatalogueProduct, { house }: Visit): LinkedData {
  const { publicUrl } = house.settings
  return {
    '@type': 'SoftwareApplication',
    name: product.name,
    url: `${publicUrl}/catalogue/products/${encodeURIComponent(product.id)}`,
    applicationCategory: FAMILY_NAMES[product.family],
    ...(product.summary ? { description: product.summary } : {}),
    ...(product.aliases?.length ? { alternateName: product.aliases } : {}),
    ...(product.releases.length > 0 ? { softwareVersion: product.releases.at(-1)!.version } : {}),
    provider: {
      '@type': 'Organization',
      name: organisation.name,
      ...(organisation.web ? { url: organisation.web } : {}),
    },
    hasCertification: interops.map(({ certification, platform, onDay }) => ({
      '@type': 'Certification',
      name: `${certification.level} on ${platform.name}`,
      certificationIdentification: certification.number,
      datePublished: certification.granted,
      certificationStatus:
        onDay.standing === 'red'
          ? 'https://schema.org/CertificationInactive'
          : 'https://schema.org/CertificationActive',
      url: `${publicUrl}/certifications/${encodeURIComponent(certification.number)}`,
    })),
  }
}

export const cataloguedCompanyPage = page('/catalogue/companies/:organisation', EVERYBODY, async (visit) => {
  const found = await companyEntry(visit.house.database, partOf(visit, 'organisation'), visit.day)
  if (!found) return companyNotListed(visit)
  const { organisation, products } = found
  const content = html`<div class="page-head">
      <p class="eyebrow"><a href="/catalogue/companies">Catalogue</a></p>
      <h1>${organisation.name}</h1>
      <p class="lead">
        ${countryName(organisation.country)}${say(organisation.roles.includes('reseller') ? ', reseller as well' : '')}${memberSince(found)}
      </p>
    </div>
    ${when(organisation.summary, (summary) => html`<p>${written(summary)}</p>`)}
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
    description: organisation.summary || `${organisation.name}, a member of the partner programme.`,
    content,
    canonical: `/catalogue/companies/${encodeURIComponent(organisation.id)}`,
    data: {
      '@type': 'Organization',
      name: organisation.name,
      ...(organisation.summary ? { description: organisation.summary } : {}),
      ...(organisation.web ? { url: organisation.web } : {}),
    },
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

type NotListed = Extract<ProductEntry, { isListed: false }>

/** The same of a product that there may not even be. */
async function named(visit: Visit, found: NotListed): Promise<NotListed> {
  const { house, actor, day } = visit
  return found.product && (await isNamed(house.database, actor, day, found.product.id))
    ? found
    : { ...found, product: null }
}

/** Says why there is no entry, and where the interop may still be found. */
function productNotListed(visit: Visit, found: NotListed): Promise<Response> {
  const { product, inGuide, against } = found
  const name = product?.name ?? 'This product'
  const content = html`<div class="page-head">
      <p class="eyebrow"><a href="/catalogue">Catalogue</a></p>
      <h1>${say(product ? `${name} is not listed` : 'No such product')}</h1>
    </div>
    ${
      inGuide
        ? html`<p class="lead">
              ${say(against ? against.says : 'Its company is not listed at present.')}
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
              ${say(product ? `${name} has none at present.` : 'Nothing of this address is or was among them.')} The
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
