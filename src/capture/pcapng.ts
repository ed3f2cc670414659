/**
 * The newer capture file: blocks in sections, each section with its byte order and its interfaces, each
 * interface with its own link type and clock. Blocks that hold no packet and no interface are passed over.
 */
import { type Frames, handOn, type Interface, type PcapngState, stop, u16, u32 } from './records.ts'

const SECTION = 0x0a0d0d0a
const BYTE_ORDER = 0x1a2b3c4d
const BLOCK = { interface: 1, oldPacket: 2, simplePacket: 3, packet: 6 } as const
/** Options of an interface that times are reckoned by: its clock's resolution and offset. */
const OPTION = { resolution: 9, offset: 14 } as const
const MOST_INTERFACES = 4096

export function pcapngStart(bytes: Uint8Array, at: number): boolean {
  return u32(bytes, at, false) === SECTION
}

export function pcapngBlockLength(state: Frames, bytes: Uint8Array, at: number, end: number): number {
  if (end - at < 12) return 0
  const isSection = pcapngStart(bytes, at)
  const isLittle = isSection ? u32(bytes, at + 8, true) === BYTE_ORDER : (state.pcapng?.isLittle ?? true)
  if (isSection && !isLittle && u32(bytes, at + 8, false) !== BYTE_ORDER)
    return stop(state, 'A section of the file has no byte order: the file is broken there.')
  const length = u32(bytes, at + 4, isLittle)
  if (length >= 12 && length % 4 === 0) return length
  return stop(
    state,
    `The block after packet ${state.packet.number} says it has ${length} bytes: the file is broken there.`,
  )
}

export function pcapngBlock(state: Frames, bytes: Uint8Array, at: number, length: number, offset: number): void {
  if (pcapngStart(bytes, at)) {
    state.pcapng = { isLittle: u32(bytes, at + 8, true) === BYTE_ORDER, interfaces: [] }
    passOver(state, bytes, at, offset, 24, length - 4)
    return
  }
  const file = state.pcapng!
  if (u32(bytes, at + length - 4, file.isLittle) !== length)
    state.onFault(`A block after packet ${state.packet.number} ends with another length than it begins with.`)
  switch (u32(bytes, at, file.isLittle)) {
    case BLOCK.interface:
      return addInterface(state, file, bytes, at, length, offset)
    case BLOCK.packet:
    case BLOCK.oldPacket:
      return enhancedPacket(state, file, bytes, at, length, offset)
    case BLOCK.simplePacket:
      return simplePacket(state, file, bytes, at, length, offset)
    default:
      // Names, statistics, keys of TLS, whatever a program of its own noted down.
      return passOver(state, bytes, at, offset, 8, length - 4)
  }
}

/** Tells of bytes of a block that nobody reads: comments among them. Most have none but what fills them up. */
function passOver(
  state: Frames,
  bytes: Uint8Array,
  at: number,
  offset: number,
  from: number,
  end: number,
  mayBePacket = false,
): void {
  let first = from
  while (first < end && bytes[at + first] === 0) first += 1
  if (first < end) state.onUnread(offset + first, end - first, mayBePacket)
}

function addInterface(
  state: Frames,
  file: PcapngState,
  bytes: Uint8Array,
  at: number,
  length: number,
  offset: number,
): void {
  if (length < 20) return state.onFault('An interface of the file is not described.')
  if (file.interfaces.length >= MOST_INTERFACES) return state.onFault('The file has more interfaces than are read.')
  let ticksPerSecond = 1e6
  let offsetSeconds = 0n
  let place = at + 16
  while (place + 4 <= at + length - 4) {
    const code = u16(bytes, place, file.isLittle)
    const size = u16(bytes, place + 2, file.isLittle)
    if (code === 0 || place + 4 + size > at + length - 4) break
    if (code === OPTION.resolution && size >= 1) ticksPerSecond = resolution(bytes[place + 4]!)
    else if (code === OPTION.offset && size >= 8) offsetSeconds = signed64(bytes, place + 4, file.isLittle)
    else passOver(state, bytes, at, offset, place + 4 - at, place + 4 + size - at)
    place += 4 + size + ((4 - (size % 4)) % 4)
  }
  passOver(state, bytes, at, offset, place - at, length - 4)
  file.interfaces.push({
    linkType: u16(bytes, at + 8, file.isLittle),
    snapLength: u32(bytes, at + 12, file.isLittle),
    ticksPerSecond,
    offsetSeconds,
    firstHigh: 0,
    firstLow: 0,
    firstNs: 0,
    isStarted: false,
  })
}

