/**
 * The index of all SIP messages: a row of numbers each, chained by Call-ID. The bytes stay in the file; a row
 * tells where they are.
 */
import { METHODS } from '../sip/method.ts'
import type { Skim } from '../sip/skim.ts'
import { type ByteTable, byteTable, numbered, textOfEntry } from './byte-table.ts'
import { at, type Column, column, has, put } from './columns.ts'
import { keepSpans, type Span, type SpanPool, spanPool, spansIn } from './spans.ts'

export type Limits = {
  readonly messages: number
  readonly callIds: number
  readonly flows: number
  readonly streams: number
  readonly heldBytes: number
}

/** What is kept of a capture at most, however long it is; a message takes some 70 bytes, a Call-ID twice that. */
export const LIMITS: Limits = {
  messages: 5_000_000,
  callIds: 1_000_000,
  flows: 500_000,
  streams: 100_000,
  heldBytes: 64 << 20,
}

export type MessageIndex = {
  count: number
  requests: number
  responses: number
  /** Messages with a fault, and messages there was no room for. */
  faulty: number
  left: number
  readonly callIds: ByteTable
  readonly addresses: ByteTable
  readonly methods: ByteTable
  readonly spans: SpanPool
  readonly most: number
  readonly rows: Readonly<Record<RowColumn, Column>>
  readonly calls: Readonly<Record<CallColumn, Column>>
}

/** `place` is the offset in the file, or below zero where the message lies in several spans. */
type RowColumn =
  | 'timeNs'
  | 'place'
  | 'length'
  | 'packet'
  | 'flow'
  | 'call'
  | 'next'
  | 'status'
  | 'method'
  | 'cseq'
  | 'fromTag'
  | 'toTag'
  | 'branch'
  | 'faults'
  | 'hasSdp'
  | 'dscp'

type CallColumn = 'first' | 'last' | 'count' | 'methods' | 'from' | 'to'

const NONE = 0xffffffff

export function messageIndex(limits: Limits): MessageIndex {
  return {
    count: 0,
    requests: 0,
    responses: 0,
    faulty: 0,
    left: 0,
    callIds: byteTable(limits.callIds),
    addresses: byteTable(limits.callIds),
    methods: byteTable(64),
    spans: spanPool(limits.messages),
    most: limits.messages,
    rows: {
      timeNs: column('f64'),
      place: column('f64'),
      length: column('u32'),
      packet: column('u32'),
      flow: column('u32'),
      call: column('u32'),
      next: column('u32'),
      status: column('u16'),
      method: column('u16'),
      cseq: column('u32'),
      fromTag: column('u32'),
      toTag: column('u32'),
      branch: column('u32'),
      faults: column('u32'),
      hasSdp: column('u16'),
      dscp: column('u16'),
    },
    calls: {
      first: column('u32'),
      last: column('u32'),
      count: column('u32'),
      methods: column('u32'),
      from: column('u32'),
      to: column('u32'),
    },
  }
}

export type Whereabouts = {
  readonly timeNs: number
  readonly packet: number
  readonly flow: number
  /** Where it stands in the file when it stands there in one run; otherwise its spans tell. */
  readonly offset: number
  readonly length: number
  /** How the packet that completed it was marked. */
  readonly dscp: number
  readonly spans: readonly Span[] | null
}

/** Adds a message; gives its row, or -1 when there is no room for it, in which case it is only counted. */
export function addMessage(
  index: MessageIndex,
  bytes: Uint8Array,
  found: Skim,
  hasSdp: boolean,
  where: Whereabouts,
): number {
  if (found.isRequest) index.requests += 1
  else index.responses += 1
  if (found.faults !== 0) index.faulty += 1
  const call = numbered(index.callIds, bytes, found.callIdAt, found.callIdEnd)
  const place = call < 0 || index.count >= index.most ? Number.NaN : placeOf(index, where)
  if (Number.isNaN(place)) {
    index.left += 1
    return -1
  }
  const row = index.count
  index.count += 1
  const { rows } = index
  put(rows.timeNs, row, where.timeNs)
  put(rows.place, row, place)
  put(rows.length, row, where.length)
  put(rows.packet, row, where.packet)
  put(rows.flow, row, where.flow)
  put(rows.call, row, call)
  put(rows.next, row, NONE)
  put(rows.status, row, found.isRequest ? 0 : found.status || 1)
  put(rows.method, row, found.method || ownMethod(index, bytes, found))
  put(rows.cseq, row, found.cseq < 0 ? NONE : found.cseq)
  put(rows.fromTag, row, found.fromTag)
  put(rows.toTag, row, found.toTag)
  put(rows.branch, row, found.branch)
  put(rows.faults, row, found.faults)
  put(rows.hasSdp, row, hasSdp ? 1 : 0)
  put(rows.dscp, row, where.dscp)
  chain(index, bytes, found, call, row)
  return row
}

function placeOf(index: MessageIndex, { offset, spans }: Whereabouts): number {
  if (spans === null) return offset
  const [only] = spans
  if (only && spans.length === 1 && only.mask === 0) return only.offset
  const list = keepSpans(index.spans, spans)
  return list < 0 ? Number.NaN : -1 - list
}

/** Methods nobody registered keep their names; beyond 64 of them they are one. */
function ownMethod(index: MessageIndex, bytes: Uint8Array, found: Skim): number {
  if (found.methodEnd <= found.methodAt) return 0
  const entry = numbered(index.methods, bytes, found.methodAt, found.methodEnd)
  return entry < 0 ? 0 : FIRST_OWN + entry
}

const FIRST_OWN = 32

