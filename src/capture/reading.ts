/**
 * Reading a capture: bytes of the file go in, in pieces of any size and once only, and a trace grows that can
 * be asked at any time. Nothing here looks at the world; whoever reads the file can stop whenever they like.
 */
import { CR, isToken, LF } from '../sip/bytes.ts'
import { bitOf } from '../sip/fault.ts'
import { numberOf } from '../sip/method.ts'
import { emptySkim, looksLikeSip, skim } from '../sip/skim.ts'
import { type Clues, clues, noteDescription, noteHeaders } from './clues.ts'
import { at } from './columns.ts'
import { type Flows, flowBetween, flowTable, hasPort } from './flows.ts'
import { type Fragments, fragments, join } from './fragments.ts'
import { isSdp, isStun } from './forms.ts'
import { endFrames, feedFrames, frames } from './frames.ts'
import { type Handshakes, handshakes, handshakeStream } from './handshakes.ts'
import type { Budget } from './held.ts'
import { type Datagram, emptyDatagram, PROTOCOL, readDatagram } from './internet.ts'
import { overEthernet, overLink, overType, type Place, toIp } from './link.ts'
import { DNS_PORT, type Lookups, lookUp, lookups } from './lookups.ts'
import { announce, faxPacket, isFaxPlace, looksLikeRtp, mediaPacket, type MediaState, mediaState } from './media.ts'
import { addMessage, type Limits, LIMITS, messageIndex, type MessageIndex } from './messages.ts'
import { type Hidden, hiddenThings, noteHidden, type Notes, note, notes } from './notes.ts'
import { type Frames, type Packet, u16 } from './records.ts'
import { oneSpan, type Origin, type Span, spansOf } from './spans.ts'
import { portsAt, RST, SYN } from './tcp.ts'
import { connecting, icmpError, type Unreached, unreached } from './unreached.ts'
import { type Connections, connections, endConnections, tcpSegment } from './connections.ts'

/** All that was read so far. */
export type Trace = {
  readonly frames: Frames
  readonly flows: Flows
  readonly index: MessageIndex
  readonly media: MediaState
  readonly clues: Clues
  readonly notes: Notes
  readonly hidden: Hidden
  readonly lookups: Lookups
  readonly unreached: Unreached
  readonly handshakes: Handshakes
}

export type Reading = {
  readonly trace: Trace
  /** Takes the next bytes of the file; they may be used anew afterwards. */
  readonly feed: (chunk: Uint8Array) => void
  /** The file has ended. */
  readonly end: () => void
}

/** The places in the file of some of the bytes at hand. */
export type Where = (from: number, end: number) => readonly Span[]

/** Whoever wants to know what bytes there are, as they go by: sound and keys, fax, messages. */
export type Watch = {
  readonly media: (bytes: Uint8Array, from: number, end: number, where: Where) => void
  readonly fax: (from: number, end: number, where: Where) => void
  readonly message: (bytes: Uint8Array, from: number, end: number, where: Where) => void
}

type State = Trace & {
  readonly watch: Watch | null
  readonly fragments: Fragments
  readonly connections: Connections
  /** Flows that SIP was seen on, so that what is no SIP there is worth a word. */
  readonly sipFlows: Set<number>
}

export function readCapture(limits: Limits = LIMITS, watch: Watch | null = null): Reading {
  const flows = flowTable(limits.flows)
  const told = notes()
  const budget: Budget = { held: 0, most: limits.heldBytes }
  const state: State = {
    watch,
    frames: frames(
      (bytes, packet) => onPacket(state, bytes, packet),
      (says) => note(told, says, null),
    ),
    flows,
    index: messageIndex(limits),
    media: mediaState(flows, limits.streams),
    clues: clues(),
    notes: told,
    hidden: hiddenThings(),
    lookups: lookups(),
    unreached: unreached(),
    handshakes: handshakes(),
    fragments: fragments((says) => note(told, says, null)),
    connections: connections(budget, {
      message: (bytes, from, end, origin, flow) => sipMessage(state, bytes, from, end, origin, flow, true),
      note: (says) => note(told, says, state.frames.packet.number),
      hidden: (what, flow) => noteHidden(state.hidden, what, flow, state.frames.packet.number),
      handshake: (flow) =>
        handshakeStream(state.handshakes, flows, budget, flow, () => ({
          packet: state.frames.packet.number,
          timeNs: state.frames.packet.timeNs,
        })),
      isDns: (flow) => hasPort(flows, flow, DNS_PORT),
      dns: (bytes, from, end, flow) => lookUpAt(state, bytes, from, end, flow),
    }),
    sipFlows: new Set(),
  }
  return {
    trace: state,
    feed: (chunk) => feedFrames(state.frames, chunk),
    end: () => {
      endConnections(state.connections)
      endFrames(state.frames)
    },
  }
}

/** Said where packets went by unread since they belong to more flows than there is room for. */
export const MORE_FLOWS = 'There are more flows than are kept apart; the rest is not read.'

