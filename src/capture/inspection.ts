/** What a capture holds, as outside programs read it: names and meanings are fixed, more may be added. */
import { aboutFault, FAULT_CODES, bitOf } from '../sip/fault.ts'
import { fixedCodec } from '../sip/sdp.ts'
import { callAt, callNumbers, type Leg } from './calls.ts'
import { keysOf } from './digits.ts'
import { type FlowView, flowView } from './flows.ts'
import { type Intervals, lostIn } from './intervals.ts'
import type { HiddenThing } from './notes.ts'
import { otherLegs, type Sureness } from './other-legs.ts'
import type { Trace } from './reading.ts'
import { keepAlivesIn, registrationsIn } from './registrations.ts'
import { dscpName, markedAs } from './marking.ts'
import { handshakesView, lookupsView, setbacksView, signallingMarks } from './surroundings.ts'
import { jitterMsOf, lostOf, mainPayload, type RtpStream } from './rtp.ts'
import { faultsOf, rowField } from './messages.ts'

export type Inspection = ReturnType<typeof inspect>

/** At most so many calls and streams are made of it; all, where nobody says. */
export function inspect(trace: Trace, most = Number.POSITIVE_INFINITY) {
  const { calls, registrations, streams, faxes, ...rest } = partsOf(trace)
  return {
    ...rest,
    calls: [...firstOf(calls, most)],
    registrations: [...registrations],
    streams: [...firstOf(streams, most)],
    faxes: [...faxes],
  }
}

/** Of an inspection as JSON so many items are made at a time: few enough to be gone before they count as old. */
const PIECE = 50

function* firstOf<Item>(items: Iterable<Item>, most: number): Generator<Item> {
  let count = 0
  for (const item of items) {
    if (count === most) return
    count += 1
    yield item
  }
}

/** The same, piece by piece: of a long capture the whole would take more room than what was read of it. */
export function* inspectionAsJson(trace: Trace): Generator<string> {
  let before = '{'
  for (const [name, part] of Object.entries(partsOf(trace))) {
    yield `${before}${JSON.stringify(name)}:`
    before = ','
    if (Array.isArray(part) || !(Symbol.iterator in Object(part))) yield JSON.stringify(part)
    else yield* listAsJson(part as Iterable<unknown>)
  }
  yield '}\n'
}

function* listAsJson(items: Iterable<unknown>): Generator<string> {
  let piece: unknown[] = []
  let before = '['
  for (const item of items) {
    piece.push(item)
    if (piece.length < PIECE) continue
    yield before + JSON.stringify(piece).slice(1, -1)
    before = ','
    piece = []
  }
  yield piece.length === 0 && before === ',' ? ']' : `${before}${JSON.stringify(piece).slice(1)}`
}

/** What is in it, by the names agreed; lists that may be long are made as they are gone through. */
function partsOf(trace: Trace) {
  const { frames, index, media } = trace
  const time = (ns: number) => timeText(trace, ns)
  const numbers = callNumbers(trace)
  const placeOf = placesAmong(numbers)
  const legsOf = callLegs(trace, placeOf)
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
    calls: made(numbers, (number) => {
      const { callId, from, to, startNs, state, status, methods, messages, legs: own } = callAt(trace, number)
      const legs = legsOf(number, own)
      return { callId, from, to, start: timeText(trace, startNs), state, status, methods, legs, messages }
    }),
    registrations: made(registrationsIn(trace), ({ startNs, ...rest }) => ({
      ...rest,
      start: timeText(trace, startNs),
    })),
    keepAlives: keepAlivesIn(trace),
    streams: made(media.streams, (stream) => streamView(trace, stream, placeOf(stream.call))),
    faxes: made(media.faxes, ({ flow, packets, firstPacket }) => {
      const { source, target } = flowView(trace.flows, flow)
      return { src: source, dst: target, packets, firstPacket }
    }),
    rtcp: media.rtcp,
    signalling: { marks: signallingMarks(trace) },
    dns: lookupsView(trace, time),
    tls: handshakesView(trace, time),
    unreached: setbacksView(trace, time),
    faults: [...fileFaults(trace), ...messageFaults(trace)],
    notObservable: [...trace.hidden.values()].map((thing) => hiddenView(trace, thing)),
  }
}

/** One after the other as they are asked for. */
function* made<From, Made>(items: readonly From[], make: (item: From) => Made): Generator<Made> {
  for (const item of items) yield make(item)
}

/** The place of a call among these, from 1, null where it is none; they stand in the order of their numbers. */
function placesAmong(numbers: readonly number[]): (number: number) => number | null {
  return (number) => {
    let [from, end] = [0, numbers.length]
    while (from < end) {
      const middle = (from + end) >>> 1
      if (numbers[middle]! < number) from = middle + 1
      else end = middle
    }
    return numbers[from] === number ? from + 1 : null
  }
}

