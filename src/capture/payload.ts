/** Where in a packet of sound or fax what is carried begins and ends, and what in its header tells who speaks. */
import { u16 } from './records.ts'
import { isRtcp, isWholeRtcp } from './rtcp.ts'

/** UDPTL begins with a number of two bytes (T.38 §9.1). */
export const SEQUENCE = 2

const HEADER = 12

type Range = readonly [from: number, to: number]

export type SoundParts = {
  readonly payload: Range
  /** An event is of four bytes. */
  readonly isKey: boolean
  /**
   * Where a header says more than RFC 3550 has in it, behind the four bytes that tell how much; empty for most. It tells
   * how loud each packet is (RFC 6464, 6465), so when somebody speaks, and whatever else its sender likes: it goes
   * wherever the sound goes. Zeros stay a valid extension: they are padding (RFC 8285 §4.2, 4.3).
   */
  readonly extension: Range
  /**
   * Whom a mixer put into the packet, one by one (CSRC, RFC 3550 §5.1): in a conference they change with whoever speaks,
   * so they tell who spoke when, as levels do. Nothing is judged by them. As many zeros stay a valid header.
   */
  readonly sources: Range
}

/** What goes wherever the sound goes, of the header and behind it; empty ranges left out. */
export function tellingParts({ extension, sources }: SoundParts): readonly Range[] {
  return [sources, extension].filter(([from, end]) => from < end)
}

/** The parts of a packet of sound (RFC 3550 §5.1). */
export function partsOf(bytes: Uint8Array, from: number, end: number): SoundParts {
  const none: Range = [from, from]
  const behindHeader = from + HEADER
  // RTCP tells how the sound went and stays, but what cannot be gone through to its end.
  if (isRtcp(bytes, from, end))
    return {
      payload: [isWholeRtcp(bytes, from, end) ? end : behindHeader, end],
      isKey: false,
      extension: none,
      sources: none,
    }
  const isExtended = (bytes[from]! & 0x10) !== 0
  const behindSources = behindHeader + 4 * (bytes[from]! & 15)
  const begins = behindSources + (isExtended ? 4 : 0)
  const start = isExtended && begins <= end ? begins + 4 * u16(bytes, begins - 2, false) : begins
  // A header that reaches beyond the packet is none: then all behind its fixed part is taken for what is carried.
  if (start > end) return { payload: [behindHeader, end], isKey: false, extension: none, sources: none }
  const stop = bytes[from]! & 0x20 && start < end ? end - 1 : end
  const isKey = stop - start === 4 && (bytes[from + 1]! & 0x7f) >= 96
  return { payload: [start, stop], isKey, extension: [begins, start], sources: [behindHeader, behindSources] }
}
