/**
 * A quick look at a message: what `skim` finds in it, where it is written as nearly all of them are. At the first thing
 * that is odd, or only spelt another way, it gives up, and `skim` has to look: so nothing about faults is known here.
 */
import {
  byteAt,
  COLON,
  CR,
  hashOf,
  LF,
  MARK,
  nextOf,
  nextOfEither,
  numberAt,
  OPENS,
  overToken,
  SPACE,
  TAB,
} from './bytes'
import { methodNumber } from './method'
import { addressEnd, addressTag, DOUBT, isPlainVia, viaBranch } from './values'

/**
 * What was found, in words; places are counted from the beginning of the message. `capture/look-words.ts` reads them in this order.
 */
@unmanaged
class Found {
  isRequest: u32
  method: u32
  methodAt: u32
  methodEnd: u32
  status: u32
  callIdAt: u32
  callIdEnd: u32
  fromAt: u32
  fromEnd: u32
  toAt: u32
  toEnd: u32
  fromTag: u32
  toTag: u32
  branch: u32
  callIdHash: u32
  cseq: i32
  contentLength: i32
  typeAt: u32
  typeEnd: u32
  bodyAt: u32
  bodyEnd: u32
  met: u32
  hops: u32
  mayHaveClues: u32
  fromAddressEnd: u32
  fromAddressHash: u32
  toAddressEnd: u32
  toAddressHash: u32
  /** None, without doubt. */
  faults: u32
}

/** Headers that have to be there, by the bits of `FAULT_CODES` that their absence would be. */
const VIA: u32 = 1 << 3
const FROM: u32 = 1 << 4
const TO: u32 = 1 << 5
const CALL_ID: u32 = 1 << 6
const CSEQ: u32 = 1 << 7
const MAX_FORWARDS: u32 = 1 << 8
const FROM_TAG: u32 = 1 << 9
const ALWAYS: u32 = VIA | FROM | TO | CALL_ID | CSEQ | FROM_TAG

// Letters as they lie in memory, the first lowest.
const STATUS_LINE: u64 = 0x20302e322f504953 // "SIP/2.0 "
const VERSION: u64 = 0x302e322f50495320 // " SIP/2.0"
const VIA_: u32 = 0x3a616956 // "Via:"
const TO_: u32 = 0x203a6f54 // "To: "
const FROM_: u32 = 0x6d6f7246 // "From"
const CSEQ_: u32 = 0x71655343 // "CSeq"
const DATE_: u32 = 0x65746144 // "Date"
const CALL_ID_: u64 = 0x3a44492d6c6c6143 // "Call-ID:"
const CONTACT_: u64 = 0x3a746361746e6f43 // "Contact:"
const CONTENT_: u64 = 0x2d746e65746e6f43 // "Content-"
const TYPE_: u32 = 0x65707954 // "Type"
const LENGTH_: u64 = 0x3a6874676e654c2d // "-Length:"
const MAX_FORW_: u64 = 0x77726f462d78614d // "Max-Forw"
const ARDS_: u32 = 0x73647261 // "ards"
const MAX_: u32 = 0x2d78616d // "max-"
const GMT: u32 = 0x544d4720 // " GMT"

// Each no more than `skim` takes, so that what comes near a limit is left to it.
const LONGEST_START: usize = 8000
const LONGEST_METHOD: usize = 60
/** No more than `noteHeaders` in `clues.ts` goes through: what stands behind those lines is no clue. */
const MOST_LINES: i32 = 200
const MOST_NUMBER: i64 = 0x7fffffff

/**
 * How long the message is that begins here, up to where its Content-Length says it ends; 0 where there is any doubt. `into`
 * is where a record of it is written, and some words behind it; after a doubt there is nothing of worth in it.
 */
