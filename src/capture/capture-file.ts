/**
 * A capture file wherever it is, on a disk or in a browser: gone through once for the trace, and again for the bytes of
 * messages that somebody looks at. Where the bytes come from is told by whoever opens it.
 */
import { refuse } from '../kernel/refusal.ts'
import type { Foreseen } from './foreseen.ts'
import { LIMITS } from './messages.ts'
import type { QuickLook } from './quick-look.ts'
import { readCapture, type Trace } from './reading.ts'
import { type Span, unmask } from './spans.ts'
import type { Watch } from './watch.ts'

export type CaptureFile = {
  readonly trace: Trace
  /** The bytes of messages, each given by its spans; a part that cannot be read again is left out. */
  readonly bytesOf: (messages: readonly (readonly Span[])[]) => Promise<readonly Uint8Array[]>
}

/**
 * Calls with each piece of the unpacked file in turn, how many bytes of the file have been read, and what was foreseen
 * of the piece, until told to stop.
 */
export type Pieces = (take: Take) => Promise<void>

export type Take = (piece: Uint8Array, read: number, foreseen?: Foreseen | null) => boolean

/** Bytes from a place of the file, as many as there are up to a length. */
export type Part = (offset: number, length: number) => Uint8Array

export type CaptureSource = {
  readonly name: string
  readonly size: number
  readonly pieces: Pieces
  /** Where the file can be read at any place; left out where it has to be gone through, as when it is compressed. */
  readonly part?: Part | null
  /** Looks at what lies in the pieces. */
  readonly quick?: QuickLook
}

/** What a compressed capture may unpack to: more is a bomb or wants unpacking by hand. */
export const MOST_UNPACKED = 64 * 2 ** 30

export const SAVE_ANEW = 'Save the capture as pcap or pcapng; compressed with gzip will do.'

/** What helps where only a part of a file is there. */
export const COPY_AGAIN = 'Stop the recording, then copy the whole file again from where it was made.'

/** What helps where a compressed file cannot be unpacked. */
export const PACK_AGAIN = 'Copy it again from where it was made, or compress the capture anew with gzip.'

/** Refuses what is no capture. `onProgress` is told the share of the file that was read, from 0 to 1. */
export async function openCapture(
  source: CaptureSource,
  onProgress: (share: number) => void,
  watch: Watch | null = null,
): Promise<CaptureFile> {
  const { name, size, pieces, part, quick } = source
  const reading = readCapture(LIMITS, watch, quick)
  await pieces((piece, read, foreseen) => {
    reading.feed(piece, foreseen)
    onProgress(size === 0 ? 1 : read / size)
    return reading.trace.frames.broken === null
  })
  const { frames } = reading.trace
  const isOther = frames.broken !== null
  reading.end()
  // It begins like a capture, and ends before its own beginning is over.
  if (frames.format === null && !isOther && frames.carried >= 4)
    refuse('wrong-file', { says: `${name} ends before its first packet: it was cut short.`, next: COPY_AGAIN })
  if (frames.format === null) refuse('wrong-file', { says: `${name} is neither pcap nor pcapng.`, next: SAVE_ANEW })
  return {
    trace: reading.trace,
    bytesOf: async (messages) => (part ? messages.map((spans) => readFrom(part, spans)) : lookUp(pieces, messages)),
  }
}

function readFrom(part: Part, spans: readonly Span[]): Uint8Array {
  const made = new Uint8Array(spans.reduce((sum, span) => sum + span.length, 0))
  let to = 0
  for (const { offset, length, mask } of spans) {
    const bytes = part(offset, length)
    made.set(mask === 0 ? bytes : unmask(bytes, mask), to)
    to += length
  }
  return made
}

async function lookUp(pieces: Pieces, messages: readonly (readonly Span[])[]): Promise<readonly Uint8Array[]> {
  const made = messages.map((spans) => new Uint8Array(spans.reduce((sum, span) => sum + span.length, 0)))
  const wanted = messages
    .flatMap((spans, index) => {
      let to = 0
      return spans.map((span) => {
        const place = { ...span, target: made[index]!, to }
        to += span.length
        return place
      })
    })
    .toSorted((a, b) => a.offset - b.offset)
  let from = 0
  let next = 0
  // Spans never overlap the wrong way: each is wholly before or after the one before it, or the same bytes.
  await pieces((piece) => {
    const end = from + piece.length
    for (let index = next; index < wanted.length && wanted[index]!.offset < end; index += 1) {
      const { offset, length, target, to } = wanted[index]!
      const start = Math.max(offset, from)
      const stop = Math.min(offset + length, end)
      if (start < stop) target.set(piece.subarray(start - from, stop - from), to + start - offset)
      if (index === next && offset + length <= end) next += 1
    }
    from = end
    return next < wanted.length
  })
  for (const { target, to, length, mask } of wanted)
    if (mask !== 0) target.set(unmask(target.slice(to, to + length), mask), to)
  return made
}
