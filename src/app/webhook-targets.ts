/** What moves on webhooks act on: an organisation that adds one, and one that is there. */
import sql from 'sql-template-tag'
import {
  KEEPS_WEBHOOKS,
  type NewWebhookFile,
  newWebhookMoves,
  SEES_WEBHOOKS,
  type WebhookFile,
  webhookMoves,
} from '../programme/webhook.ts'
import { load } from '../store/nouns.ts'
import { revisionsOf, type Target } from './target.ts'

export const newWebhook: Target<NewWebhookFile> = {
  name: 'new-webhook',
  moves: newWebhookMoves,
  load: async (on, { id }) => {
    const organisation = id ? await load(on, 'organisation', id) : null
    if (!organisation) return null
    const row = await on.one<{ count: number }>(
      sql`select count(*)::int as count from webhook where organisation = ${organisation.id} and state_word <> 'removed'`,
    )
    return { file: { organisation: organisation.state, count: row!.count }, revisions: new Map() }
  },
  belongs: ({ organisation }) => ({ organisation: organisation.id }),
  sees: KEEPS_WEBHOOKS,
}

export const webhook: Target<WebhookFile> = {
  name: 'webhook',
  moves: webhookMoves,
  load: async (on, { id }) => {
    const kept = id ? await load(on, 'webhook', id) : null
    const organisation = kept ? await load(on, 'organisation', kept.state.organisation) : null
    if (!kept || !organisation) return null
    return {
      file: { webhook: kept.state, organisation: organisation.state },
      revisions: revisionsOf(['webhook', kept]),
    }
  },
  belongs: ({ webhook: { organisation } }) => ({ organisation }),
  sees: { ...SEES_WEBHOOKS, console: 'any' },
}
