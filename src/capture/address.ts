/** IP addresses between bytes and text: 4 bytes or 16, the shortest spelling of RFC 5952. */

export function addressText(bytes: Uint8Array): string {
  return bytes.length === 4 ? bytes.join('.') : sixText(bytes)
}

function sixText(bytes: Uint8Array): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((bytes[index * 2]! << 8) | bytes[index * 2 + 1]!).toString(16),
  )
  let best = { from: 0, length: 0 }
  for (let from = 0; from < 8; from += 1) {
    let length = 0
    while (groups[from + length] === '0') length += 1
    if (length > best.length) best = { from, length }
  }
  if (best.length < 2) return groups.join(':')
  return `${groups.slice(0, best.from).join(':')}::${groups.slice(best.from + best.length).join(':')}`
}

/** The bytes of an address written as text; null for a name or anything else. */
export function addressBytes(text: string): Uint8Array | null {
  const four = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)
  if (four) {
    const bytes = four.slice(1).map(Number)
    return bytes.every((byte) => byte < 256) ? Uint8Array.from(bytes) : null
  }
  return sixBytes(text.replace(/^\[(.*)\]$/, '$1').replace(/%.*$/, ''))
}

function sixBytes(text: string): Uint8Array | null {
  if (text.length > 45 || !text.includes(':')) return null
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text)
  const four = tail ? addressBytes(tail[2]!) : null
  if (tail && !four) return null
  const spelled = tail ? `${tail[1]}${hex(four!, 0)}:${hex(four!, 2)}` : text
  const halves = spelled.split('::')
  if (halves.length > 2) return null
  const [head = [], last = []] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const missing = 8 - head.length - last.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...last]
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return null
  return Uint8Array.from(groups.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]))
}

function hex(bytes: Uint8Array, from: number): string {
  return ((bytes[from]! << 8) | bytes[from + 1]!).toString(16)
}

export function endpointText(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}
