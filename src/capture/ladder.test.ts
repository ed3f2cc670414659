import { describe, expect, test } from 'vitest'
import { FOUR, sdp, sipMessage, type Words } from '../../test/support/calls-on-wire.ts'
import { back, eventBody, type Ends, type Frame, ip, LINKS, pcap, rtp, udp } from '../../test/support/capture-writer.ts'
import { callNumbers } from './calls.ts'
import { ladderOf, saidIn, spansForLadder } from './ladder.ts'
import { ladderAsSvg } from './ladder-svg.ts'
import { ladderAsText } from './ladder-text.ts'
import { readCapture } from './reading.ts'

const frame = (ends: Ends, payload: Uint8Array, ms: number): Frame => ({
  bytes: LINKS.Ethernet!.wrap(ip(ends, 17, udp(ends, payload))),
  ns: ms * 1e6,
})

type Line = Partial<Words> & {
  readonly first: string
  readonly cseq: string
  readonly ms: number
  readonly isCalled?: boolean
}

function said({ ms, isCalled = false, ...words }: Line): Frame {
  const branch = words.cseq.replace(' ', '')
  return frame(isCalled ? back(FOUR) : FOUR, sipMessage({ call: 'held', branch, toTag: 'b', ...words }), ms)
}

function ladderOfFrames(frames: readonly Frame[]) {
  const bytes = pcap(frames)
  const reading = readCapture()
  reading.feed(bytes)
  reading.end()
  const number = callNumbers(reading.trace)[0]!
  const messages = spansForLadder(reading.trace, [number]).map(([span]) =>
    bytes.subarray(span!.offset, span!.offset + span!.length),
  )
  return ladderOf(reading.trace, [number], saidIn(reading.trace, [number], messages))
}

const caller = (more: readonly string[] = []) => sdp('192.0.2.10', 20_000, more)
const called = (more: readonly string[] = []) => sdp('192.0.2.20', 20_002, more)

/** A call that is held, taken back by an offer that comes late, transferred and cleared; one message comes twice. */
const STORY: readonly Frame[] = [
  said({ ms: 0, first: 'INVITE sip:+4930900002@sip.example.com SIP/2.0', cseq: '1 INVITE', toTag: '', body: caller() }),
  said({ ms: 20, isCalled: true, first: 'SIP/2.0 100 Trying', cseq: '1 INVITE', toTag: '' }),
  said({ ms: 500, isCalled: true, first: 'SIP/2.0 180 Ringing', cseq: '1 INVITE' }),
  said({ ms: 2000, isCalled: true, first: 'SIP/2.0 200 OK', cseq: '1 INVITE', body: called() }),
  said({ ms: 2500, isCalled: true, first: 'SIP/2.0 200 OK', cseq: '1 INVITE', body: called() }),
  said({ ms: 2510, first: 'ACK sip:pbx@192.0.2.20 SIP/2.0', cseq: '1 ACK' }),
  ...Array.from({ length: 6 }, (_, index) =>
    frame(
      { ...FOUR, sport: 20_000, dport: 20_002 },
      rtp({ sequence: index, stamp: index * 160, payload: 8 }),
      2520 + index * 20,
    ),
  ),
  ...[0, 1, 2].map((index) =>
    frame(
      { ...FOUR, sport: 20_000, dport: 20_002 },
      rtp({
        sequence: 6 + index,
        stamp: 960,
        payload: 101,
        isMarked: index === 0,
        body: eventBody(5, 160 * index, index === 2),
      }),
      2640 + index * 20,
    ),
  ),
  said({ ms: 5000, first: 'INVITE sip:pbx@192.0.2.20 SIP/2.0', cseq: '2 INVITE', body: caller(['a=sendonly']) }),
  said({ ms: 5050, isCalled: true, first: 'SIP/2.0 200 OK', cseq: '2 INVITE', body: called(['a=recvonly']) }),
  said({ ms: 5060, first: 'ACK sip:pbx@192.0.2.20 SIP/2.0', cseq: '2 ACK' }),
  said({ ms: 9000, first: 'INVITE sip:pbx@192.0.2.20 SIP/2.0', cseq: '3 INVITE' }),
  said({ ms: 9050, isCalled: true, first: 'SIP/2.0 200 OK', cseq: '3 INVITE', body: called() }),
  said({ ms: 9060, first: 'ACK sip:pbx@192.0.2.20 SIP/2.0', cseq: '3 ACK', body: caller() }),
  said({ ms: 9500, first: 'INVITE sip:pbx@192.0.2.20 SIP/2.0', cseq: '4 INVITE', body: caller() }),
  said({ ms: 9550, isCalled: true, first: 'SIP/2.0 200 OK', cseq: '4 INVITE', body: called() }),
  said({ ms: 9560, first: 'ACK sip:pbx@192.0.2.20 SIP/2.0', cseq: '4 ACK' }),
  said({
    ms: 10_000,
    first: 'REFER sip:pbx@192.0.2.20 SIP/2.0',
    cseq: '5 REFER',
    more: ['Refer-To: <sip:+4930900003@sip.example.com>'],
  }),
  said({ ms: 10_020, isCalled: true, first: 'SIP/2.0 202 Accepted', cseq: '5 REFER' }),
  said({
    ms: 11_000,
    isCalled: true,
    first: 'NOTIFY sip:pbx@192.0.2.10 SIP/2.0',
    cseq: '1 NOTIFY',
    body: 'SIP/2.0 200 OK\r\n',
    type: 'message/sipfrag',
  }),
  said({ ms: 11_010, first: 'SIP/2.0 200 OK', cseq: '1 NOTIFY' }),
  said({
    ms: 12_000,
    first: 'BYE sip:pbx@192.0.2.20 SIP/2.0',
    cseq: '6 BYE',
    more: ['Reason: Q.850;cause=16', 'this is no header'],
  }),
  said({ ms: 12_020, isCalled: true, first: 'SIP/2.0 200 OK', cseq: '6 BYE' }),
]

