/**
 * Captures changed by chance (R21): whatever the bytes, reading ends, soon, and without a fault of ours; and what it
 * keeps stays within its limits. Each finding would be told with its seed.
 */
import { expect, test } from 'vitest'
import { FAULT_CODES } from '../src/sip/fault.ts'
import { parseMessage } from '../src/sip/message.ts'
import { mediaOf, parseSdp } from '../src/sip/sdp.ts'
import { callNumbers } from '../src/capture/calls.ts'
import { inspect } from '../src/capture/inspection.ts'
import { ladderOf, saidIn, spansForLadder } from '../src/capture/ladder.ts'
import { ladderAsSvg } from '../src/capture/ladder-svg.ts'
import { ladderAsText } from '../src/capture/ladder-text.ts'
import { type Limits, LIMITS } from '../src/capture/messages.ts'
import { readCapture, type Trace } from '../src/capture/reading.ts'
import { SIP_TRUNK_TEST_CASES } from '../src/conformance/cases/index.ts'
import { judge } from '../src/conformance/wire/judge.ts'
import { sceneOf, spansForScene } from '../src/conformance/wire/scene.ts'
import { framesBeside } from './support/beside-calls.ts'
import { busyMs } from './support/busy.ts'
import { keptMegabytes } from './support/kept.ts'
import { FOUR, oneCall } from './support/calls-on-wire.ts'
import {
  eventBody,
  FLAG,
  ip,
  LINKS,
  pcap,
  pcapng,
  rtp,
  tcp,
  udp,
  fragmented,
  TUNNELS,
} from './support/capture-writer.ts'
import { drawing } from './support/corners.ts'
import { answer, question } from './support/dns-writer.ts'
import { readQuickly } from './support/quickly.ts'
import { TORTURE } from './torture/all.ts'

const messages = oneCall(1).map((said) => said.bytes)

/** Small captures that between them go through every part of the reading. */
function seeds(): readonly Uint8Array[] {
  const media = { ...FOUR, sport: 20_000, dport: 20_002 }
  const udpPackets = messages.map((bytes) => ip(FOUR, 17, udp(FOUR, bytes)))
  const tcpPackets = [
    ip(FOUR, 6, tcp(FOUR, 0, new Uint8Array(0), FLAG.syn)),
    ...messages.flatMap((bytes, index) => {
      const from = 1 + messages.slice(0, index).reduce((sum, each) => sum + each.length, 0)
      return [
        ip(FOUR, 6, tcp(FOUR, from + 200, bytes.subarray(200))),
        ip(FOUR, 6, tcp(FOUR, from, bytes.subarray(0, 200))),
      ]
    }),
  ]
  const rtpPackets = Array.from({ length: 8 }, (_, index) =>
    ip(
      media,
      17,
      udp(
        media,
        rtp({
          sequence: index,
          stamp: index * 160,
          payload: index < 5 ? 8 : 101,
          body: index < 5 ? new Uint8Array(20) : eventBody(index, 160, index === 7),
        }),
      ),
    ),
  )
  const pieces = fragmented(FOUR, 17, udp(FOUR, messages[0]!), 128, 1).toReversed()
  const six = fragmented({ ...FOUR, src: '2001:db8::1', dst: '2001:db8::2' }, 17, udp(FOUR, messages[0]!), 128, 1)
  const tunnels = Object.values(TUNNELS).map((wrap) => wrap(udpPackets[0]!))
  const frames = (packets: readonly Uint8Array[], link = 'Ethernet') =>
    packets.map((packet, index) => ({ bytes: LINKS[link]!.wrap(packet), ns: index * 1e6 }))
  const all = [...udpPackets, ...rtpPackets, ...tcpPackets, ...pieces, ...six, ...tunnels]
  return [
    pcap(frames(udpPackets)),
    pcap(frames(tcpPackets, 'Linux cooked'), { linkType: LINKS['Linux cooked']!.type }),
    pcap(frames([...rtpPackets, ...pieces, ...six], 'Ethernet with two tags')),
    beside(),
    pcapng([
      {
        interfaces: [{ linkType: 1 }, { linkType: 1, resolution: 0x94 }],
        frames: frames(all).map((frame, index) => ({ ...frame, on: index % 2, isSimple: index % 7 === 0 })),
      },
    ]),
  ]
}

