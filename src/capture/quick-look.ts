/**
 * The quick look, which a kernel takes in memory of its own (`sip/assembly`): bytes that lie there are looked at sixteen at a
 * time. Of a message written as nearly all are it finds what `skim` finds, several times as fast; of any other it says that
 * somebody else has to look. So it can make reading faster, and never other (decision 31).
 */
import { MOST_MEDIA, type SdpSkim } from '../sip/sdp-skim.ts'
import type { Skim } from '../sip/skim.ts'
import { MESSAGE_WORDS, sdpWords, takeMessage, takeSdp } from './look-words.ts'

export type QuickLook = {
  /** How long the message is that begins here, up to where its Content-Length says it ends; 0 where `skim` has to look. */
  readonly look: (bytes: Uint8Array, from: number, end: number, into: Skim) => number
  /** Whether the description was looked at; if not, `skimSdp` has to. */
  readonly lookAtSdp: (bytes: Uint8Array, from: number, end: number, into: SdpSkim) => boolean
  /** The same, what is found being left in words of the kernel's memory (`look-words.ts`), from one of them on. */
  readonly note: (bytes: Uint8Array, from: number, end: number, words: Int32Array, at: number) => number
  readonly noteSdp: (bytes: Uint8Array, from: number, end: number, words: Int32Array, at: number) => boolean
}

/** For whoever has no kernel, as in a browser. */
export const NEVER: QuickLook = { look: () => 0, lookAtSdp: () => false, note: () => 0, noteSdp: () => false }

/**
 * Can be handed to another thread as it is. Without a module or a memory, which not every machine or process may have, nobody
 * looks quickly.
 */
export type Kernel = {
  readonly module: WebAssembly.Module | null
  readonly memory: WebAssembly.Memory | null
  /** The memory, or as much of another kind. */
  readonly buffer: ArrayBufferLike
}

type Exports = {
  readonly look: (from: number, end: number, into: number) => number
  readonly lookAtSdp: (from: number, end: number, into: number) => number
}

const PAGE = 65_536
/** The first page is the kernel's own, for its tables; the second is for records, of which each looker has a part. */
const RECORDS = PAGE
const OWN = 2 * PAGE
/** Bytes of a record: of a message or of a description, whichever is longer, and the few that are cleared behind it. */
const RECORD = 4 * Math.max(256, MESSAGE_WORDS + 4, sdpWords(MOST_MEDIA) + 4)
/** Read beyond the last byte, without any say. */
const SLACK = 16

/** A kernel with room for so many bytes to look at, for one or more threads. */
export function kernelWith(module: WebAssembly.Module | null, bytes: number): Kernel {
  const pages = Math.ceil((OWN + bytes + SLACK) / PAGE)
  const memory = module && memoryOf(pages)
  return { module, memory, buffer: memory?.buffer ?? new SharedArrayBuffer(pages * PAGE) }
}

/** An engine sets far more addresses aside than there are bytes: null where a process may not have them. */
function memoryOf(pages: number): WebAssembly.Memory | null {
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true })
  } catch (fault) {
    if (fault instanceof RangeError) return null
    throw fault
  }
}

/** The room in it, or a part of that. */
export function roomIn({ buffer }: Kernel, from: number, length: number): Uint8Array {
  return new Uint8Array(buffer, OWN + from, length)
}

/** A part of it for so many words, from a byte on that is a multiple of four. */
export function wordsIn({ buffer }: Kernel, from: number, count: number): Int32Array {
  return new Int32Array(buffer, OWN + from, count)
}

/** `looker` tells those apart that look at the same memory at once: 0 or 1, and there is room for more. */
export function quickLook({ module, memory, buffer }: Kernel, looker: number): QuickLook {
  if (module === null || memory === null) return NEVER
  const { look, lookAtSdp } = new WebAssembly.Instance(module, { env: { memory } }).exports as Exports
  const words = new Int32Array(buffer, RECORDS + looker * RECORD, RECORD / 4)
  const note: QuickLook['note'] = (bytes, from, end, into, at) =>
    bytes.buffer === buffer && into.buffer === buffer
      ? look(bytes.byteOffset + from, bytes.byteOffset + end, into.byteOffset + at * 4)
      : 0
  const noteSdp: QuickLook['noteSdp'] = (bytes, from, end, into, at) =>
    bytes.buffer === buffer &&
    into.buffer === buffer &&
    lookAtSdp(bytes.byteOffset + from, bytes.byteOffset + end, into.byteOffset + at * 4) !== 0
  return {
    note,
    noteSdp,
    look: (bytes, from, end, into) => {
      const length = note(bytes, from, end, words, 0)
      if (length !== 0) takeMessage(words, 0, from, into)
      return length
    },
    lookAtSdp: (bytes, from, end, into) => {
      const isNoted = noteSdp(bytes, from, end, words, 0)
      if (isNoted) takeSdp(words, 0, from, into)
      return isNoted
    },
  }
}
