/** How a capture is drawn, by the server and by browsers alike. */
import { describe, expect, test } from 'vitest'
import { captureOf, type Part, sceneOfScripts, type Script, traceOf } from '../../test/support/trunk-scene.ts'
import { callNumbers } from '../../src/capture/calls.ts'
import { inspect } from '../../src/capture/inspection.ts'
import { ladderOf, saidIn, spansForLadder } from '../../src/capture/ladder.ts'
import { windowOf } from '../../src/capture/ladder-window.ts'
import { readCapture } from '../../src/capture/reading.ts'
import { testCaseByPlanId } from '../../src/conformance/cases/index.ts'
import { ANALYSER, judge } from '../../src/conformance/wire/judge.ts'
import { nothing } from '../parts/html.ts'
import { captureView, firstShown } from './capture.ts'

const LINES = `
  pbx      INVITE offer [X-Note: <b>bold</b>]
  provider 180 Ringing +500
  provider 200 OK answer +1000
  pbx      ACK
  both     sound 400
  pbx      INVITE offer:sendonly
  provider 200 OK answer:recvonly
  pbx      ACK
  pbx      INVITE +2000 offer
  provider 200 OK answer
  pbx      ACK
  provider BYE
  pbx      200 OK`

type Asked = {
  readonly calls?: readonly number[]
  readonly open?: string
  readonly isBroken?: boolean
  readonly plans?: readonly string[]
  /** The test case that the capture was dropped on; null for the project as a whole. */
  readonly own?: string | null
}

/** The page of these calls for OUT-01, which wants the PBX to end the call. */
function drawn(
  { calls = [1], open = '', isBroken = false, plans = ['OUT-01'], own = 'OUT-01' }: Asked,
  ...scripts: readonly Part[]
): string {
  const file = Buffer.concat([
    captureOf(...scripts),
    Buffer.from(isBroken ? 'no record begins like this; '.repeat(20) : ''),
  ])
  const reading = readCapture()
  reading.feed(file)
  reading.end()
  const numbers = callNumbers(reading.trace).filter((_, index) => calls.includes(index + 1))
  const bytes = spansForLadder(reading.trace, numbers).map(([span]) =>
    file.subarray(span!.offset, span!.offset + span!.length),
  )
  const said = saidIn(reading.trace, numbers, bytes)
  const window = numbers.length > 0 ? windowOf(ladderOf(reading.trace, numbers, said), said, 0) : null
  const page: unknown = captureView({
    analyser: ANALYSER,
    inspection: inspect(reading.trace),
    guess: null,
    judgements: plans.map((plan) => judge(testCaseByPlanId(plan)!, sceneOfScripts(...scripts))),
    titleOf: () => 'The caller clears',
    own,
    ladder: { calls, window, instead: nothing, open: open || null },
    links: {
      ladder: (all, begins = 0) => `?calls=${all.join(',')}&from=${begins}`,
      message: (all, ref) => `?calls=${all.join(',')}&packet=${ref}#packet-${ref}`,
    },
    ofNone: '',
    aboutSides: '',
  })
  return (page as { toString(): string }).toString()
}

/** The provider sends a call of the PBX back to it under a Call-ID of its own. */
const THERE: Script = { lines: LINES, call: 'there', from: '+12125550100', to: '+12125550188' }
const BACK: Script = {
  ...THERE,
  lines: LINES.replaceAll(/^ *pbx/gm, 'x')
    .replaceAll(/^ *provider/gm, 'pbx')
    .replaceAll(/^x/gm, 'provider'),
  by: 'provider',
  call: 'back',
  at: 5,
}

describe('the other leg of a call', () => {
  test('is named in the list and at its ladder, in words that call a guess a guess, with a ladder of both', () => {
    const page = drawn({}, THERE, BACK)
    expect(page).toContain('call 2 (a guess)')
    expect(page).toMatch(/Call 2 is probably another leg of it\. This is a guess: [^<]+the same number called/)
    expect(page).toMatch(/href="\?calls=1,2&amp;from=0"[^>]*>Draw 2 legs in one ladder/)
  })

  test('drawn together, they say it with their letters', () => {
    const page = drawn({ calls: [1, 2] }, THERE, BACK)
    expect(page).toContain('B is probably the other leg of A. This is a guess: ')
    expect(page).not.toContain('in one ladder')
  })

  test('is certain where a Session-ID proves it', () => {
    const told = (script: Script) => ({
      ...script,
      lines: script.lines.replace('offer', 'offer [Session-ID: 47755a9de7794ba387653f2099600ef2]'),
    })
    expect(drawn({ calls: [1, 2] }, told(THERE), told(BACK))).toContain(
      'B is the other leg of A, certainly: the same Session-ID (RFC 7989).',
    )
  })

  test('is not spoken of where there is none', () => {
    const page = drawn({}, THERE, { ...BACK, at: 60_000 })
    expect(page).not.toMatch(/other leg/i)
  })
})

