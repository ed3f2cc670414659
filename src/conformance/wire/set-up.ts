/** How a call is set up and refused: its messages in order, what it ends in, who gives up (A01 to A04, A09). */
import { aboutFault, type FaultCode } from '../../sip/fault.ts'
import { parseAddress, parseReason } from '../../sip/header-values.ts'
import { header, headerValues } from '../../sip/message.ts'
import { parseUri } from '../../sip/uri.ts'
import { type Refusal, REFUSALS } from '../refusals.ts'
import { expected, type OfCall, sayLine, saySeconds, WELL_FORMED } from './observation.ts'
import { type Call, type Exchange, type Line, type Scene, type Side, SIDE_WORDS, startOf } from './scene.ts'

/** The INVITEs that open the call or would have opened it, in order; those answered by a challenge among them. */
export function openings(call: Call): readonly Exchange[] {
  return call.exchanges.filter((each) => each.method === 'INVITE' && !each.isWithin && each.request !== null)
}

/** The last of them: what came of the call. */
export function opening(call: Call): Exchange | null {
  return openings(call).at(-1) ?? null
}

export const isChallenge = (line: Line | null) => line?.row.status === 401 || line?.row.status === 407

export const isSuccess = (line: Line | null) => line !== null && line.row.status >= 200 && line.row.status < 300

/** Told to keep so many bytes of each packet only, a capture ends in the middle of messages. */
function isCutByCapture({ message }: Line, { hidden }: Scene): boolean {
  return hidden.has('cut packets') && message.faults.some((fault) => fault === 'body-short' || fault === 'no-end')
}

/** Whoever receives a message by UDP leaves alone what comes behind its body (RFC 3261 §18.3). */
function isDiscarded(fault: FaultCode, { transport }: Line): boolean {
  return fault === 'body-long' && transport === 'UDP'
}

/** A01. Messages that cannot be read as the standard has them are found before anything is made of them. */
export const wellFormed: OfCall = (call, scene) => {
  const say = expected('A01', WELL_FORMED, 'RFC 3261 §7, 8.1.1')
  // What the capture cut off was not missing on the wire.
  const whole = call.lines.filter((line) => !isCutByCapture(line, scene))
  const faulty = whole.filter((line) => line.message.faults.some((fault) => !isDiscarded(fault, line)))
  const [first] = faulty
  if (whole.length === 0) return [say.hidden('The capture holds no message in full.')]
  const { length } = call.lines
  if (!first) return [say.ok({ seen: length === 1 ? 'The only message does.' : `All ${length} messages do.` })]
  const fault = aboutFault(first.message.faults.find((each) => !isDiscarded(each, first))!)
  return [
    say.fail(
      { seen: `${sayLine(first)} came from ${SIDE_WORDS[first.by]}: ${fault.says}`, at: faulty },
      'A header written by hand or changed by a border gateway; compare what left the sender with what arrived.',
    ),
  ]
}

/** Requests may be repeated for so long before they are given up (RFC 3261 §17.1, timers B and F: 64 times T1). */
const GIVE_UP_SECONDS = 32

/** A02. Every request gets its final answer, and the answer to an INVITE its ACK. */
export const closed: OfCall = (call, scene) => {
  const say = expected(
    'A02',
    'Every request is answered, and every final answer to an INVITE acknowledged.',
    'RFC 3261 §17',
  )
  const isCut = (each: Exchange) => scene.ends - startOf(each) < GIVE_UP_SECONDS
  const open = call.exchanges.filter((each) => each.method !== 'ACK' && each.request && !each.final && !isCut(each))
  const bare = call.exchanges.filter(
    (each) => each.method === 'INVITE' && each.final && !each.ack && scene.ends - each.final.at >= GIVE_UP_SECONDS,
  )
  const again = call.exchanges.reduce((sum, each) => sum + each.again, 0)
  if (open.length > 0)
    return [
      say.fail(
        {
          seen: `${open[0]!.method} of ${SIDE_WORDS[open[0]!.by]} has no final answer.`,
          at: open.map((each) => each.request),
        },
        'The answer went to another address than it was awaited at (Via, received, NAT), or the capture lacks one direction.',
      ),
    ]
  if (bare.length > 0)
    return [
      say.fail(
        { seen: `${sayLine(bare[0]!.final!)} was never acknowledged.`, at: bare.map((each) => each.final) },
        'The ACK went to a Contact or Route that cannot be reached; look at Record-Route and Contact of the answer.',
      ),
    ]
  // What the capture ends on may yet be answered or sent again: it shows neither the one nor the other.
  const pending = call.exchanges.find(
    (each) => each.method !== 'ACK' && each.request && (!each.final || (each.method === 'INVITE' && !each.ack)),
  )
  if (pending) return [say.hidden(`The capture ends before the ${pending.method} is closed.`)]
  const { length } = call.exchanges
  const closings = length === 1 ? 'One exchange, closed.' : `${length} exchanges, all closed.`
  const many = again === 1 ? 'One message was sent again.' : `${again} messages were sent again.`
  const repeats = again === 0 ? 'None was sent again.' : many
  return [say.ok({ seen: [closings, repeats].join(' ') })]
}

