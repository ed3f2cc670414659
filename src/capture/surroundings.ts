/** What there was beside calls and sound: names looked up, handshakes of TLS, what came back as unreachable, marks on SIP. */
import type { DnsRecord } from './dns.ts'
import { flowView } from './flows.ts'
import type { Chain, Handshake } from './handshakes.ts'
import type { Lookup } from './lookups.ts'
import { DNS_OUTCOMES } from './dns-outcomes.ts'
import { dscpName } from './marking.ts'
import type { Trace } from './reading.ts'
import { listed } from './recent.ts'
import { alertName, cipherName, TLS_1_3, versionName } from './tls-words.ts'
import type { Setback } from './unreached.ts'
import { dscpOf, rowField } from './messages.ts'

export type TimeText = (ns: number) => string | null

export function lookupsView(trace: Trace, time: TimeText) {
  const { questions, answers, kept } = trace.lookups
  return {
    questions,
    answers,
    lookups: listed(kept).map((each) => lookupView(trace, each, time)),
    /** Older ones that were let go. */
    left: kept.gone,
  }
}

function lookupView(
  trace: Trace,
  { flow, timeNs, packet, isAnswer, name, type, code, isCut, records }: Lookup,
  time: TimeText,
) {
  const { source, target, transport } = flowView(trace.flows, flow)
  return {
    isAnswer,
    name,
    type,
    outcome: isAnswer ? (DNS_OUTCOMES[code] ?? `code ${code}`) : null,
    isCut,
    records: records.map((record) => ({ ...record, says: sayRecord(record) })),
    src: source,
    dst: target,
    transport,
    packet,
    time: time(timeNs),
  }
}

/** A record as people write it: `SRV 10 60 5060 a.example, 300 s`. */
export function sayRecord(record: DnsRecord): string {
  return `${record.type} ${sayData(record)}, ${record.ttl} s`
}

function sayData(record: DnsRecord): string {
  switch (record.type) {
    case 'A':
    case 'AAAA':
      return record.address
    case 'CNAME':
      return record.target
    case 'SRV':
      return `${record.priority} ${record.weight} ${record.port} ${record.target}`
    case 'NAPTR':
      return `${record.order} ${record.preference} ${record.service} ${record.target}`
  }
}

export function handshakesView(trace: Trace, time: TimeText) {
  return trace.handshakes.list.map((each) => handshakeView(trace, each, time))
}

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

function handshakeView(trace: Trace, own: Handshake, time: TimeText) {
  const { source, target } = flowView(trace.flows, own.flow)
  return {
    client: source,
    server: target,
    serverName: own.offered.serverName,
    offered: own.offered.versions.map(versionName),
    version: own.version === null ? null : versionName(own.version),
    cipher: own.cipher === null ? null : cipherName(own.cipher),
    serverCertificate: own.serverChain && certificateView(own.serverChain, whenOf(trace, own.timeNs)),
    clientCertificate: own.clientChain && certificateView(own.clientChain, whenOf(trace, own.timeNs)),
    /** From TLS 1.3 on certificates are encrypted, and whether one is asked for as well. */
    hidesCertificates: own.version !== null && own.version >= TLS_1_3,
    asksClient: own.asksClient,
    alerts: own.alerts.map(({ by, level, description, packet }) => ({
      by,
      isFatal: level === 2,
      says: alertName(description),
      packet,
    })),
    encrypted: { ...own.encrypted },
    packet: own.packet,
    time: time(own.timeNs),
  }
}

/** When something of the capture was, in milliseconds since 1970; null where the file does not say. */
export function whenOf({ frames }: Pick<Trace, 'frames'>, ns: number): number | null {
  return frames.startNs === null || !Number.isFinite(ns) ? null : Number(frames.startNs / 1_000_000n) + ns / 1e6
}

function certificateView({ own, length, packet }: Chain, when: number | null) {
  return {
    subject: own.subject,
    issuer: own.issuer,
    names: own.names,
    from: iso(own.from),
    until: iso(own.until),
    wasValid: wasValid(own, when),
    isSelfIssued: own.isSelfIssued,
    chain: length,
    packet,
  }
}

/** Null where the certificate or the file does not say. */
export function wasValid({ from, until }: Chain['own'], when: number | null): boolean | null {
  return from === null || until === null || when === null ? null : from <= when && when <= until
}

export function setbacksView(trace: Trace, time: TimeText) {
  const { kept, gone } = { kept: listed(trace.unreached.setbacks), gone: trace.unreached.setbacks.gone }
  return { list: kept.map((each) => setbackView(trace, each, time)), left: gone }
}

function setbackView(trace: Trace, { flow, kind, says, packet, timeNs }: Setback, time: TimeText) {
  const { source, target, transport } = flowView(trace.flows, flow)
  return { kind, says, src: source, dst: target, transport, packet, time: time(timeNs) }
}

type Marked = { readonly flow: number; readonly dscp: number; messages: number; readonly firstPacket: number }

/** How SIP was marked, by who sent it to whom: a line for each code point. */
export function signallingMarks({ index, flows }: Pick<Trace, 'index' | 'flows'>) {
  const found: Marked[] = []
  /** The mark met last on each flow: mostly it is the only one. */
  const latest: (Marked | undefined)[] = []
  const others = new Map<number, Marked>()
  for (let row = 0; row < index.count; row += 1) {
    const flow = rowField(index, row, 'flow')
    const dscp = dscpOf(index, row)
    let known = latest[flow]
    if (known?.dscp !== dscp) {
      known = others.get(flow * 64 + dscp)
      if (!known) {
        known = { flow, dscp, messages: 0, firstPacket: rowField(index, row, 'packet') }
        others.set(flow * 64 + dscp, known)
        found.push(known)
      }
      latest[flow] = known
    }
    known.messages += 1
  }
  return found.map(({ flow, dscp, messages, firstPacket }) => {
    const { source, target } = flowView(flows, flow)
    return { src: source, dst: target, dscp, name: dscpName(dscp), messages, firstPacket }
  })
}
