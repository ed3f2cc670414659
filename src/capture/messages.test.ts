import { expect, test } from 'vitest'
import { FOUR } from '../../test/support/calls-on-wire.ts'
import { ip, LINKS, pcap, udp } from '../../test/support/capture-writer.ts'
import { bytesOf } from '../sip/bytes.ts'
import { callAt, callNumbers } from './calls.ts'
import { readCapture } from './reading.ts'

function fromAsShown(from: string): string {
  const text = [
    'INVITE sip:bob@sip.example.com SIP/2.0',
    'Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK1',
    'Max-Forwards: 70',
    `From: ${from}`,
    'To: <sip:bob@sip.example.com>',
    'Call-ID: one@192.0.2.10',
    'CSeq: 1 INVITE',
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n')
  const reading = readCapture()
  reading.feed(pcap([{ bytes: LINKS.Ethernet!.wrap(ip(FOUR, 17, udp(FOUR, bytesOf(text)))), ns: 0 }]))
  reading.end()
  return callAt(reading.trace, callNumbers(reading.trace)[0]!).from
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