/** A hop of a call: its own, or one of the same call under another Call-ID, beyond a back-to-back agent. */
export type CallLeg = Leg & {
  readonly beyond: null | {
    /** Its place among the calls, from 1. */
    readonly call: number
    readonly callId: string
    readonly sureness: Sureness
    readonly because: readonly string[]
  }
}

/** The hops of a call in its own name, then those of its other legs. */
function callLegs(
  trace: Trace,
  placeOf: (number: number) => number | null,
): (number: number, own: readonly Leg[]) => readonly CallLeg[] {
  const others = otherLegs(trace)
  const alone = (own: readonly Leg[]) => own.map((leg) => ({ ...leg, beyond: null }))
  if (others.size === 0) return (_, own) => alone(own)
  return (number, own) => [
    ...alone(own),
    ...(others.get(number) ?? []).flatMap(({ number: other, sureness, because }) => {
      const { callId, legs } = callAt(trace, other)
      return legs.map((leg) => ({ ...leg, beyond: { call: placeOf(other)!, callId, sureness, because } }))
    }),
  ]
}

/** A moment of the capture, in UTC to the microsecond; null where the file does not say. */
export function timeText({ frames }: Trace, ns: number): string | null {
  if (frames.startNs === null || !Number.isFinite(ns)) return null
  if (frames.startNs !== start.ns) start = startOf(frames.startNs)
  const micros = start.micros + Math.round((ns + start.overNs) / 1000)
  const seconds = start.seconds + Math.floor(micros / 1e6)
  if (seconds !== second.at) second = { at: seconds, text: secondText(seconds) }
  return second.text && `${second.text}.${String(((micros % 1e6) + 1e6) % 1e6).padStart(6, '0')}Z`
}

/** The beginning of the capture in numbers that hold it, and the second spelt last: moments lie near one another. */
let start = startOf(0n)
let second: { readonly at: number; readonly text: string | null } = { at: 0, text: secondText(0) }

function startOf(ns: bigint) {
  const micros = ns / 1000n
  return { ns, seconds: Number(micros / 1_000_000n), micros: Number(micros % 1_000_000n), overNs: Number(ns % 1000n) }
}

function secondText(seconds: number): string | null {
  return Math.abs(seconds * 1000) > 8.64e15 ? null : new Date(seconds * 1000).toISOString().slice(0, -5)
}

/** The call is the one whose description announced it, by its place among the calls, from 1. */
function streamView(trace: Trace, stream: RtpStream, call: number | null) {
  const { source, target } = flowView(trace.flows, stream.flow)
  return {
    call,
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
    overTime: stream.intervals && overTime(stream.intervals),
  }
}

/** A value for each interval, in their order. */
function overTime(intervals: Intervals) {
  const tenths = (values: readonly number[]) => values.map((value) => Math.round(value * 10) / 10)
  return {
    everyMs: intervals.widthNs / 1e6,
    packets: [...intervals.came],
    lost: lostIn(intervals),
    jitterMs: tenths(intervals.jitterMs),
    gapMs: tenths(intervals.gapMs),
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
  if (index.left > 0) also(MORE_MESSAGES, index.left)
  if (lookups.kept.gone > 0) also('There are more DNS messages than are kept; the last ones are.', lookups.kept.gone)
  if (handshakes.left > 0) also('There are more handshakes of TLS than are kept; the first ones are.', handshakes.left)
  if (unreached.setbacks.gone > 0)
    also('There are more errors and resets than are kept; the last ones are.', unreached.setbacks.gone)
  if (media.left > 0) also('There are more streams than are kept; packets of others are not counted.', media.left)
  if (media.places.left > 0) also(MORE_PLACES, media.places.left)
  return faults
}

const MORE_MESSAGES =
  'There are more messages than are kept; these are counted and not read. Cut the capture by time (editcap -A … -B …) or by a filter (tshark -Y … -w …) and read its parts one by one.'
const MORE_PLACES = 'There are more places for media than are kept; sound at the others is known by its packets alone.'

/** Faults of messages by kind, each with how often and where first. */
function messageFaults({ index }: Trace) {
  const counts = new Map<number, { count: number; firstPacket: number }>()
  for (let row = 0; row < index.count; row += 1) {
    let bits = faultsOf(index, row)
    while (bits !== 0) {
      const bit = 31 - Math.clz32(bits)
      bits &= ~(1 << bit)
      const known = counts.get(bit)
      if (known) known.count += 1
      else counts.set(bit, { count: 1, firstPacket: rowField(index, row, 'packet') })
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
  IPsec: 'encrypted; capture on the clear side',
  'cut packets': 'the capture kept only the beginning of these packets; capture without a limit',
}

function hiddenView(trace: Trace, { what, flow, packets, firstPacket }: HiddenThing) {
  const view: FlowView | null = flow < 0 ? null : flowView(trace.flows, flow)
  const says = HIDDEN_WORDS[what] ?? 'not a kind of link that is read here'
  return { what, says, src: view?.source ?? null, dst: view?.target ?? null, packets, firstPacket }
}
