import { describe, expect, test } from 'vitest'
import { WEBHOOK_KIND_NAMES, WEBHOOK_KINDS, webhookKindOf } from '../../programme/webhook-kinds.ts'
import { MOVES } from '../targets.ts'

/** What no webhook tells: what is being written, the vendor's own keeping, judgements of what a partner costs, ways in, keys, and webhooks themselves. */
const UNTOLD = [
  'found-programme',
  'accept-invitation',
  'write-guide',
  'discard-guide-writing',
  'record-burden',
  'approve-burden',
  'set-equipment-bill',
  'drop-equipment-bill',
  'set-parameter',
  'add-webhook',
  'change-webhook',
  'switch-webhook-off',
  'give-up-webhook',
  'switch-webhook-on',
  'remove-webhook',
  'test-webhook',
  'renew-webhook-secret',
  'make-access-token',
  'end-access-token',
  'change-signing-key',
]

describe('what webhooks tell', () => {
  const told = WEBHOOK_KIND_NAMES.flatMap((kind) => [...WEBHOOK_KINDS[kind].moves] as string[])

  test('every move stands in one group, or among those that are told to nobody', () => {
    expect([...told, ...UNTOLD].toSorted()).toEqual([...MOVES.keys()].toSorted())
  })

  test('a fact is told in the group of its move', () => {
    expect(webhookKindOf('grant')).toBe('decisions')
    expect(webhookKindOf('record-burden')).toBeNull()
    expect(webhookKindOf('no-such-move')).toBeNull()
  })
})
