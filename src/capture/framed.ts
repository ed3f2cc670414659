/**
 * A stream whose pieces begin with a head that tells their length: records of TLS, DNS over TCP. Pieces are handed on
 * whole, where they lie if they lie there whole; after a gap nothing is read any more, since no piece can be found again.
 */
import { type Held, hold, letGo } from './held.ts'

export type Framed = {
  readonly held: Held
  readonly head: number
  /** The length of the piece beginning here, its head with it; below zero where no piece can begin so. */
  readonly lengthAt: (bytes: Uint8Array, at: number) => number
  isOver: boolean
}

export type OnPiece = (bytes: Uint8Array, from: number, end: number) => void

export function framed(held: Held, head: number, lengthAt: Framed['lengthAt']): Framed {
  return { held, head, lengthAt, isOver: false }
}

export function framedData(of: Framed, bytes: Uint8Array, from: number, end: number, onPiece: OnPiece): void {
  if (of.isOver) return
  const { held } = of
  if (held.length === 0) {
    const rest = pieces(of, bytes, from, end, onPiece)
    if (!of.isOver && rest < end && !hold(held, bytes, rest, end, [])) endFramed(of)
    return
  }
  if (!hold(held, bytes, from, end, [])) return endFramed(of)
  const rest = pieces(of, held.bytes, 0, held.length, onPiece)
  if (!of.isOver) letGo(held, rest)
}

/** Nothing more is read of it. */
export function endFramed(of: Framed): void {
  of.isOver = true
  letGo(of.held, of.held.length)
}

/** Hands on every whole piece; gives where the rest begins. */
function pieces(of: Framed, bytes: Uint8Array, from: number, end: number, onPiece: OnPiece): number {
  let at = from
  while (!of.isOver && end - at >= of.head) {
    const length = of.lengthAt(bytes, at)
    if (length < of.head) {
      endFramed(of)
      return end
    }
    if (end - at < length) return at
    onPiece(bytes, at, at + length)
    at += length
  }
  return at
}
