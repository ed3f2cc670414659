/**
 * Reading a capture: bytes of the file go in, in pieces of any size and once only, and a trace grows that can
 * be asked at any time. Nothing here looks at the world; whoever reads the file can stop whenever they like.
 */
import { CR, isToken, LF } from '../sip/bytes.ts'
import { bitOf } from '../sip/fault.ts'
import { numberOf } from '../sip/method.ts'
import { emptySdpSkim, skimSdp } from '../sip/sdp-skim.ts'
import { emptySkim, looksLikeSip, skim } from '../sip/skim.ts'
import { type Clues, clues, noteDescription, noteHeaders, noteOnlyHops } from './clues.ts'
import { at, type Column, column, has, put } from './columns.ts'
import { type Flows, flowBetween, flowTable, hasPort, hasSystemPort } from './flows.ts'
import { isSdp, isStun } from './forms.ts'
import { type Foreseen, takeForeseen } from './foreseen.ts'
import { endFragments, type Fragments, fragments, join } from './fragments.ts'
import { endFrames, feedFrames, frames, understood } from './frames.ts'
import { type Handshakes, handshakes, handshakeStream } from './handshakes.ts'
import type { Budget } from './held.ts'
import { type Datagram, emptyDatagram, PROTOCOL, readDatagram } from './internet.ts'
import { mayCarryMore, overEthernet, overLink, overType, type Place, toIp } from './link.ts'
import { DNS_PORT, type Lookups, lookUp, lookups } from './lookups.ts'
import {
  announce,
  faxPacket,
  isFax,
  looksLikeRtp,
  mayCarryMedia,
  mediaPacket,
  type MediaState,
  mediaState,
} from './media.ts'
import {
  addMessage,
  callField,
  type Limits,
  LIMITS,
  messageIndex,
  type MessageIndex,
  rowField,
  type Whereabouts,
} from './messages.ts'
import { type Hidden, hiddenThings, noteHidden, type Notes, note, notes } from './notes.ts'
import { NEVER, type QuickLook } from './quick-look.ts'
import { type Frames, type Packet, u16 } from './records.ts'
import { skimWhole } from './sip-stream.ts'
import { oneSpan, type Origin, placeIn, spansOf } from './spans.ts'
import { portsAt, RST, SYN } from './tcp.ts'
import { connecting, icmpError, type Unreached, unreached } from './unreached.ts'
import { type Connections, connections, endConnections, tcpSegment } from './connections.ts'
import { behindQuote, insideGre, insideGtp } from './tunnels.ts'
import { places, type Watch } from './watch.ts'

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
  /** Takes the next bytes of the file, and what was foreseen of them; both may be used anew afterwards. */
  readonly feed: (chunk: Uint8Array, foreseen?: Foreseen | null) => void
  /** The file has ended. */
  readonly end: () => void
}

type State = Trace & {
  foreseen: Foreseen | null
  /** Whether the description of the message that was found last was foreseen as well. */
  isDescribed: boolean
  readonly quick: QuickLook
  readonly watch: Watch | null
  readonly fragments: Fragments
  readonly connections: Connections
  /** 1 for flows that SIP was seen on, so that what is no SIP there is worth a word. */
  readonly sipFlows: Column
}

