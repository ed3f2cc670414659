/**
 * Small packet captures, written byte by byte: one call through a trunk with its sound, and one that is held, as
 * evidence for the demo's test cases. Addresses and numbers are of the ranges kept for documentation.
 */
const PBX = [192, 0, 2, 20] as const
const PROVIDER = [192, 0, 2, 10] as const

type Sent = {
  readonly at: number
  readonly fromPbx: boolean
  readonly bytes: Buffer
  /** The PBX's port and the provider's. */
  readonly ports: readonly [pbx: number, provider: number]
}

/** A plain call, answered and ended by the caller. */
export function sampleCapture(startSeconds: number): Buffer {
  return captureOf([...CALL, ...sound(4.96, 100)], startSeconds)
}

/**
 * A call that the PBX holds and takes back twice. The provider either answers the hold as RFC 3264 §8.4 has it, or with
 * sendrecv, so that the held party goes on hearing the office.
 */
export function heldCapture(startSeconds: number, answers: 'recvonly' | 'sendrecv'): Buffer {
  return captureOf([...heldCall(answers), ...sound(4.96, 75)], startSeconds)
}

function captureOf(sent: readonly Sent[], startSeconds: number): Buffer {
  const header = Buffer.alloc(24)
  header.writeUInt32LE(0xa1b2c3d4, 0)
  header.writeUInt16LE(2, 4)
  header.writeUInt16LE(4, 6)
  header.writeUInt32LE(65_535, 16)
  header.writeUInt32LE(1, 20)
  return Buffer.concat([header, ...sent.toSorted((a, b) => a.at - b.at).map((each) => record(each, startSeconds))])
}

function record(sent: Sent, startSeconds: number): Buffer {
  const ports = sent.fromPbx ? sent.ports : sent.ports.toReversed()
  const frame = ethernet(ip(udp(sent.bytes, ports), sent.fromPbx))
  const head = Buffer.alloc(16)
  head.writeUInt32LE(startSeconds + Math.floor(sent.at), 0)
  head.writeUInt32LE(Math.round((sent.at % 1) * 1e6), 4)
  head.writeUInt32LE(frame.length, 8)
  head.writeUInt32LE(frame.length, 12)
  return Buffer.concat([head, frame])
}

function ethernet(payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from('020000000002020000000001', 'hex'), Buffer.from('0800', 'hex'), payload])
}

function ip(payload: Buffer, fromPbx: boolean): Buffer {
  const head = Buffer.alloc(20)
  head[0] = 0x45
  head.writeUInt16BE(20 + payload.length, 2)
  head[8] = 64
  head[9] = 17
  Buffer.from(fromPbx ? PBX : PROVIDER).copy(head, 12)
  Buffer.from(fromPbx ? PROVIDER : PBX).copy(head, 16)
  head.writeUInt16BE(checksum(head), 10)
  return Buffer.concat([head, payload])
}

function udp(payload: Buffer, [from = 0, to = 0]: readonly number[]): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt16BE(from, 0)
  head.writeUInt16BE(to, 2)
  head.writeUInt16BE(8 + payload.length, 4)
  return Buffer.concat([head, payload])
}

/** RFC 1071: the one's complement of the one's complement sum. */
function checksum(bytes: Buffer): number {
  let sum = 0
  for (let i = 0; i < bytes.length; i += 2) sum += bytes.readUInt16BE(i)
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16)
  return ~sum & 0xffff
}

type Direction = 'sendrecv' | 'sendonly' | 'recvonly'

const SDP = (address: string, port: number, version = 1, direction: Direction = 'sendrecv') =>
  [
    'v=0',
    `o=- 1 ${version} IN IP4 ${address}`,
    's=-',
    `c=IN IP4 ${address}`,
    't=0 0',
    `m=audio ${port} RTP/AVP 8 101`,
    'a=rtpmap:8 PCMA/8000',
    'a=rtpmap:101 telephone-event/8000',
    'a=ptime:20',
    ...(direction === 'sendrecv' && version === 1 ? [] : [`a=${direction}`]),
    '',
  ].join('\r\n')

