/** Calls across a back-to-back agent: phone 10 to agent 20, agent 20 to provider 30, under Call-IDs of their own. */
import { describe, expect, test } from 'vitest'
import { sipMessage } from '../../test/support/calls-on-wire.ts'
import { back, type Frame, ip, LINKS, pcap, rtp, udp } from '../../test/support/capture-writer.ts'
import { bytesOf, textOf } from '../sip/bytes.ts'
import { inspect } from './inspection.ts'
import { callIdOf } from './messages.ts'
import { otherLegs } from './other-legs.ts'
import { readCapture, type Trace } from './reading.ts'

const host = (last: number) => `192.0.2.${last}`

type LegWords = {
  readonly call: string
  readonly from: number
  readonly to: number
  readonly ms?: number
  /** How long after its INVITE it is answered; never where null. */
  readonly answeredAfter?: number | null
  readonly called?: string
  readonly calling?: string
  readonly hops?: number
  readonly more?: readonly string[]
  /** Origin line and place of the offer; its own ones unless told. */
  readonly origin?: string
  readonly place?: string
  readonly ssrc?: number
}

/** INVITE, 200, ACK and, five seconds after the answer, BYE; with sound from the caller's side where a source is told. */
function leg(words: LegWords): readonly Frame[] {
  const { call, from, to, ms = 0, answeredAfter = 1000, called = '+4940900002', calling = '+4930900001' } = words
  const { hops = 70, more = [], origin = `${call} 1 1 IN IP4 ${host(from)}`, ssrc } = words
  const port = 30_000 + call.charCodeAt(0) * 2
  const ends = { src: host(from), dst: host(to), sport: 5060, dport: 5060 }
  const { place = `${host(from)} ${port}` } = words
  const [address, at] = place.split(' ')
  const body = `v=0\r\no=${origin}\r\ns=-\r\nc=IN IP4 ${address}\r\nt=0 0\r\nm=audio ${at} RTP/AVP 8\r\n`
  const frame = (isBack: boolean, first: string, cseq: string, at: number, sdp = ''): Frame => {
    const made = sipMessage({
      first,
      call,
      cseq,
      branch: `${call}${cseq[0]}`,
      toTag: at > 0 ? 'b' : '',
      body: sdp,
      more,
    })
    const text = textOf(made)
      .replaceAll('+4930900002', called)
      .replaceAll('+4930900001', calling)
      .replace('Max-Forwards: 70', `Max-Forwards: ${hops}`)
    const side = isBack ? back(ends) : ends
    return { bytes: LINKS.Ethernet!.wrap(ip(side, 17, udp(side, bytesOf(text)))), ns: (ms + at) * 1e6 }
  }
  const invite = frame(false, `INVITE sip:${called}@example.com SIP/2.0`, '1 INVITE', 0, body)
  if (answeredAfter === null) return [invite, frame(true, 'SIP/2.0 486 Busy Here', '1 INVITE', 1000)]
  const sound = { src: host(from), dst: host(to), sport: port, dport: port }
  const heard = (index: number) => ({
    bytes: LINKS.Ethernet!.wrap(
      ip(sound, 17, udp(sound, rtp({ sequence: index, stamp: index * 160, payload: 8, ssrc: ssrc! }))),
    ),
    ns: (ms + answeredAfter + 100 + index * 20) * 1e6,
  })
  return [
    invite,
    frame(true, 'SIP/2.0 200 OK', '1 INVITE', answeredAfter),
    frame(false, `ACK sip:x@${host(to)} SIP/2.0`, '1 ACK', answeredAfter + 10),
    ...(ssrc === undefined ? [] : Array.from({ length: 8 }, (_, index) => heard(index))),
    frame(false, `BYE sip:x@${host(to)} SIP/2.0`, '2 BYE', answeredAfter + 5000),
    frame(true, 'SIP/2.0 200 OK', '2 BYE', answeredAfter + 5020),
  ]
}

function read(...legs: readonly LegWords[]): Trace {
  const reading = readCapture()
  reading.feed(pcap(legs.flatMap(leg).toSorted((a, b) => a.ns - b.ns)))
  reading.end()
  return reading.trace
}

/** `a: b certain` for each call with other legs. */
function legsOf(...legs: readonly LegWords[]): readonly string[] {
  const trace = read(...legs)
  const name = (number: number) => callIdOf(trace.index, number).split('@')[0]
  return [...otherLegs(trace)]
    .toSorted(([one], [other]) => one - other)
    .map(
      ([number, others]) =>
        `${name(number)}: ${others.map((each) => `${name(each.number)} ${each.sureness}`).join(', ')}`,
    )
}

const IN: LegWords = { call: 'a', from: 10, to: 20 }
/** Beyond the agent, ten milliseconds later, answered just before. */
const OUT: LegWords = { call: 'b', from: 20, to: 30, ms: 10, answeredAfter: 985, hops: 69 }
/** Nothing of the numbers is left, and it is answered at another time: nothing but what a test adds speaks for it. */
const STRANGE: LegWords = { ...OUT, called: '+15550001', calling: '+15550002', answeredAfter: 400, hops: 12 }

