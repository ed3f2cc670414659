/**
 * Contenders: the same moment for many people. A barrier holds every one of them after it has read and
 * decided and before it may write, so that the worst case is tried each time and not now and then; the
 * judge counts winners and facts. Without the guard the judge must find fault, or it judges nothing.
 */
import sql, { type Sql } from 'sql-template-tag'
import { act, type Deed, type Done } from '../../src/app/act.ts'
import type { House } from '../../src/app/house.ts'
import { Refusal } from '../../src/kernel/refusal.ts'
import type { Actor } from '../../src/programme/permission.ts'
import type { Prepared, Queryable, Transaction } from '../../src/store/database.ts'

export const CONTENDERS = 8

export type Contender = { readonly actor: Actor; readonly deed: Deed }

export type Race = {
  readonly won: readonly Done[]
  readonly lost: readonly string[]
  /** Facts the journal gained meanwhile. */
  readonly facts: number
}

/** All at once. Nobody writes before everybody has decided, where `isHeld`. */
export async function race(house: House, contenders: readonly Contender[], isHeld = true): Promise<Race> {
  const before = await countFacts(house.database)
  const held = isHeld ? holding(house, contenders.length) : house
  const ends = await Promise.allSettled(contenders.map(({ actor, deed }) => act(held, actor, deed)))
  const won = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []))
  const lost = ends.flatMap((end) => (end.status === 'rejected' ? [codeOf(end.reason)] : []))
  return { won, lost, facts: (await countFacts(house.database)) - before }
}

const LOSING = new Set(['not-now', 'stale', 'not-found'])

/** What is wrong with how a race ended; nothing when exactly one won and left exactly one fact. */
export function faultsOf({ won, lost, facts }: Race): readonly string[] {
  return [
    ...(won.length === 1 ? [] : [`${won.length} of ${won.length + lost.length} won`]),
    ...(facts === 1 ? [] : [`${facts} facts`]),
    ...lost.filter((code) => !LOSING.has(code)).map((code) => `a loser was told ${code}`),
  ]
}

/** The same write path with the guard taken out of its statements: it checks, and then acts. */
export function unguarded(house: House): House {
  return withTransactions(house, (statement) => {
    const text = statement.text.replace(/ and revision = (\$\d+)/, ' and $1::int is not null')
    return 'name' in statement ? { ...statement, text } : { name: '', text, values: statement.values }
  })
}

/** Holds the first try of every contender at its first lock until all of them stand there. */
export function holding(house: House, count: number): House {
  const barrier = barrierFor(count)
  return withTransactions(house, async (statement) => {
    if (FIRST_LOCK.test(statement.text)) await barrier()
    return statement
  })
}

/**
 * Somebody slow among people who are fast: each time this house is about to take the journal's head, `faster` is done
 * by somebody else first. `times` counts how often.
 */
export function overtaken(house: House, faster: () => Promise<unknown>): { readonly house: House; times: number } {
  const slow = {
    times: 0,
    house: withTransactions(house, async (statement) => {
      if (statement.text.includes('journal_head for update')) {
        slow.times += 1
        await faster()
      }
      return statement
    }),
  }
  return slow
}

/** Where a second is to see what a first has made, they queue for that before they read it. */
const FIRST_LOCK = /journal_head for update|insert into series|pg_advisory_xact_lock/

function barrierFor(count: number): () => Promise<void> {
  let waiting = 0
  let open = () => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  return () => {
    waiting += 1
    if (waiting >= count) open()
    return opened
  }
}

type Change = (statement: Sql | Prepared) => Sql | Prepared | Promise<Sql | Prepared>

function withTransactions(house: House, change: Change): House {
  const changed = (on: Queryable): Queryable => ({
    all: async (statement) => on.all(await change(statement)),
    one: async (statement) => on.one(await change(statement)),
    run: async (statement) => on.run(await change(statement)),
  })
  const transaction = <Result>(work: (tx: Transaction) => Promise<Result>) =>
    house.database.transaction((tx) => work({ ...changed(tx), client: tx.client }))
  return { ...house, database: { ...house.database, transaction } }
}

export async function countFacts(on: Queryable): Promise<number> {
  return (await on.one<{ count: number }>(sql`select count(*) as count from fact`))!.count
}

function codeOf(fault: unknown): string {
  if (fault instanceof Refusal) return fault.code
  throw fault
}

/** A move, what is sent with it, and who sends it, in turn. */
export type Contested = readonly [actors: readonly Actor[], move: string, input: unknown]

/** Eight contenders for the same thing: the moves in turn, each by its own actors in turn. */
export function eight(id: string | null, moves: readonly Contested[], seen?: number): readonly Contender[] {
  return Array.from({ length: CONTENDERS }, (_, index) => {
    const [actors, move, input] = moves[index % moves.length]!
    const actor = actors[Math.floor(index / moves.length) % actors.length]!
    return { actor, deed: { move, id, input, ...(seen === undefined ? {} : { seen }) } }
  })
}
