/**
 * Finding by words typed: every word has to stand somewhere in the names. Names are indexed by their
 * trigrams, so that a search looks at what it finds and not at everything there is.
 */
import sql, { empty, join, type Sql } from 'sql-template-tag'

const MOST_WORDS = 6
const LONGEST_WORD = 60

/** Each word as a pattern, whatever signs it holds. */
export function patternsOf(search: string | null | undefined): readonly string[] {
  return (search ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS)
    .map(patternOf)
}

function patternOf(word: string): string {
  return `%${word.slice(0, LONGEST_WORD).replace(/[\\%_]/g, '\\$&')}%`
}

/** Keeps products found by their name, other names or company; `id` is the column that holds a product's id. */
export function andProductFound(id: Sql, search: string | null | undefined): Sql {
  return every(patternsOf(search).map((pattern) => sql`and ${id} in (${productsLike(pattern)})`))
}

/** Keeps rows of a table with a `search` column of its own. */
export function andFound(column: Sql, search: string | null | undefined): Sql {
  return every(patternsOf(search).map((pattern) => sql`and ${column} like ${pattern}`))
}

/** Keeps certifications found by their product or company, or by the beginning of their number. */
export function andCertificationFound(search: string | null | undefined): Sql {
  const words = (search ?? '').split(/\s+/).filter((word) => word !== '')
  const numbers = words.filter((word) => /^(sat|mct|mqt|mat)-[\d-]*$/i.test(word)).slice(0, MOST_WORDS)
  const others = words.filter((word) => !numbers.includes(word))
  return join(
    [
      every(numbers.map((number) => sql`and c.id like ${`${number.toUpperCase()}%`}`)),
      andProductFound(sql`c.product`, others.join(' ')),
    ],
    ' ',
  )
}

/** Ids of products with the pattern in their name, other names or company. */
export function productsLike(pattern: string): Sql {
  return sql`select found.id from product found where found.search like ${pattern}
    union all select found.id from organisation company join product found on found.organisation = company.id where company.search like ${pattern}`
}

function every(conditions: readonly Sql[]): Sql {
  return conditions.length > 0 ? join(conditions, ' ') : empty
}
