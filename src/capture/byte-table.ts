/**
 * Byte strings, each kept once under a small number: Call-IDs, addresses, names. Text is made only when asked for. Strings
 * made to have one hash cost no more than others: behind a few of them the rest go by a map of the engine's.
 */
import { hashOf, isSame, isSameLong, textOf } from '../sip/bytes.ts'
import { blockFor, narrowAt, type Table, table as tableOf, wordOf } from './columns.ts'

export type ByteTable = {
  count: number
  /** See `SLOT`. */
  slots: Int32Array
  /** See `ENTRY`. */
  readonly rows: Table
  readonly blocks: Uint8Array[]
  /** The same blocks, for looking at four bytes at once. */
  readonly views: DataView[]
  used: number
  readonly most: number
  /** Those that found every place within reach taken. */
  readonly beyond: Map<string, number>
  /** Places taken by another string, passed over in looking: counted so that a test can hold the cost against its bound. */
  passed: number
  /** Full blocks that strings were read out of lately: what lies side by side is mostly asked for together. */
  readonly read: ReadBlock[]
}

/** Where a string begins among all blocks; and what tells it from others at once: how long it is, and the rest of its hash. */
const ENTRY = { start: 0, mark: 1 } as const
const ENTRY_WORDS = 2
const LENGTH = 0x1fff
const markOf = (hash: number, length: number) => ((hash & ~LENGTH) | length) >>> 0

/**
 * A slot holds one more than the entry, and above it the upper bits of its hash: most strings that stand in the way are told
 * apart without going where they lie. 0 is a free one. No table has more entries than that leaves room for.
 */
const SLOT = { entry: 0xfffff, hash: ~0xfffff } as const
const slotFor = (entry: number, hash: number) => (hash & SLOT.hash) | (entry + 1)

/** Shorter strings are compared byte by byte: a view of the memory they lie in would cost more than it saves. */
const LONG = 17

const BLOCK_BITS = 16
const BLOCK = 1 << BLOCK_BITS
/** The first block grows from this, so that a small capture takes little. */
const SMALLEST = 512
/** A longer string is kept by its beginning: no header of the trade is that long. */
const LONGEST = 4096
/** Of one table, whatever its strings are: ordinary ones fill a third of it where there is no room for more of them. */
const MOST_BYTES = 64 << 20
/** Places looked at for a string: by chance, in a table half full, hardly one in a thousand needs more. */
export const REACH = 16

export function byteTable(most: number): ByteTable {
  return {
    count: 0,
    slots: new Int32Array(256),
    rows: tableOf(ENTRY_WORDS),
    blocks: [],
    views: [],
    used: 0,
    most: Math.min(most, SLOT.entry),
    beyond: new Map(),
    passed: 0,
    read: [],
  }
}

/**
 * The number of these bytes, given now if they are new; -1 when the table is full, of strings or of bytes. `known` is their
 * hash where somebody made it already.
 */
export function numbered(table: ByteTable, bytes: Uint8Array, from: number, end: number, known = 0): number {
  const stop = Math.min(end, from + LONGEST)
  const hash = known !== 0 && stop === end ? known : hashOf(bytes, from, stop)
  const mark = markOf(hash, stop - from)
  const mask = table.slots.length - 1
  for (let step = 0; step < REACH; step += 1) {
    const slot = (hash + step) & mask
    const held = table.slots[slot]!
    if (held === 0) return add(table, slot, hash, bytes, from, stop)
    const entry = (held & SLOT.entry) - 1
    if (
      ((held ^ hash) & SLOT.hash) === 0 &&
      narrowAt(table.rows, entry, ENTRY.mark) === mark &&
      isEqual(table, entry, bytes, from, stop)
    )
      return entry
    table.passed += 1
  }
  const key = keyOf(bytes, from, stop)
  return table.beyond.get(key) ?? add(table, -1, hash, bytes, from, stop)
}

/**
 * A number that whoever made the capture chose, as a key of a map: the engine hashes numbers by a function anybody can turn
 * round, and texts by one with a secret of its own.
 */
export function textOfChosen(number: number): string {
  return `=${number}`
}

/** A letter for each byte, so that no two strings have one key; the first keeps digits from being taken for a number. */
function keyOf(bytes: Uint8Array, from: number, end: number): string {
  return `=${String.fromCharCode(...bytes.subarray(from, end))}`
}

/** Of strings as long as each other. */
function isEqual(table: ByteTable, entry: number, bytes: Uint8Array, from: number, end: number): boolean {
  const start = narrowAt(table.rows, entry, ENTRY.start)
  const block = start >>> BLOCK_BITS
  if (end - from < LONG) return isSame(bytes, from, end, table.blocks[block]!, start % BLOCK)
  return isSameLong(bytes, from, end, table.views[block]!, start % BLOCK)
}

