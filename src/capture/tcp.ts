/**
 * One direction of a TCP connection put in order: what comes early waits, what comes again is let go, and what
 * never comes is a gap, told to whoever reads the stream. Bytes that overlap stay as they came first.
 */
import type { Budget } from './held.ts'
import { u16, u32 } from './records.ts'
import { type Origin, spansOf } from './spans.ts'

/** Who reads the bytes of a direction, in order. */
export type Reader = {
  /** Bytes from a range; they are valid only during the call. */
  readonly data: (bytes: Uint8Array, from: number, end: number, origin: Origin) => void
  /** Bytes that are handed on to nobody: they were had before, or there is no room for them. */
  readonly passedOver: (bytes: Uint8Array, from: number, end: number, origin: Origin) => void
  /** Whether order matters here: bytes nobody reads need not wait for those before them. */
  readonly isPatient: () => boolean
  /** Bytes are missing here that never come. */
  readonly gap: () => void
  /** Nothing more comes. */
  readonly end: () => void
}

export type Direction = {
  /** Of all directions together: how much may wait. */
  readonly budget: Budget
  readonly reader: Reader
  /** The sequence number expected next; only meaningful once started. */
  next: number
  isStarted: boolean
  /** Whether the beginning of the connection was captured. */
  hasBeginning: boolean
  waiting: readonly Waiting[]
  waitingBytes: number
  /** Retransmitted segments. */
  again: number
}

type Waiting = {
  readonly sequence: number
  readonly bytes: Uint8Array
  readonly origin: Origin
  readonly sinceNs: number
  readonly missing: number
}

const MOST_WAITING = 512
const MOST_WAITING_BYTES = 1 << 20
/** How long a gap is waited for; long enough for captures merged from two places. */
const LONGEST_WAIT_NS = 30e9

const FIN = 1
export const SYN = 2
export const RST = 4

export function direction(reader: Reader, budget: Budget): Direction {
  return {
    budget,
    reader,
    next: 0,
    isStarted: false,
    hasBeginning: false,
    waiting: [],
    waitingBytes: 0,
    again: 0,
  }
}

/** A segment: the range begins with the TCP header. Says no when it cannot be one. */
export function segment(
  of: Direction,
  bytes: Uint8Array,
  at: number,
  end: number,
  missing: number,
  origin: Origin,
  timeNs: number,
): boolean {
  const head = end - at < 20 ? 0 : headLength(bytes, at)
  if (head < 20 || at + head > end) return false
  const flags = bytes[at + 13]!
  const sequence = u32(bytes, at + 4, false)
  // A reset ends nothing here: what was sent before it may still come, and the ports used again begin with SYN.
  const from = at + head
  if (from < end && flags & (RST | SYN)) of.reader.passedOver(bytes, from, end, origin)
  if (flags & RST) return true
  if (flags & SYN) return begin(of, (sequence + 1) | 0)
  if (!of.isStarted && (from < end || flags & FIN)) {
    of.isStarted = true
    of.next = sequence | 0
  }
  if (from < end || missing > 0) place(of, sequence, bytes, from, end, missing, origin, timeNs)
  return true
}

/** What a segment says its header takes (RFC 9293 §3.1); less than 20 is none. */
export function headLength(bytes: Uint8Array, at: number): number {
  return (bytes[at + 12]! >> 4) * 4
}

export function portsAt(bytes: Uint8Array, at: number): number {
  return ((u16(bytes, at, false) << 16) | u16(bytes, at + 2, false)) >>> 0
}

/** The same ports used again are a new connection. A SYN sent again is not. */
function begin(of: Direction, next: number): boolean {
  if (of.isStarted && of.next === next) return true
  if (of.isStarted) endDirection(of)
  of.isStarted = true
  of.hasBeginning = true
  of.next = next
  return true
}

export function endDirection(of: Direction): void {
  while (of.waiting.length > 0) overGap(of)
  of.reader.end()
  of.isStarted = false
  of.hasBeginning = false
}

function place(
  of: Direction,
  sequence: number,
  bytes: Uint8Array,
  from: number,
  end: number,
  missing: number,
  origin: Origin,
  timeNs: number,
): void {
  const ahead = (sequence - of.next) | 0
  if (ahead > 0 && hasPatience(of, end - from)) wait(of, sequence, bytes, from, end, missing, origin, timeNs)
  else {
    if (ahead > 0) skipTo(of, sequence)
    deliver(of, Math.max(0, (of.next - sequence) | 0), bytes, from, end, missing, origin)
  }
  const first = of.waiting[0]
  if (first === undefined) return
  drain(of)
  const isLate = timeNs - first.sinceNs > LONGEST_WAIT_NS
  if (of.waiting.length > MOST_WAITING || of.waitingBytes > MOST_WAITING_BYTES || (isLate && of.waiting[0] === first))
    overGap(of)
}

/** Hands on what is new of a segment, of which so many bytes at the beginning were had before. */
function deliver(
  of: Direction,
  had: number,
  bytes: Uint8Array,
  from: number,
  end: number,
  missing: number,
  origin: Origin,
): void {
  const length = end - from
  if (had > 0 && length > 0) of.reader.passedOver(bytes, from, from + Math.min(had, length), origin)
  if (had >= length + missing) {
    of.again += 1
    return
  }
  if (had < length) {
    of.next = (of.next + length - had) | 0
    of.reader.data(bytes, from + had, end, origin)
  }
  if (missing === 0) return
  // Cut by the capture program: these bytes never come.
  const lost = missing - Math.max(0, had - length)
  of.next = (of.next + lost) | 0
  of.reader.gap()
}

/** Whether so many bytes more may wait: where there is no room, what this direction keeps goes on over its gaps. */
function hasPatience(of: Direction, count: number): boolean {
  if (!of.reader.isPatient()) return false
  while (of.waiting.length > 0 && of.budget.held + count > of.budget.most) overGap(of)
  return of.budget.held + count <= of.budget.most
}

function skipTo(of: Direction, sequence: number): void {
  while (of.waiting.length > 0) overGap(of)
  if (((sequence - of.next) | 0) <= 0) return
  of.next = sequence | 0
  of.reader.gap()
}

function wait(
  of: Direction,
  sequence: number,
  bytes: Uint8Array,
  from: number,
  end: number,
  missing: number,
  origin: Origin,
  timeNs: number,
): void {
  const own = bytes.slice(from, end)
  const early: Waiting = {
    sequence,
    bytes: own,
    origin: { base: 0, spans: spansOf(origin, from, end) },
    sinceNs: timeNs,
    missing,
  }
  // What came first of two that overlap stands first, so that its bytes stay.
  const after = of.waiting.findIndex((each) => ((each.sequence - sequence) | 0) > 0)
  of.waiting = after < 0 ? [...of.waiting, early] : of.waiting.toSpliced(after, 0, early)
  of.waitingBytes += own.length
  of.budget.held += own.length
}

function drain(of: Direction): void {
  for (let first = of.waiting[0]; first !== undefined; first = of.waiting[0]) {
    const ahead = (first.sequence - of.next) | 0
    if (ahead > 0) return
    of.waiting = of.waiting.slice(1)
    of.waitingBytes -= first.bytes.length
    of.budget.held -= first.bytes.length
    deliver(of, -ahead, first.bytes, 0, first.bytes.length, first.missing, first.origin)
  }
}

/** The bytes before the first that waits never come: on from there. */
function overGap(of: Direction): void {
  const first = of.waiting[0]!
  const ahead = (first.sequence - of.next) | 0
  if (ahead > 0) {
    of.next = first.sequence | 0
    of.reader.gap()
  }
  drain(of)
}
