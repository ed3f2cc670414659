/** Reading webhooks and the log of what they were sent, a page at a time, newest first. */
import sql, { empty } from 'sql-template-tag'
import { hostOf } from '../../kernel/web-address.ts'
import type { DeliveryState, Webhook } from '../../programme/webhook.ts'
import type { Queryable, Row } from '../../store/database.ts'
import { joinCursor, splitCursor } from './organisations.ts'

export type WebhookRow = {
  readonly webhook: Webhook
  readonly organisation: string
  /** What became of the newest that was tried; null where nothing was. */
  readonly last: DeliveryState | null
}

/** As programs get it: by the host alone, since more of an address may be as good as a key. */
export function webhookAsData({ id, organisation, address, kinds, state }: Webhook, name: string) {
  return { id, organisation, name, host: hostOf(address), kinds: [...kinds], state }
}

/** Of one organisation, or of all where none is named; removed ones are left out. */
export async function listWebhooks(
  on: Queryable,
  asked: { readonly organisation: string | null; readonly after: string | null; readonly limit: number },
): Promise<{ readonly rows: readonly WebhookRow[]; readonly after: string | null }> {
  const [at = '', id = ''] = splitCursor(asked.after)
  const rows = await on.all<WebhookRow & Row>(
    sql`select w.state as webhook, o.name as organisation,
          (select d.state from webhook_delivery d where d.webhook = w.id and d.attempts > 0 order by d.place desc limit 1) as last
        from webhook w join organisation o on o.id = w.organisation
        where w.state_word <> 'removed' ${asked.organisation === null ? empty : sql`and w.organisation = ${asked.organisation}`}
          ${id ? sql`and (w.added, w.id) < (${at}, ${id})` : empty}
        order by w.added desc, w.id desc limit ${asked.limit + 1}`,
  )
  const shown = rows.slice(0, asked.limit)
  const last = shown.at(-1)?.webhook
  return { rows: shown, after: rows.length > asked.limit && last ? joinCursor(last.added.at, last.id) : null }
}

export type Try = {
  readonly at: string
  readonly attempt: number
  /** The status of the answer; null where none came. */
  readonly status: number | null
  readonly ms: number
  /** How the answer began, or why none came. */
  readonly says: string
}

export type DeliveryRow = {
  readonly id: string
  readonly place: number
  readonly kind: string
  readonly fact: number
  readonly body: string
  readonly state: DeliveryState
  readonly created: string
  /** When it is tried next, where it waits. */
  readonly next: string
  readonly tries: readonly Try[]
}

export async function deliveriesOf(
  on: Queryable,
  webhook: string,
  asked: { readonly before: number | null; readonly limit: number },
): Promise<{ readonly rows: readonly DeliveryRow[]; readonly older: number | null }> {
  const before = asked.before ? sql`and place < ${asked.before}` : empty
  const rows = await on.all<DeliveryRow & Row>(
    sql`select id, place::float8 as place, kind, fact::float8 as fact, body, state, tries,
          to_char(created at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as created,
          to_char(next_try at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as next
        from webhook_delivery where webhook = ${webhook} ${before} order by place desc limit ${asked.limit + 1}`,
  )
  const shown = rows.slice(0, asked.limit)
  return { rows: shown, older: rows.length > asked.limit ? (shown.at(-1)?.place ?? null) : null }
}

/** `isWhole` is for whoever may see the address as well: the beginning of an answer often repeats it. */
export function deliveryAsData({ body, next, tries, ...row }: DeliveryRow, isWhole: boolean) {
  return {
    ...row,
    body: JSON.parse(body) as unknown,
    next: row.state === 'waiting' ? next : null,
    tries: tries.map((each) => (isWhole ? each : { ...each, says: null })),
  }
}

/** Whose webhook a delivery is; null where there is no such delivery. */
export async function webhookOfDelivery(on: Queryable, id: string): Promise<string | null> {
  const row = await on.one<{ webhook: string }>(sql`select webhook from webhook_delivery where id = ${id}`)
  return row?.webhook ?? null
}
