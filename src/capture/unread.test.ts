/**
 * Ways a secret or a voice may lie in a capture that nobody here reads: whatever was not understood is overwritten in
 * what is given on, and what may be sound is taken out of what is kept.
 */
import { describe, expect, test } from 'vitest'
import { FOUR, sdp, sipMessage, SIX } from '../../test/support/calls-on-wire.ts'
import {
  big,
  FLAG,
  fragmented,
  ip,
  join,
  LINKS,
  pcap,
  pcapng,
  rtp,
  tcp,
  udp,
} from '../../test/support/capture-writer.ts'
import { redacted, without } from '../../test/support/soundless.ts'

const SECRET = 'SECRETVALUE0123456789'
const VOICE = 'VOICEVOICEVOICEVOICE'
const text = (of: string) => Uint8Array.from(of, (letter) => letter.charCodeAt(0))
const has = (file: Uint8Array, what: string) => Buffer.from(file).includes(what, 0, 'latin1')

const framed = (packets: readonly Uint8Array[], wrap = LINKS.Ethernet!.wrap) =>
  pcap(packets.map((packet, index) => ({ bytes: wrap(packet), ns: index * 20e6 })))
const info = (more: readonly string[], body = '', type = 'application/sdp', method = 'INFO') =>
  sipMessage({
    first: `${method} sip:x@example.com SIP/2.0`,
    call: 'c',
    cseq: `1 ${method}`,
    branch: 'q',
    more: [...more],
    body,
    type,
  })
const overUdp = (bytes: Uint8Array, ends = FOUR) => ip(ends, 17, udp(ends, bytes))
const segment = (sequence: number, bytes: Uint8Array, flags: number = FLAG.ack) =>
  ip(FOUR, 6, tcp(FOUR, sequence, bytes, flags))
const begun = segment(99, new Uint8Array(0), FLAG.syn)
const stream = (...segments: readonly (readonly [number, Uint8Array])[]) =>
  framed([begun, ...segments.map(([sequence, bytes]) => segment(sequence, bytes))])
const middle = (...segments: readonly (readonly [number, Uint8Array])[]) =>
  framed(segments.map(([sequence, bytes]) => segment(sequence, bytes)))

const PROOF = info([`Authorization: Digest username="a", realm="r", nonce="n", uri="sip:x", response="${SECRET}"`])
const PIECES = fragmented(FOUR, 17, udp(FOUR, PROOF), 136, 7)
const OUTER = { ...FOUR, src: '198.51.100.1', dst: '198.51.100.2' }
const UPGRADE = text(`GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nAuthorization: Basic ${SECRET}\r\n\r\n`)
const FRAME = join([0x81, 126, ...big(PROOF.length, 2)], PROOF)
const ERSPAN = join([0x10, 0, 0x88, 0xbe, 0, 0, 0, 1], new Uint8Array(8), LINKS.Ethernet!.wrap(overUdp(PROOF)))

const little = (value: number) => [...big(value, 4)].reverse()
const block = (type: number, content: Uint8Array) =>
  join(little(type), little(12 + content.length), content, little(12 + content.length))
const NEWER = pcapng([
  { interfaces: [{ linkType: 1 }], frames: [{ bytes: LINKS.Ethernet!.wrap(overUdp(info([]))), ns: 0 }] },
])

test.each([
  ['control: a proof in a datagram', framed([overUdp(PROOF)])],
  ['a segment sent again', stream([100, PROOF], [100, PROOF])],
  ['segments that overlap', stream([100, PROOF.subarray(0, -20)], [110, PROOF.subarray(10)])],
  [
    'one that waits twice',
    stream([200, PROOF.subarray(100)], [200, PROOF.subarray(100)], [100, PROOF.subarray(0, 100)]),
  ],
  ['a message without its beginning', middle([100, PROOF.subarray(150)], [100 + PROOF.length - 150, info([])])],
  [
    'a gap in a message',
    stream([100, PROOF.subarray(0, 60)], [170, PROOF.subarray(70)], [100 + PROOF.length, info([])]),
  ],
  ['a message that the file ends in', stream([100, PROOF.subarray(0, -2)])],
  ['data in the first segment', framed([segment(99, PROOF, FLAG.syn)])],
  ['a line of a proxy before SIP', stream([100, join(text('PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\n'), PROOF)])],
  ['the upgrade to a WebSocket', stream([100, UPGRADE])],
  ['a WebSocket caught in its middle', middle([5000, FRAME], [5000 + FRAME.length, FRAME])],
  ['a fragment that comes twice', framed([...PIECES.slice(0, -1), ...PIECES])],
  ['fragments of which the first is missing', framed(PIECES.slice(1))],
  ['fragments of which the last is missing', framed(fragmented(SIX, 17, udp(SIX, PROOF), 136, 7).slice(0, -1))],
  [
    'fragments in fragments of a tunnel',
    framed(PIECES.flatMap((piece, index) => fragmented(OUTER, 4, piece, 80, 900 + index))),
  ],
  ['SCTP', framed([ip(FOUR, 132, join(new Uint8Array(28), PROOF))])],
  ['a mirror of switches', framed([ip(FOUR, 47, ERSPAN)])],
  ['a header of somebody’s own before SIP', framed([overUdp(join([0xff, 0, 0, 1], PROOF))])],
  ['an error of ICMP that quotes it', framed([ip(FOUR, 1, join([3, 3], new Uint8Array(6), overUdp(PROOF)))])],
  ['what fills a frame up', framed([join(overUdp(info([])), text(SECRET))])],
  ['a link of a kind that is not read', pcap([{ bytes: overUdp(PROOF), ns: 0 }], { linkType: 127 })],
  ['what follows a break', join(framed([overUdp(info([]))]), framed([overUdp(PROOF)]))],
  ['keys of TLS in the file', join(NEWER, block(10, text(`CLIENT_RANDOM aaaa ${SECRET}!`.padEnd(40))))],
  ['a block larger than any packet', join(NEWER, block(0xbad, join(text(SECRET), new Uint8Array(1_100_003))))],
])('%s keeps no secret', (_, file) => {
  expect(has(file, SECRET)).toBe(true)
  for (const size of [101, 99_991]) expect(has(redacted(file, size), SECRET)).toBe(false)
})

