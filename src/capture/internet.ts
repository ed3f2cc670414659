/** The IP header, its extensions gone through; fragments are told, not joined (`fragments.ts` does that). */
import type { Place } from './link.ts'
import { u16, u32 } from './records.ts'

/** What an IP header says; one record, used again and again. */
export type Datagram = {
  size: 4 | 16
  sourceAt: number
  targetAt: number
  protocol: number
  at: number
  end: number
  /** Bytes of the payload that were on the wire and not captured. */
  missing: number
  isFragment: boolean
  hasMore: boolean
  fragmentAt: number
  identity: number
}

export function emptyDatagram(): Datagram {
  return {
    size: 4,
    sourceAt: 0,
    targetAt: 0,
    protocol: 0,
    at: 0,
    end: 0,
    missing: 0,
    isFragment: false,
    hasMore: false,
    fragmentAt: 0,
    identity: 0,
  }
}

export const PROTOCOL = { icmp: 1, ipInIp: 4, tcp: 6, udp: 17, ipv6: 41, gre: 47, esp: 50, icmpv6: 58 } as const

/** Reads the header a place stands at; says no when it cannot be one. */
export function readDatagram(bytes: Uint8Array, place: Place, into: Datagram): boolean {
  into.isFragment = false
  into.hasMore = false
  into.fragmentAt = 0
  return place.version === 4 ? readFour(bytes, place, into) : readSix(bytes, place, into)
}

function readFour(bytes: Uint8Array, { at, end }: Place, into: Datagram): boolean {
  if (end - at < 20) return false
  const head = (bytes[at]! & 15) * 4
  // A length of 0 is left to the network card to fill in: the packet was captured before that.
  const total = u16(bytes, at + 2, false) || end - at
  if (head < 20 || total < head || at + head > end) return false
  into.size = 4
  into.sourceAt = at + 12
  into.targetAt = at + 16
  into.protocol = bytes[at + 9]!
  into.at = at + head
  into.end = Math.min(at + total, end)
  into.missing = Math.max(0, at + total - end)
  const fragment = u16(bytes, at + 6, false)
  into.hasMore = (fragment & 0x2000) !== 0
  into.fragmentAt = (fragment & 0x1fff) * 8
  into.isFragment = into.hasMore || into.fragmentAt > 0
  into.identity = u16(bytes, at + 4, false)
  return true
}

const MOST_EXTENSIONS = 16
/** Hop-by-hop, routing, destination, mobility, host identity, shim: all of one form (RFC 8200 §4, RFC 6564). */
const EXTENSIONS: ReadonlySet<number> = new Set([0, 43, 60, 135, 139, 140])
const FRAGMENT = 44
const AUTHENTICATION = 51

function readSix(bytes: Uint8Array, { at, end }: Place, into: Datagram): boolean {
  if (end - at < 40) return false
  const length = u16(bytes, at + 4, false) || end - at - 40
  into.size = 16
  into.sourceAt = at + 8
  into.targetAt = at + 24
  into.end = Math.min(at + 40 + length, end)
  into.missing = Math.max(0, at + 40 + length - end)
  let protocol = bytes[at + 6]!
  let place = at + 40
  for (let count = 0; count < MOST_EXTENSIONS && place + 8 <= into.end; count += 1) {
    if (EXTENSIONS.has(protocol)) {
      protocol = bytes[place]!
      place += (bytes[place + 1]! + 1) * 8
    } else if (protocol === AUTHENTICATION) {
      protocol = bytes[place]!
      place += (bytes[place + 1]! + 2) * 4
    } else if (protocol === FRAGMENT) {
      const fragment = u16(bytes, place + 2, false)
      into.hasMore = (fragment & 1) !== 0
      into.fragmentAt = fragment & 0xfff8
      // A fragment that is the whole of it stands for itself (RFC 6946).
      into.isFragment = into.hasMore || into.fragmentAt > 0
      into.identity = u32(bytes, place + 4, false)
      protocol = bytes[place]!
      place += 8
      if (into.isFragment) break
    } else break
  }
  into.protocol = protocol
  into.at = Math.min(place, into.end)
  return true
}
