/**
 * Which packets are media, and whose. Descriptions announce places; a packet to or from such a place is taken
 * for what was announced there (symmetric media comes from where it is sent to). Without a description several
 * packets that go on from each other are needed before they are believed to be RTP.
 */
import { numberAt, textOf } from '../sip/bytes.ts'
import { type Codec, fixedCodec, mediaOf, parseSdp } from '../sip/sdp.ts'
import type { MediaSkim, SdpSkim } from '../sip/sdp-skim.ts'
import { addressBytes } from './address.ts'
import { numbered } from './byte-table.ts'
import { looksLikeEvent } from './digits.ts'
import { type Flows, hasSystemPort, placeKey, sourceHost, sourcePort, targetHost, targetPort } from './flows.ts'
import { intervals } from './intervals.ts'
import { remark } from './marking.ts'
import {
  type Announced,
  callOf,
  codecsAt,
  codecSet,
  codecSetAt,
  epochOf,
  expectAt,
  isImageAt,
  isSecureAt,
  type MediaPlaces,
  mediaPlaces,
  NO_SET,
  NOWHERE,
  placeAt,
  sameSet,
} from './media-places.ts'
import { u16, u32 } from './records.ts'
import { isRtcp } from './rtcp.ts'
import { addRtp, type RtpStream, rtpStream } from './rtp.ts'

/** What one direction between two ports carries besides SIP. */
type MediaFlow = {
  /** Where its packets go, once that was announced: a place keeps its number. */
  target: number
  /** The stream met last; most packets belong to it. */
  stream: RtpStream | null
  /** The others, by source and use of the ports; the longest silent first. */
  others: Map<number, RtpStream> | null
  rtcp: number
  /** T.38 over UDPTL. */
  fax: FaxStream | null
}

export type FaxStream = {
  readonly flow: number
  readonly call: number
  readonly firstNs: number
  packets: number
  readonly firstPacket: number
}

export type MediaState = {
  readonly flows: Flows
  readonly places: MediaPlaces
  readonly byFlow: (MediaFlow | undefined)[]
  readonly streams: RtpStream[]
  readonly faxes: FaxStream[]
  readonly most: number
  /** Packets of RTCP, and packets of streams there was no room for. */
  rtcp: number
  left: number
  /** Sources that nobody announced and that are not believed yet: the latest so many, and how many there were. */
  readonly candidates: RtpStream[]
  candidatesMet: number
  /** Whether a fax was announced anywhere: mostly none is, and no packet is looked at for it. */
  awaitsFax: boolean
}

/** Packets in a row before RTP that nobody announced is believed. */
const ENOUGH = 4

export function mediaState(flows: Flows, most: number): MediaState {
  return {
    flows,
    places: mediaPlaces(),
    byFlow: [],
    streams: [],
    faxes: [],
    most,
    rtcp: 0,
    left: 0,
    candidates: [],
    candidatesMet: 0,
    awaitsFax: false,
  }
}

const address = new Uint8Array(4)
/** One record again and again. */
const announced: { -readonly [Field in keyof Announced]: Announced[Field] } = {
  call: 0,
  isImage: false,
  isSecure: false,
  set: 0,
}

/** Takes note of the places a description names; gives the key of the first, or -1 where it names none. */
export function announce(state: MediaState, bytes: Uint8Array, said: SdpSkim, call: number): number {
  let first = -1
  for (let index = 0; index < said.count; index += 1) {
    const media = said.media[index]!
    if (media.port === 0) continue
    const host = hostOf(state.flows, bytes, media)
    if (host < 0) continue
    if (first < 0) first = placeKey(host, media.port)
    state.awaitsFax ||= media.isImage
    announced.call = call
    announced.isImage = media.isImage
    announced.isSecure = media.isSecure
    announced.set = setOf(state.places, bytes, media)
    expectAt(state.places, host, media.port, announced)
  }
  return first
}

function setOf(places: MediaPlaces, bytes: Uint8Array, media: MediaSkim): number {
  const same = sameSet(places, media.codecs)
  return same < 0 ? newSet(places, bytes, media) : same
}

