/** Names in DNS messages: labels, and pointers to labels that stand earlier (RFC 1035 §4.1.4). */

/** The name, in small letters and without its last dot, and where what follows it begins; null where it cannot be one. */
export type DnsName = { readonly text: string; readonly next: number }

const LONGEST_NAME = 255
const POINTER = 0xc0

/**
 * Each pointer has to lead further back than the one before it, so that none leads round in a circle; the name is of
 * 255 bytes at most. `start` is where the message begins: pointers count from there.
 */
export function dnsName(bytes: Uint8Array, start: number, from: number, end: number): DnsName | null {
  const labels: string[] = []
  let at = from
  let next = -1
  let bound = from
  let size = 0
  for (;;) {
    if (at >= end) return null
    const length = bytes[at]!
    if (length === 0) return { text: labels.join('.').toLowerCase(), next: next < 0 ? at + 1 : next }
    if ((length & POINTER) === POINTER) {
      if (at + 1 >= end) return null
      const target = start + (((length & 0x3f) << 8) | bytes[at + 1]!)
      if (target >= bound) return null
      if (next < 0) next = at + 2
      bound = target
      at = target
      continue
    }
    size += length + 1
    if (length > 63 || size > LONGEST_NAME || at + 1 + length > end) return null
    labels.push(labelText(bytes, at + 1, at + 1 + length))
    at += 1 + length
  }
}

/** What is no letter, digit, hyphen or underscore is written as its number (RFC 4343 §2.1). */
function labelText(bytes: Uint8Array, from: number, end: number): string {
  let text = ''
  for (let at = from; at < end; at += 1) {
    const byte = bytes[at]!
    text +=
      byte > 32 && byte < 127 && byte !== 46 && byte !== 92
        ? String.fromCharCode(byte)
        : `\\${String(byte).padStart(3, '0')}`
  }
  return text
}
