/** What the catalogue can be narrowed down by, each choice a link with how many products it would show. */
import type { FacetCounts } from '../../../src/app/ask/catalogue-facets.ts'
import { CATALOGUE_FACETS, type CatalogueFacet } from '../../../src/app/ask/catalogue-filter.ts'
import { countryName } from '../../../src/kernel/country.ts'
import { valueSaid } from '../../../src/languages/say.ts'
import { compareVersions } from '../../../src/kernel/version.ts'
import { FAMILY_NAMES } from '../../../src/programme/interface.ts'
import { LEVEL_NAMES } from '../../../src/programme/level.ts'
import type { Region } from '../../../src/programme/organisation.ts'
import type { Platform } from '../../../src/programme/platform.ts'
import { STANDING_WORDS } from '../../../src/rulebook/standing-rule.ts'
import { STANDINGS } from '../../../src/app/ask/reference-guide.ts'
import { address, each, html, type Html, nothing, say } from '../../parts/html.ts'
import { standingMark } from '../../parts/standing.ts'

const FACET_NAMES: Readonly<Record<CatalogueFacet, string>> = {
  family: 'Kind of product',
  platform: 'Works with',
  platformRelease: 'Platform release',
  level: 'Level',
  region: 'Region of an MQT',
  country: 'Company in',
}

/** So many choices of one facet stand open; the rest unfolds. */
const FIRST_CHOICES = 8

export type Narrowing = {
  /** What the address asks for, page cursor left out. */
  readonly query: Readonly<Record<string, string | null | undefined>>
  readonly counts: FacetCounts | null
  readonly platforms: readonly Platform[]
  readonly regions: readonly Region[]
}

type Choice = { readonly value: string; readonly says: string | Html; readonly products: number | null }

export function facetPanel(narrowing: Narrowing): Html {
  const { counts, query } = narrowing
  return html`<section class="facets" aria-label="Narrow the list down">
    ${counts ? nothing : html`<p class="small soft">There are too many products to count each choice; search, or choose a platform first.</p>`}
    ${each(CATALOGUE_FACETS, (facet) => facetList(facet, FACET_NAMES[facet], choicesOf(facet, narrowing), query))}
    ${facetList(
      'standing',
      'Standing of an interop',
      STANDINGS.map((value) => ({ value, says: standingMark(value), products: null })),
      query,
    )}
  </section>`
}

function facetList(name: string, label: string, choices: readonly Choice[], query: Narrowing['query']): Html {
  const chosen = query[name]
  if (choices.length === 0 && !chosen) return nothing
  const known = chosen && !choices.some(({ value }) => value === chosen) ? [absent(chosen)] : []
  const all = [...known, ...choices]
  const rest = all.slice(FIRST_CHOICES)
  return html`<div class="facet">
    <h2 id="facet-${name}">${label}</h2>
    <ul aria-labelledby="facet-${name}">
      ${each(all.slice(0, FIRST_CHOICES), (choice) => choiceLink(name, choice, query))}
    </ul>
    ${
      rest.length === 0
        ? nothing
        : html`<details ${rest.some(({ value }) => value === chosen) ? 'open' : ''}>
            <summary>${rest.length} more</summary>
            <ul aria-labelledby="facet-${name}">
              ${each(rest, (choice) => choiceLink(name, choice, query))}
            </ul>
          </details>`
    }
  </div>`
}

/** A choice that shows nothing stays in sight, so that it can be taken away again. */
function absent(value: string): Choice {
  return { value, says: value, products: 0 }
}

function choiceLink(name: string, { value, says, products }: Choice, query: Narrowing['query']): Html {
  const isChosen = query[name] === value
  // A release belongs to its platform: with another platform it would mean nothing.
  const others = name === 'platform' ? { ...query, platformRelease: null } : query
  const to = address('/catalogue', { ...others, [name]: isChosen ? null : value })
  return html`<li>
    <a href="${to}" ${isChosen ? html`aria-current="true"` : nothing}
      ><span>${says}${isChosen ? html`<span class="visually-hidden">, chosen; take it away</span>` : nothing}</span>
      ${products === null ? nothing : html`<span class="facet-count">${products}</span>`}</a
    >
  </li>`
}

function choicesOf(facet: CatalogueFacet, { counts, platforms, regions }: Narrowing): readonly Choice[] {
  const named = (counts?.[facet] ?? []).map(({ value, products }) => ({
    value,
    products,
    says: nameOf(facet, value, platforms, regions),
  }))
  return facet === 'platformRelease'
    ? named.toSorted((a, b) => compareVersions(b.value, a.value))
    : named.toSorted((a, b) => b.products - a.products || a.says.localeCompare(b.says))
}

function nameOf(
  facet: CatalogueFacet,
  value: string,
  platforms: readonly Platform[],
  regions: readonly Region[],
): string {
  switch (facet) {
    case 'family':
      return (FAMILY_NAMES as Readonly<Record<string, string>>)[value] ?? value
    case 'platform':
      return platforms.find(({ id }) => id === value)?.name ?? value
    case 'level': {
      const name = (LEVEL_NAMES as Readonly<Record<string, string>>)[value]
      return name ? `${value}, ${say(name)}` : value
    }
    case 'region':
      return regions.find(({ id }) => id === value)?.name ?? value
    case 'country':
      return countryName(value)
    case 'platformRelease':
      return value
    default:
      return facet satisfies never
  }
}

/** The filter as chips that can be taken away one by one would say it: in words, for the head of the list. */
export function narrowedWords({ query, platforms, regions }: Narrowing): string {
  const facets = CATALOGUE_FACETS.flatMap((facet) => {
    const value = query[facet]
    return value ? [nameOf(facet, value, platforms, regions)] : []
  })
  const standing = STANDINGS.find((each) => each === query.standing)
  return [...facets, ...(standing ? [STANDING_WORDS[standing]] : [])].map(valueSaid).join(', ')
}
