/** The quick look as tests take it: bytes are laid into the memory of its kernel. */
import { kernelModule } from '../../src/app/captures/kernel-module.ts'
import { LIMITS } from '../../src/capture/messages.ts'
import { readCapture, type Reading } from '../../src/capture/reading.ts'
import { kernelWith, quickLook, roomIn, wordsIn } from '../../src/capture/quick-look.ts'

const ROOM = 8 << 20
const kernel = kernelWith(kernelModule(), ROOM)

export const quick = quickLook(kernel, 0)

/** The bytes where the kernel can look at them, until the next are laid; by the end of its memory, or so far before it. */
export function laid(bytes: Uint8Array, before = 0): Uint8Array {
  const there = roomIn(kernel, ROOM - bytes.length - before, bytes.length)
  there.set(bytes)
  return there
}

/** Words in its memory, before the bytes. */
export function laidWords(count: number): Int32Array {
  return wordsIn(kernel, 0, count)
}

/** A capture read in pieces that a quick look is taken at. */
export function readQuickly(bytes: Uint8Array, size: number, limits = LIMITS): Reading['trace'] {
  const reading = readCapture(limits, null, quick)
  for (let from = 0; from < bytes.length; from += size) reading.feed(laid(bytes.subarray(from, from + size)))
  reading.end()
  return reading.trace
}
