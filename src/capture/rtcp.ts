/**
 * Which packets of the form of RTP are RTCP: told by type and length, since RTP with its marker set can have the same
 * types (RFC 5761 §4).
 */
import { u16 } from './records.ts'

/** Words after the first that a packet of each type has at least, from this type on (RFC 3550 §6, RFC 4585 §6.1, RFC 3611 §2). */
const FIRST = 200
const LEAST = [6, 1, 0, 0, 2, 2, 2, 1]

export function isRtcp(bytes: Uint8Array, at: number, end: number): boolean {
  const type = bytes[at + 1]!
  if (type < FIRST || type >= FIRST + LEAST.length) return false
  const words = u16(bytes, at + 2, false)
  return words >= LEAST[type - FIRST]! && (words + 1) * 4 <= end - at
}

/** Whether the packets in it go on to its very end: not so where they are encrypted, or are no RTCP after all. */
export function isWholeRtcp(bytes: Uint8Array, from: number, end: number): boolean {
  let at = from
  while (at + 4 <= end && (bytes[at]! & 0xc0) === 0x80 && isRtcp(bytes, at, end))
    at += (u16(bytes, at + 2, false) + 1) * 4
  return at === end
}
