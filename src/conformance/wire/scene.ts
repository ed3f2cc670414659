/**
 * What a judge sees of a capture: the calls that crossed the trunk, each message with who sent it, put together as
 * requests with their answers, and the sound that belongs to them. Only the leg between PBX and provider counts;
 * what phones and PBX say to each other in the same capture is left out.
 */
import { addressBytes } from '../../capture/address.ts'
import { flowView } from '../../capture/flows.ts'
import { type IndexedMessage, messagesOf, spansOfMessage } from '../../capture/messages.ts'
import { type Description, descriptionsOf } from '../../capture/offers.ts'
import type { Trace } from '../../capture/reading.ts'
import { repeatKey } from '../../capture/registrations.ts'
import type { RtpStream } from '../../capture/rtp.ts'
import type { Span } from '../../capture/spans.ts'
import { transactionsOf } from '../../capture/transactions.ts'
import { endpointText } from '../../capture/address.ts'
import { parseMessage, type SipMessage } from '../../sip/message.ts'
import { callsWith, callsWithFaults, UNKNOWN_METHOD } from '../../capture/messages.ts'
import { METHODS, numberOf } from '../../sip/method.ts'
import { type Network, networkOf } from './network.ts'
import { type Odd, oddIn } from './odd.ts'
import { type Sides, sidesOf } from './sides.ts'

export type Side = 'pbx' | 'provider'

export const SIDE_WORDS: Readonly<Record<Side, string>> = { pbx: 'the PBX', provider: 'the provider' }

export function otherSide(side: Side): Side {
  return side === 'pbx' ? 'provider' : 'pbx'
}

/** One message on the trunk, the first time it went by. */
export type Line = {
  readonly row: IndexedMessage
  readonly message: SipMessage
  readonly packet: number
  /** Seconds since the capture began. */
  readonly at: number
  readonly by: Side
  /** The place it went to, and how: `192.0.2.20:5060`, UDP or TCP. */
  readonly to: string
  readonly transport: string
  readonly description: Description | null
}

/** A request with its answers (RFC 3261 §17); either end of it may lie outside the capture. */
export type Exchange = {
  readonly method: string
  readonly by: Side
  readonly request: Line | null
  readonly provisional: readonly Line[]
  readonly final: Line | null
  readonly ack: Line | null
  /** How many of its messages were sent again. */
  readonly again: number
  /** Whether it was sent within a dialog: its request carries both tags. */
  readonly isWithin: boolean
}

export type Sound = {
  readonly stream: RtpStream
  readonly by: Side | null
  readonly from: number
  readonly until: number
}

export type Call = {
  readonly callId: string
  /** Seen from the PBX; null where the first INVITE is not in the capture. */
  readonly direction: 'outbound' | 'inbound' | null
  readonly lines: readonly Line[]
  readonly exchanges: readonly Exchange[]
  readonly sounds: readonly Sound[]
  /** Packets of T.38 by who sent them. */
  readonly fax: Readonly<Record<Side, number>>
  readonly begins: number
  readonly answered: Line | null
  /** The last answer to the INVITE that opened it. */
  readonly final: Line | null
}

export type Scene = {
  readonly sides: Sides
  readonly calls: readonly Call[]
  /** Calls of the capture of which nothing crossed the trunk. */
  readonly elsewhere: number
  /** REGISTERs and OPTIONS by Call-ID, whatever the side. */
  readonly registrations: readonly (readonly Exchange[])[]
  readonly keepAlives: readonly Exchange[]
  /** What cannot be looked into, by name: `TLS`. */
  readonly hidden: ReadonlySet<string>
  readonly ends: number
  readonly network: Network
  /** Requests out of the ordinary that crossed the trunk, with their answers. */
  readonly odd: readonly Odd[]
}

/** Messages a judge reads at most; a capture of one test case has a few dozen. */
export const MOST_JUDGED = 20_000

/**
 * Which Call-IDs are looked at, in the order they began, and which bytes that takes. Calls, registrations, keep-alives and
 * what has faults come first; of the others only reading them tells which are out of the ordinary.
 */
export function spansForScene(
  trace: Trace,
  most = MOST_JUDGED,
): {
  readonly calls: readonly number[]
  readonly spans: readonly (readonly Span[])[]
} {
  const { index } = trace
  const first = [
    ...(['INVITE', 'REGISTER', 'OPTIONS'] as const).flatMap((method) => callsWith(index, numberOf(method))),
    ...callsWith(index, UNKNOWN_METHOD),
    ...callsWithFaults(index),
  ].toSorted((a, b) => a - b)
  const others = METHODS.flatMap((method) => callsWith(index, numberOf(method))).toSorted((a, b) => a - b)
  const taken = new Map<number, readonly IndexedMessage[]>()
  let left = most
  for (const call of new Set([...first, ...others])) {
    const rows = messagesOf(index, call)
    left -= rows.length
    if (left < 0) break
    taken.set(call, rows)
  }
  const inOrder = [...taken].toSorted(([one], [other]) => one - other)
  return {
    calls: inOrder.map(([call]) => call),
    spans: inOrder.flatMap(([, rows]) => rows.map(({ row }) => spansOfMessage(index, row))),
  }
}

