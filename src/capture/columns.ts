/**
 * Numbers in columns that grow by blocks: a million records are a few arrays instead of a million objects. Only the
 * first block is ever copied, while it is small, so that a small capture takes little.
 */

const SHIFT = 14
const SIZE = 1 << SHIFT
const MASK = SIZE - 1
const SMALLEST = 64

type Numbers = Float64Array | Uint32Array | Uint16Array | Uint8Array

export type Column = { readonly make: (length: number) => Numbers; readonly blocks: Numbers[] }

export function column(kind: keyof typeof MAKERS): Column {
  return { make: MAKERS[kind], blocks: [] }
}

const MAKERS = {
  f64: (length: number) => new Float64Array(length),
  u32: (length: number) => new Uint32Array(length),
  u16: (length: number) => new Uint16Array(length),
  u8: (length: number) => new Uint8Array(length),
} as const

export function put(into: Column, at: number, value: number): void {
  const place = at & MASK
  let block = into.blocks[at >>> SHIFT]
  if (block === undefined || place >= block.length) block = grown(into, at, block)
  block[place] = value
}

function grown(column: Column, at: number, before: Numbers | undefined): Numbers {
  const block = column.make(at < SIZE ? Math.min(SIZE, Math.max(SMALLEST, at * 4)) : SIZE)
  if (before) block.set(before)
  column.blocks[at >>> SHIFT] = block
  return block
}

export function at(of: Column, index: number): number {
  return of.blocks[index >>> SHIFT]![index & MASK]!
}

/** Whether a row was ever put there. */
export function has(of: Column, index: number): boolean {
  const block = of.blocks[index >>> SHIFT]
  return block !== undefined && (index & MASK) < block.length
}

/**
 * Records of so many words, one beside the other in blocks: what is written and read together lies together. Fields of
 * 32 bits are told by their word, those of 64 by their pair of words.
 */
export type Table = { readonly words: number; readonly blocks: TableBlock[] }

export type TableBlock = { readonly narrow: Uint32Array; readonly wide: Float64Array }

const TABLE_SHIFT = 12
const TABLE_SIZE = 1 << TABLE_SHIFT
const TABLE_MASK = TABLE_SIZE - 1

/** An even number of words, so that those of 64 bits lie as they must. */
export function table(words: number): Table {
  return { words, blocks: [] }
}

/** The block of a row, made when there is none; where in it the row begins is told by `wordOf`. */
export function blockFor(of: Table, row: number): TableBlock {
  const block = of.blocks[row >>> TABLE_SHIFT]
  const needed = ((row & TABLE_MASK) + 1) * of.words
  return block !== undefined && needed <= block.narrow.length ? block : grownTable(of, row, block)
}

function grownTable(of: Table, row: number, before: TableBlock | undefined): TableBlock {
  const rows = row < TABLE_SIZE ? Math.min(TABLE_SIZE, Math.max(SMALLEST, row * 4)) : TABLE_SIZE
  const memory = new ArrayBuffer(rows * of.words * 4)
  const block = { narrow: new Uint32Array(memory), wide: new Float64Array(memory) }
  if (before) block.narrow.set(before.narrow)
  of.blocks[row >>> TABLE_SHIFT] = block
  return block
}

export function wordOf(of: Table, row: number): number {
  return (row & TABLE_MASK) * of.words
}

export function narrowAt(of: Table, row: number, word: number): number {
  return of.blocks[row >>> TABLE_SHIFT]!.narrow[(row & TABLE_MASK) * of.words + word]!
}

export function wideAt(of: Table, row: number, pair: number): number {
  return of.blocks[row >>> TABLE_SHIFT]!.wide[((row & TABLE_MASK) * of.words) / 2 + pair]!
}

/** Whether there is room for this row: what was never written there is 0. */
export function reaches(of: Table, row: number): boolean {
  const block = of.blocks[row >>> TABLE_SHIFT]
  return block !== undefined && wordOf(of, row) < block.narrow.length
}
