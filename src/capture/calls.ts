/**
 * Calls out of the index: all that went by under one Call-ID with an INVITE in it, how it ended, and over which
 * legs it went. Read from the rows when asked for; nothing of it is stored.
 */
import { numberOf } from '../sip/method.ts'
import { flowView } from './flows.ts'
import {
  callIdOf,
  callsWith,
  hasMessages,
  type MessageIndex,
  methodName,
  partiesOf,
  rowField,
  rowsOf,
  timeOfRow,
} from './messages.ts'
import type { Trace } from './reading.ts'

/**
 * How far a call came. `challenged`: asked for credentials and not tried again; `answered`: up when the capture ends;
 * `joined`: met in its middle, its first INVITE not captured.
 */
export type CallState =
  | 'unanswered'
  | 'proceeding'
  | 'ringing'
  | 'answered'
  | 'completed'
  | 'cancelled'
  | 'challenged'
  | 'redirected'
  | 'refused'

/** Two places that exchanged messages of a call: one hop of the signalling. */
export type Leg = {
  readonly from: string
  readonly to: string
  readonly transport: string
  readonly messages: number
  /** Different To tags: more than one where the call forked. */
  readonly dialogs: number
}

export type Call = {
  readonly number: number
  readonly callId: string
  readonly from: string
  readonly to: string
  readonly startNs: number
  readonly endNs: number
  readonly state: CallState
  /** The last answer to an INVITE that opened or would have opened the dialog; null where none was seen. */
  readonly status: number | null
  readonly methods: readonly string[]
  readonly messages: number
  readonly legs: readonly Leg[]
}

/** Numbers of the Call-IDs that are calls, in the order they began. */
export function callNumbers(trace: Trace): readonly number[] {
  return callsWith(trace.index, INVITE)
}

/** Calls, in the order of their list, and after them whatever else went by under a Call-ID: registrations, keep-alives. */
export function exchangeNumbers(trace: Trace): readonly number[] {
  const calls = callNumbers(trace)
  const isCall = new Set(calls)
  const others = Array.from({ length: trace.index.callIds.count }, (_, number) => number)
  return [...calls, ...others.filter((number) => !isCall.has(number) && hasMessages(trace.index, number))]
}

/** Of what this packet completed a message, by its place among the exchanges from 1; null where it did of nothing. */
export function callWith(trace: Trace, packet: number): number | null {
  const { index } = trace
  for (let row = 0; row < index.count; row += 1)
    if (rowField(index, row, 'packet') === packet)
      return exchangeNumbers(trace).indexOf(rowField(index, row, 'call')) + 1
  return null
}

export function callAt(trace: Trace, number: number): Call {
  const { index } = trace
  const rows = rowsOf(index, number)
  const { from, to } = partiesOf(index, number)
  return {
    number,
    callId: callIdOf(index, number),
    from,
    to,
    startNs: timeOfRow(index, rows[0]!),
    endNs: timeOfRow(index, rows.at(-1)!),
    ...courseOf(index, rows),
    methods: methodsOf(index, rows),
    messages: rows.length,
    legs: legsOf(trace, rows),
  }
}

function methodsOf(index: MessageIndex, rows: readonly number[]): readonly string[] {
  const methods: number[] = []
  for (const row of rows) {
    const method = rowField(index, row, 'method')
    if (rowField(index, row, 'status') === 0 && !methods.includes(method)) methods.push(method)
  }
  return methods.map((method) => methodName(index, method))
}

const INVITE = numberOf('INVITE')
const BYE = numberOf('BYE')
const CANCEL = numberOf('CANCEL')

/** Goes through the messages of a call once. A re-INVITE changes nothing about whether it was answered. */
function courseOf(
  index: MessageIndex,
  rows: readonly number[],
): { readonly state: CallState; readonly status: number | null } {
  let state: CallState = 'unanswered'
  let last: number | null = null
  for (const row of rows) {
    const method = rowField(index, row, 'method')
    const status = rowField(index, row, 'status')
    if (state === 'completed') continue
    if (status === 0) state = requested(state, method, rowField(index, row, 'toTag') !== 0)
    else if (method === INVITE && state !== 'answered') {
      last = status
      state = responded(state, status)
    } else if (method === BYE && status < 300 && status >= 200) state = 'completed'
  }
  return { state, status: last }
}

function requested(state: CallState, method: number, isWithin: boolean): CallState {
  if (method === BYE) return 'completed'
  if (method === CANCEL && state !== 'answered') return 'cancelled'
  if (method === INVITE && isWithin && state === 'unanswered') return 'answered'
  if (method === INVITE && state === 'challenged') return 'unanswered'
  return state
}

function responded(state: CallState, status: number): CallState {
  if (status >= 200 && status < 300) return 'answered'
  if (state === 'cancelled' || status === 487) return 'cancelled'
  if (status < 180) return state === 'unanswered' ? 'proceeding' : state
  if (status < 200) return 'ringing'
  if (status < 400) return 'redirected'
  return status === 401 || status === 407 ? 'challenged' : 'refused'
}

type OpenLeg = { -readonly [Name in keyof Leg]: Leg[Name] }

function legsOf({ index, flows }: Trace, rows: readonly number[]): readonly Leg[] {
  const legs: OpenLeg[] = []
  const places = new Map<number, number>()
  /** Of a leg with a dialog, its tags. */
  const tags = new Map<number, Set<number>>()
  let [last, place] = [-1, -1]
  for (const row of rows) {
    const { pair, source, target, transport } = flowView(flows, rowField(index, row, 'flow'))
    // Mostly it is the leg of the message before.
    if (pair !== last) {
      last = pair
      place = places.get(pair) ?? legs.length
      if (place === legs.length) {
        places.set(pair, place)
        legs.push({ from: source, to: target, transport, messages: 0, dialogs: 0 })
      }
    }
    const leg = legs[place]!
    leg.messages += 1
    const status = rowField(index, row, 'status')
    if (status <= 100 || status >= 300 || rowField(index, row, 'method') !== INVITE) continue
    const toTag = rowField(index, row, 'toTag')
    if (toTag === 0) continue
    const own = tags.get(place)
    if (own) own.add(toTag)
    else tags.set(place, new Set([toTag]))
    leg.dialogs = own?.size ?? 1
  }
  return legs
}
