/** SIP over WebSocket in the clear (RFC 7118): the upgrade, then frames, unmasked and joined into messages. */
import { textOf } from '../sip/bytes.ts'
import { hasRoom, type Held, hold, letGo } from './held.ts'
import { type Origin, type Span, spansOf, turned, unmask } from './spans.ts'
import type { OnBytes, Taker } from './sip-stream.ts'
import { u16, u32 } from './records.ts'

export type WebSocketStream = {
  readonly held: Held
  /** The upgrade is still going on, frames are read, or this is something else. */
  state: 'upgrading' | 'open' | 'other'
  /** The pieces of a message cut into several frames. */
  parts: Uint8Array[]
  spans: Span[]
  size: number
}

/** Whoever takes messages, and the headers of the upgrade. */
export type WebSocketTaker = Taker & { readonly upgrade: OnBytes }

const LONGEST_HEAD = 16_384
const LONGEST_FRAME = 1 << 20
/** Frames one message may come in. */
const MOST_PARTS = 1024

export function webSocketStream(held: Held): WebSocketStream {
  return { held, state: 'upgrading', parts: [], spans: [], size: 0 }
}

/** Whether this may be one side of an upgrade. */
export function looksLikeUpgrade(bytes: Uint8Array, from: number, end: number): boolean {
  const start = textOf(bytes, from, Math.min(end, from + 12))
  return start.startsWith('GET /') || start === 'HTTP/1.1 101'
}

export function webSocketData(
  of: WebSocketStream,
  bytes: Uint8Array,
  from: number,
  end: number,
  origin: Origin,
  taker: WebSocketTaker,
): void {
  if (of.state === 'other') return taker.skipped(bytes, from, end, origin)
  if (!hasRoom(of.held, end - from)) {
    webSocketEnd(of, taker)
    taker.skipped(bytes, from, end, origin)
    of.state = 'other'
    return
  }
  hold(of.held, bytes, from, end, spansOf(origin, from, end))
  let at = 0
  if (of.state === 'upgrading') at = upgrade(of, taker)
  while (of.state === 'open' && at < of.held.length) {
    const length = frame(of, at, taker)
    if (length === 0) break
    at += length
  }
  if ((of.state as string) === 'other') webSocketEnd(of, taker, at)
  else letGo(of.held, at)
}

/** Nothing more comes, or nothing that can be read: what was kept of it from a place on is passed over. */
export function webSocketEnd(of: WebSocketStream, taker: Taker, from = 0): void {
  const { held } = of
  passOverParts(of, taker)
  if (from < held.length) taker.skipped(held.bytes, from, held.length, { base: 0, spans: held.spans })
  letGo(held, held.length)
}

function passOverParts(of: WebSocketStream, taker: Taker): void {
  if (of.size > 0) taker.skipped(NONE, 0, of.size, { base: 0, spans: of.spans.map((span) => ({ ...span, mask: 0 })) })
  of.parts = []
  of.spans = []
  of.size = 0
}

const NONE = new Uint8Array(0)

/** Where the frames begin, once the headers have ended. */
function upgrade(of: WebSocketStream, taker: WebSocketTaker): number {
  const head = textOf(of.held.bytes, 0, Math.min(of.held.length, LONGEST_HEAD))
  const end = head.indexOf('\r\n\r\n')
  if (end < 0) {
    if (of.held.length >= LONGEST_HEAD) of.state = 'other'
    return 0
  }
  taker.upgrade(of.held.bytes, 0, end + 4, { base: 0, spans: of.held.spans })
  of.state = /\r\nupgrade:[^\r]*websocket/i.test(head.slice(0, end + 2)) ? 'open' : 'other'
  return end + 4
}

/** One frame (RFC 6455 §5.2); 0 while it is not whole. */
function frame(of: WebSocketStream, at: number, taker: Taker): number {
  const { bytes, length } = of.held
  if (length - at < 14 && length - at < headSize(bytes, at, length)) return 0
  const head = headSize(bytes, at, length)
  const size = payloadSize(bytes, at)
  if (size > LONGEST_FRAME) {
    of.state = 'other'
    return 0
  }
  if (length - at < head + size) return 0
  const mask = bytes[at + 1]! & 0x80 ? u32(bytes, at + head - 4, false) : 0
  const from = at + head
  payload(of, bytes[at]!, mask, from, from + size, taker)
  return head + size
}

function headSize(bytes: Uint8Array, at: number, length: number): number {
  if (length - at < 2) return 2
  const short = bytes[at + 1]! & 0x7f
  return 2 + (short === 126 ? 2 : short === 127 ? 8 : 0) + (bytes[at + 1]! & 0x80 ? 4 : 0)
}

function payloadSize(bytes: Uint8Array, at: number): number {
  const short = bytes[at + 1]! & 0x7f
  if (short < 126) return short
  if (short === 126) return u16(bytes, at + 2, false)
  return u32(bytes, at + 2, false) * 2 ** 32 + u32(bytes, at + 6, false)
}

function payload(of: WebSocketStream, first: number, mask: number, from: number, end: number, taker: Taker): void {
  const isControl = (first & 0x08) !== 0
  const isMore = (first & 0x0f) === 0
  if (!isControl && !isMore) passOverParts(of, taker)
  if (isControl || of.size + end - from > LONGEST_FRAME || of.parts.length >= MOST_PARTS) {
    taker.skipped(of.held.bytes, from, end, { base: 0, spans: of.held.spans })
    if (!isControl) passOverParts(of, taker)
    return
  }
  if (from < end) of.parts.push(unmask(of.held.bytes.slice(from, end), mask))
  of.size += end - from
  let masked = 0
  for (const span of spansOf({ base: 0, spans: of.held.spans }, from, end)) {
    of.spans.push({ ...span, mask: turned(mask, masked) })
    masked += span.length
  }
  if ((first & 0x80) === 0) return
  const message = joined(of.parts, of.size)
  if (message.length > 0) taker.message(message, 0, message.length, { base: 0, spans: of.spans }, false)
  of.parts = []
  of.spans = []
  of.size = 0
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const made = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    made.set(part, at)
    at += part.length
  }
  return made
}
