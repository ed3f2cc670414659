import { expect, test } from 'vitest'
import { FOUR } from '../../test/support/calls-on-wire.ts'
import { ip, LINKS, pcap, udp } from '../../test/support/capture-writer.ts'
import { bytesOf } from '../sip/bytes.ts'
import { callAt, callNumbers } from './calls.ts'
import { inspect } from './inspection.ts'
import { callsWithFaults } from './messages.ts'
import { readCapture, type Trace } from './reading.ts'

/** A capture of one INVITE. */
function traceOf(from: string, uri = 'sip:bob@sip.example.com', more: readonly string[] = []): Trace {
  const text = [
    `INVITE ${uri} SIP/2.0`,
    'Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK1',
    'Max-Forwards: 70',
    `From: ${from}`,
    'To: <sip:bob@sip.example.com>',
    'Call-ID: one@192.0.2.10',
    'CSeq: 1 INVITE',
    ...more,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n')
  const reading = readCapture()
  reading.feed(pcap([{ bytes: LINKS.Ethernet!.wrap(ip(FOUR, 17, udp(FOUR, bytesOf(text)))), ns: 0 }]))
  reading.end()
  return reading.trace
}

function fromAsShown(from: string): string {
  const trace = traceOf(from)
  return callAt(trace, callNumbers(trace)[0]!).from
}

/** RFC 3261 §20.10 and §25.1: what is quoted is a name, whatever signs it holds. */
test.each([
  ['<sip:anna@sip.example.com>;tag=a', '<sip:anna@sip.example.com>'],
  ['sip:anna@sip.example.com;tag=a', 'sip:anna@sip.example.com'],
  ['"Anna" <sip:anna@sip.example.com;user=phone>;tag=a', '"Anna" <sip:anna@sip.example.com;user=phone>'],
  ['"Anna <sales>; desk" <sip:anna@sip.example.com>;tag=a', '"Anna <sales>; desk" <sip:anna@sip.example.com>'],
  [String.raw`"A \"<b>\" C" <sip:anna@sip.example.com>;tag=a`, String.raw`"A \"<b>\" C" <sip:anna@sip.example.com>`],
  ['"never closed <sip:anna@sip.example.com>;tag=a', '"never closed <sip:anna@sip.example.com>;tag=a'],
])('%s is shown as %s', (from, shown) => {
  expect(fromAsShown(from)).toBe(shown)
})

const ANNA = '<sip:anna@sip.example.com>;tag=a'

test.each([
  ['open-quote', '<sip:anna@sip.example.com>;tag=a;x="open', undefined, []],
  ['separators', '<sip:anna@sip.example.com>;;tag=a', undefined, []],
  ['blank-in-address', '< sip:anna@sip.example.com>;tag=a', undefined, []],
  ['no-brackets', ANNA, undefined, ['Contact: sip:anna@192.0.2.10?x=1']],
  ['headers-in-address', ANNA, 'sip:bob@sip.example.com?x=1', []],
  ['date', ANNA, undefined, ['Date: Fri, 01 Jan 2027 16:00:00 EST']],
])('a message with the fault %s is counted, and its call is among those with faults', (code, from, uri, more) => {
  const trace = traceOf(from, uri, more)
  expect(inspect(trace).faults).toMatchObject([{ code, count: 1, firstPacket: 1 }])
  expect(callsWithFaults(trace.index)).toEqual([0])
})

test('control: a message without a fault is not', () => {
  const trace = traceOf(ANNA, undefined, ['Contact: <sip:anna@192.0.2.10?x=1>', 'Date: Fri, 01 Jan 2027 16:00:00 GMT'])
  expect([inspect(trace).faults, callsWithFaults(trace.index)]).toEqual([[], []])
})
