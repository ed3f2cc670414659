/** The TCP connections of a capture: each direction put in order, and read as what its first bytes say it is. */
import { looksLikeSip } from '../sip/skim.ts'
import { endFramed, type Framed, framed, framedData } from './framed.ts'
import { type Budget, held } from './held.ts'
import { u16 } from './records.ts'
import { type OnBytes, sipStream, type SipStream, streamData, streamGap, type Taker } from './sip-stream.ts'
import type { Origin } from './spans.ts'
import { endTls, tlsData, type TlsStream } from './tls.ts'
import { type Direction, direction, endDirection, segment } from './tcp.ts'
import {
  looksLikeUpgrade,
  webSocketData,
  webSocketEnd,
  type WebSocketStream,
  webSocketStream,
  type WebSocketTaker,
} from './websocket.ts'

export type Listener = {
  readonly whole: Taker['whole']
  readonly message: (...said: [...Parameters<Taker['message']>, flow: number]) => void
  /** The headers that a connection turns into a WebSocket by. */
  readonly upgrade: OnBytes
  /** Bytes that were not read; whether they may be sound, by what else there is on this connection. */
  readonly unread: (
    bytes: Uint8Array,
    from: number,
    end: number,
    origin: Origin,
    flow: number,
    mayBeSound: boolean,
  ) => void
  readonly note: (says: string) => void
  readonly hidden: (what: string, flow: number) => void
  /** Who reads a handshake on this flow. */
  readonly handshake: (flow: number) => TlsStream
  readonly isDns: (flow: number) => boolean
  readonly dns: (bytes: Uint8Array, from: number, end: number, flow: number) => void
}

export type Connections = {
  readonly byFlow: (Connection | undefined)[]
  count: number
  readonly budget: Budget
  /** Of segments that came before their turn. */
  readonly waiting: Budget
  readonly listener: Listener
}

/** What a direction turned out to carry. */
type Content =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'sip'; readonly stream: SipStream }
  | { readonly kind: 'websocket'; readonly stream: WebSocketStream }
  | { readonly kind: 'tls'; readonly stream: TlsStream }
  | { readonly kind: 'dns'; readonly stream: Framed }
  | { readonly kind: 'other'; readonly isText: boolean }

type Connection = { readonly direction: Direction; content: Content; taker: WebSocketTaker | null }

export function connections(budget: Budget, listener: Listener): Connections {
  return { byFlow: [], count: 0, budget, waiting: { held: 0, most: budget.most }, listener }
}

export function tcpSegment(
  state: Connections,
  flow: number,
  bytes: Uint8Array,
  at: number,
  end: number,
  missing: number,
  origin: Origin,
  timeNs: number,
): void {
  const own = state.byFlow[flow] ?? newConnection(state, flow)
  if (!own) {
    state.listener.unread(bytes, at, end, origin, flow, true)
    return state.listener.note(MORE_CONNECTIONS)
  }
  if (!segment(own.direction, bytes, at, end, missing, origin, timeNs))
    state.listener.unread(bytes, at, end, origin, flow, true)
}

const MORE_CONNECTIONS = 'There are more TCP connections than are kept apart; the rest is not read.'

export function endConnections(state: Connections): void {
  for (const own of state.byFlow) if (own) endDirection(own.direction)
}

/** Directions of connections kept at once; each takes some hundred bytes. */
const MOST_CONNECTIONS = 200_000

function newConnection(state: Connections, flow: number): Connection | null {
  if (state.count >= MOST_CONNECTIONS) return null
  state.count += 1
  const own: Connection = {
    content: { kind: 'unknown' },
    taker: null,
    direction: direction(
      {
        data: (bytes, from, end, origin) => data(state, own, flow, bytes, from, end, origin),
        passedOver: (bytes, from, end, origin) =>
          state.listener.unread(bytes, from, end, origin, flow, mayBeSound(own.content)),
        isPatient: () => own.content.kind !== 'other',
        gap: () => gap(state, own, flow),
        end: () => {
          const { content } = own
          if (content.kind === 'sip') streamGap(content.stream, takerOf(state, own, flow))
          else if (content.kind === 'websocket') webSocketEnd(content.stream, takerOf(state, own, flow))
          cease(content)
          own.content = { kind: 'unknown' }
        },
      },
      state.waiting,
    ),
  }
  state.byFlow[flow] = own
  return own
}