/** Apart, so that what it hands on is made for new sets only. */
function newSet(places: MediaPlaces, bytes: Uint8Array, media: MediaSkim): number {
  return codecSet(places, media.codecs, () => codecsOf(bytes, media))
}

/** The number of an address written in a description; -1 for names and for no address at all. */
function hostOf(flows: Flows, bytes: Uint8Array, media: MediaSkim): number {
  const { host } = media
  if (host === 0) return hostWritten(flows, bytes, media)
  address[0] = host >>> 24
  address[1] = host >>> 16
  address[2] = host >>> 8
  address[3] = host
  return numbered(flows.hosts, address, 0, 4)
}

function hostWritten(flows: Flows, bytes: Uint8Array, media: MediaSkim): number {
  let at = media.addressAt
  let part = 0
  while (part < 4) {
    let stop = at
    while (stop < media.addressEnd && bytes[stop] !== 46) stop += 1
    const value = numberAt(bytes, at, stop)
    if (value < 0 || value > 255) break
    address[part] = value
    part += 1
    at = stop + 1
  }
  if (part === 4 && at > media.addressEnd) return address[0] === 0 ? -1 : numbered(flows.hosts, address, 0, 4)
  if (media.addressEnd - media.addressAt > 64) return -1
  const six = addressBytes(textOf(bytes, media.addressAt, media.addressEnd))
  return six?.length === 16 ? numbered(flows.hosts, six, 0, 16) : -1
}

function codecsOf(bytes: Uint8Array, media: MediaSkim): readonly Codec[] {
  const [only] = mediaOf(parseSdp(bytes.subarray(media.at, media.end)))
  return only?.codecs ?? []
}

/** Whether the bytes have the form of RTP or RTCP: version 2 and a whole header. */
export function looksLikeRtp(bytes: Uint8Array, at: number, end: number): boolean {
  return (bytes[at]! & 0xc0) === 0x80 && end - at >= 12
}

/** Least that a packet of fax is long: number, length, and no signal; what keeps a path open is shorter. */
const LEAST_FAX = 4

/** Whether a fax is awaited there: its numbers may look like a header of RTP, but not go on from the sound before it. */
export function isFax(state: MediaState, flow: number, bytes: Uint8Array, at: number, end: number): boolean {
  const place = end - at < LEAST_FAX ? NOWHERE : placeOf(state, flow)
  if (place === NOWHERE || !isImageAt(state.places, place)) return false
  const stream = state.byFlow[flow]?.stream
  return !looksLikeRtp(bytes, at, end) || (!isRtcp(bytes, at, end) && stream?.ssrc !== u32(bytes, at + 8, false))
}

/** Whether media may go this way: announced, or between ports that no service of the system has. */
export function mayCarryMedia(state: MediaState, flow: number): boolean {
  return !hasSystemPort(state.flows, flow) || placeOf(state, flow) !== NOWHERE
}

export function faxPacket(state: MediaState, flow: number, packet: number, timeNs: number): void {
  const own = flowState(state, flow)
  own.fax ??= newFax(state, flow, packet, timeNs)
  own.fax.packets += 1
}

function newFax(state: MediaState, flow: number, packet: number, timeNs: number): FaxStream {
  const place = placeOf(state, flow)
  const fax: FaxStream = {
    flow,
    call: place === NOWHERE ? -1 : callOf(state.places, place),
    firstNs: timeNs,
    packets: 0,
    firstPacket: packet,
  }
  if (state.faxes.length < state.most) state.faxes.push(fax)
  return fax
}

function flowState(state: MediaState, flow: number): MediaFlow {
  return (state.byFlow[flow] ??= { stream: null, target: NOWHERE, others: null, rtcp: 0, fax: null })
}

/** Where packets go is what counts; where they come from serves when the receiver stayed silent about it. */
function placeOf(state: MediaState, flow: number): number {
  const target = targetOf(state, flow)
  return target === NOWHERE ? sourceOf(state, flow) : target
}

