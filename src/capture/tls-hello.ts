/** What the two hellos of TLS say in the clear: versions, ciphers and the name asked for (RFC 5246 §7.4.1, RFC 8446 §4). */
import { textOf } from '../sip/bytes.ts'
import { u16 } from './records.ts'

export type ClientHello = {
  /** Versions offered, the highest first. */
  readonly versions: readonly number[]
  readonly ciphers: readonly number[]
  /** The name asked for (RFC 6066 §3); null where none is. */
  readonly serverName: string | null
}

export type ServerHello = { readonly version: number; readonly cipher: number }

const MOST_OFFERED = 128
const MOST_EXTENSIONS = 64
const SERVER_NAME = 0
const SUPPORTED_VERSIONS = 43
const LONGEST_NAME = 255

/** Values that mean nothing and keep others from relying on a fixed list (RFC 8701). */
const isGrease = (value: number) => (value & 0x0f0f) === 0x0a0a && value >>> 8 === (value & 255)

/** The range is the body of the handshake message. Null where it cannot be one. */
export function clientHello(bytes: Uint8Array, from: number, end: number): ClientHello | null {
  const ciphersAt = from + 35 + (bytes[from + 34] ?? 0)
  if (ciphersAt + 2 > end) return null
  const ciphersEnd = ciphersAt + 2 + u16(bytes, ciphersAt, false)
  if (ciphersEnd + 1 > end) return null
  let versions: readonly number[] = [u16(bytes, from, false)]
  let serverName: string | null = null
  overExtensions(bytes, ciphersEnd + 1 + bytes[ciphersEnd]!, end, (type, at, stop) => {
    if (type === SUPPORTED_VERSIONS && at < stop) versions = numbers(bytes, at + 1, Math.min(stop, at + 1 + bytes[at]!))
    if (type === SERVER_NAME && at + 5 <= stop)
      serverName = textOf(bytes, at + 5, Math.min(stop, at + 5 + Math.min(LONGEST_NAME, u16(bytes, at + 3, false))))
  })
  return {
    versions: versions.toSorted((a, b) => b - a),
    ciphers: numbers(bytes, ciphersAt + 2, ciphersEnd),
    serverName,
  }
}

export function serverHello(bytes: Uint8Array, from: number, end: number): ServerHello | null {
  const at = from + 35 + (bytes[from + 34] ?? 0)
  if (at + 3 > end) return null
  let version = u16(bytes, from, false)
  overExtensions(bytes, at + 3, end, (type, begins, stop) => {
    if (type === SUPPORTED_VERSIONS && stop - begins === 2) version = u16(bytes, begins, false)
  })
  return { version, cipher: u16(bytes, at, false) }
}

function numbers(bytes: Uint8Array, from: number, end: number): readonly number[] {
  const found: number[] = []
  for (let at = from; at + 2 <= end && found.length < MOST_OFFERED; at += 2) {
    const value = u16(bytes, at, false)
    if (!isGrease(value)) found.push(value)
  }
  return found
}

function overExtensions(
  bytes: Uint8Array,
  from: number,
  end: number,
  take: (type: number, from: number, end: number) => void,
): void {
  if (from + 2 > end) return
  const stop = Math.min(end, from + 2 + u16(bytes, from, false))
  let at = from + 2
  for (let count = 0; count < MOST_EXTENSIONS && at + 4 <= stop; count += 1) {
    const next = at + 4 + u16(bytes, at + 2, false)
    if (next > stop) return
    take(u16(bytes, at, false), at + 4, next)
    at = next
  }
}
