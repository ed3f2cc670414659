/**
 * SIP out of a stream of bytes: framed by Content-Length (RFC 3261 §18.3), however the bytes were cut. A stream
 * caught in its middle, or after a gap, is taken up again at the next line that begins a message.
 */
import { CR, endOfLine, LF } from '../sip/bytes.ts'
import { bitOf } from '../sip/fault.ts'
import { emptySkim, looksLikeSip, type Skim, skim } from '../sip/skim.ts'
import { hasRoom, type Held, hold, letGo } from './held.ts'
import type { QuickLook } from './quick-look.ts'
import { type Origin, spansOf } from './spans.ts'

export type SipStream = {
  readonly held: Held
  /** Whether a message is expected exactly here, or one has to be looked for. */
  isInStep: boolean
  /** Whether any message has been met. */
  hasMet: boolean
  /** Bytes looked through in vain; a stream with too many of them is given up. */
  vain: number
  isGivenUp: boolean
  /** How far the end of the headers has been looked for, and the length of the message once it is known. */
  scanned: number
  wanted: number
}

export type OnBytes = (bytes: Uint8Array, from: number, end: number, origin: Origin) => void

/** Who takes what a stream is made of: whole messages, and whatever is passed over on the way to them. */
export type Taker = {
  /** How long the message is that lies here as a whole, which is looked at for it; 0 where that is not told so easily. */
  readonly whole: (bytes: Uint8Array, from: number, end: number, origin: Origin) => number
  /** `isSeen` where it is the one that was looked at last. */
  readonly message: (bytes: Uint8Array, from: number, end: number, origin: Origin, isSeen: boolean) => void
  readonly skipped: OnBytes
}

const LONGEST_HEAD = 65_536
const LONGEST_BODY = 1 << 20
const LONGEST_LINE = 8192
const MOST_VAIN = 1 << 18

export function sipStream(held: Held, isInStep: boolean): SipStream {
  return { held, isInStep, hasMet: false, vain: 0, isGivenUp: false, scanned: 0, wanted: 0 }
}

export function streamData(
  of: SipStream,
  bytes: Uint8Array,
  from: number,
  end: number,
  origin: Origin,
  taker: Taker,
): void {
  if (of.isGivenUp) return taker.skipped(bytes, from, end, origin)
  if (of.held.length === 0) {
    const rest = messages(of, bytes, from, end, origin, taker)
    if (rest === end) return
    if (of.isGivenUp) taker.skipped(bytes, rest, end, origin)
    else holdOn(of, bytes, rest, end, origin, taker)
    return
  }
  if (!holdOn(of, bytes, from, end, origin, taker)) return
  const { held } = of
  const rest = messages(of, held.bytes, 0, held.length, { base: 0, spans: held.spans }, taker)
  if (of.isGivenUp) skipHeld(held, rest, taker)
  letGo(held, of.isGivenUp ? held.length : rest)
}

function skipHeld(held: Held, from: number, taker: Taker): void {
  if (from < held.length) taker.skipped(held.bytes, from, held.length, { base: 0, spans: held.spans })
}

/** What finds no room is a gap of our own making. */
function holdOn(of: SipStream, bytes: Uint8Array, from: number, end: number, origin: Origin, taker: Taker): boolean {
  if (!hasRoom(of.held, end - from)) {
    skipHeld(of.held, 0, taker)
    taker.skipped(bytes, from, end, origin)
  }
  if (hold(of.held, bytes, from, end, spansOf(origin, from, end))) return true
  of.isInStep = false
  of.scanned = 0
  of.wanted = 0
  return false
}

/** After a gap a message begun cannot be finished: what there is of it is handed on if it is one at all. */
export function streamGap(of: SipStream, taker: Taker): void {
  const { held } = of
  if (of.isInStep && held.length > 0 && looksLikeSip(held.bytes, 0, held.length))
    taker.message(held.bytes, 0, held.length, { base: 0, spans: held.spans }, false)
  else skipHeld(held, 0, taker)
  letGo(held, held.length)
  of.isInStep = false
  of.scanned = 0
  of.wanted = 0
}

