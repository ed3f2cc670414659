/** Bytes as SIP looks at them: classes of characters, comparison without case, and text only when asked for. */

export const CR = 13
export const LF = 10
export const SPACE = 32
export const TAB = 9

/** Characters of a token (RFC 3261 §25.1), as a table of 256. */
const TOKEN = new Uint8Array(256)
for (const character of "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.!%*_+`'~")
  TOKEN[character.charCodeAt(0)] = 1

export function isToken(byte: number | undefined): boolean {
  return byte !== undefined && TOKEN[byte] === 1
}

/** Blanks, and the ends of lines that are folded (RFC 3261 §25.1, LWS). */
const WHITE = new Uint8Array(256)
for (const byte of [SPACE, TAB, CR, LF]) WHITE[byte] = 1

export function isWhite(byte: number | undefined): boolean {
  return byte !== undefined && WHITE[byte] === 1
}

export function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB
}

export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 48 && byte <= 57
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
const encoder = new TextEncoder()

/** Up to this length what is plain ASCII is not worth asking the decoder for. */
const SHORT = 64

/** UTF-8; what is not is shown as U+FFFD, the bytes themselves stay where they are. */
export function textOf(bytes: Uint8Array, from = 0, end = bytes.length): string {
  const part = bytes.subarray(from, end)
  if (part.length > SHORT) return utf8.decode(part)
  for (let at = 0; at < part.length; at += 1) if (part[at]! > 127) return utf8.decode(part)
  return String.fromCharCode.apply(null, part as unknown as number[])
}

export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text)
}

const LOWER = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 65 && byte <= 90 ? byte | 32 : byte))

/** A copy of a range with its ASCII letters in lower case. */
export function inLowerCase(bytes: Uint8Array, from: number, end: number): Uint8Array {
  return bytes.slice(from, end).map((byte) => LOWER[byte]!)
}

/** Whether bytes at a place spell a lower-case ASCII word, whatever their case. */
export function spells(bytes: Uint8Array, at: number, end: number, word: Uint8Array): boolean {
  if (end - at !== word.length) return false
  for (let index = 0; index < word.length; index += 1) if (LOWER[bytes[at + index]!] !== word[index]) return false
  return true
}

/** Whether exactly these bytes stand at a place. */
export function standsAt(bytes: Uint8Array, at: number, end: number, word: Uint8Array): boolean {
  if (end - at < word.length) return false
  for (let index = 0; index < word.length; index += 1) if (bytes[at + index] !== word[index]) return false
  return true
}

/** Whether a range is the same as one as long elsewhere. */
export function isSame(bytes: Uint8Array, from: number, end: number, other: Uint8Array, otherFrom: number): boolean {
  const shift = otherFrom - from
  let at = from
  for (; at + 4 <= end; at += 4) if (wordAt(bytes, at) !== wordAt(other, at + shift)) return false
  for (; at < end; at += 1) if (bytes[at] !== other[at + shift]) return false
  return true
}

/** The same, four bytes at a time from memory that is looked at again and again. */
export function isSameLong(bytes: Uint8Array, from: number, end: number, other: DataView, otherFrom: number): boolean {
  see(bytes)
  const shift = otherFrom - from
  let at = from
  for (; at + 4 <= end; at += 4) if (fours.getInt32(at, true) !== other.getInt32(at + shift, true)) return false
  for (; at < end; at += 1) if (bytes[at] !== other.getUint8(at + shift)) return false
  return true
}

/** What was looked at last, four bytes at a time: mostly it is the same memory again. */
let seen: Uint8Array = new Uint8Array(0)
let fours = new DataView(seen.buffer)

function see(bytes: Uint8Array): void {
  if (bytes === seen) return
  seen = bytes
  fours = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
}

/** Four bytes as one number, for comparing with `fourOf`; all four have to be there. */
export function fourAt(bytes: Uint8Array, at: number): number {
  see(bytes)
  return fours.getInt32(at, true)
}

/** The number that four ASCII characters have in memory. */
export function fourOf(text: string): number {
  return new DataView(bytesOf(text).buffer).getInt32(0, true)
}

/** Where the LF of this line stands, or the end. */
export function endOfLine(bytes: Uint8Array, from: number, end: number): number {
  return nextOf(bytes, from, end, LF)
}

