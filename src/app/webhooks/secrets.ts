/**
 * The secrets that webhooks are signed with. They stand in a table of their own, in no record and in no fact. A new one
 * is shown to whoever made it, and to nobody else, until they say that they have kept it or an hour has passed; the one
 * before goes on signing for a day, so that a receiver has time to change.
 */
import { createHmac } from 'node:crypto'
import sql from 'sql-template-tag'
import type { Queryable, Row } from '../../store/database.ts'
import { type House, newId } from '../house.ts'

const PREFIX = 'whsec_'
const OVERLAP_HOURS = 24

/** Only one before the newest still signs. */
export async function makeSecret(tx: Queryable, house: House, webhook: string, maker: string): Promise<void> {
  await tx.run(sql`delete from webhook_secret where webhook = ${webhook} and until is not null`)
  await tx.run(
    sql`update webhook_secret set until = now() + make_interval(hours => ${OVERLAP_HOURS}) where webhook = ${webhook}`,
  )
  const secret = PREFIX + Buffer.from(house.chance(32)).toString('base64')
  await tx.run(
    sql`insert into webhook_secret (id, webhook, secret, maker) values (${newId(house)}, ${webhook}, ${secret}, ${maker})`,
  )
}

export async function forgetSecrets(tx: Queryable, webhook: string): Promise<void> {
  await tx.run(sql`delete from webhook_secret where webhook = ${webhook}`)
}

/** What is still to be shown to whoever made it; null for everybody else, and once it was kept. */
export async function unshownSecret(on: Queryable, webhook: string, person: string): Promise<string | null> {
  const row = await on.one<{ secret: string }>(
    sql`select secret from webhook_secret where webhook = ${webhook} and maker = ${person} and not shown and until is null
          and made between now() - interval '1 hour' and now() + interval '1 hour'`,
  )
  return row?.secret ?? null
}

export async function noteSecretKept(on: Queryable, webhook: string, person: string): Promise<void> {
  await on.run(sql`update webhook_secret set shown = true where webhook = ${webhook} and maker = ${person}`)
}

export async function dropLapsedSecrets(on: Queryable): Promise<void> {
  await on.run(sql`delete from webhook_secret where until < now()`)
}

/**
 * The signatures of one try as Standard Webhooks has them, one for each secret that holds, the newest first: HMAC with
 * SHA-256 over the id, the seconds since 1970 and the body, parted by full stops.
 */
export async function signaturesOf(
  on: Queryable,
  webhook: string,
  sent: { readonly id: string; readonly timestamp: string; readonly body: string },
): Promise<string> {
  const rows = await on.all<{ secret: string } & Row>(
    sql`select secret from webhook_secret where webhook = ${webhook} and (until is null or until > now()) order by until nulls first`,
  )
  return rows.map(({ secret }) => signature(secret, `${sent.id}.${sent.timestamp}.${sent.body}`)).join(' ')
}

function signature(secret: string, content: string): string {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64')
  return `v1,${createHmac('sha256', key).update(content).digest('base64')}`
}