const COMMON = [
  'Via: SIP/2.0/UDP 192.0.2.20:5060;branch=z9hG4bK74bf9',
  'From: <sip:+12125550101@192.0.2.20>;tag=9fxced76sl',
  'Call-ID: 3848276298220188511@192.0.2.20',
]

function message(first: string, to: string, cseq: string, body = ''): string {
  const content = body === '' ? [] : ['Content-Type: application/sdp']
  return [
    first,
    ...COMMON,
    `To: ${to}`,
    `CSeq: ${cseq}`,
    'Max-Forwards: 70',
    'Contact: <sip:192.0.2.20:5060>',
    ...content,
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n')
}

const TO = '<sip:+12125550188@192.0.2.10>'
const TAGGED = `${TO};tag=314159`

const said = (at: number, fromPbx: boolean, text: string): Sent => ({
  at,
  fromPbx,
  bytes: Buffer.from(text),
  ports: [5060, 5060],
})

const CALL: readonly Sent[] = [
  said(0, true, message('INVITE sip:+12125550188@192.0.2.10 SIP/2.0', TO, '1 INVITE', SDP('192.0.2.20', 30_000))),
  said(0.021, false, message('SIP/2.0 100 Trying', TO, '1 INVITE')),
  said(1.204, false, message('SIP/2.0 180 Ringing', TAGGED, '1 INVITE')),
  said(4.918, false, message('SIP/2.0 200 OK', TAGGED, '1 INVITE', SDP('192.0.2.10', 12_000))),
  said(4.941, true, message('ACK sip:192.0.2.10:5060 SIP/2.0', TAGGED, '1 ACK')),
  ...cleared(7.102, 2),
]

function cleared(at: number, cseq: number): readonly Sent[] {
  return [
    said(at, true, message('BYE sip:192.0.2.10:5060 SIP/2.0', TAGGED, `${cseq} BYE`)),
    said(at + 0.029, false, message('SIP/2.0 200 OK', TAGGED, `${cseq} BYE`)),
  ]
}

function heldCall(answers: 'recvonly' | 'sendrecv'): readonly Sent[] {
  const turns = ['sendonly', 'sendrecv', 'sendonly', 'sendrecv'] as const
  const changes = turns.flatMap((offered, index) => {
    const [at, cseq, version] = [6.6 + index * 1.5, index + 2, index + 2]
    const answered = offered === 'sendonly' ? answers : 'sendrecv'
    const offer = SDP('192.0.2.20', 30_000, version, offered)
    const answer = SDP('192.0.2.10', 12_000, version, answered)
    return [
      said(at, true, message('INVITE sip:192.0.2.10:5060 SIP/2.0', TAGGED, `${cseq} INVITE`, offer)),
      said(at + 0.03, false, message('SIP/2.0 200 OK', TAGGED, `${cseq} INVITE`, answer)),
      said(at + 0.05, true, message('ACK sip:192.0.2.10:5060 SIP/2.0', TAGGED, `${cseq} ACK`)),
    ]
  })
  return [...CALL.slice(0, 5), ...changes, ...cleared(13.1, 6)]
}

/** Silence in A-law both ways, a packet every 20 ms (RFC 3550 §5.1, RFC 3551 §4.5.14). */
function sound(from: number, packets: number): readonly Sent[] {
  return [true, false].flatMap((fromPbx) =>
    Array.from({ length: packets }, (_, index): Sent => {
      const bytes = Buffer.alloc(172, 0xd5)
      bytes.writeUInt16BE(0x8008, 0)
      bytes.writeUInt16BE(index, 2)
      bytes.writeUInt32BE(index * 160, 4)
      bytes.writeUInt32BE(fromPbx ? 0x2051a3c7 : 0x77c01d42, 8)
      return { at: from + index * 0.02, fromPbx, bytes, ports: [30_000, 12_000] }
    }),
  )
}
