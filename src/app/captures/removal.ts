/**
 * The bytes of captures go on their day (G-11): first a fact says so, then they are taken away, and what was drawn of
 * them. Cut short in between, the next round finds them by their record. The same bytes may be kept for somebody else:
 * they stay as long as one record of them does.
 */
import { setImmediate as breathe } from 'node:timers/promises'
import sql from 'sql-template-tag'
import { addDays, addMonths } from '../../kernel/day.ts'
import { refuse, Refusal } from '../../kernel/refusal.ts'
import { DAILY_ROUND } from '../../programme/permission.ts'
import { capturesDue, isEnded } from '../../programme/retention.ts'
import { STAGE_NAMES } from '../../programme/stage.ts'
import type { Queryable, Transaction } from '../../store/database.ts'
import { act, type Alongside } from '../act.ts'
import { isFirstTime, wasGiven } from '../effects/reminders.ts'
import { everyRow } from '../../store/every-row.ts'
import { figures, type House, today } from '../house.ts'
import { projectFile } from '../project-file.ts'
import { forgetDrawn } from './captures.ts'

/** Once a day, by whoever comes first; cut short, it begins anew. */
export async function removeCapturesOnce(house: House, until?: AbortSignal): Promise<void> {
  const key = `captures/${today(house)}`
  if (await wasGiven(house.database, key)) return
  await removeCaptures(house, until)
  if (!until?.aborted) await isFirstTime(house.database, key)
}

/** Captures whose bytes went by a fact of this round; told to stop, it goes on the next time. */
export async function removeCaptures(house: House, until?: AbortSignal): Promise<number> {
  const day = today(house)
  const { number } = await figures(house.database, day)
  // Whatever rests on a capture, it is kept so many months after its project came to an end.
  const before = addDays(addMonths(day, -number('captures.kept-months')), 1)
  let removed = 0
  for await (const { id } of everyRow<{ id: string }>(house.database, (row) => row.id, endedAfter(before))) {
    if (until?.aborted) return removed
    await breathe()
    const file = (await projectFile(house.database, id))?.file
    const due = file ? capturesDue(file, day, number).length : 0
    if (due > 0 && (await done(house, id))) removed += due
  }
  await takeBytes(house, until)
  return removed
}

const ENDED = STAGE_NAMES.filter(isEnded)

const endedAfter = (before: string) => (after: string, limit: number) =>
  sql`select p.id from project p where p.id > ${after} and p.stage = any(${ENDED}) and p.since < ${before}
      and exists (select 1 from evidence e where e.project = p.id and e.state->>'kind' = 'capture' and not e.state ? 'removed')
      order by p.id limit ${limit}`

/** Where something was moved in between that they are kept for, they are. */
async function done(house: House, id: string): Promise<boolean> {
  try {
    await act(house, DAILY_ROUND, { move: 'remove-captures', id, input: {} })
    return true
  } catch (fault) {
    if (fault instanceof Refusal && fault.code === 'not-now') return false
    throw fault
  }
}

async function takeBytes(house: House, until?: AbortSignal): Promise<void> {
  const rows = everyRow<{ id: string; sha256: string }>(
    house.database,
    (row) => row.id,
    (after, limit) =>
      sql`select id, sha256 from evidence where state ? 'removed' and id > ${after} order by id limit ${limit}`,
  )
  for await (const { sha256 } of rows) {
    if (until?.aborted) return
    if ((await house.evidence.size(sha256)) === null) continue
    await house.database.transaction(async (tx) => {
      await alone(tx, sha256)
      if (await isKeptFor(tx, sha256)) return
      await house.evidence.remove(sha256)
      await forgetDrawn(tx, sha256)
    })
  }
}

async function isKeptFor(on: Queryable, sha256: string): Promise<boolean> {
  return (
    (await on.one(sql`select 1 as there from evidence where sha256 = ${sha256} and not state ? 'removed' limit 1`)) !==
    null
  )
}

/**
 * Written together with the fact that a file is evidence: whoever takes bytes away waits until the record is there, and
 * whoever was too late for bytes that were in place already is told.
 */
export function stillInPlace(house: House, sha256: string): Alongside {
  return async (tx) => {
    await alone(tx, sha256)
    if ((await house.evidence.size(sha256)) === null)
      refuse('conflict', {
        says: 'The same file was being removed for another project in this very moment.',
        next: 'Add it again: the upload is still there.',
      })
  }
}

async function alone(tx: Transaction, sha256: string): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`evidence ${sha256}`}, 0))`)
}
