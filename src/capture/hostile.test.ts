/** Captures made to cost: time grows with the file and no faster, and memory ends at its limits. */
import { describe, expect, test } from 'vitest'
import { busyMs } from '../../test/support/busy.ts'
import { FOUR, sdp, sipMessage } from '../../test/support/calls-on-wire.ts'
import { FLAG, ip, join, LINKS, pcap, rtp, tcp, udp } from '../../test/support/capture-writer.ts'
import { hashOf } from '../sip/bytes.ts'
import { byteTable, numbered, textOfChosen, textOfEntry } from './byte-table.ts'
import { connections, type Listener, tcpSegment } from './connections.ts'
import { hashOfFlow } from './flows.ts'
import { inspect, timeText } from './inspection.ts'
import { groundOf } from './leg-evidence.ts'
import { readCapture, type Trace } from './reading.ts'
import { oneSpan } from './spans.ts'
import { type WebSocketTaker, webSocketData, webSocketStream } from './websocket.ts'

const text = (of: string) => Uint8Array.from(of, (letter) => letter.charCodeAt(0))
const framed = (packets: readonly Uint8Array[]) =>
  pcap(packets.map((packet, index) => ({ bytes: LINKS.Ethernet!.wrap(packet), ns: index * 1e6 })))

function inspected(file: Uint8Array, most?: number) {
  const reading = readCapture()
  reading.feed(file)
  reading.end()
  return inspect(reading.trace, most)
}

/** Who hears of nothing. */
const DEAF: Listener = {
  whole: () => 0,
  message: () => {},
  upgrade: () => {},
  unread: () => {},
  note: () => {},
  hidden: () => {},
  handshake: () => {
    throw new Error('there is no handshake in it')
  },
  isDns: () => false,
  dns: () => {},
}

const NOBODY: WebSocketTaker = { whole: () => 0, message: () => {}, skipped: () => {}, upgrade: () => {} }

test('a message in a hundred thousand segments is let go of at once', () => {
  const state = connections({ held: 0, most: 2 ** 20 }, DEAF)
  const send = (sequence: number, bytes: Uint8Array, flags: number = FLAG.ack) =>
    tcpSegment(
      state,
      0,
      tcp(FOUR, sequence, bytes, flags),
      0,
      20 + bytes.length,
      0,
      oneSpan(1, sequence, 0, 20 + bytes.length),
      0,
    )
  const head = text('INFO sip:x@e SIP/2.0\r\nCall-ID: c\r\nCSeq: 1 INFO\r\nContent-Length: 100000\r\n\r\n')
  send(99, new Uint8Array(0), FLAG.syn)
  send(100, head)
  for (let index = 0; index < 99_999; index += 1) send(100 + head.length + index, text('x'))
  const before = busyMs()
  send(100 + head.length + 99_999, text('xI'))
  // Segment by segment it took more than ten seconds.
  expect(busyMs() - before).toBeLessThan(3000)
  expect(state.budget.held).toBe(1)
})

test('a block of Call-IDs that is full to its last byte takes no empty one with it', () => {
  const message = (callId: string, index: number) => {
    const line = callId === '' ? '' : `Call-ID: ${callId}\r\n`
    return ip(FOUR, 17, udp(FOUR, text(`INVITE sip:x@e SIP/2.0\r\n${line}CSeq: ${index} INVITE\r\n\r\n`)))
  }
  const callIds = Array.from({ length: 16 }, (_, index) => String.fromCharCode(97 + index).repeat(4096))
  expect(inspected(framed([...callIds, ''].map(message))).sip.messages).toBe(17)
  const table = byteTable(100)
  for (const callId of callIds) numbered(table, text(callId), 0, 4096)
  expect(textOfEntry(table, numbered(table, text(''), 0, 0))).toBe('')
  expect(callIds.map((callId) => textOfEntry(table, numbered(table, text(callId), 0, 4096)))).toEqual(callIds)
})

test.each([
  [-1_000n, '1969-12-31T23:59:59.999999Z'],
  [-1_000_000_000n, '1969-12-31T23:59:59.000000Z'],
  [-1_500_000_000n, '1969-12-31T23:59:58.500000Z'],
  [0n, '1970-01-01T00:00:00.000000Z'],
  [1_700_000_000_123_456_000n, '2023-11-14T22:13:20.123456Z'],
  [8_640_000_000_001n * 1_000_000_000n, null],
])('a capture that begins %s ns from 1970 begins at %s', (startNs, says) => {
  expect(timeText({ frames: { startNs } } as Trace, 0)).toBe(says)
})

