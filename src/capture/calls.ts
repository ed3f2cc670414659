/**
 * Calls out of the index: all that went by under one Call-ID with an INVITE in it, how it ended, and over which
 * legs it went. Read from the rows when asked for; nothing of it is stored.
 */
import { textOfChosen } from './byte-table.ts'
import { numberOf } from '../sip/method.ts'
import { type Flows, flowView } from './flows.ts'
import {
  callField,
  callIdOf,
  callsWith,
  hasMessages,
  methodName,
  NONE,
  partiesOf,
  rowField,
  type Glance,
  glanceAt,
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

const glance: Glance = { timeNs: 0, flow: 0, method: 0, status: 0, toTag: 0, next: NONE }

/** Goes through the messages of a call once. */
export function callAt(trace: Trace, number: number): Call {
  const { index, flows } = trace
  const { from, to } = partiesOf(index, number)
  const first = callField(index, number, 'first')
  const methods: number[] = []
  const legs = openLegs()
  const progress: Progress = { state: 'unanswered', status: null }
  let messages = 0
  for (let row = first; row !== NONE; row = glance.next) {
    glanceAt(index, row, glance)
    messages += 1
    if (glance.status === 0 && !methods.includes(glance.method)) methods.push(glance.method)
    goOn(progress, glance)
    addToLeg(legs, flows, glance)
  }
  return {
    number,
    callId: callIdOf(index, number),
    from,
    to,
    startNs: timeOfRow(index, first),
    endNs: glance.timeNs,
    state: progress.state,
    status: progress.status,
    methods: methods.map((method) => methodName(index, method)),
    messages,
    legs: legs.found,
  }
}

const INVITE = numberOf('INVITE')
const BYE = numberOf('BYE')
const CANCEL = numberOf('CANCEL')

type Progress = { state: CallState; status: number | null }

/** A re-INVITE changes nothing about whether it was answered. */
function goOn(progress: Progress, { method, status, toTag }: Glance): void {
  const { state } = progress
  if (state === 'completed') return
  if (status === 0) progress.state = requested(state, method, toTag !== 0)
  else if (method === INVITE && state !== 'answered') {
    progress.status = status
    progress.state = responded(state, status)
  } else if (method === BYE && status < 300 && status >= 200) progress.state = 'completed'
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

/** Most calls have one leg and one dialog: what tells several apart is made when the second comes. */
type OpenLegs = {
  readonly found: { -readonly [Name in keyof Leg]: Leg[Name] }[]
  /** Of the message before: the pair of places it went between, and its leg. */
  pair: number
  place: number
  firstPair: number
  places: Map<number, number> | null
  firstDialog: number
  /** By their texts: tags are chosen by whoever sends them. */
  dialogs: Set<string> | null
}

function openLegs(): OpenLegs {
  return { found: [], pair: -1, place: 0, firstPair: -1, places: null, firstDialog: -1, dialogs: null }
}

function addToLeg(legs: OpenLegs, flows: Flows, { flow, method, status, toTag }: Glance): void {
  const { pair, source, target, transport } = flowView(flows, flow)
  if (pair !== legs.pair) {
    legs.pair = pair
    legs.place = placeOf(legs, pair)
    if (legs.place === legs.found.length)
      legs.found.push({ from: source, to: target, transport, messages: 0, dialogs: 0 })
  }
  const leg = legs.found[legs.place]!
  leg.messages += 1
  const makesDialog = method === INVITE && status > 100 && status < 300 && toTag !== 0
  if (makesDialog && isNewDialog(legs, legs.place * 2 ** 32 + toTag)) leg.dialogs += 1
}

function placeOf(legs: OpenLegs, pair: number): number {
  if (legs.found.length === 0) legs.firstPair = pair
  if (pair === legs.firstPair) return 0
  legs.places ??= new Map()
  const known = legs.places.get(pair)
  if (known !== undefined) return known
  legs.places.set(pair, legs.found.length)
  return legs.found.length
}

function isNewDialog(legs: OpenLegs, dialog: number): boolean {
  if (dialog === legs.firstDialog) return false
  if (legs.firstDialog < 0) legs.firstDialog = dialog
  else {
    legs.dialogs ??= new Set()
    const key = textOfChosen(dialog)
    if (legs.dialogs.has(key)) return false
    legs.dialogs.add(key)
  }
  return true
}
