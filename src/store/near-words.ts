/**
 * What was probably meant by a word that stands in no name: the word nearest to it among the names of products,
 * companies and platforms. Names that share enough trigrams are found by their index; only those are compared. Only what
 * was certified lends its words: what is in the making is nobody's to guess at (X-23).
 */
import sql, { type Sql } from 'sql-template-tag'
import type { Database, Queryable } from './database.ts'
import { type Term, productsLike, searchTerms } from './search.ts'

/** Shorter words are abbreviations and numbers: a letter off, they are others. */
const SHORTEST = 4
/** How alike a name has to be to be looked at: a slip in a word of five letters leaves less than half of its trigrams. */
const ALIKE = 0.3
const MOST_NAMES = 60

/** The search with each word that is nowhere set right; null where nothing is near enough, or nothing has to be. */
export async function setRight(database: Database, search: string): Promise<string | null> {
  const terms = await searchTerms(database, search)
  return database.transaction(async (tx) => {
    await tx.run(sql`select set_config('pg_trgm.word_similarity_threshold', ${String(ALIKE)}, true)`)
    const words: string[] = []
    for (const term of terms)
      words.push(
        (await isKnown(tx, term))
          ? term.word
          : ((await swapped(tx, term.word)) ?? (await nearest(tx, term.word)) ?? ''),
      )
    const isBetter = words.every((word) => word !== '') && words.some((word, index) => word !== terms[index]?.word)
    return isBetter ? words.join(' ') : null
  })
}

async function isKnown(on: Queryable, { word, platforms, versions }: Term): Promise<boolean> {
  if (platforms.length > 0 || versions.length > 0 || word.length < SHORTEST) return true
  return isCertifiedName(on, word)
}

const IS_CERTIFIED = sql`exists (select from certification c where c.product = p.id and c.level <> 'SAT')`

async function isCertifiedName(on: Queryable, word: string): Promise<boolean> {
  return (
    (await on.one(sql`select from product p where p.id in (${productsLike(word)}) and ${IS_CERTIFIED} limit 1`)) !==
    null
  )
}

/** Two neighbouring letters the wrong way round leave too few trigrams to find the name by. */
async function swapped(on: Queryable, word: string): Promise<string | null> {
  const letters = Array.from(word)
  const ways = letters.slice(1).map((_, at) =>
    letters
      .with(at, letters[at + 1]!)
      .with(at + 1, letters[at]!)
      .join(''),
  )
  for (const way of new Set(ways)) if (await isCertifiedName(on, way)) return way
  return null
}

async function nearest(on: Queryable, word: string): Promise<string | null> {
  const alike = (from: Sql) =>
    sql`(select search from ${from} order by word_similarity(${word}, search) desc limit ${MOST_NAMES})`
  const rows = await on.all<{ search: string }>(sql`
    ${alike(sql`product p where search %> ${word} and ${IS_CERTIFIED}`)} union all
    ${alike(sql`organisation o where search %> ${word} and exists (select from product p where p.organisation = o.id and ${IS_CERTIFIED})`)}
    union all select lower(name || ' ' || coalesce(state->>'aliases', '')) as search from platform`)
  const known = new Set(rows.flatMap(({ search }) => search.split(/[^\p{L}\p{N}.-]+/u)).filter((each) => each !== ''))
  const most = word.length < 6 ? 1 : 2
  const [best] = [...known]
    .map((each) => ({ each, slips: slipsBetween(word, each, most) }))
    .filter(({ slips }) => slips <= most)
    .toSorted((a, b) => a.slips - b.slips || a.each.localeCompare(b.each))
  return best?.each ?? null
}

/** Letters left out, put in, taken for another, or two of them swapped; more than `most` is told as one more. */
export function slipsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, index) => index)]
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const other = a[i - 1] === b[j - 1] ? 0 : 1
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      row.push(
        Math.min(
          rows[i - 1]![j]! + 1,
          row[j - 1]! + 1,
          rows[i - 1]![j - 1]! + other,
          isSwapped ? rows[i - 2]![j - 2]! + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
    rows.push(row)
  }
  return Math.min(rows[a.length]![b.length]!, most + 1)
}
