/**
 * What of a capture is nobody else’s business, found while it is read: the sound and what in its headers tells who
 * speaks, the keys that were pressed, what proves to know a password, and everything that was not understood. Each is overwritten in its place, byte for byte, so
 * that the file stays a capture with as many packets, calls and streams as before. Checksums are left as they were: they
 * show which packets were changed.
 */
import { looksLikeSip } from '../sip/skim.ts'
import { at, type Column, column, put } from './columns.ts'
import { partsOf, SEQUENCE, tellingParts } from './payload.ts'
import { latin, type Secret, secretsOfMessage, secretsOfUpgrade } from './secrets.ts'
import type { Span } from './spans.ts'
import type { Watch, Where } from './watch.ts'

/** Bytes to overwrite, by where they stand in the unpacked file; in the order of the file. */
export type Patches = {
  readonly offsets: Float64Array
  readonly lengths: Uint32Array
  readonly fills: Uint8Array
  /** What the bytes are masked with on a WebSocket; 0 where they are not. */
  readonly masks: Uint32Array
  /** How far the file was understood: nothing behind that is given. */
  readonly end: number
  /** Packets of which nobody here could say what is in them, or in a part of them. */
  readonly unread: number
}

export type Redaction = { readonly watch: Watch; readonly patches: () => Patches }

type Columns = { count: number; readonly [Name: string]: Column | number }

/** The key `*` as a telephone-event (RFC 4733 §3.2). */
const EVENT_STAR = 10
/** What was not understood becomes what nobody takes for a header, a letter or a blank. */
const UNKNOWN = 0xff

export function redaction(): Redaction {
  const columns = { count: 0, offset: column('f64'), length: column('u32'), fill: column('u16'), mask: column('u32') }
  let ends = Number.POSITIVE_INFINITY
  let unread = 0
  let last = -1
  const overwrite = (spans: readonly Span[], fill: number) => {
    for (const span of spans) {
      put(columns.offset, columns.count, span.offset)
      put(columns.length, columns.count, span.length)
      put(columns.fill, columns.count, fill)
      put(columns.mask, columns.count, span.mask)
      columns.count += 1
    }
  }
  const secrets = (found: readonly Secret[], from: number, where: Where) => {
    for (const secret of found) overwrite(where(from + secret.from, from + secret.end), secret.fill)
  }
  return {
    watch: {
      media: (bytes, from, end, where) => {
        const parts = partsOf(bytes, from, end)
        for (const range of tellingParts(parts)) overwrite(where(...range), 0)
        const { payload, isKey } = parts
        const [start, stop] = payload
        const isOdd = start === from + 12 && (bytes[from]! & 0x1f) !== 0
        if (start < stop) overwrite(where(start, isKey ? start + 1 : stop), isKey ? EVENT_STAR : isOdd ? UNKNOWN : 0)
      },
      fax: (from, end, where) => {
        if (from + SEQUENCE < end) overwrite(where(from + SEQUENCE, end), 0)
      },
      message: (bytes, from, end, where) => {
        if (looksLikeSip(bytes, from, end)) secrets(secretsOfMessage(latin(bytes.subarray(from, end))), from, where)
        else overwrite(where(from, end), UNKNOWN)
      },
      upgrade: (bytes, from, end, where) => secrets(secretsOfUpgrade(latin(bytes.subarray(from, end))), from, where),
      unread: (spans) => {
        overwrite(spans, UNKNOWN)
        const packet = spans[0]?.packet ?? last
        if (packet !== last) unread += 1
        last = packet
      },
      ended: (understood) => (ends = understood),
    },
    patches: () => ({ ...inOrder(columns), end: ends, unread }),
  }
}

function inOrder(columns: Columns & Record<'offset' | 'length' | 'fill' | 'mask', Column>) {
  const { count, offset, length, fill, mask } = columns
  const order = Uint32Array.from({ length: count }, (_, index) => index)
  // Fragments and segments put together may lie before what was found earlier; mostly nothing does.
  if (!isAscending(offset, count)) order.sort((a, b) => at(offset, a) - at(offset, b))
  return {
    offsets: Float64Array.from(order, (row) => at(offset, row)),
    lengths: Uint32Array.from(order, (row) => at(length, row)),
    fills: Uint8Array.from(order, (row) => at(fill, row)),
    masks: Uint32Array.from(order, (row) => at(mask, row)),
  }
}

function isAscending(of: Column, count: number): boolean {
  for (let row = 1; row < count; row += 1) if (at(of, row) < at(of, row - 1)) return false
  return true
}

/**
 * Overwrites in the pieces of a file, which come in their order; each piece is changed in its place. Gives what of the
 * piece may be handed on: nothing from where the file was not understood any more.
 */
export function overwriting({ offsets, lengths, fills, masks, end: last }: Patches): (piece: Uint8Array) => Uint8Array {
  let begins = 0
  let next = 0
  return (piece) => {
    const end = begins + piece.length
    for (let row = next; row < offsets.length && offsets[row]! < end; row += 1) {
      const from = Math.max(offsets[row]!, begins)
      const stop = Math.min(offsets[row]! + lengths[row]!, end)
      for (let place = from; place < stop; place += 1) {
        const turn = (place - offsets[row]!) % 4
        piece[place - begins] = fills[row]! ^ ((masks[row]! >>> (24 - turn * 8)) & 255)
      }
      if (row === next && offsets[row]! + lengths[row]! <= end) next += 1
    }
    const given = Math.min(Math.max(last - begins, 0), piece.length)
    piece.fill(0, given)
    begins = end
    return piece.subarray(0, given)
  }
}
