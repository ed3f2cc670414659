/** Products of the catalogue side by side, by their address alone: `?product=a&product=b`. */
import { compareProducts, MOST_COMPARED } from '../../../src/app/ask/catalogue-compare.ts'
import type { CatalogueProduct, ListedInterop } from '../../../src/app/ask/catalogue.ts'
import { countryName } from '../../../src/kernel/country.ts'
import { FAMILY_NAMES } from '../../../src/programme/interface.ts'
import { LEVEL_NAMES } from '../../../src/programme/level.ts'
import { EVERYBODY } from '../../../src/programme/permission.ts'
import type { Platform } from '../../../src/programme/platform.ts'
import { LEVEL_TABLE } from '../../../src/rulebook/level-table.ts'
import { each, html, type Html, nothing, say, written } from '../../parts/html.ts'
import { publicPage } from '../../parts/layout.ts'
import { nextChange, standingMark } from '../../parts/standing.ts'
import { sayDate } from '../../parts/time.ts'
import { page, type Visit } from '../../visit.ts'
import { pairsShort } from './pairs.ts'

/** Of an address with more than anybody ticks, so many are looked at. */
const MOST_READ = 50

export const comparePage = page('/catalogue/compare', EVERYBODY, async (visit) => {
  const asked = visit.query.getAll('product').slice(0, MOST_READ)
  const { products, unlisted, beyond } = await compareProducts(
    visit.house.database,
    asked.filter((id) => id !== '').map((id) => id.slice(0, 200)),
    visit.day,
  )
  const content = html`<div class="page-head">
      <p class="eyebrow"><a href="/catalogue">Catalogue</a></p>
      <h1>Side by side</h1>
      <p class="lead">How certified products stand today, on each platform they are certified on.</p>
    </div>
    ${beyond > 0 ? html`<p>Up to ${MOST_COMPARED} fit side by side; the first ${MOST_COMPARED} are shown, ${beyond} more are left out.</p>` : nothing}
    ${unlisted > 0 ? html`<p>${say(unlisted === 1 ? 'One of those asked for is' : `${unlisted} of those asked for are`)} not listed in the catalogue at present, and left out.</p>` : nothing}
    ${products.length === 0 ? noProducts() : comparison(products, visit)}
    <p class="actions"><a class="button plain" href="/catalogue">Choose others</a></p>`
  return publicPage({
    visit,
    title:
      products.length > 0 ? say`Compared: ${products.map(({ product }) => product.name).join(', ')}` : 'Side by side',
    content,
    wide: true,
  })
})

function noProducts(): Html {
  return html`<div class="empty">
    <p>Here up to ${MOST_COMPARED} products stand side by side.</p>
    <p>Tick them in the <a href="/catalogue">catalogue</a>, and choose “Compare those ticked”.</p>
  </div>`
}

type Line = readonly [head: string, cell: (entry: CatalogueProduct) => Html | string]

function comparison(products: readonly CatalogueProduct[], visit: Visit): Html {
  const platforms = new Map<string, Platform>()
  for (const { interops } of products) for (const { platform } of interops) platforms.set(platform.id, platform)
  const lines: readonly Line[] = [
    [
      'Company',
      ({ organisation }) => html`${organisation.name}<span class="under">${countryName(organisation.country)}</span>`,
    ],
    ['Kind', ({ product }) => FAMILY_NAMES[product.family]],
    [
      'In short',
      ({ product }) => (product.summary ? written(product.summary) : html`<span class="soft">not described</span>`),
    ],
    ...[...platforms.values()]
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .map(({ id, name }): Line => [
        `With ${name}`,
        ({ interops }) => interop(interops.find(({ platform }) => platform.id === id) ?? null, visit),
      ]),
    ['Known limits', ({ interops }) => limits(interops)],
    [
      'Open field issues',
      ({ interops }) => String(interops.reduce((sum, { openIssues }) => sum + openIssues.length, 0)),
    ],
  ]
  return html`<div class="compared-frame" tabindex="0" role="region" aria-label="Products side by side">
    <table class="compared">
      <caption class="visually-hidden">
        Products side by side
      </caption>
      <thead>
        <tr>
          <td></td>
          ${each(products, ({ product }) => html`<th scope="col"><a href="/catalogue/products/${product.id}">${product.name}</a></th>`)}
        </tr>
      </thead>
      <tbody>
        ${each(
          lines,
          ([head, cell]) =>
            html`<tr>
              <th scope="row">${head}</th>
              ${each(products, (entry) => html`<td>${cell(entry)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

function interop(item: ListedInterop | null, visit: Visit): Html {
  if (!item) return html`<span class="soft">not certified</span>`
  const { certification, onDay, guide } = item
  return html`<p>${standingMark(onDay.standing)} ${onDay.next ? nextChange(onDay, visit.day) : nothing}</p>
    <p>
      ${certification.level}, ${say(LEVEL_NAMES[certification.level])}, since ${sayDate(certification.granted)}<br />
      ${pairsShort(certification, visit.day)}
    </p>
    <p class="small soft">
      Support: ${LEVEL_TABLE[certification.level].support}.
      ${guide ? html`Config guide, version ${guide.version}.` : 'No config guide here.'}
    </p>`
}

function limits(interops: readonly ListedInterop[]): Html {
  const all = interops.flatMap(({ certification, platform }) =>
    (certification.limitations ?? []).map(({ effect }) => ({ effect, on: platform.name })),
  )
  if (all.length === 0) return html`<span class="soft">none on record</span>`
  return html`<ul>
    ${each(all, ({ effect, on }) => html`<li>${effect} <span class="soft">(${on})</span></li>`)}
  </ul>`
}
