/**
 * One direction of a TLS connection, as far as it goes in the clear: the messages of the handshake up to where
 * encryption begins, alerts before it, and that encrypted records follow. After some of those nothing is read any more.
 */
import { type Budget, held } from './held.ts'
import { endFramed, type Framed, framed, framedData } from './framed.ts'
import { u16 } from './records.ts'

/** Whoever wants to know: the body of a handshake message of a type, an alert, the first record of encrypted data. */
export type TlsListener = {
  readonly handshake: (type: number, bytes: Uint8Array, from: number, end: number) => void
  readonly alert: (level: number, description: number) => void
  /** An encrypted record of data, with its length. */
  readonly encrypted: (length: number) => void
}

export type TlsStream = {
  readonly records: Framed
  readonly listener: TlsListener
  /** Bytes of a handshake message that goes on in the next record. */
  pending: Uint8Array
  isEncrypted: boolean
  encrypted: number
}

const HEAD = 5
/** 2^14 and what encryption may add (RFC 5246 §6.2.3). */
const LONGEST_RECORD = (1 << 14) + 2048
const LONGEST_HANDSHAKE = 1 << 16
/** Encrypted records after which nothing new is learned. */
const ENOUGH = 16

const RECORD = { changeCipher: 20, alert: 21, handshake: 22, data: 23 } as const

export const HANDSHAKE = { clientHello: 1, serverHello: 2, certificate: 11, certificateRequest: 13 } as const

export function tlsStream(budget: Budget, listener: TlsListener): TlsStream {
  const records = framed(held(budget), HEAD, recordLength)
  return { records, listener, pending: NONE, isEncrypted: false, encrypted: 0 }
}

const NONE = new Uint8Array(0)

function recordLength(bytes: Uint8Array, at: number): number {
  const length = u16(bytes, at + 3, false)
  const isRecord = bytes[at]! >= 20 && bytes[at]! <= 24 && bytes[at + 1] === 3 && length <= LONGEST_RECORD
  return isRecord ? HEAD + length : -1
}

export function tlsData(of: TlsStream, bytes: Uint8Array, from: number, end: number): void {
  framedData(of.records, bytes, from, end, (piece, at, stop) => record(of, piece, at, stop))
}

export function endTls(of: TlsStream): void {
  of.pending = NONE
  endFramed(of.records)
}

function record(of: TlsStream, bytes: Uint8Array, at: number, end: number): void {
  switch (bytes[at]!) {
    case RECORD.changeCipher:
      of.isEncrypted = true
      return
    case RECORD.alert:
      // An encrypted one is longer: what it says is not to be seen.
      if (end - at === HEAD + 2) of.listener.alert(bytes[at + HEAD]!, bytes[at + HEAD + 1]!)
      return
    case RECORD.handshake:
      if (!of.isEncrypted) handshake(of, bytes, at + HEAD, end)
      return
    case RECORD.data:
      of.isEncrypted = true
      of.encrypted += 1
      of.listener.encrypted(end - at - HEAD)
      if (of.encrypted >= ENOUGH) endTls(of)
  }
}

function handshake(of: TlsStream, bytes: Uint8Array, from: number, end: number): void {
  const own = of.pending.length === 0 ? bytes.subarray(from, end) : joined(of.pending, bytes.subarray(from, end))
  let at = 0
  while (at + 4 <= own.length) {
    const stop = at + 4 + (own[at + 1]! << 16) + u16(own, at + 2, false)
    if (stop - at > LONGEST_HANDSHAKE) return endTls(of)
    if (stop > own.length) break
    of.listener.handshake(own[at]!, own, at + 4, stop)
    at = stop
  }
  of.pending = at < own.length ? own.slice(at) : NONE
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const made = new Uint8Array(one.length + other.length)
  made.set(one)
  made.set(other, one.length)
  return made
}
