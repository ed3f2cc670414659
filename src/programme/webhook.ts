/**
 * Webhooks: an organisation's own programs are told what happened, at an address it names. A webhook gets no more than
 * its organisation's people may see. Its secret stands beside it and never in it: what is written here is in the
 * journal for good.
 */
import { z } from 'zod'
import { refuse } from '../kernel/refusal.ts'
import { hostOf, LONGEST_WEB_ADDRESS, readWebAddress } from '../kernel/web-address.ts'
import { line, prose } from './input.ts'
import { type Context, moveOn, type Obstacle, put, stampOf } from './move.ts'
import type { Organisation } from './organisation.ts'
import type { Permission } from './permission.ts'
import type { Stamp } from './stamp.ts'
import { WEBHOOK_KIND_NAMES, type WebhookKind } from './webhook-kinds.ts'

export const WEBHOOK_STATES = ['on', 'off', 'removed'] as const

/** What becomes of one fact that is owed to a webhook. */
export const DELIVERY_STATES = ['waiting', 'claimed', 'delivered', 'given-up', 'dropped'] as const

export type DeliveryState = (typeof DELIVERY_STATES)[number]

export type Webhook = {
  readonly id: string
  readonly organisation: string
  readonly address: string
  /** What it wants to be told, in the order the groups are shown in. */
  readonly kinds: readonly WebhookKind[]
  readonly state: (typeof WEBHOOK_STATES)[number]
  readonly added: Stamp
  /** Why it is off or removed, and since when; `gaveUp` where nobody took what was sent. */
  readonly ended: (Stamp & { readonly reason: string; readonly gaveUp: boolean }) | null
  /** When its secret was made. */
  readonly secret: Stamp
}

export const SEES_WEBHOOKS = {
  'programme-manager': 'any',
  operator: 'any',
  auditor: 'any',
  'partner-admin': 'own',
  'partner-engineer': 'own',
  'reseller-sponsor': 'own',
  'sales-unit': 'own',
} as const satisfies Permission

/** Whoever answers for the organisation; the programme office for the vendor's own and where help is wanted. */
export const KEEPS_WEBHOOKS = {
  'programme-manager': 'any',
  'partner-admin': 'own',
  'reseller-sponsor': 'own',
  'sales-unit': 'own',
} as const satisfies Permission

/** Who may have something sent to see whether it arrives. */
export const TRIES_WEBHOOKS = { ...KEEPS_WEBHOOKS, 'partner-engineer': 'own' } as const satisfies Permission

export type NewWebhookFile = {
  readonly organisation: Organisation
  /** Addresses of those it has, removed ones not counted. */
  readonly inUse: readonly string[]
}

export type WebhookFile = {
  readonly organisation: Organisation
  readonly webhook: Webhook
  /** Addresses of its organisation's others. */
  readonly inUse: readonly string[]
}

const newMove = moveOn<NewWebhookFile>()
const move = moveOn<WebhookFile>()

const MOST_WEBHOOKS = 10
const CLAUSE = '4C.8'

const wanted = z.strictObject({
  address: z
    .string({ error: 'An address such as https://hooks.example.com/certwright.' })
    .trim()
    .min(1, { error: 'An address such as https://hooks.example.com/certwright.' })
    .max(LONGEST_WEB_ADDRESS, { error: `At most ${LONGEST_WEB_ADDRESS} characters.` }),
  kinds: z
    .array(z.enum(WEBHOOK_KIND_NAMES))
    .min(1, { error: 'Choose what it is to be told.' })
    .max(WEBHOOK_KIND_NAMES.length)
    .transform((kinds) => WEBHOOK_KIND_NAMES.filter((kind) => kinds.includes(kind))),
})

export const newWebhookMoves = {
  'add-webhook': newMove({
    says: 'Add a webhook',
    clause: CLAUSE,
    by: KEEPS_WEBHOOKS,
    input: wanted,
    obstacle: ({ inUse }) =>
      inUse.length < MOST_WEBHOOKS
        ? null
        : { says: `An organisation has ${MOST_WEBHOOKS} webhooks at most.`, next: 'Remove one that is not needed.' },
    decide: ({ organisation, inUse }, { address, kinds }, context) => {
      callable(address, context)
      notInUse(address, inUse)
      const stamp = stampOf(context)
      const webhook: Webhook = {
        id: context.newId(),
        organisation: organisation.id,
        address,
        kinds,
        state: 'on',
        added: stamp,
        ended: null,
        secret: stamp,
      }
      return told('webhook-added', webhook, `Webhook of ${organisation.name} to ${hostOf(address)} added`)
    },
  }),
}

