/**
 * Where media is expected, out of a body that holds an SDP, without making text of it: one record for each
 * media line, its places being offsets into the bytes. `sdp.ts` reads the whole of it when somebody looks.
 */
import { bytesOf, CR, endOfLine, numberAt, SPACE, standsAt, wideHash } from './bytes.ts'

export type MediaSkim = {
  /** The connection address as written; empty range where there is none. */
  addressAt: number
  addressEnd: number
  /** An address of four numbers in one; 0 where whoever looked does not know. */
  host: number
  port: number
  isImage: boolean
  isSecure: boolean
  /** Tells sets of codecs apart: made of the formats and their rtpmap lines. */
  codecs: number
  /** The lines of this media, for reading the codecs once. */
  at: number
  end: number
}

export type SdpSkim = {
  count: number
  readonly media: readonly MediaSkim[]
  /** The line of the origin, with its letter; empty range where none stands among the first lines. */
  originAt: number
  originEnd: number
}

export const MOST_MEDIA = 16
const MOST_LINES = 1024
/** The origin stands in one of so many lines. */
const LINES_OF_ORIGIN = 4

export function emptySdpSkim(): SdpSkim {
  const media = Array.from({ length: MOST_MEDIA }, () => ({
    addressAt: 0,
    addressEnd: 0,
    host: 0,
    port: 0,
    isImage: false,
    isSecure: false,
    codecs: 0,
    at: 0,
    end: 0,
  }))
  return { count: 0, media, originAt: 0, originEnd: 0 }
}

const ORIGIN = bytesOf('o=')
const IMAGE = bytesOf('image ')
const RTPMAP = bytesOf('rtpmap:')
const SAVP = bytesOf('RTP/SAVP')

export function skimSdp(bytes: Uint8Array, from: number, end: number, into: SdpSkim): void {
  into.count = 0
  into.originAt = into.originEnd = 0
  let addressAt = from
  let addressEnd = from
  let at = from
  for (let lines = 0; at < end && lines < MOST_LINES; lines += 1) {
    const lineEnd = endOfLine(bytes, at, end)
    const textEnd = lineEnd > at && bytes[lineEnd - 1] === CR ? lineEnd - 1 : lineEnd
    if (lines < LINES_OF_ORIGIN && into.originEnd === 0 && standsAt(bytes, at, lineEnd, ORIGIN)) {
      into.originAt = at
      into.originEnd = textEnd
    }
    const media = into.count === 0 ? null : into.media[into.count - 1]!
    if (bytes[at + 1] === 61 && at + 2 < textEnd) {
      const letter = bytes[at]!
      if (letter === 109) {
        if (into.count === MOST_MEDIA) return
        into.count += 1
        begin(bytes, at + 2, textEnd, addressAt, addressEnd, into.media[into.count - 1]!)
      } else if (letter === 99) {
        const address = addressOf(bytes, at + 2, textEnd)
        if (media) {
          media.addressAt = address
          media.addressEnd = addressStop
          media.host = 0
        } else {
          addressAt = address
          addressEnd = addressStop
        }
      } else if (media && letter === 97 && standsAt(bytes, at + 2, textEnd, RTPMAP))
        media.codecs = wideHash(bytes, at + 9, textEnd, media.codecs)
    }
    at = lineEnd + 1
    if (into.count > 0) into.media[into.count - 1]!.end = Math.min(at, end)
  }
}

function begin(
  bytes: Uint8Array,
  from: number,
  end: number,
  addressAt: number,
  addressEnd: number,
  into: MediaSkim,
): void {
  let portAt = from
  while (portAt < end && bytes[portAt] !== SPACE) portAt += 1
  portAt = portAt === end ? from : portAt + 1
  let portEnd = portAt
  while (portEnd < end && bytes[portEnd]! >= 48 && bytes[portEnd]! <= 57) portEnd += 1
  let protocolAt = portEnd
  while (protocolAt < end && bytes[protocolAt] !== SPACE) protocolAt += 1
  const port = portAt > from ? numberAt(bytes, portAt, portEnd) : -1
  into.addressAt = addressAt
  into.addressEnd = addressEnd
  into.host = 0
  into.port = port > 0 && port < 65_536 ? port : 0
  into.isImage = standsAt(bytes, from, end, IMAGE)
  into.isSecure = isSavp(bytes, protocolAt + 1, end)
  into.codecs = wideHash(bytes, protocolAt, end)
  into.at = from - 2
  into.end = end
}

/** `RTP/SAVP`, by itself or behind how it is carried, such as `UDP/TLS/RTP/SAVP` (RFC 5764 §9). */
function isSavp(bytes: Uint8Array, from: number, end: number): boolean {
  for (let at = from; at < end && bytes[at] !== SPACE; at += 1) if (standsAt(bytes, at, end, SAVP)) return true
  return false
}

/** Where the address found last ends. */
let addressStop = 0

/** The third word of a connection line, what follows a slash left out. */
function addressOf(bytes: Uint8Array, from: number, end: number): number {
  let at = end
  while (at > from && bytes[at - 1] !== SPACE) at -= 1
  addressStop = at
  while (addressStop < end && bytes[addressStop] !== 47) addressStop += 1
  return at
}
