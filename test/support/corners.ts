/**
 * Captures that carry the same 120 messages of 24 calls in the ways that are easily got wrong: fragments out of
 * order, segments that hold several messages or a few bytes, connections caught in their middle.
 */
import { CALLS, FOUR, MESSAGES, SAID, type Said, SIX } from './calls-on-wire.ts'
import {
  back,
  big,
  type Ends,
  FLAG,
  type Frame,
  fragmented,
  ip,
  join,
  LINKS,
  pcap,
  pcapng,
  tcp,
  TUNNELS,
  udp,
} from './capture-writer.ts'

export type Corner = {
  readonly name: string
  readonly bytes: Uint8Array
  readonly messages: number
  readonly calls: number
}

const STEP_NS = 20e6

function framesOf(packets: readonly Uint8Array[], link = 'Ethernet'): readonly Frame[] {
  return packets.map((packet, index) => ({ bytes: LINKS[link]!.wrap(packet), ns: index * STEP_NS }))
}

const endsOf = (ends: Ends, said: Said) => (said.isCaller ? ends : back(ends))

function overUdp(ends: Ends): readonly Uint8Array[] {
  return SAID.map((said) => ip(endsOf(ends, said), 17, udp(endsOf(ends, said), said.bytes)))
}

function inFragments(
  ends: Ends,
  order: (pieces: readonly Uint8Array[]) => readonly Uint8Array[],
): readonly Uint8Array[] {
  return SAID.flatMap((said, index) =>
    order(fragmented(endsOf(ends, said), 17, udp(endsOf(ends, said), said.bytes), 136, 1000 + index)),
  )
}

