/** The command line over captures: what outside programs rely on, word for word. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeCalls } from '../bench/capture-files.ts'
import { CALLS, MESSAGES } from './support/calls-on-wire.ts'
import { corners } from './support/corners.ts'
import { certwright } from './support/process.ts'
import { captureOf } from './support/trunk-scene.ts'

let home = ''
const file = (name: string) => path.join(home, name)

beforeAll(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'certwright-capture-'))
  const bytesOf = (name: string) => corners().find((corner) => corner.name === name)!.bytes
  fs.writeFileSync(file('calls.pcap'), bytesOf('Ethernet'))
  fs.writeFileSync(file('calls.pcapng.gz'), gzipSync(bytesOf('pcapng with two sections and three interfaces')))
  fs.writeFileSync(file('masked.pcap.gz'), gzipSync(bytesOf('WebSocket')))
  fs.writeFileSync(file('short.pcap'), bytesOf('Ethernet').subarray(0, 5000))
  fs.writeFileSync(file('short.pcap.gz'), gzipSync(bytesOf('Ethernet')).subarray(0, 2000))
  fs.writeFileSync(file('noise.pcap'), 'this is no capture at all, only words')
  fs.writeFileSync(file('noise.gz'), Uint8Array.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8]))
  fs.writeFileSync(file('empty.pcap'), '')
})

afterAll(() => fs.rmSync(home, { recursive: true, force: true }))

const capture = (...words: readonly string[]) => certwright(['capture', ...words], {})

describe('inspect', () => {
  test.each(['calls.pcap', 'calls.pcapng.gz'])('tells what is in %s, in the shape agreed', async (name) => {
    const { code, out } = await capture('inspect', file(name), '--json')
    expect(code).toBe(0)
    const found = JSON.parse(out)
    expect(found).toMatchObject({
      file: { bytes: expect.any(Number), format: name.split('.')[1], packets: MESSAGES },
      sip: { messages: MESSAGES, requests: 72, responses: 48, faults: 0 },
      registrations: [],
      streams: [],
      notObservable: [],
    })
    expect(found.calls).toHaveLength(CALLS)
    expect(found.calls[0]).toMatchObject({
      callId: 'call-0@192.0.2.10',
      from: '"Anna Example" <sip:+4930900001@sip.example.com>',
      to: '<sip:+4930900002@sip.example.com>',
      start: '2025-10-09T08:53:20.000000Z',
      state: 'completed',
      status: 200,
      methods: ['INVITE', 'ACK', 'BYE'],
      legs: [{ from: '192.0.2.10:5060', to: '192.0.2.20:5060', transport: 'UDP', messages: 5, dialogs: 1 }],
    })
  })

  test('of many calls shows people the first fifty and says how many there are; programs get all', async () => {
    writeCalls(file('many.pcap'), 300_000, 'sound')
    const { calls, streams } = JSON.parse((await capture('inspect', file('many.pcap'), '--json')).out)
    expect(calls.length).toBeGreaterThan(60)
    const { out } = await capture('inspect', file('many.pcap'))
    expect(out).toContain(`Calls (${calls.length})\n  1. `)
    expect(out).toContain(`Streams (${streams.length})\n`)
    for (const { length } of [calls, streams]) expect(out).toContain(`  and ${length - 50} more; --json lists all`)
    expect(out.split('Call-ID')).toHaveLength(51)
  })

  test('is readable for people', async () => {
    const { out } = await capture('inspect', file('calls.pcap'))
    expect(out).toContain('120 SIP messages: 72 requests, 48 responses, 0 with faults')
    expect(out).toContain('Calls (24)')
  })

  test.each(['short.pcap', 'short.pcap.gz'])('reads what there is of %s', async (name) => {
    const { code, out } = await capture('inspect', file(name), '--json')
    const found = JSON.parse(out)
    expect(code).toBe(0)
    expect(found.sip.messages).toBeGreaterThan(5)
    expect(found.faults).toMatchObject([{ says: expect.stringContaining('cut short') }])
  })

  test.each([
    ['noise.pcap', 'neither pcap nor pcapng'],
    ['empty.pcap', 'neither pcap nor pcapng'],
    ['noise.gz', 'cannot be unpacked'],
    ['absent.pcap', 'There is no file'],
  ])('refuses %s', async (name, says) => {
    const { code, out, error } = await capture('inspect', file(name), '--json')
    expect([code, out]).toEqual([1, ''])
    expect(JSON.parse(error).refused).toMatchObject({ code: 'wrong-file', says: expect.stringContaining(says) })
  })
})

describe('ladder', () => {
  test.each(['calls.pcap', 'calls.pcapng.gz', 'masked.pcap.gz'])('draws a call of %s by its number', async (name) => {
    const { code, out } = await capture('ladder', file(name), '--call', '24')
    expect(code).toBe(0)
    expect(out).toContain('Call-ID call-23@192.0.2.10')
    expect(out.match(/INVITE \+4930900002|200 OK \(1 INVITE\)|ACK pbx|BYE pbx|200 OK \(2 BYE\)/g)).toHaveLength(5)
  })

  test('is a picture or a value when asked for', async () => {
    const picture = await capture('ladder', file('calls.pcap'), '--format', 'svg')
    expect(picture.out).toMatch(/^<svg [\s\S]*<\/svg>\n$/)
    const value = JSON.parse((await capture('ladder', file('calls.pcap'), '--json')).out)
    expect(value).toMatchObject({ callId: 'call-0@192.0.2.10', lanes: ['192.0.2.10', '192.0.2.20'] })
    expect(value.rungs).toHaveLength(5)
  })

  test('refuses a call that is not there', async () => {
    const { code, error } = await capture('ladder', file('calls.pcap'), '--call', '25')
    expect([code, error]).toEqual([1, expect.stringContaining('it has 24')])
  })
})

describe('judge', () => {
  const plan = { format: 'certwright-plan/1', pbx: ['192.0.2.10'], testCases: ['OUT-01', 'HLD-01'] }
  beforeAll(() => {
    const talk = 'pbx INVITE offer\n provider 180 Ringing\n provider 200 OK answer\n pbx ACK\n both sound 3000'
    fs.writeFileSync(file('talk.pcap'), captureOf({ lines: `${talk}\n pbx BYE\n provider 200 OK` }))
    fs.writeFileSync(file('wrong.pcap'), captureOf({ lines: `${talk}\n provider BYE\n pbx 200 OK` }))
    fs.writeFileSync(file('plan.json'), JSON.stringify(plan))
    fs.writeFileSync(file('odd.json'), JSON.stringify({ ...plan, testCases: ['OUT-99'], pbx: ['the pbx'] }))
  })

  test('tells the verdict on each test case of a plan, in the shape agreed', async () => {
    const { code, out } = await capture('judge', file('talk.pcap'), '--plan', file('plan.json'), '--json')
    expect(code).toBe(0)
    const { analyser, testCases } = JSON.parse(out)
    expect(analyser).toBe('certwright-judge/8')
    expect(testCases.map((each: { id: string; verdict: string }) => [each.id, each.verdict])).toEqual([
      ['OUT-01', 'passed'],
      ['HLD-01', 'inconclusive'],
    ])
    expect(testCases[0].observations[0]).toEqual({
      check: 'A04',
      expect: 'Ringing or progress is told before the call is answered.',
      cites: 'RFC 3261 §13.2',
      outcome: 'ok',
      seen: '180 Ringing came before the answer.',
      packets: [2],
      cause: null,
    })
  })

  test('says to people what failed, where, by which standard and why that usually is', async () => {
    const { code, out } = await capture('judge', file('wrong.pcap'), '--plan', 'sip-trunk', '--test-case', 'OUT-01')
    expect(code).toBe(0)
    expect(out).toContain('Nobody said which side is the PBX: 192.0.2.10 called first and is taken for the PBX.')
    expect(out).toContain('OUT-01  Failed')
    expect(out).toMatch(
      /FAIL The PBX ends the call with BYE.*Seen: BYE came from the provider\.\n.*RFC 3261 §15 \(A08\)\. Packets? \d+/,
    )
    expect(out).toContain('Usually: The other side hung up first')
  })

  test('a test case that the plan leaves out does not apply', async () => {
    const { out } = await capture(
      'judge',
      file('talk.pcap'),
      '--plan',
      file('plan.json'),
      '--test-case',
      'OUT-02',
      '--json',
    )
    expect(JSON.parse(out).testCases).toMatchObject([{ id: 'OUT-02', verdict: 'not-applicable', observations: [] }])
  })

  test.each([
    [['--plan', 'absent.json'], 1, 'There is no plan absent.json'],
    [['--plan', 'sip-trunk', '--test-case', 'OUT-99'], 1, 'There is no test case OUT-99'],
    [[], 2, '--plan is missing'],
  ])('with %j is refused', async (words, code, says) => {
    const refused = await capture('judge', file('talk.pcap'), ...words)
    expect([refused.code, refused.error]).toEqual([code, expect.stringContaining(says)])
  })

  test('a plan with faults is refused with the place of each', async () => {
    const refused = await capture('judge', file('talk.pcap'), '--plan', file('odd.json'))
    expect([refused.code, refused.error]).toEqual([1, expect.stringContaining('pbx.0')])
  })
})

test.each([
  [['capture'], 'Say inspect, ladder or judge'],
  [['capture', 'listen', 'x'], 'knows no listen'],
  [['capture', 'inspect'], 'One file'],
  [['capture', 'ladder', 'x', '--call', 'none'], '--call wants a number'],
  [['capture', 'ladder', 'x', '--format', 'gif'], '--format wants text or svg'],
  [['capture', 'inspect', 'x', '--call', '1'], 'are for ladders'],
  [['capture', 'inspect', 'x', '--plan', 'y'], 'are for judging'],
])('%s is wrong usage', async (words, says) => {
  const { code, error } = await certwright(words, {})
  expect([code, error]).toEqual([2, expect.stringContaining(says)])
})

test('help has an example', async () => {
  const { code, out } = await capture('--help')
  expect([code, out]).toEqual([
    0,
    expect.stringContaining('certwright capture judge trunk.pcapng --plan sip-trunk --test-case OUT-01'),
  ])
})
