/** What a capture cannot show is said to be so, and what is missing costs no more than itself. */
import { expect, test } from 'vitest'
import { FOUR, oneCall, SAID } from '../../test/support/calls-on-wire.ts'
import { back, type Ends, FLAG, ip, join, LINKS, pcap, tcp, udp } from '../../test/support/capture-writer.ts'
import { inspect } from './inspection.ts'
import { readCapture } from './reading.ts'

function read(packets: readonly Uint8Array[], captured?: number) {
  const reading = readCapture()
  const frames = packets.map((packet, index) => ({ bytes: LINKS.Ethernet!.wrap(packet), ns: index * 1e6, captured }))
  reading.feed(pcap(frames))
  reading.end()
  return inspect(reading.trace)
}

const caller = SAID.filter((said) => said.isCaller).map((said) => said.bytes)

/** Segments of one direction, in a row from its beginning. */
function inRow(parts: readonly Uint8Array[], ends: Ends = FOUR): readonly Uint8Array[] {
  let sequence = 100
  const syn = ip(ends, 6, tcp(ends, sequence - 1, new Uint8Array(0), FLAG.syn))
  return [
    syn,
    ...parts.map((part) => {
      const packet = ip(ends, 6, tcp(ends, sequence, part))
      sequence += part.length
      return packet
    }),
  ]
}

test('TLS is told as not observable, between whom and how much of it', () => {
  const hello = join([22, 3, 1, 0, 5], [1, 0, 0, 1, 0])
  const ends = { ...FOUR, dport: 5061 }
  expect(
    read([...inRow([hello, hello], ends), ip(back(ends), 6, tcp(back(ends), 1, hello))]).notObservable,
  ).toMatchObject([
    { what: 'TLS', src: '192.0.2.10:5060', dst: '192.0.2.20:5061', packets: 2 },
    { what: 'TLS', src: '192.0.2.20:5061', dst: '192.0.2.10:5060', packets: 1 },
  ])
})

test('DTLS, IPsec and links nobody here reads are told too', () => {
  const hello = join([22, 0xfe, 0xff], new Uint8Array(20))
  const reading = readCapture()
  reading.feed(pcap([{ bytes: new Uint8Array(40), ns: 0 }], { linkType: 147 }))
  reading.end()
  expect(inspect(reading.trace).notObservable.map((thing) => thing.what)).toEqual(['link type 147'])
  expect(read([ip(FOUR, 17, udp(FOUR, hello)), ip(FOUR, 50, hello)]).notObservable.map((thing) => thing.what)).toEqual([
    'DTLS',
    'IPsec',
  ])
})

test('a segment that was not captured costs the messages it belonged to, and no others', () => {
  const halves = caller.flatMap((bytes) => [bytes.subarray(0, 200), bytes.subarray(200)])
  const packets = inRow(halves)
  const found = read(packets.filter((_, index) => index !== 10))
  expect(found.sip.messages).toBe(caller.length)
  expect(found.sip.faults).toBe(1)
  expect(found.faults.map((fault) => fault.says).join(' ')).toContain('SIP over TCP has gaps')
})

test('a message of which the beginning is missing is left out, and the next is read', () => {
  const halves = caller.flatMap((bytes) => [bytes.subarray(0, 200), bytes.subarray(200)])
  const found = read(inRow(halves).filter((_, index) => index !== 9))
  expect(found.sip).toMatchObject({ messages: caller.length - 1, faults: 0 })
})

test('packets of which only the beginning was captured are read as far as they go', () => {
  const found = read(
    oneCall(1).map((said) => ip(FOUR, 17, udp(FOUR, said.bytes))),
    400,
  )
  expect(found.sip).toMatchObject({ messages: 5, faults: 2 })
  expect(found.notObservable).toMatchObject([{ what: 'cut packets', packets: 2 }])
})

test('a connection that is no SIP is left alone, however much it carries and whatever it mentions', () => {
  const log = new TextEncoder().encode(`log of calls\r\n${new TextDecoder().decode(caller[0])}`)
  expect(read(inRow(Array.from({ length: 50 }, () => log))).sip.messages).toBe(0)
})
