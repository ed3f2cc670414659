/** Sides that restart (A17, A18): gone for a while, back by themselves, and rid of what was before (RFC 3261 §12, 15). */
import { newStartsOf } from './booting.ts'
import { expected, type Observation, type OfScene, sayLine, saySeconds } from './observation.ts'
import { type Exchange, type Line, otherSide, type Scene, type Side, SIDE_WORDS, startOf } from './scene.ts'
import { capital } from './set-up.ts'

const SIDES: readonly Side[] = ['pbx', 'provider']

/** A time in which a side was not there, and its first sign of life afterwards; null where the capture has none. */
type Outage = {
  readonly from: number
  readonly signs: readonly number[]
  readonly says: string
  readonly back: Line | null
  readonly until: number | null
}

/** Nobody waits longer for an answer to a keep-alive; what the capture ends on may yet be answered. */
const ANSWER_SECONDS = 4

/** What a side was asked with outside calls: keep-alives, registrations, INVITEs that open one; in the order of time. */
function askedOf(side: Side, scene: Scene): readonly Exchange[] {
  return [...scene.keepAlives, ...scene.registrations.flat(), ...scene.calls.flatMap((call) => call.exchanges)]
    .filter((each) => each.by !== side && each.request && !each.isWithin && each.method !== 'ACK')
    .toSorted((a, b) => startOf(a) - startOf(b))
}

const isAnswered = ({ final, provisional }: Exchange) => final !== null || provisional.length > 0

/** The last time a side was away; null where nothing shows that it was. */
function outageOf(side: Side, scene: Scene): Outage | null {
  const asked = askedOf(side, scene)
  const lost = asked.filter((each) => !isAnswered(each) && scene.ends - startOf(each) > ANSWER_SECONDS)
  const errors = scene.network.failures.filter((each) => each.by !== side)
  const anew = newStartsOf(side, scene).at(-1) ?? null
  const signs = [
    ...lost.map((each) => ({
      at: startOf(each),
      packet: each.request!.packet,
      says: `${each.method} is not answered`,
    })),
    ...errors.map(({ at, packet, says }) => ({ at, packet, says })),
    ...(anew ? [{ at: anew.at, packet: anew.packet, says: 'it registers anew under another Call-ID' }] : []),
  ].toSorted((a, b) => a.at - b.at)
  const last = signs.at(-1)
  if (!last) return null
  const run = runOf(signs, asked)
  const answer = asked.find((each) => isAnswered(each) && startOf(each) > last.at)
  const back = anew && anew.at >= last.at ? anew : (answer?.final ?? answer?.provisional[0] ?? null)
  return {
    from: run[0]!.at,
    signs: run.map(({ packet }) => packet),
    says: run.length > 1 ? `${run[0]!.says}, ${run.length} signs in all` : run[0]!.says,
    back,
    until: back?.at ?? null,
  }
}

/** The signs since the side was last seen to answer. */
function runOf<Sign extends { readonly at: number }>(
  signs: readonly Sign[],
  asked: readonly Exchange[],
): readonly Sign[] {
  const last = signs.at(-1)!
  const before = asked.findLast((each) => isAnswered(each) && startOf(each) < last.at)
  const run = signs.filter((each) => !before || each.at > startOf(before))
  return run.length > 0 ? run : [last]
}

/** A17, A18. Each side goes away and is there again without anybody acting. */
export const comesBack: OfScene = (scene) =>
  SIDES.map((side): Observation => {
    const who = capital(SIDE_WORDS[side])
    const say = expected(
      side === 'pbx' ? 'A17' : 'A18',
      `${who} restarts, and registrations or OPTIONS are answered again.`,
      'RFC 3261 §10.2, 11.2',
    )
    const outage = outageOf(side, scene)
    if (!outage)
      return say.absent(
        { seen: 'Nothing shows that it was away.' },
        'It was not restarted while capturing, or came back faster than anybody asked.',
      )
    if (outage.back)
      return say.ok({
        seen: `Away: ${outage.says}. Back ${saySeconds(outage.until! - outage.from)} later.`,
        packets: [...outage.signs, outage.back.packet],
      })
    return say.fail(
      { seen: `Away: ${outage.says}. It is not seen again.`, packets: outage.signs },
      'The trunk has to be switched on again by hand, or the timer after which it is tried is very long.',
    )
  })

/** A08. What belongs to calls from before a restart gets 481. */
export const staleDialogsAreGone: OfScene = (scene) => {
  const say = expected('A08', 'Requests in dialogs from before the restart get 481.', 'RFC 3261 §12.2.2, 15.1.2')
  const stale = SIDES.flatMap((side) => {
    const outage = outageOf(side, scene)
    if (outage?.until == null) return []
    const { from, until } = outage
    return scene.calls
      .filter((call) => call.answered && call.answered.at < from)
      .flatMap((call) => call.exchanges)
      .filter((each) => each.by === otherSide(side) && each.isWithin && each.method !== 'ACK' && startOf(each) > until)
  })
  const [first] = stale
  if (!first) return []
  const at = stale.flatMap((each) => [each.request, each.final])
  const silent = stale.find((each) => !each.final && scene.ends - startOf(each) > ANSWER_SECONDS)
  if (silent)
    return [
      say.fail(
        { seen: `${silent.method} is not answered.`, at },
        'The side that restarted drops what it does not know.',
      ),
    ]
  const other = stale.find((each) => each.final && each.final.row.status !== 481)
  if (other)
    return [
      say.warn(
        { seen: `${other.method} is answered with ${sayLine(other.final!)}.`, at },
        'The call was kept over the restart, or the side answers to what it does not know.',
      ),
    ]
  return [say.ok({ seen: `${first.method} gets 481.`, at })]
}

const MISSING_WAY = {
  outbound: 'No outbound call is answered afterwards.',
  inbound: 'No inbound call is answered afterwards.',
} as const

/** A03. Afterwards calls go through each way. */
export const callsEachWay: OfScene = (scene) => {
  const say = expected('A03', 'Afterwards a call in each direction is answered.', 'RFC 3261 §13')
  const ends = SIDES.flatMap((side) => outageOf(side, scene)?.until ?? [])
  if (ends.length === 0) return []
  const from = Math.max(...ends)
  const after = scene.calls.filter((call) => call.answered && call.begins >= from)
  const missing = (['outbound', 'inbound'] as const).filter((way) => !after.some((call) => call.direction === way))
  const at = after.map((call) => call.answered)
  const refused = scene.calls.find(
    (call) => !call.answered && call.begins >= from && (call.final?.row.status ?? 0) >= 500,
  )
  if (refused)
    return [
      say.fail(
        { seen: `A call ends in ${sayLine(refused.final!)}.`, at: [refused.lines[0], refused.final] },
        'The side is there and not yet ready for calls.',
      ),
    ]
  return [
    missing.length === 0
      ? say.ok({ seen: `${after.length} calls, both ways.`, at })
      : say.absent(
          { seen: missing.length > 1 ? 'No call is answered afterwards.' : MISSING_WAY[missing[0]!], at },
          'The calls were not made, or are not in the capture.',
        ),
  ]
}
