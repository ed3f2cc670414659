/** Byte strings, each kept once under a small number: Call-IDs, addresses, names. Text is made only when asked for. */
import { hashOf, textOf } from '../sip/bytes.ts'
import { at, column, put, type Column } from './columns.ts'

export type ByteTable = {
  count: number
  slots: Int32Array
  readonly hashes: Column
  /** Where a string begins in its block, and how long it is. */
  readonly starts: Column
  readonly lengths: Column
  readonly blocks: Uint8Array[]
  used: number
  readonly most: number
  /** What hashes begin with: strings made to have one hash have it no longer. */
  readonly seed: number | undefined
}

const BLOCK = 1 << 16
/** A longer string is kept by its beginning: no header of the trade is that long. */
const LONGEST = 4096

export function byteTable(most: number, seed?: number): ByteTable {
  return {
    count: 0,
    slots: new Int32Array(256),
    hashes: column('u32'),
    starts: column('f64'),
    lengths: column('u32'),
    blocks: [],
    used: BLOCK,
    most,
    seed,
  }
}

/** The number of these bytes, given now if they are new; -1 when the table is full. */
export function numbered(table: ByteTable, bytes: Uint8Array, from: number, end: number): number {
  const stop = Math.min(end, from + LONGEST)
  const hash = hashOf(bytes, from, stop, table.seed)
  const mask = table.slots.length - 1
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const entry = table.slots[slot]! - 1
    if (entry < 0) return add(table, slot, hash, bytes, from, stop)
    if (at(table.hashes, entry) === hash && isEqual(table, entry, bytes, from, stop)) return entry
  }
}

function isEqual(table: ByteTable, entry: number, bytes: Uint8Array, from: number, end: number): boolean {
  if (at(table.lengths, entry) !== end - from) return false
  const start = at(table.starts, entry)
  const block = table.blocks[Math.floor(start / BLOCK)]!
  const shift = (start % BLOCK) - from
  for (let place = from; place < end; place += 1) if (block[place + shift] !== bytes[place]) return false
  return true
}

function add(table: ByteTable, slot: number, hash: number, bytes: Uint8Array, from: number, end: number): number {
  if (table.count >= table.most) return -1
  const length = end - from
  if (table.used + length >= BLOCK) {
    table.blocks.push(new Uint8Array(BLOCK))
    table.used = 0
  }
  const block = table.blocks.at(-1)!
  for (let place = 0; place < length; place += 1) block[table.used + place] = bytes[from + place]!
  const entry = table.count
  table.count += 1
  table.slots[slot] = entry + 1
  put(table.hashes, entry, hash)
  put(table.starts, entry, (table.blocks.length - 1) * BLOCK + table.used)
  put(table.lengths, entry, length)
  table.used += length
  if (table.count * 2 > table.slots.length) spread(table)
  return entry
}

function spread(table: ByteTable): void {
  const slots = new Int32Array(table.slots.length * 4)
  const mask = slots.length - 1
  for (let entry = 0; entry < table.count; entry += 1) {
    let slot = at(table.hashes, entry) & mask
    while (slots[slot] !== 0) slot = (slot + 1) & mask
    slots[slot] = entry + 1
  }
  table.slots = slots
}

export function bytesOfEntry(table: ByteTable, entry: number): Uint8Array {
  const start = at(table.starts, entry)
  const from = start % BLOCK
  return table.blocks[Math.floor(start / BLOCK)]!.subarray(from, from + at(table.lengths, entry))
}

export function textOfEntry(table: ByteTable, entry: number): string {
  return textOf(bytesOfEntry(table, entry))
}
