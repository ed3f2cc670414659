/** Bytes of a stream kept until the rest of a message comes, with where they came from. */
import type { Span } from './spans.ts'
import { turned } from './spans.ts'

export type Held = {
  bytes: Uint8Array
  length: number
  spans: Span[]
  /** Shared by all streams of a capture: together they may hold so much and no more. */
  readonly budget: Budget
}

export type Budget = { held: number; readonly most: number }

export function held(budget: Budget): Held {
  return { bytes: new Uint8Array(0), length: 0, spans: [], budget }
}

export function hasRoom({ budget }: Held, count: number): boolean {
  return budget.held + count <= budget.most
}

/** Keeps a range. Beyond the budget nothing is kept, and what was is let go: the stream has to start anew. */
export function hold(of: Held, bytes: Uint8Array, from: number, end: number, spans: readonly Span[]): boolean {
  const needed = of.length + end - from
  if (!hasRoom(of, end - from)) {
    letGo(of, of.length)
    return false
  }
  if (needed > of.bytes.length) {
    const larger = new Uint8Array(Math.max(needed, of.bytes.length * 2, 512))
    larger.set(of.bytes.subarray(0, of.length))
    of.bytes = larger
  }
  of.bytes.set(bytes.subarray(from, end), of.length)
  of.budget.held += end - from
  of.length = needed
  for (const span of spans) of.spans.push(span)
  return true
}

/** Lets go of so many bytes from the beginning. */
export function letGo(of: Held, count: number): void {
  if (count === 0) return
  of.budget.held -= count
  of.bytes.copyWithin(0, count, of.length)
  of.length -= count
  if (of.length === 0) {
    of.bytes = new Uint8Array(0)
    of.spans = []
    return
  }
  let left = count
  let gone = 0
  while (gone < of.spans.length && of.spans[gone]!.length <= left) {
    left -= of.spans[gone]!.length
    gone += 1
  }
  // Together: there may be a span for every byte.
  of.spans.splice(0, gone)
  const first = of.spans[0]
  if (left === 0 || !first) return
  of.spans[0] = { ...first, offset: first.offset + left, length: first.length - left, mask: turned(first.mask, left) }
}
