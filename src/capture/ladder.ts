/**
 * The ladder of a call, or of several together: who said what to whom, one line below the other, with what was offered,
 * where a call was held or transferred, and which media flowed. A value; `ladder-text.ts` and `ladder-svg.ts` draw it,
 * and so do pages.
 */
import { aboutFault } from '../sip/fault.ts'
import { parseAddress } from '../sip/header-values.ts'
import { header, parseMessage, type SipMessage } from '../sip/message.ts'
import type { Media } from '../sip/sdp.ts'
import { parseUri, partyOf } from '../sip/uri.ts'
import { endpointText } from './address.ts'
import { bandsOf, type Band } from './bands.ts'
import { callAt } from './calls.ts'
import { keysOf } from './digits.ts'
import { flowView } from './flows.ts'
import { type LadderCall, ladderCalls, titleOf } from './ladder-calls.ts'
import { type IndexedMessage, messagesOf, spansOfMessage } from './messages.ts'
import { type Description, descriptionsOf } from './offers.ts'
import type { Trace } from './reading.ts'
import { repeatKey } from './registrations.ts'
import { jitterMsOf, lostOf, mainPayload, type RtpStream } from './rtp.ts'
import type { Span } from './spans.ts'
import { transactionsOf } from './transactions.ts'

export type Rung = {
  readonly kind: 'request' | 'response' | 'media'
  /** Since the first message of the ladder. */
  readonly ms: number
  /** The packet that completed the message, or the first of the stream. */
  readonly packet: number
  /** What it is pointed at by: its packet, and which of several in that packet: `14`, `14.2`. */
  readonly ref: string
  /** Which of the ladder's calls it belongs to. */
  readonly call: number
  /** Messages of one transaction have the same number; media has none. */
  readonly transaction: number | null
  /** Numbers of the lanes it goes from and to. */
  readonly from: number
  readonly to: number
  readonly label: string
  /** What is offered or answered, or how the stream went. */
  readonly detail: string
  /** The same message as before, sent again. */
  readonly isRepeat: boolean
  readonly status: number | null
  readonly faults: readonly string[]
}

export type Ladder = {
  /** Of several calls, one after the other. */
  readonly callId: string
  readonly title: string
  readonly calls: readonly LadderCall[]
  /** The parties, by their addresses. */
  readonly lanes: readonly string[]
  readonly rungs: readonly Rung[]
  readonly bands: readonly Band[]
  /** Messages there was no room for. */
  readonly left: number
}

/** One message of a ladder, read. */
export type Said = {
  readonly row: IndexedMessage
  readonly call: number
  readonly transaction: number
  readonly message: SipMessage
  readonly description: Description | null
}

export const MOST_RUNGS = 20_000

/** The messages of these calls in the order of the capture, each with the place of its call in the list. */
function rowsOf(trace: Trace, numbers: readonly number[]): readonly { row: IndexedMessage; call: number }[] {
  return numbers
    .flatMap((number, call) => messagesOf(trace.index, number).map((row) => ({ row, call })))
    .toSorted((a, b) => a.row.row - b.row.row)
}

/** Which bytes a ladder of these calls needs, in its order. */
export function spansForLadder(trace: Trace, numbers: readonly number[]): readonly (readonly Span[])[] {
  return rowsOf(trace, numbers)
    .slice(0, MOST_RUNGS)
    .map(({ row }) => spansOfMessage(trace.index, row.row))
}

/** The messages of a ladder; the bytes are those of `spansForLadder`, in its order. */
export function saidIn(trace: Trace, numbers: readonly number[], bytes: readonly Uint8Array[]): readonly Said[] {
  const rows = rowsOf(trace, numbers).slice(0, bytes.length)
  const messages = bytes.map(parseMessage)
  const byRow = new Map<number, Pick<Said, 'transaction' | 'description'>>()
  let transactions = 0
  for (const call of numbers.keys()) {
    const own = rows.flatMap((each, index) => (each.call === call ? [{ ...each, message: messages[index]! }] : []))
    const of = new Map<number, number>()
    for (const transaction of transactionsOf(own.map(({ row }) => row))) {
      const { request, provisional, final, ack, again } = transaction
      for (const row of [request, ...provisional, final, ack, ...again]) if (row) of.set(row.row, transactions)
      transactions += 1
    }
    const descriptions = descriptionsOf(own.map(({ message }) => message))
    for (const [index, { row }] of own.entries())
      byRow.set(row.row, { transaction: of.get(row.row) ?? transactions++, description: descriptions[index]! })
  }
  return rows.map(({ row, call }, index) => ({ row, call, message: messages[index]!, ...byRow.get(row.row)! }))
}