/** What stands behind the final answers that a test case asks for. */
const MEANINGS = {
  elsewhere: 'the call is sent elsewhere',
  uninvited: 'nobody invited the caller',
  barred: 'the number does not exist or is barred',
  unassigned: 'the number is not assigned',
  unanswered: 'nobody answers',
  rejected: 'the user is busy or rejects',
  busy: 'the called party is busy',
  'no-codec': 'there is no common codec',
} as const satisfies Partial<Record<Refusal, string>>

/** A03. What the call ends in. */
export function endsIn(end: keyof typeof MEANINGS, cites = 'RFC 3261 §21'): OfCall {
  return (call) => {
    const statuses: readonly number[] = REFUSALS[end]
    const meaning = MEANINGS[end]
    const says =
      statuses.length === 1
        ? `The call ends in ${statuses[0]}: ${meaning}.`
        : `The call ends in one of ${statuses.join(', ')}: ${meaning}.`
    const say = expected('A03', says, cites)
    const last = opening(call)?.final ?? null
    if (!last) return [say.hidden('The final answer is not in the capture.')]
    if (statuses.includes(last.row.status)) return [say.ok({ seen: `${sayLine(last)} came.`, at: [last] })]
    const isGivenUp = last.row.status === 487 && call.exchanges.some((each) => each.method === 'CANCEL')
    if (isGivenUp)
      return [say.absent({ seen: 'The caller gave up.', at: [last] }, 'This call was made for another test case.')]
    return [
      say.fail(
        { seen: `${sayLine(last)} came from ${SIDE_WORDS[last.by]}.`, at: [last] },
        'A mapping between the telephone network’s cause and the SIP status that is set otherwise on one side.',
      ),
    ]
  }
}

/** A03. Who refuses says why, for the other side to tell its user (RFC 3326). */
export const saysWhy: OfCall = (call) => {
  const say = expected('A03', 'The refusal carries a Reason or a Warning.', 'RFC 3326 §2')
  const last = opening(call)?.final ?? null
  if (!last || last.row.status < 300) return []
  const reasons = headerValues(last.message, 'Reason').map(parseReason)
  const cause = reasons.find((reason) => reason?.cause != null)
  if (cause) return [say.ok({ seen: `Reason: ${cause.protocol};cause=${cause.cause}.`, at: [last] })]
  const warning = header(last.message, 'Warning')
  if (warning) return [say.ok({ seen: `Warning: ${warning.slice(0, 80)}`, at: [last] })]
  return [
    say.warn(
      { seen: `${sayLine(last)} carries neither.`, at: [last] },
      'The side that refuses does not pass the cause on.',
    ),
  ]
}

/** A03. Who redirects a call says where to, and not back to itself, which would go round (RFC 3261 §8.1.3.4). */
export const tellsWhereTo: OfCall = (call) => {
  const say = expected('A03', 'Contact names where the call is to go, which is elsewhere.', 'RFC 3261 §21.3.3')
  const { request, final } = opening(call) ?? {}
  if (!request || !final || final.row.status >= 400) return []
  const { start } = request.message
  const asked = start.kind === 'request' ? parseUri(start.uri) : null
  const to = headerValues(final.message, 'Contact').flatMap((each) => parseAddress(each)?.uri ?? [])
  const seen = { seen: to[0] ? `${to[0].user ?? ''}@${to[0].host}.` : 'It names no place.', at: [final] }
  return [
    to.some((each) => each.user !== asked?.user || each.host !== asked?.host)
      ? say.ok(seen)
      : say.fail(seen, 'The destination of the deflection is empty or the extension itself.'),
  ]
}

/** A04. What was refused at once was not left unanswered by anybody. */
export const rangUnanswered: OfCall = (call) => {
  const say = expected('A04', 'The called phone rings before the call is given up.', 'RFC 3261 §13.2')
  const { provisional = [], final } = opening(call) ?? {}
  if (!final) return []
  const ringing = provisional.find((line) => line.row.status >= 180)
  return [
    ringing
      ? say.ok({ seen: `It rang for ${saySeconds(final.at - ringing.at)}.`, at: [ringing, final] })
      : say.absent({ seen: 'It never rang.', at: [final] }, 'The called phone is switched off or not registered.'),
  ]
}

/** Longer than this from INVITE to the first ringing, and callers think nothing happens. */
const LONGEST_DELAY_SECONDS = 8

