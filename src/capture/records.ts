/** What the readers of both file formats share: the packet at hand, the state of the file, and numbers in either byte order. */
import { fourAt } from '../sip/bytes.ts'

/** One packet as it lies in the bytes; the same record is used for every packet. */
export type Packet = {
  /** Counted from 1. */
  number: number
  /** Nanoseconds since the first packet; NaN when the file does not say. */
  timeNs: number
  linkType: number
  /** Where the captured bytes stand, and where in the file that is. */
  at: number
  end: number
  offset: number
  /** How many bytes there were on the wire. */
  length: number
}

export type PcapState = {
  readonly isLittle: boolean
  readonly nsPerTick: number
  readonly linkType: number
  /** Seconds of the first packet, which times are counted from. */
  firstSeconds: number
  firstTicks: number
}

export type PcapngState = { isLittle: boolean; interfaces: Interface[] }

export type Interface = {
  readonly linkType: number
  readonly snapLength: number
  readonly ticksPerSecond: number
  readonly offsetSeconds: bigint
  /** Ticks of the interface's first packet, and when that was, counted from the file's first packet. */
  firstHigh: number
  firstLow: number
  firstNs: number
  isStarted: boolean
}

export type FileFormat = 'pcap' | 'pcapng'

export type Frames = {
  format: FileFormat | null
  /** Nanoseconds since 1970 of the first packet. */
  startNs: bigint | null
  readonly packet: Packet
  /** Bytes of a record whose end has not come yet. */
  carry: Uint8Array
  carried: number
  /** Bytes of a block nobody reads that are still to come. */
  skipping: number
  /** How many bytes of the file have been gone through. */
  offset: number
  /** Why nothing more can be read, if so, and where that begins. */
  broken: string | null
  brokenAt: number
  pcap: PcapState | null
  pcapng: PcapngState | null
  readonly onPacket: (bytes: Uint8Array, packet: Packet) => void
  readonly onFault: (says: string) => void
  /** Bytes of the file that are no packet handed on; whether a packet may be in them. */
  readonly onUnread: (offset: number, length: number, mayBePacket: boolean) => void
}

/** Largest record taken for one: four times what capture programs write. */
export const LARGEST_RECORD = 1 << 20

export function stop(state: Frames, says: string): -1 {
  state.broken = says
  return -1
}

/** Hands a packet on, its time made relative to the first one's. */
export function handOn(state: Frames, bytes: Uint8Array): void {
  state.packet.number += 1
  state.onPacket(bytes, state.packet)
}

export function u16(bytes: Uint8Array, at: number, isLittle: boolean): number {
  return isLittle ? bytes[at]! | (bytes[at + 1]! << 8) : (bytes[at]! << 8) | bytes[at + 1]!
}

export function u32(bytes: Uint8Array, at: number, isLittle: boolean): number {
  return isLittle
    ? (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0
    : ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0
}

/** The same, where all four bytes are surely there and their neighbours are looked at next. */
export function wordWithin(bytes: Uint8Array, at: number, isLittle: boolean): number {
  return isLittle ? fourAt(bytes, at) >>> 0 : u32(bytes, at, false)
}
