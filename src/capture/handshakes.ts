/** Handshakes of TLS by connection: what both directions said in the clear, put together. */
import { type Flows, reverseOf } from './flows.ts'
import type { Budget } from './held.ts'
import { u16 } from './records.ts'
import { HANDSHAKE, type TlsListener, type TlsStream, tlsStream } from './tls.ts'
import { type ClientHello, clientHello, serverHello } from './tls-hello.ts'
import { type Certificate, readCertificate } from './x509.ts'

export type Ends = 'client' | 'server'

export type TlsAlert = {
  readonly by: Ends
  readonly level: number
  readonly description: number
  readonly packet: number
}

/** Certificates one end showed, its own first. */
export type Chain = { readonly length: number; readonly own: Certificate; readonly packet: number }

export type Handshake = {
  /** From the client to the server. */
  readonly flow: number
  readonly timeNs: number
  readonly packet: number
  readonly offered: ClientHello
  version: number | null
  cipher: number | null
  answerPacket: number | null
  /** In the clear up to TLS 1.2 only. */
  serverChain: Chain | null
  clientChain: Chain | null
  asksClient: boolean
  readonly alerts: TlsAlert[]
  /** Encrypted records of data by either end, the first few of them counted. */
  readonly encrypted: Record<Ends, number>
}

export type Handshakes = {
  readonly list: Handshake[]
  /** The last one on either flow of a connection. */
  readonly byFlow: Map<number, { readonly handshake: Handshake; readonly end: Ends }>
  /** Handshakes there was no room for. */
  left: number
}

/** What is kept of a capture; each takes a few hundred bytes and the names of its certificates. */
const MOST_HANDSHAKES = 2000
const MOST_ALERTS = 8
const MOST_CERTIFICATES = 16

export function handshakes(): Handshakes {
  return { list: [], byFlow: new Map(), left: 0 }
}

/** Where a message was completed. */
export type Moment = { readonly packet: number; readonly timeNs: number }

/** Reads one direction of a connection into the handshake it belongs to. */
export function handshakeStream(
  of: Handshakes,
  flows: Flows,
  budget: Budget,
  flow: number,
  now: () => Moment,
): TlsStream {
  const own = () => of.byFlow.get(flow)
  // Asked to try again, a client says hello twice (RFC 8446 §4.1.2): that is one handshake.
  let hasBegun = false
  const listener: TlsListener = {
    handshake: (type, bytes, from, end) => {
      const moment = now()
      if (type === HANDSHAKE.clientHello) {
        if (!hasBegun) begin(of, flows, flow, clientHello(bytes, from, end), moment)
        hasBegun = true
        return
      }
      const met = own()
      if (met) take(met.handshake, met.end, type, bytes, from, end, moment.packet)
    },
    alert: (level, description) => {
      const met = own()
      if (met && met.handshake.alerts.length < MOST_ALERTS)
        met.handshake.alerts.push({ by: met.end, level, description, packet: now().packet })
    },
    encrypted: () => {
      const met = own()
      if (met) met.handshake.encrypted[met.end] += 1
    },
  }
  return tlsStream(budget, listener)
}

function begin(
  of: Handshakes,
  flows: Flows,
  flow: number,
  offered: ClientHello | null,
  { packet, timeNs }: Moment,
): void {
  const back = reverseOf(flows, flow)
  if (!offered || back < 0) return
  if (of.list.length >= MOST_HANDSHAKES) {
    of.left += 1
    of.byFlow.delete(flow)
    of.byFlow.delete(back)
    return
  }
  const handshake: Handshake = {
    flow,
    timeNs,
    packet,
    offered,
    version: null,
    cipher: null,
    answerPacket: null,
    serverChain: null,
    clientChain: null,
    asksClient: false,
    alerts: [],
    encrypted: { client: 0, server: 0 },
  }
  of.list.push(handshake)
  of.byFlow.set(flow, { handshake, end: 'client' })
  of.byFlow.set(back, { handshake, end: 'server' })
}

function take(
  own: Handshake,
  by: Ends,
  type: number,
  bytes: Uint8Array,
  from: number,
  end: number,
  packet: number,
): void {
  switch (type) {
    case HANDSHAKE.serverHello: {
      const hello = by === 'server' ? serverHello(bytes, from, end) : null
      own.version = hello?.version ?? own.version
      own.cipher = hello?.cipher ?? own.cipher
      if (hello) own.answerPacket = packet
      return
    }
    case HANDSHAKE.certificate: {
      const chain = chainOf(bytes, from, end, packet)
      if (by === 'server') own.serverChain ??= chain
      else own.clientChain ??= chain
      return
    }
    case HANDSHAKE.certificateRequest:
      if (by === 'server') own.asksClient = true
  }
}

const u24 = (bytes: Uint8Array, at: number) => (bytes[at]! << 16) | u16(bytes, at + 1, false)

/** The list of TLS 1.2 (RFC 5246 §7.4.2); null where it is empty or its first cannot be read. */
function chainOf(bytes: Uint8Array, from: number, end: number, packet: number): Chain | null {
  if (end - from < 6) return null
  const stop = Math.min(end, from + 3 + u24(bytes, from))
  const own = readCertificate(bytes, from + 6, Math.min(stop, from + 6 + u24(bytes, from + 3)))
  if (!own) return null
  let length = 0
  for (let at = from + 3; at + 3 <= stop && length < MOST_CERTIFICATES; length += 1) at += 3 + u24(bytes, at)
  return { length, own, packet }
}
