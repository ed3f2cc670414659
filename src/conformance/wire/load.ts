/** Many calls at once (A26), and calls nobody wanted (A03, A27). */
import { refusedAsFull, refusedEitherWay } from './capacity.ts'
import { expected, type OfScene, sayLine } from './observation.ts'
import type { Call, Line, Scene } from './scene.ts'
import { opening } from './set-up.ts'

function spanOf(call: Call, scene: Scene): readonly [number, number] | null {
  if (!call.answered) return null
  return [call.answered.at, call.exchanges.find((each) => each.method === 'BYE')?.request?.at ?? scene.ends]
}

/** How many calls were up at a moment, in seconds since the capture began. */
export function upAt(at: number, scene: Scene, calls: readonly Call[]): number {
  return calls.filter((call) => {
    const span = spanOf(call, scene)
    return span !== null && span[0] <= at && at < span[1]
  }).length
}

/** The most calls that were up at the same moment. */
export function mostAtOnce(scene: Scene, calls: readonly Call[]): number {
  const steps = calls
    .flatMap((call) => spanOf(call, scene) ?? [])
    .map((at, index) => ({ at, by: index % 2 === 0 ? 1 : -1 }))
    .toSorted((a, b) => a.at - b.at || a.by - b.by)
  let now = 0
  let most = 0
  for (const { by } of steps) most = Math.max(most, (now += by))
  return most
}

function sayRefused(refused: readonly Line[]): string {
  const first = sayLine(refused[0]!)
  return refused.length === 1
    ? `One was refused, with ${first}.`
    : `${refused.length} were refused, the first with ${first}.`
}

/** A26. Calls up at once, and none refused until the contract is full. */
export const carriesManyCalls: OfScene = (scene, calls) => {
  const say = expected('A26', 'As many calls as contracted are up at once; none of them is refused.', 'SIPconnect 2.0')
  const most = mostAtOnce(scene, calls)
  const refused = calls.flatMap((call) => refusedAsFull(call) ?? [])
  const seen = calls.length === 1 ? 'There is one call.' : `${most} at once, of ${calls.length} calls.`
  if (most < 2 && refused.length === 0)
    return [say.absent({ seen }, 'Calls one after the other tell nothing of a load; capture the whole of it.')]
  return [
    refused.length === 0
      ? say.ok({ seen })
      : say.fail(
          {
            seen: [seen, sayRefused(refused)].join(' '),
            at: refused,
          },
          'A licence or a call limit on one side is lower than contracted.',
        ),
  ]
}

/** A26. One call more is refused plainly, and the others go on. */
export const refusesOneTooMany: OfScene = (scene, calls) => {
  const say = expected(
    'A26',
    'The call beyond the limit is refused with 503, or with another code whose Reason tells of no channel; once one is released, calls are taken again.',
    'RFC 3261 §21.4.18, 21.5.4; RFC 3398 §7.2.4.1',
  )
  const withUp = (finals: readonly Line[]) =>
    finals
      .map((final) => ({ final, up: upAt(final.at, scene, calls) }))
      .filter(({ up }) => up > 0)
      .toSorted((a, b) => b.up - a.up)
  const [fullest] = withUp(calls.flatMap((call) => refusedAsFull(call) ?? []))
  const stuck = fullest && refusedAfterRelease(fullest.final, scene, calls)
  if (stuck)
    return [
      say.fail(
        {
          seen: `${sayLine(fullest.final)} with ${fullest.up} up, and ${sayLine(stuck.final)} again with ${stuck.up} up.`,
          at: [fullest.final, stuck.final],
        },
        'A channel stays counted as taken after its call has ended.',
      ),
    ]
  if (fullest) return [say.ok({ seen: `${sayLine(fullest.final)} with ${fullest.up} up.`, at: [fullest.final] })]
  const [either] = withUp(calls.flatMap((call) => refusedEitherWay(call) ?? []))
  if (either)
    return [
      say.absent(
        {
          seen: `${sayLine(either.final)} with ${either.up} up, which a busy user gives as well: nothing in it tells of channels.`,
          at: [either.final],
        },
        'The side that refuses passes no cause on; call a number that is free, and look at the log of that side.',
      ),
    ]
  const most = mostAtOnce(scene, calls)
  return [
    say.absent(
      {
        seen:
          most < 2
            ? 'No call was refused while others were up; never more than one was.'
            : `No call was refused while others were up; ${most} were up at once.`,
      },
      'The limit is higher than contracted, or the load did not reach it.',
    ),
  ]
}

/** Time for a channel to be freed. */
const FREED_SECONDS = 2

/** A later refusal of the same direction for want of a channel, while fewer channels are taken than at this one. */
function refusedAfterRelease(full: Line, scene: Scene, calls: readonly Call[]) {
  const taken = takenAt(full.at, scene, calls)
  const found = calls.map(refusedAsFull).find((final) => {
    if (!final || final.by !== full.by || final.at <= full.at) return false
    return takenAt(final.at - FREED_SECONDS, scene, calls) < taken && takenAt(final.at, scene, calls) < taken
  })
  return found ? { final: found, up: upAt(found.at, scene, calls) } : null
}

/** Calls that take a channel at a moment, those that ring among them. */
function takenAt(at: number, scene: Scene, calls: readonly Call[]): number {
  return calls.filter((call) => {
    const until = spanOf(call, scene)?.[1] ?? opening(call)?.final?.at ?? scene.ends
    return call.begins <= at && at < until
  }).length
}

/** A27. Nothing the test case does not ask for: no server failures, no storm of changes. */
export const nothingUnasked: OfScene = (scene, calls) => {
  const say = expected(
    'A27',
    'No server failure, and no more than a few changes of media in a call.',
    'RFC 3261 §14, 21.5',
  )
  // What answers a request out of the ordinary is judged as such.
  const due = new Set(scene.odd.map(({ answer }) => answer))
  const failed = calls.flatMap((call) =>
    call.lines.filter(
      (line) => line.row.status >= 500 && line.row.status < 600 && line.row.status !== 503 && !due.has(line),
    ),
  )
  if (failed.length > 0)
    return [
      say.fail(
        { seen: `${sayLine(failed[0]!)} came.`, at: failed },
        'A fault inside the side that answers; its own log tells more.',
      ),
    ]
  const stormy = calls.find(
    (call) => call.exchanges.filter((each) => each.isWithin && each.method === 'INVITE').length > MOST_CHANGES,
  )
  return [
    stormy
      ? say.fail(
          { seen: 'A call is changed again and again.', at: stormy.lines.slice(0, 5) },
          'Both sides insist on another format and take turns.',
        )
      : say.ok({ seen: 'There is none.' }),
  ]
}

const MOST_CHANGES = 12
