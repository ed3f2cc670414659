/**
 * What people said, taken out of a capture before it is kept: while it is read, the sound and the fax in each piece of the
 * file are overwritten with zeros, and with them what extends the headers of sound and whom a mixer names in them: it may tell who speaks when.
 * The rest of the headers, sizes, times and the keys that were pressed stay, so that it is the same packets and is judged as before (G-11).
 */
import { partsOf, SEQUENCE, tellingParts } from './payload.ts'
import type { Span } from './spans.ts'
import type { Watch } from './watch.ts'

export type SoundTaking = {
  readonly watch: Watch
  /** Overwrites in the piece that was just read; to be called with each of them, in their order. */
  readonly blank: (piece: Uint8Array) => void
  /** Packets of which something was overwritten. */
  readonly packets: () => number
}

/** `earlier` is told what lies in pieces that went by already: parts of fragments, and records cut by a piece's edge. */
export function soundTaking(earlier: (offset: number, length: number) => void): SoundTaking {
  let begins = 0
  let packets = 0
  let found: Span[] = []
  const take = (spans: readonly Span[]) => {
    packets += 1
    found.push(...spans)
  }
  return {
    watch: {
      media: (bytes, from, end, where) => {
        const parts = partsOf(bytes, from, end)
        const [start, stop] = parts.payload
        const gone = [...tellingParts(parts), ...(parts.isKey || start >= stop ? [] : [parts.payload])]
        if (gone.length > 0) take(gone.flatMap((range) => where(...range)))
      },
      fax: (from, end, where) => {
        if (from + SEQUENCE < end) take(where(from + SEQUENCE, end))
      },
      message: () => {},
      upgrade: () => {},
      // What cannot be told from sound goes with it: no verdict rests on what was not understood.
      unread: (spans, mayBeSound) => {
        if (mayBeSound) take(spans)
      },
      // What is known at the end only lies in pieces that went by.
      ended: () => {
        for (const { offset, length } of found) if (offset < begins) earlier(offset, Math.min(length, begins - offset))
        found = []
      },
    },
    blank: (piece) => {
      for (const { offset, length } of found) {
        const before = Math.min(Math.max(begins - offset, 0), length)
        if (before > 0) earlier(offset, before)
        piece.fill(0, offset + before - begins, Math.max(offset + length - begins, 0))
      }
      begins += piece.length
      found = found.flatMap((span) => restOf(span, begins))
    },
    packets: () => packets,
  }
}

/** Of a block longer than a piece the rest is still to come. */
function restOf(span: Span, begins: number): readonly Span[] {
  const end = span.offset + span.length
  return end <= begins ? [] : [{ ...span, offset: begins, length: end - begins }]
}
