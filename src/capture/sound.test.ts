/** Sound taken out while a capture is read: the same packets, and nothing left of what was said. */
import { describe, expect, test } from 'vitest'
import {
  back,
  type Ends,
  eventBody,
  fragmented,
  ip,
  LINKS,
  pcap,
  pcapng,
  rtp,
  type RtpPacket,
  TUNNELS,
  udp,
} from '../../test/support/capture-writer.ts'
import { corners } from '../../test/support/corners.ts'
import { extended, mixed, redacted, spoken, voiced, without } from '../../test/support/soundless.ts'
import { captureOf } from '../../test/support/trunk-scene.ts'
import { inspect } from './inspection.ts'
import { readCapture } from './reading.ts'

function inspected(file: Uint8Array) {
  const reading = readCapture()
  reading.feed(file)
  reading.end()
  return inspect(reading.trace)
}

const TALK = voiced(
  captureOf({
    lines: `
  pbx      INVITE offer
  provider 200 OK answer
  pbx      ACK
  both     sound 1000
  pbx      digits 1234#
  pbx      BYE
  provider 200 OK`,
  }),
)

describe('a capture without its sound', () => {
  const { file, packets } = without(TALK)

  test('says nothing any more, and is told by everything else as before, keys pressed among it', () => {
    expect(spoken(TALK)).toBeGreaterThan(50)
    expect(spoken(file)).toBe(0)
    expect(packets).toBe(spoken(TALK))
    expect(file.length).toBe(TALK.length)
    expect(inspected(file)).toEqual(inspected(TALK))
    expect(
      inspected(file)
        .streams.map(({ dtmf }) => dtmf)
        .join(''),
    ).toBe('1234#')
  })

  test.each([1, 7, 64, 4096])('is the same in pieces of %i bytes', (size) => {
    expect(without(TALK, size).file).toEqual(file)
  })

  test('taken out again, changes nothing: bytes and hash stay', () => {
    expect(without(file).file).toEqual(file)
  })
})

const FOUR: Ends = { src: '192.0.2.1', dst: '192.0.2.2', sport: 20000, dport: 30000 }
const SIX: Ends = { ...FOUR, src: '2001:db8::1', dst: '2001:db8::2' }
const VOICE = new Uint8Array(1400).fill(0xd5)

const said = (ends: Ends, sequence: number) =>
  udp(ends, rtp({ sequence, stamp: sequence * 160, payload: 8, body: VOICE }))

const whole = (ends: Ends) => [0, 1, 2, 3].map((sequence) => ip(ends, 17, said(ends, sequence)))
const pieces = (ends: Ends) =>
  [0, 1, 2, 3].flatMap((sequence) => fragmented(ends, 17, said(ends, sequence), 400, 100 + sequence).toReversed())
const framed = (packets: readonly Uint8Array[]) =>
  packets.map((packet, index) => ({ bytes: LINKS.Ethernet!.wrap(packet), ns: index * 20_000_000 }))

test.each([
  ['IPv4', pcap(framed(whole(FOUR)))],
  ['IPv6', pcap(framed(whole(SIX)))],
  ['IPv4 in fragments, the last first', pcap(framed(pieces(FOUR)))],
  ['IPv6 in fragments, the last first', pcap(framed(pieces(SIX)))],
  ['upper byte first, nanoseconds', pcap(framed(whole(back(FOUR))), { isLittle: false, isNano: true })],
  ['pcapng', pcapng([{ interfaces: [{ linkType: 1 }], frames: framed(whole(FOUR)) }])],
  ...Object.entries(TUNNELS).map(([name, wrap]): [string, Uint8Array] => [name, pcap(framed(whole(FOUR).map(wrap)))]),
])('nothing is left of what was said over %s', (_, bytes) => {
  const voice = Buffer.from(VOICE.subarray(0, 100))
  expect(Buffer.from(bytes).includes(voice)).toBe(true)
  for (const size of [333, bytes.length]) {
    const { file, packets } = without(bytes, size)
    expect(packets).toBe(4)
    expect(Buffer.from(file).includes(voice)).toBe(false)
    expect(inspected(file)).toEqual(inspected(bytes))
  }
})

