/**
 * The index of all SIP messages: a row of numbers each, chained by Call-ID. The bytes stay in the file; a row
 * tells where they are.
 */
import { METHODS } from '../sip/method.ts'
import type { Skim } from '../sip/skim.ts'
import { type ByteTable, byteTable, numbered, textOfEntry } from './byte-table.ts'
import {
  at,
  blockFor,
  type Column,
  column,
  has,
  narrowAt,
  put,
  reaches,
  type Table,
  table,
  wideAt,
  wordOf,
} from './columns.ts'
import { keepSpans, type Span, type SpanPool, spanPool, spansIn } from './spans.ts'

export type Limits = {
  readonly messages: number
  /** Pieces of messages that do not lie in one run, 16 bytes each, and as much for each such message. */
  readonly spans: number
  readonly callIds: number
  readonly flows: number
  readonly streams: number
  readonly heldBytes: number
}

/** What is kept of a capture at most, however long it is; a message takes 56 bytes, a Call-ID with its parties some 200. */
export const LIMITS: Limits = {
  messages: 2_000_000,
  spans: 3_000_000,
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
  /** See `ROW` and `CALL`. */
  readonly rows: Table
  /** Of messages that have some, by their row. */
  readonly faults: Column
  readonly calls: Table
}

/** Where in a row its fields of 64 bits are: `place` is the offset in the file, or below zero for a list of spans. */
const WIDE = { timeNs: 0, place: 1 } as const

/** Where in a row its fields of 32 bits are; `kind` is several in one. */
const ROW = {
  length: 4,
  packet: 5,
  flow: 6,
  call: 7,
  next: 8,
  kind: 9,
  cseq: 10,
  fromTag: 11,
  toTag: 12,
  branch: 13,
} as const
const ROW_WORDS = 14

/** What a kind is made of, from its lowest bit: status of 10 bits, method of 7, code point of 6, whether there is SDP. */
const KIND = { method: 10, dscp: 17, hasSdp: 23 } as const
const statusIn = (kind: number) => kind & 0x3ff
const methodIn = (kind: number) => (kind >>> KIND.method) & 0x7f
const dscpIn = (kind: number) => (kind >>> KIND.dscp) & 0x3f

/** Of each Call-ID: its first and last message, how many, which methods, and whom it is from and to. */
const CALL = { first: 0, last: 1, count: 2, methods: 3, from: 4, to: 5 } as const
const CALL_WORDS = 6

/** A field of a message by its row. */
export function rowField({ rows }: MessageIndex, row: number, field: Exclude<keyof typeof ROW, 'kind'>): number {
  return narrowAt(rows, row, ROW[field])
}

/** Of a request it is 0. */
export function statusOf({ rows }: MessageIndex, row: number): number {
  return statusIn(narrowAt(rows, row, ROW.kind))
}

export function methodOf({ rows }: MessageIndex, row: number): number {
  return methodIn(narrowAt(rows, row, ROW.kind))
}

/** How the packet that completed it was marked. */
export function dscpOf({ rows }: MessageIndex, row: number): number {
  return dscpIn(narrowAt(rows, row, ROW.kind))
}

export function faultsOf({ faults }: MessageIndex, row: number): number {
  return has(faults, row) ? at(faults, row) : 0
}

export function timeOfRow({ rows }: MessageIndex, row: number): number {
  return wideAt(rows, row, WIDE.timeNs)
}

export function callField({ calls }: MessageIndex, call: number, field: keyof typeof CALL): number {
  return narrowAt(calls, call, CALL[field])
}

/** Behind the last message of a Call-ID. */
export const NONE = 0xffffffff

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
    spans: spanPool(limits.spans),
    most: limits.messages,
    rows: table(ROW_WORDS),
    faults: column('u32'),
    calls: table(CALL_WORDS),
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
  const isFull = index.count >= index.most
  const call = isFull ? -1 : numbered(index.callIds, bytes, found.callIdAt, found.callIdEnd, found.callIdHash)
  const place = call < 0 ? Number.NaN : placeOf(index, where)
  if (Number.isNaN(place)) {
    index.left += 1
    return -1
  }
  const row = index.count
  index.count += 1
  const { narrow, wide } = blockFor(index.rows, row)
  const from = wordOf(index.rows, row)
  const method = found.method || ownMethod(index, bytes, found)
  wide[from / 2 + WIDE.timeNs] = where.timeNs
  wide[from / 2 + WIDE.place] = place
  narrow[from + ROW.length] = where.length
  narrow[from + ROW.packet] = where.packet
  narrow[from + ROW.flow] = where.flow
  narrow[from + ROW.call] = call
  narrow[from + ROW.next] = NONE
  narrow[from + ROW.kind] =
    (found.isRequest ? 0 : found.status || 1) |
    (method << KIND.method) |
    (where.dscp << KIND.dscp) |
    (hasSdp ? 1 << KIND.hasSdp : 0)
  narrow[from + ROW.cseq] = found.cseq < 0 ? NONE : found.cseq
  narrow[from + ROW.fromTag] = found.fromTag
  narrow[from + ROW.toTag] = found.toTag
  narrow[from + ROW.branch] = found.branch
  if (found.faults !== 0) put(index.faults, row, found.faults)
  chain(index, bytes, found, call, row, method)
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

