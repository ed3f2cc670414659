/**
 * Messages looked at before their turn, in another thread: what `skim` finds depends on their bytes alone, so whoever
 * reads the capture takes it over where the same bytes lie, and looks itself where nobody did. What is foreseen can make
 * reading faster, and never other.
 */
import { isToken } from '../sip/bytes.ts'
import { emptySkim, looksLikeSip, skim, type Skim } from '../sip/skim.ts'
import { emptyDatagram, PROTOCOL, readDatagram } from './internet.ts'
import { overLink, type Place } from './link.ts'
import { type Packet, u16 } from './records.ts'

/** Of one piece of the file, its messages one after the other. */
export type Foreseen = {
  readonly words: Int32Array
  count: number
  /** Offset in the file that places are counted from. */
  base: number
  /** The message that comes next. */
  next: number
}

/** Words a message takes: where it is, how long, and what was found. */
export const FORESEEN_WORDS = 24

const place: Place = { at: 0, end: 0, version: 0 }
const datagram = emptyDatagram()
const found = emptySkim()

/** Looks at a packet: if it is UDP and nothing but a message, what there is to be found in it is written down. */
export function foresee(into: Foreseen, bytes: Uint8Array, packet: Packet): void {
  place.at = packet.at
  place.end = packet.end
  if (!overLink(bytes, packet.linkType, place) || place.version === 0 || !readDatagram(bytes, place, datagram)) return
  const { at, protocol, isFragment } = datagram
  if (isFragment || protocol !== PROTOCOL.udp || datagram.end - at < 8) return
  const length = u16(bytes, at + 4, false)
  const end = length >= 8 ? Math.min(at + length, datagram.end) : datagram.end
  const from = at + 8
  if ((into.count + 1) * FORESEEN_WORDS > into.words.length) return
  if (from >= end || !isToken(bytes[from]) || !looksLikeSip(bytes, from, end)) return
  skim(bytes, from, end, found)
  // Numbers no sound message has; whoever reads will see.
  if (found.contentLength > MOST || found.cseq > MOST) return
  write(into.words, into.count * FORESEEN_WORDS, packet.offset + from - packet.at - into.base, from, end)
  into.count += 1
}

const MOST = 2 ** 31 - 1

function write(words: Int32Array, at: number, offset: number, from: number, end: number): void {
  words[at] = offset
  words[at + 1] = end - from
  words[at + 2] = found.isRequest ? 1 : 0
  words[at + 3] = found.method
  words[at + 4] = found.methodAt - from
  words[at + 5] = found.methodEnd - from
  words[at + 6] = found.status
  words[at + 7] = found.callIdAt - from
  words[at + 8] = found.callIdEnd - from
  words[at + 9] = found.fromAt - from
  words[at + 10] = found.fromEnd - from
  words[at + 11] = found.toAt - from
  words[at + 12] = found.toEnd - from
  words[at + 13] = found.fromTag
  words[at + 14] = found.toTag
  words[at + 15] = found.branch
  words[at + 16] = found.cseq
  words[at + 17] = found.contentLength
  words[at + 18] = found.typeAt - from
  words[at + 19] = found.typeEnd - from
  words[at + 20] = found.bodyAt - from
  words[at + 21] = found.bodyEnd - from
  words[at + 22] = found.faults
  words[at + 23] = found.met
}

/** Takes over what was foreseen of the message at an offset of the file; says no where nothing was. */
export function takeForeseen(of: Foreseen, offset: number, from: number, end: number, into: Skim): boolean {
  const { words, count, base } = of
  const wanted = offset - base
  while (of.next < count && words[of.next * FORESEEN_WORDS]! < wanted) of.next += 1
  const at = of.next * FORESEEN_WORDS
  if (of.next >= count || words[at] !== wanted || words[at + 1] !== end - from) return false
  into.isRequest = words[at + 2] === 1
  into.method = words[at + 3]!
  into.methodAt = placed(words[at + 4]!, from)
  into.methodEnd = placed(words[at + 5]!, from)
  into.status = words[at + 6]!
  into.callIdAt = placed(words[at + 7]!, from)
  into.callIdEnd = placed(words[at + 8]!, from)
  into.fromAt = placed(words[at + 9]!, from)
  into.fromEnd = placed(words[at + 10]!, from)
  into.toAt = placed(words[at + 11]!, from)
  into.toEnd = placed(words[at + 12]!, from)
  into.fromTag = words[at + 13]! >>> 0
  into.toTag = words[at + 14]! >>> 0
  into.branch = words[at + 15]! >>> 0
  into.cseq = words[at + 16]!
  into.contentLength = words[at + 17]!
  into.typeAt = placed(words[at + 18]!, from)
  into.typeEnd = placed(words[at + 19]!, from)
  into.bodyAt = placed(words[at + 20]!, from)
  into.bodyEnd = placed(words[at + 21]!, from)
  into.faults = words[at + 22]!
  into.met = words[at + 23]!
  return true
}

/** What was not there stands at 0, before any message. */
function placed(place: number, from: number): number {
  return place < 0 ? 0 : from + place
}
