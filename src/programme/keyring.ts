/**
 * The keys an installation signs with, one after the other: every public half stays on record with the time it was
 * used, so that what an earlier key signed is checked for ever (G-09). The private halves are no record; they lie with
 * the operator.
 */
import { z } from 'zod'
import { refuse } from '../kernel/refusal.ts'
import { moveOn, put } from './move.ts'

/** A public key in Multikey spelling, and the instants between which it signed, to the second. */
export type SigningKey = { readonly key: string; readonly from: string; readonly until: string | null }

/** Oldest first; the last one signs. */
export type Keyring = { readonly keys: readonly SigningKey[] }

/** There is one in every installation. */
export const KEYRING = 'installation'

export type KeyringFile = { readonly keyring: Keyring | null }

const move = moveOn<KeyringFile>()

const multikey = () =>
  z.string().regex(/^z6Mk[1-9A-HJ-NP-Za-km-z]{40,48}$/, { error: 'An Ed25519 public key in Multikey spelling.' })

const MOST_KEYS = 500

export const keyringMoves = {
  'change-signing-key': move({
    says: 'Sign with a new key',
    clause: 'G-09',
    by: { console: 'any' },
    input: z.strictObject({ key: multikey(), after: multikey().nullable() }),
    obstacle: ({ keyring }) =>
      (keyring?.keys.length ?? 0) >= MOST_KEYS
        ? { says: 'This installation has changed its key too often.', next: 'Ask whoever runs it why.', clause: 'G-09' }
        : null,
    decide: ({ keyring }, { key, after }, { at }) => {
      const keys = keyring?.keys ?? []
      if ((keys.at(-1)?.key ?? null) !== after || keys.some((each) => each.key === key)) {
        return refuse('conflict', {
          says: 'Another key has been taken into use meanwhile.',
          next: 'Look at the keys there are, then change the key again if it is still wanted.',
          clause: 'G-09',
        })
      }
      const now = `${at.slice(0, 19)}Z`
      const former = keys.map((each) => (each.until ? each : { ...each, until: now }))
      return {
        kind: after ? 'signing-key-changed' : 'signing-key-introduced',
        says: after ? 'A new key signs from now on; what the former one signed stays valid' : 'The first key signs',
        data: { key, after },
        puts: [put('keyring', KEYRING, { keys: [...former, { key, from: now, until: null }] })],
      }
    },
  }),
}