describe('what proves that two calls are one', () => {
  const session = (local: string) => [`Session-ID: ${local};remote=${'0'.repeat(32)}`]
  const uuid = 'ab30317f1a784dc48ff824d0d3715d86'

  test.each<readonly [string, LegWords, LegWords]>([
    ['Session-ID', { ...IN, more: session(uuid) }, { ...STRANGE, more: session(uuid) }],
    [
      'the charging vector',
      { ...IN, more: ['P-Charging-Vector: icid-value="x1";icid-generated-at=e'] },
      { ...STRANGE, more: ['P-Charging-Vector: orig-ioi=o;ICID-value="x1"'] },
    ],
    ['a label of the agent', { ...IN, more: ['Cisco-Guid: 1-2-3-4'] }, { ...STRANGE, more: ['Cisco-Guid: 1-2-3-4'] }],
    ['the Call-ID of the other side in a header', IN, { ...STRANGE, more: ['X-CID: a@192.0.2.10'] }],
    ['the place for sound', { ...IN, place: '192.0.2.10 40000' }, { ...STRANGE, place: '192.0.2.10 40000' }],
    [
      'the origin line, across one host',
      { ...IN, origin: 'o 1 1 IN IP4 192.0.2.10' },
      { ...STRANGE, origin: 'o 1 1 IN IP4 192.0.2.10' },
    ],
    ['the source of sound', { ...IN, ssrc: 77 }, { ...STRANGE, ssrc: 77 }],
  ])('%s', (_, one, other) => {
    expect(legsOf(one, other)).toEqual(['a: b certain', 'b: a certain'])
  })

  test('a Session-ID that says nothing yet proves nothing', () => {
    expect(legsOf({ ...IN, more: session('0'.repeat(32)) }, { ...STRANGE, more: session('0'.repeat(32)) })).toEqual([])
  })

  test('goes on along a chain of agents, and holds for each of the phones that ring', () => {
    const more = session(uuid)
    expect(
      legsOf({ ...IN, more }, { ...STRANGE, more }, { ...STRANGE, call: 'c', from: 30, to: 40, ms: 20, more }),
    ).toEqual(['a: b certain, c certain', 'b: a certain, c certain', 'c: b certain, a certain'])
  })
})

describe('what only speaks for it', () => {
  test('the same numbers and moments across one host make a guess', () => {
    expect(legsOf(IN, OUT)).toEqual(['a: b guess', 'b: a guess'])
    const [first] = [...otherLegs(read(IN, OUT)).values()]
    expect(first![0]!.because).toEqual([
      'one coming to the host that the other leaves from',
      'the same number called',
      'the same number calling',
      'one hop less to go',
      'both answered in the same moment',
      'both cleared in the same moment',
    ])
  })

  test.each<readonly [string, readonly LegWords[]]>([
    ['nothing in common', [IN, STRANGE]],
    ['two calls of the same two hosts', [IN, { ...OUT, from: 10, to: 20 }]],
    ['the later one begins when the earlier is decided', [IN, { ...OUT, ms: 1500 }]],
    ['the later one begins when the earlier is over', [IN, { ...OUT, ms: 7000 }]],
    [
      'the later one goes on as long as you like after',
      [
        { ...IN, answeredAfter: 30_000 },
        { ...OUT, ms: 20_000, answeredAfter: 9985 },
      ],
    ],
  ])('%s makes none', (_, legs) => {
    expect(legsOf(...legs)).toEqual([])
  })

  test('between two that are equally likely none is taken', () => {
    expect(legsOf(IN, OUT, { ...OUT, call: 'c', to: 40 })).toEqual([])
    expect(legsOf(IN, { ...IN, call: 'c', from: 11 }, OUT)).toEqual([])
  })

  test('of two the one with more for it is taken', () => {
    expect(legsOf(IN, OUT, { ...OUT, call: 'c', to: 40, answeredAfter: null })).toEqual(['a: b guess', 'b: a guess'])
  })

  test('what hangs on a guess is a guess', () => {
    const place = '192.0.2.20 40000'
    const chain = [IN, { ...OUT, place }, { ...STRANGE, call: 'c', from: 30, to: 40, ms: 20, place }]
    expect(legsOf(...chain)).toEqual(['a: b guess, c guess', 'b: a guess, c certain', 'c: b certain, a guess'])
  })
})

test('an inspection tells the hops of a call and those beyond the agent, with what speaks for them', () => {
  const { calls } = inspect(read(IN, OUT))
  expect(calls[0]!.legs).toMatchObject([
    { from: '192.0.2.10:5060', to: '192.0.2.20:5060', beyond: null },
    { from: '192.0.2.20:5060', to: '192.0.2.30:5060', beyond: { call: 2, callId: 'b@192.0.2.10', sureness: 'guess' } },
  ])
})

test('many calls at once between the same numbers are told apart, and none is taken where all are alike', () => {
  const crowd = Array.from({ length: 200 }, (_, at) => [
    { ...IN, call: `a${at}`, ms: at },
    { ...OUT, call: `b${at}`, ms: at + 10 },
  ]).flat()
  expect(otherLegs(read(...crowd)).size).toBe(0)
  const named = crowd.map((leg) => ({ ...leg, called: `+4940${900_000 + Number(leg.call.slice(1))}` }))
  const legs = otherLegs(read(...named))
  expect(legs.size).toBe(400)
  expect([...legs.values()].every((others) => others.length === 1)).toBe(true)
})
