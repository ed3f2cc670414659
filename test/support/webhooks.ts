/** Webhooks as tests have them: added, what is owed to them, time that passes, and signatures checked by the book. */
import { createHmac } from 'node:crypto'
import sql from 'sql-template-tag'
import { act } from '../../src/app/act.ts'
import { newId, type House } from '../../src/app/house.ts'
import type { Actor } from '../../src/programme/permission.ts'
import { WEBHOOK_KIND_NAMES, type WebhookKind } from '../../src/programme/webhook-kinds.ts'
import type { Got } from './receiver.ts'

export async function addWebhook(
  house: House,
  actor: Actor,
  address: string,
  kinds: readonly WebhookKind[] = WEBHOOK_KIND_NAMES,
): Promise<string> {
  const { made } = await act(house, actor, { move: 'add-webhook', id: actor.organisation, input: { address, kinds } })
  return made.webhook!
}

/** As many deliveries as asked, as facts would owe them; their ids in order. */
export async function oweDeliveries(house: House, webhook: string, count: number): Promise<readonly string[]> {
  const ids: string[] = []
  for (let each = 0; each < count; each += 1) {
    const id = newId(house)
    await house.database.run(
      sql`insert into webhook_delivery (id, webhook, fact, kind, body) values (${id}, ${webhook}, ${each}, 'tried', ${`{"n":${each}}`})`,
    )
    ids.push(id)
  }
  return ids
}

export type KeptDelivery = {
  readonly state: string
  readonly attempts: number
  readonly status: number | null
  readonly answer: string
  readonly tries: readonly { readonly attempt: number; readonly status: number | null; readonly says: string }[]
  /** Seconds until the next try. */
  readonly wait: number
}

export async function keptDelivery(house: Pick<House, 'database'>, id: string): Promise<KeptDelivery> {
  const row = await house.database.one<KeptDelivery>(
    sql`select state, attempts, status, answer, tries, round(extract(epoch from next_try - now()))::float8 as wait
        from webhook_delivery where id = ${id}`,
  )
  return row!
}

/** As if so much time had passed for everything that is owed. */
export async function passForWebhooks(house: Pick<House, 'database'>, seconds: number): Promise<void> {
  await house.database.run(
    sql`update webhook_delivery set next_try = next_try - make_interval(secs => ${seconds}),
          claimed = claimed - make_interval(secs => ${seconds}), created = created - make_interval(secs => ${seconds}),
          ended = ended - make_interval(secs => ${seconds})`,
  )
}

export async function secretsKept(house: Pick<House, 'database'>, webhook: string): Promise<readonly string[]> {
  const rows = await house.database.all<{ secret: string }>(
    sql`select secret from webhook_secret where webhook = ${webhook} order by until nulls first`,
  )
  return rows.map((row) => row.secret)
}

/** The signature of what was got, worked out anew as Standard Webhooks has it. */
export function signatureBy(secret: string, { headers, body }: Pick<Got, 'headers' | 'body'>): string {
  const content = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return `v1,${createHmac('sha256', key).update(content, 'utf8').digest('base64')}`
}

/** Which of the signatures that came along are genuine by this secret. */
export function genuineBy(secret: string, got: Got): readonly boolean[] {
  const expected = signatureBy(secret, got)
  return String(got.headers['webhook-signature'])
    .split(' ')
    .map((one) => one === expected)
}

export const idOf = (got: Got) => String(got.headers['webhook-id'])