export function ladderOf(trace: Trace, numbers: readonly number[], said: readonly Said[]): Ladder {
  const calls = numbers.map((number) => callAt(trace, number))
  const startNs = Math.min(...calls.map((call) => call.startNs))
  const lanes = lanesOf(
    trace,
    said.map(({ row }) => row),
  )
  const repeats = repeatsIn(said.map(({ row }) => row))
  const refs = refsOf(said)
  const messages = said.map((each, index) =>
    rungOf(each, refs[index]!, lanes.of(each.row), startNs, repeats.has(each.row.row)),
  )
  const places = announcedBy(messages, said)
  const media = trace.media.streams.flatMap((stream) => {
    const call = numbers.indexOf(stream.call)
    return call < 0 ? [] : [mediaRung(trace, stream, call, lanes, places, startNs)]
  })
  return {
    callId: calls.map((call) => call.callId).join(', '),
    title: calls.length === 1 ? titleOf(calls[0]!) : `${calls.length} calls together`,
    calls: ladderCalls(trace, calls),
    lanes: lanes.names,
    rungs: [...messages, ...media].toSorted((a, b) => a.ms - b.ms),
    bands: numbers.flatMap((_, call) => {
      const own = messages.filter((rung) => rung.call === call)
      const ours = said.filter((each) => each.call === call)
      return bandsOf(
        own,
        ours.map(({ message }) => message),
        ours.map(({ description }) => description),
      )
    }),
    left: calls.reduce((sum, call) => sum + call.messages, 0) - said.length,
  }
}

/** A packet may hold several messages; all but the first are counted. */
export function refsOf(said: readonly Said[]): readonly string[] {
  const met = new Map<number, number>()
  return said.map(({ row: { packet } }) => {
    const nth = (met.get(packet) ?? 0) + 1
    met.set(packet, nth)
    return nth === 1 ? `${packet}` : `${packet}.${nth}`
  })
}

type Lanes = {
  readonly names: string[]
  readonly of: (row: IndexedMessage) => readonly [from: number, to: number]
  /** The lane of an endpoint, a new one where it has none. */
  readonly at: (endpoint: string) => number
}

/** One lane a host; where a host talks to itself, one lane a port. */
function lanesOf(trace: Trace, rows: readonly IndexedMessage[]): Lanes {
  const views = new Map(rows.map(({ flow }) => [flow, flowView(trace.flows, flow)] as const))
  const isWithin = [...views.values()].some(({ source, target }) => hostOf(source) === hostOf(target))
  const names: string[] = []
  const at = (endpoint: string) => {
    const name = isWithin ? endpoint : hostOf(endpoint)
    const known = names.indexOf(name)
    return known < 0 ? names.push(name) - 1 : known
  }
  const of = ({ flow }: IndexedMessage) => {
    const { source, target } = views.get(flow)!
    return [at(source), at(target)] as const
  }
  rows.forEach(of)
  return { names, of, at }
}

function hostOf(endpoint: string): string {
  return endpoint.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1')
}

function repeatsIn(rows: readonly IndexedMessage[]): ReadonlySet<number> {
  const seen = new Set<string>()
  return new Set(
    rows.flatMap((row) => {
      const key = repeatKey(row)
      if (seen.has(key)) return [row.row]
      seen.add(key)
      return []
    }),
  )
}

