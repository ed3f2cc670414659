/**
 * Numbers in columns that grow by blocks: a million records are a few arrays instead of a million objects,
 * and growing copies nothing.
 */

const SHIFT = 16
const SIZE = 1 << SHIFT
const MASK = SIZE - 1

type Numbers = Float64Array | Uint32Array | Uint16Array | Int32Array

export type Column = { readonly make: () => Numbers; readonly blocks: Numbers[] }

export function column(kind: 'f64' | 'u32' | 'u16' | 'i32'): Column {
  return { make: MAKERS[kind], blocks: [] }
}

const MAKERS = {
  f64: () => new Float64Array(SIZE),
  u32: () => new Uint32Array(SIZE),
  u16: () => new Uint16Array(SIZE),
  i32: () => new Int32Array(SIZE),
} as const

export function put(into: Column, at: number, value: number): void {
  const block = at >>> SHIFT
  if (block >= into.blocks.length) into.blocks.push(into.make())
  into.blocks[block]![at & MASK] = value
}

export function at(of: Column, index: number): number {
  return of.blocks[index >>> SHIFT]![index & MASK]!
}
