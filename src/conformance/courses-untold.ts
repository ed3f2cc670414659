/** Of test cases whose course cannot be told beforehand, why. */

/** By the place in the plan. */
const UNTOLD: Readonly<Record<string, string>> = {
  'FLV-05':
    'What goes by between two restarts depends on when they come: registrations, keep-alives and calls in any order.',
  'SEC-01': 'The messages are encrypted: a capture shows the handshake, and not what is said behind it.',
  'SEC-02': 'Each connection ends in its handshake, before any message is sent.',
  'SEC-06': 'The probe sends messages of every shape, and several answers to each are right.',
}

/** Why there is no course to hold a ladder against; null where there is one. */
export function whyNoCourse(plan: string): string | null {
  return UNTOLD[plan] ?? null
}
