/** What bytes are by their form, where neither port nor place tells. */

/** The magic cookie of RFC 8489 §5. */
export function isStun(bytes: Uint8Array, at: number, end: number): boolean {
  return (
    end - at >= 20 &&
    bytes[at + 4] === 0x21 &&
    bytes[at + 5] === 0x12 &&
    bytes[at + 6] === 0xa4 &&
    bytes[at + 7] === 0x42
  )
}

/** application/sdp, or a multipart body: the lines of a description in it are found all the same. */
export function isSdp(bytes: Uint8Array, from: number, end: number): boolean {
  const letter = (at: number) => bytes[at]! | 32
  if (end - from < 15) return false
  if (letter(from) === 109 && letter(from + 1) === 117) return true
  return letter(from + 12) === 115 && letter(from + 13) === 100 && letter(from + 14) === 112
}
