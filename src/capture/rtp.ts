/**
 * One stream of RTP as it went by: how much, how much of it is missing, late or double, how evenly it came,
 * and which digits were in it. Loss by sequence number, jitter as in RFC 3550 §6.4.1 and A.8.
 */
import { type Digits, event, noDigits } from './digits.ts'
import { type Intervals, noteInterval } from './intervals.ts'
import { type Marking, noMarking } from './marking.ts'

export type RtpStream = {
  readonly flow: number
  readonly ssrc: number
  /** Which use of the ports it belongs to: they are used again for other calls. */
  readonly epoch: number
  /** Number of the Call-ID whose description announced it; -1 where none did. */
  call: number
  /** Whether it is taken for a stream: announced, or with enough packets that go on from each other. */
  isBelieved: boolean
  readonly firstPacket: number
  readonly firstNs: number
  lastNs: number
  packets: number
  bytes: number
  late: number
  doubled: number
  /** Single packets with a number far from the others'. */
  strays: number
  /** Times the numbering began anew: another source under the same name. */
  restarts: number
  /** Packets expected in runs of numbers that have ended. */
  expectedBefore: number
  firstSequence: number
  /** The highest number, its turns counted. */
  highest: number
  /** Which of the last 64 numbers came, the highest in the lowest bit. */
  recentLow: number
  recentHigh: number
  suspect: number
  payloads: number[]
  payloadCounts: number[]
  /** What the payload type at hand means, looked up when it changes. */
  payload: number
  clock: number
  /** The set of codecs it was looked up in. */
  meant: number
  readonly names: Record<number, string>
  kind: PayloadKind
  isSecure: boolean
  lastStamp: number
  /** The packet that jitter is measured against. */
  referenceNs: number
  referenceStamp: number
  referencePayload: number
  jitter: number
  worstJitterMs: number
  longestGapNs: number
  /** How it went over time; kept of the first streams of a capture only. */
  intervals: Intervals | null
  readonly digits: Digits
  readonly marking: Marking
}

/** Sound or picture; digits; noise to fill silence. Only the first tells about evenness. */
export type PayloadKind = 'media' | 'event' | 'noise'

/** Jumps in the numbering up to which packets count as lost or late (RFC 3550 A.1). */
const MOST_AHEAD = 3000
const MOST_BEHIND = 100

export function rtpStream(
  flow: number,
  ssrc: number,
  epoch: number,
  sequence: number,
  packet: number,
  timeNs: number,
): RtpStream {
  return {
    flow,
    ssrc,
    epoch,
    call: -1,
    isBelieved: false,
    firstPacket: packet,
    firstNs: timeNs,
    lastNs: timeNs,
    packets: 0,
    bytes: 0,
    late: 0,
    doubled: 0,
    strays: 0,
    restarts: 0,
    expectedBefore: 0,
    firstSequence: sequence,
    highest: sequence - 1,
    recentLow: 0,
    recentHigh: 0,
    suspect: -1,
    payloads: [],
    payloadCounts: [],
    payload: -1,
    clock: 8000,
    meant: -1,
    names: {},
    kind: 'media',
    isSecure: false,
    lastStamp: 0,
    referenceNs: 0,
    referenceStamp: 0,
    referencePayload: -1,
    jitter: 0,
    worstJitterMs: 0,
    longestGapNs: 0,
    intervals: null,
    digits: noDigits(),
    marking: noMarking(),
  }
}

/** Takes a packet in. The range is the payload after all headers; its meaning has been set on the stream before. */
export function addRtp(
  stream: RtpStream,
  bytes: Uint8Array,
  from: number,
  end: number,
  sequence: number,
  stamp: number,
  isMarked: boolean,
  timeNs: number,
): void {
  stream.packets += 1
  stream.bytes += end - from
  const gap = timeNs - stream.lastNs
  if (gap > stream.longestGapNs) stream.longestGapNs = gap
  stream.lastNs = timeNs
  stream.lastStamp = stamp
  countPayload(stream)
  const before = stream.highest
  const isFirst = inSequence(stream, sequence)
  // A packet captured twice tells nothing twice: how often an end was sent is counted.
  if (stream.kind === 'event' && isFirst && end - from >= 4)
    event(stream.digits, bytes, from, stamp, isMarked, timeNs, stream.clock)
  else if (stream.kind === 'media' && isFirst) evenness(stream, stamp, isMarked, timeNs)
  else if (stream.kind === 'noise') stream.referencePayload = -1
  if (stream.intervals) {
    const ahead = stream.highest - before
    // A new beginning of the numbering tells nothing about what is missing.
    const advance = ahead >= 0 && ahead < MOST_AHEAD ? ahead : 1
    noteInterval(stream.intervals, timeNs, advance, isFirst, jitterMsOf(stream), gap / 1e6)
  }
}

