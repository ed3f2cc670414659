/**
 * One pass over a message for what an index needs: where the dialog's identifiers stand, what the body is,
 * and what is wrong with it. Nothing is decoded and nothing allocated, but of values that are odd; places are offsets into
 * the bytes given. `message.ts` reads the rest, and takes the faults from here.
 */
import {
  bytesOf,
  CR,
  endOfLine,
  isBlank,
  isDigit,
  isSame,
  isToken,
  isWhite,
  LF,
  nextOf,
  nextOfEither,
  numberAt,
  SPACE,
  standsAt,
} from './bytes.ts'
import { addressFaults, uriFaults, viaFaults } from './close-look.ts'
import { bitOf } from './fault.ts'
import { isOddAddress, isOddVia } from './first-look.ts'
import { KIND, kindNamed, kindSpelt, LENGTHS, LONGEST_NAME } from './header-kind.ts'
import { methodNumber } from './method.ts'
import { emptyParameter, skimParameter } from './parameter-skim.ts'

/** The result is written into one record again and again: a million messages make no garbage. */
export type Skim = {
  isRequest: boolean
  /** Number of the method; of a response, the one its CSeq names. 0 is one we do not know. */
  method: number
  methodAt: number
  methodEnd: number
  status: number
  callIdAt: number
  callIdEnd: number
  /** Its hash, where whoever looked knows it; 0 where it has to be made. */
  callIdHash: number
  fromAt: number
  fromEnd: number
  /** Where the address ends without its parameters, and its hash; 0 where whoever looked does not know. */
  fromAddressEnd: number
  fromAddressHash: number
  toAt: number
  toEnd: number
  toAddressEnd: number
  toAddressHash: number
  /** Hashes of the tags and of the top branch; 0 where there is none. */
  fromTag: number
  toTag: number
  branch: number
  cseq: number
  contentLength: number
  typeAt: number
  typeEnd: number
  bodyAt: number
  bodyEnd: number
  faults: number
  /** The mandatory headers met, each by the bit of the fault its absence would be. */
  met: number
  /** Whether a header may name the call to an agent; where that was not looked for it may. */
  mayHaveClues: boolean
  /** One more than Max-Forwards says, if clues were looked for; 0 where it says nothing of worth. */
  hops: number
}

export function emptySkim(): Skim {
  return {
    isRequest: false,
    method: 0,
    methodAt: 0,
    methodEnd: 0,
    status: 0,
    callIdAt: 0,
    callIdEnd: 0,
    callIdHash: 0,
    fromAt: 0,
    fromEnd: 0,
    fromAddressEnd: 0,
    fromAddressHash: 0,
    toAt: 0,
    toEnd: 0,
    toAddressEnd: 0,
    toAddressHash: 0,
    fromTag: 0,
    toTag: 0,
    branch: 0,
    cseq: -1,
    contentLength: -1,
    typeAt: 0,
    typeEnd: 0,
    bodyAt: 0,
    bodyEnd: 0,
    faults: 0,
    met: 0,
    mayHaveClues: true,
    hops: 0,
  }
}

/** Longest first line taken for one: what is longer is no SIP. */
const LONGEST_START = 8192
export const MOST_HEADERS = 1024

/** An address in angle brackets is none for a first line (RFC 3261 §7.1). */
const OPENS = 60
const SEMICOLON = 59
const QUOTE = 34
const COMMA = 44

const SIP = bytesOf('SIP/')
const VERSION = bytesOf('SIP/2.0')
const COOKIE = bytesOf('z9hG4bK')
const GMT = bytesOf(' GMT')

const TAG = bytesOf('tag')
const BRANCH = bytesOf('branch')

const FAULT = {
  start: bitOf('start-line'),
  version: bitOf('version'),
  via: bitOf('no-via'),
  from: bitOf('no-from'),
  to: bitOf('no-to'),
  callId: bitOf('no-call-id'),
  cseq: bitOf('no-cseq'),
  maxForwards: bitOf('no-max-forwards'),
  fromTag: bitOf('no-from-tag'),
  repeated: bitOf('repeated-header'),
  cseqForm: bitOf('cseq'),
  cseqMethod: bitOf('cseq-method'),
  cookie: bitOf('branch-cookie'),
  branch: bitOf('branch-empty'),
  date: bitOf('date'),
  length: bitOf('content-length'),
  short: bitOf('body-short'),
  long: bitOf('body-long'),
  line: bitOf('header-line'),
  noEnd: bitOf('no-end'),
  tooMany: bitOf('too-many-headers'),
  lineEnd: bitOf('line-end'),
}