describe('what is made to have one hash', () => {
  const SAME = sameHash(11)
  const FEW = 16
  /** What a table passes over that puts each behind the last. */
  const plain = (count: number) => (count * (count - 1)) / 2

  test('Call-IDs: each is found within a few steps, and all of them are told apart', () => {
    expect(new Set(SAME.map((name) => hashOf(name, 0, name.length))).size).toBe(1)
    const { callIds } = readOf(SAME.map((name) => requestOf(name))).index
    expect(callIds.count).toBe(SAME.length)
    expect(callIds.passed).toBeGreaterThan(SAME.length)
    expect(callIds.passed).toBeLessThanOrEqual(SAME.length * FEW)
    expect(plain(SAME.length)).toBeGreaterThan(20 * SAME.length * FEW)
    const before = callIds.passed
    expect(SAME.map((name) => numbered(callIds, name, 0, name.length))).toEqual(SAME.map((_, number) => number))
    expect(callIds.passed - before).toBeLessThanOrEqual(SAME.length * FEW)
  })

  test('ports: flows are found within a few steps, however large their table grows', () => {
    const ports = samePlace(1000)
    const ends = ports.map((both) => ({ ...FOUR, sport: both >>> 16, dport: both & 0xffff }))
    const { flows } = readOf([...ends, ...ends].map((each) => ip(each, 17, udp(each, text('anything')))))
    expect(flows.count).toBe(ports.length)
    expect(flows.passed).toBeGreaterThan(ports.length)
    expect(flows.passed).toBeLessThanOrEqual(2 * ports.length * FEW)
    expect(plain(ports.length)).toBeGreaterThan(10 * 2 * ports.length * FEW)
  })

  test('is found again in a table that grew, though there is room for it now', () => {
    const table = byteTable(10_000)
    const names = [...SAME.slice(0, 40), ...Array.from({ length: 2000 }, (_, index) => text(`call-${index}`))]
    for (const name of names) numbered(table, name, 0, name.length)
    expect(names.map((name) => numbered(table, name, 0, name.length))).toEqual(names.map((_, number) => number))
    expect(table.beyond.size).toBeGreaterThanOrEqual(40 - FEW)
  })
})

function readOf(packets: readonly Uint8Array[]) {
  const reading = readCapture()
  reading.feed(framed(packets))
  reading.end()
  return reading.trace
}

function requestOf(callId: Uint8Array): Uint8Array {
  const head = text('OPTIONS sip:x@e SIP/2.0\r\nCall-ID: ')
  return ip(FOUR, 17, udp(FOUR, join(head, callId, text('\r\n\r\n'))))
}

/** 2 to the power of `words` names with one hash: at each place stands one of two words that lead on to the same. */
function sameHash(words: number): readonly Uint8Array[] {
  let names: readonly Uint8Array[] = [new Uint8Array(0)]
  for (let word = 0; word < words; word += 1) {
    const begun = names[0]!
    const rest = new Uint8Array(8 * (words - word - 1))
    const met = new Map<number, Uint8Array>()
    for (let number = 0; ; number += 1) {
      const one = text(number.toString(36).padStart(8, '-'))
      const hash = hashOf(join(begun, one, rest), 0, 8 * words)
      const other = met.get(hash)
      met.set(hash, one)
      if (!other) continue
      names = names.flatMap((name) => [join(name, one), join(name, other)])
      break
    }
  }
  return names
}

/** Ports of flows between two hosts that belong in one place of the table, whatever its size up to 4096. */
function samePlace(count: number): readonly number[] {
  const found: number[] = []
  for (let ports = 1; found.length < count; ports += 1)
    if ((hashOfFlow(0, 1, ports, 17) & 4095) === 7) found.push(ports)
  return found
}

test('empty frames of a WebSocket are not kept, nor parts without end', () => {
  const stream = webSocketStream({ bytes: new Uint8Array(0), length: 0, spans: [], budget: { held: 0, most: 2 ** 26 } })
  const feed = (bytes: Uint8Array) =>
    webSocketData(stream, bytes, 0, bytes.length, oneSpan(1, 0, 0, bytes.length), NOBODY)
  feed(text('GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n'))
  feed(Uint8Array.from([1, 0]))
  feed(new Uint8Array(60_000))
  expect(stream.parts.length).toBe(0)
  const parts = new Uint8Array(9000)
  for (let at = 0; at < parts.length; at += 3) parts.set([0, 1, 65], at)
  feed(parts)
  expect(stream.parts.length).toBeLessThanOrEqual(1024)
})

