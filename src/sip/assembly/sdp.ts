/** A quick look at a description (RFC 8866): what `skimSdp` finds in it, of which it leaves nothing but the absurd to that. */
import { byteAt, CR, DOT, EQUALS, LF, nextOf, numberAt, isDigit, SLASH, SPACE, wideHash } from './bytes'

/** What was found, in words; places are counted from the beginning. `capture/look-words.ts` reads them in this order. */
@unmanaged
class Described {
  count: u32
  originAt: u32
  originEnd: u32
}

/** One for each line of media, behind it. */
@unmanaged
class Media {
  addressAt: u32
  addressEnd: u32
  host: u32
  port: u32
  isImage: u32
  isSecure: u32
  codecsLow: u32
  codecsHigh: u32
  at: u32
  end: u32
}

const MOST_MEDIA: u32 = 16
const MOST_LINES: u32 = 1000
/** The origin stands in one of so many lines. */
const LINES_OF_ORIGIN: u32 = 4

// Letters as they lie in memory, the first lowest.
const ORIGIN: u32 = 0x3d6f // "o="
const IMAG: u32 = 0x67616d69 // "imag"
const E_: u32 = 0x2065 // "e "
const RTPM: u32 = 0x6d707472 // "rtpm"
const MAP_: u32 = 0x3a70616d // "map:"
const RTP_SAVP: u64 = 0x505641532f505452 // "RTP/SAVP"

const M: u32 = 109
const C: u32 = 99
const A: u32 = 97

/** Says no where there is any doubt. `into` is where it is written. */
export function lookAtSdp(from: usize, end: usize, into: usize): bool {
  const described = changetype<Described>(into)
  described.count = 0
  described.originEnd = 0
  let media = changetype<Media>(into + offsetof<Described>())
  let codecs: u64 = 0
  let addressAt = from
  let addressEnd = from
  let at = from
  for (let lines: u32 = 0; at < end; lines += 1) {
    if (lines == MOST_LINES) return false
    const lineEnd = nextOf(at, end, LF)
    const textEnd = lineEnd > at && byteAt(lineEnd - 1) == CR ? lineEnd - 1 : lineEnd
    if (lines < LINES_OF_ORIGIN && described.originEnd == 0 && lineEnd >= at + 2 && <u32>load<u16>(at) == ORIGIN) {
      described.originAt = <u32>(at - from)
      described.originEnd = <u32>(textEnd - from)
    }
    if (at + 2 < textEnd && byteAt(at + 1) == EQUALS) {
      const letter = byteAt(at)
      if (letter == M) {
        if (described.count == MOST_MEDIA) return false
        if (described.count > 0) media = changetype<Media>(changetype<usize>(media) + offsetof<Media>())
        described.count += 1
        codecs = begin(media, from, at + 2, textEnd)
        putAddress(media, from, addressAt, addressEnd)
      } else if (letter == C) {
        const address = lastWord(at + 2, textEnd)
        const stop = nextOf(address, textEnd, SLASH)
        if (described.count > 0) putAddress(media, from, address, stop)
        else {
          addressAt = address
          addressEnd = stop
        }
      } else if (letter == A && described.count > 0 && isRtpmap(at + 2, textEnd))
        codecs = wideHash(at + 9, textEnd, codecs)
    }
    at = lineEnd + 1
    if (described.count > 0) {
      media.end = <u32>(min(at, end) - from)
      media.codecsLow = <u32>codecs
      media.codecsHigh = <u32>(codecs >> 32)
    }
  }
  return true
}

function putAddress(media: Media, description: usize, from: usize, end: usize): void {
  media.addressAt = <u32>(from - description)
  media.addressEnd = <u32>(end - description)
  media.host = hostAt(from, end)
}

/** Takes a line of media, and gives the hash of what it says about codecs. */
function begin(media: Media, description: usize, from: usize, end: usize): u64 {
  const space = nextOf(from, end, SPACE)
  const portAt = space == end ? from : space + 1
  let portEnd = portAt
  while (portEnd < end && isDigit(byteAt(portEnd))) portEnd += 1
  const protocolAt = nextOf(portEnd, end, SPACE)
  const port = portAt > from ? numberAt(portAt, portEnd) : -1
  media.port = port > 0 && port < 65536 ? <u32>port : 0
  media.isImage = end >= from + 6 && load<u32>(from) == IMAG && <u32>load<u16>(from + 4) == E_ ? 1 : 0
  media.isSecure = isSavp(protocolAt + 1, end) ? 1 : 0
  media.at = <u32>(from - 2 - description)
  return wideHash(protocolAt, end, 0)
}

function isSavp(from: usize, end: usize): bool {
  const stop = nextOf(from, end, SPACE)
  for (let at = from; at < stop && at + 8 <= end; at += 1) if (load<u64>(at) == RTP_SAVP) return true
  return false
}

function isRtpmap(at: usize, end: usize): bool {
  return end >= at + 7 && load<u32>(at) == RTPM && load<u32>(at + 3) == MAP_
}

/** An address of four numbers in one; 0 for any other, and for those that begin with 0. */
function hostAt(from: usize, end: usize): u32 {
  let host: u32 = 0
  let at = from
  for (let part = 0; part < 4; part += 1) {
    let value: u32 = 0
    const start = at
    while (at < end && isDigit(byteAt(at)) && at - start < 4) {
      value = value * 10 + byteAt(at) - 48
      at += 1
    }
    if (at == start || value > 255 || (part == 0 && value == 0)) return 0
    host = (host << 8) | value
    if (part < 3 && (at >= end || byteAt(at) != DOT)) return 0
    at += 1
  }
  return at == end + 1 ? host : 0
}

/** Where the last word of a line begins. */
function lastWord(from: usize, end: usize): usize {
  let at = end
  while (at > from && byteAt(at - 1) != SPACE) at -= 1
  return at
}
