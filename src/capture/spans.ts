/**
 * Where bytes come from: a message may lie in one piece of the file, or in several that fragments, segments or
 * frames cut it into. Nothing but the places is kept; the bytes are read from the file again when looked at.
 */
import { at, type Column, column, has, put } from './columns.ts'

export type Span = {
  readonly packet: number
  /** Offset in the file, of its unpacked bytes where it is compressed. */
  readonly offset: number
  readonly length: number
  /** What the bytes are masked with, turned so that it begins with this span (RFC 6455 §5.3); 0 where they are not. */
  readonly mask: number
}

/** How places in a piece of memory map to the file: one run, or spans one after the other. */
export type Origin = {
  readonly base: number
  readonly spans: readonly Span[]
  /** Where some of the bytes stand once more, sent again as they were. */
  readonly copies?: readonly Copy[]
}

/** Bytes that stand once more somewhere else: from which place in memory on, and where in the file. */
export type Copy = { readonly at: number; readonly spans: readonly Span[] }

/** One run of the file, told by the same record again and again: whoever keeps spans makes them with `spansOf`. */
export function oneSpan(packet: number, offset: number, base: number, length: number): Origin {
  span.packet = packet
  span.offset = offset
  span.length = length
  run.base = base
  return run
}

const span = { packet: 0, offset: 0, length: 0, mask: 0 }
const run = { base: 0, spans: [span] }

/** Where in the file a place in memory lies, if all of it lies there as it is and in one run; -1 otherwise. */
export function placeIn({ base, spans }: Origin, at: number): number {
  const [only] = spans
  return only && spans.length === 1 && only.mask === 0 ? only.offset + at - base : -1
}

/** The spans of a range of the memory an origin tells about. */
export function spansOf(origin: Origin, from: number, end: number): readonly Span[] {
  const found: Span[] = []
  let place = origin.base
  for (const span of origin.spans) {
    const start = Math.max(from, place)
    const stop = Math.min(end, place + span.length)
    if (start < stop) found.push(cut(span, start - place, stop - start))
    place += span.length
  }
  return found
}

/** Those and every other place in the file where the same bytes stand. */
export function everySpanOf(origin: Origin, from: number, end: number): readonly Span[] {
  const own = spansOf(origin, from, end)
  if (!origin.copies) return own
  return [...own, ...origin.copies.flatMap(({ at: base, spans }) => spansOf({ base, spans }, from, end))]
}

function cut(span: Span, from: number, length: number): Span {
  return { packet: span.packet, offset: span.offset + from, length, mask: turned(span.mask, from) }
}

export function turned(mask: number, by: number): number {
  const bits = (by % 4) * 8
  return bits === 0 ? mask : ((mask << bits) | (mask >>> (32 - bits))) >>> 0
}

export function unmask(bytes: Uint8Array, mask: number): Uint8Array {
  if (mask === 0) return bytes
  return bytes.map((byte, index) => byte ^ (mask >>> (24 - (index % 4) * 8)))
}

/** Lists of spans, one after the other in columns; a list is known by where it begins. */
export type SpanPool = {
  count: number
  readonly packets: Column
  readonly offsets: Column
  readonly lengths: Column
  /** Where there are any: over WebSocket alone. */
  readonly masks: Column
  readonly most: number
}

export function spanPool(most: number): SpanPool {
  return {
    count: 0,
    packets: column('u32'),
    offsets: column('f64'),
    lengths: column('u32'),
    masks: column('u32'),
    most,
  }
}

/** Keeps a list; -1 when there is no room left. The first row of a list tells how long it is. */
export function keepSpans(pool: SpanPool, spans: readonly Span[]): number {
  if (pool.count + spans.length + 1 > pool.most) return -1
  const list = pool.count
  putRow(pool, { packet: spans.length, offset: 0, length: 0, mask: 0 })
  for (const span of spans) putRow(pool, span)
  return list
}

function putRow(pool: SpanPool, { packet, offset, length, mask }: Span): void {
  put(pool.packets, pool.count, packet)
  put(pool.offsets, pool.count, offset)
  put(pool.lengths, pool.count, length)
  if (mask !== 0) put(pool.masks, pool.count, mask)
  pool.count += 1
}

export function spansIn(pool: SpanPool, list: number): readonly Span[] {
  return Array.from({ length: at(pool.packets, list) }, (_, index) => {
    const row = list + 1 + index
    return {
      packet: at(pool.packets, row),
      offset: at(pool.offsets, row),
      length: at(pool.lengths, row),
      mask: has(pool.masks, row) ? at(pool.masks, row) : 0,
    }
  })
}
