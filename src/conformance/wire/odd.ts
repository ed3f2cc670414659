/** Requests that are malformed, or valid and yet out of the ordinary (RFC 4475), each with what answered it. */
import { header, type SipMessage } from '../../sip/message.ts'
import { METHODS } from '../../sip/method.ts'
import type { FaultCode } from '../../sip/fault.ts'
import type { Line } from './scene.ts'

export type Odd = {
  readonly request: Line
  readonly answer: Line | null
  /** What is odd about it, in words. */
  readonly says: string
  /** Whether it has to be turned down: malformed so that it means nothing certain. */
  readonly isInvalid: boolean
  /** What answers it, where the standard names something else than 400. */
  readonly answers: readonly number[]
}

/** Faults that leave no way to take a request at its word; the others are put up with (RFC 3261 §8.2, 16.3, 18.3). */
const INVALID: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'start-line',
  'version',
  'no-via',
  'no-from',
  'no-to',
  'no-call-id',
  'no-cseq',
  'repeated-header',
  'cseq',
  'cseq-method',
  'content-length',
  'separators',
  'body-short',
  'header-line',
])

const SAID: Partial<Record<FaultCode, string>> = {
  'start-line': 'a first line that cannot be read',
  version: 'another version',
  'headers-in-address': 'headers in its address',
  'no-via': 'no Via',
  'no-from': 'no From',
  'no-to': 'no To',
  'no-call-id': 'no Call-ID',
  'no-cseq': 'no CSeq',
  'repeated-header': 'a header twice',
  cseq: 'a CSeq out of range',
  'cseq-method': 'another method in CSeq',
  'branch-empty': 'a branch without an identifier',
  separators: 'nothing between separators',
  'open-quote': 'a quote that is not closed',
  'blank-in-address': 'a blank in an address',
  'no-brackets': 'an address without angle brackets',
  date: 'a date in another time zone',
  'content-length': 'a Content-Length that is no number',
  'body-short': 'a body shorter than told',
  'body-long': 'a body longer than told',
  'header-line': 'a line that is no header',
}

/** The lines are those of one Call-ID. Ordinary requests give nothing. */
export function oddIn(lines: readonly Line[]): readonly Odd[] {
  return lines.flatMap((request) => {
    const about = request.row.isRequest ? aboutOdd(request.message) : null
    return about ? [{ request, answer: answerTo(request, lines), ...about }] : []
  })
}

function aboutOdd(message: SipMessage): Pick<Odd, 'says' | 'isInvalid' | 'answers'> | null {
  const { start, faults } = message
  const bad = faults.filter((fault) => INVALID.has(fault))
  if (bad.length > 0) {
    const says = SAID[bad[0]!] ?? 'a fault'
    return { says, isInvalid: true, answers: bad.includes('version') ? [505] : [] }
  }
  if (start.kind !== 'request') return null
  const odd = (says: string, answers: readonly number[]) => ({ says, isInvalid: false, answers })
  // Who is asked about itself may answer without forwarding (RFC 3261 §11.2).
  if (header(message, 'Max-Forwards')?.trim() === '0') return odd('Max-Forwards 0', [483, 200])
  if (!METHODS.some((method) => method === start.method)) return odd('an unknown method', [405, 501])
  if (!/^(sips?|tel|urn):/i.test(start.uri)) return odd('an unknown kind of address', [416, 404])
  const first = faults[0]
  return first ? odd(SAID[first] ?? 'a slip that is put up with', []) : null
}

/** By the branch, which is copied back; CSeq and tags may be what is wrong. */
function answerTo(request: Line, lines: readonly Line[]): Line | null {
  return (
    lines.find(
      (line) =>
        !line.row.isRequest &&
        line.row.status >= 200 &&
        line.by !== request.by &&
        line.at >= request.at &&
        line.row.branch === request.row.branch,
    ) ?? null
  )
}
