/**
 * What of a capture is nobody else’s business, found while it is read: the sound, the keys that were pressed, and what
 * proves to know a password. Each is overwritten in its place, byte for byte, so that the file stays a capture with as
 * many packets, calls and streams as before. Checksums are left as they were: they show which packets were changed.
 */
import { at, type Column, column, put } from './columns.ts'
import type { Watch } from './reading.ts'
import { u16 } from './records.ts'
import type { Span } from './spans.ts'

/** Bytes to overwrite, by where they stand in the unpacked file; in the order of the file. */
export type Patches = {
  readonly offsets: Float64Array
  readonly lengths: Uint32Array
  readonly fills: Uint8Array
  /** What the bytes are masked with on a WebSocket; 0 where they are not. */
  readonly masks: Uint32Array
}

export type Redaction = { readonly watch: Watch; readonly patches: () => Patches }

type Columns = { count: number; readonly [Name: string]: Column | number }

const ZERO = 48
const STAR = 42
const LETTER_A = 65
/** The key `*` as a telephone-event (RFC 4733 §3.2). */
const EVENT_STAR = 10

export function redaction(): Redaction {
  const columns = { count: 0, offset: column('f64'), length: column('u32'), fill: column('u16'), mask: column('u32') }
  const overwrite = (spans: readonly Span[], fill: number) => {
    for (const span of spans) {
      put(columns.offset, columns.count, span.offset)
      put(columns.length, columns.count, span.length)
      put(columns.fill, columns.count, fill)
      put(columns.mask, columns.count, span.mask)
      columns.count += 1
    }
  }
  return {
    watch: {
      media: (bytes, from, end, where) => {
        const [start, stop, isKey] = payloadOf(bytes, from, end)
        if (start < stop) overwrite(where(start, isKey ? start + 1 : stop), isKey ? EVENT_STAR : 0)
      },
      fax: (from, end, where) => {
        if (from + SEQUENCE < end) overwrite(where(from + SEQUENCE, end), 0)
      },
      message: (bytes, from, end, where) => {
        for (const secret of secretsIn(latin(bytes.subarray(from, end))))
          overwrite(where(from + secret.from, from + secret.end), secret.fill)
      },
    },
    patches: () => inOrder(columns),
  }
}

/** UDPTL begins with a number of two bytes (T.38 §9.1). */
export const SEQUENCE = 2

/** Where what is carried begins and ends (RFC 3550 §5.1), and whether it is a key: an event is of four bytes. */
export function payloadOf(bytes: Uint8Array, from: number, end: number): readonly [number, number, boolean] {
  const type = bytes[from + 1]!
  // RTCP, by its packet types (RFC 5761 §4), tells how the sound went and stays.
  if (type >= 192 && type <= 223) return [end, end, false]
  let start = from + 12 + 4 * (bytes[from]! & 15)
  if (bytes[from]! & 0x10 && start + 4 <= end) start += 4 + 4 * u16(bytes, start + 2, false)
  const stop = bytes[from]! & 0x20 ? end - 1 : end
  return [start, stop, stop - start === 4 && (type & 0x7f) >= 96]
}

/** One character a byte, so that places in the text are places in the bytes. */
function latin(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes)
}

type Secret = { readonly from: number; readonly end: number; readonly fill: number }

/** What each looks like; the first group is what is overwritten, with characters that keep its form. */
const SECRETS: readonly (readonly [RegExp, number])[] = [
  // Digest responses let a password be guessed at leisure (RFC 7616 §5).
  [/\b(?:response|rspauth|password)[ \t]*=[ \t]*"?([^"\s,;]+)/dgi, ZERO],
  [/^(?:proxy-)?authorization[ \t]*:[ \t]*basic[ \t]+(\S+)/dgim, LETTER_A],
  [/\bsips?:[^@\s:;<>]+:([^@\s<>]+)@/dgi, STAR],
  // Keys of SRTP (RFC 4568) and of older descriptions (RFC 2327).
  [/^a=crypto:[^\r\n]*?\binline:([^\s|]+)/dgim, LETTER_A],
  [/^k=[a-z]+:([^\r\n]+)/dgim, LETTER_A],
  // Keys pressed, told in INFO.
  [/^signal[ \t]*=[ \t]*(\S)/dgim, STAR],
  [/^content-type[ \t]*:[ \t]*application\/dtmf(?![-\w])[^]*?\r?\n\r?\n([^\r\n]+)/dgim, STAR],
]

function secretsIn(text: string): readonly Secret[] {
  return SECRETS.flatMap(([form, fill]) =>
    [...text.matchAll(form)].flatMap(({ indices }) => {
      const place = indices?.[1]
      return place ? [{ from: place[0], end: place[1], fill }] : []
    }),
  )
}

/** The same text, with what is nobody else’s business overwritten. */
export function withoutSecrets(text: string): string {
  let shown = text
  for (const { from, end, fill } of secretsIn(text))
    shown = shown.slice(0, from) + String.fromCharCode(fill).repeat(end - from) + shown.slice(end)
  return shown
}

function inOrder(columns: Columns & Record<'offset' | 'length' | 'fill' | 'mask', Column>): Patches {
  const { count, offset, length, fill, mask } = columns
  const order = Uint32Array.from({ length: count }, (_, index) => index)
  // Fragments and segments put together may lie before what was found earlier.
  order.sort((a, b) => at(offset, a) - at(offset, b))
  return {
    offsets: Float64Array.from(order, (row) => at(offset, row)),
    lengths: Uint32Array.from(order, (row) => at(length, row)),
    fills: Uint8Array.from(order, (row) => at(fill, row)),
    masks: Uint32Array.from(order, (row) => at(mask, row)),
  }
}

/** Overwrites in the pieces of a file, which come in their order; each piece is changed in its place. */
export function overwriting({ offsets, lengths, fills, masks }: Patches): (piece: Uint8Array) => void {
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
    begins = end
  }
}
