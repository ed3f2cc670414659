/** From the link to IP: Ethernet with its tags, Linux cooked captures, loopback, raw IP, PPPoE and MPLS. */
import { u16 } from './records.ts'

/** What is looked at: moved on as headers are gone through. */
export type Place = {
  at: number
  end: number
  /** 4 or 6; 0 when this is no IP. */
  version: 0 | 4 | 6
}

const IPV4 = 0x0800
const IPV6 = 0x86dd
const TAGS: ReadonlySet<number> = new Set([0x8100, 0x88a8, 0x9100, 0x9200, 0x9300])
const PPPOE = 0x8864
const MPLS: ReadonlySet<number> = new Set([0x8847, 0x8848])
const MOST_TAGS = 16

/** Numbers of link types as files name them (LINKTYPE_ registry). */
export const LINK = {
  null: 0,
  ethernet: 1,
  loop: 108,
  cooked: 113,
  raw: 101,
  ipv4: 228,
  ipv6: 229,
  cooked2: 276,
} as const

/** Says no to a link type nobody here knows; otherwise moves the place to the IP header, if there is one. */
export function overLink(bytes: Uint8Array, linkType: number, place: Place): boolean {
  place.version = 0
  switch (linkType) {
    case LINK.ethernet:
      overType(bytes, place, place.at + 14, place.at + 12)
      return true
    case LINK.cooked:
      overType(bytes, place, place.at + 16, place.at + 14)
      return true
    case LINK.cooked2:
      overType(bytes, place, place.at + 20, place.at)
      return true
    case LINK.null:
    case LINK.loop:
      toIp(bytes, place, place.at + 4)
      return true
    case 12:
    case 14:
    case LINK.raw:
    case LINK.ipv4:
    case LINK.ipv6:
      toIp(bytes, place, place.at)
      return true
    default:
      return false
  }
}

/** Frames of Ethernet that only stations and switches among themselves send: ARP, LLDP, EAPOL, and all that have a length. */
const AMONG_STATIONS: ReadonlySet<number> = new Set([0x0806, 0x8035, 0x88cc, 0x888e, 0x8809])

/** Whether a frame that is no IP may carry what is. */
export function mayCarryMore(
  bytes: Uint8Array,
  { linkType, at, end }: { linkType: number; at: number; end: number },
): boolean {
  if (linkType !== LINK.ethernet || end - at < 14) return true
  const type = u16(bytes, at + 12, false)
  return type >= 0x0600 && !AMONG_STATIONS.has(type)
}

/** An Ethernet frame inside something else (GRE, VXLAN). */
export function overEthernet(bytes: Uint8Array, place: Place): void {
  overType(bytes, place, place.at + 14, place.at + 12)
}

/** By EtherType, tags gone through one after the other. */
export function overType(bytes: Uint8Array, place: Place, from: number, typeAt: number): void {
  let at = from
  let field = typeAt
  for (let tags = 0; tags < MOST_TAGS && at <= place.end; tags += 1) {
    const type = u16(bytes, field, false)
    if (type === IPV4 || type === IPV6) return toIp(bytes, place, at)
    if (TAGS.has(type)) {
      field = at + 2
      at += 4
    } else if (type === PPPOE) return overPppoe(bytes, place, at)
    else if (MPLS.has(type)) return overLabels(bytes, place, at)
    else return
  }
}

function overPppoe(bytes: Uint8Array, place: Place, at: number): void {
  const protocol = u16(bytes, at + 6, false)
  if (at + 8 <= place.end && (protocol === 0x0021 || protocol === 0x0057)) toIp(bytes, place, at + 8)
}

function overLabels(bytes: Uint8Array, place: Place, from: number): void {
  let at = from
  while (at + 4 <= place.end && (bytes[at + 2]! & 1) === 0) at += 4
  toIp(bytes, place, at + 4)
}

/** IP tells its version itself: more to be trusted than what announced it. */
export function toIp(bytes: Uint8Array, place: Place, at: number): void {
  place.version = 0
  if (at >= place.end) return
  const version = bytes[at]! >> 4
  if (version !== 4 && version !== 6) return
  place.at = at
  place.version = version
}
