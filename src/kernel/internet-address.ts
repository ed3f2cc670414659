/**
 * Addresses of the internet protocol, and which of them lead to the public internet: what the registries of special
 * purposes (RFC 6890 and its updates) set apart is this machine, its neighbours, or nobody. Of IPv6 only what is
 * handed out as global unicast counts as public (RFC 4291 §2.4), which leaves out every form that wraps an IPv4 address.
 */

/** Four or sixteen bytes; null for what is not spelt exactly as addresses are, such as `0177.1` or `::1%eth0`. */
export function addressBytes(text: string): readonly number[] | null {
  return text.includes(':') ? sixBytes(text) : fourBytes(text)
}

/** Why an address is none of the public internet; null where it is. */
export function notPublic(text: string, apart = SET_APART): string | null {
  const bytes = addressBytes(text)
  if (!bytes) return 'no address'
  return apart.find((each) => each.range.bytes.length === bytes.length && each.isIn(bytes))?.says ?? null
}

const OCTET = /^(?:0|[1-9]\d{0,2})$/

function fourBytes(text: string): readonly number[] | null {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => OCTET.test(part))) return null
  const bytes = parts.map(Number)
  return bytes.every((byte) => byte <= 255) ? bytes : null
}

/** RFC 4291 §2.2: groups of sixteen bits, once `::` for zeros, and perhaps an IPv4 address as the last two. */
function sixBytes(text: string): readonly number[] | null {
  const halves = text.split('::')
  if (halves.length > 2) return null
  const [head, tail] = halves.map((half) => (half === '' ? [] : half.split(':').map(groupBytes)))
  const before = joined(head!)
  const after = joined(tail ?? [])
  if (!before || !after) return null
  const left = 16 - before.length - after.length
  if (tail === undefined ? left !== 0 : left < 2) return null
  return [...before, ...Array.from({ length: left }, () => 0), ...after]
}

function groupBytes(group: string, index: number, groups: readonly string[]): readonly number[] | null {
  if (group.includes('.')) return index === groups.length - 1 ? fourBytes(group) : null
  if (!/^[0-9a-f]{1,4}$/i.test(group)) return null
  const value = Number.parseInt(group, 16)
  return [value >> 8, value & 0xff]
}

function joined(groups: readonly (readonly number[] | null)[]): readonly number[] | null {
  return groups.includes(null) ? null : groups.flatMap((group) => group!)
}

type Range = { readonly bytes: readonly number[]; readonly bits: number }

function range(text: string): Range {
  const [address = '', bits = ''] = text.split('/')
  return { bytes: addressBytes(address)!, bits: Number(bits) }
}

function isWithin(bytes: readonly number[], { bytes: start, bits }: Range): boolean {
  return start.every((byte, index) => {
    const counted = Math.min(Math.max(bits - index * 8, 0), 8)
    const mask = (0xff << (8 - counted)) & 0xff
    return (byte & mask) === (bytes[index]! & mask)
  })
}

type Apart = {
  readonly range: Range
  readonly isIn: (bytes: readonly number[]) => boolean
  readonly says: string
}

const within = (text: string, says: string): Apart => {
  const of = range(text)
  return { range: of, isIn: (bytes) => isWithin(bytes, of), says }
}

const outside = (text: string, says: string): Apart => {
  const of = range(text)
  return { range: of, isIn: (bytes) => !isWithin(bytes, of), says }
}

export const SET_APART: readonly Apart[] = [
  within('0.0.0.0/8', 'an address of this network'),
  within('10.0.0.0/8', 'a private address'),
  within('100.64.0.0/10', 'an address behind a carrier’s translation'),
  within('127.0.0.0/8', 'this machine'),
  within('168.63.129.16/32', 'the service address of a cloud'),
  within('169.254.0.0/16', 'a link-local address'),
  within('172.16.0.0/12', 'a private address'),
  within('192.0.0.0/24', 'an address of protocols'),
  within('192.0.2.0/24', 'an address for documentation'),
  within('192.31.196.0/24', 'an address that is set apart'),
  within('192.52.193.0/24', 'an address that is set apart'),
  within('192.88.99.0/24', 'a relay of 6to4'),
  within('192.168.0.0/16', 'a private address'),
  within('192.175.48.0/24', 'an address that is set apart'),
  within('198.18.0.0/15', 'an address for measurements'),
  within('198.51.100.0/24', 'an address for documentation'),
  within('203.0.113.0/24', 'an address for documentation'),
  within('224.0.0.0/4', 'an address of groups'),
  within('240.0.0.0/4', 'a reserved address'),
  outside('2000::/3', 'an address that is not of the public internet'),
  within('2001::/23', 'an address of protocols'),
  within('2001:db8::/32', 'an address for documentation'),
  within('2002::/16', 'an IPv4 address wrapped by 6to4'),
  within('2620:4f:8000::/48', 'an address that is set apart'),
  within('3ffe::/16', 'a reserved address'),
  within('3fff::/20', 'an address for documentation'),
]
