/**
 * What can be wrong with a SIP message, each with its place in the standards. A fault is evidence: the
 * message is kept with its bytes, and everything readable in it is read all the same.
 */
const TABLE = {
  'start-line': { says: 'The first line is neither a request nor a response.', cites: 'RFC 3261 §7.1, 7.2' },
  version: { says: 'The version is not SIP/2.0.', cites: 'RFC 3261 §7.1' },
  'headers-in-address': {
    says: 'The address in the first line has headers.',
    cites: 'RFC 3261 §19.1.1; RFC 4475 §3.1.2.11',
  },
  'no-via': { says: 'There is no Via.', cites: 'RFC 3261 §8.1.1, 8.2.6.2' },
  'no-from': { says: 'There is no From.', cites: 'RFC 3261 §8.1.1.3' },
  'no-to': { says: 'There is no To.', cites: 'RFC 3261 §8.1.1.2' },
  'no-call-id': { says: 'There is no Call-ID.', cites: 'RFC 3261 §8.1.1.4' },
  'no-cseq': { says: 'There is no CSeq.', cites: 'RFC 3261 §8.1.1.5' },
  'no-max-forwards': { says: 'The request has no Max-Forwards.', cites: 'RFC 3261 §8.1.1.6' },
  'no-from-tag': { says: 'From has no tag.', cites: 'RFC 3261 §8.1.1.3' },
  'repeated-header': { says: 'A header that may stand once stands more often.', cites: 'RFC 3261 §7.3.1' },
  cseq: { says: 'CSeq is not a number below 2^31 and a method.', cites: 'RFC 3261 §8.1.1.5' },
  'cseq-method': { says: 'The method in CSeq is not that of the request.', cites: 'RFC 3261 §8.1.1.5' },
  'branch-cookie': { says: 'The branch of the first Via lacks the magic cookie.', cites: 'RFC 3261 §8.1.1.7' },
  'branch-empty': {
    says: 'The branch of the first Via is the magic cookie and nothing else.',
    cites: 'RFC 3261 §8.1.1.7; RFC 4475 §3.2.1',
  },
  separators: {
    says: 'Nothing stands between two separators of Via, From, To or Contact.',
    cites: 'RFC 3261 §25.1; RFC 4475 §3.1.2.1',
  },
  'open-quote': {
    says: 'A quote in From, To or Contact is not closed.',
    cites: 'RFC 3261 §25.1; RFC 4475 §3.1.2.6',
  },
  'blank-in-address': {
    says: 'A blank stands within the angle brackets of From, To or Contact.',
    cites: 'RFC 3261 §25.1; RFC 4475 §3.1.2.14',
  },
  'no-brackets': {
    says: 'An address with a question mark in From, To or Contact has no angle brackets.',
    cites: 'RFC 3261 §20, 20.10; RFC 4475 §3.1.2.13',
  },
  date: { says: 'Date is not given in GMT.', cites: 'RFC 3261 §20.17; RFC 4475 §3.1.2.12' },
  'content-length': { says: 'Content-Length is not a number.', cites: 'RFC 3261 §20.14' },
  'body-short': { says: 'The body is shorter than Content-Length.', cites: 'RFC 3261 §18.3' },
  'body-long': { says: 'There are bytes after the body that Content-Length leaves out.', cites: 'RFC 3261 §18.3' },
  'no-content-length': { says: 'A message on a stream has no Content-Length.', cites: 'RFC 3261 §20.14' },
  'header-line': { says: 'A header line is not a name, a colon and a value.', cites: 'RFC 3261 §7.3.1' },
  'no-end': { says: 'The headers do not end with an empty line.', cites: 'RFC 3261 §7.5' },
  'too-many-headers': { says: 'There are more header lines than are read.', cites: 'RFC 3261 §7.3' },
  'line-end': { says: 'A line ends without CR.', cites: 'RFC 3261 §7' },
} as const

export type FaultCode = keyof typeof TABLE

/** Every code in its order, which is also its bit in a set of faults. */
export const FAULT_CODES = Object.keys(TABLE) as readonly FaultCode[]

const BITS = Object.fromEntries(FAULT_CODES.map((code, index) => [code, 2 ** index])) as Readonly<
  Record<FaultCode, number>
>

export function bitOf(code: FaultCode): number {
  return BITS[code]
}

export function faultsIn(bits: number): readonly FaultCode[] {
  return FAULT_CODES.filter((code) => (bits & BITS[code]) !== 0)
}

export function aboutFault(code: FaultCode): { readonly says: string; readonly cites: string } {
  return TABLE[code]
}
