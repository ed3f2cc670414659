/**
 * Calls out of the index: all that went by under one Call-ID with an INVITE in it, how it ended, and over which
 * legs it went. Read from the rows when asked for; nothing of it is stored.
 */
import { numberOf } from '../sip/method.ts'
import { at } from './columns.ts'
import { type FlowView, flowView } from './flows.ts'
import { callIdOf, callsWith, hasMessages, type IndexedMessage, messagesOf, partiesOf } from './messages.ts'
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
  return callsWith(trace.index, numberOf('INVITE'))
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
    if (at(index.rows.packet, row) === packet) return exchangeNumbers(trace).indexOf(at(index.rows.call, row)) + 1
  return null
}

export function callAt(trace: Trace, number: number): Call {
  const messages = messagesOf(trace.index, number)
  const { from, to } = partiesOf(trace.index, number)
  return {
    number,
    callId: callIdOf(trace.index, number),
    from,
    to,
    startNs: messages[0]!.timeNs,
    endNs: messages.at(-1)!.timeNs,
    ...courseOf(messages),
    methods: [...new Set(messages.filter((each) => each.isRequest).map((each) => each.method))],
    messages: messages.length,
    legs: legsOf(trace, messages),
  }
}

/** Goes through the messages of a call once. A re-INVITE changes nothing about whether it was answered. */
function courseOf(messages: readonly IndexedMessage[]): { readonly state: CallState; readonly status: number | null } {
  let state: CallState = 'unanswered'
  let status: number | null = null
  for (const message of messages) {
    if (state === 'completed') continue
    if (message.isRequest) state = requested(state, message)
    else if (message.method === 'INVITE' && state !== 'answered') {
      status = message.status
      state = responded(state, message.status)
    } else if (message.method === 'BYE' && message.status < 300 && message.status >= 200) state = 'completed'
  }
  return { state, status }
}

function requested(state: CallState, { method, toTag }: IndexedMessage): CallState {
  if (method === 'BYE') return 'completed'
  if (method === 'CANCEL' && state !== 'answered') return 'cancelled'
  if (method === 'INVITE' && toTag !== 0 && state === 'unanswered') return 'answered'
  if (method === 'INVITE' && state === 'challenged') return 'unanswered'
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

function legsOf(trace: Trace, messages: readonly IndexedMessage[]): readonly Leg[] {
  const legs = new Map<string, { view: FlowView; messages: number; tags: Set<number> }>()
  const keys = new Map<number, string>()
  for (const message of messages) {
    let key = keys.get(message.flow)
    const view = key === undefined ? flowView(trace.flows, message.flow) : null
    if (view) {
      key = [view.source, view.target].toSorted().join(' ') + view.transport
      keys.set(message.flow, key)
      if (!legs.has(key)) legs.set(key, { view, messages: 0, tags: new Set() })
    }
    const leg = legs.get(key!)!
    leg.messages += 1
    if (message.toTag !== 0 && message.method === 'INVITE' && message.status > 100 && message.status < 300)
      leg.tags.add(message.toTag)
  }
  return [...legs.values()].map(({ view, messages, tags }) => ({
    from: view.source,
    to: view.target,
    transport: view.transport,
    messages,
    dialogs: tags.size,
  }))
}
