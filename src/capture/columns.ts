/**
 * Numbers in columns that grow by blocks: a million records are a few arrays instead of a million objects. Only the
 * first block is ever copied, while it is small, so that a small capture takes little.
 */

const SHIFT = 14
const SIZE = 1 << SHIFT
const MASK = SIZE - 1
const SMALLEST = 64

type Numbers = Float64Array | Uint32Array | Uint16Array | Int32Array

export type Column = { readonly make: (length: number) => Numbers; readonly blocks: Numbers[] }

export function column(kind: keyof typeof MAKERS): Column {
  return { make: MAKERS[kind], blocks: [] }
}

const MAKERS = {
  f64: (length: number) => new Float64Array(length),
  u32: (length: number) => new Uint32Array(length),
  u16: (length: number) => new Uint16Array(length),
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
