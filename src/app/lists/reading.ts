/** What is read and kept beside the programme's nouns: published interpretations, and webhooks. */
import { hostOf } from '../../kernel/web-address.ts'
import { whoseAlone } from '../../programme/permission.ts'
import { SEES_WEBHOOKS } from '../../programme/webhook.ts'
import { type Interpretation, interpretations } from '../ask/interpretations.ts'
import { listWebhooks, type WebhookRow } from '../ask/webhooks.ts'
import type { List } from './list.ts'

export const INTERPRETATION_LIST: List<Interpretation> = {
  path: '/interpretations',
  name: 'interpretations',
  isPublic: true,
  asks: [],
  page: ({ on }, after, limit) => interpretations(on, { after, limit }),
  columns: [
    ['number', (row) => row.number],
    ['published', (row) => row.day],
    ['test case', (row) => row.testCase ?? ''],
    ['title', (row) => row.title],
    ['text', (row) => row.text],
  ],
}

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