/** A power of ten, or of two where the upper bit is set. Nothing is finer than anybody's clock. */
function resolution(value: number): number {
  return value & 0x80 ? 2 ** Math.min(value & 0x7f, 60) : 10 ** Math.min(value, 18)
}

function signed64(bytes: Uint8Array, at: number, isLittle: boolean): bigint {
  const [low, high] = isLittle ? [at, at + 4] : [at + 4, at]
  return BigInt.asIntN(64, (BigInt(u32(bytes, high, isLittle)) << 32n) | BigInt(u32(bytes, low, isLittle)))
}

function enhancedPacket(
  state: Frames,
  file: PcapngState,
  bytes: Uint8Array,
  at: number,
  length: number,
  offset: number,
): void {
  const { isLittle } = file
  const isOld = u32(bytes, at, isLittle) === BLOCK.oldPacket
  if (length < 32) {
    passOver(state, bytes, at, offset, 8, length - 4, true)
    return state.onFault(`The block after packet ${state.packet.number} is too short for a packet.`)
  }
  const number = isOld ? u16(bytes, at + 8, isLittle) : u32(bytes, at + 8, isLittle)
  const from = file.interfaces[number]
  if (!from) {
    passOver(state, bytes, at, offset, 28, length - 4, true)
    return state.onFault(
      `The packet after packet ${state.packet.number} names interface ${number}, which is not described.`,
    )
  }
  const captured = Math.min(u32(bytes, at + 20, isLittle), length - 32)
  const { packet } = state
  packet.timeNs = timeOf(state, from, u32(bytes, at + 12, isLittle), u32(bytes, at + 16, isLittle))
  packet.linkType = from.linkType
  packet.at = at + 28
  packet.end = at + 28 + captured
  packet.offset = offset + 28
  packet.length = u32(bytes, at + 24, isLittle)
  passOver(state, bytes, at, offset, 28 + captured, length - 4)
  handOn(state, bytes)
}

/** A packet without a time of its own: it gets that of the packet before, so that the order stays. */
function simplePacket(
  state: Frames,
  file: PcapngState,
  bytes: Uint8Array,
  at: number,
  length: number,
  offset: number,
): void {
  const from = file.interfaces[0]
  if (!from || length < 16) {
    passOver(state, bytes, at, offset, 12, length - 4, true)
    return state.onFault(`The packet after packet ${state.packet.number} has no interface.`)
  }
  const { packet } = state
  packet.length = u32(bytes, at + 8, file.isLittle)
  const snap = from.snapLength === 0 ? packet.length : Math.min(from.snapLength, packet.length)
  packet.linkType = from.linkType
  packet.at = at + 12
  packet.end = at + 12 + Math.min(snap, length - 16)
  packet.offset = offset + 12
  passOver(state, bytes, at, offset, packet.end - at, length - 4)
  handOn(state, bytes)
}

/** Differences are taken before anything is multiplied, so that nanoseconds stay exact. */
function timeOf(state: Frames, from: Interface, high: number, low: number): number {
  const nsPerTick = 1e9 / from.ticksPerSecond
  if (!from.isStarted) {
    from.isStarted = true
    from.firstHigh = high
    from.firstLow = low
    const ticks = (BigInt(high) << 32n) | BigInt(low)
    const perSecond = BigInt(from.ticksPerSecond)
    const ns =
      (ticks / perSecond + from.offsetSeconds) * 1_000_000_000n + ((ticks % perSecond) * 1_000_000_000n) / perSecond
    state.startNs ??= ns
    from.firstNs = Number(ns - state.startNs)
  }
  return from.firstNs + ((high - from.firstHigh) * 2 ** 32 + (low - from.firstLow)) * nsPerTick
}
