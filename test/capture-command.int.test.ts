/** The command line over captures: what outside programs rely on, word for word. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CALLS, MESSAGES } from './support/calls-on-wire.ts'
import { corners } from './support/corners.ts'
import { certwright } from './support/process.ts'

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

test.each([
  [['capture'], 'Say inspect or ladder'],
  [['capture', 'listen', 'x'], 'knows no listen'],
  [['capture', 'inspect'], 'One file'],
  [['capture', 'ladder', 'x', '--call', 'none'], '--call wants a number'],
  [['capture', 'ladder', 'x', '--format', 'gif'], '--format wants text or svg'],
  [['capture', 'inspect', 'x', '--call', '1'], 'are for ladders'],
])('%s is wrong usage', async (words, says) => {
  const { code, error } = await certwright(words, {})
  expect([code, error]).toEqual([2, expect.stringContaining(says)])
})

test('help has an example', async () => {
  const { code, out } = await capture('--help')
  expect([code, out]).toEqual([
    0,
    expect.stringContaining('certwright capture ladder trunk.pcapng --call 2 --format svg'),
  ])
})
