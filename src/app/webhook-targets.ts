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
import type { Queryable } from '../store/database.ts'
import { load } from '../store/nouns.ts'
import { revisionsOf, type Target, textIn } from './target.ts'

/** One names an address at a time, so that of two the second sees the first's; nobody else waits for that. */
async function oneAtATime(on: Queryable, organisation: string): Promise<void> {
  await on.run(sql`select pg_advisory_xact_lock(hashtextextended(${`webhooks of ${organisation}`}, 0))`)
}

/** Of an organisation's webhooks besides the one named. */
async function addressesInUse(on: Queryable, organisation: string, besides = ''): Promise<readonly string[]> {
  const rows = await on.all<{ address: string }>(
    sql`select state->>'address' as address from webhook
        where organisation = ${organisation} and state_word <> 'removed' and id <> ${besides}`,
  )
  return rows.map(({ address }) => address)
}

export const newWebhook: Target<NewWebhookFile> = {
  name: 'new-webhook',
  moves: newWebhookMoves,
  load: async (on, { id, input }) => {
    const organisation = id ? await load(on, 'organisation', id) : null
    if (!organisation) return null
    if (textIn(input, 'address')) await oneAtATime(on, organisation.id)
    const inUse = await addressesInUse(on, organisation.id)
    return { file: { organisation: organisation.state, inUse }, revisions: new Map() }
  },
  belongs: ({ organisation }) => ({ organisation: organisation.id }),
  sees: KEEPS_WEBHOOKS,
}

export const webhook: Target<WebhookFile> = {
  name: 'webhook',
  moves: webhookMoves,
  load: async (on, { id, input }) => {
    const kept = id ? await load(on, 'webhook', id) : null
    const organisation = kept ? await load(on, 'organisation', kept.state.organisation) : null
    if (!kept || !organisation) return null
    const address = textIn(input, 'address')
    if (address && address !== kept.state.address) await oneAtATime(on, organisation.id)
    const inUse = await addressesInUse(on, organisation.id, kept.id)
    return {
      file: { webhook: kept.state, organisation: organisation.state, inUse },
      revisions: revisionsOf(['webhook', kept]),
    }
  },
  belongs: ({ webhook: { organisation } }) => ({ organisation }),
  sees: { ...SEES_WEBHOOKS, console: 'any' },
  shows: (file) => ({ noun: 'webhook', id: file.webhook.id }),
}
