/**
 * Messages looked at before their turn, in another thread: what `skim` finds depends on their bytes alone, so whoever
 * reads the capture takes it over where the same bytes lie, and looks itself where nobody did. What is foreseen can make
 * reading faster, and never other.
 */
import { isToken } from '../sip/bytes.ts'
import type { QuickLook } from '../sip/quick-look.ts'
import { emptySkim, looksLikeSip, skim, type Skim } from '../sip/skim.ts'
import { emptyDatagram, PROTOCOL, readDatagram } from './internet.ts'
import { overLink, type Place } from './link.ts'
import { type Packet, u16 } from './records.ts'
import { overKeepAlive, skimWhole } from './sip-stream.ts'
import { headLength } from './tcp.ts'

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
export const FORESEEN_WORDS = 25

const place: Place = { at: 0, end: 0, version: 0 }
const datagram = emptyDatagram()
const found = emptySkim()

/** Looks at a packet: what there is to be found in the messages that are whole in it is written down. */
export function foresee(into: Foreseen, bytes: Uint8Array, packet: Packet, quick: QuickLook): void {
  place.at = packet.at
  place.end = packet.end
  if (!overLink(bytes, packet.linkType, place) || place.version === 0 || !readDatagram(bytes, place, datagram)) return
  const { at, end, protocol, isFragment } = datagram
  if (isFragment) return
  const before = packet.offset - packet.at - into.base
  if (protocol === PROTOCOL.udp && end - at >= 8) foreseeDatagram(into, bytes, at, end, before, quick)
  else if (protocol === PROTOCOL.tcp && end - at >= 20)
    foreseeSegment(into, bytes, at + headLength(bytes, at), end, before, quick)
}

/** It is a message and nothing else, or none. `before` is what places in memory are more by in the file. */
function foreseeDatagram(
  into: Foreseen,
  bytes: Uint8Array,
  at: number,
  most: number,
  before: number,
  quick: QuickLook,
): void {
  const length = u16(bytes, at + 4, false)
  const end = length >= 8 ? Math.min(at + length, most) : most
  const from = at + 8
  if (from >= end || !isToken(bytes[from])) return
  if (quick.look(bytes, from, end, found) !== end - from) {
    if (!looksLikeSip(bytes, from, end)) return
    skim(bytes, from, end, found)
  }
  write(into, from, end, before)
}

/** Those that begin with it, one behind the other. */
function foreseeSegment(
  into: Foreseen,
  bytes: Uint8Array,
  from: number,
  end: number,
  before: number,
  quick: QuickLook,
): void {
  let at = overKeepAlive(bytes, from, end)
  while (at < end && isToken(bytes[at])) {
    const length = skimWhole(bytes, at, end, found, quick)
    if (length === 0) return
    write(into, at, at + length, before)
    at = overKeepAlive(bytes, at + length, end)
  }
}

const MOST = 2 ** 31 - 1

function write(into: Foreseen, from: number, end: number, before: number): void {
  const { words, count } = into
  const at = count * FORESEEN_WORDS
  // Numbers no sound message has are left to whoever reads.
  if (at + FORESEEN_WORDS > words.length || found.contentLength > MOST || found.cseq > MOST) return
  into.count += 1
  words[at] = from + before
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
  words[at + 24] = found.callIdHash
}

/** Takes over what was foreseen of the message at an offset of the file; gives its length, or 0 where nothing was. */
export function takeForeseen(of: Foreseen, offset: number, from: number, end: number, into: Skim): number {
  const { words, count, base } = of
  const wanted = offset - base
  while (of.next < count && words[of.next * FORESEEN_WORDS]! < wanted) of.next += 1
  const at = of.next * FORESEEN_WORDS
  const length = words[at + 1]!
  if (of.next >= count || words[at] !== wanted || length > end - from) return 0
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
  into.callIdHash = words[at + 24]! >>> 0
  return length
}

/** What was not there stands at 0, before any message. */
function placed(place: number, from: number): number {
  return place < 0 ? 0 : from + place
}
