/** The catalogue for customers: certified products of members by name, and the companies behind them. */
import {
  type CatalogueProduct,
  setRight,
  type CatalogueCompany,
  type ListedInterop,
} from '../../../src/app/ask/catalogue.ts'
import { catalogueFacets } from '../../../src/app/ask/catalogue-facets.ts'
import { catalogueFilterOf } from '../../../src/app/ask/catalogue-filter.ts'
import { MOST_COMPARED } from '../../../src/app/ask/catalogue-compare.ts'
import { allPlatforms, allRegions } from '../../../src/app/ask/platforms.ts'
import { CATALOGUE_LIST, COMPANY_LIST } from '../../../src/app/lists/certifications.ts'
import { standingNamed } from '../../../src/app/ask/reference-guide.ts'
import { countryName } from '../../../src/kernel/country.ts'
import { FAMILY_NAMES } from '../../../src/programme/interface.ts'
import { EVERYBODY } from '../../../src/programme/permission.ts'
import { address, each, html, type Html, nothing, say, when, written } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import { publicPage } from '../../parts/layout.ts'
import { fileLinks, pageOf } from '../../parts/listing.ts'
import { standingMark } from '../../parts/standing.ts'
import { pager } from '../../parts/table.ts'
import { clauseLink } from '../../parts/because.ts'
import { page, type Visit } from '../../visit.ts'
import { facetPanel, narrowedWords } from './catalogue-facets.ts'
import { asked } from './respond.ts'

export const cataloguePage = page('/catalogue', EVERYBODY, async (visit) => {
  const { database } = visit.house
  const typed = asked(visit, 'search', 120)
  const filter = catalogueFilterOf((name) => asked(visit, name, 120))
  const standing = standingNamed(asked(visit, 'standing'))
  const exact = await pageOf(visit, CATALOGUE_LIST)
  const meant = exact.rows.length === 0 && !exact.after && typed ? await setRight(database, typed) : null
  const search = meant ?? typed
  const [found, counts, platforms, regions] = await Promise.all([
    meant ? pageOf({ ...visit, query: withSearch(visit.query, meant) }, CATALOGUE_LIST) : exact,
    catalogueFacets(database, { search, filter, today: visit.day }),
    allPlatforms(database),
    allRegions(database),
  ])
  const query = { search, ...filter, standing }
  const narrowing = { query, counts, platforms, regions }
  const goOn = found.after ? address('/catalogue', { ...query, after: found.after }) : null
  const content = html`${head(visit)}
    <form class="filters" method="get" action="/catalogue" role="search" aria-label="Search the catalogue">
      ${searchBox(search, 'Product, company, platform or release')}
      ${each(Object.entries({ ...filter, standing }), ([name, value]) => when(value, (text) => html`<input type="hidden" name="${name}" value="${text}" />`))}
      <button class="button primary">Search</button>
      ${visit.query.size > 0 ? html`<a class="small" href="/catalogue">Clear all</a>` : nothing}
    </form>
    ${when(meant, (words) => html`<p class="done-note">${icon('search')} <span>Nothing is called “${typed}”. Shown is what is called “${words}”.</span></p>`)}
    <div class="catalogue-split">
      ${facetPanel(narrowing)}
      <div>
        ${when(narrowedWords(narrowing), (words) => html`<p class="small soft">Only: ${words}</p>`)}
        ${found.rows.length > 0 ? comparable(found.rows) : goOn ? html`<p>None so far; there are more to look through.</p>` : nothingListed(visit, typed)}
        ${pager({ older: goOn, first: visit.query.get('after') ? address('/catalogue', query) : null })}
        ${fileLinks(visit, CATALOGUE_LIST, query)}
      </div>
    </div>
    <p class="small soft">
      Listed are certified products of members ${clauseLink('4C.6h')}. What is certified but not listed stands in the
      <a href="/reference-guide">reference guide</a>.
    </p>`
  return publicPage({
    visit,
    title: 'Catalogue',
    description:
      'Products and services certified to work with the platforms, by company, kind and platform, with how current each certification is.',
    content,
    wide: true,
    canonical: '/catalogue',
  })
})

function withSearch(query: URLSearchParams, search: string): URLSearchParams {
  const changed = new URLSearchParams(query)
  changed.set('search', search)
  return changed
}

