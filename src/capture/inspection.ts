/** What a capture holds, as outside programs read it: names and meanings are fixed, more may be added. */
import { aboutFault, FAULT_CODES, bitOf } from '../sip/fault.ts'
import { fixedCodec } from '../sip/sdp.ts'
import { callAt, callNumbers } from './calls.ts'
import { at } from './columns.ts'
import { keysOf } from './digits.ts'
import { type FlowView, flowView } from './flows.ts'
import type { HiddenThing } from './notes.ts'
import type { Trace } from './reading.ts'
import { keepAlivesIn, registrationsIn } from './registrations.ts'
import { dscpName, markedAs } from './marking.ts'
import { handshakesView, lookupsView, setbacksView, signallingMarks } from './surroundings.ts'
import { jitterMsOf, lostOf, mainPayload, type RtpStream } from './rtp.ts'

export type Inspection = ReturnType<typeof inspect>

export function inspect(trace: Trace) {
  const { frames, index } = trace
  const time = (ns: number) => timeText(trace, ns)
  return {
    file: {
      bytes: frames.offset,
      format: frames.format,
      packets: frames.packet.number,
      start: timeText(trace, 0),
      isWhole: frames.broken === null,
      brokenBy: frames.broken,
    },
    sip: {
      messages: index.requests + index.responses,
      requests: index.requests,
      responses: index.responses,
      faults: index.faulty,
    },
    calls: callNumbers(trace).map((number) => {
      const { callId, from, to, startNs, state, status, methods, messages, legs } = callAt(trace, number)
      return { callId, from, to, start: timeText(trace, startNs), state, status, methods, legs, messages }
    }),
    registrations: registrationsIn(trace).map(({ startNs, ...rest }) => ({ ...rest, start: timeText(trace, startNs) })),
    keepAlives: keepAlivesIn(trace),
    streams: trace.media.streams.map((stream) => streamView(trace, stream)),
    faxes: trace.media.faxes.map(({ flow, packets, firstPacket }) => {
      const { source, target } = flowView(trace.flows, flow)
      return { src: source, dst: target, packets, firstPacket }
    }),
    rtcp: trace.media.rtcp,
    signalling: { marks: signallingMarks(trace) },
    dns: lookupsView(trace, time),
    tls: handshakesView(trace, time),
    unreached: setbacksView(trace, time),
    faults: [...fileFaults(trace), ...messageFaults(trace)],
    notObservable: [...trace.hidden.values()].map((thing) => hiddenView(trace, thing)),
  }
}

/** A moment of the capture, in UTC to the microsecond; null where the file does not say. */
export function timeText({ frames }: Trace, ns: number): string | null {
  if (frames.startNs === null || !Number.isFinite(ns)) return null
  const micros = frames.startNs / 1000n + BigInt(Math.round((ns + Number(frames.startNs % 1000n)) / 1000))
  const millis = Number(micros / 1000n)
  if (Math.abs(millis) > 8.64e15) return null
  return new Date(millis).toISOString().replace('Z', `${String(Number(micros % 1000n)).padStart(3, '0')}Z`)
}

function streamView(trace: Trace, stream: RtpStream) {
  const { source, target } = flowView(trace.flows, stream.flow)
  return {
    ssrc: `0x${stream.ssrc.toString(16).padStart(8, '0')}`,
    src: source,
    dst: target,
    payload: payloadName(stream, mainPayload(stream)),
    packets: stream.packets,
    lost: lostOf(stream),
    jitterMs: Math.round(jitterMsOf(stream) * 1000) / 1000,
    dtmf: keysOf(stream.digits),
    start: timeText(trace, stream.firstNs),
    durationMs: Math.round((stream.lastNs - stream.firstNs) / 1e6),
    late: stream.late,
    doubled: stream.doubled,
    worstJitterMs: Math.round(stream.worstJitterMs * 1000) / 1000,
    payloads: stream.payloads.map((type, index) => ({
      type,
      name: payloadName(stream, type),
      packets: stream.payloadCounts[index]!,
    })),
    isEncrypted: stream.isSecure,
    marks: markedAs(stream.marking, stream.packets).map((each) => ({ ...each, name: dscpName(each.dscp) })),
    remarkedAt: stream.marking.changedAt,
  }
}

/** By what was announced, by the standard, or just the number. */
function payloadName(stream: RtpStream, type: number): string {
  return stream.names[type] ?? fixedCodec(type)?.name ?? String(type)
}

/** What is wrong with the file and with how the traffic was captured. */
function fileFaults({ frames, notes, index, media, lookups, handshakes, unreached }: Trace) {
  const faults = [...notes.values()].map(({ says, count, firstPacket }) => ({ says, count, firstPacket, cites: null }))
  const also = (says: string, count: number) => faults.push({ says, count, firstPacket: null, cites: null })
  if (frames.broken !== null) also(frames.broken, 1)
  if (index.left > 0) also('There are more messages than are kept; these are counted and not read.', index.left)
  if (lookups.kept.gone > 0) also('There are more DNS messages than are kept; the last ones are.', lookups.kept.gone)
  if (handshakes.left > 0) also('There are more handshakes of TLS than are kept; the first ones are.', handshakes.left)
  if (unreached.setbacks.gone > 0)
    also('There are more errors and resets than are kept; the last ones are.', unreached.setbacks.gone)
  if (media.left > 0) also('There are more streams than are kept; packets of others are not counted.', media.left)
  return faults
}

/** Faults of messages by kind, each with how often and where first. */
function messageFaults({ index }: Trace) {
  const counts = new Map<number, { count: number; firstPacket: number }>()
  for (let row = 0; row < index.count; row += 1) {
    let bits = at(index.rows.faults, row)
    while (bits !== 0) {
      const bit = 31 - Math.clz32(bits)
      bits &= ~(1 << bit)
      const known = counts.get(bit)
      if (known) known.count += 1
      else counts.set(bit, { count: 1, firstPacket: at(index.rows.packet, row) })
    }
  }
  return FAULT_CODES.flatMap((code) => {
    const found = counts.get(Math.log2(bitOf(code)))
    return found ? [{ code, ...aboutFault(code), ...found }] : []
  })
}

const HIDDEN_WORDS: Readonly<Record<string, string>> = {
  TLS: 'encrypted; capture on the clear side, or keep the key log',
  DTLS: 'encrypted; keys of the media are agreed in here',
  IPsec: 'encrypted',
  'cut packets': 'the capture kept only the beginning of these packets; capture without a limit',
}

function hiddenView(trace: Trace, { what, flow, packets, firstPacket }: HiddenThing) {
  const view: FlowView | null = flow < 0 ? null : flowView(trace.flows, flow)
  const says = HIDDEN_WORDS[what] ?? 'not a kind of link that is read here'
  return { what, says, src: view?.source ?? null, dst: view?.target ?? null, packets, firstPacket }
}