describe('the ladder of a call that is held and transferred', () => {
  const ladder = ladderOfFrames(STORY)

  test('reads as the file beside it', async () => {
    await expect(ladderAsText(ladder)).toMatchFileSnapshot('../../test/golden/ladder.txt')
  })

  test('is drawn as the picture beside it', async () => {
    await expect(ladderAsSvg(ladder)).toMatchFileSnapshot('../../test/golden/ladder.svg')
  })

  test('knows who offered and who answered, where the offer comes late too', () => {
    const roles = ladder.rungs.flatMap(({ label, detail }) => {
      const role = /^(offer|answer) /.exec(detail)?.[1]
      return role ? [`${label.split(' ')[0]} ${role}`] : []
    })
    expect(roles).toEqual([
      'INVITE offer',
      '200 answer',
      '200 answer',
      'INVITE offer',
      '200 answer',
      '200 offer',
      'ACK answer',
      'INVITE offer',
      '200 answer',
    ])
  })

  test('shows the hold from when it was accepted until it was taken back, and the transfer until its outcome', () => {
    expect(ladder.bands).toEqual([
      { what: 'held', by: 0, fromMs: 5050, toMs: 9060 },
      { what: 'transfer', by: 0, fromMs: 10_000, toMs: 11_000 },
    ])
  })

  test('says what was sent again, what was faulty, and what was dialled', () => {
    expect(ladder.rungs.filter((rung) => rung.isRepeat).map((rung) => rung.packet)).toEqual([5])
    expect(ladder.rungs.filter((rung) => rung.faults.length > 0).map((rung) => rung.label)).toEqual(['BYE pbx'])
    expect(ladder.rungs.find((rung) => rung.kind === 'media')).toMatchObject({ from: 0, to: 1, packet: 7 })
    expect(ladderAsText(ladder)).toContain('digits 5')
  })
})

test('text out of a message cannot break out of the picture', () => {
  const evil = '<script>alert(1)</script>"&\u0000\uFFFE'
  const ladder = ladderOfFrames([
    said({
      ms: 0,
      first: `INVITE sip:x@sip.example.com SIP/2.0`,
      cseq: '1 INVITE',
      call: evil,
      more: [`Reason: ${evil}`],
    }),
    said({ ms: 1, isCalled: true, first: `SIP/2.0 486 ${evil}`, cseq: '1 INVITE', call: evil }),
  ])
  const svg = ladderAsSvg(ladder)
  expect(svg).not.toContain('<script')
  expect(svg.replaceAll(/<\/?(?:svg|title|rect|text|line|path|g)\b[^<>]*>|&#\d+;/g, '')).not.toMatch(/[<>&\0\uFFFE]/)
})

test('where a host talks to itself each port has its lane', () => {
  const inside: Ends = { src: '127.0.0.1', dst: '127.0.0.1', sport: 5060, dport: 5070 }
  const invite = sipMessage({ first: 'INVITE sip:x@127.0.0.1 SIP/2.0', call: 'l', cseq: '1 INVITE', branch: 'l' })
  expect(ladderOfFrames([frame(inside, invite, 0)]).lanes).toEqual(['127.0.0.1:5060', '127.0.0.1:5070'])
})
