/** Requests out of the ordinary (A29): how they are answered, and whether everything goes on as before (RFC 4475). */
import { newStartsOf } from './booting.ts'
import type { Odd } from './odd.ts'
import { expected, type OfScene, saySeconds } from './observation.ts'
import { type Exchange, otherSide, type Scene, type Side, SIDE_WORDS, startOf } from './scene.ts'
import { capital } from './set-up.ts'

/** The side that is tried; the probe stands on the other. */
function triedIn({ odd }: Scene): Side | null {
  const first = odd.find((each) => each.isInvalid) ?? odd[0]
  return first ? otherSide(first.request.by) : null
}

function statusesOf(odd: readonly Odd[]): string {
  const counts = Map.groupBy(odd, ({ answer }) => (answer ? String(answer.row.status) : 'No answer'))
  return [...counts]
    .map(([status, of]) => `${status} came for ${[...new Set(of.map((each) => each.says))].join(', ')}`)
    .join('. ')
}

const packetsOf = (odd: readonly Odd[]) =>
  odd.flatMap(({ request, answer }) => [request.packet, answer?.packet ?? []].flat())

/** A29. What is malformed is turned down, or let go by in silence; it is never taken for sound. */
export const refusesMalformed: OfScene = (scene) => {
  const say = expected(
    'A29',
    'Malformed requests are refused with a code of the 4xx class, 501 or 505, or left without an answer.',
    'RFC 4475 §3; RFC 3261 §8.2, 21.4.1',
  )
  const invalid = scene.odd.filter((each) => each.isInvalid && otherSide(each.request.by) === triedIn(scene))
  if (invalid.length === 0)
    return [
      say.absent(
        { seen: 'No malformed request crosses the trunk.' },
        'The probe was not used, or something between it and the trunk takes such requests away.',
      ),
    ]
  const taken = invalid.filter(({ answer }) => answer && !isRefusal(answer.row.status))
  const [first] = taken
  if (first)
    return [
      say.fail(
        {
          seen: `${first.answer!.row.status} answers a request with ${first.says}.`,
          packets: packetsOf(taken),
        },
        first.answer!.row.status >= 500
          ? 'The reader of messages fails inside, where it ought to refuse.'
          : 'The reader of messages makes up what is missing.',
      ),
    ]
  return [say.ok({ seen: `${statusesOf(invalid)}.`, packets: packetsOf(invalid) })]
}

function isRefusal(status: number): boolean {
  return (status >= 400 && status < 500) || status === 501 || status === 505 || status === 513
}

/** A29. What is valid and odd is understood for what it is. */
export const understandsOdd: OfScene = (scene) => {
  const say = expected(
    'A29',
    'Valid requests that are out of the ordinary get the answer that names what is not supported, or are taken.',
    'RFC 4475 §3.1.1, 3.3; RFC 3261 §8.2.1, 8.2.2.1, 16.3',
  )
  const valid = scene.odd.filter((each) => !each.isInvalid && otherSide(each.request.by) === triedIn(scene))
  if (valid.length === 0) return []
  const wrong = valid.filter(
    ({ answer, answers }) => answer && answers.length > 0 && !answers.includes(answer.row.status),
  )
  const broken = valid.filter(({ answer }) => answer && answer.row.status >= 500 && answer.row.status !== 501)
  const silent = valid.filter(({ answer, request }) => !answer && scene.ends - request.at > ANSWER_SECONDS)
  if (broken.length > 0)
    return [
      say.fail({ seen: `${statusesOf(broken)}.`, packets: packetsOf(broken) }, 'The reader of messages fails inside.'),
    ]
  const poor = [...wrong, ...silent]
  return [
    poor.length > 0
      ? say.warn(
          { seen: `${statusesOf(poor)}.`, packets: packetsOf(poor) },
          'A filter in front refuses whatever it does not know; the other side is not told why.',
        )
      : say.ok({ seen: `${statusesOf(valid)}.`, packets: packetsOf(valid) }),
  ]
}

/** Nobody waits longer for a keep-alive. */
const ANSWER_SECONDS = 4

