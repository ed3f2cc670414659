import { describe, expect, test } from 'vitest'
import { FOUR, sdp, sipMessage } from '../../test/support/calls-on-wire.ts'
import {
  back,
  eventBody,
  type Ends,
  type Frame,
  ip,
  LINKS,
  pcap,
  rtp,
  type RtpPacket,
  udp,
} from '../../test/support/capture-writer.ts'
import { inspect } from './inspection.ts'
import { readCapture } from './reading.ts'

const MEDIA: Ends = { ...FOUR, sport: 20_000, dport: 20_002 }

function read(frames: readonly Frame[]) {
  const reading = readCapture()
  reading.feed(pcap(frames, { isNano: true }))
  reading.end()
  return inspect(reading.trace)
}

const frame = (ends: Ends, payload: Uint8Array, ms: number): Frame => ({
  bytes: LINKS.Ethernet!.wrap(ip(ends, 17, udp(ends, payload))),
  ns: Math.round(ms * 1e6),
})

/** Sound as it should be: one packet of 20 ms after the other. */
const sound = (count: number, from = 0, more: Partial<RtpPacket> = {}) =>
  Array.from({ length: count }, (_, index) => ({
    ms: (from + index) * 20,
    packet: { sequence: from + index, stamp: (from + index) * 160, payload: 8, ...more },
  }))

type Timed = { readonly ms: number; readonly packet: RtpPacket }

const sent = (packets: readonly Timed[], ends: Ends = MEDIA) =>
  packets.map(({ ms, packet }) => frame(ends, rtp(packet), ms))

const offer = (call: string, port: number, ms: number, more: readonly string[] = []) =>
  frame(
    FOUR,
    sipMessage({
      first: 'INVITE sip:ben@sip.example.com SIP/2.0',
      call,
      cseq: '1 INVITE',
      branch: call,
      body: sdp('192.0.2.10', port, more),
    }),
    ms,
  )

describe('loss, disorder and evenness', () => {
  test('an even stream has neither loss nor jitter', () => {
    expect(read(sent(sound(100))).streams).toMatchObject([
      {
        src: '192.0.2.10:20000',
        dst: '192.0.2.20:20002',
        payload: 'PCMA',
        packets: 100,
        lost: 0,
        jitterMs: 0,
        late: 0,
        doubled: 0,
      },
    ])
  })

  test('what is missing is lost, over the turn of the numbers too', () => {
    const packets = sound(100, 65_500).filter((_, index) => ![20, 50, 51].includes(index))
    expect(read(sent(packets)).streams).toMatchObject([{ packets: 97, lost: 3 }])
  })

  test('a packet that comes late is not lost, one that comes twice does not make up for a lost one', () => {
    const packets = sound(50)
    const swapped = [
      ...packets.slice(0, 10),
      packets[11]!,
      packets[10]!,
      ...packets.slice(12, 20),
      packets[19]!,
      ...packets.slice(21),
    ]
    expect(read(sent(swapped)).streams).toMatchObject([{ packets: 50, late: 1, doubled: 1, lost: 1 }])
  })

  test('numbers that begin anew are another source, not thousands of lost packets', () => {
    expect(read(sent([...sound(50), ...sound(50, 30_000)])).streams).toMatchObject([{ packets: 100, lost: 0 }])
  })

  test('jitter follows the formula of the standard', () => {
    // Every second packet 8 ms late: the difference is 8 ms each time, which the estimate tends to.
    const packets = sound(400).map(({ ms, packet }, index) => ({ ms: ms + (index % 2) * 8, packet }))
    const [stream] = read(sent(packets)).streams
    expect(stream!.jitterMs).toBeCloseTo(8, 3)
    let expected = 0
    for (let index = 1; index < 400; index += 1) expected += (8 - expected) / 16
    expect(stream!.jitterMs).toBeCloseTo(expected, 3)
  })

  test('a silence that a marker ends is no jitter', () => {
    const after = sound(50, 50, { isMarked: false }).map(({ ms, packet }, index) => ({
      ms: ms + 3000,
      packet: { ...packet, isMarked: index === 0 },
    }))
    expect(read(sent([...sound(50), ...after])).streams).toMatchObject([{ jitterMs: 0, lost: 0 }])
  })
})

