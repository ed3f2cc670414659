/**
 * What a look at a message finds, as words in memory that threads share: the kernel of the quick look writes them itself, in
 * the order of `Found`, `Described` and `Media` in `sip/assembly`. Places are counted from the beginning of what was looked at.
 */
import type { SdpSkim } from '../sip/sdp-skim.ts'
import type { Skim } from '../sip/skim.ts'

/** Words of a message, and of a description with so many lines of media. */
export const MESSAGE_WORDS = 29
export const sdpWords = (count: number) => 3 + 10 * count

/** Numbers no sound message has are not put into words. */
const MOST = 2 ** 31 - 1

/** Writes what `skim` found of the message that begins at `from`; says no where it has no words. */
export function putMessage(words: Int32Array, at: number, from: number, found: Skim): boolean {
  if (found.contentLength > MOST || found.cseq > MOST) return false
  words[at] = found.isRequest ? 1 : 0
  words[at + 1] = found.method
  words[at + 2] = found.methodAt - from
  words[at + 3] = found.methodEnd - from
  words[at + 4] = found.status
  words[at + 5] = placed(found.callIdAt, found.callIdEnd, from)
  words[at + 6] = ended(found.callIdEnd, from)
  words[at + 7] = placed(found.fromAt, found.fromEnd, from)
  words[at + 8] = ended(found.fromEnd, from)
  words[at + 9] = placed(found.toAt, found.toEnd, from)
  words[at + 10] = ended(found.toEnd, from)
  words[at + 11] = found.fromTag
  words[at + 12] = found.toTag
  words[at + 13] = found.branch
  words[at + 14] = found.callIdHash
  words[at + 15] = found.cseq
  words[at + 16] = found.contentLength
  words[at + 17] = placed(found.typeAt, found.typeEnd, from)
  words[at + 18] = ended(found.typeEnd, from)
  words[at + 19] = found.bodyAt - from
  words[at + 20] = found.bodyEnd - from
  words[at + 21] = found.met
  words[at + 22] = found.hops
  words[at + 23] = found.mayHaveClues ? 1 : 0
  words[at + 24] = ended(found.fromAddressEnd, from)
  words[at + 25] = found.fromAddressHash
  words[at + 26] = ended(found.toAddressEnd, from)
  words[at + 27] = found.toAddressHash
  words[at + 28] = found.faults
  return true
}

/** What was not there stands at 0, before any message, and ends there. */
function placed(at: number, end: number, from: number): number {
  return end === 0 ? 0 : at - from
}

function ended(end: number, from: number): number {
  return end === 0 ? 0 : end - from
}

/** Reads it, for a message that begins at `from` now. */
export function takeMessage(words: Int32Array, at: number, from: number, into: Skim): void {
  into.isRequest = words[at] === 1
  into.method = words[at + 1]!
  into.methodAt = from + words[at + 2]!
  into.methodEnd = from + words[at + 3]!
  into.status = words[at + 4]!
  const callIdEnd = words[at + 6]!
  into.callIdAt = callIdEnd === 0 ? 0 : from + words[at + 5]!
  into.callIdEnd = callIdEnd === 0 ? 0 : from + callIdEnd
  const fromEnd = words[at + 8]!
  into.fromAt = fromEnd === 0 ? 0 : from + words[at + 7]!
  into.fromEnd = fromEnd === 0 ? 0 : from + fromEnd
  const toEnd = words[at + 10]!
  into.toAt = toEnd === 0 ? 0 : from + words[at + 9]!
  into.toEnd = toEnd === 0 ? 0 : from + toEnd
  into.fromTag = words[at + 11]! >>> 0
  into.toTag = words[at + 12]! >>> 0
  into.branch = words[at + 13]! >>> 0
  into.callIdHash = words[at + 14]! >>> 0
  into.cseq = words[at + 15]!
  into.contentLength = words[at + 16]!
  const typeEnd = words[at + 18]!
  into.typeAt = typeEnd === 0 ? 0 : from + words[at + 17]!
  into.typeEnd = typeEnd === 0 ? 0 : from + typeEnd
  into.bodyAt = from + words[at + 19]!
  into.bodyEnd = from + words[at + 20]!
  into.met = words[at + 21]!
  into.hops = words[at + 22]!
  into.mayHaveClues = words[at + 23] === 1
  const fromAddressEnd = words[at + 24]!
  into.fromAddressEnd = fromAddressEnd === 0 ? 0 : from + fromAddressEnd
  into.fromAddressHash = words[at + 25]! >>> 0
  const toAddressEnd = words[at + 26]!
  into.toAddressEnd = toAddressEnd === 0 ? 0 : from + toAddressEnd
  into.toAddressHash = words[at + 27]! >>> 0
  into.faults = words[at + 28]!
}

/** Which words tell where its body and its content type are, and how long it is said to be. */
export const BODY = { at: 19, end: 20 } as const
export const TYPE = { at: 17, end: 18 } as const
export const CONTENT_LENGTH = 16

/** How many lines of media a description has. */
export const mediaIn = (words: Int32Array, at: number) => words[at]!

/** Reads a description that begins at `from` now. */
export function takeSdp(words: Int32Array, at: number, from: number, into: SdpSkim): void {
  into.count = mediaIn(words, at)
  const originEnd = words[at + 2]!
  into.originAt = originEnd === 0 ? 0 : from + words[at + 1]!
  into.originEnd = originEnd === 0 ? 0 : from + originEnd
  for (let index = 0; index < into.count; index += 1) {
    const line = at + sdpWords(index)
    const media = into.media[index]!
    media.addressAt = from + words[line]!
    media.addressEnd = from + words[line + 1]!
    media.host = words[line + 2]! >>> 0
    media.port = words[line + 3]!
    media.isImage = words[line + 4] === 1
    media.isSecure = words[line + 5] === 1
    media.codecs = words[line + 7]! * 2 ** 32 + (words[line + 6]! >>> 0)
    media.at = from + words[line + 8]!
    media.end = from + words[line + 9]!
  }
}
