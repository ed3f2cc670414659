/**
 * Datagrams out of fragments, whatever their order. Where fragments overlap, the bytes that came first stay,
 * and a difference is told. What never becomes whole is let go by age and by number, and told as unread.
 */
import { looksLikeSip } from '../sip/skim.ts'
import { type Datagram, PROTOCOL } from './internet.ts'
import type { Packet } from './records.ts'
import { type Origin, type Span, spansOf } from './spans.ts'

export type Fragments = {
  readonly open: Map<string, Joining>
  readonly onFault: (says: string) => void
  readonly onUnread: OnUnread
}

/** Told of bytes that never became part of a datagram; whether they may be sound. */
type OnUnread = (spans: readonly Span[], mayBeSound: boolean) => void

type Piece = {
  readonly from: number
  readonly end: number
  readonly bytes: Uint8Array
  readonly spans: readonly Span[]
}

type Joining = {
  pieces: readonly Piece[]
  /** What came again, as it was. */
  copies: Piece[]
  total: number
  readonly sinceNs: number
  readonly isStream: boolean
}

/** A whole datagram: its addresses in front, then its payload, with where that came from. */
export type Joined = { readonly bytes: Uint8Array; readonly origin: Origin }

const MOST_OPEN = 512
const MOST_PIECES = 1024
const LARGEST = 65_535
const LONGEST_NS = 60e9

export function fragments(onFault: (says: string) => void, onUnread: OnUnread): Fragments {
  return { open: new Map(), onFault, onUnread }
}

/**
 * Adds a fragment; gives the datagram once nothing of it is missing. The datagram at hand is changed to tell of it.
 * Inside a tunnel the bytes may themselves be put together: then their origin tells where they stand in the file.
 */
export function join(
  state: Fragments,
  bytes: Uint8Array,
  datagram: Datagram,
  packet: Packet,
  origin: Origin | null,
): Joined | null {
  const end = datagram.fragmentAt + (datagram.end - datagram.at)
  const spans = placesOf(datagram, packet, origin)
  const fresh: Piece = { from: datagram.fragmentAt, end, bytes: bytes.slice(datagram.at, datagram.end), spans }
  const isStream = datagram.protocol === PROTOCOL.tcp
  if (end > LARGEST || datagram.missing > 0) {
    state.onUnread(spans, !isStream && !isSip(fresh))
    state.onFault(
      `Packet ${packet.number} is a fragment that cannot be joined: it is cut or reaches beyond 65535 bytes.`,
    )
    return null
  }
  const key = keyOf(bytes, datagram)
  const joining = begun(state, key, packet, isStream)
  if (!datagram.hasMore) joining.total = end
  lay(state, joining, fresh, packet)
  if (joining.total < 0 || !isWhole(joining)) return null
  state.open.delete(key)
  return whole(state, bytes, datagram, joining)
}

/** At the end of the file: what is open never becomes whole. */
export function endFragments(state: Fragments): void {
  for (const open of state.open.values()) giveUp(state, open)
  state.open.clear()
}

function placesOf({ at, end }: Datagram, packet: Packet, origin: Origin | null): readonly Span[] {
  if (origin) return spansOf(origin, at, end)
  return [{ packet: packet.number, offset: packet.offset + (at - packet.at), length: end - at, mask: 0 }]
}

function keyOf(bytes: Uint8Array, { sourceAt, targetAt, size, identity, protocol }: Datagram): string {
  return `${bytes.subarray(sourceAt, sourceAt + size).join('.')} ${bytes.subarray(targetAt, targetAt + size).join('.')} ${identity} ${size === 4 ? protocol : 6}`
}

