/** The journal as it is kept: appended to in the transaction of a move, read by project and whole. */
import sql, { empty } from 'sql-template-tag'
import { type Fact, type SealedFact, seal } from '../signing/journal.ts'
import type { NounName } from '../programme/nouns.ts'
import type { Queryable, Row, Transaction } from './database.ts'
import { tableOf } from './nouns.ts'

export type NewFact = Omit<Fact, 'seq' | 'before'>

/**
 * Takes the head of the chain for this transaction. From here to the commit no other fact can be added, so it comes
 * last in a transaction, after everything that can still fail; but for those who were overtaken too often (`app/act`).
 */
export async function takeHead(tx: Transaction): Promise<{ seq: number; hash: string }> {
  const head = await tx.one<{ seq: number; hash: string }>(sql`select seq, hash from journal_head for update`)
  if (!head) throw new Error('the journal has lost its head')
  return head
}

export async function append(
  tx: Transaction,
  head: { seq: number; hash: string },
  fresh: NewFact,
): Promise<SealedFact> {
  const sealed = seal({ ...fresh, seq: head.seq + 1, before: head.hash })
  const { fact, body, hash } = sealed
  const nouns = fact.subjects.map((each) => each.noun)
  const ids = fact.subjects.map((each) => each.id)
  // One statement, because while it runs nobody else can add a fact.
  await tx.run(
    sql`with added as (
          insert into fact (seq, hash, at, kind, project, person, body)
          values (${fact.seq}, ${hash}, ${fact.at}, ${fact.kind}, ${fact.project}, ${fact.by.id}, ${body})
        ), subjects as (
          insert into fact_subject (noun, id, seq)
          select noun, id, ${fact.seq}::bigint from unnest(${nouns}::text[], ${ids}::text[]) as subject (noun, id)
        )
        update journal_head set seq = ${fact.seq}, hash = ${hash}`,
  )
  return sealed
}

export type JournalPage = { readonly facts: readonly Fact[]; readonly older: number | null }

/** Newest first; `before` is the number to go on from. */
export async function readJournal(
  on: Queryable,
  asked: { project?: string; kind?: string; before?: number; limit: number },
): Promise<JournalPage> {
  const project = asked.project ? sql`and project = ${asked.project}` : empty
  const kind = asked.kind ? sql`and kind = ${asked.kind}` : empty
  const before = asked.before ? sql`and seq < ${asked.before}` : empty
  const rows = await on.all<{ body: string }>(
    sql`select body from fact where true ${project} ${kind} ${before} order by seq desc limit ${asked.limit + 1}`,
  )
  const facts = rows.slice(0, asked.limit).map((row) => JSON.parse(row.body) as Fact)
  return { facts, older: rows.length > asked.limit ? (facts.at(-1)?.seq ?? null) : null }
}

/** The last facts of a project, newest first. */
export async function factsOfProject(on: Queryable, project: string, last: number): Promise<readonly Fact[]> {
  const rows = await on.all<{ body: string }>(
    sql`select body from fact where project = ${project} order by seq desc limit ${last}`,
  )
  return rows.map((row) => JSON.parse(row.body) as Fact)
}

/** The last facts that changed a noun, newest first; of those after `after` alone. */
export async function lastFactsOn(
  on: Queryable,
  { noun, id }: { readonly noun: NounName; readonly id: string },
  { most, after = 0 }: { readonly most: number; readonly after?: number },
): Promise<readonly Fact[]> {
  const rows = await on.all<{ body: string }>(
    sql`select fact.body from fact_subject subject join fact on fact.seq = subject.seq
        where subject.noun = ${noun} and subject.id = ${id} and subject.seq > ${after}
        order by subject.seq desc limit ${most}`,
  )
  return rows.map((row) => JSON.parse(row.body) as Fact)
}

/** The number of the fact that last changed a noun; 0 where there is none. */
export async function lastChangeOf(on: Queryable, noun: NounName, id: string): Promise<number> {
  const row = await on.one<{ fact: number }>(sql`select fact from ${tableOf(noun)} where id = ${id}`)
  return row?.fact ?? 0
}

/** The fact that last changed a noun. */
export async function lastFactOn(on: Queryable, noun: NounName, id: string): Promise<Fact> {
  const row = await on.one<{ body: string }>(
    sql`select fact.body from fact join ${tableOf(noun)} kept on kept.fact = fact.seq where kept.id = ${id}`,
  )
  if (!row) throw new Error(`${noun} ${id} is not there`)
  return JSON.parse(row.body) as Fact
}

export async function headOf(on: Queryable): Promise<{ seq: number; hash: string }> {
  return (await on.one<{ seq: number; hash: string }>(sql`select seq, hash from journal_head`)) ?? { seq: 0, hash: '' }
}

/** A fact as it is filed: its text, and the columns it is found by. */
export type JournalLink = {
  readonly seq: number
  readonly hash: string
  readonly body: string
  readonly at: Date
  readonly project: string | null
  readonly kind: string
  readonly person: string
}

/** The whole chain in order, a page at a time, so that memory stays bounded however long it is. */
export async function* walkJournal(on: Queryable): AsyncGenerator<JournalLink> {
  for (let from = Number.MIN_SAFE_INTEGER; ;) {
    const rows = await on.all<JournalLink & Row>(
      sql`select seq, hash, body, at, project, kind, person from fact where seq > ${from} order by seq limit 2000`,
    )
    yield* rows
    const last = rows.at(-1)
    if (!last) return
    from = last.seq
  }
}
