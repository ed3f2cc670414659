/** Reminders: what falls due by time alone is told once, however often and wherever this runs. */
import sql from 'sql-template-tag'
import type { Queryable, Transaction } from '../../store/database.ts'
import { figures, type House, today } from '../house.ts'
import { post } from '../notices.ts'
import { recipientsOf } from '../recipients.ts'
import { lateOccasions } from './late-occasions.ts'
import type { Occasion } from './occasion.ts'
import { occasionsOn } from './occasions.ts'
import { occasionsOfRound, roundDue } from './round.ts'

/** How many notices were given. Told to stop, it stops after the one at hand; the rest is given the next time. */
export async function giveReminders(house: House, until?: AbortSignal): Promise<number> {
  const day = today(house)
  const figure = await figures(house.database, day)
  const giveOne = (occasion: Occasion) => house.database.transaction((tx) => give(tx, house, occasion))
  let given = 0
  for (const occasion of await occasionsOn(house.database, day, figure)) {
    if (until?.aborted) return given
    given += await giveOne(occasion)
  }
  for await (const occasion of lateOccasions(house.database, day, figure)) {
    if (until?.aborted) return given
    given += await giveOne(occasion)
  }
  const round = await roundDue(house.database, day)
  if (round !== null) {
    for await (const occasion of occasionsOfRound(house, day, figure, until)) given += await giveOne(occasion)
    if (until?.aborted) return given
    // Noted only when it is through: cut short it begins anew, and what was told already is not told again.
    await isFirstTime(house.database, round)
  }
  if (given > 0) house.stir()
  return given
}

/** Marks an occasion as told; false where it has been. */
export async function isFirstTime(on: Queryable, key: string): Promise<boolean> {
  return (await on.run(sql`insert into reminder (key) values (${key}) on conflict do nothing`)) > 0
}

/** Whether it was marked before. */
export async function wasGiven(on: Queryable, key: string): Promise<boolean> {
  return (await on.one(sql`select 1 as there from reminder where key = ${key}`)) !== null
}

async function give(tx: Transaction, house: House, occasion: Occasion): Promise<number> {
  const {
    key,
    code,
    project,
    subject,
    body,
    link,
    to,
    organisation,
    sponsor = null,
    technicians = [],
    person,
    following,
  } = occasion
  if (!(await isFirstTime(tx, key))) return 0
  const created = new Date(house.now()).toISOString()
  const notice = {
    fact: 0,
    code,
    occasion: key,
    project,
    subject,
    body,
    link,
    secretLink: null,
    created,
    ...(following ? { following } : {}),
  }
  const concerned = { organisation, sponsor, technicians, engineer: null, billing: null, data: { person }, by: null }
  const recipients = await recipientsOf(tx, to, concerned, house.settings.mailbox)
  for (const recipient of recipients) await post(tx, house, notice, recipient)
  return recipients.length
}