function takerOf({ listener }: Connections, own: Connection, flow: number): WebSocketTaker {
  return (own.taker ??= {
    whole: listener.whole,
    message: (bytes, from, end, origin, isSeen) => listener.message(bytes, from, end, origin, isSeen, flow),
    skipped: (bytes, from, end, origin) => listener.unread(bytes, from, end, origin, flow, mayBeSound(own.content)),
    upgrade: listener.upgrade,
  })
}

/** Sound goes over TCP as well (RFC 4571): not where SIP, TLS or lines of text were met. */
function mayBeSound(content: Content): boolean {
  if (content.kind === 'sip') return !content.stream.hasMet
  return content.kind === 'unknown' || (content.kind === 'other' && !content.isText)
}

function data(
  state: Connections,
  own: Connection,
  flow: number,
  bytes: Uint8Array,
  from: number,
  end: number,
  origin: Origin,
): void {
  if (own.content.kind === 'unknown') own.content = contentOf(state, own, flow, bytes, from, end)
  const { content } = own
  switch (content.kind) {
    case 'sip':
      return streamData(content.stream, bytes, from, end, origin, takerOf(state, own, flow))
    case 'websocket':
      return webSocketData(content.stream, bytes, from, end, origin, takerOf(state, own, flow))
    case 'tls':
      tlsData(content.stream, bytes, from, end)
      return state.listener.hidden('TLS', flow)
    case 'dns':
      return dnsData(state, content.stream, flow, bytes, from, end)
    case 'unknown':
    case 'other':
      return state.listener.unread(bytes, from, end, origin, flow, mayBeSound(content))
    default:
      content satisfies never
  }
}

function dnsData(
  { listener }: Connections,
  stream: Framed,
  flow: number,
  bytes: Uint8Array,
  from: number,
  end: number,
): void {
  framedData(stream, bytes, from, end, (piece, at, stop) => listener.dns(piece, at + LENGTH_OF_DNS, stop, flow))
}

/**
 * By the first bytes. Where the beginning of a connection was captured, SIP begins with it or is not there; where
 * it was not, SIP may begin at any line. The first line may come in several segments, so a letter is enough.
 */
function contentOf(
  state: Connections,
  own: Connection,
  flow: number,
  bytes: Uint8Array,
  from: number,
  end: number,
): Content {
  const first = bytes[from]!
  if (first >= 20 && first <= 24 && bytes[from + 1] === 3 && bytes[from + 2]! <= 4)
    return { kind: 'tls', stream: state.listener.handshake(flow) }
  if (state.listener.isDns(flow) && own.direction.hasBeginning)
    return {
      kind: 'dns',
      stream: framed(held(state.budget), LENGTH_OF_DNS, (piece, at) => LENGTH_OF_DNS + u16(piece, at, false)),
    }
  if (looksLikeUpgrade(bytes, from, end)) return { kind: 'websocket', stream: webSocketStream(held(state.budget)) }
  const isWholeLine = bytes.subarray(from, end).includes(10)
  const isLetter = (first >= 65 && first <= 90) || first === 13 || first === 10
  if (own.direction.hasBeginning && !looksLikeSip(bytes, from, end) && (isWholeLine ? first > 13 : !isLetter))
    return { kind: 'other', isText: isLetter }
  return { kind: 'sip', stream: sipStream(held(state.budget), own.direction.hasBeginning) }
}

/** A message of DNS over TCP has its length in front (RFC 1035 §4.2.2). */
const LENGTH_OF_DNS = 2

/** What was kept of a piece whose end does not come is let go. */
function cease(content: Content): void {
  if (content.kind === 'tls') endTls(content.stream)
  else if (content.kind === 'dns') endFramed(content.stream)
}

function gap(state: Connections, own: Connection, flow: number): void {
  const { content } = own
  if (content.kind !== 'sip') {
    cease(content)
    if (content.kind === 'websocket') {
      webSocketEnd(content.stream, takerOf(state, own, flow))
      own.content = { kind: 'other', isText: true }
    }
    return
  }
  if (content.stream.hasMet) state.listener.note('SIP over TCP has gaps: bytes that were not captured.')
  streamGap(content.stream, takerOf(state, own, flow))
}
