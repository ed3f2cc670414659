/**
 * A checkpoint: the head of the journal on a day, signed, to be kept by somebody else. Whoever changes history and
 * makes the chain anew cannot make it end in the heads that were given away.
 */
import type { Branch } from './proof.ts'

export const CHECKPOINT = 'CertwrightCheckpoint'

export type Checkpoint = {
  readonly type: typeof CHECKPOINT
  readonly issuer: string
  /** How many facts there were, and the hash of the last. */
  readonly facts: number
  readonly head: string
}

export function checkpoint(issuer: string, head: { readonly seq: number; readonly hash: string }): Checkpoint {
  return { type: CHECKPOINT, issuer, facts: head.seq, head: head.hash }
}

export function isCheckpoint(value: Branch): value is Checkpoint {
  return (
    value.type === CHECKPOINT &&
    typeof value.issuer === 'string' &&
    Number.isSafeInteger(value.facts) &&
    typeof value.head === 'string' &&
    /^[0-9a-f]{64}$/.test(value.head)
  )
}