/** What goes on beside calls: names over UDP and TCP, errors, resets, a handshake with certificates of both ends. */
function beside(): Uint8Array {
  const ends = { src: '192.0.2.10', dst: '192.0.2.53', sport: 40_000, dport: 53 }
  const records = ['SRV 10 60 5060 a.example 300', 'NAPTR 1 2 SIP+D2U _sip._udp.example 9', 'a.example: A 192.0.2.1 30']
  const sized = (bytes: Uint8Array) => Uint8Array.from([bytes.length >> 8, bytes.length & 255, ...bytes])
  const asked = sized(question(1, 'SRV', '_sip._udp.example'))
  const overTcp = [
    ip(ends, 6, tcp(ends, 0, new Uint8Array(0), FLAG.syn)),
    ip(ends, 6, tcp(ends, 1, asked)),
    ip(ends, 6, tcp(ends, 1 + asked.length, sized(answer(1, 'SRV', '_sip._udp.example', records)))),
  ]
  const frames = framesBeside({
    beside: `
      0   asks SRV _sip._udp.example
      1   told ${records.join('; ')}
      2   unreachable 192.0.2.20 port
      3   connects 192.0.2.20 5061
      4   accepts
      5   client hello 1.3 1.2 trunk.example
      6   server hello 1.2 c02f
      7   server certificate trunk.example
      8   server asks
      9   client certificate pbx.example
      10  client alert unknown_ca
      11  server data
      12  resets`,
  })
  return pcap([
    ...frames,
    ...overTcp.map((packet, index) => ({ bytes: LINKS.Ethernet!.wrap(packet), ns: index * 1e6 })),
  ])
}

/** Changes some bytes, mostly in the middle of things, and sometimes cuts or repeats a stretch. */
function mutated(seed: Uint8Array, draw: () => number): Uint8Array {
  const bytes = seed.slice()
  const place = () => Math.floor(draw() * bytes.length)
  const kind = draw()
  if (kind < 0.1) return bytes.subarray(0, place())
  if (kind < 0.2) {
    const [from, to] = [place(), place()]
    bytes.copyWithin(from, to, to + Math.floor(draw() * 400))
  }
  const changes = 1 + Math.floor(draw() * draw() * 12)
  for (let count = 0; count < changes; count += 1) {
    const at = place()
    const how = draw()
    bytes[at] =
      how < 0.3
        ? bytes[at]! ^ (1 << Math.floor(draw() * 8))
        : how < 0.5
          ? EDGES[Math.floor(draw() * EDGES.length)]!
          : Math.floor(draw() * 256)
  }
  return bytes
}

const EDGES = [0, 1, 10, 13, 32, 34, 59, 60, 127, 128, 254, 255]

const SMALL: Limits = { ...LIMITS, messages: 1000, callIds: 500, flows: 500, streams: 50, heldBytes: 1 << 16 }

function readWhole(bytes: Uint8Array): void {
  const reading = readCapture(SMALL)
  reading.feed(bytes)
  reading.end()
  inspect(reading.trace)
}

type Outcome = { tries: number; readonly thrown: string[]; slowestMs: number; slowest: number }

function attack(
  read: (bytes: Uint8Array) => void,
  inputs: readonly Uint8Array[],
  forMs: number,
  most: number,
  from: number,
): Outcome {
  const outcome: Outcome = { tries: 0, thrown: [], slowestMs: 0, slowest: 0 }
  const until = performance.now() + forMs
  while (outcome.tries < most && performance.now() < until && outcome.thrown.length < 3) {
    const seed = from + outcome.tries
    const draw = drawing(Math.imul(seed, 0x9e3779b1))
    const bytes = mutated(inputs[seed % inputs.length]!, draw)
    const before = busyMs()
    try {
      read(bytes)
    } catch (fault) {
      outcome.thrown.push(`seed ${seed}: ${fault instanceof Error ? fault.stack : String(fault)}`)
    }
    const took = busyMs() - before
    if (took > outcome.slowestMs) Object.assign(outcome, { slowestMs: took, slowest: seed })
    outcome.tries += 1
  }
  return outcome
}