function rungOf(
  { row, call, transaction, message, description }: Said,
  ref: string,
  [from, to]: readonly [number, number],
  startNs: number,
  isRepeat: boolean,
): Rung {
  return {
    kind: row.isRequest ? 'request' : 'response',
    ms: msSince(row.timeNs, startNs),
    packet: row.packet,
    ref,
    call,
    transaction,
    from,
    to,
    label: labelOf(message, row),
    detail: [description ? sayDescription(description) : '', detailOf(message)]
      .filter((part) => part !== '')
      .join('; '),
    isRepeat,
    status: row.isRequest ? null : row.status,
    faults: message.faults.map((code) => aboutFault(code).says),
  }
}

function msSince(ns: number, startNs: number): number {
  return Number.isFinite(ns - startNs) ? Math.round((ns - startNs) / 1000) / 1000 : 0
}

function labelOf({ start }: SipMessage, { method, cseq }: IndexedMessage): string {
  if (start.kind === 'response') return `${start.status} ${start.reason} (${cseq ?? '?'} ${method})`
  const uri = parseUri(start.uri)
  return `${start.method} ${uri ? partyOf(uri) : start.uri}`
}

/** The headers that tell why, by name; what people look for first. */
const TELLING = [
  'Reason',
  'Warning',
  'Retry-After',
  'Session-Expires',
  'Min-SE',
  'RSeq',
  'RAck',
  'Replaces',
  'Refer-Sub',
  'Diversion',
]

function detailOf(message: SipMessage): string {
  const referTo = header(message, 'Refer-To')
  const target = referTo ? parseAddress(referTo) : null
  const told = TELLING.flatMap((name) => {
    const value = header(message, name)
    return value === null ? [] : [`${name}: ${value.slice(0, 80)}`]
  })
  if (target) told.unshift(`refers to ${partyOf(target.uri)}`)
  const frag = /^SIP\/2\.0 \d{3}[^\r\n]*/.exec(new TextDecoder().decode(message.body.subarray(0, 100)))?.[0]
  if (frag) told.push(frag)
  return told.join('; ')
}

function sayDescription({ role, media }: Description): string {
  return `${role} ${media.map(sayMedia).join(' and ')}`
}

function sayMedia({ kind, port, address, codecs, formats, direction, isSecure }: Media): string {
  if (port === 0) return `no ${kind}`
  const names = codecs.length > 0 ? codecs.map((codec) => codec.name) : formats
  const held = direction === 'sendrecv' ? '' : ` ${direction}`
  return `${kind}${held} ${names.join(',')} ${endpointText(address, port)}${isSecure ? ' encrypted' : ''}`
}

/** Which lane announced a place for media: the lane its packets belong to, whatever address they carry. */
function announcedBy(rungs: readonly Rung[], said: readonly Said[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  for (const [index, { description }] of said.entries())
    for (const { address, port } of description?.media ?? [])
      if (port !== 0) places.set(endpointText(address, port), rungs[index]!.from)
  return places
}

function mediaRung(
  trace: Trace,
  stream: RtpStream,
  call: number,
  lanes: Lanes,
  places: ReadonlyMap<string, number>,
  startNs: number,
): Rung {
  const { source, target } = flowView(trace.flows, stream.flow)
  const keys = keysOf(stream.digits)
  const seconds = ((stream.lastNs - stream.firstNs) / 1e9).toFixed(1)
  return {
    kind: 'media',
    ms: msSince(stream.firstNs, startNs),
    packet: stream.firstPacket,
    ref: `${stream.firstPacket}`,
    call,
    transaction: null,
    from: places.get(source) ?? lanes.at(source),
    to: places.get(target) ?? lanes.at(target),
    label: `RTP ${stream.names[mainPayload(stream)] ?? mainPayload(stream)}, ${seconds} s`,
    detail: soundDetail(stream, keys),
    isRepeat: false,
    status: null,
    faults: [],
  }
}

function soundDetail(stream: RtpStream, keys: string): string {
  const digits = keys === '' ? '' : `, digits ${keys}`
  const jitter = jitterMsOf(stream).toFixed(1)
  return stream.packets === 1
    ? `1 packet, ${lostOf(stream)} lost, jitter ${jitter} ms${digits}`
    : `${stream.packets} packets, ${lostOf(stream)} lost, jitter ${jitter} ms${digits}`
}