/**
 * Whether a message begins here: a method and a line with a SIP version at its end, or a status line. Said of
 * bytes on any port, so it has to be sure: text that merely mentions SIP does not pass.
 */
export function looksLikeSip(bytes: Uint8Array, from: number, end: number): boolean {
  const first = bytes[from]
  if (first === 83 && standsAt(bytes, from, end, SIP)) return isDigit(bytes[from + 4])
  if (!isToken(first)) return false
  let at = from + 1
  while (at < end && at - from < 64 && isToken(bytes[at])) at += 1
  if (bytes[at] !== SPACE) return false
  const lineEnd = endOfLine(bytes, at, Math.min(end, from + LONGEST_START))
  let last = lineEnd
  while (last > at && (bytes[last - 1] === CR || isBlank(bytes[last - 1]))) last -= 1
  if (last - 7 > at && standsAt(bytes, last - 7, last, SIP)) return hasScheme(bytes, at + 1, last)
  // A known method with another or no version is a broken request; an unknown one is not SIP at all.
  return methodNumber(bytes, from, at) > 0 && lineEnd < end && mentionsScheme(bytes, at + 1, lineEnd)
}

/** The second word is an address: it has a colon. More than one blank before it is a fault, and no reason to pass over it. */
function hasScheme(bytes: Uint8Array, from: number, end: number): boolean {
  let at = from
  while (at < end && bytes[at] === SPACE) at += 1
  while (at < end && bytes[at] !== SPACE && bytes[at] !== 58) at += 1
  return bytes[at] === 58
}

function mentionsScheme(bytes: Uint8Array, from: number, end: number): boolean {
  const colon = bytes.subarray(from, Math.min(end, from + 5)).indexOf(58)
  if (colon < 3) return false
  return bytes[from] === 115 || bytes[from] === 116
}

/** Reads the bytes from here to the end as one message. Folded lines belong to the header above (RFC 3261 §7.3.1). */
export function skim(bytes: Uint8Array, from: number, end: number, into: Skim): void {
  reset(into, from)
  let at = skimStart(bytes, from, end, into)
  const wanted = into.isRequest ? ALWAYS | FAULT.maxForwards : ALWAYS
  let lines = 0
  let isEnded = false
  while (at < end) {
    const first = bytes[at]!
    if (first === LF || (first === CR && at + 1 < end && bytes[at + 1] === LF)) {
      at += first === LF ? 1 : 2
      isEnded = true
      break
    }
    lines += 1
    if (lines > MOST_HEADERS) {
      into.faults |= FAULT.tooMany
      break
    }
    at = skimHeader(bytes, at, end, into) + 1
  }
  into.faults |= wanted & ~into.met
  if (!isEnded) into.faults |= FAULT.noEnd
  finish(Math.min(at, end), end, isEnded, into)
}

const ALWAYS = FAULT.via | FAULT.from | FAULT.to | FAULT.callId | FAULT.cseq | FAULT.fromTag

function reset(into: Skim, from: number): void {
  into.isRequest = false
  into.method = 0
  into.methodAt = into.methodEnd = from
  into.status = 0
  into.callIdAt = into.callIdEnd = into.callIdHash = 0
  into.fromAt = into.fromEnd = into.toAt = into.toEnd = 0
  into.fromAddressEnd = into.fromAddressHash = into.toAddressEnd = into.toAddressHash = 0
  into.fromTag = into.toTag = into.branch = 0
  into.cseq = -1
  into.contentLength = -1
  into.typeAt = into.typeEnd = 0
  into.bodyAt = into.bodyEnd = 0
  into.faults = 0
  into.met = 0
  into.mayHaveClues = true
  into.hops = 0
}

function skimStart(bytes: Uint8Array, from: number, end: number, into: Skim): number {
  const lineEnd = endOfLine(bytes, from, end)
  if (lineEnd - from > LONGEST_START) into.faults |= FAULT.start
  const textEnd = bytes[lineEnd - 1] === CR ? lineEnd - 1 : lineEnd
  if (lineEnd < end && textEnd === lineEnd) into.faults |= FAULT.lineEnd
  if (standsAt(bytes, from, textEnd, SIP)) skimStatusLine(bytes, from, textEnd, into)
  else skimRequestLine(bytes, from, textEnd, into)
  return lineEnd + 1
}

