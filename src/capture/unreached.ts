/**
 * What was sent in vain: errors that come back for a packet (ICMP, RFC 792, RFC 4443), connections that are reset, and
 * connections asked for. Each names the flow of what was sent, not that of what came back.
 */
import { type Flows, flowBetween, reverseOf } from './flows.ts'
import { type Datagram, PROTOCOL, readDatagram } from './internet.ts'
import { type Place, toIp } from './link.ts'
import { keep, type Recent, recent } from './recent.ts'
import { portsAt, RST, SYN } from './tcp.ts'

/** An error that came back, with who says so: `port unreachable`. */
export type Setback = {
  readonly flow: number
  readonly timeNs: number
  readonly packet: number
  readonly kind: 'unreachable' | 'reset'
  readonly says: string
}

/** A connection asked for, and what came of it as far as the capture goes. */
export type Knock = {
  readonly flow: number
  readonly timeNs: number
  readonly packet: number
  /** How often it was asked for again. */
  again: number
  outcome: 'opened' | 'reset' | null
}

export type Unreached = {
  readonly setbacks: Recent<Setback>
  readonly knocks: Recent<Knock>
  /** Connections asked for last on a flow. */
  readonly open: Map<number, Knock>
}

const MOST_KEPT = 10_000

export function unreached(): Unreached {
  return { setbacks: recent(MOST_KEPT), knocks: recent(MOST_KEPT), open: new Map() }
}

const UNREACHABLE_FOUR: Readonly<Record<number, string>> = {
  0: 'network unreachable',
  1: 'host unreachable',
  2: 'protocol unreachable',
  3: 'port unreachable',
  9: 'network prohibited',
  10: 'host prohibited',
  13: 'prohibited by a filter',
}
const UNREACHABLE_SIX: Readonly<Record<number, string>> = {
  0: 'no route',
  1: 'prohibited by a filter',
  3: 'address unreachable',
  4: 'port unreachable',
}

const quoted: Place = { at: 0, end: 0, version: 0 }

/** Takes an error of ICMP that quotes the packet it is about; anything else of ICMP is let go. `into` is overwritten. */
export function icmpError(
  of: Unreached,
  flows: Flows,
  bytes: Uint8Array,
  into: Datagram,
  packet: number,
  timeNs: number,
): void {
  const { at: from, end, size } = into
  if (end - from < 8) return
  const [type, code] = [bytes[from]!, bytes[from + 1]!]
  const words = size === 4 ? (type === 3 ? UNREACHABLE_FOUR : null) : type === 1 ? UNREACHABLE_SIX : null
  if (!words) return
  quoted.at = from + 8
  quoted.end = end
  toIp(bytes, quoted, quoted.at)
  if (quoted.version === 0 || !readDatagram(bytes, quoted, into) || into.fragmentAt > 0) return
  if ((into.protocol !== PROTOCOL.udp && into.protocol !== PROTOCOL.tcp) || into.end - into.at < 4) return
  const { sourceAt, targetAt, protocol } = into
  const flow = flowBetween(flows, bytes, sourceAt, targetAt, into.size, portsAt(bytes, into.at), protocol)
  if (flow < 0) return
  keep(of.setbacks, { flow, timeNs, packet, kind: 'unreachable', says: words[code] ?? `unreachable, code ${code}` })
}

const ACK = 16

/** Takes a segment that asks for a connection, grants it or resets it; others tell nothing here. */
export function connecting(
  of: Unreached,
  flows: Flows,
  flow: number,
  flags: number,
  packet: number,
  timeNs: number,
): void {
  if ((flags & (SYN | RST | ACK)) === SYN) {
    const known = of.open.get(flow)
    if (known && known.outcome === null) {
      known.again += 1
      return
    }
    const knock: Knock = { flow, timeNs, packet, again: 0, outcome: null }
    of.open.delete(flow)
    of.open.set(flow, knock)
    if (of.open.size > MOST_KEPT) of.open.delete(of.open.keys().next().value!)
    keep(of.knocks, knock)
    return
  }
  const asked = reverseOf(flows, flow)
  if (asked < 0) return
  const knock = of.open.get(asked)
  if (flags & RST) {
    if (knock && knock.outcome === null) knock.outcome = 'reset'
    keep(of.setbacks, { flow: asked, timeNs, packet, kind: 'reset', says: 'connection reset' })
  } else if (knock && knock.outcome === null) knock.outcome = 'opened'
}