/** The bytes are those of `spansForScene`, in its order. */
export function sceneOf(
  trace: Trace,
  bytes: readonly Uint8Array[],
  told: Partial<Record<Side, readonly string[]>>,
): Scene {
  const { calls } = spansForScene(trace)
  let next = 0
  const read = calls.map((number) => {
    const rows = messagesOf(trace.index, number)
    const messages = rows.map(() => parseMessage(bytes[next++]!))
    return { number, rows, messages }
  })
  const sides = sidesOf(
    trace,
    read.flatMap(({ rows }) => rows),
    told,
  )
  const lines = read.map(({ number, rows, messages }) => ({ number, ...linesOf(trace, sides, rows, messages) }))
  const made = lines.map(({ number, lines, exchanges }) => ({ number, lines, exchanges }))
  const isCall = new Set(callsWith(trace.index, numberOf('INVITE')))
  return {
    sides,
    elsewhere: made.filter(({ number, lines: own }) => isCall.has(number) && own.length === 0).length,
    calls: made.flatMap(({ number, lines: own, exchanges }) =>
      exchanges.some((each) => each.method === 'INVITE') ? [callOf(trace, sides, number, own, exchanges)] : [],
    ),
    registrations: made.flatMap(({ exchanges }) => {
      const own = exchanges.filter((each) => each.method === 'REGISTER')
      return own.length === 0 ? [] : [own]
    }),
    keepAlives: made
      .flatMap(({ exchanges }) => exchanges.filter((each) => each.method === 'OPTIONS' && !each.isWithin))
      .toSorted((a, b) => startOf(a) - startOf(b)),
    hidden: new Set([...trace.hidden.values()].map((each) => each.what)),
    ends: made.reduce((latest, { lines: own }) => Math.max(latest, own.at(-1)?.at ?? 0), 0),
    network: networkOf(trace, sides, new Set(made.flatMap(({ lines: own }) => own.map((line) => line.to)))),
    odd: made.flatMap(({ lines: own }) => oddIn(own)).toSorted((a, b) => a.request.at - b.request.at),
  }
}

export function startOf({ request, provisional, final }: Exchange): number {
  return (request ?? provisional[0] ?? final)?.at ?? 0
}

function linesOf(
  trace: Trace,
  sides: Sides,
  rows: readonly IndexedMessage[],
  messages: readonly SipMessage[],
): { readonly lines: readonly Line[]; readonly exchanges: readonly Exchange[] } {
  const onTrunk = rows.map((row, index) => ({ row, message: messages[index]!, by: sides.sender(trace, row.flow) }))
  const kept = onTrunk.filter((each): each is typeof each & { by: Side } => each.by !== null)
  const seen = new Set<string>()
  const fresh = kept.filter(({ row }) => {
    const key = repeatKey(row)
    return seen.has(key) ? false : seen.add(key)
  })
  const descriptions = descriptionsOf(fresh.map((each) => each.message))
  const lines = fresh.map(({ row, message, by }, index): Line => ({
    row,
    message,
    by,
    to: flowView(trace.flows, row.flow).target,
    transport: flowView(trace.flows, row.flow).transport,
    packet: row.packet,
    at: row.timeNs / 1e9,
    description: descriptions[index]!,
  }))
  const byRow = new Map(lines.map((line) => [line.row.row, line]))
  const lineOf = (row: IndexedMessage | null) => (row ? (byRow.get(row.row) ?? null) : null)
  const exchanges = transactionsOf(kept.map((each) => each.row)).flatMap((transaction): Exchange[] => {
    const request = lineOf(transaction.request)
    const provisional = transaction.provisional.map(lineOf).filter((line) => line !== null)
    const final = lineOf(transaction.final)
    const answer = provisional[0] ?? final
    if (!request && !answer) return []
    return [
      {
        method: transaction.method,
        by: request?.by ?? otherSide(answer!.by),
        request,
        provisional,
        final,
        ack: lineOf(transaction.ack),
        again: transaction.again.length,
        isWithin: request !== null && request.row.toTag !== 0,
      },
    ]
  })
  return { lines, exchanges }
}

function callOf(
  trace: Trace,
  sides: Sides,
  number: number,
  lines: readonly Line[],
  exchanges: readonly Exchange[],
): Call {
  const opening = exchanges.filter((each) => each.method === 'INVITE' && !each.isWithin)
  const first = opening.find((each) => each.request !== null)
  const answered = opening.find((each) => isSuccess(each.final))?.final ?? null
  const places = placesOf(lines)
  const senderOf = (flow: number): Side | null => {
    const { source, target } = flowView(trace.flows, flow)
    const towards = places.get(target)
    return towards ? otherSide(towards) : (places.get(source) ?? sides.ofEndpoint(source))
  }
  const fax = { pbx: 0, provider: 0 }
  for (const each of trace.media.faxes) {
    const by = each.call === number ? senderOf(each.flow) : null
    if (by) fax[by] += each.packets
  }
  return {
    callId: lines.length > 0 ? (lines[0]!.message.headers.find((each) => each.name === 'Call-ID')?.value ?? '') : '',
    direction: first ? (first.by === 'pbx' ? 'outbound' : 'inbound') : null,
    lines,
    exchanges,
    sounds: trace.media.streams
      .filter((stream) => stream.call === number)
      .map((stream) => ({
        stream,
        by: senderOf(stream.flow),
        from: stream.firstNs / 1e9,
        until: stream.lastNs / 1e9,
      })),
    fax,
    begins: lines[0]?.at ?? 0,
    answered,
    final: answered ?? opening.findLast((each) => each.final !== null)?.final ?? null,
  }
}

function isSuccess(line: Line | null): boolean {
  return line !== null && line.row.status >= 200 && line.row.status < 300
}

/** Places where media is awaited, by who announced them. */
function placesOf(lines: readonly Line[]): ReadonlyMap<string, Side> {
  const places = new Map<string, Side>()
  for (const { description, by } of lines)
    for (const { address, port } of description?.media ?? [])
      if (port !== 0 && addressBytes(address)) places.set(endpointText(address, port), by)
  return places
}