/** `quick` looks at messages first, where the bytes lie in its memory. */
export function readCapture(limits: Limits = LIMITS, watch: Watch | null = null, quick: QuickLook = NEVER): Reading {
  const flows = flowTable(limits.flows)
  const told = notes()
  const budget: Budget = { held: 0, most: limits.heldBytes }
  const state: State = {
    foreseen: null,
    isDescribed: false,
    quick,
    watch,
    frames: frames(
      (bytes, packet) => onPacket(state, bytes, packet),
      (says) => note(told, says, null),
      (offset, length, mayBePacket) => watch?.unread([{ packet: 0, offset, length, mask: 0 }], mayBePacket),
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
    fragments: fragments(
      (says) => note(told, says, null),
      (spans, mayBeSound) => watch?.unread(spans, mayBeSound),
    ),
    connections: connections(budget, {
      whole: (bytes, from, end, origin) => wholeMessage(state, bytes, from, end, origin),
      message: (bytes, from, end, origin, isSeen, flow) => {
        if (!isSeen) {
          state.isDescribed = false
          skim(bytes, from, end, message)
        }
        if (message.contentLength < 0) message.faults |= NO_LENGTH
        sipMessage(state, bytes, from, end, origin, flow)
      },
      upgrade: (bytes, from, end, origin) => watch?.upgrade(bytes, from, end, places(state.frames.packet, origin)),
      unread: (_bytes, from, end, origin, flow, mayBeSound) =>
        unread(state, state.frames.packet, origin, from, end, mayBeSound && !hasSystemPort(state.media.flows, flow)),
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
    sipFlows: column('u8'),
  }
  return {
    trace: state,
    feed: (chunk, foreseen = null) => {
      state.foreseen = foreseen
      feedFrames(state.frames, chunk)
    },
    end: () => {
      endConnections(state.connections)
      endFragments(state.fragments)
      endFrames(state.frames)
      watch?.ended(understood(state.frames))
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
  if (!overLink(bytes, packet.linkType, place)) {
    unread(state, packet, null, packet.at, packet.end, true)
    noteHidden(state.hidden, `link type ${packet.linkType}`, -1, packet.number)
  } else if (place.version === 0) unread(state, packet, null, packet.at, packet.end, mayCarryMore(bytes, packet))
  else internet(state, bytes, packet, null, 0)
}

/** Tells of what nobody here understood. */
function unread(
  { watch }: State,
  packet: Packet,
  origin: Origin | null,
  from: number,
  end: number,
  mayBeSound: boolean,
): void {
  if (watch && from < end) watch.unread(places(packet, origin)(from, end), mayBeSound)
}

/** Protocols that no sound is carried by: of routers among themselves. */
const NEVER_SOUND: ReadonlySet<number> = new Set([2, 88, 89, 103, 112])

/** From IP on; what is carried inside something else comes through here again. */
function internet(state: State, bytes: Uint8Array, packet: Packet, from: Origin | null, depth: number): void {
  if (place.version === 0 || depth > MOST_TUNNELS || !readDatagram(bytes, place, datagram))
    return unread(state, packet, from, place.at, place.end, true)
  // What follows a datagram only fills the frame up, or should.
  if (state.watch && datagram.end < place.end) unread(state, packet, from, datagram.end, place.end, false)
  let origin = from
  let own = bytes
  if (datagram.isFragment) {
    const joined = join(state.fragments, bytes, datagram, packet, from)
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
      icmp(state, own, packet, origin)
      return icmpError(state.unreached, state.flows, own, datagram, packet.number, packet.timeNs)
    case PROTOCOL.esp:
      noteHidden(state.hidden, 'IPsec', -1, packet.number)
      return unread(state, packet, origin, datagram.at, datagram.end, true)
    default:
      return unread(state, packet, origin, datagram.at, datagram.end, !NEVER_SOUND.has(datagram.protocol))
  }
}

function icmp(state: State, bytes: Uint8Array, packet: Packet, origin: Origin | null): void {
  const { at, end, size } = datagram
  const quote = end - at < 9 ? null : behindQuote(bytes, at, size)
  unread(state, packet, origin, quote ?? at + 8, end, quote !== null)
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

function gre(state: State, bytes: Uint8Array, packet: Packet, origin: Origin | null, depth: number): void {
  const at = insideGre(bytes, datagram.at)
  place.at = at
  place.end = datagram.end
  place.version = 0
  if (at > datagram.end) return unread(state, packet, origin, datagram.at, datagram.end, true)
  if (u16(bytes, datagram.at + 2, false) === 0x6558) overEthernet(bytes, place)
  else overType(bytes, place, at, datagram.at + 2)
  internet(state, bytes, packet, origin, depth + 1)
}

const GTP_PORT = 2152
const VXLAN_PORT = 4789

function udp(state: State, bytes: Uint8Array, packet: Packet, from: Origin | null, depth: number): void {
  const { at } = datagram
  if (datagram.end - at < 8) return unread(state, packet, from, at, datagram.end, true)
  const length = u16(bytes, at + 4, false)
  const end = length >= 8 ? Math.min(at + length, datagram.end) : datagram.end
  const port = u16(bytes, at + 2, false)
  const inner = port === GTP_PORT ? insideGtp(bytes, at + 8, end) : -1
  if (inner >= 0) {
    datagram.end = end
    return inside(state, bytes, packet, from, inner, depth)
  }
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
  if (state.watch && end < datagram.end) unread(state, packet, from, end, datagram.end, true)
  if (flow < 0) {
    unread(state, packet, from, at + 8, end, true)
    return note(state.notes, MORE_FLOWS, packet.number)
  }
  const isDns = port === DNS_PORT || ports >>> 16 === DNS_PORT
  if (isDns && lookUpAt(state, bytes, at + 8, end, flow)) return
  const isCut = at + length > datagram.end && datagram.missing > 0
  payload(state, bytes, packet, from, at + 8, end, flow, isCut)
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
  if (state.media.awaitsFax && isFax(state.media, flow, bytes, at, end)) {
    state.watch?.fax(at, end, places(packet, from))
    return faxPacket(state.media, flow, packet.number, packet.timeNs)
  }
  if ((first & 0xc0) === 0x80 && looksLikeRtp(bytes, at, end)) {
    if (state.watch) watchMedia(state, state.watch, bytes, packet, from, at, end, flow)
    mediaPacket(state.media, flow, bytes, at, end, packet.number, packet.timeNs, datagram.dscp)
    return
  }
  // Empty lines before a message are to be overlooked; alone they keep a path open (RFC 3261 §7.5, RFC 5626 §3.5.1).
  while (at < end && KEEP_ALIVE[bytes[at]!] === 1) at += 1
  if (at === end) return
  if (findsMessage(state, bytes, packet, from, at, end)) {
    sipMessage(state, bytes, at, end, from, flow)
    if (isCut) noteHidden(state.hidden, 'cut packets', flow, packet.number)
    return
  }
  if (first >= 20 && first <= 63 && bytes[at + 1] === 0xfe && end - at > DTLS_HEAD) {
    unread(state, packet, from, at + DTLS_HEAD, end, false)
    return noteHidden(state.hidden, 'DTLS', flow, packet.number)
  }
  if (isStun(bytes, at, end)) return unread(state, packet, from, at + STUN_HEAD, end, false)
  const isAmongSip = carriesSip(state, flow)
  if (state.watch) unread(state, packet, from, at, end, !isAmongSip && mayCarryMedia(state.media, flow))
  if (isAmongSip && end - at > 4) note(state.notes, 'Among SIP there are packets that are none.', packet.number)
}

function carriesSip({ sipFlows }: State, flow: number): boolean {
  return has(sipFlows, flow) && at(sipFlows, flow) === 1
}

/** Whether these bytes are a message: if so, what is to be found in it was. */
function findsMessage(
  state: State,
  bytes: Uint8Array,
  packet: Packet,
  origin: Origin | null,
  at: number,
  end: number,
): boolean {
  const { quick } = state
  if (!origin && foreseenAt(state, packet.offset + at - packet.at, at, end) === end - at) return true
  state.isDescribed = false
  if (!isToken(bytes[at])) return false
  if (quick.look(bytes, at, end, message) === end - at) return true
  if (!looksLikeSip(bytes, at, end)) return false
  skim(bytes, at, end, message)
  return true
}

/** How long the message is that lies here as a whole; what is to be found in it was. */
function wholeMessage(state: State, bytes: Uint8Array, from: number, end: number, origin: Origin): number {
  const place = placeIn(origin, from)
  const length = foreseenAt(state, place, from, end)
  return length || skimWhole(bytes, from, end, message, state.quick)
}

/** How long the message is that was foreseen at a place of the file; 0 where none was. */
function foreseenAt(state: State, place: number, from: number, end: number): number {
  state.isDescribed = false
  const { foreseen } = state
  if (!foreseen || place < 0) return 0
  const length = takeForeseen(foreseen, place, from, end, message, description)
  state.isDescribed = length > 0 && foreseen.isDescribed
  return length
}

function watchMedia(
  state: State,
  watch: Watch,
  bytes: Uint8Array,
  packet: Packet,
  origin: Origin | null,
  at: number,
  end: number,
  flow: number,
): void {
  if (mayCarryMedia(state.media, flow)) watch.media(bytes, at, end, places(packet, origin))
  else unread(state, packet, origin, at + 12, end, false)
}

const DTLS_HEAD = 13
const STUN_HEAD = 20

function tcp(state: State, bytes: Uint8Array, packet: Packet, from: Origin | null): void {
  const { at, end, size, sourceAt, targetAt, missing } = datagram
  if (end - at < 20) return unread(state, packet, from, at, end, true)
  const flow = flowBetween(state.flows, bytes, sourceAt, targetAt, size, portsAt(bytes, at), PROTOCOL.tcp)
  if (flow < 0) {
    unread(state, packet, from, at + 20, end, true)
    return note(state.notes, MORE_FLOWS, packet.number)
  }
  const flags = bytes[at + 13]!
  if (flags & (SYN | RST)) connecting(state.unreached, state.flows, flow, flags, packet.number, packet.timeNs)
  const origin = from ?? oneSpan(packet.number, packet.offset + at - packet.at, at, end - at)
  tcpSegment(state.connections, flow, bytes, at, end, missing, origin, packet.timeNs)
}

const message = emptySkim()
const description = emptySdpSkim()
const INVITE = numberOf('INVITE')
const NO_LENGTH = bitOf('no-content-length')

/** One record again and again, like `message`. */
const where: { -readonly [Field in keyof Whereabouts]: Whereabouts[Field] } = {
  timeNs: 0,
  packet: 0,
  flow: 0,
  offset: 0,
  length: 0,
  dscp: 0,
  spans: null,
}

/** Takes in the message that was found last. */
function sipMessage(
  state: State,
  bytes: Uint8Array,
  from: number,
  end: number,
  origin: Origin | null,
  flow: number,
): void {
  const hasSdp = message.bodyEnd > message.bodyAt && isSdp(bytes, message.typeAt, message.typeEnd)
  const { packet } = state.frames
  state.watch?.message(bytes, from, end, places(packet, origin))
  where.timeNs = packet.timeNs
  where.packet = packet.number
  where.flow = flow
  // Mostly it lies in one run, and no list is made of that.
  const place = origin ? placeIn(origin, from) : packet.offset + from - packet.at
  where.offset = place
  where.length = end - from
  where.dscp = datagram.dscp
  where.spans = origin && place < 0 ? spansOf(origin, from, end) : null
  const row = addMessage(state.index, bytes, message, hasSdp, where)
  put(state.sipFlows, flow, 1)
  if (row < 0) return
  const call = rowField(state.index, row, 'call')
  if (message.isRequest && message.method === INVITE && callField(state.index, call, 'first') === row) {
    if (message.mayHaveClues) noteHeaders(state.clues, bytes, from, message.bodyAt, call)
    else noteOnlyHops(state.clues, message.hops, call)
  }
  if (!hasSdp) return
  const { bodyAt, bodyEnd } = message
  if (!state.isDescribed && !state.quick.lookAtSdp(bytes, bodyAt, bodyEnd, description))
    skimSdp(bytes, bodyAt, bodyEnd, description)
  const first = announce(state.media, bytes, description, call)
  noteDescription(state.clues, bytes, description, call, first)
}
