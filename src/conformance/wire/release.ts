/** How a call ends (A08). */
import { parseSessionExpires } from '../../sip/header-values.ts'
import { header } from '../../sip/message.ts'
import { lastRefreshOf, patienceWith } from './bodies.ts'
import { expected, type OfCall, sayLine, saySeconds } from './observation.ts'
import { type Side, SIDE_WORDS } from './scene.ts'
import { capital, isSuccess } from './set-up.ts'

/** Sound may go on for so long after BYE: what was under way, and a phone put down. */
const SOUND_AFTER_SECONDS = 2

/** A08. Who ends it, that the end is answered, and that nothing follows. */
export function releasedBy(side: Side | null): OfCall {
  return (call) => {
    const says =
      side === null
        ? 'One of the sides ends the call with BYE, which is answered with 200.'
        : `${capital(SIDE_WORDS[side])} ends the call with BYE, which is answered with 200.`
    const ends = expected('A08', says, 'RFC 3261 §15')
    const quiet = expected('A08', 'Sound stops with the call.', 'RFC 3261 §15')
    if (!call.answered) return []
    const bye = call.exchanges.find((each) => each.method === 'BYE')
    if (!bye?.request) return [ends.hidden('The end of the call is not in the capture.')]
    const first =
      side !== null && bye.by !== side
        ? ends.fail(
            { seen: `BYE came from ${SIDE_WORDS[bye.by]}.`, at: [bye.request] },
            'The other side hung up first, or a session or media timer ended the call.',
          )
        : isSuccess(bye.final)
          ? ends.ok({
              seen: `BYE of ${SIDE_WORDS[bye.by]}, answered after ${saySeconds(bye.final!.at - bye.request.at)}.`,
              at: [bye.request, bye.final],
            })
          : ends.fail(
              {
                seen: bye.final ? `BYE was answered with ${sayLine(bye.final)}.` : 'BYE was not answered.',
                at: [bye.request, bye.final],
              },
              'The BYE carries tags, Call-ID or Route the other side does not know the dialog by.',
            )
    const over = call.sounds.filter((sound) => sound.until > bye.request!.at + SOUND_AFTER_SECONDS)
    const longest = Math.max(0, ...call.sounds.map((sound) => sound.until - bye.request!.at))
    const second =
      call.sounds.length === 0
        ? quiet.hidden('No sound of this call is in the capture.')
        : over.length === 0
          ? quiet.ok({
              seen: longest > 0 ? `Nothing later than ${saySeconds(longest)} after BYE.` : 'Nothing after BYE.',
            })
          : quiet.fail(
              {
                seen: `Sound went on for ${saySeconds(longest)}.`,
                packets: over.map((sound) => sound.stream.firstPacket),
              },
              'A media gateway was not told that the call is over.',
            )
    return [first, second]
  }
}

/** A07, A13. A call that lasts: up for so long, and ended by a person. */
export function callLasts(seconds: number): OfCall {
  return (call, scene) => {
    const say = expected('A13', `The call is up for ${saySeconds(seconds)} or longer.`, 'RFC 4028 §10')
    if (!call.answered) return []
    const end = call.exchanges.find((each) => each.method === 'BYE')?.request ?? null
    const lasted = (end?.at ?? scene.ends) - call.answered.at
    const seen = { seen: `${saySeconds(lasted)}.`, at: [call.answered, end] }
    const session = parseSessionExpires(header(call.answered.message, 'Session-Expires') ?? '')?.seconds
    if (lasted < seconds && session && end && end.at - lastRefreshOf(call) >= patienceWith(session))
      return [
        say.fail(
          {
            seen: `BYE of ${SIDE_WORDS[end.by]} after ${saySeconds(lasted)}: a session of ${session} s was over.`,
            at: [end],
          },
          'The side that was to refresh the session does not, and the other ends it.',
        ),
      ]
    return [
      lasted >= seconds
        ? say.ok(seen)
        : say.absent(seen, 'A timer of one side ended the call, or the test was too short.'),
    ]
  }
}
