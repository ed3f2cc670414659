/** Where requests go and over what (A01, A19), and how a challenge on a call is met (A03). */
import { parseCSeq } from '../../sip/header-values.ts'
import { header } from '../../sip/message.ts'
import { expected, type OfCall, saySeconds, sayLine } from './observation.ts'
import { type Call, type Exchange, type Scene, SIDE_WORDS } from './scene.ts'
import { calledNumber } from './identity.ts'
import { capital, isChallenge, isSuccess, openings } from './set-up.ts'

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
  const seen = {
    seen: `${large.length} requests, the first with ${first.message.raw.length} bytes, over ${overUdp.length === 0 ? 'TCP' : 'UDP'}.`,
    at: large,
  }
  return [
    large.every((line) => line.message.faults.length === 0)
      ? say.ok(seen)
      : say.fail(seen, 'Fragments are dropped by a firewall; set the trunk to TCP.'),
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
          : null
  const at = [first.request, first.final, next.request, next.final]
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

/** Tries belonging together follow each other within the time a request is waited for. */
const WITHIN_SECONDS = 64

/** A19. A target that is gone or busy is left for the next one, and the call succeeds there. */
export const triesElsewhere: OfCall = (call, scene) => {
  const say = expected(
    'A19',
    'A target that does not answer, or answers 503, is left for another, where the call succeeds.',
    'RFC 3263 §4.3',
  )
  const tries = triesOf(call, scene)
  const failed = tries.filter((each) => !each.final || each.final.row.status === 503 || each.final.row.status === 408)
  // What was taken before anything failed was no second try.
  const good = tries.find(
    (each) =>
      isSuccess(each.final) &&
      failed.some((other) => other.request!.to !== each.request!.to && other.request!.at < each.request!.at),
  )
  const at = tries.flatMap((each) => [each.request, each.final])
  if (failed.length === 0)
    return [say.absent({ seen: 'No target failed.', at }, 'The first target was up while the test was run.')]
  const last = tries.at(-1)!
  return [
    good
      ? say.ok({
          seen: `${failed[0]!.request!.to} ${failed[0]!.final ? `answers ${sayLine(failed[0]!.final)}` : 'does not answer'}; ${good.request!.to} takes the call ${saySeconds(good.request!.at - failed[0]!.request!.at)} later.`,
          at,
        })
      : say.fail(
          { seen: `${capital(SIDE_WORDS[last.by])} reaches no other target.`, at },
          'Only one address is set, or the timer for the first is longer than callers wait.',
        ),
  ]
}

/** All tries at the same called number that follow each other, whatever their Call-ID. */
function triesOf(call: Call, scene: Scene): readonly Exchange[] {
  const number = calledNumber(call)
  return scene.calls
    .filter(
      (each) =>
        each.direction === call.direction &&
        calledNumber(each) === number &&
        Math.abs(each.begins - call.begins) <= WITHIN_SECONDS,
    )
    .flatMap((each) => openings(each))
    .toSorted((a, b) => a.request!.at - b.request!.at)
}
