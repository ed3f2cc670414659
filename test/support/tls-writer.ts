/** Handshakes of TLS and certificates of our own making, byte by byte; nothing in them is signed or encrypted. */
import { bytesOf } from '../../src/sip/bytes.ts'
import { big, join } from './capture-writer.ts'

export const RECORD = { changeCipher: 20, alert: 21, handshake: 22, data: 23 } as const

export function tlsRecord(type: number, body: Uint8Array): Uint8Array {
  return join([type, 3, 3], big(body.length, 2), body)
}

const u24 = (value: number) => [value >> 16, (value >> 8) & 255, value & 255]
const sized = (body: Uint8Array) => join(big(body.length, 2), body)
const handshake = (type: number, body: Uint8Array) => join([type], u24(body.length), body)
const extension = (type: number, body: Uint8Array) => join(big(type, 2), sized(body))

export type Hello = {
  readonly versions: readonly number[]
  readonly ciphers?: readonly number[]
  readonly serverName?: string
}

/** Versions above 1.2 stand in an extension (RFC 8446 §4.2.1). */
export function clientHelloBytes({ versions, ciphers = [0x1301, 0xc02f], serverName }: Hello): Uint8Array {
  const most = Math.max(...versions)
  const extensions = join(
    ...(serverName ? [extension(0, sized(join([0], sized(bytesOf(serverName)))))] : []),
    ...(most > 0x0303
      ? [extension(43, join([versions.length * 2], ...versions.map((version) => big(version, 2))))]
      : []),
  )
  const suites = join(...ciphers.map((cipher) => big(cipher, 2)))
  return handshake(
    1,
    join(big(Math.min(most, 0x0303), 2), new Uint8Array(32), [0], sized(suites), [1, 0], sized(extensions)),
  )
}

export function serverHelloBytes(version: number, cipher: number): Uint8Array {
  const extensions = version > 0x0303 ? extension(43, Uint8Array.from(big(version, 2))) : new Uint8Array(0)
  return handshake(
    2,
    join(big(Math.min(version, 0x0303), 2), new Uint8Array(32), [0], big(cipher, 2), [0], sized(extensions)),
  )
}

export function certificateBytes(chain: readonly Uint8Array[]): Uint8Array {
  const list = join(...chain.map((each) => join(u24(each.length), each)))
  return handshake(11, join(u24(list.length), list))
}

export const certificateRequestBytes = handshake(13, join([1, 1], big(2, 2), [4, 1], big(0, 2)))

export function alertBytes(level: number, description: number): Uint8Array {
  return tlsRecord(RECORD.alert, Uint8Array.from([level, description]))
}

function der(tag: number, ...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  const body = join(...parts)
  const length =
    body.length < 128 ? [body.length] : body.length < 256 ? [0x81, body.length] : [0x82, ...big(body.length, 2)]
  return join([tag], length, body)
}

export type Paper = {
  readonly subject: string
  readonly issuer?: string
  readonly names?: readonly string[]
  /** As certificates write it: `260101000000Z`. */
  readonly from?: string
  readonly until?: string
}

/** A certificate in form; its signature is nobody's. */
export function certificateOf({
  subject,
  issuer = 'Invented Authority',
  names = [subject],
  from = '250101000000Z',
  until = '270101000000Z',
}: Paper): Uint8Array {
  const called = (name: string) => der(0x30, der(0x31, der(0x30, der(6, [0x55, 4, 3]), der(12, bytesOf(name)))))
  const algorithm = der(0x30, der(6, [0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 11]), der(5))
  const list = der(0x30, ...names.map((name) => der(name.startsWith('sip:') ? 0x86 : 0x82, bytesOf(name))))
  const alternative = der(0x30, der(6, [0x55, 0x1d, 0x11]), der(4, list))
  const body = der(
    0x30,
    der(0xa0, der(2, [2])),
    der(2, [1, 2, 3]),
    algorithm,
    called(issuer),
    der(0x30, der(23, bytesOf(from)), der(23, bytesOf(until))),
    called(subject),
    der(0x30, algorithm, der(3, [0, 1, 2, 3])),
    der(0xa3, der(0x30, alternative)),
  )
  return der(0x30, body, algorithm, der(3, [0, 9, 9]))
}