describe('a stream over time', () => {
  const overTime = (packets: readonly Timed[]) => read(sent(packets)).streams[0]!.overTime

  test('tells for each second what came, what is missing, how evenly and with which gap', () => {
    const broken = sound(150).filter(({ packet: { sequence } }) => sequence < 70 || sequence > 74)
    expect(overTime(broken)).toEqual({
      everyMs: 1000,
      packets: [50, 45, 50],
      lost: [0, 5, 0],
      jitterMs: [0, 0, 0],
      gapMs: [20, 120, 20],
    })
  })

  test('a silence is an interval without packets, and numbers that begin anew are no loss', () => {
    const later = sound(50, 150, {}).map(({ ms, packet }) => ({
      ms,
      packet: { ...packet, sequence: packet.sequence - 100 },
    }))
    expect(overTime([...sound(50), ...later])).toMatchObject({ packets: [50, 0, 0, 50], lost: [0, 0, 0, 0] })
    const anew = sound(50, 50).map(({ ms, packet }) => ({
      ms,
      packet: { ...packet, sequence: packet.sequence + 20_000 },
    }))
    expect(overTime([...sound(50), ...anew])!.lost).toEqual([0, 0])
  })

  test('of any length has so many intervals and no more, and loses nothing of the counts', () => {
    const long = overTime(sound(10_000).filter(({ packet: { sequence } }) => sequence % 1000 !== 500))!
    expect(long.everyMs).toBe(4000)
    expect(long.packets).toHaveLength(50)
    expect(long.packets.reduce((sum, each) => sum + each)).toBe(9990)
    expect(long.lost.reduce((sum, each) => sum + each)).toBe(10)
  })
})

describe('whose packets they are', () => {
  test('announced media is known by the first packet, with its codec and its clock', () => {
    const packets = sound(2, 0, { payload: 96 })
    const found = read([
      offer('one', 20_002, 0, ['a=rtpmap:96 L16/16000']),
      ...sent(packets, back({ ...MEDIA, sport: 20_002 })),
    ])
    expect(found.streams).toMatchObject([{ packets: 2, payload: '96' }])
    const known = read([
      frame(
        FOUR,
        sipMessage({
          first: 'INVITE sip:b@e.com SIP/2.0',
          call: 'c',
          cseq: '1 INVITE',
          branch: 'c',
          body: sdp('192.0.2.10', 20_002)
            .replaceAll('8 101', '8 96 101')
            .replace('a=rtpmap:8', 'a=rtpmap:96 L16/16000\r\na=rtpmap:8'),
        }),
        0,
      ),
      ...sent(packets, back({ ...MEDIA, sport: 20_002 })),
    ])
    expect(known.streams).toMatchObject([{ packets: 2, payload: 'L16' }])
  })

  test('three packets that nobody announced are not believed, four are', () => {
    expect(read(sent(sound(3))).streams).toEqual([])
    expect(read(sent(sound(4))).streams).toMatchObject([{ packets: 4 }])
  })

  test('bytes that only look like it are not believed however many there are', () => {
    const answers = Array.from({ length: 40 }, (_, index) => ({
      ms: index * 20,
      packet: { sequence: 0x8180, stamp: 0x00010001, payload: index % 20, ssrc: 7 },
    }))
    expect(read(sent(answers)).streams).toEqual([])
    expect(read(sent(sound(40), { ...MEDIA, sport: 53 })).streams).toEqual([])
  })

  test('ports used again for another call are another stream', () => {
    const first = [offer('one', 20_000, 0), ...sent(sound(20))]
    const second = [
      offer('two', 20_000, 500),
      ...sent(sound(20, 20).map(({ ms, packet }) => ({ ms: ms + 600, packet }))),
    ]
    expect(read([...first, ...second]).streams).toMatchObject([{ packets: 20 }, { packets: 20 }])
  })

  test('RTCP is counted apart', () => {
    const report = Uint8Array.from([0x81, 200, 0, 6, ...new Uint8Array(24)])
    expect(read([...sent(sound(5)), frame({ ...MEDIA, sport: 20_001, dport: 20_003 }, report, 50)])).toMatchObject({
      rtcp: 1,
      streams: [{ packets: 5 }],
    })
  })

  test('fax over UDPTL is recognised where it was agreed', () => {
    const body = sdp('192.0.2.10', 20_000).replace('m=audio 20000 RTP/AVP 8 101', 'm=image 20000 udptl t38')
    const invite = sipMessage({ first: 'INVITE sip:b@e.com SIP/2.0', call: 'f', cseq: '1 INVITE', branch: 'f', body })
    const page = (sequence: number) => Uint8Array.from([0, sequence, 6, 0xc0, 1, 0x80, 0, 0, 0xff])
    const found = read([
      frame(FOUR, invite, 0),
      ...[0, 1, 2].map((sequence) => frame(back(MEDIA), page(sequence), 20 + sequence)),
    ])
    expect(found.faxes).toEqual([{ src: '192.0.2.20:20002', dst: '192.0.2.10:20000', packets: 3, firstPacket: 2 }])
    expect(found.streams).toEqual([])
  })
})

