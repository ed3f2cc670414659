/**
 * What the INVITE of a call says that the INVITE of the same call beyond a back-to-back agent may say too: noted while
 * reading, once a Call-ID, as numbers. `joined.ts` holds them against each other.
 */
import { bytesOf, CR, endOfLine, isBlank, numberAt, spells, standsAt, wideHash } from '../sip/bytes.ts'
import { at, type Column, column, has, put } from './columns.ts'

/** Hashes by the number of the Call-ID; 0 where a call says nothing of the kind. */
export type Clues = {
  /** The caller's half of Session-ID (RFC 7989), which agents pass on. */
  readonly session: Column
  /** A header by which agents name the call, or the Call-ID on their other side. */
  readonly label: Column
  /** The origin line of the first description. */
  readonly origin: Column
  /** Where the first description awaits sound: host and port, one more than their key. */
  readonly place: Column
  /** Max-Forwards, one more than it says. */
  readonly hops: Column
}

export type Clue = keyof Clues

export function clues(): Clues {
  return {
    session: column('f64'),
    label: column('f64'),
    origin: column('f64'),
    place: column('f64'),
    hops: column('u16'),
  }
}

export function clueOf(from: Clues, clue: Clue, call: number): number {
  return has(from[clue], call) ? at(from[clue], call) : 0
}

const SESSION = bytesOf('session-id')
const HOPS = bytesOf('max-forwards')
const CHARGING = bytesOf('p-charging-vector')
const ICID = bytesOf('icid-value=')

/** Beyond P-Charging-Vector (RFC 7315 §4.6), names that agents of several makers use and nothing else does. */
const LABELS = [
  'x-cid',
  'x-call-id',
  'x-original-call-id',
  'x-session-id',
  'x-correlation-id',
  'x-ucid',
  'cisco-guid',
  'av-global-session-id',
].map(bytesOf)

/** Letters that one of these names begins with. */
const LETTERS = new Uint8Array(256)
for (const word of [SESSION, HOPS, CHARGING, ...LABELS]) for (const byte of [word[0]!, word[0]! - 32]) LETTERS[byte] = 1

const MOST_LINES = 200

/** Takes the headers of the first INVITE of a call. The range is the message up to its body. */
export function noteHeaders(into: Clues, bytes: Uint8Array, from: number, end: number, call: number): void {
  let start = endOfLine(bytes, from, end) + 1
  for (let lines = 0; start < end && lines < MOST_LINES; lines += 1) {
    const stop = endOfLine(bytes, start, end)
    if (LETTERS[bytes[start]!] === 1) noteHeader(into, bytes, start, bytes[stop - 1] === CR ? stop - 1 : stop, call)
    start = stop + 1
  }
}

function noteHeader(into: Clues, bytes: Uint8Array, from: number, end: number, call: number): void {
  let colon = from
  while (colon < end && bytes[colon] !== 58) colon += 1
  if (colon === end) return
  let nameEnd = colon
  while (isBlank(bytes[nameEnd - 1])) nameEnd -= 1
  let value = colon + 1
  while (value < end && isBlank(bytes[value])) value += 1
  let valueEnd = end
  while (valueEnd > value && isBlank(bytes[valueEnd - 1])) valueEnd -= 1
  if (spells(bytes, from, nameEnd, HOPS)) {
    const hops = numberAt(bytes, value, valueEnd)
    if (hops >= 0 && hops < 256) put(into.hops, call, hops + 1)
  } else if (spells(bytes, from, nameEnd, SESSION)) noteSession(into, bytes, value, valueEnd, call)
  else if (spells(bytes, from, nameEnd, CHARGING)) noteCharging(into, bytes, value, valueEnd, call)
  else if (valueEnd > value && LABELS.some((name) => spells(bytes, from, nameEnd, name)))
    put(into.label, call, wideHash(bytes, value, valueEnd))
}

/** 32 digits, of which not all may be zero: that says nothing yet (RFC 7989 §5). */
function noteSession(into: Clues, bytes: Uint8Array, from: number, end: number, call: number): void {
  let stop = from
  let isNil = true
  while (stop < end && bytes[stop] !== 59 && !isBlank(bytes[stop])) {
    if (bytes[stop] !== 48) isNil = false
    stop += 1
  }
  if (!isNil && stop - from === 32) put(into.session, call, wideHash(bytes, from, stop))
}

function noteCharging(into: Clues, bytes: Uint8Array, from: number, end: number, call: number): void {
  for (let start = from; start < end; start += 1) {
    if (!spells(bytes, start, Math.min(start + ICID.length, end), ICID)) continue
    const value = start + ICID.length
    let stop = value
    while (stop < end && bytes[stop] !== 59) stop += 1
    if (stop > value) put(into.label, call, wideHash(bytes, value, stop))
    return
  }
}

const ORIGIN = bytesOf('o=')

/** Takes the first description of a call; `place` is the key of host and port that it awaits sound at, or -1. */
export function noteDescription(
  into: Clues,
  bytes: Uint8Array,
  from: number,
  end: number,
  call: number,
  place: number,
): void {
  if (clueOf(into, 'origin', call) !== 0) return
  for (let start = from, lines = 0; start < end && lines < 4; lines += 1) {
    const stop = endOfLine(bytes, start, end)
    if (standsAt(bytes, start, stop, ORIGIN)) {
      put(into.origin, call, wideHash(bytes, start, bytes[stop - 1] === CR ? stop - 1 : stop))
      break
    }
    start = stop + 1
  }
  if (place >= 0) put(into.place, call, place + 1)
}
