/** The calls that a ladder shows together: what each is called, and which of them are legs of one. */
import type { Call } from './calls.ts'
import { type OtherLeg, otherLegs, type Sureness } from './other-legs.ts'
import type { Trace } from './reading.ts'

/** A registration or a keep-alive has a ladder as well, and is no call. */
export type LadderCall = {
  readonly callId: string
  readonly title: string
  readonly isCall: boolean
  /** Of what the title is made. */
  readonly of: Pick<Call, 'from' | 'to' | 'state' | 'status' | 'methods'>
  /** Of which other call of the ladder it is a leg, by its place; null where it is of none before it. */
  readonly leg: { readonly of: number; readonly sureness: Sureness; readonly because: readonly string[] } | null
}

/** The calls of a ladder, each with what it is of those before it. */
export function ladderCalls(trace: Trace, calls: readonly Call[]): readonly LadderCall[] {
  const legs = calls.length > 1 ? otherLegs(trace) : null
  return calls.map((call, place) => ({
    callId: call.callId,
    title: titleOf(call),
    isCall: isCall(call),
    of: { from: call.from, to: call.to, state: call.state, status: call.status, methods: call.methods },
    leg: legAmong(calls.slice(0, place), legs?.get(call.number) ?? []),
  }))
}

/** Says in words what it is taken for, and that a guess is one. Calls are named by letters, as in the ladder. */
export function sayLeg({ leg }: LadderCall, call: number): string | null {
  if (!leg) return null
  const [own, other] = [letterOf(call), letterOf(leg.of)]
  const because = leg.because.join(', ')
  return leg.sureness === 'certain'
    ? `${own} is the other leg of ${other}, certainly: ${because}.`
    : `${own} is probably the other leg of ${other}. This is a guess: ${because}.`
}

/** A letter for each call, so that colour is never all there is. */
export function letterOf(call: number): string {
  return String.fromCharCode(65 + (call % 26))
}

function legAmong(before: readonly Call[], legs: readonly OtherLeg[]): LadderCall['leg'] {
  const of = before.findIndex(({ number }) => legs.some((leg) => leg.number === number))
  const found = legs.find(({ number }) => number === before[of]?.number)
  return found ? { of, sureness: found.sureness, because: found.because } : null
}

/** One met in its middle has no INVITE of its own, only answers to one. */
function isCall({ methods, status }: Call): boolean {
  return methods.includes('INVITE') || status !== null
}

export function titleOf(call: Call): string {
  const { from, to, state, status, methods } = call
  if (!isCall(call)) return `${methods.join(', ')}: ${from} to ${to}`
  return `${from} to ${to}: ${state}${status === null ? '' : ` (${status})`}`
}
