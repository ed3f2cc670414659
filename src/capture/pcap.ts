/** The classic capture file: one header, then records, in either byte order, with micro- or nanoseconds. */
import { type Frames, handOn, LARGEST_RECORD, type PcapState, stop, u32, wordWithin } from './records.ts'

const MAGIC: Readonly<Record<number, number>> = { 0xa1b2c3d4: 1000, 0xa1b23c4d: 1 }

/** What the header says, or null when this is none. Called with the magic number alone to tell whether it is one. */
export function pcapHeader(bytes: Uint8Array, at: number): PcapState | null {
  for (const isLittle of [true, false]) {
    const nsPerTick = MAGIC[u32(bytes, at, isLittle)]
    if (nsPerTick === undefined) continue
    // The upper bits of the field tell about checksums, not about the link.
    return { isLittle, nsPerTick, linkType: u32(bytes, at + 20, isLittle) & 0xffff, firstSeconds: -1, firstTicks: 0 }
  }
  return null
}

export function pcapRecordLength(state: Frames, bytes: Uint8Array, at: number, end: number): number {
  if (end - at < 16) return 0
  const captured = wordWithin(bytes, at + 8, state.pcap!.isLittle)
  if (captured + 16 <= LARGEST_RECORD) return captured + 16
  return stop(
    state,
    `The record after packet ${state.packet.number} says it has ${captured} bytes: the file is broken there.`,
  )
}

export function pcapPacket(state: Frames, bytes: Uint8Array, at: number, length: number, offset: number): void {
  const pcap = state.pcap!
  const seconds = wordWithin(bytes, at, pcap.isLittle)
  const ticks = wordWithin(bytes, at + 4, pcap.isLittle)
  if (pcap.firstSeconds < 0) {
    pcap.firstSeconds = seconds
    pcap.firstTicks = ticks
    state.startNs = BigInt(seconds) * 1_000_000_000n + BigInt(ticks * pcap.nsPerTick)
  }
  const { packet } = state
  packet.timeNs = (seconds - pcap.firstSeconds) * 1e9 + (ticks - pcap.firstTicks) * pcap.nsPerTick
  packet.linkType = pcap.linkType
  packet.at = at + 16
  packet.end = at + length
  packet.offset = offset + 16
  packet.length = wordWithin(bytes, at + 12, pcap.isLittle)
  handOn(state, bytes)
}