describe('digits', () => {
  /** A key: told while it lasts, and three times that it has ended. */
  const key = (event: number, stamp: number, from: number, ticks = 800): readonly Timed[] => [
    ...[160, ticks / 2, ticks].map((duration, index) => ({
      ms: from * 20 + index * 20,
      packet: { sequence: from + index, stamp, payload: 101, isMarked: index === 0, body: eventBody(event, duration) },
    })),
    ...[0, 1, 2].map((index) => ({
      ms: from * 20 + 60,
      packet: { sequence: from + 3 + index, stamp, payload: 101, body: eventBody(event, ticks, true) },
    })),
  ]

  const digitsOf = (...packets: readonly (readonly Timed[])[]) =>
    read([offer('one', 20_000, 0), ...sent([...sound(5), ...packets.flat()])]).streams[0]

  test('each key is one digit, its three ends are neither more digits nor loss nor jitter', () => {
    expect(digitsOf(key(1, 800, 5), key(10, 4000, 11), key(11, 8000, 17))).toMatchObject({
      dtmf: '1*#',
      lost: 0,
      jitterMs: 0,
    })
  })

  test('the same key twice is two digits', () => {
    expect(digitsOf(key(7, 800, 5), key(7, 4000, 11))).toMatchObject({ dtmf: '77' })
  })

  test('a key whose ends were all lost is a digit', () => {
    expect(digitsOf(key(3, 800, 5).slice(0, 3), key(4, 4000, 11))).toMatchObject({ dtmf: '34', lost: 3 })
  })

  test('a key of which only the last end came is a digit', () => {
    expect(digitsOf(key(3, 800, 5).slice(-1))).toMatchObject({ dtmf: '3', lost: 5 })
  })

  test('a key held so long that it is told in segments is one digit', () => {
    const segment = (sequence: number, stamp: number, duration: number, isEnd = false): Timed => ({
      ms: sequence * 20,
      packet: { sequence, stamp, payload: 101, isMarked: sequence === 5, body: eventBody(9, duration, isEnd) },
    })
    const long = [segment(5, 800, 400), segment(6, 800, 65_535), segment(7, 66_335, 400), segment(8, 66_335, 800, true)]
    expect(digitsOf(long)).toMatchObject({ dtmf: '9' })
  })

  test('an end that comes after the next key began is no new digit', () => {
    const [first, second] = [key(1, 800, 5), key(2, 4000, 11)]
    expect(digitsOf([...first.slice(0, -1), ...second.slice(0, 2), first.at(-1)!, ...second.slice(2)])).toMatchObject({
      dtmf: '12',
      late: 1,
      lost: 0,
    })
  })

  test('events nobody announced are known by their form', () => {
    expect(read(sent([...sound(5), ...key(5, 800, 5)])).streams).toMatchObject([{ dtmf: '5' }])
    expect(read(sent(key(5, 800, 5))).streams).toMatchObject([{ dtmf: '5', payload: 'telephone-event' }])
  })

  test('the flash of a hook is shown, and a tone of a fax machine is no digit', () => {
    expect(digitsOf(key(16, 800, 5), key(32, 4000, 11), key(0, 8000, 17))).toMatchObject({ dtmf: '!0' })
  })
})
