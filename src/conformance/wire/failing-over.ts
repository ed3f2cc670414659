/** Targets that are gone (A19): left for another, or passed over, and gone back to later (RFC 3263 §4.3). */
import { expected, type Expected, type Observation, type OfCall, saySeconds, sayLine } from './observation.ts'
import { calledNumber } from './identity.ts'
import type { Failure } from './network.ts'
import { type Call, type Exchange, type Line, type Scene, type Side, SIDE_WORDS } from './scene.ts'
import { capital, isSuccess, openings } from './set-up.ts'
import { fateOf, isGone, placesTried } from './visits.ts'

/** Tries belonging together follow each other within the time a request is waited for. */
const WITHIN_SECONDS = 64

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

/** A target that was tried in vain, and how that is seen. */
type Lost = {
  readonly to: string
  readonly at: number
  readonly says: string
  readonly packet: number
  readonly isSilent: boolean
}

function lostIn(tries: readonly Exchange[], side: Side, scene: Scene): readonly Lost[] {
  const [first, last] = [tries[0]!.request!.at, tries.at(-1)!.request!.at]
  const sent = tries
    // A target that rings is there.
    .filter((each) => (each.final ? isGone(each) : each.provisional.every((line) => line.row.status === 100)))
    .map((each): Lost => {
      const { to, at, packet } = each.request!
      const error = scene.network.failures.find((other) => other.by === side && other.to === to && isSoon(other, at))
      if (each.final) return { to, at, packet, says: `answers ${sayLine(each.final)}`, isSilent: false }
      return { to, at, packet, says: error ? `is lost: ${error.says}` : 'does not answer', isSilent: true }
    })
  // Connections that never came about carried no INVITE.
  const refused = scene.network.failures
    .filter((each) => each.by === side && each.at > first - WITHIN_SECONDS && each.at <= last)
    .filter((each) => !sent.some((other) => other.to === each.to))
    .map(({ to, at, packet, says }): Lost => ({ to, at, packet, says: `is lost: ${says}`, isSilent: true }))
  return [...sent, ...refused].toSorted((a, b) => a.at - b.at)
}

const SOON_SECONDS = 5
const isSoon = (failure: Failure, at: number) => failure.at >= at && failure.at <= at + SOON_SECONDS

/** The first try that was taken after another target was lost. */
function takenElsewhere(tries: readonly Exchange[], lost: readonly Lost[]): Exchange | null {
  return (
    tries.find(
      ({ final, request }) => isSuccess(final) && lost.some((each) => each.to !== request!.to && each.at < request!.at),
    ) ?? null
  )
}

const NEXT_TARGET = 'Only one address is set, or the timer for the first is longer than callers wait.'

/** A19. A target that is gone or busy is left for the next one, and the call succeeds there. */
export const triesElsewhere: OfCall = (call, scene) => {
  const say = expected(
    'A19',
    'A target that does not answer, or answers 503, is left for another, where the call succeeds.',
    'RFC 3263 §4.3',
  )
  const tries = triesOf(call, scene)
  const at = tries.flatMap((each) => [each.request, each.final])
  const lost = tries.length === 0 ? [] : lostIn(tries, tries[0]!.by, scene)
  const [first] = lost
  if (!first) return [say.absent({ seen: 'No target failed.', at }, 'The first target was up while the test was run.')]
  const good = takenElsewhere(tries, lost)
  if (!good && first.isSilent && scene.ends - first.at < TIMER_B_SECONDS) return [endsEarly(first, scene, say, at)]
  return [
    good
      ? say.ok({
          seen: `${first.to} ${first.says}; ${good.request!.to} takes the call ${saySeconds(good.request!.at - first.at)} later.`,
          at,
        })
      : say.fail({ seen: `${capital(SIDE_WORDS[tries.at(-1)!.by])} reaches no other target.`, at }, NEXT_TARGET),
  ]
}

/** Another target may yet be tried. */
function endsEarly(first: Lost, scene: Scene, say: Expected, at: readonly (Line | null)[]): Observation {
  const seen = `The capture ends ${saySeconds(scene.ends - first.at)} after the first try.`
  return say.absent({ seen, at }, NEXT_TARGET)
}

