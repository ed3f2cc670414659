/**
 * Checkpoints: the journal's head, signed once a day and whenever somebody asks at the console, kept and given out. They
 * are worth something only where somebody else keeps them: then history cannot be written anew behind their back.
 */
import sql from 'sql-template-tag'
import { refuse } from '../kernel/refusal.ts'
import { type Checkpoint, checkpoint } from '../signing/checkpoint.ts'
import type { Secured } from '../signing/proof.ts'
import type { Queryable } from '../store/database.ts'
import { headOf } from '../store/journal.ts'
import type { House } from './house.ts'
import { ownSigner, signDocument } from './keyring.ts'

/** How many are listed at once, where all are asked for. */
export const CHECKPOINT_PAGE = 100

const DAY_MS = 86_400_000

/** Signs the journal's head as it is now; the same head again is the checkpoint that is there. */
export async function makeCheckpoint(house: House): Promise<Secured<Checkpoint>> {
  const head = await headOf(house.database)
  if (head.seq === 0)
    return refuse('not-now', { says: 'Nothing has happened here yet.', next: 'Set the programme up first.' })
  const { did } = await ownSigner(house)
  const made = await signDocument(house, checkpoint(did, head), new Date(house.now()).toISOString())
  await house.database.run(
    sql`insert into checkpoint (facts, at, body) values (${head.seq}, ${made.proof.created}, ${JSON.stringify(made)})
        on conflict (facts) do nothing`,
  )
  return (await checkpointAt(house.database, head.seq)) ?? made
}

/** One a day, where something happened since the last. */
export async function dailyCheckpoint(house: House): Promise<void> {
  const [last] = await checkpoints(house.database, null, 1)
  const head = await headOf(house.database)
  if (head.seq === 0 || last?.facts === head.seq) return
  if (last && Date.parse(last.proof.created) > house.now() - DAY_MS) return
  await makeCheckpoint(house)
}

/** Newest first; `before` is the number of facts to go on from. */
export async function checkpoints(
  on: Queryable,
  before: number | null,
  limit: number,
): Promise<readonly Secured<Checkpoint>[]> {
  const rows = await on.all<{ body: string }>(
    sql`select body from checkpoint where facts < ${before ?? Number.MAX_SAFE_INTEGER} order by facts desc limit ${limit}`,
  )
  return rows.map((row) => JSON.parse(row.body) as Secured<Checkpoint>)
}

export async function checkpointAt(on: Queryable, facts: number): Promise<Secured<Checkpoint> | null> {
  const row = await on.one<{ body: string }>(sql`select body from checkpoint where facts = ${facts}`)
  return row && (JSON.parse(row.body) as Secured<Checkpoint>)
}

/** What the journal says against a checkpoint that somebody kept; null where history up to there is as it was. */
export async function faultAgainst(on: Queryable, { facts, head }: Checkpoint): Promise<string | null> {
  const fact = await on.one<{ hash: string }>(sql`select hash from fact where seq = ${facts}`)
  if (!fact) return `the journal does not go as far as the checkpoint: fact ${facts} is not there`
  return fact.hash === head ? null : `history up to fact ${facts} is not the one that the checkpoint was signed over`
}
