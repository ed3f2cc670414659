/** Writes captures of our own making, layer by layer, for what no real capture at hand shows. */
import { addressBytes } from '../../src/capture/address.ts'
import { bytesOf } from '../../src/sip/bytes.ts'

/** A frame as it stood on the wire, and when, in nanoseconds. `captured` is how much of it was kept. */
export type Frame = { readonly bytes: Uint8Array; readonly ns: number; readonly captured?: number | undefined }

export function join(...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

export function big(value: number, size: 2 | 4): readonly number[] {
  return size === 2
    ? [(value >>> 8) & 255, value & 255]
    : [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
}

const four = (text: string) => addressBytes(text)!

export type Ends = { readonly src: string; readonly dst: string; readonly sport: number; readonly dport: number }

export function back({ src, dst, sport, dport }: Ends): Ends {
  return { src: dst, dst: src, sport: dport, dport: sport }
}

export function udp({ sport, dport }: Ends, payload: Uint8Array): Uint8Array {
  return join(big(sport, 2), big(dport, 2), big(payload.length + 8, 2), [0, 0], payload)
}

export const FLAG = { fin: 1, syn: 2, rst: 4, push: 8, ack: 16 } as const

export function tcp(
  { sport, dport }: Ends,
  sequence: number,
  payload: Uint8Array,
  flags: number = FLAG.ack,
  acknowledged = 1,
): Uint8Array {
  const numbers = [...big(sequence >>> 0, 4), ...big(acknowledged >>> 0, 4)]
  return join(big(sport, 2), big(dport, 2), numbers, [0x50, flags, 255, 255, 0, 0, 0, 0], payload)
}

/** One IP packet, of the version its addresses are, marked with a code point (RFC 2474). */
export function ip({ src, dst }: Ends, protocol: number, payload: Uint8Array, dscp = 0): Uint8Array {
  if (src.includes(':')) {
    const head = [0x60 | (dscp >> 2), (dscp & 3) << 6, 0, 0]
    return join(head, big(payload.length, 2), [protocol, 64], four(src), four(dst), payload)
  }
  const made = ipFour({ src, dst }, protocol, payload, 0, 0)
  made[1] = dscp << 2
  return made
}

function ipFour(
  { src, dst }: Pick<Ends, 'src' | 'dst'>,
  protocol: number,
  payload: Uint8Array,
  identity: number,
  fragment: number,
): Uint8Array {
  const head = [0x45, 0, ...big(payload.length + 20, 2), ...big(identity, 2), ...big(fragment, 2), 64, protocol, 0, 0]
  return join(head, four(src), four(dst), payload)
}

/** The same packet in pieces of a size that divides by eight, in their order. */
export function fragmented(
  ends: Ends,
  protocol: number,
  payload: Uint8Array,
  size: number,
  identity: number,
): readonly Uint8Array[] {
  const pieces: Uint8Array[] = []
  for (let at = 0; at < payload.length; at += size)
    pieces.push(fragmentOf(ends, protocol, payload.subarray(at, at + size), at, at + size < payload.length, identity))
  return pieces
}

export function fragmentOf(
  ends: Ends,
  protocol: number,
  piece: Uint8Array,
  at: number,
  hasMore: boolean,
  identity: number,
): Uint8Array {
  if (!ends.src.includes(':')) return ipFour(ends, protocol, piece, identity, (hasMore ? 0x2000 : 0) | (at / 8))
  const head = join([protocol, 0], big(at | (hasMore ? 1 : 0), 2), big(identity, 4))
  return ip(ends, 44, join(head, piece))
}

const ETHER = [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2]
const etherType = (packet: Uint8Array) => (packet[0]! >> 4 === 6 ? [0x86, 0xdd] : [8, 0])

/** A packet on a link; by the number that files give the link type. */
export const LINKS: Readonly<
  Record<string, { readonly type: number; readonly wrap: (packet: Uint8Array) => Uint8Array }>
> = {
  Ethernet: { type: 1, wrap: (packet) => join(ETHER, etherType(packet), packet) },
  'Ethernet with a tag': { type: 1, wrap: (packet) => join(ETHER, [0x81, 0, 0, 7], etherType(packet), packet) },
  'Ethernet with two tags': {
    type: 1,
    wrap: (packet) => join(ETHER, [0x88, 0xa8, 0, 9, 0x81, 0, 0, 7], etherType(packet), packet),
  },
  'Ethernet with PPPoE': {
    type: 1,
    wrap: (packet) =>
      join(
        ETHER,
        [0x88, 0x64, 0x11, 0, 0, 1],
        big(packet.length + 2, 2),
        packet[0]! >> 4 === 6 ? [0, 0x57] : [0, 0x21],
        packet,
      ),
  },
  'Ethernet with MPLS': { type: 1, wrap: (packet) => join(ETHER, [0x88, 0x47, 0, 1, 0, 64, 0, 2, 1, 64], packet) },
  'Linux cooked': {
    type: 113,
    wrap: (packet) => join([0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0], etherType(packet), packet),
  },
  'Linux cooked, version 2': {
    type: 276,
    wrap: (packet) => join(etherType(packet), [0, 0, 0, 0, 0, 2, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0], packet),
  },
  'raw IP': { type: 101, wrap: (packet) => packet },
  'BSD loopback': { type: 0, wrap: (packet) => join([packet[0]! >> 4 === 6 ? 30 : 2, 0, 0, 0], packet) },
}

/** What carries a packet inside another. */
export const TUNNELS: Readonly<Record<string, (packet: Uint8Array) => Uint8Array>> = {
  'IP in IP': (packet) => ip(OUTER, packet[0]! >> 4 === 6 ? 41 : 4, packet),
  GRE: (packet) => ip(OUTER, 47, join([0x20, 0], etherType(packet), [0, 0, 0, 5], packet)),
  'GRE with Ethernet': (packet) => ip(OUTER, 47, join([0, 0, 0x65, 0x58], LINKS.Ethernet!.wrap(packet))),
  'GTP-U': (packet) =>
    ip(
      OUTER,
      17,
      udp({ ...OUTER, sport: 2152, dport: 2152 }, join([0x30, 255], big(packet.length, 2), [0, 0, 0, 1], packet)),
    ),
  VXLAN: (packet) =>
    ip(
      OUTER,
      17,
      udp({ ...OUTER, sport: 50_000, dport: 4789 }, join([8, 0, 0, 0, 0, 0, 7, 0], LINKS.Ethernet!.wrap(packet))),
    ),
}

const OUTER: Ends = { src: '198.51.100.1', dst: '198.51.100.2', sport: 0, dport: 0 }

export type PcapForm = { readonly isLittle?: boolean; readonly isNano?: boolean; readonly linkType?: number }

/** Seconds since 1970 that every capture of ours begins at. */
export const BEGIN = 1_760_000_000

function ordered(isLittle: boolean) {
  return (value: number, size: 2 | 4) => (isLittle ? big(value, size).toReversed() : big(value, size))
}

export function pcap(
  frames: readonly Frame[],
  { isLittle = true, isNano = false, linkType = 1 }: PcapForm = {},
): Uint8Array {
  const number = ordered(isLittle)
  const head = [
    number(isNano ? 0xa1b23c4d : 0xa1b2c3d4, 4),
    number(2, 2),
    number(4, 2),
    number(0, 4),
    number(0, 4),
    number(262_144, 4),
    number(linkType, 4),
  ]
  const records = frames.map(({ bytes, ns, captured = bytes.length }) =>
    join(
      number(BEGIN + Math.floor(ns / 1e9), 4),
      number(Math.floor((ns % 1e9) / (isNano ? 1 : 1000)), 4),
      number(Math.min(captured, bytes.length), 4),
      number(bytes.length, 4),
      bytes.subarray(0, captured),
    ),
  )
  return join(...head, ...records)
}

/** A section of a pcapng file: its interfaces, and frames that each name one. */
export type Section = {
  readonly isLittle?: boolean
  readonly interfaces: readonly { readonly linkType: number; readonly resolution?: number }[]
  readonly frames: readonly (Frame & { readonly on?: number; readonly isSimple?: boolean })[]
}

export function pcapng(sections: readonly Section[]): Uint8Array {
  return join(...sections.flatMap(sectionBlocks))
}

function sectionBlocks({ isLittle = true, interfaces, frames }: Section): readonly Uint8Array[] {
  const number = ordered(isLittle)
  const block = (type: number, ...parts: readonly (readonly number[] | Uint8Array)[]) => {
    const body = join(...parts)
    const padding = Array.from({ length: (4 - (body.length % 4)) % 4 }, () => 0)
    const length = number(body.length + padding.length + 12, 4)
    return join(number(type, 4), length, body, padding, length)
  }
  const ticks = (ns: number, resolution: number) => {
    const perSecond = resolution & 0x80 ? 2n ** BigInt(resolution & 0x7f) : 10n ** BigInt(resolution)
    const all = BigInt(BEGIN) * perSecond + (BigInt(ns) * perSecond) / 1_000_000_000n
    return [number(Number(all >> 32n), 4), number(Number(all & 0xffffffffn), 4)]
  }
  return [
    block(0x0a0d0d0a, number(0x1a2b3c4d, 4), number(1, 2), number(0, 2), [255, 255, 255, 255, 255, 255, 255, 255]),
    ...interfaces.map(({ linkType, resolution = 6 }) =>
      block(
        1,
        number(linkType, 2),
        number(0, 2),
        number(0, 4),
        number(2, 2),
        number(3, 2),
        bytesOf('eth'),
        [0],
        number(9, 2),
        number(1, 2),
        [resolution, 0, 0, 0],
        number(0, 4),
      ),
    ),
    // A block nobody knows, and name resolution: both to be passed over.
    block(0x0bad, bytesOf('of no concern')),
    block(4, number(0, 4)),
    ...frames.map(({ bytes, ns, on = 0, isSimple = false, captured = bytes.length }) =>
      isSimple
        ? block(3, number(bytes.length, 4), bytes)
        : block(
            6,
            number(on, 4),
            ...ticks(ns, interfaces[on]!.resolution ?? 6),
            number(Math.min(captured, bytes.length), 4),
            number(bytes.length, 4),
            bytes.subarray(0, captured),
          ),
    ),
  ]
}

export type RtpPacket = {
  readonly sequence: number
  readonly stamp: number
  readonly payload: number
  readonly isMarked?: boolean
  readonly ssrc?: number
  /** Who else is in the mix (RFC 3550 §7.1). */
  readonly contributing?: readonly number[]
  /** What extends the header, in whole words, in the form of one byte (RFC 8285 §4.2). */
  readonly extension?: Uint8Array
  readonly body?: Uint8Array
}

export function rtp({
  sequence,
  stamp,
  payload,
  isMarked = false,
  ssrc = 0x1234abcd,
  contributing = [],
  extension,
  body = new Uint8Array(160),
}: RtpPacket): Uint8Array {
  return join(
    [0x80 | (extension ? 0x10 : 0) | contributing.length, (isMarked ? 0x80 : 0) | payload],
    big(sequence & 0xffff, 2),
    big(stamp >>> 0, 4),
    big(ssrc, 4),
    ...contributing.map((each) => big(each, 4)),
    extension ? join([0xbe, 0xde], big(extension.length / 4, 2), extension) : [],
    body,
  )
}

/** The body of a telephone-event (RFC 4733 §2.3). */
export function eventBody(event: number, duration: number, isEnd = false): Uint8Array {
  return join([event, (isEnd ? 0x80 : 0) | 10], big(duration, 2))
}
