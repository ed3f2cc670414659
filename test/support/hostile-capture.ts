/** A capture made to take room: every call is of its own Call-ID, parties and host, and each of its messages awaits sound elsewhere. */
import { bytesOf } from '../../src/sip/bytes.ts'
import { sdp, sipMessage } from './calls-on-wire.ts'
import { BEGIN } from './capture-writer.ts'

/** The file piece by piece: two messages a call, each with a description of a host nobody else names. */
export function* hostileCapture(calls: number): Generator<Uint8Array> {
  yield fileHead()
  const out = new Uint8Array(1 << 19)
  let used = 0
  for (let call = 0; call < calls; call += 1)
    for (const isCaller of [true, false]) {
      if (used + 4096 > out.length) {
        yield out.subarray(0, used)
        used = 0
      }
      used += record(out, used, call * 2 + (isCaller ? 0 : 1), messageOf(call, isCaller))
    }
  yield out.subarray(0, used)
}

function fileHead(): Uint8Array {
  const head = new DataView(new ArrayBuffer(24))
  head.setUint32(0, 0xa1b2c3d4, true)
  head.setUint16(4, 2, true)
  head.setUint16(6, 4, true)
  head.setUint32(16, 262_144, true)
  head.setUint32(20, 101, true)
  return new Uint8Array(head.buffer)
}

const hostOf = (net: number, call: number) => `${net}.${(call >> 16) & 255}.${(call >> 8) & 255}.${call & 255}`

function messageOf(call: number, isCaller: boolean): Uint8Array {
  const name = `${call.toString(36)}-1f3a5c7e9b`
  const words = { call: name, cseq: '1 INVITE', branch: name, body: sdp(hostOf(isCaller ? 10 : 11, call), 20_000) }
  const made = isCaller
    ? sipMessage({ ...words, first: 'INVITE sip:+4930900002@sip.example.com SIP/2.0' })
    : sipMessage({ ...words, first: 'SIP/2.0 200 OK', toTag: `b-${name}` })
  return bytesOf(new TextDecoder().decode(made).replaceAll('+493090000', `+49${call}`))
}

/** A packet of raw IP and UDP with what a file says before it, written where it is to stand; gives its length. */
function record(into: Uint8Array, from: number, number: number, message: Uint8Array): number {
  const length = 28 + message.length
  const view = new DataView(into.buffer, from)
  into.fill(0, from, from + 44)
  view.setUint32(0, BEGIN + Math.floor(number / 1000), true)
  view.setUint32(4, (number % 1000) * 1000, true)
  view.setUint32(8, length, true)
  view.setUint32(12, length, true)
  view.setUint8(16, 0x45)
  view.setUint16(18, length)
  view.setUint8(24, 64)
  view.setUint8(25, 17)
  view.setUint32(28, 0xc000020a)
  view.setUint32(32, 0xc0000214)
  view.setUint16(36, 5060)
  view.setUint16(38, 5060)
  view.setUint16(40, 8 + message.length)
  into.set(message, from + 44)
  return 16 + length
}