function skimStatusLine(bytes: Uint8Array, from: number, end: number, into: Skim): void {
  if (!standsAt(bytes, from, end, VERSION) || bytes[from + 7] !== SPACE) into.faults |= FAULT.version
  let at = from
  while (at < end && bytes[at] !== SPACE) at += 1
  const code = numberAt(bytes, at + 1, Math.min(at + 4, end))
  if (code < 100 || code > 699 || (at + 4 < end && bytes[at + 4] !== SPACE)) into.faults |= FAULT.start
  into.status = Math.max(0, code)
}

function skimRequestLine(bytes: Uint8Array, from: number, lineEnd: number, into: Skim): void {
  into.isRequest = true
  let end = lineEnd
  while (end > from && isBlank(bytes[end - 1])) end -= 1
  let at = from
  while (at < end && isToken(bytes[at])) at += 1
  into.methodAt = from
  into.methodEnd = at
  into.method = methodNumber(bytes, from, at)
  const hasVersion = end - at > 9 && bytes[end - 8] === SPACE && standsAt(bytes, end - 7, end, VERSION)
  if (at === from || bytes[at] !== SPACE || bytes[at + 1] === OPENS || end < lineEnd) into.faults |= FAULT.start
  // Told beside it: a blank at the end hides no wrong version, which has an answer of its own (505, RFC 3261 §21.5.6).
  if (at > from && bytes[at] === SPACE && !hasVersion) into.faults |= FAULT.version
  let hasMark = !hasVersion
  for (let place = at + 1; place < end - 8; place += 1) {
    if (IN_ADDRESS[bytes[place]!] === 1) continue
    if (bytes[place] === SPACE) into.faults |= FAULT.start
    else hasMark = true
  }
  if (hasMark) into.faults |= uriFaults(bytes, at + 1, hasVersion ? end - 8 : end)
}

/** All but a blank, and the question mark that stands before headers. */
const IN_ADDRESS = new Uint8Array(256).fill(1)
for (const sign of ' ?') IN_ADDRESS[sign.charCodeAt(0)] = 0

/** Gives where its LF stands, or the end. A name we do not look for only has to have a colon. */
function skimHeader(bytes: Uint8Array, at: number, stop: number, into: Skim): number {
  let kind: number = at + LONGEST_NAME < stop ? kindSpelt(bytes, at) : KIND.other
  let nameEnd = at + LENGTHS[kind]!
  let colon = nameEnd
  if (kind === KIND.other) {
    while (nameEnd < stop && isToken(bytes[nameEnd])) nameEnd += 1
    colon = nameEnd
    while (colon < stop && isBlank(bytes[colon])) colon += 1
    kind = kindNamed(bytes, at, nameEnd)
  }
  let lineEnd = endOfLine(bytes, colon, stop)
  while (lineEnd + 1 < stop && isBlank(bytes[lineEnd + 1])) lineEnd = endOfLine(bytes, lineEnd + 1, stop)
  if (lineEnd < stop && bytes[lineEnd - 1] !== CR) into.faults |= FAULT.lineEnd
  if (colon >= lineEnd || bytes[colon] !== 58 || nameEnd === at) {
    into.faults |= FAULT.line
    return lineEnd
  }
  if (kind === KIND.other) return lineEnd
  let from = colon + 1
  while (from < lineEnd && isWhite(bytes[from])) from += 1
  let end = lineEnd
  while (end > from && isWhite(bytes[end - 1])) end -= 1
  skimValue(bytes, kind, from, end, into)
  return lineEnd
}

function skimValue(bytes: Uint8Array, kind: number, from: number, end: number, into: Skim): void {
  switch (kind) {
    case KIND.via:
      return via(bytes, from, end, into)
    case KIND.from:
      if (!isFirst(FAULT.from, into)) return contact(bytes, from, end, into)
      into.fromAt = from
      into.fromEnd = end
      into.fromTag = tagHash(bytes, from, end, into)
      if (into.fromTag !== 0) into.met |= FAULT.fromTag
      return
    case KIND.to:
      if (!isFirst(FAULT.to, into)) return contact(bytes, from, end, into)
      into.toAt = from
      into.toEnd = end
      into.toTag = tagHash(bytes, from, end, into)
      return
    case KIND.callId:
      return callId(from, end, into)
    case KIND.cseq:
      return cseq(bytes, from, end, into)
    case KIND.contact:
      return contact(bytes, from, end, into)
    case KIND.contentLength:
      return contentLength(bytes, from, end, into)
    case KIND.contentType:
      if (into.typeEnd !== 0) return
      into.typeAt = from
      into.typeEnd = end
      return
    case KIND.maxForwards:
      isFirst(FAULT.maxForwards, into)
      return
    default:
      if (!standsAt(bytes, Math.max(from, end - 4), end, GMT)) into.faults |= FAULT.date
  }
}