export function look(from: usize, end: usize, into: usize): u32 {
  const found = changetype<Found>(into)
  for (let word: usize = 0; word < offsetof<Found>(); word += 16) v128.store(into + word, i32x4.splat(0))
  found.cseq = -1
  found.contentLength = -1
  const startEnd = nextOf(from, end, LF)
  if (startEnd >= end || startEnd - from > LONGEST_START || startEnd - from < 12 || byteAt(startEnd - 1) != CR) return 0
  const isStart = load<u64>(from) == STATUS_LINE ? statusLine(found, from) : requestLine(found, from, startEnd - 1)
  if (!isStart) return 0
  let at = startEnd + 1
  for (let lines = 0; at + 1 < end && byteAt(at) != CR; lines += 1) {
    const lineEnd = nextOf(at, end, LF)
    // A line that begins with a blank goes on with the one before (RFC 3261 §7.3.1).
    if (lines == MOST_LINES || lineEnd + 1 >= end || byteAt(lineEnd - 1) != CR || isBlank(byteAt(lineEnd + 1))) return 0
    if (!header(found, from, at, lineEnd - 1)) return 0
    at = lineEnd + 1
  }
  if (at + 1 >= end || byteAt(at + 1) != LF) return 0
  const wanted = found.isRequest != 0 ? ALWAYS | MAX_FORWARDS : ALWAYS
  if ((found.met & wanted) != wanted) return 0
  const bodyAt = at + 2
  const bodyEnd = found.contentLength < 0 ? end : bodyAt + found.contentLength
  if (bodyEnd > end) return 0
  // The first message of a call is one of those; of others nobody asks.
  if (found.isRequest != 0 && found.toTag == 0) {
    found.fromAddressHash = hashOf(from + found.fromAt, from + found.fromAddressEnd)
    found.toAddressHash = hashOf(from + found.toAt, from + found.toAddressEnd)
  }
  found.bodyAt = <u32>(bodyAt - from)
  found.bodyEnd = <u32>(bodyEnd - from)
  return found.bodyEnd
}

function isBlank(byte: u32): bool {
  return byte == SPACE || byte == TAB
}

function statusLine(found: Found, from: usize): bool {
  const hundreds = byteAt(from + 8) - 48
  const tens = byteAt(from + 9) - 48
  const ones = byteAt(from + 10) - 48
  found.status = hundreds * 100 + tens * 10 + ones
  return hundreds - 1 < 6 && tens < 10 && ones < 10 && byteAt(from + 11) == SPACE
}

/** A method, an address with a scheme and without blanks or headers, and the version, one blank between them. */
function requestLine(found: Found, from: usize, end: usize): bool {
  const methodEnd = overToken(from, min(end, from + LONGEST_METHOD))
  const address = methodEnd + 1
  if (methodEnd == from || byteAt(methodEnd) != SPACE || end < address + 8) return false
  const addressEnd = end - 8
  if (load<u64>(addressEnd) != VERSION || byteAt(address) == OPENS) return false
  if (nextOf(address, addressEnd, COLON) == addressEnd) return false
  if (nextOfEither(address, addressEnd, SPACE, MARK) < addressEnd) return false
  found.isRequest = 1
  found.methodEnd = <u32>(methodEnd - from)
  found.method = methodNumber(from, methodEnd)
  return true
}

/** Says no where there is any doubt. `end` is where the CR stands. */
function header(found: Found, message: usize, at: usize, end: usize): bool {
  const four = load<u32>(at)
  if (four == VIA_) return via(found, overBlanks(at + 4), end)
  if (four == TO_) return to(found, message, overBlanks(at + 4), end)
  if (four == FROM_ && byteAt(at + 4) == COLON) return fromHeader(found, message, overBlanks(at + 5), end)
  if (four == CSEQ_ && byteAt(at + 4) == COLON) return cseq(found, message, overBlanks(at + 5), end)
  const eight = load<u64>(at)
  if (eight == CALL_ID_) return callId(found, message, overBlanks(at + 8), end)
  if (eight == CONTACT_) return isPlain(overBlanks(at + 8), end) && addressTag(overBlanks(at + 8), end) != DOUBT
  if (eight == CONTENT_) {
    if (load<u64>(at + 7) == LENGTH_) return contentLength(found, overBlanks(at + 15), end)
    if (load<u32>(at + 8) == TYPE_ && byteAt(at + 12) == COLON)
      return contentType(found, message, overBlanks(at + 13), end)
  } else if (eight == MAX_FORW_ && load<u32>(at + 8) == ARDS_ && byteAt(at + 12) == COLON)
    return maxForwards(found, overBlanks(at + 13), end)
  else if (four == DATE_ && byteAt(at + 4) == COLON) return isInGmt(overBlanks(at + 5), end)
  return isOther(found, at, end)
}

/** Over the blanks behind a colon. */
function overBlanks(from: usize): usize {
  let at = from
  while (byteAt(at) == SPACE) at += 1
  return at
}

/** Whether there is a value, and neither begins nor ends with a blank. */
function isPlain(from: usize, end: usize): bool {
  return from < end && byteAt(from) > SPACE && byteAt(end - 1) > SPACE
}

/** Whether a header is surely none that is looked for, however that may be spelt. */
function isOther(found: Found, at: usize, end: usize): bool {
  const nameEnd = overToken(at, end)
  if (nameEnd == at || nameEnd == end || byteAt(nameEnd) != COLON) return false
  const length = nameEnd - at
  const letter = (byteAt(at) | 32) - 97
  if (mayBeClue(letter, length)) found.mayHaveClues = 1
  if (length > 14 || (lengthsWith(letter) & (1 << (<u32>length))) == 0) return true
  // A common one that is as long as Max-Forwards.
  return length == 12 && letter == M && (load<u32>(at) | 0x20202020) != MAX_
}