test.each<[string, readonly string[], string?, string?, string?]>([
  ['a proof in the next line', [`Authorization: Digest username="a", response=\r\n "${SECRET}"`]],
  ['a scheme in the next line', [`Authorization:\r\n Basic ${SECRET}`]],
  ['a token', [`Authorization: Bearer ${SECRET}`]],
  ['NTLM', [`Proxy-Authorization: NTLM qop="auth", gssapi-data="${SECRET}"`]],
  ['a key of IMS', [`WWW-Authenticate: Digest realm="r", nonce="n", ck="${SECRET}"`]],
  ['a quoted pair', [`Authorization: Digest response="\\"${SECRET}"`]],
  ['a user with parameters', [`Contact: <sip:anna;ext=1:${SECRET}@example.com>`]],
  ['a second key of SRTP', [], `v=0\r\na=crypto:1 AES inline:AA|1:4;inline:${SECRET}|2:4\r\n`],
  ['MIKEY', [], `v=0\r\na=key-mgmt:mikey ${SECRET}\r\n`],
  ['ICE', [], `v=0\na=ice-pwd:${SECRET}\n`],
  ['keys of Nortel', [], `p=Digit-Collection\r\nd=${SECRET}\r\n`, 'application/vnd.nortelnetworks.digits'],
  ['KPML', [], `<kpml-response digits="${SECRET}"/>`, 'application/kpml-response+xml', 'NOTIFY'],
  ['a message to somebody', [], `my pin is ${SECRET}`, 'text/plain', 'MESSAGE'],
])('%s is overwritten', (_, more, body, type, method) => {
  const file = framed([overUdp(info(more, body, type, method))])
  expect(has(file, SECRET)).toBe(true)
  expect(has(redacted(file), SECRET)).toBe(false)
})

const MEDIA = { src: '192.0.2.20', dst: '192.0.2.10', sport: 20_002, dport: 20_000 }
const offer = (body: string) =>
  overUdp(sipMessage({ first: 'INVITE sip:x@e SIP/2.0', call: 'c', cseq: '1 INVITE', branch: 'q', body }))
const ANNOUNCED = offer(sdp('192.0.2.10', 20_000))
const FAX = offer('v=0\r\nc=IN IP4 192.0.2.10\r\nm=image 20000 udptl t38\r\n')
const image = (sequence: number) => overUdp(join(big(sequence, 2), [VOICE.length], text(VOICE)), MEDIA)
const sound = (change: Partial<Parameters<typeof rtp>[0]> = {}, first = 0x80) =>
  [0, 1, 2, 3].map((sequence) => {
    const packet = rtp({ sequence, stamp: sequence * 160, payload: 8, body: text(VOICE), ...change })
    packet[0] = first
    return packet
  })
const spoken = (packets: readonly Uint8Array[], ends = MEDIA) =>
  framed([ANNOUNCED, ...packets.map((each) => overUdp(each, ends))])
const long = fragmented(
  MEDIA,
  17,
  udp(MEDIA, rtp({ sequence: 1, stamp: 0, payload: 8, body: text(VOICE.repeat(20)) })),
  136,
  3,
)

describe('sound that is not known for it', () => {
  test.each([
    ['control: announced', spoken(sound())],
    ['from a port of the system, but announced', spoken(sound(), { ...MEDIA, sport: 900 })],
    ['with an extension that is not there', spoken(sound({}, 0x90))],
    ['with sources that are not there', spoken(sound({}, 0x8f))],
    ['with the types of RTCP', spoken(sound({ payload: 77, isMarked: true }))],
    ['relayed by TURN', framed(sound().map((each) => overUdp(join([0x40, 0, ...big(each.length, 2)], each), MEDIA)))],
    ['over TCP', stream([100, join([0, 32], sound()[0]!)])],
    ['in fragments of which one is lost', framed(long.slice(0, -1))],
    ['in fragments of which one comes twice', framed([long[0]!, ...long])],
    ['over a link that is not read', pcap([{ bytes: overUdp(sound()[0]!, MEDIA), ns: 0 }], { linkType: 9 })],
    ['quoted by an error of ICMP', framed([ip(FOUR, 1, join([3, 3], new Uint8Array(6), overUdp(sound()[0]!, MEDIA)))])],
    ['as a fax, announced later', framed([image(1), FAX])],
    ['as a fax, never announced', framed([image(1), image(2)])],
    ['as a fax whose numbers look like RTP', framed([FAX, image(0x8001)])],
  ])('%s goes all the same', (_, file) => {
    expect(has(file, VOICE)).toBe(true)
    expect(has(redacted(file), VOICE.slice(0, 9))).toBe(false)
    expect(has(without(file).file, VOICE.slice(0, 9))).toBe(false)
  })

  test('is not taken for it where it is signalling: what is kept stays as it came', () => {
    for (const file of [framed([overUdp(PROOF)]), stream([100, PROOF], [100, PROOF]), framed(PIECES.slice(0, -1))])
      expect(without(file)).toEqual({ file, packets: 0 })
  })
})