describe('a ladder', () => {
  test('has a link for each message, and its place by the packet', () => {
    const page = drawn({}, { lines: LINES })
    expect(page).toMatch(/id="packet-1"\s+href="\?calls=1&amp;packet=1#packet-1"/)
    expect(page).not.toContain('<pre')
  })

  test('opens a message in its place, with the text and what both sides say of media', () => {
    const page = drawn({ open: '1' }, { lines: LINES })
    expect(page).toMatch(/<pre [^>]+>INVITE sip:/)
    expect(page).toContain('X-Note: &lt;b&gt;bold')
    expect(page).toMatch(/192\.0\.2\.10 offers[\s\S]+198\.51\.100\.20 answers/)
    expect(page.match(/class="rung [^"]*followed/g)).toHaveLength(4)
    expect(page).toMatch(/href="\?calls=1&amp;from=0"[^>]*aria-current="true"/s)
  })

  test('says where a hold begins and ends', () => {
    expect(drawn({}, { lines: LINES })).toMatch(/Held by 192\.0\.2\.10[\s\S]+No longer held by 192\.0\.2\.10/)
  })

  test('marks the packet where an expectation failed, and the mark leads to it', () => {
    const page = drawn({}, { lines: LINES })
    const [, place] = /class="rung-mark" href="#(seen-OUT-01-\d)"/.exec(page) ?? []
    expect(page).toContain(`id="${place}"`)
    expect(page).toMatch(/OUT-01 not met: BYE came from the provider/)
  })

  test('of several calls gives each a letter as well as a colour', () => {
    const page = drawn({ calls: [1, 2] }, { lines: LINES }, { lines: LINES, call: 'other', at: 5 })
    expect(page).toMatch(/call-letter" title="Call 1">A</)
    expect(page).toMatch(/call-letter" title="Call 2">B</)
    expect(drawn({}, { lines: LINES })).not.toContain('call-letter')
  })
})

test('the course that the test case wants stands beside the one seen, with the differences in words', () => {
  const page = drawn({}, { lines: LINES })
  expect(page).toMatch(/Expected of OUT-01, and seen[\s\S]+differences, marked below/)
  expect(page).toMatch(/<strong>BYE<\/strong>[\s\S]+not seen[\s\S]+Missing: this message was not seen\./)
  expect(page).toMatch(/not expected[\s\S]+Additional: nobody expects this message here\./)
  const right = LINES.replace(
    / {2}pbx {6}INVITE offer:sendonly[\s\S]+provider BYE\n {2}pbx {6}200/,
    '  pbx BYE +2000\n  provider 200',
  )
  expect(drawn({}, { lines: right })).toContain('The messages are those that are expected, in their order.')
})

describe('what is wrong with messages', () => {
  const plans = ['OUT-01', 'OUT-02', 'HLD-01', 'COD-02']
  const timesIn = (page: string, words: string) => page.split(words).length - 1
  const broken = LINES.replace('180 Ringing', '180 Ringing [Date: tomorrow]')

  test('is told once for the capture, and each verdict leads there in a line', () => {
    const page = drawn({ plans }, { lines: broken })
    expect(timesIn(page, 'Date is not given in GMT.')).toBeGreaterThan(0)
    const list = /id="wrong-messages">[\s\S]+?<\/section>/.exec(page)![0]
    expect(timesIn(list, '180 Ringing came from the provider: Date is not given in GMT.')).toBe(1)
    const verdicts = page.slice(0, page.indexOf('id="calls"')).replace(list, '')
    expect(timesIn(verdicts, 'Date is not given in GMT.')).toBe(0)
    const told = timesIn(page, 'class="judged-line"') + 1
    expect(told).toBeGreaterThan(1)
    expect(timesIn(verdicts, 'href="#wrong-messages"')).toBe(told)
    expect(page.match(/class="rung-mark" href="#wrong-messages"/g)).toHaveLength(1)
  })

  test.each(['TRF-06', 'FAX-03', 'DTM-03', 'HLD-01'])(
    'is listed where a mark leads there, be %s settled or not, of a capture of the whole project',
    (plan) => {
      const page = drawn({ plans: [plan], own: null }, { lines: broken })
      expect(page.match(/class="rung-mark" href="#wrong-messages"/g)).toHaveLength(1)
      expect(timesIn(page, 'id="wrong-messages"')).toBe(1)
    },
  )

  test('is not spoken of where nothing is', () => {
    const page = drawn({ plans }, { lines: LINES })
    expect(page).not.toContain('wrong-messages')
    expect(page).toContain('Every message reads as the standard has it.')
  })
})

describe('with nothing asked for', () => {
  const scripts = [
    { lines: 'pbx REGISTER\nprovider 401 Unauthorized\npbx REGISTER\nprovider 200 OK [Expires: 60]' },
    { lines: LINES, call: 'later', at: 3000 },
  ]
  const shownFirst = (own: string | null, ...parts: readonly Part[]) =>
    firstShown({
      inspection: inspect(traceOf(...parts).trace),
      judgements: ['CON-03', 'OUT-01'].map((plan) => judge(testCaseByPlanId(plan)!, sceneOfScripts(...parts))),
      own,
    })

  test('a registration is shown by the packet it was judged by, whatever calls are in the file', () => {
    expect(shownFirst('CON-03', ...scripts)).toEqual({ calls: [], packet: '3' })
  })

  test('a call is shown where it was judged by one, and the first where nothing was', () => {
    const [registers, calls] = scripts
    const earlier = { ...calls!, lines: 'provider INVITE offer', by: 'provider', call: 'earlier', at: 1000 } as const
    expect(shownFirst('OUT-01', registers!, earlier, calls!)).toEqual({ calls: [2], packet: null })
    expect(shownFirst(null, registers!, earlier, calls!)).toEqual({ calls: [1], packet: null })
    expect(shownFirst('CON-03', calls!)).toEqual({ calls: [1], packet: null })
    expect(shownFirst('OUT-01', registers!)).toEqual({ calls: [], packet: null })
  })
})

test('the sound of the call drawn is shown over time, in words and figures too', () => {
  const page = drawn({}, { lines: LINES })
  expect(page).toMatch(
    /The sound over time[\s\S]+1 interval of 1 s\. Lost: none\. Jitter: [\s\S]+Longest gap: at most 20 ms, at 0 s\./,
  )
  expect(page).toMatch(/The same as figures[\s\S]+<td[^>]*>20<\/td>/)
  expect(drawn({}, { lines: LINES.replace('both     sound 400', '') })).not.toContain('over time')
})

describe('the rest of the page', () => {
  test('tells names, handshakes, errors and marks where there are any', () => {
    const beside = `
      0   asks SRV _sip._udp.trunk.example
      5   told SRV 10 60 5060 a.trunk.example 300
      10  unreachable 198.51.100.20 port
      20  connects 198.51.100.20 5061
      25  accepts
      30  client hello 1.2 trunk.example
      35  server hello 1.2 c02f
      40  server certificate trunk.example until 250601000000Z
      45  client alert certificate_expired`
    const page = drawn({}, { lines: LINES.replace('180 Ringing', '180 Ringing dscp 24') }, { beside })
    expect(page).toContain('1 answer of DNS, 1 handshake of TLS, 1 error or reset, marks on SIP')
    expect(page).toContain('SRV 10 60 5060 a.trunk.example, 300 s')
    expect(page).toMatch(/not valid then, by Invented Authority, a chain of 2[\s\S]+certificate_expired by the client/)
    expect(page).toContain('port unreachable')
    expect(page).toContain('CS3 (24)')
    expect(drawn({}, { lines: LINES })).not.toContain('id="beside"')
  })

  test('says that the reading broke off, and why', () => {
    const page = drawn({ isBroken: true }, { lines: LINES })
    expect(page).toMatch(/The reading broke off after \d+ packets: [A-Z]/)
    expect(drawn({}, { lines: LINES })).not.toContain('broke off')
  })

  test('one packet is one packet', () => {
    const page = drawn({}, { lines: LINES })
    expect(page).toMatch(/Packet\s+<a\s[^>]+>2<\/a\s*>/)
    expect(page).not.toMatch(/Packets\s+<a\s[^>]+>\d+<\/a\s*>\./)
  })
})
