/**
 * The final answers that test cases take for the refusal they ask for, by what stands behind it. Judges and courses read
 * the same, so that a call that passes is not drawn as one that differs.
 */
export const REFUSALS = {
  elsewhere: [302],
  uninvited: [403, 404, 401, 407, 603],
  barred: [404, 484, 604, 403, 603],
  unassigned: [404, 604],
  unanswered: [480, 408, 487],
  rejected: [486, 600, 603, 480],
  busy: [486, 600],
  'no-codec': [488, 606],
  'no-encryption': [488, 606],
  'no-t38': [488, 415],
  'no-transfer': [405, 501, 603],
} as const satisfies Readonly<Record<string, readonly number[]>>

export type Refusal = keyof typeof REFUSALS

export function isRefusedAs(refusal: Refusal, status: number): boolean {
  return REFUSALS[refusal].some((each) => each === status)
}

/** An answer after which the same is asked again: for credentials (RFC 3261 §22), or after a collision (§14.1). */
export function asksAgain(status: number): boolean {
  return status === 401 || status === 407 || status === 491
}
