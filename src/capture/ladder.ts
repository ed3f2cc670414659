/**
 * The ladder of a call: who said what to whom, one line below the other, with what was offered, where the call was
 * held or transferred, and which media flowed. A value; `ladder-text.ts` and `ladder-svg.ts` draw it.
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
import { type IndexedMessage, messagesOf, spansOfMessage } from './messages.ts'
import { type Description, descriptionsOf } from './offers.ts'
import type { Trace } from './reading.ts'
import { repeatKey } from './registrations.ts'
import { jitterMsOf, lostOf, mainPayload, type RtpStream } from './rtp.ts'
import type { Span } from './spans.ts'

export type Rung = {
  readonly kind: 'request' | 'response' | 'media'
  /** Since the first message of the call. */
  readonly ms: number
  /** The packet that completed the message, or the first of the stream. */
  readonly packet: number
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
  readonly callId: string
  readonly title: string
  /** The parties, by their addresses. */
  readonly lanes: readonly string[]
  readonly rungs: readonly Rung[]
  readonly bands: readonly Band[]
  /** Messages there was no room for. */
  readonly left: number
}

const MOST_RUNGS = 2000

/** Which bytes a ladder of this call needs, in its order. */
export function spansForLadder(trace: Trace, call: number): readonly (readonly Span[])[] {
  return messagesOf(trace.index, call)
    .slice(0, MOST_RUNGS)
    .map(({ row }) => spansOfMessage(trace.index, row))
}

export function ladderOf(trace: Trace, number: number, bytes: readonly Uint8Array[]): Ladder {
  const call = callAt(trace, number)
  const rows = messagesOf(trace.index, number)
  const shown = rows.slice(0, bytes.length)
  const messages = bytes.map(parseMessage)
  const descriptions = descriptionsOf(messages)
  const lanes = lanesOf(trace, shown)
  const repeats = repeatsIn(shown)
  const said = shown.map((row, index) =>
    rungOf(row, messages[index]!, descriptions[index]!, lanes.of(row), call.startNs, repeats.has(row.row)),
  )
  const places = announcedBy(said, descriptions)
  const media = trace.media.streams
    .filter((stream) => stream.call === number)
    .map((stream) => mediaRung(trace, stream, lanes, places, call.startNs))
  return {
    callId: call.callId,
    title: `${call.from} to ${call.to}: ${call.state}${call.status === null ? '' : ` (${call.status})`}`,
    lanes: lanes.names,
    rungs: [...said, ...media].toSorted((a, b) => a.ms - b.ms),
    bands: bandsOf(said, messages, descriptions),
    left: rows.length - shown.length,
  }
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
  row: IndexedMessage,
  message: SipMessage,
  description: Description | null,
  [from, to]: readonly [number, number],
  startNs: number,
  isRepeat: boolean,
): Rung {
  return {
    kind: row.isRequest ? 'request' : 'response',
    ms: msSince(row.timeNs, startNs),
    packet: row.packet,
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
function announcedBy(
  rungs: readonly Rung[],
  descriptions: readonly (Description | null)[],
): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  for (const [index, description] of descriptions.entries())
    for (const { address, port } of description?.media ?? [])
      if (port !== 0) places.set(endpointText(address, port), rungs[index]!.from)
  return places
}

function mediaRung(
  trace: Trace,
  stream: RtpStream,
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
    from: places.get(source) ?? lanes.at(source),
    to: places.get(target) ?? lanes.at(target),
    label: `RTP ${stream.names[mainPayload(stream)] ?? mainPayload(stream)}, ${seconds} s`,
    detail: `${stream.packets} packets, ${lostOf(stream)} lost, jitter ${jitterMsOf(stream).toFixed(1)} ms${keys === '' ? '' : `, digits ${keys}`}`,
    isRepeat: false,
    status: null,
    faults: [],
  }
}