test('segments that wait for one that never comes share one limit, and what nobody reads does not wait', () => {
  const state = connections({ held: 0, most: 100_000 }, DEAF)
  const send = (flow: number, sequence: number, bytes: Uint8Array, flags: number = FLAG.ack) =>
    tcpSegment(
      state,
      flow,
      tcp(FOUR, sequence, bytes, flags),
      0,
      20 + bytes.length,
      0,
      oneSpan(1, 0, 0, 20 + bytes.length),
      0,
    )
  for (let flow = 0; flow < 100; flow += 1) {
    send(flow, 99, new Uint8Array(0), FLAG.syn)
    for (let index = 0; index < 5; index += 1) send(flow, 101 + index * 1000, new Uint8Array(1000))
    expect(state.waiting.held).toBeLessThanOrEqual(100_000)
  }
  send(500, 99, new Uint8Array(0), FLAG.syn)
  send(500, 100, text('\0\0'))
  const before = state.waiting.held
  send(500, 1000, new Uint8Array(1000))
  expect(state.waiting.held).toBe(before)
})

const MEDIA = { src: '192.0.2.20', dst: '192.0.2.10', sport: 20_002, dport: 20_000 }
const spoken = (sources: number, each: number) =>
  Array.from({ length: sources * each }, (_, index) => {
    const sequence = Math.floor(index / sources)
    const packet = rtp({ sequence, stamp: sequence * 160, payload: 8, body: new Uint8Array(20) })
    new DataView(packet.buffer, packet.byteOffset).setUint32(8, 100 + (index % sources))
    return ip(MEDIA, 17, udp(MEDIA, packet))
  })
const ANNOUNCED = ip(
  FOUR,
  17,
  udp(
    FOUR,
    sipMessage({
      first: 'INVITE sip:x@e SIP/2.0',
      call: 'c',
      cseq: '1 INVITE',
      branch: 'q',
      body: sdp('192.0.2.10', 20_000),
    }),
  ),
)

test.each([
  ['announced', 20, [ANNOUNCED]],
  ['that nobody announced', 12, []],
] as const)('sources on one port, %s, are as many streams as they are', (_, sources, before) => {
  const { streams } = inspected(framed([...before, ...spoken(sources, 30)]))
  expect(streams.map(({ packets, lost }) => [packets, lost])).toEqual(Array.from({ length: sources }, () => [30, 0]))
})

test('of an inspection cut to some, no more are made', () => {
  const file = join(framed(spoken(5, 10)))
  expect([inspected(file).streams.length, inspected(file, 2).streams.length]).toEqual([5, 2])
})

/** The inverse of a product modulo 2^32, by Newton. */
const inverse = (of: number) => [1, 2, 3, 4, 5].reduce((x) => Math.imul(x, 2 - Math.imul(of, x)), of)
const unshifted = (hash: number, by: number) =>
  [1, 2, 3, 4, 5, 6, 7].reduce((x) => (hash ^ (x >>> by)) >>> 0, hash >>> 0)

/** The number that V8 gives this hash to where it is the key of a map: its function turned round, step by step. */
function hashedTo(hash: number): number {
  const mixed = unshifted(Math.imul(unshifted(hash, 16), inverse(2057)), 4)
  return Math.imul(unshifted(Math.imul(mixed, inverse(5)), 12) + 1, inverse(2 ** 15 - 1)) >>> 0
}

describe('numbers chosen so that a map of the engine has them all in one place', () => {
  const CHOSEN = Array.from({ length: 25_000 }, (_, at) => hashedTo(at * 2 ** 15))
  const OTHERS = Array.from({ length: 25_000 }, (_, at) => Math.imul(at + 1, 0x9e3779b1) >>> 0)
  const asKeys = (keys: readonly unknown[]) => {
    const before = busyMs()
    expect(new Set(keys).size).toBe(keys.length)
    return busyMs() - before
  }

  test('are slow as they are, and no slower than others as texts', () => {
    asKeys(OTHERS)
    expect(asKeys(CHOSEN)).toBeGreaterThan(10 * asKeys(OTHERS))
    expect(asKeys(CHOSEN.map(textOfChosen))).toBeLessThan(asKeys(CHOSEN) / 10)
  })

  test('cost nothing as sources of sound that tell legs of a call apart', () => {
    const { trace } = readCapture()
    const streams = CHOSEN.map((ssrc, at) => ({ ssrc, call: at % 2 }))
    const before = busyMs()
    const { heardIn, callsHearing } = groundOf({ ...trace, media: { ...trace.media, streams: streams as never } })
    expect(busyMs() - before).toBeLessThan(asKeys(CHOSEN) / 4)
    expect([heardIn.size, callsHearing.size]).toEqual([2, CHOSEN.length])
  })
})
