/** Where in a tunnel the packet inside begins. */

/** GRE (RFC 2784 and 2890): optional fields are there by their flags. */
export function insideGre(bytes: Uint8Array, at: number): number {
  const flags = bytes[at]!
  return at + 4 + (flags & 0x80 ? 4 : 0) + (flags & 0x20 ? 4 : 0) + (flags & 0x10 ? 4 : 0)
}

/** GTP-U, version 1, a user's packet (3GPP TS 29.281): the header has optional fields and may be extended. -1 where it is none. */
export function insideGtp(bytes: Uint8Array, at: number, end: number): number {
  if (end - at < 8 || bytes[at]! >> 5 !== 1 || bytes[at + 1] !== 0xff) return -1
  let inner = at + 8
  if ((bytes[at]! & 7) === 0) return inner
  let next = bytes[at + 11]!
  inner += 4
  for (let count = 0; next !== 0 && count < 8 && inner < end; count += 1) {
    const size = bytes[inner]! * 4
    if (size === 0) return -1
    next = bytes[inner + size - 1]!
    inner += size
  }
  return inner
}

/** An error of ICMP quotes the packet it is about (RFC 792, RFC 4443 §3): behind its addresses and ports, or null. */
export function behindQuote(bytes: Uint8Array, at: number, size: 4 | 16): number | null {
  const type = bytes[at]!
  const isError = size === 4 ? type === 3 || type === 4 || type === 5 || type === 11 || type === 12 : type < 128
  const head = size === 4 ? (bytes[at + 8]! & 15) * 4 : 40
  return isError ? at + 8 + head + 8 : null
}
