/** Steps beside a project, and whom each tells: access tokens, developer equipment, webhooks. */
import { act, type Done } from '../../src/app/act.ts'
import { type Actor, CONSOLE } from '../../src/programme/permission.ts'
import type { Story } from '../support/cast.ts'
import { STARTER } from '../support/equipment.ts'

export type Step = {
  readonly name: string
  readonly actor: Actor
  readonly work: () => Promise<Done>
  readonly told: readonly string[]
  /** The day the mails name; all of it happens on Monday, 15 June 2026. */
  readonly by: string | null
  readonly isProject: boolean
}

export const each = (code: string, ...people: readonly string[]) => people.map((person) => `${code} ${person}`)

export const OFFICE = ['manager', 'granter'] as const
export const LAB = ['tester', 'reviewer'] as const
export const PARTNER = ['admin', 'engineer'] as const

/** Of a token only the journal is told: it lets in nobody but whoever made it. */
export function accessTokens({ house, cast }: Story): readonly Step[] {
  let token = ''
  const step = (name: string, work: () => Promise<Done>): Step => ({
    name,
    actor: cast.admin,
    work,
    told: [],
    by: null,
    isProject: false,
  })
  return [
    step('make-access-token', async () => {
      const input = { name: 'Nightly', scopes: ['read'], days: 30 }
      const done = await act(house, cast.admin, { move: 'make-access-token', id: cast.admin.id, input })
      token = done.made['access-token']!
      return done
    }),
    step('end-access-token', () => act(house, cast.admin, { move: 'end-access-token', id: token, input: {} })),
  ]
}

/** Developer equipment, from the member's request to its delivery, and one that is declined. */
export function equipment(story: Story): readonly Step[] {
  const { admin, manager } = story.cast
  let id: string | null = null
  const step = (actor: Actor, move: string, input: object, told: string[]): Step => ({
    name: move,
    actor,
    told,
    by: null,
    isProject: false,
    work: async () => {
      const isNew = move === 'ask-for-equipment'
      const done = await act(story.house, actor, { move, id: isNew ? 'northwind' : id, input })
      if (isNew) id = done.made['equipment-order']!
      return done
    },
  })
  return [
    step(admin, 'ask-for-equipment', STARTER, each('N06', ...OFFICE)),
    step(manager, 'quote-equipment', { percent: 50, note: 'Gladly.' }, each('N22', ...PARTNER)),
    step(admin, 'order-equipment', { purchaseOrder: 'PO', cents: 228_008 }, each('N25', ...OFFICE)),
    step(manager, 'note-equipment-delivered', { note: 'By truck.' }, each('N25', ...PARTNER)),
    step(admin, 'ask-for-equipment', STARTER, each('N06', ...OFFICE)),
    step(admin, 'withdraw-equipment', { reason: 'No longer.' }, each('N06', ...OFFICE)),
    step(admin, 'ask-for-equipment', STARTER, each('N06', ...OFFICE)),
    step(manager, 'decline-equipment', { reason: 'Too many.', next: 'Ask for one.' }, each('N06', ...PARTNER)),
  ]
}

/** Texts for the catalogue: declined, taken back, approved, and the office's own. */
export function listingTexts(story: Story): readonly Step[] {
  const { admin, engineer, manager } = story.cast
  const step = (actor: Actor, name: string, input: object, told: string[], by: string | null = null): Step => ({
    name,
    actor,
    told,
    by,
    isProject: false,
    work: () =>
      act(story.house, actor, { move: name, id: name.includes('company') ? 'northwind' : 'north-trunk', input }),
  })
  const waits = each('N36', ...OFFICE)
  return [
    step(admin, 'propose-company-text', { text: 'We connect.' }, waits, '2026-06-18'),
    step(manager, 'decline-company-text', { proposal: 1, reason: 'Whom?' }, each('N36', ...PARTNER)),
    step(admin, 'propose-company-text', { text: 'We connect all.' }, waits, '2026-06-18'),
    step(admin, 'take-company-text-back', { proposal: 2 }, waits),
    step(engineer, 'propose-product-text', { text: 'Trunks.' }, waits, '2026-06-18'),
    step(manager, 'approve-product-text', { proposal: 1 }, each('N36', ...PARTNER)),
    step(manager, 'change-product-text', { text: 'Good trunks.' }, each('N36', ...PARTNER)),
  ]
}

/** A webhook, which tells programs and people of nothing but that it was given up. */
export function webhooks(story: Story): readonly Step[] {
  const { admin, engineer } = story.cast
  const hook = { address: 'https://hooks.example.com/in', kinds: ['membership'] }
  let id = ''
  const step = (actor: Actor, move: string, input: object, told: string[] = []): Step => ({
    name: move,
    actor,
    told,
    by: null,
    isProject: false,
    work: async () => {
      const done = await act(story.house, actor, { move, id: move === 'add-webhook' ? 'northwind' : id, input })
      id = done.made.webhook ?? id
      return done
    },
  })
  return [
    step(admin, 'add-webhook', hook),
    step(admin, 'change-webhook', hook),
    step(engineer, 'test-webhook', {}),
    step(admin, 'renew-webhook-secret', {}),
    step(CONSOLE, 'give-up-webhook', { reason: 'Nothing it was sent was taken.' }, ['N47 admin']),
    step(admin, 'switch-webhook-on', {}),
    step(admin, 'switch-webhook-off', { reason: 'For now.' }),
    step(admin, 'remove-webhook', { reason: 'No longer.' }),
  ]
}