function targetOf({ places, flows }: MediaState, flow: number): number {
  return placeAt(places, targetHost(flows, flow), targetPort(flows, flow))
}

function sourceOf({ places, flows }: MediaState, flow: number): number {
  return placeAt(places, sourceHost(flows, flow), sourcePort(flows, flow))
}

/** Takes a packet of the form of RTP. Says no when it turns out to be none after all. */
export function mediaPacket(
  state: MediaState,
  flow: number,
  bytes: Uint8Array,
  at: number,
  end: number,
  packet: number,
  timeNs: number,
  dscp: number,
): boolean {
  const second = bytes[at + 1]!
  if (isRtcp(bytes, at, end)) {
    state.rtcp += 1
    flowState(state, flow).rtcp += 1
    return true
  }
  const known = state.byFlow[flow]
  const place = known !== undefined && known.target !== NOWHERE ? known.target : placeOf(state, flow)
  if (place === NOWHERE && hasSystemPort(state.flows, flow)) return false
  const own = known ?? flowState(state, flow)
  if (own.target === NOWHERE && place !== NOWHERE) own.target = targetOf(state, flow)
  const ssrc = u32(bytes, at + 8, false)
  const sequence = u16(bytes, at + 2, false)
  const from = payloadAt(bytes, at, end)
  if (from < 0) return false
  const payloadEnd = bytes[at]! & 0x20 ? Math.max(from, end - bytes[end - 1]!) : end
  const stamp = u32(bytes, at + 4, false)
  const stream = streamFor(state, own, place, flow, ssrc, sequence, second & 0x7f, stamp, packet, timeNs)
  if (!stream) return place !== NOWHERE
  if (stream.marking.now !== dscp) remark(stream.marking, dscp, stream.packets, packet)
  mean(state, stream, second & 0x7f, place, bytes, from, payloadEnd)
  addRtp(stream, bytes, from, payloadEnd, sequence, stamp, (second & 0x80) !== 0, timeNs)
  if (stream.call < 0 && place !== NOWHERE) stream.call = callOf(state.places, place)
  if (!stream.isBelieved && (place !== NOWHERE || stream.packets >= ENOUGH)) keep(state, stream)
  return true
}

/** After the sources and the extension; -1 when they reach beyond the packet. */
function payloadAt(bytes: Uint8Array, at: number, end: number): number {
  let from = at + 12 + (bytes[at]! & 15) * 4
  if (bytes[at]! & 0x10) from += from + 4 <= end ? 4 + u16(bytes, from + 2, false) * 4 : 4
  return from <= end ? from : -1
}

/** Sources kept apart between two ports where a description says that there is sound, and where none does. */
const MOST_OTHERS = 256
const MOST_UNANNOUNCED = 16
/** Of all ports together: sources before they are believed. */
const MOST_CANDIDATES = 20_000
/** Streams whose course over time is kept. */
const MOST_FOLLOWED = 2000

function streamFor(
  state: MediaState,
  own: MediaFlow,
  place: number,
  flow: number,
  ssrc: number,
  sequence: number,
  payload: number,
  stamp: number,
  packet: number,
  timeNs: number,
): RtpStream | null {
  const epoch = place === NOWHERE ? (own.stream?.epoch ?? 0) : epochOf(state.places, place)
  const current = own.stream
  if (current && current.ssrc === ssrc && current.epoch === epoch) {
    if (current.isBelieved || place !== NOWHERE || goesOn(current, sequence, payload, stamp)) return current
  }
  const source = speakerKey(ssrc, epoch)
  const known = own.others?.get(source)
  if (known && (known.isBelieved || place !== NOWHERE || goesOn(known, sequence, payload, stamp))) {
    own.others?.delete(source)
    setAside(own, place === NOWHERE)
    own.stream = known
    return known
  }
  if (state.streams.length >= state.most) {
    state.left += 1
    return null
  }
  const fresh = rtpStream(flow, ssrc, epoch, sequence, packet, timeNs)
  if (state.streams.length < MOST_FOLLOWED) fresh.intervals = intervals(timeNs)
  if (current?.ssrc !== ssrc || current.epoch !== epoch || current.isBelieved) setAside(own, place === NOWHERE)
  own.others?.delete(source)
  own.stream = fresh
  if (place === NOWHERE) addCandidate(state, fresh)
  return fresh
}