/** Marks a header as met; says no, and notes the fault, when it was met before: the first one counts. */
function isFirst(bit: number, into: Skim): boolean {
  if ((into.met & bit) !== 0) {
    into.faults |= FAULT.repeated
    return false
  }
  into.met |= bit
  return true
}

function via(bytes: Uint8Array, from: number, end: number, into: Skim): void {
  if ((into.met & FAULT.via) !== 0) {
    if (isOddVia(bytes, from, end)) into.faults |= viaFaults(bytes, from, end)
    return
  }
  into.met |= FAULT.via
  const begin = nextOfEither(bytes, from, end, SEMICOLON, COMMA)
  skimParameter(bytes, begin, end, BRANCH, parameter)
  // A quote before the first separator turns inside and outside round for what follows it.
  if (parameter.isOdd || bytes[from] === SEMICOLON || nextOf(bytes, from, begin, QUOTE) < begin)
    into.faults |= viaFaults(bytes, from, end)
  const { at, end: valueEnd } = parameter
  if (at < 0 || !standsAt(bytes, at, valueEnd, COOKIE)) into.faults |= FAULT.cookie
  else if (valueEnd - at === COOKIE.length) into.faults |= FAULT.branch
  into.branch = parameter.hash
}

/** Of addresses that nothing is taken from but what is wrong with them. */
function contact(bytes: Uint8Array, from: number, end: number, into: Skim): void {
  if (isOddAddress(bytes, from, end)) into.faults |= addressFaults(bytes, from, end)
}

function callId(from: number, end: number, into: Skim): void {
  if (end <= from || !isFirst(FAULT.callId, into)) return
  into.callIdAt = from
  into.callIdEnd = end
}

function cseq(bytes: Uint8Array, from: number, end: number, into: Skim): void {
  if (!isFirst(FAULT.cseq, into)) return
  let digitsEnd = from
  while (digitsEnd < end && isDigit(bytes[digitsEnd])) digitsEnd += 1
  let at = digitsEnd
  while (at < end && isWhite(bytes[at])) at += 1
  let methodEnd = at
  while (methodEnd < end && isToken(bytes[methodEnd])) methodEnd += 1
  const value = numberAt(bytes, from, digitsEnd)
  const isWrong = value < 0 || value >= 2 ** 31 || at === digitsEnd || methodEnd !== end || methodEnd === at
  if (isWrong) into.faults |= FAULT.cseqForm
  into.cseq = value >= 0 && value < 2 ** 32 ? value : -1
  if (into.isRequest) {
    if (!isWrong && !isSameMethod(bytes, at, methodEnd, into)) into.faults |= FAULT.cseqMethod
    return
  }
  into.methodAt = at
  into.methodEnd = methodEnd
  into.method = methodNumber(bytes, at, methodEnd)
}

function isSameMethod(bytes: Uint8Array, from: number, end: number, { methodAt, methodEnd }: Skim): boolean {
  return end - from === methodEnd - methodAt && isSame(bytes, from, end, bytes, methodAt)
}

function contentLength(bytes: Uint8Array, from: number, end: number, into: Skim): void {
  const value = numberAt(bytes, from, end)
  if (value < 0) into.faults |= FAULT.length
  else if (into.contentLength >= 0) into.faults |= FAULT.repeated
  else into.contentLength = value
}

function finish(bodyAt: number, end: number, isEnded: boolean, into: Skim): void {
  into.bodyAt = bodyAt
  into.bodyEnd = end
  if (!isEnded || into.contentLength < 0) return
  const bodyEnd = bodyAt + into.contentLength
  if (bodyEnd > end) into.faults |= FAULT.short
  if (bodyEnd < end) into.faults |= FAULT.long
  into.bodyEnd = Math.min(bodyEnd, end)
}

/** The parameter looked for last. */
const parameter = emptyParameter()

function tagHash(bytes: Uint8Array, from: number, end: number, into: Skim): number {
  skimParameter(bytes, from, end, TAG, parameter)
  if (parameter.isOdd || bytes[from] === SEMICOLON) into.faults |= addressFaults(bytes, from, end)
  return parameter.hash
}
