/** Where in a packet of sound or fax what is carried begins and ends, and what extends its header. */
import { u16 } from './records.ts'
import { isRtcp, isWholeRtcp } from './rtcp.ts'

/** UDPTL begins with a number of two bytes (T.38 §9.1). */
export const SEQUENCE = 2

const HEADER = 12

/** From and to where (RFC 3550 §5.1), and whether it is a key: an event is of four bytes. */
export function payloadOf(bytes: Uint8Array, from: number, end: number): readonly [number, number, boolean] {
  // RTCP tells how the sound went and stays, but what cannot be gone through to its end.
  if (isRtcp(bytes, from, end)) return [isWholeRtcp(bytes, from, end) ? end : from + HEADER, end, false]
  let start = from + HEADER + 4 * (bytes[from]! & 15)
  if (bytes[from]! & 0x10) start += start + 4 <= end ? 4 + 4 * u16(bytes, start + 2, false) : 4
  // A header that reaches beyond the packet is none: then all behind its fixed part is taken for what is carried.
  if (start > end) return [from + HEADER, end, false]
  const stop = bytes[from]! & 0x20 && start < end ? end - 1 : end
  return [start, stop, stop - start === 4 && (bytes[from + 1]! & 0x7f) >= 96]
}

/**
 * From and to where a header says more than RFC 3550 has in it, behind the four bytes that tell how much; nothing for
 * most. It tells how loud each packet is (RFC 6464, 6465), so when somebody speaks, and whatever else its sender likes:
 * it goes wherever the sound goes. Zeros stay a valid extension: they are padding (RFC 8285 §4.2, 4.3).
 */
export function extensionOf(bytes: Uint8Array, from: number, end: number): readonly [number, number] {
  const begins = from + HEADER + 4 * (bytes[from]! & 15) + 4
  if ((bytes[from]! & 0x10) === 0 || begins > end || isRtcp(bytes, from, end)) return [begins, begins]
  const ends = begins + 4 * u16(bytes, begins - 2, false)
  // Beyond the packet it is none: then it is taken for what is carried.
  return ends > end ? [begins, begins] : [begins, ends]
}
