/**
 * What the catalogue is narrowed down by, and who is in it at all, as conditions on `p`, a product, and `c`, a
 * certification of it. The rulebook has the last word on each entry; what is said here of members is what it says of
 * them (X-22), so that the database leaves out what would not be listed anyway.
 */
import sql, { empty, join, type Sql } from 'sql-template-tag'
import { addDays, type Day } from '../../kernel/day.ts'
import type { Certification } from '../../programme/certification.ts'
import { isAtLeast, type Tier, TIERS } from '../../programme/membership.ts'
import type { Figures } from '../../rulebook/parameters.ts'
import { andProductFound, type Term } from '../../store/search.ts'

/** What the address of the catalogue may ask for, beside the words of a search and a standing. */
export const CATALOGUE_FACETS = ['family', 'platform', 'platformRelease', 'level', 'region', 'country'] as const

export type CatalogueFacet = (typeof CATALOGUE_FACETS)[number]

export type CatalogueFilter = { readonly [facet in CatalogueFacet]?: string }

/** The filter out of an address: `ask` gives what stands there under a name, empty where nothing does. */
export function catalogueFilterOf(ask: (name: string) => string): CatalogueFilter {
  return Object.fromEntries(
    CATALOGUE_FACETS.map((name) => [name, ask(name)] as const).filter(([, value]) => value !== ''),
  )
}

/** Whether the certification is in force and fits: its own platform, release, level and region, all at once. */
export function certificationFits(filter: CatalogueFilter, today: Day): Sql {
  const { platform, platformRelease, level, region } = filter
  return sql`c.level <> 'SAT' and c.granted <= ${today} and (c.withdrawn is null or c.withdrawn > ${today})
    ${platform ? sql`and c.platform = ${platform}` : empty}
    ${level ? sql`and c.level = ${level}` : empty}
    ${region ? sql`and c.region = ${region}` : empty}
    ${platformRelease ? covers(platformRelease) : empty}`
}

/** The same of one certification at hand that is in force. */
export function fitsFilter(
  { platform, level, region, pairs, extensions }: Certification,
  filter: Pick<CatalogueFilter, 'platform' | 'level' | 'region' | 'platformRelease'>,
): boolean {
  const covered = [...pairs, ...(extensions ?? []).flatMap((each) => each.pairs)]
  return (
    (!filter.platform || platform === filter.platform) &&
    (!filter.level || level === filter.level) &&
    (!filter.region || region === filter.region) &&
    (!filter.platformRelease || covered.some((pair) => pair.platformRelease === filter.platformRelease))
  )
}

function covers(platformRelease: string): Sql {
  const pairs = [{ platformRelease }]
  return sql`and (c.state @> ${JSON.stringify({ pairs })}::jsonb or c.state @> ${JSON.stringify({ extensions: [{ pairs }] })}::jsonb)`
}

/** Whether the product is found, of the kind, and of a company in the country that may have it listed. */
export function productFits(filter: CatalogueFilter, terms: readonly Term[], today: Day, figures: Figures): Sql {
  const { family, country } = filter
  return join(
    [
      memberMayList(today, figures),
      family ? sql`and p.family = ${family}` : empty,
      country
        ? sql`and p.organisation in (select o.id from organisation o where o.state->>'country' = ${country})`
        : empty,
      andProductFound(sql`p.id`, terms),
    ],
    ' ',
  )
}

/** The term of the day, or in grace the last one, has to be of a tier that counts (G-12, X-21, X-22). */
function memberMayList(today: Day, figures: Figures): Sql {
  if (!figures.isOn('catalogue.require-membership')) return empty
  const least = figures.word('entitlement.tier') as Tier
  const tiers = TIERS.filter((tier) => isAtLeast(tier, least))
  const graceFrom = addDays(today, -figures.number('membership.grace-days'))
  return sql`and exists (select from membership m where m.id = p.organisation
    and coalesce(m.state->'terminated'->>'day' > ${today}, true)
    and (select term->>'until' >= ${graceFrom} and term->>'tier' = any(${[...tiers]})
      from jsonb_array_elements(m.state->'terms') with ordinality as terms(term, place) where term->>'from' <= ${today}
      order by (term->>'until' >= ${today}) desc, place desc limit 1))`
}
