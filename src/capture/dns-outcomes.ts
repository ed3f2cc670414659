/** How an answer of DNS came out, by its code (RFC 1035 §4.1.1). */
export const DNS_OUTCOMES: Readonly<Record<number, string>> = {
  0: 'found',
  1: 'question not understood',
  2: 'the server failed',
  3: 'no such name',
  4: 'not implemented',
  5: 'refused',
}
