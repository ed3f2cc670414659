/**
 * How the wire shows a test case: which calls of a capture it is about, and what is expected of them. It stands in
 * the test case's own file beside the sentences for people.
 */
import type { OfCall, OfScene } from './observation.ts'
import { isEmergency } from './identity.ts'
import type { Call, Exchange, Scene } from './scene.ts'
import { isSuccess, opening, openings } from './set-up.ts'

/** A kind of call, in words with their article: `an inbound call`. */
export type Kind = { readonly says: string; readonly is: (call: Call, scene: Scene) => boolean }

export type Wire = {
  /** The calls it is about; left out where it is about none, such as a registration. */
  readonly of?: Kind
  /** How many of them it takes; one unless told. */
  readonly least?: number
  /** What the call that shows it best has to meet. */
  readonly expect?: readonly OfCall[]
  /** Requests that nobody answers are part of it. */
  readonly leavesOpen?: boolean
  /** What all these calls, or the capture as a whole, have to meet. */
  readonly overall?: readonly OfScene[]
}

const kind = (says: string, is: Kind['is']): Kind => ({ says, is })

const isOutbound = (call: Call) => call.direction === 'outbound'
const isInbound = (call: Call) => call.direction === 'inbound'
const isAnswered = (call: Call) => call.answered !== null
const isRefused = (call: Call) => (opening(call)?.final?.row.status ?? 0) >= 300

export const OUTBOUND = kind('an outbound call', isOutbound)
export const INBOUND = kind('an inbound call', isInbound)
export const OUTBOUND_ANSWERED = kind(
  'an outbound call that was answered',
  (call) => isOutbound(call) && isAnswered(call),
)
export const INBOUND_ANSWERED = kind('an inbound call that was answered', (call) => isInbound(call) && isAnswered(call))
export const ANSWERED = kind('a call that was answered', isAnswered)
export const OUTBOUND_UNANSWERED = kind(
  'an outbound call that was not answered',
  (call) => isOutbound(call) && !isAnswered(call),
)
export const INBOUND_UNANSWERED = kind(
  'an inbound call that was not answered',
  (call) => isInbound(call) && !isAnswered(call),
)
export const UNANSWERED = kind('a call that was not answered', (call) => !isAnswered(call) && isRefused(call))
export const ANY_CALL = kind('a call', () => true)
export const CHALLENGED = kind(
  'an outbound call that was challenged',
  (call) => isOutbound(call) && openings(call).length > 1,
)
export const HELD_OR_CHANGED = kind(
  'a call whose media changed',
  (call) => isAnswered(call) && call.exchanges.some(changesMedia),
)
export const WITH_PROGRESS = kind(
  'a call with early media',
  (call) => opening(call)?.provisional.some((line) => line.row.status === 183) === true,
)
export const REFERRED = kind(
  'a call that was answered and referred',
  (call) => isAnswered(call) && call.exchanges.some((each) => each.method === 'REFER'),
)

function changesMedia({ method, isWithin, request, final }: Exchange): boolean {
  return isWithin && (method === 'INVITE' || method === 'UPDATE') && request?.description != null && isSuccess(final)
}

/** An outbound call that begins while an inbound one rings or is up: sent on, or transferred. */
export const SENT_ON = kind(
  'an outbound call made while an inbound one rang or was up',
  (call, scene) => isOutbound(call) && scene.calls.some((other) => isInbound(other) && overlaps(other, call)),
)
/** Two calls that are up together: to be joined by a transfer or a conference. */
export const TOGETHER = kind(
  'a call that was answered while another was up',
  (call, scene) =>
    isAnswered(call) && scene.calls.some((other) => other !== call && isAnswered(other) && overlaps(other, call)),
)
export const INBOUND_CHANGED = kind(
  'an inbound call whose media changed',
  (call) => isInbound(call) && isAnswered(call) && call.exchanges.some(changesMedia),
)
export const EMERGENCY = kind(
  'an outbound call to an emergency number',
  (call) => isOutbound(call) && isEmergency(call),
)

/** Where places ring together, each that had not been answered when another was: one that loses. */
export const LOSING = kind(
  'a call that still rang when another was answered',
  (call, scene) =>
    !wasAnswered(call) && scene.calls.some((other) => other !== call && ringsAt(call, other.answered?.at)),
)

/** Whoever cancelled it may have been answered at the same moment; it lost all the same. */
function wasAnswered(call: Call): boolean {
  return isAnswered(call) && !call.exchanges.some((each) => each.method === 'CANCEL')
}

function ringsAt(call: Call, at = -1): boolean {
  return call.begins < at && at < (opening(call)?.final?.at ?? Number.POSITIVE_INFINITY)
}

function overlaps(around: Call, call: Call): boolean {
  return around.begins < call.begins && (around.lines.at(-1)?.at ?? 0) > call.begins
}
