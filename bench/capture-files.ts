/** Large captures to measure on: calls as a trunk carries them, and the same with sound on ports of their own. */
import fs from 'node:fs'

/** SIP over UDP, the same with a second of sound both ways for each call, or SIP over one TCP connection. */
export type Carries = 'udp' | 'sound' | 'tcp'

/** A file of about so many bytes. */
export function writeCalls(file: string, bytes: number, carries: Carries): void {
  const out = fs.openSync(file, 'w')
  const head = Buffer.alloc(24)
  head.writeUInt32LE(0xa1b2c3d4, 0)
  head.writeUInt16LE(2, 4)
  head.writeUInt16LE(4, 6)
  head.writeUInt32LE(262_144, 16)
  head.writeUInt32LE(1, 20)
  let pending: Buffer[] = [head]
  let size = 0
  const connection = { out: 1, back: 1 }
  for (let written = 0, call = 0; written < bytes; call += 1) {
    const packets =
      carries === 'sound' ? withMedia(call) : carries === 'udp' ? signalling(call) : overTcp(connection, call)
    pending.push(...packets)
    size += packets.reduce((sum, packet) => sum + packet.length, 0)
    if (size < 4e6) continue
    fs.writeSync(out, Buffer.concat(pending))
    written += size
    pending = []
    size = 0
  }
  fs.writeSync(out, Buffer.concat(pending))
  fs.closeSync(out)
}

const PBX = [192, 0, 2, 10]
const PROVIDER = [192, 0, 2, 20]

/** Ethernet, IPv4 and UDP around a payload, with the record's header. Time runs on a millisecond a packet. */
function record(isOut: boolean, sport: number, dport: number, payload: Uint8Array, ms: number): Buffer {
  const made = Buffer.alloc(16 + 42 + payload.length)
  made.writeUInt32LE(1_760_000_000 + Math.floor(ms / 1000), 0)
  made.writeUInt32LE(Math.floor((ms % 1000) * 1000), 4)
  made.writeUInt32LE(42 + payload.length, 8)
  made.writeUInt32LE(42 + payload.length, 12)
  made.writeUInt16BE(0x0800, 28)
  made[30] = 0x45
  made.writeUInt16BE(28 + payload.length, 32)
  made[38] = 64
  made[39] = 17
  made.set(isOut ? PBX : PROVIDER, 42)
  made.set(isOut ? PROVIDER : PBX, 46)
  made.writeUInt16BE(sport, 50)
  made.writeUInt16BE(dport, 52)
  made.writeUInt16BE(8 + payload.length, 54)
  made.set(payload, 58)
  return made
}

/** The same packet with TCP in place of UDP; the numbers of the connection go on. */
function segment(isOut: boolean, connection: { out: number; back: number }, payload: Uint8Array, ms: number): Buffer {
  const head = Buffer.alloc(20)
  head.writeUInt16BE(isOut ? 40_000 : 5060, 0)
  head.writeUInt16BE(isOut ? 5060 : 40_000, 2)
  head.writeUInt32BE((isOut ? connection.out : connection.back) >>> 0, 4)
  head.writeUInt32BE((isOut ? connection.back : connection.out) >>> 0, 8)
  head[12] = 0x50
  head[13] = 0x18
  head.writeUInt16BE(65_535, 14)
  if (isOut) connection.out += payload.length
  else connection.back += payload.length
  const made = record(isOut, 0, 0, Buffer.concat([head.subarray(8), payload]), ms)
  made[39] = 6
  head.copy(made, 50)
  return made
}

const portOf = (call: number) => 10_000 + (call % 20_000) * 2

function signalling(call: number): readonly Buffer[] {
  return messagesOf(call).map(([isOut, bytes], index) => record(isOut, 5060, 5060, bytes, call * 20 + index))
}

function overTcp(connection: { out: number; back: number }, call: number): readonly Buffer[] {
  return messagesOf(call).map(([isOut, bytes], index) => segment(isOut, connection, bytes, call * 20 + index))
}

type Said = readonly [isOut: boolean, bytes: Buffer]

function messagesOf(call: number): readonly Said[] {
  const sdp = (address: string) =>
    `v=0\r\no=pbx ${call} 1 IN IP4 ${address}\r\ns=-\r\nc=IN IP4 ${address}\r\nt=0 0\r\nm=audio ${portOf(call)} RTP/AVP 8 0 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-16\r\na=ptime:20\r\na=sendrecv\r\n`
  const message = (first: string, cseq: string, toTag: string, body = '') =>
    Buffer.from(
      `${first}\r\nVia: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK${call}x${cseq.replace(' ', '')};rport\r\nMax-Forwards: 70\r\nFrom: "Anna Example" <sip:+4930900${call % 1000}@sip.example.com>;tag=a${call}\r\nTo: <sip:+4940900${call % 977}@sip.example.com>${toTag}\r\nCall-ID: ${call}-1f3a5c7e9b@192.0.2.10\r\nCSeq: ${cseq}\r\nContact: <sip:trunk@192.0.2.10:5060>\r\nAllow: INVITE, ACK, BYE, CANCEL, OPTIONS, UPDATE, PRACK, REFER, NOTIFY\r\nSupported: 100rel, timer, replaces\r\nUser-Agent: Invented PBX 10.0\r\n${body === '' ? '' : 'Content-Type: application/sdp\r\n'}Content-Length: ${body.length}\r\n\r\n${body}`,
    )
  const tag = `;tag=b${call}`
  return [
    [true, message('INVITE sip:+4940900000@sip.example.com SIP/2.0', '1 INVITE', '', sdp('192.0.2.10'))],
    [false, message('SIP/2.0 100 Trying', '1 INVITE', '')],
    [false, message('SIP/2.0 180 Ringing', '1 INVITE', tag)],
    [false, message('SIP/2.0 200 OK', '1 INVITE', tag, sdp('192.0.2.20'))],
    [true, message('ACK sip:trunk@192.0.2.20 SIP/2.0', '1 ACK', tag)],
    [true, message('BYE sip:trunk@192.0.2.20 SIP/2.0', '2 BYE', tag)],
    [false, message('SIP/2.0 200 OK', '2 BYE', tag)],
  ]
}

function withMedia(call: number): readonly Buffer[] {
  const said = signalling(call)
  const port = portOf(call)
  const sound = Array.from({ length: 50 }, (_, index) =>
    [true, false].map((isOut) => record(isOut, port, port, rtp(call, index, isOut), call * 20 + 8 + index * 20)),
  ).flat()
  return [...said.slice(0, 5), ...sound, ...said.slice(5)]
}

/** Every fiftieth packet or so is missing. */
function rtp(call: number, index: number, isOut: boolean): Buffer {
  const made = Buffer.alloc(172, 0xd5)
  const sequence = (call * 7 + index + (index > 25 && call % 10 === 0 ? 1 : 0)) & 0xffff
  made[0] = 0x80
  made[1] = 8
  made.writeUInt16BE(sequence, 2)
  made.writeUInt32BE(sequence * 160, 4)
  made.writeUInt32BE(call * 2 + (isOut ? 1 : 0), 8)
  return made
}
