/** Mails that are owed, laid into the outbox as a deed would, and what became of them. */
import sql from 'sql-template-tag'
import { newId } from '../../src/app/house.ts'
import type { House } from '../../src/app/house.ts'
import type { Received } from './postbox.ts'

export type OwedText = { readonly email?: string; readonly subject?: string; readonly body?: string }

/** As many mails as there are texts; their ids. */
export async function owe(house: House, texts: readonly OwedText[]): Promise<readonly string[]> {
  const ids: string[] = []
  for (const { email = 'kim@partner.test', subject = 'P-2026-0001 A on B: so', body = 'So it is.' } of texts) {
    const id = newId(house)
    await house.database.run(
      sql`insert into notice (id, fact, code, occasion, email, subject, body, link, created, mail, next_try)
          values (${id}, 0, 'N06', ${id}, ${email}, ${subject}, ${body}, '/home', now(), 'waiting', now())`,
    )
    ids.push(id)
  }
  return ids
}

export type Kept = {
  readonly mail: string
  readonly attempts: number
  readonly trouble: string | null
  /** Seconds until the next try. */
  readonly wait: number
}

export async function keptMail(house: Pick<House, 'database'>, id: string): Promise<Kept> {
  const row = await house.database.one<Kept>(
    sql`select mail, attempts, trouble, round(extract(epoch from next_try - now())) as wait from notice where id = ${id}`,
  )
  return row!
}

/** As if so much time had passed for everything in the outbox: nothing else looks at these clocks. */
export async function letPass(house: Pick<House, 'database'>, seconds: number): Promise<void> {
  await house.database.run(
    sql`update notice set next_try = next_try - make_interval(secs => ${seconds}), claimed = claimed - make_interval(secs => ${seconds})`,
  )
}

/** What is wrong with how often each mail arrived: one whose fate is known is there once, no mail is there twice. */
export async function faultsOfDelivery(
  house: Pick<House, 'database'>,
  mails: readonly Received[],
): Promise<readonly string[]> {
  const rows = await house.database.all<{ id: string; mail: string }>(sql`select id, mail from notice`)
  return rows.flatMap(({ id, mail }) => {
    const count = mails.filter((each) => each.id.startsWith(`<${id}@`)).length
    if (count > 1) return [`${id} arrived ${count} times`]
    if (mail === 'sent' && count === 0) return [`${id} is noted as sent and never arrived`]
    if (mail !== 'sent' && mail !== 'unknown' && count === 1) return [`${id} arrived and is noted as ${mail}`]
    return []
  })
}
