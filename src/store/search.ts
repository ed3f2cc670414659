/**
 * Finding by words typed: every word has to stand somewhere in the names. Names are indexed by their
 * trigrams, so that a search looks at what it finds and not at everything there is.
 */
import sql, { empty, join, type Sql } from 'sql-template-tag'

const MOST_WORDS = 6
const LONGEST_WORD = 60

/** What people write beside a name without meaning a part of it: "cedar version 10.1", "orchid on 9.1". */
const ASIDE = new Set(['version', 'versions', 'release', 'releases', 'on', 'with', 'product'])

/** The words of a search, in small letters; those said in passing only count when nothing else is said. */
export function wordsOf(search: string | null | undefined): readonly string[] {
  const words = (search ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const telling = words.filter((word) => !ASIDE.has(word))
  return (telling.length > 0 ? telling : words).slice(0, MOST_WORDS)
}

/** Each word as a pattern, whatever signs it holds. */
export function patternsOf(search: string | null | undefined): readonly string[] {
  return wordsOf(search).map(patternOf)
}

function patternOf(word: string): string {
  return `%${word.slice(0, LONGEST_WORD).replace(/[\\%_]/g, '\\$&')}%`
}

/**
 * Keeps products found by their names and company, by the names of a platform they are certified on, and by
 * releases: their own, or the platform's in a certified pair. `id` is the column that holds a product's id.
 */
export function andProductFound(id: Sql, search: string | null | undefined): Sql {
  return every(
    wordsOf(search).map(
      (word) => sql`and ${id} in (${productsLike(patternOf(word))}
        union all select found.product from certification found where found.level <> 'SAT' and ${isOfPlatformOrPair(word)}
        ${isVersion(word) ? sql`union all select found.id from product found where found.state->'releases' @> ${JSON.stringify([{ version: word }])}::jsonb` : empty})`,
    ),
  )
}

/** Keeps rows of a table with a `search` column of its own. */
export function andFound(column: Sql, search: string | null | undefined): Sql {
  return every(patternsOf(search).map((pattern) => sql`and ${column} like ${pattern}`))
}

/** Keeps certifications found by product, company, platform or a release of a pair, or by the beginning of their number. */
export function andCertificationFound(search: string | null | undefined): Sql {
  const words = wordsOf(search)
  const numbers = words.filter((word) => /^(sat|mct|mqt|mat)-[\d-]*$/.test(word))
  const others = words.filter((word) => !numbers.includes(word))
  return join(
    [
      every(numbers.map((number) => sql`and c.id like ${`${number.toUpperCase()}%`}`)),
      every(
        others.map(
          (word) => sql`and c.id in (
            select found.id from certification found where found.product in (${productsLike(patternOf(word))})
            union all select found.id from certification found where ${isOfPlatformOrPair(word)})`,
        ),
      ),
    ],
    ' ',
  )
}

/** Releases begin with a digit: `9.1`, `22.4`, `2025.1`. */
function isVersion(word: string): boolean {
  return /^\d[\w.-]*$/.test(word)
}

/** Whether the certification `found` is on a platform of the name, or covers a release of the number. */
function isOfPlatformOrPair(word: string): Sql {
  const pattern = patternOf(word)
  const platforms = sql`found.platform in (select platform.id from platform
    where lower(platform.name) like ${pattern} or lower(coalesce(platform.state->>'aliases', '')) like ${pattern})`
  if (!isVersion(word)) return platforms
  const pairs = ['platformRelease', 'productRelease'].map((release) => ({ pairs: [{ [release]: word }] }))
  const covers = pairs.flatMap((pair) => [
    sql`found.state @> ${JSON.stringify(pair)}::jsonb`,
    sql`found.state @> ${JSON.stringify({ extensions: [pair] })}::jsonb`,
  ])
  return sql`(${join([platforms, ...covers], ' or ')})`
}

/** Ids of products with the pattern in their name, other names or company. */
export function productsLike(pattern: string): Sql {
  return sql`select found.id from product found where found.search like ${pattern}
    union all select found.id from organisation company join product found on found.organisation = company.id where company.search like ${pattern}`
}

function every(conditions: readonly Sql[]): Sql {
  return conditions.length > 0 ? join(conditions, ' ') : empty
}