/** What callers are asked to wait at most for another target, unless something else was agreed on. */
const AGREED_SECONDS = 6
/** Timer B: a request is waited for no longer (RFC 3261 §17.1.1.2). */
const TIMER_B_SECONDS = 32

/** A19. A dead target is left for another in time, or not tried at all once OPTIONS found it gone. */
export const leavesDeadTarget: OfCall = (call, scene) => {
  const say = expected(
    'A19',
    `A target that does not answer is left for another within ${AGREED_SECONDS} s, or passed over at once where OPTIONS found it gone.`,
    'RFC 3263 §4.3; RFC 3261 §17.1.1.2',
  )
  const tries = triesOf(call, scene)
  if (tries.length === 0) return [say.hidden('The INVITE is not in the capture.')]
  const side = tries[0]!.by
  const at = tries.flatMap((each) => [each.request, each.final])
  const lost = lostIn(tries, side, scene)
  const dead = lost.filter((each) => each.isSilent)
  const [first] = dead
  if (!first && lost.length > 0)
    return [
      say.absent(
        { seen: `${lost[0]!.to} ${lost[0]!.says}: it was there.`, at },
        'The target was told to refuse; for this test case it has to be cut off.',
      ),
    ]
  if (!first) {
    const passed = passedOver(tries[0]!, side, scene)
    if (passed && isSuccess(tries[0]!.final))
      return [
        say.ok({
          seen: `${passed} was found gone and is passed over; ${tries[0]!.request!.to} takes the call at once.`,
          at,
        }),
      ]
    return [say.absent({ seen: 'No target was dead.', at }, 'The first target was up while the call was made.')]
  }
  const good = takenElsewhere(tries, dead)
  if (!good)
    return scene.ends - first.at < TIMER_B_SECONDS
      ? [endsEarly(first, scene, say, at)]
      : [say.fail({ seen: `${first.to} ${first.says}, and no other target is reached.`, at }, NEXT_TARGET)]
  const delay = good.request!.at - first.at
  const seen = { seen: `${first.to} ${first.says}; ${good.request!.to} takes the call ${saySeconds(delay)} later.`, at }
  return [
    delay <= AGREED_SECONDS
      ? say.ok(seen)
      : say.warn(
          seen,
          'The next target is tried only when timer B is over; shorten it, or let OPTIONS watch the targets.',
        ),
  ]
}

/** Another target than the one a call went to, that was asked with OPTIONS or called before and found gone. */
function passedOver({ request }: Exchange, side: Side, scene: Scene): string | null {
  return (
    placesTried(side, scene).find((to) => to !== request!.to && fateOf(to, side, scene, request!.at) === 'gone') ?? null
  )
}

/** A19. Once it is there again, calls go to the first target again. */
export const returnsToPrimary: OfCall = (call, scene) => {
  const say = expected('A19', 'Later calls go to the first target again.', 'RFC 3263 §4.3')
  const tries = triesOf(call, scene)
  const [first] = tries
  if (!first) return [say.hidden('The INVITE is not in the capture.')]
  const dead = lostIn(tries, first.by, scene).find((each) => each.isSilent)?.to ?? passedOver(first, first.by, scene)
  if (!dead) return []
  const later = scene.calls
    .flatMap(openings)
    .filter((each) => each.by === first.by && each.request!.at > tries.at(-1)!.request!.at)
  const back = later.find((each) => each.request!.to === dead && isSuccess(each.final))
  if (back)
    return [
      say.ok({
        seen: `${dead} takes a call ${saySeconds(back.request!.at - first.request!.at)} later.`,
        at: [back.request, back.final],
      }),
    ]
  return [
    say.absent(
      {
        seen:
          later.length === 0
            ? 'No later call is in the capture.'
            : `Of ${later.length} later calls none is taken by ${dead}.`,
        at: later.map((each) => each.request),
      },
      'The target was not unblocked, or the timer after which it is tried again was not over.',
    ),
  ]
}