const place: Place = { at: 0, end: 0, version: 0 }
const datagram: Datagram = emptyDatagram()
const MOST_TUNNELS = 8

function onPacket(state: State, bytes: Uint8Array, packet: Packet): void {
  place.at = packet.at
  place.end = packet.end
  if (!overLink(bytes, packet.linkType, place))
    noteHidden(state.hidden, `link type ${packet.linkType}`, -1, packet.number)
  else internet(state, bytes, packet, null, 0)
}

/** From IP on; what is carried inside something else comes through here again. */
function internet(state: State, bytes: Uint8Array, packet: Packet, from: Origin | null, depth: number): void {
  if (place.version === 0 || depth > MOST_TUNNELS || !readDatagram(bytes, place, datagram)) return
  let origin = from
  let own = bytes
  if (datagram.isFragment) {
    const joined = join(state.fragments, bytes, datagram, packet)
    if (!joined) return
    own = joined.bytes
    origin = joined.origin
  }
  switch (datagram.protocol) {
    case PROTOCOL.udp:
      return udp(state, own, packet, origin, depth)
    case PROTOCOL.tcp:
      return tcp(state, own, packet, origin)
    case PROTOCOL.ipInIp:
    case PROTOCOL.ipv6:
      return inside(state, own, packet, origin, datagram.at, depth)
    case PROTOCOL.gre:
      return gre(state, own, packet, origin, depth)
    case PROTOCOL.icmp:
    case PROTOCOL.icmpv6:
      return icmpError(state.unreached, state.flows, own, datagram, packet.number, packet.timeNs)
    case PROTOCOL.esp:
      return noteHidden(state.hidden, 'IPsec', -1, packet.number)
  }
}

function inside(
  state: State,
  bytes: Uint8Array,
  packet: Packet,
  origin: Origin | null,
  at: number,
  depth: number,
): void {
  place.end = datagram.end
  toIp(bytes, place, at)
  internet(state, bytes, packet, origin, depth + 1)
}

/** RFC 2784 and 2890: optional fields are there by their flags. */
function gre(state: State, bytes: Uint8Array, packet: Packet, origin: Origin | null, depth: number): void {
  const flags = bytes[datagram.at]!
  const at = datagram.at + 4 + (flags & 0x80 ? 4 : 0) + (flags & 0x20 ? 4 : 0) + (flags & 0x10 ? 4 : 0)
  place.at = at
  place.end = datagram.end
  place.version = 0
  if (at > datagram.end) return
  if (u16(bytes, datagram.at + 2, false) === 0x6558) overEthernet(bytes, place)
  else overType(bytes, place, at, datagram.at + 2)
  internet(state, bytes, packet, origin, depth + 1)
}

const GTP_PORT = 2152
const VXLAN_PORT = 4789

function udp(state: State, bytes: Uint8Array, packet: Packet, from: Origin | null, depth: number): void {
  const { at } = datagram
  if (datagram.end - at < 8) return
  const length = u16(bytes, at + 4, false)
  const end = length >= 8 ? Math.min(at + length, datagram.end) : datagram.end
  const port = u16(bytes, at + 2, false)
  if (port === GTP_PORT && tunnelled(state, bytes, packet, from, at + 8, end, depth)) return
  if (port === VXLAN_PORT && end - at > 16) {
    place.at = at + 16
    place.end = end
    place.version = 0
    overEthernet(bytes, place)
    if ((place.version as number) !== 0) return internet(state, bytes, packet, from, depth + 1)
  }
  const { size, sourceAt, targetAt } = datagram
  const ports = portsAt(bytes, at)
  const flow = flowBetween(state.flows, bytes, sourceAt, targetAt, size, ports, PROTOCOL.udp)
  if (flow < 0) return note(state.notes, MORE_FLOWS, packet.number)
  const isDns = port === DNS_PORT || ports >>> 16 === DNS_PORT
  if (isDns && lookUpAt(state, bytes, at + 8, end, flow)) return
  const isCut = at + length > datagram.end && datagram.missing > 0
  payload(state, bytes, packet, from, at + 8, end, flow, isCut)
}

/** GTP-U, version 1, a user's packet (3GPP TS 29.281): the header has optional fields and may be extended. */
function tunnelled(
  state: State,
  bytes: Uint8Array,
  packet: Packet,
  origin: Origin | null,
  at: number,
  end: number,
  depth: number,
): boolean {
  if (end - at < 8 || bytes[at]! >> 5 !== 1 || bytes[at + 1] !== 0xff) return false
  let inner = at + 8
  if (bytes[at]! & 7) {
    let next = bytes[at] === undefined ? 0 : bytes[at + 11]!
    inner += 4
    for (let count = 0; next !== 0 && count < 8 && inner < end; count += 1) {
      const size = bytes[inner]! * 4
      if (size === 0) return false
      next = bytes[inner + size - 1]!
      inner += size
    }
  }
  datagram.end = end
  inside(state, bytes, packet, origin, inner, depth)
  return true
}

