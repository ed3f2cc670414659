/**
 * Finding by words typed: every word has to stand somewhere in the names. Names are indexed by their
 * trigrams, so that a search looks at what it finds and not at everything there is. Platforms, of which there are few,
 * are looked through before, so that the database is asked for the ones that were meant.
 */
import sql, { empty, join, type Sql } from 'sql-template-tag'
import type { Platform } from '../programme/platform.ts'
import type { Queryable } from './database.ts'

const MOST_WORDS = 6
const LONGEST_WORD = 60

/** What people write beside a name without meaning a part of it: "cedar version 10.1", "orchid on 9.1". */
const ASIDE = new Set(['version', 'versions', 'release', 'releases', 'on', 'with', 'product'])

/** The words of a search, in small letters; those said in passing only count when nothing else is said. */
export function wordsOf(search: string | null | undefined): readonly string[] {
  const words = (search ?? '').toLowerCase().split(/\s+/).filter(Boolean).map(withoutMark)
  const telling = words.filter((word) => !ASIDE.has(word))
  return (telling.length > 0 ? telling : words).slice(0, MOST_WORDS).map((word) => word.slice(0, LONGEST_WORD))
}

/** `v9.1` and `r9.1` are the release 9.1. */
function withoutMark(word: string): string {
  return /^[vr]\.?\d+\./.test(word) ? word.replace(/^[vr]\.?/, '') : word
}

/** A word of a search, with the platforms and the releases of platforms it can mean. */
export type Term = {
  readonly word: string
  readonly platforms: readonly string[]
  /** Releases begin with a digit: `9.1`, `22.4`, `2025.1`; `9` and `9.x` mean all that begin so. */
  readonly versions: readonly string[]
}

type Named = Pick<Platform, 'id' | 'name' | 'aliases' | 'releases'>

export function termsOf(search: string | null | undefined, platforms: Iterable<Named>): readonly Term[] {
  const all = [...platforms]
  return wordsOf(search).map((word) => ({
    word,
    platforms: all.filter((platform) => isNamed(platform, word)).map(({ id }) => id),
    versions: isVersion(word) ? versionsLike(word, all) : [],
  }))
}

/** The same for whoever has not read the platforms yet. */
export async function searchTerms(on: Queryable, search: string | null | undefined): Promise<readonly Term[]> {
  if (wordsOf(search).length === 0) return []
  const rows = await on.all<{ state: Platform }>(sql`select state from platform`)
  return termsOf(
    search,
    rows.map(({ state }) => state),
  )
}

/** With or without the signs between its parts: `mx one`, `mx-one` and `mxone` are one name. */
function isNamed({ name, aliases = [] }: Named, word: string): boolean {
  const names = [name, ...aliases].map((each) => each.toLowerCase())
  if (isShort(word)) return names.some((each) => each.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(word)))
  return names.some((each) => each.includes(word) || joined(each).includes(joined(word) || word))
}

function joined(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}]+/gu, '')
}

function isVersion(word: string): boolean {
  return /^\d[\w.-]*$/.test(word)
}

const MOST_VERSIONS = 40

function versionsLike(word: string, platforms: readonly Named[]): readonly string[] {
  const beginning = `${word.replace(/\.(x|\*)?$/, '')}.`
  const known = platforms.flatMap(({ releases }) => releases.map(({ version }) => version))
  return [...new Set([word, ...known.filter((version) => version.startsWith(beginning))])].slice(0, MOST_VERSIONS)
}

/** Words of one or two letters stand at the beginning of a word: anywhere else they would be in everything. */
function isShort(word: string): boolean {
  return word.length < 3
}

/** Whether a column of names in small letters holds the word, whatever signs it holds. */
function like(column: Sql, word: string): Sql {
  const literal = word.replace(/[\\%_]/g, '\\$&')
  if (!isShort(word)) return sql`${column} like ${`%${literal}%`}`
  return sql`(${column} like ${`${literal}%`} or ${column} like ${`% ${literal}%`} or ${column} like ${`%"${literal}%`})`
}

/** Every release that stands in a certification, of either side, tested or by extension. */
const COVERED = sql`(jsonb_path_query_array(state, '$.pairs[*].*') || jsonb_path_query_array(state, '$.extensions[*].pairs[*].*'))`

/**
 * Keeps products found by their names and company, by the names of a platform they are certified on, and by
 * releases: their own, or the platform's in a certified pair. `id` is the column that holds a product's id.
 */
export function andProductFound(id: Sql, terms: readonly Term[]): Sql {
  return every(
    terms.map(({ word, platforms, versions }) => {
      const ids = [
        productsLike(word),
        ...(versions.length > 0
          ? [
              sql`select product.id from product where jsonb_path_query_array(state, '$.releases[*].version') ?| ${[...versions]}`,
              sql`select certification.product from certification where level <> 'SAT' and ${COVERED} ?| ${[...versions]}`,
            ]
          : []),
      ]
      return sql`and (${id} in (${join(ids, ' union all ')})
        ${platforms.length > 0 ? sql`or exists (select from certification found where found.product = ${id} and found.level <> 'SAT' and found.platform = any(${[...platforms]}))` : empty})`
    }),
  )
}

/** Keeps rows of a table with a `search` column of its own. */
export function andFound(column: Sql, search: string | null | undefined): Sql {
  return every(wordsOf(search).map((word) => sql`and ${like(column, word)}`))
}

/** Keeps certifications found by product, company, platform or a release of a pair, or by the beginning of their number. */
export function andCertificationFound(terms: readonly Term[]): Sql {
  return every(
    terms.map(({ word, platforms, versions }) => {
      if (/^(sat|mct|mqt|mat)-[\d-]*$/.test(word)) return sql`and c.id like ${`${word.toUpperCase()}%`}`
      return sql`and (c.product in (${productsLike(word)})
        ${platforms.length > 0 ? sql`or c.platform = any(${[...platforms]})` : empty}
        ${versions.length > 0 ? sql`or c.id in (select certification.id from certification where ${COVERED} ?| ${[...versions]})` : empty})`
    }),
  )
}

/** Ids of products with the word in their name, other names or company. */
export function productsLike(word: string): Sql {
  return sql`select found.id from product found where ${like(sql`found.search`, word)}
    union all select found.id from organisation company join product found on found.organisation = company.id where ${like(sql`company.search`, word)}`
}

function every(conditions: readonly Sql[]): Sql {
  return conditions.length > 0 ? join(conditions, ' ') : empty
}