describe('what tells how loud it is (RFC 6464)', () => {
  const level = Uint8Array.of(0x10, 0x9f, 0, 0, 0x21, 1, 2, 0)
  const loud = [0, 1, 2, 3].map((sequence) => ({ sequence, stamp: sequence * 160, payload: 8, extension: level }))
  const over = (ends: Ends, packets: readonly RtpPacket[]) =>
    pcap(framed(packets.map((packet) => ip(ends, 17, udp(ends, rtp(packet))))))
  const keyed = [0, 1, 2, 3].map((step) => ({
    ...loud[0]!,
    sequence: 4 + step,
    payload: 101,
    body: eventBody(7, 160, step > 0),
  }))

  test.each([
    ['IPv4', over(FOUR, loud)],
    ['IPv6', over(SIX, loud)],
    [
      'a mix of others',
      over(
        FOUR,
        loud.map((each) => ({ ...each, contributing: [7, 8, 9] })),
      ),
    ],
    [
      'packets with nothing else in them',
      over(
        FOUR,
        loud.map((each) => ({ ...each, body: new Uint8Array(0) })),
      ),
    ],
    ['keys, which stay', over(FOUR, [...loud, ...keyed])],
    [
      'fragments, the last first',
      pcap(framed(loud.flatMap((each, index) => fragmented(FOUR, 17, udp(FOUR, rtp(each)), 24, index).toReversed()))),
    ],
  ])('is gone from %s, and all else is as it was', (_, bytes) => {
    expect(extended(bytes)).toBeGreaterThan(3)
    for (const size of [1, 333, bytes.length]) {
      const { file, packets } = without(bytes, size)
      expect(extended(file)).toBe(0)
      expect(packets).toBe(extended(bytes))
      expect(file.length).toBe(bytes.length)
      expect(inspected(file)).toEqual(inspected(bytes))
    }
  })

  test('as long as the packet says and no longer: what reaches beyond it goes with all the rest', () => {
    const cut = rtp({ ...loud[0]!, body: Uint8Array.of(1, 2, 3, 4) })
    cut[15] = 200
    const bytes = pcap(framed([0, 1, 2, 3].map(() => ip(FOUR, 17, udp(FOUR, cut)))))
    expect(Buffer.from(without(bytes).file).includes(Buffer.from(level.subarray(0, 4)))).toBe(false)
  })
})

describe('whom a mixer names in a packet (RFC 3550 §5.1)', () => {
  const packets = [0, 1, 2, 3].map((sequence) => ({
    sequence,
    stamp: sequence * 160,
    payload: 8,
    contributing: [7, 8],
  }))
  const over = (all: readonly RtpPacket[]) => pcap(framed(all.map((each) => ip(FOUR, 17, udp(FOUR, rtp(each))))))
  const keys = packets.map((each) => ({ ...each, payload: 101, body: eventBody(7, 160) }))

  test.each([
    ['sound', over(packets)],
    ['keys', over(keys)],
    ['sound with an extended header', over(packets.map((each) => ({ ...each, extension: Uint8Array.of(0, 0, 0, 0) })))],
    ['packets with nothing else in them', over(packets.map((each) => ({ ...each, body: new Uint8Array(0) })))],
    [
      'fragments, the last first',
      pcap(framed(packets.flatMap((each, at) => fragmented(FOUR, 17, udp(FOUR, rtp(each)), 24, at).toReversed()))),
    ],
  ])('is gone from %s, and all else is as it was', (_, bytes) => {
    expect(mixed(bytes)).toBe(4)
    for (const size of [1, 333, bytes.length]) {
      const { file } = without(bytes, size)
      expect([mixed(file), file.length]).toEqual([0, bytes.length])
      expect(inspected(file)).toEqual(inspected(bytes))
      expect(mixed(redacted(bytes, size))).toBe(0)
    }
  })
})

/** Whatever links, fragments, segments and frames it comes in. */
test.each(corners().map(({ name, bytes }) => [name, bytes] as const))('%s stays what it was', (_, bytes) => {
  expect(inspected(without(bytes).file)).toEqual(inspected(bytes))
})