function speakerKey(ssrc: number, epoch: number): number {
  return (epoch % 2 ** 20) * 2 ** 32 + ssrc
}

/** Another source speaks; where there are too many, the one that has been silent longest is forgotten. */
function setAside(own: MediaFlow, isUnannounced: boolean): void {
  const { stream } = own
  if (!stream) return
  const others = (own.others ??= new Map<number, RtpStream>())
  others.set(speakerKey(stream.ssrc, stream.epoch), stream)
  if (others.size > (isUnannounced ? MOST_UNANNOUNCED : MOST_OTHERS)) others.delete(others.keys().next().value!)
}

/** Whatever has the form of RTP is one at first: the oldest that did not go on from itself makes room. */
function addCandidate(state: MediaState, stream: RtpStream): void {
  const place = state.candidatesMet % MOST_CANDIDATES
  const oldest = state.candidates[place]
  if (oldest && !oldest.isBelieved) forget(state, oldest)
  state.candidates[place] = stream
  state.candidatesMet += 1
}

function forget({ byFlow }: MediaState, stream: RtpStream): void {
  const own = byFlow[stream.flow]
  if (!own) return
  const source = speakerKey(stream.ssrc, stream.epoch)
  if (own.stream === stream) own.stream = null
  else if (own.others?.get(source) === stream) own.others.delete(source)
  const isEmpty = own.stream === null && (own.others?.size ?? 0) === 0 && own.rtcp === 0 && own.fax === null
  if (isEmpty) byFlow[stream.flow] = undefined
}

/**
 * Nobody announced it: then the numbers have to go on one by one, the meaning has to stay and time to move the way
 * it does in sound. Answers of a name server that look like a header by chance do not.
 */
function goesOn(stream: RtpStream, sequence: number, payload: number, stamp: number): boolean {
  const ahead = (sequence - stream.highest) & 0xffff
  const ticks = (stamp - stream.lastStamp) | 0
  return ahead >= 1 && ahead <= 3 && payload === stream.payload && ticks >= 0 && ticks < 90_000 * 10
}

function keep(state: MediaState, stream: RtpStream): void {
  if (state.streams.length >= state.most) {
    state.left += 1
    return
  }
  stream.isBelieved = true
  state.streams.push(stream)
}

/** What the payload type of this packet means, by what the receiver announced, then the sender, then the standard. */
function mean(
  state: MediaState,
  stream: RtpStream,
  payload: number,
  place: number,
  bytes: Uint8Array,
  from: number,
  end: number,
): void {
  const set = place === NOWHERE ? NO_SET : codecSetAt(state.places, place)
  if (stream.payload === payload && stream.meant === set) return
  stream.payload = payload
  stream.meant = set
  stream.isSecure ||= place !== NOWHERE && isSecureAt(state.places, place)
  const codec = codecFor(state, stream.flow, payload)
  if (codec) stream.names[payload] = codec.name
  const name = codec?.name.toLowerCase()
  const isEvent = name === 'telephone-event' || (!codec && payload >= 96 && looksLikeEvent(bytes, from, end))
  if (isEvent) stream.names[payload] ??= 'telephone-event'
  stream.kind = isEvent ? 'event' : name === 'cn' ? 'noise' : 'media'
  if (codec && stream.kind === 'media') stream.clock = codec.clock
}

function codecFor(state: MediaState, flow: number, payload: number): Codec | null {
  for (const place of [targetOf(state, flow), sourceOf(state, flow)]) {
    const codec = place === NOWHERE ? null : codecsAt(state.places, place).find((each) => each.payload === payload)
    if (codec) return codec
  }
  return fixedCodec(payload)
}