/** How long the names are that are looked for and begin with a letter, their short forms with them: a bit for each length. */
function lengthsWith(letter: u32): u32 {
  if (letter == C) return (1 << 1) | (1 << 4) | (1 << 7) | (1 << 12) | (1 << 14)
  if (letter == D) return 1 << 4
  if (letter == F) return (1 << 1) | (1 << 4)
  if (letter == I || letter == L) return 1 << 1
  if (letter == M) return (1 << 1) | (1 << 12)
  if (letter == T) return (1 << 1) | (1 << 2)
  return letter == V ? (1 << 1) | (1 << 3) : 0
}

/** Whether a name may be one that `clues.ts` takes something from; Max-Forwards is none of them here. */
function mayBeClue(letter: u32, length: usize): bool {
  if (letter == X) return true
  if (length == 10) return letter == S || letter == C
  return (length == 17 && letter == P) || (length == 20 && letter == A)
}

// Letters by their place in the alphabet.
const A: u32 = 0
const C: u32 = 2
const D: u32 = 3
const F: u32 = 5
const I: u32 = 8
const L: u32 = 11
const M: u32 = 12
const P: u32 = 15
const S: u32 = 18
const T: u32 = 19
const V: u32 = 21
const X: u32 = 23

function isFirst(found: Found, bit: u32): bool {
  const isNew = (found.met & bit) == 0
  found.met |= bit
  return isNew
}

function via(found: Found, from: usize, end: usize): bool {
  if (!isPlain(from, end)) return false
  if (!isFirst(found, VIA)) return isPlainVia(from, end)
  const branch = viaBranch(from, end)
  found.branch = <u32>branch
  return branch != DOUBT
}

function fromHeader(found: Found, message: usize, from: usize, end: usize): bool {
  if (!isPlain(from, end) || !isFirst(found, FROM)) return false
  const tag = addressTag(from, end)
  found.fromAt = <u32>(from - message)
  found.fromEnd = <u32>(end - message)
  found.fromTag = <u32>tag
  found.fromAddressEnd = <u32>(addressEnd - message)
  found.met |= FROM_TAG
  return tag != 0 && tag != DOUBT
}

function to(found: Found, message: usize, from: usize, end: usize): bool {
  if (!isPlain(from, end) || !isFirst(found, TO)) return false
  const tag = addressTag(from, end)
  found.toAt = <u32>(from - message)
  found.toEnd = <u32>(end - message)
  found.toTag = <u32>tag
  found.toAddressEnd = <u32>(addressEnd - message)
  return tag != DOUBT
}

function callId(found: Found, message: usize, from: usize, end: usize): bool {
  found.callIdAt = <u32>(from - message)
  found.callIdEnd = <u32>(end - message)
  if (!isPlain(from, end) || !isFirst(found, CALL_ID)) return false
  found.callIdHash = hashOf(from, end)
  return true
}

function isInGmt(from: usize, end: usize): bool {
  return isPlain(from, end) && end > from + 4 && load<u32>(end - 4) == GMT
}

function maxForwards(found: Found, from: usize, end: usize): bool {
  const hops = numberAt(from, end)
  if (hops >= 0 && hops < 256) found.hops = <u32>hops + 1
  return isPlain(from, end) && isFirst(found, MAX_FORWARDS)
}

/** A number, one blank, and a method, which is that of the request. */
function cseq(found: Found, message: usize, from: usize, end: usize): bool {
  if (!isPlain(from, end) || !isFirst(found, CSEQ)) return false
  const digitsEnd = nextOf(from, end, SPACE)
  const number = numberAt(from, digitsEnd)
  const name = digitsEnd + 1
  if (number < 0 || number > MOST_NUMBER || name >= end || overToken(name, end) != end) return false
  found.cseq = <i32>number
  if (found.isRequest != 0) {
    if (end - name != found.methodEnd) return false
    for (let at: usize = 0; at < found.methodEnd; at += 1) if (byteAt(name + at) != byteAt(message + at)) return false
    return true
  }
  found.methodAt = <u32>(name - message)
  found.methodEnd = <u32>(end - message)
  found.method = methodNumber(name, end)
  return true
}

function contentLength(found: Found, from: usize, end: usize): bool {
  const number = numberAt(from, end)
  const isNew = found.contentLength < 0
  found.contentLength = <i32>number
  return isNew && number >= 0 && number <= MOST_NUMBER
}

function contentType(found: Found, message: usize, from: usize, end: usize): bool {
  if (found.typeEnd != 0) return true
  found.typeAt = <u32>(from - message)
  found.typeEnd = <u32>(end - message)
  return isPlain(from, end)
}