/** Hands on every whole message; gives where the rest begins, which more bytes have to complete. */
function messages(of: SipStream, bytes: Uint8Array, from: number, end: number, origin: Origin, taker: Taker): number {
  let at = from
  while (at < end) {
    if (of.wanted === 0 && of.scanned === 0) {
      at = overKeepAlive(bytes, at, end)
      if (!of.isInStep) at = nextStart(of, bytes, at, end, origin, taker)
      if (at >= end || !of.isInStep) return at
      const whole = taker.whole(bytes, at, end, origin)
      if (whole > 0) {
        of.hasMet = true
        taker.message(bytes, at, at + whole, origin, true)
        at += whole
        continue
      }
      if (!couldBegin(of, bytes, at, end)) continue
    }
    const length = lengthOf(of, bytes, at, end)
    if (length === 0) return at
    if (length > 0) {
      of.hasMet = true
      taker.message(bytes, at, at + length, origin, false)
    } else taker.skipped(bytes, at, at - length, origin)
    of.scanned = 0
    of.wanted = 0
    at += Math.abs(length)
  }
  return at
}

const ENDLESS = bitOf('no-end') | bitOf('too-many-headers')

/** Looks at the message that begins here; gives its length if all of it is there, and 0 where it is not or is doubtful. */
export function skimWhole(bytes: Uint8Array, at: number, end: number, into: Skim, quick: QuickLook): number {
  const quickly = quick.look(bytes, at, end, into)
  if (quickly > 0 && isFramed(into.contentLength)) return quickly
  if (!looksLikeSip(bytes, at, end)) return 0
  skim(bytes, at, end, into)
  const length = into.bodyAt - at + Math.max(0, into.contentLength)
  if ((into.faults & ENDLESS) !== 0 || into.contentLength > LONGEST_BODY || length > end - at) return 0
  // What comes after it is no longer its body.
  if (at + length < end) skim(bytes, at, at + length, into)
  return length
}

/** Whether what Content-Length says, or -1 where there is none, tells where a message on a stream ends. */
export function isFramed(contentLength: number): boolean {
  return contentLength >= 0 && contentLength <= LONGEST_BODY
}

/** Empty lines between messages keep the connection alive (RFC 5626 §4.4.1). */
export function overKeepAlive(bytes: Uint8Array, from: number, end: number): number {
  let at = from
  while (at < end && (bytes[at] === CR || bytes[at] === LF)) at += 1
  return at
}

/** In step, but is it a message? While the first line is not whole, it may be. */
function couldBegin(of: SipStream, bytes: Uint8Array, at: number, end: number): boolean {
  if (endOfLine(bytes, at, Math.min(end, at + LONGEST_LINE)) === end || looksLikeSip(bytes, at, end)) return true
  of.isInStep = false
  return false
}

/**
 * The next line that begins a message. Where there is none, the last line is kept: it may begin one. Lines are passed
 * over one by one and without their ends, so that what begins a line goes on beginning one whatever becomes of them.
 */
function nextStart(of: SipStream, bytes: Uint8Array, from: number, end: number, origin: Origin, taker: Taker): number {
  let line = from
  while (line < end) {
    if (looksLikeSip(bytes, line, end)) {
      of.isInStep = true
      of.vain = 0
      return line
    }
    const lineEnd = endOfLine(bytes, line, end)
    if (lineEnd === end) break
    if (line < lineEnd) taker.skipped(bytes, line, lineEnd, origin)
    line = lineEnd + 1
  }
  of.vain += line - from
  if (end - line > LONGEST_LINE) {
    taker.skipped(bytes, line, end, origin)
    of.vain += end - line
    line = end
  }
  of.isGivenUp = of.vain > MOST_VAIN
  return line
}

const head = emptySkim()

/** How long the message here is; 0 while that cannot be told or it is not whole; negative for bytes that are none. */
function lengthOf(of: SipStream, bytes: Uint8Array, at: number, end: number): number {
  if (of.wanted === 0) {
    const bodyAt = endOfHead(bytes, at + Math.max(0, of.scanned - 3), end)
    if (bodyAt < 0) {
      of.scanned = end - at
      if (of.scanned <= LONGEST_HEAD) return 0
      of.isInStep = false
      return -of.scanned
    }
    skim(bytes, at, bodyAt, head)
    of.wanted = bodyAt - at + Math.max(0, head.contentLength)
    if (head.contentLength > LONGEST_BODY) {
      of.isInStep = false
      of.wanted = bodyAt - at
    }
  }
  return end - at >= of.wanted ? of.wanted : 0
}

/** Where the empty line ends; -1 if it has not come. */
function endOfHead(bytes: Uint8Array, from: number, end: number): number {
  for (let line = endOfLine(bytes, from, end); line < end; line = endOfLine(bytes, line + 1, end)) {
    const next = bytes[line + 1]
    if (line + 1 < end && next === LF) return line + 2
    if (line + 2 < end && next === CR && bytes[line + 2] === LF) return line + 3
  }
  return -1
}