function countPayload(stream: RtpStream): void {
  const known = stream.payloads.indexOf(stream.payload)
  if (known >= 0) stream.payloadCounts[known]! += 1
  else if (stream.payloads.length === 0) {
    // Made with what is in them: a list that grows from nothing keeps room for many, and most streams have one payload.
    stream.payloads = [stream.payload]
    stream.payloadCounts = [1]
  } else if (stream.payloads.length < 16) {
    stream.payloads.push(stream.payload)
    stream.payloadCounts.push(1)
  }
}

/** Whether this number came for the first time. */
function inSequence(stream: RtpStream, sequence: number): boolean {
  const ahead = ((sequence - stream.highest) << 16) >> 16
  if (ahead > 0 && ahead < MOST_AHEAD) {
    stream.highest += ahead
    shift(stream, ahead)
    stream.recentLow |= 1
    stream.suspect = -1
    return true
  }
  if (ahead <= 0 && ahead > -MOST_BEHIND) return behind(stream, -ahead)
  return elsewhere(stream, sequence)
}

function behind(stream: RtpStream, by: number): boolean {
  if (by < 64 && isRecent(stream, by)) {
    stream.doubled += 1
    return false
  }
  stream.late += 1
  if (by < 32) stream.recentLow |= 1 << by
  else if (by < 64) stream.recentHigh |= 1 << (by - 32)
  // Numbers before the first one are late arrivals of the beginning.
  if (stream.highest - by < stream.firstSequence) stream.firstSequence = stream.highest - by
  return true
}

/** Far off: two in a row there are a new beginning, a single one is a stray. */
function elsewhere(stream: RtpStream, sequence: number): boolean {
  if (sequence !== stream.suspect) {
    stream.suspect = (sequence + 1) & 0xffff
    stream.strays += 1
    return false
  }
  stream.expectedBefore += stream.highest - stream.firstSequence + 1
  stream.restarts += 1
  stream.strays -= 1
  stream.firstSequence = sequence - 1
  stream.highest = sequence
  stream.recentLow = 3
  stream.recentHigh = 0
  stream.suspect = -1
  stream.referencePayload = -1
  return true
}

function shift(stream: RtpStream, by: number): void {
  if (by >= 64) {
    stream.recentLow = 0
    stream.recentHigh = 0
  } else if (by >= 32) {
    stream.recentHigh = stream.recentLow << (by - 32)
    stream.recentLow = 0
  } else {
    stream.recentHigh = (stream.recentHigh << by) | (stream.recentLow >>> (32 - by))
    stream.recentLow <<= by
  }
}

function isRecent(stream: RtpStream, by: number): boolean {
  return by < 32 ? (stream.recentLow & (1 << by)) !== 0 : (stream.recentHigh & (1 << (by - 32))) !== 0
}

/**
 * The first packet after a silence tells how long that was, one of another payload type how its clock stands, and a
 * jump of seconds that the clock was set anew: none of them tells how evenly the network carries.
 */
function evenness(stream: RtpStream, stamp: number, isMarked: boolean, timeNs: number): void {
  const arrived = ((timeNs - stream.referenceNs) * stream.clock) / 1e9
  const apart = Math.abs(arrived - ((stamp - stream.referenceStamp) | 0))
  if (!isMarked && stream.referencePayload === stream.payload && apart < stream.clock * MOST_APART_SECONDS) {
    stream.jitter += (apart - stream.jitter) / 16
    const ms = (stream.jitter * 1000) / stream.clock
    if (ms > stream.worstJitterMs) stream.worstJitterMs = ms
  }
  stream.referenceNs = timeNs
  stream.referenceStamp = stamp
  stream.referencePayload = stream.payload
}

const MOST_APART_SECONDS = 2

export function lostOf(stream: RtpStream): number {
  const expected = stream.expectedBefore + stream.highest - stream.firstSequence + 1
  return Math.max(0, expected - (stream.packets - stream.doubled - stream.strays))
}

export function jitterMsOf(stream: RtpStream): number {
  return (stream.jitter * 1000) / stream.clock
}

/** The payload type most packets have, digits left out where there is anything else. */
export function mainPayload(stream: RtpStream): number {
  let best = 0
  for (let index = 1; index < stream.payloads.length; index += 1)
    if (stream.payloadCounts[index]! > stream.payloadCounts[best]!) best = index
  return stream.payloads[best] ?? -1
}
