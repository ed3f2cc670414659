/**
 * The quick look, which a kernel takes in memory of its own (`sip/assembly`): bytes that lie there are looked at sixteen at a
 * time. Of a message written as nearly all are it finds what `skim` finds, five times as fast; of any other it says that
 * somebody else has to look. So it can make reading faster, and never other.
 */
import type { SdpSkim } from '../sip/sdp-skim.ts'
import type { Skim } from '../sip/skim.ts'

export type QuickLook = {
  /** How long the message is that begins here, up to where its Content-Length says it ends; 0 where `skim` has to look. */
  readonly look: (bytes: Uint8Array, from: number, end: number, into: Skim) => number
  /** Whether the description was looked at; if not, `skimSdp` has to. */
  readonly lookAtSdp: (bytes: Uint8Array, from: number, end: number, into: SdpSkim) => boolean
}

/** For whoever has no kernel, as in a browser. */
export const NEVER: QuickLook = { look: () => 0, lookAtSdp: () => false }

/** Both can be handed to another thread. Null are those of a machine that cannot run it: there everybody looks wholly. */
export type Kernel = {
  readonly module: WebAssembly.Module | null
  readonly memory: WebAssembly.Memory | null
  /** The memory, or as much of another kind. */
  readonly buffer: SharedArrayBuffer
}

type Exports = {
  readonly look: (from: number, end: number, into: number) => number
  readonly lookAtSdp: (from: number, end: number, into: number) => number
}

const PAGE = 65_536
/** What the kernel has to read by, and behind it a page for records, of which each looker has a part. */
const OWN = 2 * PAGE
const RECORDS = PAGE
const RECORD = 1024
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

/** `looker` tells those apart that look at the same memory at once: 0 to 63. */
export function quickLook({ module, memory, buffer }: Kernel, looker: number): QuickLook {
  if (module === null || memory === null) return NEVER
  const { look, lookAtSdp } = new WebAssembly.Instance(module, { env: { memory } }).exports as Exports
  const record = RECORDS + looker * RECORD
  const words = new Int32Array(buffer, record, RECORD / 4)
  return {
    look: (bytes, from, end, into) => {
      if (bytes.buffer !== buffer) return 0
      const length = look(bytes.byteOffset + from, bytes.byteOffset + end, record)
      if (length !== 0) take(words, from, into)
      return length
    },
    lookAtSdp: (bytes, from, end, into) => {
      if (bytes.buffer !== buffer) return false
      if (lookAtSdp(bytes.byteOffset + from, bytes.byteOffset + end, record) === 0) return false
      takeSdp(words, from, into)
      return true
    },
  }
}

/** In the order of `Found`. What was found without doubt has no faults. */
function take(words: Int32Array, from: number, into: Skim): void {
  into.isRequest = words[0] === 1
  into.method = words[1]!
  into.methodAt = from + words[2]!
  into.methodEnd = from + words[3]!
  into.status = words[4]!
  into.callIdAt = from + words[5]!
  into.callIdEnd = from + words[6]!
  into.fromAt = from + words[7]!
  into.fromEnd = from + words[8]!
  into.toAt = from + words[9]!
  into.toEnd = from + words[10]!
  into.fromTag = words[11]! >>> 0
  into.toTag = words[12]! >>> 0
  into.branch = words[13]! >>> 0
  into.callIdHash = words[14]! >>> 0
  into.cseq = words[15]!
  into.contentLength = words[16]!
  const hasType = words[18]! > 0
  into.typeAt = hasType ? from + words[17]! : 0
  into.typeEnd = hasType ? from + words[18]! : 0
  into.bodyAt = from + words[19]!
  into.bodyEnd = from + words[20]!
  into.met = words[21]!
  into.hops = words[22]!
  into.mayHaveClues = words[23] === 1
  into.fromAddressEnd = from + words[24]!
  into.fromAddressHash = words[25]! >>> 0
  into.toAddressEnd = from + words[26]!
  into.toAddressHash = words[27]! >>> 0
  into.faults = 0
}

/** In the order of `Described` and, for each media line, of `Media`. */
const DESCRIBED_WORDS = 3
const MEDIA_WORDS = 10

function takeSdp(words: Int32Array, from: number, into: SdpSkim): void {
  into.count = words[0]!
  const hasOrigin = words[2]! > 0
  into.originAt = hasOrigin ? from + words[1]! : 0
  into.originEnd = hasOrigin ? from + words[2]! : 0
  for (let index = 0; index < into.count; index += 1) {
    const at = DESCRIBED_WORDS + index * MEDIA_WORDS
    const media = into.media[index]!
    media.addressAt = from + words[at]!
    media.addressEnd = from + words[at + 1]!
    media.host = words[at + 2]! >>> 0
    media.port = words[at + 3]!
    media.isImage = words[at + 4] === 1
    media.isSecure = words[at + 5] === 1
    media.codecs = words[at + 7]! * 2 ** 32 + (words[at + 6]! >>> 0)
    media.at = from + words[at + 8]!
    media.end = from + words[at + 9]!
  }
}