/** A29. The side that was tried answers as before. */
export const answersAfterwards: OfScene = (scene) => {
  const say = expected('A29', 'Afterwards OPTIONS and calls are answered as before.', 'RFC 4475 §2; RFC 3261 §11.2')
  const side = triedIn(scene)
  if (!side) return []
  const from = scene.odd.at(-1)!.request.at
  const oddOnes = new Set(scene.odd.map(({ request }) => request))
  const later = requestsTo(side, scene).filter((each) => startOf(each) > from && !oddOnes.has(each.request!))
  const lost = later.filter(
    (each) => !each.final && each.provisional.length === 0 && scene.ends - startOf(each) > ANSWER_SECONDS,
  )
  const answered = later.filter((each) => each.final !== null || each.provisional.length > 0)
  const last = answered.at(-1)
  if (later.length === 0)
    return [say.absent({ seen: 'Nothing is sent afterwards.' }, 'The capture ends with the last malformed request.')]
  const at = [...lost, ...(last ? [last] : [])].flatMap((each) => [each.request, each.final])
  if (lost.length > 0 && (!last || startOf(lost.at(-1)!) > startOf(last)))
    return [
      say.fail(
        { seen: `${lost.at(-1)!.method} is not answered any more.`, at },
        'The process that reads messages ended or hangs; its log and its core tell more.',
      ),
    ]
  if (lost.length > 0)
    return [
      say.warn(
        {
          seen:
            lost.length === 1
              ? `One request was lost, then ${last!.method} is answered.`
              : `${lost.length} requests were lost, then ${last!.method} is answered.`,
          at,
        },
        'It restarted in between.',
      ),
    ]
  if (!last) return [say.hidden('The capture ends before anything sent afterwards could be answered.')]
  return [
    say.ok({
      seen: `${last.method} is answered ${saySeconds(last.final ? last.final.at - from : 0)} after the last of them.`,
      at,
    }),
  ]
}

function requestsTo(side: Side, scene: Scene): readonly Exchange[] {
  return [...scene.calls.flatMap((call) => call.exchanges), ...scene.keepAlives]
    .filter((each) => each.by !== side && each.request && each.method !== 'ACK')
    .toSorted((a, b) => startOf(a) - startOf(b))
}

/** What a fall and a new start leave behind comes within this time. */
const AFTERMATH_SECONDS = 120
/** Sound that stops this long before anybody ends the call stopped by itself. */
const SILENT_SECONDS = 2

/** A29. Calls that are up go on, and nothing tells of a restart. */
export const nothingFalls: OfScene = (scene) => {
  const say = expected('A29', 'Calls that are up go on, and nothing tells of a restart.', 'RFC 4475 §2')
  const side = triedIn(scene)
  if (!side) return []
  const from = scene.odd[0]!.request.at
  const until = scene.odd.at(-1)!.request.at + AFTERMATH_SECONDS
  const signs = [
    ...errorsOf(side, scene, from, until),
    ...newRegistration(side, scene, from, until),
    ...fallen(side, scene, from, until),
  ]
  const [first] = signs
  if (first)
    return [
      say.fail(
        { seen: first.says, packets: signs.map(({ packet }) => packet) },
        'The process that reads messages ended and was started again.',
      ),
    ]
  const up = scene.calls.filter(
    (call) => call.answered && call.answered.at < from && (call.lines.at(-1)?.at ?? 0) > from,
  ).length
  return [
    say.ok({
      seen:
        up === 0
          ? 'No call was up; no error, reset or new registration follows.'
          : `${up} up, and no error, reset or new registration follows.`,
    }),
  ]
}

type Sign = { readonly says: string; readonly packet: number }

function errorsOf(side: Side, scene: Scene, from: number, until: number): readonly Sign[] {
  return scene.network.failures
    .filter((each) => each.by !== side && each.at >= from && each.at <= until)
    .map(({ to, says, packet }) => ({ says: `${to}: ${says}.`, packet }))
}

function newRegistration(side: Side, scene: Scene, from: number, until: number): readonly Sign[] {
  return newStartsOf(side, scene)
    .filter(({ at }) => at >= from && at <= until)
    .map(({ packet }) => ({ says: `${capital(SIDE_WORDS[side])} registers anew under another Call-ID.`, packet }))
}

/** Calls whose sound from that side stops while nobody ends them. */
function fallen(side: Side, scene: Scene, from: number, until: number): readonly Sign[] {
  return scene.calls.flatMap((call) => {
    const sound = call.sounds.findLast((each) => each.by === side)
    const bye = call.exchanges.find((each) => each.method === 'BYE' && each.request)?.request?.at ?? scene.ends
    const stops = sound?.until ?? from
    const isFallen =
      call.answered && call.answered.at < from && stops >= from && stops <= until && bye - stops > SILENT_SECONDS
    return isFallen && sound
      ? [{ says: `Sound of ${SIDE_WORDS[side]} stops in the middle of a call.`, packet: sound.stream.firstPacket }]
      : []
  })
}