/** Any of them can be ticked, and those ticked be seen side by side. */
function comparable(items: readonly CatalogueProduct[]): Html {
  return html`<form method="get" action="/catalogue/compare" aria-label="Compare products">
    ${productList(items, { canBeChosen: true })}
    <p class="actions">
      <button class="button plain">Compare those ticked</button>
      <span class="small soft">Up to ${MOST_COMPARED}, side by side</span>
    </p>
  </form>`
}

export const companiesPage = page('/catalogue/companies', EVERYBODY, async (visit) => {
  const search = asked(visit, 'search', 120)
  const found = await pageOf(visit, COMPANY_LIST)
  const content = html`${head(visit)}
    <form class="filters" method="get" action="/catalogue/companies" role="search" aria-label="Search companies">
      ${searchBox(search, 'Company')}
      <button class="button primary">Search</button>
    </form>
    ${
      found.rows.length === 0
        ? html`<div class="empty">
            <p>No member company of this name.</p>
            <p>Companies are listed while they are members of the partner programme. ${clauseLink('4C.6h')}</p>
          </div>`
        : companyList(found.rows)
    }
    ${pager({ older: found.after ? address('/catalogue/companies', { search, after: found.after }) : null, first: visit.query.get('after') ? address('/catalogue/companies', { search }) : null })}
    ${fileLinks(visit, COMPANY_LIST, { search })}`
  return publicPage({
    visit,
    title: 'Companies in the catalogue',
    description: 'Member companies of the partner programme.',
    content,
    canonical: '/catalogue/companies',
  })
})

function head(visit: Visit): Html {
  const isHere = (path: string) => (visit.path === path ? html`aria-current="page"` : nothing)
  return html`<div class="page-head">
      <h1>Catalogue</h1>
      <p class="lead">Products and services that were tested with our platforms and certified.</p>
    </div>
    <nav class="tabs" aria-label="In the catalogue">
      <a href="/catalogue" ${isHere('/catalogue')}>Products</a>
      <a href="/catalogue/companies" ${isHere('/catalogue/companies')}>Companies</a>
    </nav>`
}

function searchBox(value: string, label: string): Html {
  return html`<div class="search field">
    <label for="catalogue-search">${label}</label>
    <input id="catalogue-search" type="search" name="search" value="${value}" maxlength="120" />
  </div>`
}

export function productList(
  items: readonly CatalogueProduct[],
  { withCompany = true, canBeChosen = false } = {},
): Html {
  return html`<ul class="rows catalogue-rows">
    ${each(
      items,
      ({ product, organisation, interops }) =>
        html`<li>
          <div>
            <h2 class="entry-name"><a href="/catalogue/products/${product.id}">${product.name}</a></h2>
            <p class="small soft">
              ${say(FAMILY_NAMES[product.family])}${withCompany ? html` of <a href="/catalogue/companies/${organisation.id}">${organisation.name}</a>` : nothing}
            </p>
            ${when(product.summary, (summary) => html`<p>${written(summary)}</p>`)}
            ${canBeChosen ? html`<label class="small compare-choice"><input type="checkbox" name="product" value="${product.id}" /> Compare <span class="visually-hidden">${product.name}</span></label>` : nothing}
          </div>
          <ul class="plain-list entry-interops">
            ${each(interops, (interop) => interopLine(interop))}
          </ul>
        </li>`,
    )}
  </ul>`
}

function interopLine({ platform, certification, onDay }: ListedInterop): Html {
  return html`<li>${standingMark(onDay.standing)} <span>${certification.level} on ${platform.name}</span></li>`
}

function companyList(items: readonly CatalogueCompany[]): Html {
  return html`<ul class="rows">
    ${each(
      items,
      ({ organisation }) =>
        html`<li>
          <h2 class="entry-name"><a href="/catalogue/companies/${organisation.id}">${organisation.name}</a></h2>
          <p class="small soft">${countryName(organisation.country)}</p>
          ${when(organisation.summary, (summary) => html`<p>${written(summary)}</p>`)}
        </li>`,
    )}
  </ul>`
}

function nothingListed(visit: Visit, search: string): Html {
  if (visit.query.size === 0) {
    return html`<div class="empty">
      <p>Here stand the certified products of members, from the day they are certified.</p>
      <p><a href="/advisor">How a product gets here</a></p>
    </div>`
  }
  return html`<div class="empty">
    <p>Nothing in the catalogue fits${search ? html` “${search}”` : nothing}.</p>
    <p>
      A product may be certified without being listed, when its company is no member:
      <a href="${address('/reference-guide', { search })}">look in the reference guide</a>, or
      <a href="${address('/support', { find: search })}">check one deployment</a>.
    </p>
  </div>`
}