/** The long run tries as many as it is told to; the ordinary one what fits into some seconds. */
const TRIES = Number(process.env.CAPTURE_FUZZ_TRIES ?? 200_000)
const FOR_MS = process.env.CAPTURE_FUZZ_TRIES ? Number.POSITIVE_INFINITY : 6000
const FROM = Number(process.env.CAPTURE_FUZZ_FROM ?? 1)
const SLOW_MS = 1000

test('of every capture that is changed all is read as long as it is not', () => {
  const read = seeds().map((bytes) => {
    const reading = readCapture(SMALL)
    reading.feed(bytes)
    reading.end()
    const { index, media, lookups, handshakes } = reading.trace
    return [index.count, media.streams.length, lookups.answers, handshakes.list.length]
  })
  expect(read).toEqual([
    [5, 0, 0, 0],
    [5, 0, 0, 0],
    [2, 1, 0, 0],
    [0, 0, 2, 1],
    [17, 1, 0, 0],
  ])
})

test('no changed capture throws, or takes a second, or makes memory grow', { timeout: 24 * 3_600_000 }, () => {
  const inputs = seeds()
  attack(readWhole, inputs, FOR_MS / 10, 500, FROM)
  const before = keptMegabytes()
  const outcome = attack(readWhole, inputs, FOR_MS, TRIES, FROM)
  expect(outcome.thrown).toEqual([])
  expect(outcome.tries).toBeGreaterThan(500)
  expect(outcome.slowestMs, `seed ${outcome.slowest}`).toBeLessThan(SLOW_MS)
  expect(keptMegabytes() - before).toBeLessThan(30)
})

/** All that is kept of messages, and all that is said of the capture. */
function told(trace: Trace): string {
  const { rows, faults } = trace.index
  return JSON.stringify([
    inspect(trace),
    rows.blocks.map(({ narrow }) => [...narrow]),
    faults.blocks.map((block) => [...block]),
    Object.values(trace.clues).map(({ blocks }) => blocks.map((block) => [...block])),
  ])
}

const PIECE = 4096

/** Says so where a capture is read otherwise when a quick look is taken at it. */
function readBoth(bytes: Uint8Array, quickly = readQuickly): void {
  const whole = readCapture(SMALL)
  for (let from = 0; from < bytes.length; from += PIECE) whole.feed(bytes.subarray(from, from + PIECE))
  whole.end()
  if (told(quickly(bytes, PIECE, SMALL)) !== told(whole.trace)) throw new Error('read otherwise')
}

test('no changed capture is read otherwise for a quick look', { timeout: 24 * 3_600_000 }, () => {
  const outcome = attack(readBoth, seeds(), FOR_MS, TRIES / 10, FROM)
  expect(outcome.thrown).toEqual([])
  expect(outcome.tries).toBeGreaterThan(500)
})

test('one that is read otherwise is found', () => {
  const erring: typeof readQuickly = (bytes, size, limits) => {
    const trace = readQuickly(bytes, size, limits)
    for (const { narrow } of trace.index.rows.blocks) narrow[12]! ^= 1
    return trace
  }
  expect(attack((bytes) => readBoth(bytes, erring), seeds(), FOR_MS, 100, FROM).thrown.length).toBeGreaterThan(0)
})

test('no changed message throws', { timeout: 24 * 3_600_000 }, () => {
  const outcome = attack(
    (bytes) => {
      const message = parseMessage(bytes)
      mediaOf(parseSdp(message.body))
      for (const code of message.faults) if (!FAULT_CODES.includes(code)) throw new Error(code)
    },
    [...messages, ...TORTURE.map(({ bytes }) => bytes)],
    FOR_MS / 2,
    TRIES,
    FROM,
  )
  expect(outcome.thrown).toEqual([])
  expect(outcome.tries).toBeGreaterThan(2000)
})

