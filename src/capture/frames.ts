/**
 * A capture file as packets: pcap and pcapng, fed in pieces of any size. Packets are handed on where they lie
 * in the piece; only a record that is cut by the edge of a piece is copied.
 */
import { pcapHeader, pcapPacket, pcapRecordLength } from './pcap.ts'
import { pcapngBlock, pcapngBlockLength, pcapngStart } from './pcapng.ts'
import { type Frames, LARGEST_RECORD, stop } from './records.ts'

export function frames(
  onPacket: Frames['onPacket'],
  onFault: Frames['onFault'],
  onUnread: Frames['onUnread'] = () => {},
): Frames {
  return {
    format: null,
    startNs: null,
    packet: { number: 0, timeNs: 0, linkType: 0, at: 0, end: 0, offset: 0, length: 0 },
    carry: new Uint8Array(4096),
    carried: 0,
    skipping: 0,
    offset: 0,
    broken: null,
    brokenAt: 0,
    pcap: null,
    pcapng: null,
    onPacket,
    onFault,
    onUnread,
  }
}

export function feedFrames(state: Frames, chunk: Uint8Array): void {
  let at = 0
  while (at < chunk.length && state.broken === null) {
    if (state.skipping > 0) {
      const skipped = Math.min(state.skipping, chunk.length - at)
      state.skipping -= skipped
      at += skipped
    } else if (state.carried > 0) at += complete(state, chunk, at)
    else at = walk(state, chunk, at)
  }
  state.offset += chunk.length
}

/** At the end of the file: what is left over is a record that was cut. */
export function endFrames(state: Frames): void {
  if (state.format === null && state.broken === null) state.broken = 'This is neither pcap nor pcapng.'
  else if (state.broken === null && (state.carried > 0 || state.skipping > 0))
    state.onFault('The file ends in the middle of a record: it was cut short.')
}

/** How much of the file was gone through with understanding: not what comes after a break, nor a record that was cut. */
export function understood({ broken, brokenAt, offset, carried }: Frames): number {
  return broken === null ? offset - carried : brokenAt
}

/** Records that lie whole in the chunk. */
function walk(state: Frames, chunk: Uint8Array, from: number): number {
  let at = from
  while (at < chunk.length) {
    const length = recordLength(state, chunk, at, chunk.length)
    if (length < 0) {
      state.brokenAt = state.offset + at
      return chunk.length
    }
    if (length > LARGEST_RECORD) {
      state.skipping = length
      state.onUnread(state.offset + at + 8, length - 12, true)
      return at
    }
    if (length === 0 || at + length > chunk.length) {
      keep(state, chunk, at, chunk.length)
      return chunk.length
    }
    record(state, chunk, at, length, state.offset + at)
    at += length
  }
  return at
}

/** Adds to a cut record what the chunk has of it: first as much as tells its length, then the rest. */
function complete(state: Frames, chunk: Uint8Array, at: number): number {
  const length = recordLength(state, state.carry, 0, state.carried)
  if (length < 0) {
    state.brokenAt = state.offset + at - state.carried
    return chunk.length - at
  }
  if (length > LARGEST_RECORD) {
    state.onUnread(state.offset + at - state.carried + 8, length - 12, true)
    state.skipping = length - state.carried
    state.carried = 0
    return 0
  }
  const wanted = length === 0 ? state.carried + 1 : length
  const taken = Math.min(wanted - state.carried, chunk.length - at)
  keep(state, chunk, at, at + taken)
  if (length > 0 && state.carried === length) {
    state.carried = 0
    record(state, state.carry, 0, length, state.offset + at + taken - length)
  }
  return taken
}

function keep(state: Frames, chunk: Uint8Array, from: number, end: number): void {
  const needed = state.carried + end - from
  if (needed > state.carry.length) {
    const larger = new Uint8Array(Math.max(needed, state.carry.length * 2))
    larger.set(state.carry.subarray(0, state.carried))
    state.carry = larger
  }
  state.carry.set(chunk.subarray(from, end), state.carried)
  state.carried = needed
}

/** How long the record beginning here is; 0 when too little of it is there to tell, -1 when it cannot be one. */
function recordLength(state: Frames, bytes: Uint8Array, at: number, end: number): number {
  if (state.format === 'pcap') return pcapRecordLength(state, bytes, at, end)
  if (state.format === 'pcapng') return pcapngBlockLength(state, bytes, at, end)
  if (end - at < 4) return 0
  if (pcapngStart(bytes, at)) return pcapngBlockLength(state, bytes, at, end)
  if (pcapHeader(bytes, at) === null) return stop(state, 'This is neither pcap nor pcapng.')
  return 24
}

function record(state: Frames, bytes: Uint8Array, at: number, length: number, offset: number): void {
  if (state.format === 'pcap') pcapPacket(state, bytes, at, length, offset)
  else if (state.format === 'pcapng') pcapngBlock(state, bytes, at, length, offset)
  else if (pcapngStart(bytes, at)) {
    state.format = 'pcapng'
    pcapngBlock(state, bytes, at, length, offset)
  } else {
    state.format = 'pcap'
    state.pcap = pcapHeader(bytes, at)
  }
}