/** A04. Provisional answers go up before the final one, and ringing begins soon (RFC 6076 §4.2). */
export const rings: OfCall = (call) => {
  const order = expected('A04', 'Ringing or progress is told before the call is answered.', 'RFC 3261 §13.2')
  const soon = expected('A04', 'Ringing begins soon after the INVITE.', 'RFC 6076 §4.2')
  const own = opening(call)
  if (!own?.request) return [order.hidden('The INVITE is not in the capture.')]
  const ringing = own.provisional.find((line) => line.row.status >= 180)
  if (!ringing) {
    const seen = own.provisional.length === 0 ? 'No provisional answer came.' : 'Only 100 came before the final answer.'
    return [
      order.warn(
        { seen, at: [own.request, own.final] },
        'A border gateway answers at once, or the called side connects without alerting.',
      ),
    ]
  }
  const delay = ringing.at - own.request.at
  const told = order.ok({ seen: `${sayLine(ringing)} came before the answer.`, at: [ringing] })
  const seen = { seen: `After ${saySeconds(delay)}.`, at: [own.request, ringing] }
  return [
    told,
    delay <= LONGEST_DELAY_SECONDS
      ? soon.ok(seen)
      : soon.warn(seen, 'Digits are collected overlapping, or several routes are tried one after the other.'),
  ]
}

/** A04. Ringing without a body: the caller's side makes the ringback tone itself. */
export const ringsWithoutBody: OfCall = (call) => {
  const say = expected('A04', '180 comes without a description of media.', 'RFC 3960 §3.2')
  const ringing = opening(call)?.provisional.find((line) => line.row.status === 180)
  if (!ringing)
    return [
      say.absent(
        { seen: 'No 180 came.', at: [opening(call)?.final] },
        'The provider sends 183 with early media instead.',
      ),
    ]
  return [
    ringing.description === null
      ? say.ok({ seen: '180 came without one.', at: [ringing] })
      : say.fail(
          { seen: '180 carries a description.', at: [ringing] },
          'The provider plays its own ringback and announces it in 180.',
        ),
  ]
}

/** A04. Progress with media before the answer. */
export const earlyMedia: OfCall = (call) => {
  const say = expected(
    'A04',
    '183 with a description comes before the answer, and sound from the provider with it.',
    'RFC 3960 §3.1',
  )
  const own = opening(call)
  const early = own?.provisional.find((line) => line.row.status === 183 && line.description)
  if (!own || !early)
    return [
      say.absent(
        { seen: 'No 183 with a description came.', at: [own?.final] },
        'The announcement is played only after 200, which charges the caller.',
      ),
    ]
  const until = own.final?.at ?? Number.POSITIVE_INFINITY
  const sound = call.sounds.find((each) => each.by === early.by && each.from < until)
  if (!sound)
    return [
      say.fail(
        { seen: '183 came, and no sound before the final answer.', at: [early] },
        'Early media is blocked at a border gateway until 200.',
      ),
    ]
  return [say.ok({ seen: `Sound ${saySeconds(Math.max(0, sound.from - early.at))} after 183.`, at: [early] })]
}

/** A09. Who hangs up before the answer: CANCEL is answered, the INVITE ends in 487, and that is acknowledged. */
export function cancelledBy(side: Side): OfCall {
  return (call) => {
    const who = SIDE_WORDS[side]
    const gives = expected('A09', `${capital(who)} gives up with CANCEL, which is answered with 200.`, 'RFC 3261 §9')
    const ends = expected('A09', 'The INVITE ends in 487, which is acknowledged.', 'RFC 3261 §9.2, 17.1.1.3')
    const cancel = call.exchanges.find((each) => each.method === 'CANCEL')
    if (!cancel)
      return [
        gives.absent(
          { seen: 'There is no CANCEL.', at: [opening(call)?.final] },
          'The call was answered or refused before the caller gave up.',
        ),
      ]
    const own = opening(call)
    const first = !cancel.request
      ? gives.hidden('The CANCEL is not in the capture, its answer is.')
      : cancel.by !== side
        ? gives.fail(
            { seen: `CANCEL came from ${SIDE_WORDS[cancel.by]}.`, at: [cancel.request] },
            'The other side gave up first.',
          )
        : isSuccess(cancel.final)
          ? gives.ok({ seen: 'CANCEL was answered with 200.', at: [cancel.request, cancel.final] })
          : gives.fail(
              {
                seen: cancel.final ? `CANCEL was answered with ${sayLine(cancel.final)}.` : 'CANCEL was not answered.',
                at: [cancel.request, cancel.final],
              },
              'The branch of the CANCEL is not that of the INVITE, so that no INVITE is found to end.',
            )
    const final = own?.final
    const second =
      final?.row.status === 487 && own?.ack
        ? ends.ok({ seen: '487, then ACK.', at: [final, own.ack] })
        : ends.fail(
            {
              seen: !final
                ? 'The INVITE has no final answer.'
                : own?.ack
                  ? `It ends in ${sayLine(final)}.`
                  : `It ends in ${sayLine(final)}, which is not acknowledged.`,
              at: [own?.request, final],
            },
            'The called side answered at the same moment; then the call has to be ended with BYE.',
          )
    return [first, second]
  }
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
