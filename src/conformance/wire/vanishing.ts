/** A side that is gone without a word, and what the other makes of it (A13). */
import { parseSessionExpires } from '../../sip/header-values.ts'
import { header } from '../../sip/message.ts'
import { expected, type OfCall, saySeconds } from './observation.ts'
import { type Call, SIDE_WORDS } from './scene.ts'
import { capital } from './set-up.ts'

/** From when on no sound means that nobody is there. */
const SILENT_SECONDS = 2

/** 64 times T1 (RFC 3261 §17.1.2.2). */
const TRANSACTION_SECONDS = 32

/** A13. A side that is no longer there is noticed, and the other frees the call. */
export const vanishedPeerIsReleased: OfCall = (call, scene) => {
  const say = expected(
    'A13',
    'The side that is still there ends the call once nothing answers any more.',
    'RFC 4028 §10; RFC 3261 §12.2.1.2',
  )
  if (!call.answered) return []
  const byes = call.exchanges.filter((each) => each.method === 'BYE' && each.request)
  // After a BYE nobody owes an answer but 481: what was lost then tells nothing.
  const over = Math.min(Number.POSITIVE_INFINITY, ...byes.map((each) => each.request!.at))
  const lost = call.exchanges.find(
    (each) =>
      each.isWithin &&
      each.method !== 'BYE' &&
      each.method !== 'ACK' &&
      each.request &&
      each.request.at < over &&
      (!each.final || each.final.row.status === 481 || each.final.row.status === 408),
  )
  const [bye] = byes
  if (!bye?.request && !lost) return [say.hidden('Nothing shows that a side was gone, nor how the call ended.')]
  if (!bye?.request && scene.ends - lost!.request!.at < patienceOf(call))
    return [
      say.hidden(`The capture ends ${saySeconds(scene.ends - lost!.request!.at)} after ${lost!.method} was lost.`),
    ]
  if (!bye?.request)
    return [
      say.fail(
        { seen: 'No BYE was sent.', at: [lost?.request] },
        'Without session timers nobody notices; the channel stays taken.',
      ),
    ]
  if (lost && lost.by !== bye.by)
    return [
      say.absent(
        {
          seen: `${capital(SIDE_WORDS[bye.by])}, which did not answer ${lost.method}, ends the call itself.`,
          at: [lost.request, bye.request],
        },
        'That side was slow or busy, and not gone.',
      ),
    ]
  const silence = call.sounds
    .filter((sound) => sound.by !== null && sound.by !== bye.by)
    .map((sound) => bye.request!.at - sound.until)
  const quiet = silence.length > 0 ? Math.min(...silence) : null
  if (!lost && (quiet === null || quiet < SILENT_SECONDS))
    return [
      say.absent(
        { seen: 'Nothing shows that a side was gone.', at: [bye.request] },
        'The link was not cut while the call was up.',
      ),
    ]
  return [
    say.ok({
      seen: lost
        ? `${capital(SIDE_WORDS[bye.by])} sends BYE after its ${lost.method} was not answered.`
        : `${capital(SIDE_WORDS[bye.by])} sends BYE ${saySeconds(quiet!)} after the last sound.`,
      at: [lost?.request, bye.request],
    }),
  ]
}

/** How long the side that is left may take: to the end of the session interval, or of the transaction where there is none. */
function patienceOf(call: Call): number {
  const told = parseSessionExpires(header(call.answered!.message, 'Session-Expires') ?? '')
  return told?.seconds ?? TRANSACTION_SECONDS
}