function begun(state: Fragments, key: string, packet: Packet, isStream: boolean): Joining {
  const open = state.open.get(key)
  if (open && !(packet.timeNs - open.sinceNs > LONGEST_NS)) return open
  if (open || state.open.size >= MOST_OPEN) {
    const oldest = open ? key : state.open.keys().next().value!
    giveUp(state, state.open.get(oldest)!)
    state.open.delete(oldest)
    state.onFault(`At packet ${packet.number} a datagram is given up whose other fragments never came.`)
  }
  const fresh: Joining = { pieces: [], copies: [], total: -1, sinceNs: packet.timeNs, isStream }
  state.open.set(key, fresh)
  return fresh
}

function giveUp({ onUnread }: Fragments, { pieces, copies, isStream }: Joining): void {
  const mayBeSound = !isStream && !pieces.some(isSip)
  for (const piece of [...pieces, ...copies]) onUnread(piece.spans, mayBeSound)
}

/** Only the first fragment tells: after the ports, which are eight bytes of UDP. */
function isSip({ from, bytes }: Piece): boolean {
  return from === 0 && looksLikeSip(bytes, 8, bytes.length)
}

/** Lays a piece beside those that are there, in order; where they overlap only what is new is taken. */
function lay(state: Fragments, joining: Joining, fresh: Piece, packet: Packet): void {
  const { pieces, copies } = joining
  if (pieces.length + copies.length >= MOST_PIECES) return state.onUnread(fresh.spans, !joining.isStream)
  const parts: Piece[] = []
  let from = fresh.from
  for (const piece of pieces) {
    if (piece.end <= from || piece.from >= fresh.end) continue
    const again = partOf(fresh, Math.max(piece.from, from), Math.min(piece.end, fresh.end))
    if (differs(piece, again)) {
      state.onUnread(again.spans, !joining.isStream)
      state.onFault(`Packet ${packet.number} is a fragment that says other bytes than one before it.`)
    } else copies.push(again)
    if (piece.from > from) parts.push(partOf(fresh, from, piece.from))
    from = Math.max(from, piece.end)
  }
  if (from < fresh.end) parts.push(partOf(fresh, from, fresh.end))
  if (parts.length > 0) joining.pieces = [...pieces, ...parts].toSorted((a, b) => a.from - b.from)
}

function differs(piece: Piece, again: Piece): boolean {
  for (let at = again.from; at < again.end; at += 1)
    if (piece.bytes[at - piece.from] !== again.bytes[at - again.from]) return true
  return false
}

function partOf(piece: Piece, from: number, end: number): Piece {
  const skip = from - piece.from
  return {
    from,
    end,
    bytes: piece.bytes.subarray(skip, skip + end - from),
    spans: spansOf({ base: piece.from, spans: piece.spans }, from, end),
  }
}

function isWhole({ pieces, total }: Joining): boolean {
  let reached = 0
  for (const piece of pieces) {
    if (piece.from !== reached) return false
    reached = piece.end
  }
  return reached >= total
}

function whole(state: Fragments, bytes: Uint8Array, datagram: Datagram, joining: Joining): Joined {
  const { pieces, copies, total, isStream } = joining
  const { size } = datagram
  const made = new Uint8Array(size * 2 + total)
  made.set(bytes.subarray(datagram.sourceAt, datagram.sourceAt + size))
  made.set(bytes.subarray(datagram.targetAt, datagram.targetAt + size), size)
  for (const piece of pieces) {
    if (piece.from < total) made.set(piece.bytes.subarray(0, total - piece.from), size * 2 + piece.from)
    if (piece.end > total) state.onUnread(partOf(piece, Math.max(piece.from, total), piece.end).spans, !isStream)
  }
  datagram.sourceAt = 0
  datagram.targetAt = size
  datagram.at = size * 2
  datagram.end = made.length
  datagram.isFragment = false
  // A segment is held longer than this datagram: where it stands once more would be forgotten.
  if (isStream) for (const copy of copies) state.onUnread(copy.spans, false)
  const base = size * 2
  return {
    bytes: made,
    origin: {
      base,
      spans: pieces.flatMap((piece) => piece.spans),
      copies: isStream ? [] : copies.map(({ from, spans }) => ({ at: base + from, spans })),
    },
  }
}