/** A bit of chance that is the same in every run. */
export function drawing(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

type Segment = { readonly isCaller: boolean; readonly at: number; readonly bytes: Uint8Array }

/** What each side says as one run of bytes, cut anew; runs of one side stay in the order of the talk. */
function cut(sizes: () => number, group: number): readonly Segment[] {
  const segments: Segment[] = []
  const at = { caller: 0, called: 0 }
  for (let from = 0; from < SAID.length; from += group)
    for (const isCaller of [true, false]) {
      const own = join(
        ...SAID.slice(from, from + group)
          .filter((said) => said.isCaller === isCaller)
          .map((said) => said.bytes),
      )
      const side = isCaller ? 'caller' : 'called'
      for (let place = 0; place < own.length;) {
        const size = sizes()
        segments.push({ isCaller, at: at[side] + place, bytes: own.subarray(place, place + size) })
        place += size
      }
      at[side] += own.length
    }
  return segments
}

const START = 1000
/** So near to the end that the numbers begin anew within the first messages. */
const LATE_START = 0xfffff000

type Opening = { readonly start?: number; readonly isFromBeginning?: boolean }

/** Each side acknowledges what the other has sent so far, as a real one does. */
function overTcp(
  ends: Ends,
  segments: readonly Segment[],
  { start = START, isFromBeginning = true }: Opening = {},
): readonly Uint8Array[] {
  const sent = { caller: 0, called: 0 }
  const packet = (isCaller: boolean, at: number, bytes: Uint8Array, flags: number = FLAG.ack) => {
    const side = isCaller ? ends : back(ends)
    const acknowledged = flags === FLAG.syn ? 0 : start + (isCaller ? sent.called : sent.caller)
    if (isCaller) sent.caller = Math.max(sent.caller, at + bytes.length)
    else sent.called = Math.max(sent.called, at + bytes.length)
    return ip(side, 6, tcp(side, start + at, bytes, flags, acknowledged))
  }
  const none = new Uint8Array(0)
  const opening = [
    packet(true, -1, none, FLAG.syn),
    packet(false, -1, none, FLAG.syn | FLAG.ack),
    packet(true, 0, none),
  ]
  return [
    ...(isFromBeginning ? opening : []),
    ...segments.map(({ isCaller, at, bytes }) => packet(isCaller, at, bytes, FLAG.ack | FLAG.push)),
  ]
}

/** Neighbours change places, some come twice, some begin within the one before. */
function disturbed(segments: readonly Segment[]): readonly Segment[] {
  const draw = drawing(4)
  const made: Segment[] = []
  for (const each of segments) {
    made.push(each)
    if (draw() < 0.15) made.push(each)
    const before = made.at(-2)
    if (before && before.isCaller === each.isCaller && draw() < 0.3) made.splice(-2, 2, each, before)
    if (draw() < 0.2) made.push(overlapping(segments, each))
  }
  return made
}

/** The end of a segment again, together with the beginning of the one after it. */
function overlapping(segments: readonly Segment[], each: Segment): Segment {
  const next = segments.find((other) => other.isCaller === each.isCaller && other.at === each.at + each.bytes.length)
  const skip = Math.floor(each.bytes.length / 2)
  const tail = next ? next.bytes.subarray(0, Math.ceil(next.bytes.length / 2)) : new Uint8Array(0)
  return { isCaller: each.isCaller, at: each.at + skip, bytes: join(each.bytes.subarray(skip), tail) }
}

function webSocketFrame(payload: Uint8Array, isMasked: boolean): Uint8Array {
  const size = payload.length < 126 ? [payload.length] : [126, ...big(payload.length, 2)]
  const mask = [0x12, 0x9a, 0x5c, 0xf0]
  size[0]! |= isMasked ? 0x80 : 0
  const body = isMasked ? payload.map((byte, index) => byte ^ mask[index % 4]!) : payload
  return join([0x81], size, isMasked ? mask : [], body)
}

function overWebSocket(ends: Ends): readonly Uint8Array[] {
  const text = (lines: readonly string[]) => new TextEncoder().encode([...lines, '', ''].join('\r\n'))
  const upgrade = ['Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Protocol: sip']
  const opening: readonly Said[] = [
    { isCaller: true, bytes: text(['GET / HTTP/1.1', 'Host: sip.example.com', ...upgrade]) },
    { isCaller: false, bytes: text(['HTTP/1.1 101 Switching Protocols', ...upgrade]) },
  ]
  const framed = SAID.map((said) => ({ ...said, bytes: webSocketFrame(said.bytes, said.isCaller) }))
  const at = { caller: 0, called: 0 }
  const segments = [...opening, ...framed].flatMap(({ isCaller, bytes }) => {
    const side = isCaller ? 'caller' : 'called'
    const half = Math.floor(bytes.length / 2)
    const from = at[side]
    at[side] += bytes.length
    const parts = bytes.length > 300 ? [bytes.subarray(0, half), bytes.subarray(half)] : [bytes]
    return parts.map((part, index) => ({ isCaller, at: from + index * half, bytes: part }))
  })
  return overTcp({ ...ends, dport: 8088 }, segments)
}

const corner = (name: string, bytes: Uint8Array, messages = MESSAGES, calls = CALLS): Corner => ({
  name,
  bytes,
  messages,
  calls,
})

const reversed = (pieces: readonly Uint8Array[]) => pieces.toReversed()

export function corners(): readonly Corner[] {
  const draw = drawing(1)
  const random = () => 1 + Math.floor(draw() * 900)
  const anyPort: Ends = { ...FOUR, sport: 34_567, dport: 23_456 }
  return [
    ...Object.entries(LINKS).map(([name, { type }]) =>
      corner(name, pcap(framesOf(overUdp(FOUR), name), { linkType: type })),
    ),
    ...Object.entries(TUNNELS).map(([name, wrap]) => corner(name, pcap(framesOf(overUdp(FOUR).map(wrap))))),
    corner('IPv6', pcap(framesOf(overUdp(SIX)))),
    corner('ports nobody expects SIP on', pcap(framesOf(overUdp(anyPort)))),
    corner('nanoseconds, upper byte first', pcap(framesOf(overUdp(FOUR)), { isLittle: false, isNano: true })),
    corner('IPv4 fragments in order', pcap(framesOf(inFragments(FOUR, (pieces) => pieces)))),
    corner('IPv4 fragments in reverse', pcap(framesOf(inFragments(FOUR, reversed)))),
    corner('IPv6 fragments in reverse', pcap(framesOf(inFragments(SIX, reversed)))),
    corner('IPv6 fragments twice', pcap(framesOf(inFragments(SIX, (pieces) => [...pieces.slice(0, -1), ...pieces])))),
    corner(
      'pcapng with two sections and three interfaces',
      pcapng([
        { interfaces: [{ linkType: 1 }, { linkType: 101, resolution: 9 }], frames: mixedLinks(0, 60) },
        { isLittle: false, interfaces: [{ linkType: 1, resolution: 0x94 }], frames: framesOf(overUdp(FOUR)).slice(60) },
      ]),
    ),
    corner(
      'pcapng with packets that have no time',
      pcapng([
        {
          interfaces: [{ linkType: 1 }],
          frames: framesOf(overUdp(FOUR)).map((frame) => ({ ...frame, isSimple: true })),
        },
      ]),
    ),
    corner(
      'TCP, a message a segment',
      pcap(
        framesOf(
          overTcp(
            FOUR,
            cut(() => 100_000, 1),
          ),
        ),
      ),
    ),
    corner(
      'TCP, many messages a segment',
      pcap(
        framesOf(
          overTcp(
            FOUR,
            cut(() => 100_000, 15),
          ),
        ),
      ),
    ),
    corner('TCP, cut anywhere, IPv6', pcap(framesOf(overTcp(SIX, cut(random, 15))))),
    corner('TCP, numbers that begin anew', pcap(framesOf(overTcp(FOUR, cut(random, 5), { start: LATE_START })))),
    corner(
      'TCP, segments of seven bytes',
      pcap(
        framesOf(
          overTcp(
            FOUR,
            cut(() => 7, 5),
          ),
        ),
      ),
    ),
    corner(
      'TCP, a byte a segment',
      pcap(
        framesOf(
          overTcp(
            FOUR,
            cut(() => 1, 60),
          ),
        ),
      ),
    ),
    corner('TCP, out of order, again and overlapping', pcap(framesOf(overTcp(FOUR, disturbed(cut(random, 5)))))),
    corner(
      'TCP, from the middle',
      pcap(framesOf(overTcp(FOUR, cut(() => 500, 15).slice(1), { isFromBeginning: false }))),
      MESSAGES - 1,
    ),
    corner(
      'TCP in fragments',
      pcap(
        framesOf(
          overTcp(
            FOUR,
            cut(() => 1400, 5),
          )
            .slice(0, 2)
            .concat(tcpFragments()),
        ),
      ),
    ),
    corner('WebSocket', pcap(framesOf(overWebSocket(FOUR)))),
  ]
}

function tcpFragments(): readonly Uint8Array[] {
  return cut(() => 1400, 5).flatMap(({ isCaller, at, bytes }, index) => {
    const ends = isCaller ? FOUR : back(FOUR)
    return fragmented(ends, 6, tcp(ends, START + at, bytes), 400, 3000 + index).toReversed()
  })
}

function mixedLinks(from: number, end: number) {
  const packets = overUdp(FOUR).slice(from, end)
  return packets.map((packet, index) => {
    const on = index % 2
    return { bytes: on === 0 ? LINKS.Ethernet!.wrap(packet) : packet, ns: index * STEP_NS, on }
  })
}
