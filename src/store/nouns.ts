/**
 * Nouns as they are kept: read with the number of their changes, written only if that number still
 * stands. Exactly one of two contenders gets through; the other is told and looks again.
 */
import sql, { empty, join, raw, type Sql } from 'sql-template-tag'
import type { NounName, Nouns } from '../programme/nouns.ts'
import { isUniqueViolation, type Queryable, type Row } from './database.ts'

export type Kept<N extends NounName> = { readonly id: string; readonly revision: number; readonly state: Nouns[N] }

/** Somebody else was faster: what was loaded is no longer what is kept. */
export class Overtaken extends Error {}

/** What was to be new is there already: made by somebody faster, or overlooked by whoever loaded. */
export class ThereAlready extends Overtaken {}

export function tableOf(noun: NounName): Sql {
  return raw(noun.replaceAll('-', '_'))
}

export async function load<N extends NounName>(on: Queryable, noun: N, id: string): Promise<Kept<N> | null> {
  return on.one<Kept<N> & Row>(sql`select id, revision, state from ${tableOf(noun)} where id = ${id}`)
}

export async function loadMany<N extends NounName>(
  on: Queryable,
  noun: N,
  ids: readonly string[],
): Promise<readonly Kept<N>[]> {
  if (ids.length === 0) return []
  return on.all<Kept<N> & Row>(sql`select id, revision, state from ${tableOf(noun)} where id = any(${ids})`)
}

/** Those whose generated columns hold these values, in the order of their ids. */
export async function loadWhere<N extends NounName>(
  on: Queryable,
  noun: N,
  where: Readonly<Record<string, string>>,
): Promise<readonly Kept<N>[]> {
  const conditions = Object.entries(where).map(([column, value]) => sql`${raw(column)} = ${value}`)
  return on.all<Kept<N> & Row>(
    sql`select id, revision, state from ${tableOf(noun)} where ${join(conditions, ' and ')} order by id limit 5000`,
  )
}

export async function exists(on: Queryable, noun: NounName, id: string): Promise<boolean> {
  return (await on.one(sql`select 1 as there from ${tableOf(noun)} where id = ${id}`)) !== null
}

export type Write = {
  readonly noun: NounName
  readonly id: string
  readonly state: unknown
  /** The revision it was loaded with; 0 when it is new. */
  readonly from: number
  /** Only counted, not changed: the state is not written again. */
  readonly isUntouched?: boolean
}

/** Writes one noun's new state as the change of a fact; throws `Overtaken` when somebody else was faster. */
export async function save(on: Queryable, write: Write, fact: number): Promise<void> {
  const table = tableOf(write.noun)
  const state = write.isUntouched ? null : JSON.stringify(write.state)
  if (write.from > 0) {
    const set = state === null ? empty : sql`state = ${state},`
    const changed = await on.run(
      sql`update ${table} set ${set} revision = revision + 1, fact = ${fact} where id = ${write.id} and revision = ${write.from}`,
    )
    if (changed !== 1) throw new Overtaken(`${write.noun} ${write.id}`)
    return
  }
  try {
    await on.run(sql`insert into ${table} (id, revision, fact, state) values (${write.id}, 1, ${fact}, ${state})`)
  } catch (fault) {
    if (isUniqueViolation(fault) && fault.constraint?.endsWith('_pkey'))
      throw new ThereAlready(`${write.noun} ${write.id}`)
    throw fault
  }
}
