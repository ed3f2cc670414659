/** Webhooks: each organisation's to itself, all of them to the office. */
import { hostOf } from '../../kernel/web-address.ts'
import { whoseAlone } from '../../programme/permission.ts'
import { SEES_WEBHOOKS } from '../../programme/webhook.ts'
import { listWebhooks, type WebhookRow } from '../ask/webhooks.ts'
import type { List } from './list.ts'

/** More of an address than its host may be as good as a key. */
export const WEBHOOK_LIST: List<WebhookRow> = {
  path: '/webhooks',
  name: 'webhooks',
  asks: ['organisation'],
  page: ({ on, actor, ask }, after, limit) => {
    const organisation = whoseAlone(actor, SEES_WEBHOOKS) ?? (ask('organisation') || null)
    return listWebhooks(on, { organisation, after, limit })
  },
  columns: [
    ['sent to', ({ webhook }) => hostOf(webhook.address)],
    ['organisation', (row) => row.organisation],
    ['told of', ({ webhook }) => webhook.kinds.join(', ')],
    ['stands', ({ webhook }) => webhook.state],
    ['last delivery', ({ last }) => last ?? ''],
    ['added', ({ webhook }) => webhook.added.day],
    ['id', ({ webhook }) => webhook.id],
  ],
}
