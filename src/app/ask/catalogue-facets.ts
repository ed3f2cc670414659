/**
 * How many listed products there are of each kind, on each platform, at each level and so on: counted under the filter,
 * each facet without its own choice, so that one sees what another choice would show. What is too much to count while
 * somebody waits is not counted, and the page says so.
 */
import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { Day } from '../../kernel/day.ts'
import type { Queryable } from '../../store/database.ts'
import { searchTerms, type Term } from '../../store/search.ts'
import type { Figures } from '../../rulebook/parameters.ts'
import { figures } from '../house.ts'
import {
  CATALOGUE_FACETS,
  type CatalogueFacet,
  type CatalogueFilter,
  certificationFits,
  productFits,
} from './catalogue-filter.ts'

/** Counted up to so many certifications, which takes a fraction of a second. */
const MOST_COUNTED = 100_000

export type FacetCounts = {
  readonly [facet in CatalogueFacet]: readonly { readonly value: string; readonly products: number }[]
}

type Counting = {
  readonly search: string | null
  readonly filter: CatalogueFilter
  readonly today: Day
}

/** Null where there is too much to count. Releases are counted once a platform is chosen: before, they say little. */
export async function catalogueFacets(on: Queryable, { search, filter, today }: Counting): Promise<FacetCounts | null> {
  const figure = await figures(on, today)
  const terms = await searchTerms(on, search)
  const chosen = CATALOGUE_FACETS.filter((facet) => filter[facet])
  const open = CATALOGUE_FACETS.filter((facet) => !chosen.includes(facet))
  const isCountable = (facet: CatalogueFacet) => facet !== 'platformRelease' || Boolean(filter.platform)
  const counts = await Promise.all([
    count(on, { terms, filter, today, figure }, open.filter(isCountable)),
    ...chosen
      .filter(isCountable)
      .map((facet) => count(on, { terms, filter: { ...filter, [facet]: undefined }, today, figure }, [facet])),
  ])
  if (counts.includes(null)) return null
  const rows = counts.flatMap((each) => each ?? [])
  const of = (facet: CatalogueFacet) =>
    rows.filter((row) => row.facet === facet).map(({ value, products }) => ({ value, products }))
  return Object.fromEntries(CATALOGUE_FACETS.map((facet) => [facet, of(facet)])) as unknown as FacetCounts
}

type Counted = { readonly facet: CatalogueFacet; readonly value: string; readonly products: number }

async function count(
  on: Queryable,
  { terms, filter, today, figure }: { terms: readonly Term[]; filter: CatalogueFilter; today: Day; figure: Figures },
  facets: readonly CatalogueFacet[],
): Promise<readonly Counted[] | null> {
  if (facets.length === 0) return []
  const rows = await on.all<{ facet: string; value: string; products: number }>(sql`
    with listed as materialized (
      select c.product, c.platform, c.level, c.region, p.family, o.state->>'country' as country, c.state
        from product p join organisation o on o.id = p.organisation join certification c on c.product = p.id
        where ${certificationFits(filter, today)} ${productFits(filter, terms, today, figure)} limit ${MOST_COUNTED + 1})
    select 'all' as facet, '' as value, count(*)::int as products from listed
    union all ${join(facets.map(countOf), ' union all ')}`)
  if (rows.some(({ facet, products }) => facet === 'all' && products > MOST_COUNTED)) return null
  return rows.filter((row): row is Counted => row.facet !== 'all')
}

function countOf(facet: CatalogueFacet): Sql {
  if (facet === 'platformRelease')
    return sql`select 'platformRelease', value, count(*)::int from (
      select distinct product, pair->>'platformRelease' as value from listed,
        lateral (select jsonb_path_query(state, '$.pairs[*]') as pair union all select jsonb_path_query(state, '$.extensions[*].pairs[*]')) pairs
      ) covered group by value`
  return sql`select ${facet}, value, count(*)::int from (select distinct product, ${raw(facet)} as value from listed) each where value is not null group by value`
}
