/** What requests go over (A01), and how a challenge on a call is met (A03). */
import { count } from '../../kernel/text.ts'
import { aboutFault } from '../../sip/fault.ts'
import { parseCSeq } from '../../sip/header-values.ts'
import { header } from '../../sip/message.ts'
import { expected, type OfCall, saySeconds } from './observation.ts'
import type { Exchange } from './scene.ts'
import { isChallenge, openings } from './set-up.ts'

/** What may go over UDP when nothing is known about the way: 200 bytes less than 1500 (RFC 3261 §18.1.1). */
const MOST_OVER_UDP = 1300

/** A01. Large requests change over to TCP, or arrive whole all the same. */
export const largeRequestsGoOverTcp: OfCall = (call) => {
  const say = expected(
    'A01',
    'Requests above 1,300 bytes go over TCP, or arrive whole in fragments.',
    'RFC 3261 §18.1.1',
  )
  const large = call.lines.filter((line) => line.row.isRequest && line.message.raw.length > MOST_OVER_UDP)
  const [first] = large
  if (!first)
    return [
      say.absent(
        { seen: 'No request is that large.', at: call.lines.slice(0, 1) },
        'The INVITE was not made large for this test case.',
      ),
    ]
  const overUdp = large.filter((line) => line.transport === 'UDP')
  const seen = `${count(large.length, 'request')}, the first with ${first.message.raw.length} bytes, over ${overUdp.length === 0 ? 'TCP' : 'UDP'}.`
  const [fault] = large.flatMap((line) => line.message.faults)
  return [
    fault
      ? say.fail(
          { seen: [seen, aboutFault(fault).says].join(' '), at: large },
          'Fragments are dropped by a firewall, or a gateway changes the body and not its length; set the trunk to TCP.',
        )
      : say.ok({ seen, at: large }),
  ]
}

/** A03. A challenged INVITE is acknowledged and sent once more under the same Call-ID, one CSeq higher, and taken. */
export const challengeIsMet: OfCall = (call) => {
  const say = expected(
    'A03',
    'A challenge is acknowledged, and the INVITE sent again with credentials, one CSeq higher, without a second challenge.',
    'RFC 3261 §22.2, 22.3',
  )
  const all = openings(call)
  const challenged = all.filter((each) => isChallenge(each.final))
  const [first] = challenged
  if (!first)
    return [
      say.absent(
        { seen: 'The INVITE was not challenged.', at: [all[0]?.request] },
        'The provider knows the PBX by its address.',
      ),
    ]
  const next = all[all.indexOf(first) + 1]
  if (!next)
    return [
      say.fail(
        { seen: 'It was not sent again.', at: [first.request, first.final] },
        'No credentials are set for calls.',
      ),
    ]
  const step = cseqOf(next) - cseqOf(first)
  const hasCredentials =
    header(next.request!.message, 'Authorization') ?? header(next.request!.message, 'Proxy-Authorization')
  const fault = !first.ack
    ? 'The challenge was not acknowledged.'
    : step !== 1
      ? `CSeq went up by ${step}.`
      : !hasCredentials
        ? 'It was sent again without credentials.'
        : challenged.length > 1
          ? `It was challenged ${challenged.length} times.`
          : next.final?.row.status === 403
            ? 'It was refused with 403 all the same.'
            : null
  const at = [first.request, first.final, next.request, next.final]
  const isTaken = next.final !== null || next.provisional.some((line) => line.row.status > 100)
  if (!fault && !isTaken) return [say.hidden('The capture ends before the second INVITE is answered.')]
  return [
    fault
      ? say.fail(
          { seen: fault, at },
          'The nonce is used up at once, or the realm differs; look at stale in the second challenge.',
        )
      : say.ok({ seen: `Met ${saySeconds(next.request!.at - first.final!.at)} after the challenge.`, at }),
  ]
}

function cseqOf(each: Exchange): number {
  return parseCSeq(header(each.request!.message, 'CSeq') ?? '')?.number ?? 0
}
