/** What is kept of a capture that was made to take room stays within its bound. */
import { describe, expect, test } from 'vitest'
import { FOUR } from '../../test/support/calls-on-wire.ts'
import { ip, LINKS, pcap, rtp, udp } from '../../test/support/capture-writer.ts'
import { hostileCapture } from '../../test/support/hostile-capture.ts'
import { keptMegabytes } from '../../test/support/kept.ts'
import { placeKey } from './flows.ts'
import { codecsAt, codecSet, expectAt, hashOfPlace, mediaPlaces, NO_SET, NOWHERE, placeAt } from './media-places.ts'
import { LIMITS } from './messages.ts'
import { readCapture } from './reading.ts'

/** A tenth of all that there is room for, so that it is filled in seconds. */
const TENTH = { ...LIMITS, messages: LIMITS.messages / 10, callIds: LIMITS.callIds / 10, flows: LIMITS.flows / 10 }

/** What was looked at last is held until something else is looked at: it is to be none of what another test read. */
function lookElsewhere(): void {
  const { feed } = readCapture(TENTH)
  for (const piece of hostileCapture(10)) feed(piece)
}

describe('what is kept', () => {
  test('of messages that each await sound at a host of its own is below 300 MB, and for a tenth of them about a tenth', () => {
    lookElsewhere()
    const { trace, feed, end } = readCapture(TENTH)
    const before = keptMegabytes()
    for (const piece of hostileCapture(TENTH.callIds + 10)) feed(piece)
    end()
    const kept = keptMegabytes() - before
    const { index, media, flows } = trace
    expect([index.count, index.callIds.count]).toEqual([TENTH.messages, TENTH.callIds])
    expect([media.places.count, flows.hosts.count]).toEqual([TENTH.flows - 2, TENTH.flows])
    // 31 MB, for tables grow by doubling; with a map and an object for each place it was 43. The whole takes 280.
    expect(kept).toBeGreaterThan(20)
    expect(kept).toBeLessThan(34)
  })

  test('of packets that look like sound on ever other ports does not grow with the ports', () => {
    lookElsewhere()
    const { trace, feed } = readCapture()
    const before = keptMegabytes()
    for (const piece of everyPort(100_000)) feed(piece)
    expect(trace.flows.count).toBe(100_000)
    expect(trace.media.candidates.length).toBe(20_000)
    expect(trace.media.streams).toEqual([])
    // A hundred thousand streams not believed yet took 200 MB.
    expect(keptMegabytes() - before).toBeLessThan(60)
  })

  test('of sound nobody announced on more ports than are kept is as many streams as are kept', () => {
    const { trace, feed } = readCapture({ ...LIMITS, streams: 50 })
    for (let stream = 0; stream < 100; stream += 1) feed(ofPort(stream, 10))
    expect([trace.media.streams.length, trace.media.left]).toEqual([50, 500])
  })
})

/** A file that is one packet of each of many ports. */
function* everyPort(count: number): Generator<Uint8Array> {
  for (let flow = 0; flow < count; flow += 1) yield ofPort(flow, 1)
}

/** So many packets in a row from a port of its own; the head of a file before the first. */
function ofPort(flow: number, count: number): Uint8Array {
  const ends = { ...FOUR, sport: 20_000 + (flow % 16), dport: 20_000, src: `10.0.${flow >> 12}.${(flow >> 4) & 255}` }
  const packets = Array.from({ length: count }, (_, sequence) =>
    LINKS.Ethernet!.wrap(
      ip(ends, 17, udp(ends, rtp({ sequence, stamp: sequence * 160, payload: 8, body: new Uint8Array(20) }))),
    ),
  )
  const file = pcap(packets.map((bytes, index) => ({ bytes, ns: index * 1e6 })))
  return flow === 0 ? file : file.subarray(24)
}

describe('places of media', () => {
  const announced = { call: 1, isImage: false, isSecure: false, set: NO_SET }

  test('made to belong in one slot are found within a few steps, however large the table grows', () => {
    const SAME = samePlace(1000)
    const places = mediaPlaces()
    for (const port of SAME) expectAt(places, 0, port, announced)
    const before = places.passed
    expect(SAME.map((port) => placeAt(places, 0, port))).toEqual(SAME.map((_, place) => place))
    expect(places.passed - before).toBeGreaterThan(SAME.length)
    expect(places.passed).toBeLessThanOrEqual(4 * SAME.length * 16)
    // Each behind the last it would be half a million.
    expect((SAME.length * SAME.length) / 2).toBeGreaterThan(4 * SAME.length * 16)
  })

  test('are told apart by host and port, and nothing is announced between them', () => {
    const places = mediaPlaces()
    const all = Array.from({ length: 20_000 }, (_, at) => [at >> 4, 20_000 + (at % 16) * 2] as const)
    for (const [host, port] of all) expectAt(places, host, port, announced)
    expect(all.map(([host, port]) => placeAt(places, host, port))).toEqual(all.map((_, place) => place))
    expect(new Set(all.map(([host, port]) => placeKey(host, port))).size).toBe(all.length)
    expect(placeAt(places, 5, 20_001)).toBe(NOWHERE)
    expect(placeAt(places, 2000, 20_000)).toBe(NOWHERE)
  })

  test('keep each payload type once, with a name of a bounded length', () => {
    const places = mediaPlaces()
    const many = Array.from({ length: 5000 }, (_, at) => ({
      payload: at % 128,
      name: `${at}`.repeat(100),
      clock: 8000,
    }))
    const set = codecSet(places, 0.5, () => many)
    expectAt(places, 0, 20_000, { ...announced, set })
    const codecs = codecsAt(places, placeAt(places, 0, 20_000))
    expect(codecs.map(({ payload }) => payload).toSorted((a, b) => a - b)).toEqual([...Array(128).keys()])
    expect(codecs.find(({ payload }) => payload === 3)?.name).toBe('3'.repeat(64))
    for (let hash = 1; hash < 2000; hash += 1) codecSet(places, hash + 0.5, () => many)
    expect(places.codecsKept).toBeLessThanOrEqual(100_000)
    expect(places.left).toBeGreaterThan(0)
  })
})

/** Ports of hosts that belong in one slot, whatever the size of the table up to 4096. */
function samePlace(count: number): readonly number[] {
  const found: number[] = []
  for (let port = 1; found.length < count; port += 1) if ((hashOfPlace(0, port) & 4095) === 7) found.push(port)
  return found
}