function lookUpAt(state: State, bytes: Uint8Array, from: number, end: number, flow: number): boolean {
  const { number, timeNs } = state.frames.packet
  return lookUp(state.lookups, bytes, from, end, flow, number, timeNs)
}

/** Bytes that senders fill empty packets with to keep a path open. */
const KEEP_ALIVE = new Uint8Array(256)
for (const byte of [0, CR, LF, 32]) KEEP_ALIVE[byte] = 1

function payload(
  state: State,
  bytes: Uint8Array,
  packet: Packet,
  from: Origin | null,
  start: number,
  end: number,
  flow: number,
  isCut: boolean,
): void {
  if (start >= end) return
  let at = start
  const first = bytes[at]!
  if ((first & 0xc0) === 0x80 && looksLikeRtp(bytes, at, end)) {
    if (isOrdinary(state, flow)) state.watch?.media(bytes, at, end, places(packet, from))
    mediaPacket(state.media, flow, bytes, at, end, packet.number, packet.timeNs, datagram.dscp)
    return
  }
  // Empty lines before a message are to be overlooked; alone they keep a path open (RFC 3261 §7.5, RFC 5626 §3.5.1).
  while (at < end && KEEP_ALIVE[bytes[at]!] === 1) at += 1
  if (at === end) return
  if (isToken(bytes[at]) && looksLikeSip(bytes, at, end)) {
    sipMessage(state, bytes, at, end, from, flow, false)
    if (isCut) noteHidden(state.hidden, 'cut packets', flow, packet.number)
    return
  }
  if (isFaxPlace(state.media, flow)) {
    state.watch?.fax(at, end, places(packet, from))
    return faxPacket(state.media, flow, packet.number, packet.timeNs)
  }
  if (first >= 20 && first <= 63 && bytes[at + 1] === 0xfe && end - at > 13)
    return noteHidden(state.hidden, 'DTLS', flow, packet.number)
  if (state.sipFlows.has(flow) && end - at > 4 && !isStun(bytes, at, end))
    note(state.notes, 'Among SIP there are packets that are none.', packet.number)
}

/** Neither end is a port of the system, where no sound is sent from. */
function isOrdinary({ flows }: State, flow: number): boolean {
  const ports = at(flows.ports, flow)
  return ports >>> 16 >= 1024 && (ports & 0xffff) >= 1024
}

/** Without an origin the bytes lie in the packet as they do in the file. */
function places(packet: Packet, origin: Origin | null): Where {
  return (from, end) =>
    origin
      ? spansOf(origin, from, end)
      : [{ packet: packet.number, offset: packet.offset + from - packet.at, length: end - from, mask: 0 }]
}

function tcp(state: State, bytes: Uint8Array, packet: Packet, from: Origin | null): void {
  const { at, end, size, sourceAt, targetAt, missing } = datagram
  if (end - at < 20) return
  const flow = flowBetween(state.flows, bytes, sourceAt, targetAt, size, portsAt(bytes, at), PROTOCOL.tcp)
  if (flow < 0) return note(state.notes, MORE_FLOWS, packet.number)
  const flags = bytes[at + 13]!
  if (flags & (SYN | RST)) connecting(state.unreached, state.flows, flow, flags, packet.number, packet.timeNs)
  const origin = from ?? oneSpan(packet.number, packet.offset + at - packet.at, at, end - at)
  tcpSegment(state.connections, flow, bytes, at, end, missing, origin, packet.timeNs)
}

const message = emptySkim()
const INVITE = numberOf('INVITE')
const NO_LENGTH = bitOf('no-content-length')

function sipMessage(
  state: State,
  bytes: Uint8Array,
  from: number,
  end: number,
  origin: Origin | null,
  flow: number,
  isStreamed: boolean,
): void {
  skim(bytes, from, end, message)
  if (isStreamed && message.contentLength < 0) message.faults |= NO_LENGTH
  const hasSdp = message.bodyEnd > message.bodyAt && isSdp(bytes, message.typeAt, message.typeEnd)
  const { packet } = state.frames
  state.watch?.message(bytes, from, end, places(packet, origin))
  const row = addMessage(state.index, bytes, message, hasSdp, {
    timeNs: packet.timeNs,
    packet: packet.number,
    flow,
    offset: packet.offset + from - packet.at,
    length: end - from,
    dscp: datagram.dscp,
    spans: origin && spansOf(origin, from, end),
  })
  state.sipFlows.add(flow)
  if (row < 0) return
  const call = at(state.index.rows.call, row)
  if (message.isRequest && message.method === INVITE && at(state.index.calls.first, call) === row)
    noteHeaders(state.clues, bytes, from, message.bodyAt, call)
  if (!hasSdp) return
  const { bodyAt, bodyEnd } = message
  const first = announce(state.media, bytes, bodyAt, bodyEnd, call)
  noteDescription(state.clues, bytes, bodyAt, bodyEnd, call, first)
}