export const webhookMoves = {
  'change-webhook': move({
    says: 'Save the webhook',
    clause: CLAUSE,
    by: KEEPS_WEBHOOKS,
    input: wanted,
    obstacle: ({ webhook }) => onlyWhile(webhook, ['on', 'off']),
    decide: ({ webhook, organisation, inUse }, { address, kinds }, context) => {
      callable(address, context)
      // Two that led to one place before that was refused can still be told other things.
      if (placeOf(address) !== placeOf(webhook.address)) notInUse(address, inUse)
      const says = `Webhook of ${organisation.name} to ${hostOf(address)} changed`
      return told('webhook-changed', { ...webhook, address, kinds }, says)
    },
  }),

  'switch-webhook-off': move({
    says: 'Switch it off',
    clause: CLAUSE,
    by: { ...KEEPS_WEBHOOKS, operator: 'any' },
    input: z.strictObject({ reason: prose(500) }),
    obstacle: ({ webhook }) => onlyWhile(webhook, ['on']),
    decide: (file, { reason }, context) => endedBy(file, context, { reason, gaveUp: false }),
  }),

  /** Done by the program itself when nothing got through for days; whoever keeps the webhook is told. */
  'give-up-webhook': move({
    says: 'Give it up',
    clause: CLAUSE,
    by: { console: 'any' },
    input: z.strictObject({ reason: line(300) }),
    obstacle: ({ webhook }) => onlyWhile(webhook, ['on']),
    decide: (file, { reason }, context) => endedBy(file, context, { reason, gaveUp: true }),
  }),

  'switch-webhook-on': move({
    says: 'Switch it on',
    clause: CLAUSE,
    by: KEEPS_WEBHOOKS,
    input: z.strictObject({}),
    obstacle: ({ webhook }) => onlyWhile(webhook, ['off']),
    decide: ({ webhook, organisation }) =>
      told(
        'webhook-switched-on',
        { ...webhook, state: 'on', ended: null },
        `Webhook of ${organisation.name} to ${hostOf(webhook.address)} switched on`,
      ),
  }),

  'remove-webhook': move({
    says: 'Remove it',
    clause: CLAUSE,
    by: KEEPS_WEBHOOKS,
    input: z.strictObject({ reason: prose(500) }),
    obstacle: ({ webhook }) => onlyWhile(webhook, ['on', 'off']),
    decide: ({ webhook, organisation }, { reason }, context) =>
      told(
        'webhook-removed',
        { ...webhook, state: 'removed', ended: { ...stampOf(context), reason, gaveUp: false } },
        `Webhook of ${organisation.name} to ${hostOf(webhook.address)} removed`,
        { reason },
      ),
  }),

  'test-webhook': move({
    says: 'Send a test',
    clause: CLAUSE,
    by: TRIES_WEBHOOKS,
    adds: true,
    input: z.strictObject({}),
    obstacle: ({ webhook }) => onlyWhile(webhook, ['on']),
    decide: ({ webhook, organisation }) =>
      told('webhook-tested', webhook, `A test of the webhook of ${organisation.name} to ${hostOf(webhook.address)}`),
  }),

  'renew-webhook-secret': move({
    says: 'Renew the secret',
    clause: CLAUSE,
    by: KEEPS_WEBHOOKS,
    input: z.strictObject({}),
    obstacle: ({ webhook }) => onlyWhile(webhook, ['on', 'off']),
    decide: ({ webhook, organisation }, _, context) =>
      told(
        'webhook-secret-renewed',
        { ...webhook, secret: stampOf(context) },
        `Secret of the webhook of ${organisation.name} to ${hostOf(webhook.address)} renewed`,
      ),
  }),
}

function endedBy(
  { webhook, organisation }: WebhookFile,
  context: Context,
  why: { readonly reason: string; readonly gaveUp: boolean },
) {
  const says = `Webhook of ${organisation.name} to ${hostOf(webhook.address)} ${why.gaveUp ? 'given up' : 'switched off'}`
  const ended = { ...stampOf(context), ...why }
  return told(why.gaveUp ? 'webhook-given-up' : 'webhook-switched-off', { ...webhook, state: 'off', ended }, says, why)
}

/** Whether it leads anywhere we may go can change every day; that it could is settled when it is named. */
function callable(address: string, context: Context): void {
  const fault = context.notToBeCalled(address)
  if (!fault) return
  refuse('wrong-input', {
    says: fault,
    next: 'Name an address on the public internet, or ask the operator to allow this one (WEBHOOK_ALLOW).',
    clause: CLAUSE,
    faults: [{ at: 'address', says: fault }],
  })
}

/** Two webhooks to one address would tell it everything twice; a form sent twice is told so as well. */
function notInUse(address: string, inUse: readonly string[]): void {
  const place = placeOf(address)
  if (!inUse.some((other) => placeOf(other) === place)) return
  const says = 'There is a webhook to this address already.'
  refuse('conflict', {
    says,
    next: 'Look at it in the list: what it is told of can be changed there. Or name another address.',
    clause: CLAUSE,
    faults: [{ at: 'address', says }],
  })
}

const placeOf = (address: string) => JSON.stringify(readWebAddress(address))

const STATE_WORDS: Readonly<Record<Webhook['state'], string>> = {
  on: 'It is switched on.',
  off: 'It is switched off.',
  removed: 'It was removed.',
}

function onlyWhile({ state }: Webhook, states: readonly Webhook['state'][]): Obstacle | null {
  if (states.includes(state)) return null
  return {
    says: STATE_WORDS[state],
    next: state === 'removed' ? 'Add a new one.' : state === 'off' ? 'Switch it on first.' : 'Nothing is left to do.',
  }
}

function told(kind: string, webhook: Webhook, says: string, more: Readonly<Record<string, string | boolean>> = {}) {
  return {
    kind,
    says,
    data: { webhook: webhook.id, organisation: webhook.organisation, ...more },
    puts: [put('webhook', webhook.id, webhook)],
  }
}
