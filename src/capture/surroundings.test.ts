/** What an inspection tells beside calls and sound: names, handshakes, what came back, marks. */
import { expect, test } from 'vitest'
import { framesBeside } from '../../test/support/beside-calls.ts'
import {
  back,
  big,
  type Ends,
  FLAG,
  type Frame,
  ip,
  join,
  LINKS,
  pcap,
  rtp,
  tcp,
  udp,
} from '../../test/support/capture-writer.ts'
import { FOUR, oneCall, SIX } from '../../test/support/calls-on-wire.ts'
import { answer, question } from '../../test/support/dns-writer.ts'
import { inspect } from './inspection.ts'
import { readCapture } from './reading.ts'

function read(frames: readonly Frame[]) {
  const reading = readCapture()
  reading.feed(pcap(frames.toSorted((a, b) => a.ns - b.ns)))
  reading.end()
  return inspect(reading.trace)
}

const inOrder = (packets: readonly Uint8Array[]): readonly Frame[] =>
  packets.map((packet, index) => ({ bytes: LINKS.Ethernet!.wrap(packet), ns: index * 20e6 }))

test('questions and answers are told with their records, over UDP and over TCP', () => {
  const ends: Ends = { src: '192.0.2.10', dst: '192.0.2.53', sport: 40_000, dport: 53 }
  const sized = (bytes: Uint8Array) => join(big(bytes.length, 2), bytes)
  const asked = question(1, 'SRV', '_sip._tcp.trunk.example')
  const told = sized(answer(1, 'SRV', '_sip._tcp.trunk.example', ['SRV 10 60 5060 a.example 300']))
  const none = new Uint8Array(0)
  const { dns, notObservable } = read(
    inOrder([
      ip(ends, 17, udp(ends, question(2, '16', 'text.example'))),
      ip(ends, 17, udp(ends, asked)),
      ip(ends, 6, tcp(ends, 0, none, FLAG.syn)),
      ip(back(ends), 6, tcp(back(ends), 0, none, FLAG.syn | FLAG.ack)),
      ip(ends, 6, tcp(ends, 1, sized(asked))),
      ip(back(ends), 6, tcp(back(ends), 1, told.subarray(0, 9))),
      ip(back(ends), 6, tcp(back(ends), 10, told.subarray(9))),
    ]),
  )
  expect([dns.questions, dns.answers, notObservable]).toEqual([3, 1, []])
  expect(
    dns.lookups.map(({ transport, outcome, records }) => [transport, outcome, records.map(({ says }) => says)]),
  ).toEqual([
    ['UDP', null, []],
    ['TCP', null, []],
    ['TCP', 'found', ['SRV 10 60 5060 a.example, 300 s']],
  ])
})

test('errors name what was sent, and resets who was reset', () => {
  const { unreached } = read(
    framesBeside({ beside: '0 unreachable 198.51.100.20 host\n 10 connects 198.51.100.20 5061\n 20 resets' }),
  )
  expect(unreached.list).toMatchObject([
    { kind: 'unreachable', says: 'host unreachable', src: '192.0.2.10:5060', dst: '198.51.100.20:5060', packet: 1 },
    { kind: 'reset', says: 'connection reset', src: '192.0.2.10:50001', dst: '198.51.100.20:5061', packet: 3 },
  ])
})

test('errors of IPv6 are read, and those that quote nothing are let go', () => {
  const sent = ip(SIX, 17, udp(SIX, new Uint8Array(20)))
  const error = (code: number, quoted: Uint8Array) => ip(back(SIX), 58, join([1, code, 0, 0, 0, 0, 0, 0], quoted))
  const { unreached } = read(inOrder([error(4, sent), error(0, new Uint8Array(3)), error(77, sent)]))
  expect(unreached.list.map(({ says, dst }) => [says, dst])).toEqual([
    ['port unreachable', '[2001:db8::20]:5060'],
    ['unreachable, code 77', '[2001:db8::20]:5060'],
  ])
})

test('a handshake is told with its certificate and what was said against it', () => {
  const { tls } = read(
    framesBeside({
      beside: `
        0   connects 198.51.100.20 5061
        5   accepts
        10  client hello 1.2 1.0 trunk.example
        15  server hello 1.2 c02f
        20  server certificate trunk.example until 250601000000Z
        25  client alert certificate_expired`,
    }),
  )
  expect(tls).toMatchObject([
    {
      client: '192.0.2.10:50001',
      server: '198.51.100.20:5061',
      serverName: 'trunk.example',
      offered: ['TLS 1.2'],
      version: 'TLS 1.2',
      cipher: 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
      serverCertificate: { names: ['trunk.example'], wasValid: false, isSelfIssued: false, chain: 2 },
      hidesCertificates: false,
      alerts: [{ by: 'client', isFatal: true, says: 'certificate_expired' }],
      encrypted: { client: 0, server: 0 },
    },
  ])
})

test('each stream and each sender of SIP is told with its marks, of IPv6 too', () => {
  const media: Ends = { ...SIX, sport: 20_000, dport: 20_002 }
  const sound = Array.from({ length: 10 }, (_, index) =>
    ip(media, 17, udp(media, rtp({ sequence: index, stamp: index * 160, payload: 8 })), index < 7 ? 46 : 0),
  )
  const said = oneCall(1).map(({ isCaller, bytes }) => {
    const ends = isCaller ? FOUR : back(FOUR)
    return ip(ends, 17, udp(ends, bytes), isCaller ? 24 : 26)
  })
  const { streams, signalling } = read(inOrder([...sound, ...said]))
  expect(streams.map(({ marks, remarkedAt }) => [marks, remarkedAt])).toEqual([
    [
      [
        { dscp: 46, packets: 7, name: 'EF' },
        { dscp: 0, packets: 3, name: 'CS0' },
      ],
      8,
    ],
  ])
  expect(signalling.marks.map(({ name, messages }) => [name, messages])).toEqual([
    ['CS3', 3],
    ['AF31', 2],
  ])
})

test('more lookups than are kept leave the last ones, and how many went is told', () => {
  const ends: Ends = { src: '192.0.2.10', dst: '192.0.2.53', sport: 40_000, dport: 53 }
  const frames = Array.from({ length: 10_050 }, (_, index) => ({
    bytes: LINKS.Ethernet!.wrap(ip(ends, 17, udp(ends, question(index, 'A', `n${index}.example`)))),
    ns: index * 1e6,
  }))
  const { dns, faults } = read(frames)
  expect([dns.questions, dns.lookups.length, dns.left, dns.lookups[0]!.name, dns.lookups.at(-1)!.name]).toEqual([
    10_050,
    10_000,
    50,
    'n50.example',
    'n10049.example',
  ])
  expect(faults.map(({ says, count }) => [says, count])).toEqual([
    ['There are more DNS messages than are kept; the last ones are.', 50],
  ])
})
