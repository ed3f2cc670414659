/** The journal as people read it: facts with the hash each was sealed with, filtered, newest first. */
import sql, { empty } from 'sql-template-tag'
import type { Fact } from '../../signing/journal.ts'
import type { Queryable, Row } from '../../store/database.ts'

export type JournalEntry = { readonly fact: Fact; readonly hash: string }

export type JournalQuestion = {
  /** The id of a project, not its number. */
  readonly project: string | null
  readonly kind: string | null
  readonly before: number | null
  readonly limit: number
}

export async function journalEntries(
  on: Queryable,
  asked: JournalQuestion,
): Promise<{ entries: readonly JournalEntry[]; older: number | null }> {
  const project = asked.project ? sql`and project = ${asked.project}` : empty
  const kind = asked.kind ? sql`and kind = ${asked.kind}` : empty
  const before = asked.before ? sql`and seq < ${asked.before}` : empty
  const rows = await on.all<{ body: string; hash: string } & Row>(
    sql`select body, hash from fact where true ${project} ${kind} ${before} order by seq desc limit ${asked.limit + 1}`,
  )
  const entries = rows.slice(0, asked.limit).map(({ body, hash }) => ({ hash, fact: JSON.parse(body) as Fact }))
  return { entries, older: rows.length > asked.limit ? (entries.at(-1)?.fact.seq ?? null) : null }
}

/** The kinds that occur, each found by one step in the index however long the journal is. */
export async function kindsOfFacts(on: Queryable): Promise<readonly string[]> {
  const rows = await on.all<{ kind: string } & Row>(
    sql`with recursive known as (
          (select kind from fact order by kind limit 1)
          union all
          select (select fact.kind from fact where fact.kind > known.kind order by fact.kind limit 1) from known where known.kind is not null
        ) select kind from known where kind is not null`,
  )
  return rows.map((row) => row.kind)
}

export async function projectByNumber(on: Queryable, number: string): Promise<string | null> {
  const row = await on.one<{ id: string } & Row>(sql`select id from project where number = ${number}`)
  return row?.id ?? null
}

/** Numbers of projects by id, for lists that name several. */
export async function projectNumbers(on: Queryable, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const known = [...new Set(ids)]
  if (known.length === 0) return new Map()
  const rows = await on.all<{ id: string; number: string } & Row>(
    sql`select id, number from project where id = any(${known})`,
  )
  return new Map(rows.map((row) => [row.id, row.number]))
}
