/**
 * Datagrams out of fragments, whatever their order. Where fragments overlap, the bytes that came first stay,
 * and a difference is told. What never becomes whole is let go by age and by number.
 */
import type { Datagram } from './internet.ts'
import type { Packet } from './records.ts'
import type { Origin, Span } from './spans.ts'

export type Fragments = {
  readonly open: Map<string, Joining>
  readonly onFault: (says: string) => void
}

type Piece = { readonly from: number; readonly end: number; readonly bytes: Uint8Array; readonly span: Span }

type Joining = { pieces: readonly Piece[]; total: number; readonly sinceNs: number }

/** A whole datagram: its addresses in front, then its payload, with where that came from. */
export type Joined = { readonly bytes: Uint8Array; readonly origin: Origin }

const MOST_OPEN = 512
const MOST_PIECES = 1024
const LARGEST = 65_535
const LONGEST_NS = 60e9

export function fragments(onFault: (says: string) => void): Fragments {
  return { open: new Map(), onFault }
}

/** Adds a fragment; gives the datagram once nothing of it is missing. The datagram at hand is changed to tell of it. */
export function join(state: Fragments, bytes: Uint8Array, datagram: Datagram, packet: Packet): Joined | null {
  const end = datagram.fragmentAt + (datagram.end - datagram.at)
  if (end > LARGEST || datagram.missing > 0) {
    state.onFault(
      `Packet ${packet.number} is a fragment that cannot be joined: it is cut or reaches beyond 65535 bytes.`,
    )
    return null
  }
  const key = keyOf(bytes, datagram)
  const joining = begun(state, key, packet)
  if (!datagram.hasMore) joining.total = end
  const offset = packet.offset + (datagram.at - packet.at)
  const fresh: Piece = {
    from: datagram.fragmentAt,
    end,
    bytes: bytes.slice(datagram.at, datagram.end),
    span: { packet: packet.number, offset, length: end - datagram.fragmentAt, mask: 0 },
  }
  joining.pieces = laid(state, joining.pieces, fresh, packet)
  if (joining.total < 0 || !isWhole(joining)) return null
  state.open.delete(key)
  return whole(bytes, datagram, joining)
}

function keyOf(bytes: Uint8Array, { sourceAt, targetAt, size, identity, protocol }: Datagram): string {
  return `${bytes.subarray(sourceAt, sourceAt + size).join('.')} ${bytes.subarray(targetAt, targetAt + size).join('.')} ${identity} ${size === 4 ? protocol : 6}`
}

function begun(state: Fragments, key: string, packet: Packet): Joining {
  const open = state.open.get(key)
  if (open && !(packet.timeNs - open.sinceNs > LONGEST_NS)) return open
  if (open || state.open.size >= MOST_OPEN) {
    const oldest = open ? key : state.open.keys().next().value!
    state.open.delete(oldest)
    state.onFault(`At packet ${packet.number} a datagram is given up whose other fragments never came.`)
  }
  const fresh: Joining = { pieces: [], total: -1, sinceNs: packet.timeNs }
  state.open.set(key, fresh)
  return fresh
}

/** Lays a piece beside those that are there, in order; where they overlap only what is new is taken. */
function laid(state: Fragments, pieces: readonly Piece[], fresh: Piece, packet: Packet): readonly Piece[] {
  if (pieces.length >= MOST_PIECES) return pieces
  const parts: Piece[] = []
  let from = fresh.from
  for (const piece of pieces) {
    if (piece.end <= from || piece.from >= fresh.end) continue
    if (differs(piece, fresh))
      state.onFault(`Packet ${packet.number} is a fragment that says other bytes than one before it.`)
    if (piece.from > from) parts.push(partOf(fresh, from, piece.from))
    from = Math.max(from, piece.end)
  }
  if (from < fresh.end) parts.push(partOf(fresh, from, fresh.end))
  return parts.length === 0 ? pieces : [...pieces, ...parts].toSorted((a, b) => a.from - b.from)
}

function differs(piece: Piece, fresh: Piece): boolean {
  const from = Math.max(piece.from, fresh.from)
  const end = Math.min(piece.end, fresh.end)
  for (let at = from; at < end; at += 1) if (piece.bytes[at - piece.from] !== fresh.bytes[at - fresh.from]) return true
  return false
}

function partOf(piece: Piece, from: number, end: number): Piece {
  const skip = from - piece.from
  return {
    from,
    end,
    bytes: piece.bytes.subarray(skip, skip + end - from),
    span: { ...piece.span, offset: piece.span.offset + skip, length: end - from },
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

function whole(bytes: Uint8Array, datagram: Datagram, { pieces, total }: Joining): Joined {
  const { size } = datagram
  const made = new Uint8Array(size * 2 + total)
  made.set(bytes.subarray(datagram.sourceAt, datagram.sourceAt + size))
  made.set(bytes.subarray(datagram.targetAt, datagram.targetAt + size), size)
  for (const piece of pieces)
    if (piece.from < total) made.set(piece.bytes.subarray(0, total - piece.from), size * 2 + piece.from)
  datagram.sourceAt = 0
  datagram.targetAt = size
  datagram.at = size * 2
  datagram.end = made.length
  datagram.isFragment = false
  return { bytes: made, origin: { base: size * 2, spans: pieces.map((piece) => piece.span) } }
}
