/**
 * Messages looked at before their turn, in another thread: what `skim` finds depends on their bytes alone, so whoever
 * reads the capture takes it over where the same bytes lie, and looks itself where nobody did. What is foreseen can make
 * reading faster, and never other.
 */
import { isToken } from '../sip/bytes.ts'
import { MOST_MEDIA, type SdpSkim } from '../sip/sdp-skim.ts'
import { emptySkim, looksLikeSip, skim, type Skim } from '../sip/skim.ts'
import { isSdp } from './forms.ts'
import { emptyDatagram, PROTOCOL, readDatagram } from './internet.ts'
import { overLink, type Place } from './link.ts'
import {
  BODY,
  CONTENT_LENGTH,
  mediaIn,
  MESSAGE_WORDS,
  putMessage,
  sdpWords,
  takeMessage,
  takeSdp,
  TYPE,
} from './look-words.ts'
import { NEVER, type QuickLook } from './quick-look.ts'
import { type Packet, u16 } from './records.ts'
import { isFramed, overKeepAlive, skimWhole } from './sip-stream.ts'
import { headLength } from './tcp.ts'

/** Of one piece of the file, its messages one after the other, each in as many words as it takes. */
export type Foreseen = {
  readonly words: Int32Array
  /** How many words are written. */
  used: number
  /** Offset in the file that places are counted from. */
  base: number
  /** The word that the next message begins with. */
  next: number
  /** Whether the description of the message taken over last was taken over with it. */
  isDescribed: boolean
}

/** Of a piece that begins so far in the file; `used` where somebody wrote into the words already. */
export function foreseenIn(words: Int32Array, base: number, used = 0): Foreseen {
  return { words, used, base, next: 0, isDescribed: false }
}

/** Before what was found: where the message is, how long, and how many words it takes with these. */
const HEAD = 3
/** Words a message takes at most, with a description of as many lines of media as are looked at; so many have to be free. */
export const FORESEEN_WORDS = HEAD + MESSAGE_WORDS + sdpWords(MOST_MEDIA)

/** How many words the message takes that begins with this one. */
export function wordsOf(words: Int32Array, at: number): number {
  return words[at + 2]!
}

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
  if (from >= end || !isToken(bytes[from]) || !hasRoom(into)) return
  const record = into.used + HEAD
  if (quick.note(bytes, from, end, into.words, record) !== end - from) {
    if (!looksLikeSip(bytes, from, end)) return
    skim(bytes, from, end, found)
    if (!putMessage(into.words, record, from, found)) return
  }
  keep(into, bytes, from, end, before, quick)
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
  while (at < end && isToken(bytes[at]) && hasRoom(into)) {
    const record = into.used + HEAD
    let length = quick.note(bytes, at, end, into.words, record)
    if (length === 0 || !isFramed(into.words[record + CONTENT_LENGTH]!)) {
      length = skimWhole(bytes, at, end, found, NEVER)
      if (length === 0 || !putMessage(into.words, record, at, found)) return
    }
    keep(into, bytes, at, at + length, before, quick)
    at = overKeepAlive(bytes, at + length, end)
  }
}

function hasRoom({ words, used }: Foreseen): boolean {
  return used + FORESEEN_WORDS <= words.length
}

/** Keeps the message whose words were written, and looks at its description. */
function keep(into: Foreseen, bytes: Uint8Array, from: number, end: number, before: number, quick: QuickLook): void {
  const { words, used: at } = into
  const taken = HEAD + MESSAGE_WORDS + wordsOfSdp(words, at + HEAD, bytes, from, quick)
  words[at] = from + before
  words[at + 1] = end - from
  words[at + 2] = taken
  into.used += taken
}

/** How many words its description takes, written behind the message; 0 where there is none, or somebody else has to look. */
function wordsOfSdp(words: Int32Array, message: number, bytes: Uint8Array, from: number, quick: QuickLook): number {
  const bodyAt = from + words[message + BODY.at]!
  const bodyEnd = from + words[message + BODY.end]!
  if (bodyEnd <= bodyAt || !isSdp(bytes, from + words[message + TYPE.at]!, from + words[message + TYPE.end]!)) return 0
  const at = message + MESSAGE_WORDS
  return quick.noteSdp(bytes, bodyAt, bodyEnd, words, at) ? sdpWords(mediaIn(words, at)) : 0
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
  takeMessage(words, at + HEAD, from, into)
  of.isDescribed = words[at + 2]! > HEAD + MESSAGE_WORDS
  if (of.isDescribed) takeSdp(words, at + HEAD + MESSAGE_WORDS, into.bodyAt, description)
  return length
}
