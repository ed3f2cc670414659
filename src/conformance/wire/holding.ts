/** Hold and resume (A11), and both sides at once (A28). */
import { holdsSound } from '../../capture/offers.ts'
import { agreementsOf } from './bodies.ts'
import { expected, type OfCall, sayLine, saySeconds, sayTimes } from './observation.ts'
import { type Call, otherSide, type Scene, type Side, SIDE_WORDS } from './scene.ts'
import { capital, isSuccess } from './set-up.ts'

type Hold = { readonly from: number; readonly until: number | null; readonly lines: readonly Call['lines'][number][] }

/** Stretches in which a side held, from the answer to its holding offer to the answer to the one that takes it back. */
export function holdsOf(call: Call, side: Side): readonly Hold[] {
  const holds: Hold[] = []
  for (const { offer, answer } of agreementsOf(call)) {
    if (offer.by !== side) continue
    const open = holds.at(-1)?.until === null ? holds.at(-1)! : null
    if (holdsSound(offer.description!)) {
      if (!open) holds.push({ from: answer.at, until: null, lines: [offer, answer] })
    } else if (open) holds[holds.length - 1] = { ...open, until: answer.at, lines: [...open.lines, offer, answer] }
  }
  return holds
}

/** Whoever held tried to take the call back and was refused, or the other side ended the call meanwhile. */
function isKeptFromTakingBack(call: Call, side: Side, { from }: Hold): boolean {
  return call.exchanges.some(
    ({ by, method, isWithin, request, final }) =>
      isWithin &&
      request !== null &&
      request.at > from &&
      ((method === 'BYE' && by === otherSide(side)) ||
        (by === side &&
          request.description !== null &&
          !holdsSound(request.description) &&
          !isSuccess(final) &&
          final !== null)),
  )
}

/** A11. A side holds so often, the other answers in kind, and the call is taken back each time. */
export function heldBy(side: Side, times = 1): OfCall {
  return (call) => {
    const held = expected(
      'A11',
      times > 1
        ? `${capital(SIDE_WORDS[side])} holds the call ${times} times with sendonly or inactive, and takes it back with sendrecv.`
        : `${capital(SIDE_WORDS[side])} holds the call with sendonly or inactive, and takes it back with sendrecv.`,
      'RFC 3264 §8.4',
    )
    const kind = expected('A11', 'A hold is answered with recvonly or inactive.', 'RFC 3264 §6.1')
    const holds = holdsOf(call, side)
    const lines = holds.flatMap((hold) => hold.lines)
    const resumed = holds.filter((hold) => hold.until !== null)
    const lengths = resumed.map((hold) => saySeconds(hold.until! - hold.from)).join(', ')
    if (holds.length < times)
      return [
        held.absent(
          { seen: holds.length === 0 ? 'No offer holds the call.' : `Held ${sayTimes(holds.length)}.`, at: lines },
          'Hold is done inside the PBX without telling the trunk.',
        ),
      ]
    const first =
      resumed.length >= times
        ? held.ok({ seen: `Held and taken back ${sayTimes(resumed.length)}: ${lengths}.`, at: lines })
        : !isKeptFromTakingBack(call, side, holds.at(-1)!)
          ? held.absent(
              {
                seen: `Held ${sayTimes(holds.length)}, taken back ${sayTimes(resumed.length)} before the end.`,
                at: lines,
              },
              'The call was hung up on hold, or the capture ends before it was taken back.',
            )
          : held.fail(
              { seen: `Held ${sayTimes(holds.length)}, taken back ${sayTimes(resumed.length)}.`, at: lines },
              'Taking back was refused, or a timer for missing sound ended the call.',
            )
    const wrong = agreementsOf(call).find(
      ({ offer, answer }) =>
        offer.by === side &&
        holdsSound(offer.description!) &&
        answer.description!.media.some(
          (media) =>
            media.kind === 'audio' &&
            media.port !== 0 &&
            (media.direction === 'sendrecv' || media.direction === 'sendonly'),
        ),
    )
    return [
      first,
      wrong
        ? kind.fail(
            {
              seen: `${capital(SIDE_WORDS[otherSide(side)])} answers a hold with sendrecv or sendonly.`,
              at: [wrong.offer, wrong.answer],
            },
            'The other side does not know the directions of RFC 3264 and answers from a template.',
          )
        : kind.ok({ seen: 'It is.', at: lines }),
    ]
  }
}