function add(table: ByteTable, slot: number, hash: number, bytes: Uint8Array, from: number, end: number): number {
  if (table.count >= table.most || table.blocks.length * BLOCK > MOST_BYTES) return -1
  const length = end - from
  const block = roomFor(table, length)
  for (let place = 0; place < length; place += 1) block[table.used + place] = bytes[from + place]!
  const entry = table.count
  table.count += 1
  if (slot < 0) table.beyond.set(keyOf(bytes, from, end), entry)
  else table.slots[slot] = slotFor(entry, hash)
  const { narrow } = blockFor(table.rows, entry)
  const row = wordOf(table.rows, entry)
  narrow[row + ENTRY.start] = (table.blocks.length - 1) * BLOCK + table.used
  narrow[row + ENTRY.mark] = markOf(hash, length)
  table.used += length
  if (table.count * 2 > table.slots.length) spread(table)
  return entry
}

function roomFor(table: ByteTable, length: number): Uint8Array {
  const { blocks, used } = table
  const last = blocks.at(-1)
  // Never to its last byte: where nothing more lies, an empty string would begin in a block that is not there.
  if (last && used + length < last.length) return last
  if (blocks.length > 1 || used + length >= BLOCK) {
    putBlock(table, blocks.length, new Uint8Array(BLOCK))
    table.used = 0
  } else {
    const larger = new Uint8Array(Math.min(BLOCK, Math.max(SMALLEST, (used + length) * 4)))
    if (last) larger.set(last)
    putBlock(table, 0, larger)
  }
  return blocks.at(-1)!
}

function putBlock({ blocks, views }: ByteTable, at: number, bytes: Uint8Array): void {
  blocks[at] = bytes
  views[at] = new DataView(bytes.buffer)
}

/** Slots from which on a table grows by twice itself: before, by more, so that it is seldom gone through. */
const LARGE = 1 << 20

/** In a larger table those that were beyond reach mostly find a place; of one hash, as few as before. */
function spread(table: ByteTable): void {
  const { length } = table.slots
  table.slots = new Int32Array(length * (length < LARGE ? 4 : 2))
  table.beyond.clear()
  for (let entry = 0; entry < table.count; entry += 1) {
    const start = narrowAt(table.rows, entry, ENTRY.start)
    const block = table.blocks[start >>> BLOCK_BITS]!
    const from = start % BLOCK
    const end = from + lengthOf(table, entry)
    const hash = hashOf(block, from, end)
    const slot = freeSlot(table.slots, hash)
    if (slot >= 0) table.slots[slot] = slotFor(entry, hash)
    else table.beyond.set(keyOf(block, from, end), entry)
  }
}

/** The first free place within reach of a hash, or -1. */
export function freeSlot(slots: Int32Array, hash: number): number {
  const mask = slots.length - 1
  for (let step = 0; step < REACH; step += 1) if (slots[(hash + step) & mask] === 0) return (hash + step) & mask
  return -1
}

export function bytesOfEntry(table: ByteTable, entry: number): Uint8Array {
  const start = narrowAt(table.rows, entry, ENTRY.start)
  const from = start % BLOCK
  return table.blocks[start >>> BLOCK_BITS]!.subarray(from, from + lengthOf(table, entry))
}

const lengthOf = ({ rows }: ByteTable, entry: number) => narrowAt(rows, entry, ENTRY.mark) & LENGTH

export function textOfEntry(table: ByteTable, entry: number): string {
  const start = narrowAt(table.rows, entry, ENTRY.start)
  const text = textOfBlock(table, start >>> BLOCK_BITS)
  if (text === null) return textOf(bytesOfEntry(table, entry))
  return text.slice(start % BLOCK, (start % BLOCK) + lengthOf(table, entry))
}

/** How often it was asked for, and its text if that was worth it and every letter of it is one byte. */
type ReadBlock = { readonly block: number; asked: number; text: string | null }

const READ_BLOCKS = 8
/** A block is made text of when strings out of it are asked for so often: those far apart are cheaper one by one. */
const ENOUGH = 32

/** Null where the block is not made text of, or a letter of it may take several bytes. */
function textOfBlock({ blocks, read }: ByteTable, block: number): string | null {
  // It is still being filled.
  if (block === blocks.length - 1) return null
  const place = block % READ_BLOCKS
  let known = read[place]
  if (known?.block !== block) known = read[place] = { block, asked: 0, text: null }
  known.asked += 1
  if (known.asked === ENOUGH) {
    const text = textOf(blocks[block]!)
    if (text.length === blocks[block]!.length) known.text = text
  }
  return known.text
}