/** Where a byte stands next, or the end. */
export function nextOf(bytes: Uint8Array, from: number, end: number, byte: number): number {
  see(bytes)
  const pattern = Math.imul(byte, 0x01010101)
  let at = from
  // The lowest byte that is the one leaves its highest bit, and nothing below it does.
  for (; at + 8 <= end; at += 8) {
    const first = fours.getInt32(at, true) ^ pattern
    const second = fours.getInt32(at + 4, true) ^ pattern
    const hits = (first - 0x01010101) & ~first & 0x80808080
    const later = (second - 0x01010101) & ~second & 0x80808080
    if ((hits | later) === 0) continue
    return hits === 0 ? at + 4 + lowest(later) : at + lowest(hits)
  }
  while (at < end && bytes[at] !== byte) at += 1
  return at
}

/** The byte in four that the lowest bit is in. */
function lowest(bits: number): number {
  return (31 - Math.clz32(bits & -bits)) >> 3
}

/** Where one of two bytes stands next, or the end. */
export function nextOfEither(bytes: Uint8Array, from: number, end: number, one: number, other: number): number {
  see(bytes)
  const first = Math.imul(one, 0x01010101)
  const second = Math.imul(other, 0x01010101)
  let at = from
  for (; at + 4 <= end; at += 4) {
    const four = fours.getInt32(at, true)
    const a = four ^ first
    const b = four ^ second
    const hits = (((a - 0x01010101) & ~a) | ((b - 0x01010101) & ~b)) & 0x80808080
    if (hits !== 0) return at + lowest(hits)
  }
  while (at < end && bytes[at] !== one && bytes[at] !== other) at += 1
  return at
}

/** Where a byte or a blank stands next, or the end: anything up to a space counts as one. */
export function blankOr(bytes: Uint8Array, from: number, end: number, byte: number): number {
  see(bytes)
  const pattern = Math.imul(byte, 0x01010101)
  let at = from
  for (; at + 4 <= end; at += 4) {
    const four = fours.getInt32(at, true)
    const other = four ^ pattern
    const hits = (((other - 0x01010101) & ~other) | ((four - 0x21212121) & ~four)) & 0x80808080
    if (hits !== 0) return at + lowest(hits)
  }
  while (at < end && bytes[at] !== byte && bytes[at]! > SPACE) at += 1
  return at
}

/** A hash of a range, 32 bits, never 0: 0 stands for nothing there. Equal ranges have equal ones, wherever they lie. */
export function hashOf(bytes: Uint8Array, from: number, end: number): number {
  let hash = end - from
  let at = from
  for (; at + 4 <= end; at += 4) hash = mixed(hash, wordAt(bytes, at))
  return spreadOut(mixed(hash, restAt(bytes, at, end))) >>> 0 || 1
}

/** Two hashes in one number, for what must not be taken for one another; may go on from one made before. */
export function wideHash(bytes: Uint8Array, from: number, end: number, before = 0): number {
  let low = before | 0
  let high = Math.floor(before / 2 ** 32) + end - from
  let at = from
  for (; at + 4 <= end; at += 4) {
    const word = wordAt(bytes, at)
    low = mixed(low, word)
    high = mixed(high, word + HIGH)
  }
  const rest = restAt(bytes, at, end)
  return (spreadOut(mixed(high, rest + HIGH)) & 0xfffff) * 2 ** 32 + (spreadOut(mixed(low, rest)) >>> 0)
}

/** What tells the words of the one half of a wide hash from those of the other. */
const HIGH = 0x3c6ef372

/** Four bytes, the first lowest, from memory that is looked at for this alone. */
function wordAt(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
}

/** The last three bytes or fewer. */
function restAt(bytes: Uint8Array, from: number, end: number): number {
  let rest = 0
  for (let at = from; at < end; at += 1) rest = (rest << 8) | bytes[at]!
  return rest
}

/** Takes a word into a hash, as MurmurHash3 does for 32 bits: each bit of it reaches every other in a few steps. */
function mixed(hash: number, word: number): number {
  const own = Math.imul(word, 0xcc9e2d51)
  const other = hash ^ Math.imul((own << 15) | (own >>> 17), 0x1b873593)
  return (Math.imul((other << 13) | (other >>> 19), 5) + 0xe6546b64) | 0
}

/** So that the lowest bits, which choose places in tables, depend on all. */
function spreadOut(hash: number): number {
  const half = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return half ^ (half >>> 13)
}

/** A whole number written in digits, or -1 where there is something else or more than ten of them. */
export function numberAt(bytes: Uint8Array, from: number, end: number): number {
  if (end <= from || end - from > 10) return -1
  let value = 0
  for (let at = from; at < end; at += 1) {
    if (!isDigit(bytes[at])) return -1
    value = value * 10 + bytes[at]! - 48
  }
  return value
}