function chain(index: MessageIndex, bytes: Uint8Array, found: Skim, call: number, row: number, method: number): void {
  const bit = method < 32 ? 1 << method : 1
  const { narrow } = blockFor(index.calls, call)
  const from = wordOf(index.calls, call)
  if (narrow[from + CALL.count] !== 0) {
    const last = narrow[from + CALL.last]!
    blockFor(index.rows, last).narrow[wordOf(index.rows, last) + ROW.next] = row
    narrow[from + CALL.last] = row
    narrow[from + CALL.count]! += 1
    narrow[from + CALL.methods]! |= bit
    return
  }
  narrow[from + CALL.first] = row
  narrow[from + CALL.last] = row
  narrow[from + CALL.count] = 1
  narrow[from + CALL.methods] = bit
  const { fromAt, fromEnd, fromAddressEnd, fromAddressHash, toAt, toEnd, toAddressEnd, toAddressHash } = found
  narrow[from + CALL.from] = addressNumber(index, bytes, fromAt, fromEnd, fromAddressEnd, fromAddressHash)
  narrow[from + CALL.to] = addressNumber(index, bytes, toAt, toEnd, toAddressEnd, toAddressHash)
}

/** From and To without their parameters: what a list of calls shows. */
function addressNumber(
  index: MessageIndex,
  bytes: Uint8Array,
  from: number,
  end: number,
  addressEnd: number,
  hash: number,
): number {
  const entry = numbered(index.addresses, bytes, from, addressEnd || endOfAddress(bytes, from, end), hash)
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
  const { narrow, wide } = blockFor(index.rows, row)
  const from = wordOf(index.rows, row)
  const cseq = narrow[from + ROW.cseq]!
  const kind = narrow[from + ROW.kind]!
  const status = statusIn(kind)
  return {
    row,
    timeNs: wide[from / 2 + WIDE.timeNs]!,
    packet: narrow[from + ROW.packet]!,
    flow: narrow[from + ROW.flow]!,
    call: narrow[from + ROW.call]!,
    isRequest: status === 0,
    method: methodName(index, methodIn(kind)),
    status,
    cseq: cseq === NONE ? null : cseq,
    fromTag: narrow[from + ROW.fromTag]!,
    toTag: narrow[from + ROW.toTag]!,
    branch: narrow[from + ROW.branch]!,
    faults: faultsOf(index, row),
    hasSdp: kind >>> KIND.hasSdp === 1,
    dscp: dscpIn(kind),
  }
}

/** What is looked at of every message of a call; one record, used again and again. */
export type Glance = { timeNs: number; flow: number; method: number; status: number; toTag: number; next: number }

export function glanceAt({ rows }: MessageIndex, row: number, into: Glance): void {
  const { narrow, wide } = blockFor(rows, row)
  const from = wordOf(rows, row)
  into.timeNs = wide[from / 2 + WIDE.timeNs]!
  into.flow = narrow[from + ROW.flow]!
  into.method = methodIn(narrow[from + ROW.kind]!)
  into.status = statusIn(narrow[from + ROW.kind]!)
  into.toTag = narrow[from + ROW.toTag]!
  into.next = narrow[from + ROW.next]!
}

/** What a method is called by its number in the rows. */
export function methodName(index: MessageIndex, method: number): string {
  if (method >= FIRST_OWN) return textOfEntry(index.methods, method - FIRST_OWN)
  return METHODS[method - 1] ?? 'unknown'
}

/** Where the bytes of a message are. */
export function spansOfMessage(index: MessageIndex, row: number): readonly Span[] {
  const place = wideAt(index.rows, row, WIDE.place)
  if (place < 0) return spansIn(index.spans, -1 - place)
  return [{ packet: rowField(index, row, 'packet'), offset: place, length: rowField(index, row, 'length'), mask: 0 }]
}

/** The messages of one Call-ID in the order of the capture. */
export function messagesOf(index: MessageIndex, call: number): readonly IndexedMessage[] {
  return rowsOf(index, call).map((row) => messageAt(index, row))
}

/** Their rows. */
export function rowsOf(index: MessageIndex, call: number): readonly number[] {
  const found: number[] = []
  for (let row = callField(index, call, 'first'); row !== NONE; row = rowField(index, row, 'next')) found.push(row)
  return found
}

/** Whether there was room for a message of this Call-ID. */
export function hasMessages(index: MessageIndex, call: number): boolean {
  return reaches(index.calls, call) && callField(index, call, 'count') > 0
}

/** Call-IDs that a method was seen under. */
export function callsWith(index: MessageIndex, method: number): readonly number[] {
  const found: number[] = []
  for (let call = 0; call < index.callIds.count; call += 1)
    if (hasMessages(index, call) && callField(index, call, 'methods') & (1 << method)) found.push(call)
  return found
}

/** Under this number are Call-IDs with methods that nobody registered. */
export const UNKNOWN_METHOD = 0

/** Call-IDs with a message that has a fault, in the order they were met. */
export function callsWithFaults(index: MessageIndex): readonly number[] {
  const found = new Set<number>()
  if (index.faulty === 0) return []
  for (let row = 0; row < index.count; row += 1) if (faultsOf(index, row) !== 0) found.add(rowField(index, row, 'call'))
  return [...found]
}

export function partiesOf(index: MessageIndex, call: number): { readonly from: string; readonly to: string } {
  const text = (entry: number) => (entry === NONE ? '' : textOfEntry(index.addresses, entry))
  return { from: text(callField(index, call, 'from')), to: text(callField(index, call, 'to')) }
}

export function callIdOf(index: MessageIndex, call: number): string {
  return textOfEntry(index.callIds, call)
}