/** A11. A hold that lasts: the call is still there when it is taken back. */
export function holdLasts(seconds: number): OfCall {
  return (call) => {
    const say = expected(
      'A11',
      `A hold of ${saySeconds(seconds)} or longer is taken back on the same call.`,
      'RFC 3264 §8.4; RFC 4028',
    )
    const all = (['pbx', 'provider'] as const).flatMap((side) => holdsOf(call, side))
    const longest = all
      .filter((hold) => hold.until !== null)
      .toSorted((a, b) => b.until! - b.from - (a.until! - a.from))[0]
    if (all.length === 0)
      return [say.absent({ seen: 'No offer holds the call.', at: [call.answered] }, 'Hold is done inside the PBX.')]
    if (
      !longest &&
      !(['pbx', 'provider'] as const).some((side) =>
        holdsOf(call, side).some((hold) => isKeptFromTakingBack(call, side, hold)),
      )
    )
      return [
        say.absent(
          { seen: 'No hold was taken back before the end.', at: all.flatMap((hold) => hold.lines) },
          'The call was hung up on hold, or the capture ends before it was taken back.',
        ),
      ]
    if (!longest)
      return [
        say.fail(
          { seen: 'No hold was taken back.', at: all.flatMap((hold) => hold.lines) },
          'A timer for missing sound ended the call during the hold.',
        ),
      ]
    const lasted = longest.until! - longest.from
    return [
      lasted >= seconds
        ? say.ok({ seen: `${saySeconds(lasted)}.`, at: longest.lines })
        : say.absent(
            { seen: `The longest lasts ${saySeconds(lasted)}.`, at: longest.lines },
            'The call was taken back too early for this test case.',
          ),
    ]
  }
}

/** The longest wait of RFC 3261 §14.1, with a little for the way. */
const LONGEST_WAIT_SECONDS = 4.2

function endsSoonAfter(call: Call, scene: Scene, at: number): boolean {
  const bye = call.exchanges.find((each) => each.method === 'BYE' && each.request)?.request?.at
  return Math.min(bye ?? Number.POSITIVE_INFINITY, scene.ends) - at < LONGEST_WAIT_SECONDS
}

/** A28. Both sides change the call at once: one is told 491, waits as long as its part allows, and tries again. */
export const glareIsSettled: OfCall = (call, scene) => {
  const say = expected(
    'A28',
    'Changes of both sides at once end in 491, and are tried again after the wait of RFC 3261.',
    'RFC 3261 §14.1',
  )
  const refused = call.exchanges.filter((each) => each.isWithin && each.final?.row.status === 491)
  if (refused.length === 0)
    return [say.absent({ seen: 'No 491 came.', at: [call.answered] }, 'The changes did not meet on the way.')]
  for (const each of refused) {
    const next = call.exchanges.find(
      (other) =>
        other.by === each.by &&
        other.isWithin &&
        other.method === each.method &&
        other.request &&
        other.request.at > each.final!.at,
    )
    if (!next && endsSoonAfter(call, scene, each.final!.at))
      return [
        say.absent(
          { seen: 'The call or the capture ends before it could be tried again.', at: [each.request, each.final] },
          'Whoever began the call may wait up to 4 seconds.',
        ),
      ]
    if (!next)
      return [
        say.fail(
          { seen: `${capital(SIDE_WORDS[each.by])} does not try again.`, at: [each.request, each.final] },
          'The change is given up on 491.',
        ),
      ]
    const wait = next.request!.at - each.final!.at
    const isOwner = (call.direction === 'outbound') === (each.by === 'pbx')
    const fits = isOwner ? wait >= 2.0 && wait <= LONGEST_WAIT_SECONDS : wait <= 2.2
    if (!fits)
      return [
        say.fail(
          {
            seen: isOwner
              ? `${capital(SIDE_WORDS[each.by])}, who began the call, waits ${saySeconds(wait)}.`
              : `${capital(SIDE_WORDS[each.by])}, who did not begin the call, waits ${saySeconds(wait)}.`,
            at: [each.final, next.request],
          },
          'Whoever began the call waits 2.1 to 4 seconds, the other side up to 2.',
        ),
      ]
    if (!isSuccess(next.final))
      return [
        say.fail(
          {
            seen: next.final ? `The second try ends in ${sayLine(next.final)}.` : 'The second try ends in nothing.',
            at: [next.request, next.final],
          },
          'Both sides wait equally long and meet again.',
        ),
      ]
  }
  return [
    say.ok({
      seen: `491 came ${sayTimes(refused.length)}, and was tried again with success.`,
      at: refused.map((each) => each.final),
    }),
  ]
}
