/** What is done to a webhook's log and secret and is no fact of the programme: one sent again, a secret that was kept. */
import { webhookOfDelivery } from '../app/ask/webhooks.ts'
import { openThing } from '../app/ask/open-thing.ts'
import { TARGETS } from '../app/targets.ts'
import { sendDeliveryAgain } from '../app/webhooks/again.ts'
import { noteSecretKept } from '../app/webhooks/secrets.ts'
import { ownPath } from '../kernel/own-path.ts'
import { refuse } from '../kernel/refusal.ts'
import { KEEPS_WEBHOOKS, TRIES_WEBHOOKS } from '../programme/webhook.ts'
import { readForm } from './form-input.ts'
import type { Call, Route } from './route.ts'
import { seeOther } from './security.ts'
import { flashCookie } from './visit-parts.ts'

export const WEBHOOK_ROUTES: readonly Route[] = [
  {
    method: 'POST',
    path: '/webhooks/:webhook/send-again',
    permission: TRIES_WEBHOOKS,
    kind: 'session',
    handle: sendAgain,
  },
  {
    method: 'POST',
    path: '/webhooks/:webhook/secret-kept',
    permission: KEEPS_WEBHOOKS,
    kind: 'session',
    handle: secretKept,
  },
]

/** The webhook of the address, for whoever may do this to it. */
async function webhookOf(call: Call, permission: Route['permission']): Promise<string> {
  const id = call.context.req.param('webhook') ?? ''
  await openThing(call.house, call.actor, TARGETS.webhook, id, permission)
  return id
}

async function sendAgain(call: Call): Promise<Response> {
  const webhook = await webhookOf(call, TRIES_WEBHOOKS)
  const typed = await readForm(call.context)
  const delivery = typed.get('delivery') ?? ''
  const { database } = call.house
  const isOurs = (await webhookOfDelivery(database, delivery)) === webhook
  if (!isOurs || !(await sendDeliveryAgain(database, delivery)))
    refuse('not-now', {
      says: 'This delivery is on its way already, or its webhook is switched off.',
      next: 'Look at the log as it is now.',
    })
  call.house.stir()
  return backTo(call, typed, webhook, 'It is sent again, under the same id')
}

async function secretKept(call: Call): Promise<Response> {
  const webhook = await webhookOf(call, KEEPS_WEBHOOKS)
  const typed = await readForm(call.context)
  await noteSecretKept(call.house.database, webhook, call.actor.id)
  return backTo(call, typed, webhook, 'The secret is not shown again')
}

function backTo({ context }: Call, typed: URLSearchParams, webhook: string, says: string): Response {
  return seeOther(context, ownPath(typed.get('_back'), `/webhooks/${webhook}`), [flashCookie(says)])
}
