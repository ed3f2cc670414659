/**
 * Messages looked at before their turn, in another thread: what `skim` finds depends on their bytes alone, so whoever
 * reads the capture takes it over where the same bytes lie, and looks itself where nobody did. What is foreseen can make
 * reading faster, and never other.
 */
import { isToken } from '../sip/bytes.ts'
import type { QuickLook } from './quick-look.ts'
import { emptySdpSkim, type SdpSkim } from '../sip/sdp-skim.ts'
import { emptySkim, looksLikeSip, skim, type Skim } from '../sip/skim.ts'
import { isSdp } from './forms.ts'
import { emptyDatagram, PROTOCOL, readDatagram } from './internet.ts'
import { overLink, type Place } from './link.ts'
import { type Packet, u16 } from './records.ts'
import { overKeepAlive, skimWhole } from './sip-stream.ts'
import { headLength } from './tcp.ts'

/** Of one piece of the file, its messages one after the other, each in as many words as it takes. */
export type Foreseen = {
  readonly words: Int32Array
  /** How many words are written. */
  used: number
  count: number
  /** Offset in the file that places are counted from. */
  base: number
  /** The word that the next message begins with. */
  next: number
  /** Whether the description of the message taken over last was taken over with it. */
  isDescribed: boolean
}

export function emptyForeseen(words: Int32Array, base: number): Foreseen {
  return { words, used: 0, count: 0, base, next: 0, isDescribed: false }
}

/** Words a message takes: where it is, how long, and what was found; with a description of one line of media more. */
const MESSAGE_WORDS = 30
const DESCRIBED_WORDS = 12
export const FORESEEN_WORDS = MESSAGE_WORDS + DESCRIBED_WORDS

/** What the third word is made of. */
const IS = { request: 1, described: 2, suspect: 4 } as const

/** How many words the message takes that begins with this one. */
export function wordsOf(words: Int32Array, at: number): number {
  return (words[at + 2]! & IS.described) === 0 ? MESSAGE_WORDS : FORESEEN_WORDS
}

const place: Place = { at: 0, end: 0, version: 0 }
const datagram = emptyDatagram()
const found = emptySkim()
const said = emptySdpSkim()

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
  write(into, bytes, from, end, before, quick)
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
    write(into, bytes, at, at + length, before, quick)
    at = overKeepAlive(bytes, at + length, end)
  }
}

const MOST = 2 ** 31 - 1

function write(into: Foreseen, bytes: Uint8Array, from: number, end: number, before: number, quick: QuickLook): void {
  const { words, used: at } = into
  // Numbers no sound message has are left to whoever reads.
  if (at + FORESEEN_WORDS > words.length || found.contentLength > MOST || found.cseq > MOST) return
  const isDescribed = describes(bytes, quick)
  into.count += 1
  into.used += isDescribed ? FORESEEN_WORDS : MESSAGE_WORDS
  words[at] = from + before
  words[at + 1] = end - from
  words[at + 2] =
    (found.isRequest ? IS.request : 0) | (isDescribed ? IS.described : 0) | (found.mayHaveClues ? IS.suspect : 0)
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
  words[at + 25] = found.hops
  words[at + 26] = found.fromAddressEnd - from
  words[at + 27] = found.fromAddressHash
  words[at + 28] = found.toAddressEnd - from
  words[at + 29] = found.toAddressHash
  if (isDescribed) writeMedia(words, at + MESSAGE_WORDS, from)
}

/** Whether there is a description with one line of media, as nearly all are; others are looked at by whoever reads. */
function describes(bytes: Uint8Array, quick: QuickLook): boolean {
  const { bodyAt, bodyEnd, typeAt, typeEnd } = found
  if (bodyEnd <= bodyAt || !isSdp(bytes, typeAt, typeEnd)) return false
  return quick.lookAtSdp(bytes, bodyAt, bodyEnd, said) && said.count === 1
}

function writeMedia(words: Int32Array, at: number, from: number): void {
  const media = said.media[0]!
  words[at] = said.originAt - from
  words[at + 1] = said.originEnd - from
  words[at + 2] = media.addressAt - from
  words[at + 3] = media.addressEnd - from
  words[at + 4] = media.port
  words[at + 5] = media.isImage ? 1 : 0
  words[at + 6] = media.isSecure ? 1 : 0
  words[at + 7] = media.codecs
  words[at + 8] = media.codecs / 2 ** 32
  words[at + 9] = media.at - from
  words[at + 10] = media.end - from
  words[at + 11] = media.host
}

function takeMedia(words: Int32Array, at: number, from: number, into: SdpSkim): void {
  const media = into.media[0]!
  into.count = 1
  into.originAt = placed(words[at]!, from)
  into.originEnd = placed(words[at + 1]!, from)
  media.addressAt = from + words[at + 2]!
  media.addressEnd = from + words[at + 3]!
  media.port = words[at + 4]!
  media.isImage = words[at + 5] === 1
  media.isSecure = words[at + 6] === 1
  media.codecs = words[at + 8]! * 2 ** 32 + (words[at + 7]! >>> 0)
  media.at = from + words[at + 9]!
  media.end = from + words[at + 10]!
  media.host = words[at + 11]! >>> 0
}

/**
 * Takes over what was foreseen of the message at an offset of the file, its description with it where that was looked at;
 * gives its length, or 0 where nothing was.
 */
export function takeForeseen(
  of: Foreseen,
  offset: number,
  from: number,
  end: number,
  into: Skim,
  description: SdpSkim,
): number {
  const { words, used, base } = of
  const wanted = offset - base
  while (of.next < used && words[of.next]! < wanted) of.next += wordsOf(words, of.next)
  const at = of.next
  const length = words[at + 1]!
  if (at >= used || words[at] !== wanted || length > end - from) return 0
  const kind = words[at + 2]!
  into.isRequest = (kind & IS.request) !== 0
  into.mayHaveClues = (kind & IS.suspect) !== 0
  of.isDescribed = (kind & IS.described) !== 0
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
  into.hops = words[at + 25]!
  into.fromAddressEnd = placed(words[at + 26]!, from)
  into.fromAddressHash = words[at + 27]! >>> 0
  into.toAddressEnd = placed(words[at + 28]!, from)
  into.toAddressHash = words[at + 29]! >>> 0
  if (of.isDescribed) takeMedia(words, at + MESSAGE_WORDS, from, description)
  return length
}

/** What was not there stands at 0, before any message. */
function placed(place: number, from: number): number {
  return place < 0 ? 0 : from + place
}
