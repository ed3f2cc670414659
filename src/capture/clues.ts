/**
 * What the INVITE of a call says that the INVITE of the same call beyond a back-to-back agent may say too: noted while
 * reading, once a Call-ID, as numbers. `other-legs.ts` holds them against each other.
 */
import { bytesOf, CR, endOfLine, isBlank, numberAt, spells, wideHash } from '../sip/bytes.ts'
import type { SdpSkim } from '../sip/sdp-skim.ts'
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

type Note = (into: Clues, bytes: Uint8Array, from: number, end: number, call: number) => void

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
]

/** What is taken from which header, by the first letter of its name. */
const NOTES: (readonly { readonly name: Uint8Array; readonly note: Note }[] | null)[] = Array.from(
  { length: 256 },
  () => null,
)

function takeFrom(name: string, note: Note): void {
  const letter = name.charCodeAt(0)
  NOTES[letter] = NOTES[letter - 32] = [...(NOTES[letter] ?? []), { name: bytesOf(name), note }]
}

/**
 * Names of headers that something is taken from beside Max-Forwards. `mayBeClue` in `sip/assembly/look` has to let each of
 * them through: a test holds it against this list.
 */
export const CLUE_NAMES = ['session-id', 'p-charging-vector', ...LABELS]

takeFrom('session-id', noteSession)
takeFrom('max-forwards', noteHops)
takeFrom('p-charging-vector', noteCharging)
for (const name of LABELS) takeFrom(name, noteLabel)

const MOST_LINES = 200

/** Takes the headers of the first INVITE of a call. The range is the message up to its body. */
export function noteHeaders(into: Clues, bytes: Uint8Array, from: number, end: number, call: number): void {
  let start = endOfLine(bytes, from, end) + 1
  for (let lines = 0; start < end && lines < MOST_LINES; lines += 1) {
    const stop = endOfLine(bytes, start, end)
    const notes = NOTES[bytes[start]!] ?? null
    if (notes !== null)
      for (let at = 0; at < notes.length; at += 1) {
        const { name, note } = notes[at]!
        const nameEnd = start + name.length
        if (nameEnd < stop && spells(bytes, start, nameEnd, name)) noteValue(into, bytes, nameEnd, stop, call, note)
      }
    start = stop + 1
  }
}

/** Behind a name; the range ends before the LF. */
function noteValue(into: Clues, bytes: Uint8Array, from: number, end: number, call: number, note: Note): void {
  let value = from
  while (value < end && isBlank(bytes[value])) value += 1
  if (bytes[value] !== COLON) return
  value += 1
  while (value < end && isBlank(bytes[value])) value += 1
  let stop = bytes[end - 1] === CR ? end - 1 : end
  while (stop > value && isBlank(bytes[stop - 1])) stop -= 1
  if (stop > value) note(into, bytes, value, stop, call)
}

const COLON = 58

function noteHops(into: Clues, bytes: Uint8Array, from: number, end: number, call: number): void {
  const hops = numberAt(bytes, from, end)
  if (hops >= 0 && hops < 256) put(into.hops, call, hops + 1)
}

/** Takes what a quick look found to be the only one: one more than Max-Forwards says, or 0. */
export function noteOnlyHops(into: Clues, hops: number, call: number): void {
  if (hops > 0) put(into.hops, call, hops)
}

function noteLabel(into: Clues, bytes: Uint8Array, from: number, end: number, call: number): void {
  put(into.label, call, wideHash(bytes, from, end))
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

const ICID = bytesOf('icid-value=')

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

/** Takes the first description of a call; `place` is the key of host and port that it awaits sound at, or -1. */
export function noteDescription(into: Clues, bytes: Uint8Array, said: SdpSkim, call: number, place: number): void {
  if (clueOf(into, 'origin', call) !== 0) return
  if (said.originEnd > said.originAt) put(into.origin, call, wideHash(bytes, said.originAt, said.originEnd))
  if (place >= 0) put(into.place, call, place + 1)
}