function chain(index: MessageIndex, bytes: Uint8Array, found: Skim, call: number, row: number): void {
  const { calls, rows } = index
  const method = at(rows.method, row)
  const bit = method < 32 ? 1 << method : 1
  const isNew = !has(calls.count, call) || at(calls.count, call) === 0
  if (!isNew) {
    put(rows.next, at(calls.last, call), row)
    put(calls.last, call, row)
    put(calls.count, call, at(calls.count, call) + 1)
    put(calls.methods, call, at(calls.methods, call) | bit)
    return
  }
  put(calls.first, call, row)
  put(calls.last, call, row)
  put(calls.count, call, 1)
  put(calls.methods, call, bit)
  put(calls.from, call, addressNumber(index, bytes, found.fromAt, found.fromEnd))
  put(calls.to, call, addressNumber(index, bytes, found.toAt, found.toEnd))
}

/** From and To without their parameters: what a list of calls shows. */
function addressNumber(index: MessageIndex, bytes: Uint8Array, from: number, end: number): number {
  const entry = numbered(index.addresses, bytes, from, endOfAddress(bytes, from, end))
  return entry < 0 ? NONE : entry
}

const [QUOTE, ESCAPE, SEMICOLON, OPENS, CLOSES] = [34, 92, 59, 60, 62] as const

/** Behind `>`, or before the first parameter where there is no `<`; signs within a quoted name mean nothing (RFC 3261 §25.1). */
function endOfAddress(bytes: Uint8Array, from: number, end: number): number {
  let isQuoted = false
  let isOpen = false
  for (let at = from; at < end; at += 1) {
    const byte = bytes[at]
    if (isQuoted && byte === ESCAPE) at += 1
    else if (byte === QUOTE && !isOpen) isQuoted = !isQuoted
    else if (isQuoted) continue
    else if (byte === CLOSES) return at + 1
    else if (byte === OPENS) isOpen = true
    else if (byte === SEMICOLON && !isOpen) return at
  }
  return end
}

/** One row, read out. */
export type IndexedMessage = {
  readonly row: number
  readonly timeNs: number
  /** The packet that completed it. */
  readonly packet: number
  readonly flow: number
  readonly call: number
  readonly isRequest: boolean
  readonly method: string
  readonly status: number
  readonly cseq: number | null
  /** Hashes, to tell them apart; 0 where there is none. */
  readonly fromTag: number
  readonly toTag: number
  readonly branch: number
  readonly faults: number
  readonly hasSdp: boolean
  readonly dscp: number
}

export function messageAt(index: MessageIndex, row: number): IndexedMessage {
  const { rows } = index
  const cseq = at(rows.cseq, row)
  return {
    row,
    timeNs: at(rows.timeNs, row),
    packet: at(rows.packet, row),
    flow: at(rows.flow, row),
    call: at(rows.call, row),
    isRequest: at(rows.status, row) === 0,
    method: methodName(index, at(rows.method, row)),
    status: at(rows.status, row),
    cseq: cseq === NONE ? null : cseq,
    fromTag: at(rows.fromTag, row),
    toTag: at(rows.toTag, row),
    branch: at(rows.branch, row),
    faults: at(rows.faults, row),
    hasSdp: at(rows.hasSdp, row) === 1,
    dscp: at(rows.dscp, row),
  }
}

function methodName(index: MessageIndex, method: number): string {
  if (method >= FIRST_OWN) return textOfEntry(index.methods, method - FIRST_OWN)
  return METHODS[method - 1] ?? 'unknown'
}

/** Where the bytes of a message are. */
export function spansOfMessage(index: MessageIndex, row: number): readonly Span[] {
  const place = at(index.rows.place, row)
  if (place < 0) return spansIn(index.spans, -1 - place)
  return [{ packet: at(index.rows.packet, row), offset: place, length: at(index.rows.length, row), mask: 0 }]
}

/** The messages of one Call-ID in the order of the capture. */
export function messagesOf(index: MessageIndex, call: number): readonly IndexedMessage[] {
  const found: IndexedMessage[] = []
  for (let row = at(index.calls.first, call); row !== NONE; row = at(index.rows.next, row))
    found.push(messageAt(index, row))
  return found
}

/** Whether there was room for a message of this Call-ID. */
export function hasMessages({ calls }: MessageIndex, call: number): boolean {
  return has(calls.count, call) && at(calls.count, call) > 0
}

/** Call-IDs that a method was seen under. */
export function callsWith(index: MessageIndex, method: number): readonly number[] {
  const found: number[] = []
  for (let call = 0; call < index.callIds.count; call += 1)
    if (has(index.calls.methods, call) && at(index.calls.methods, call) & (1 << method)) found.push(call)
  return found
}

/** Under this number are Call-IDs with methods that nobody registered. */
export const UNKNOWN_METHOD = 0

/** Call-IDs with a message that has a fault, in the order they were met. */
export function callsWithFaults({ rows, count, faulty }: MessageIndex): readonly number[] {
  const found = new Set<number>()
  if (faulty === 0) return []
  for (let row = 0; row < count; row += 1) if (at(rows.faults, row) !== 0) found.add(at(rows.call, row))
  return [...found]
}

export function partiesOf(index: MessageIndex, call: number): { readonly from: string; readonly to: string } {
  const text = (entry: number) => (entry === NONE ? '' : textOfEntry(index.addresses, entry))
  return { from: text(at(index.calls.from, call)), to: text(at(index.calls.to, call)) }
}

export function callIdOf(index: MessageIndex, call: number): string {
  return textOfEntry(index.callIds, call)
}