test('no ladder of a changed message throws', () => {
  const frame = (bytes: Uint8Array) => ({ bytes: LINKS.Ethernet!.wrap(ip(FOUR, 17, udp(FOUR, bytes))), ns: 0 })
  const draw = drawing(9)
  for (let tries = 0; tries < 300; tries += 1) {
    const reading = readCapture(SMALL)
    const file = pcap(messages.map((each) => frame(mutated(each, draw))))
    reading.feed(file)
    reading.end()
    for (const number of callNumbers(reading.trace)) {
      const bytes = spansForLadder(reading.trace, [number]).map(([span]) =>
        file.subarray(span!.offset, span!.offset + span!.length),
      )
      const ladder = ladderOf(reading.trace, [number], saidIn(reading.trace, [number], bytes))
      expect(ladderAsText(ladder).length + ladderAsSvg(ladder).length).toBeGreaterThan(0)
    }
  }
})

test('no verdict on a changed capture throws', () => {
  const draw = drawing(11)
  const frames = messages.map((each) => ({ bytes: LINKS.Ethernet!.wrap(ip(FOUR, 17, udp(FOUR, each))), ns: 0 }))
  for (let tries = 0; tries < 100; tries += 1) {
    const file = mutated(tries % 2 === 0 ? beside() : pcap(frames), draw)
    const reading = readCapture(SMALL)
    reading.feed(file)
    reading.end()
    const bytes = spansForScene(reading.trace).spans.map(([span]) =>
      file.subarray(span!.offset, span!.offset + span!.length),
    )
    const scene = sceneOf(reading.trace, bytes, { pbx: ['192.0.2.10'] })
    for (const testCase of SIP_TRUNK_TEST_CASES) expect(judge(testCase, scene).id).toBe(testCase.plan)
  }
})

/** Controls: readers that are at fault in a way that only changed bytes bring out. */
test('a reader that throws on a long value is found', () => {
  const outcome = attack(
    (bytes) => {
      readWhole(bytes)
      if (bytes.length > 24 && bytes[20] !== 1 && bytes[20] !== 113) throw new Error('planted')
    },
    seeds(),
    FOR_MS,
    200_000,
    FROM,
  )
  expect(outcome.thrown.length).toBeGreaterThan(0)
})

test('a reader that takes its time is found', () => {
  const slow = () => {
    for (const until = busyMs() + SLOW_MS + 10; busyMs() < until;);
  }
  expect(attack(slow, [new Uint8Array(20)], 60_000, 1, FROM).slowestMs).toBeGreaterThan(SLOW_MS)
})

/** What streams, fragments and calls without end would take, were there no limits. */
test('a capture made to fill memory stays within the limits', () => {
  const reading = readCapture(SMALL)
  const seedMessage = new TextDecoder().decode(messages[0])
  const frames: Uint8Array[] = []
  for (let count = 0; count < 3000; count += 1) {
    const ends = { ...FOUR, sport: 1024 + count, dport: 1024 + (count % 7) }
    const bytes = new TextEncoder().encode(seedMessage.replaceAll('call-1', `call-${count}`))
    frames.push(ip(ends, 17, udp(ends, bytes)))
    frames.push(ip(ends, 6, tcp(ends, 0, bytes.subarray(0, 300))), ip(ends, 6, tcp(ends, 5000, bytes)))
    frames.push(fragmented(ends, 17, udp(ends, bytes), 128, count)[0]!)
    frames.push(ip(ends, 17, udp(ends, rtp({ sequence: 1, stamp: 1, payload: 8, ssrc: count }))))
  }
  reading.feed(pcap(frames.map((packet, index) => ({ bytes: LINKS.Ethernet!.wrap(packet), ns: index * 1e6 }))))
  reading.end()
  const { index, flows, media, frames: read } = reading.trace
  expect(read.packet.number).toBe(frames.length)
  expect(index.count).toBeLessThanOrEqual(SMALL.messages)
  expect(index.callIds.count).toBeLessThanOrEqual(SMALL.callIds)
  expect(flows.count).toBeLessThanOrEqual(SMALL.flows)
  expect(media.streams.length).toBeLessThanOrEqual(SMALL.streams)
  expect(
    inspect(reading.trace)
      .faults.map((fault) => fault.says)
      .join(' '),
  ).toMatch(/more flows than are kept/)
})
