/**
 * Bytes of memory, looked at sixteen at a time. A range may be read beyond its end, by less than sixteen bytes: what is
 * there has no say, and whoever lays bytes down leaves as many behind them.
 */

export const CR: u32 = 13
export const LF: u32 = 10
export const TAB: u32 = 9
export const SPACE: u32 = 32
export const QUOTE: u32 = 34
export const COMMA: u32 = 44
export const DOT: u32 = 46
export const SLASH: u32 = 47
export const COLON: u32 = 58
export const SEMICOLON: u32 = 59
export const OPENS: u32 = 60
export const EQUALS: u32 = 61
export const CLOSES: u32 = 62
export const MARK: u32 = 63
export const ESCAPE: u32 = 92

export function byteAt(at: usize): u32 {
  return <u32>load<u8>(at)
}

/**
 * The characters of a token (RFC 3261 §25.1), a byte for each of 256, in rows of 32. It has to be constant: a thread that comes
 * later lays the same bytes down once more while another looks by them; a table that is filled would be empty for a moment.
 */
// prettier-ignore
const TOKEN = memory.data<u8>([
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 1, 0, 0, 0, 1, 0, 1, 0, 0, 1, 1, 0, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0,
  0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 1,
  1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 1, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
])

export function isToken(byte: u32): bool {
  return load<u8>(TOKEN + byte) != 0
}

export function isDigit(byte: u32): bool {
  return byte - 48 <= 9
}

/** Behind the token that begins here. */
export function overToken(from: usize, end: usize): usize {
  let at = from
  while (at < end && isToken(byteAt(at))) at += 1
  return at
}

function firstOf(bits: i32, at: usize, end: usize): usize {
  return min(at + ctz(bits), end)
}

/** Where a byte stands next, or the end. */
export function nextOf(from: usize, end: usize, byte: u32): usize {
  const sought = i8x16.splat(<i8>byte)
  for (let at = from; at < end; at += 16) {
    const hits = i8x16.bitmask(i8x16.eq(v128.load(at), sought))
    if (hits != 0) return firstOf(hits, at, end)
  }
  return end
}

/** Where one of two bytes stands next, or the end. */
export function nextOfEither(from: usize, end: usize, one: u32, other: u32): usize {
  const first = i8x16.splat(<i8>one)
  const second = i8x16.splat(<i8>other)
  for (let at = from; at < end; at += 16) {
    const bytes = v128.load(at)
    const hits = i8x16.bitmask(v128.or(i8x16.eq(bytes, first), i8x16.eq(bytes, second)))
    if (hits != 0) return firstOf(hits, at, end)
  }
  return end
}

/** Where a closing bracket or a blank stands next, or the end: anything up to a space counts as one. */
export function closingOrBlank(from: usize, end: usize): usize {
  for (let at = from; at < end; at += 16) {
    const bytes = v128.load(at)
    const isEither = v128.or(i8x16.eq(bytes, i8x16.splat(<i8>CLOSES)), i8x16.lt_u(bytes, i8x16.splat(<i8>SPACE + 1)))
    const hits = i8x16.bitmask(isEither)
    if (hits != 0) return firstOf(hits, at, end)
  }
  return end
}

/** Where a quote, a comma, a semicolon, an angle bracket or a question mark stands next, or the end. */
export function nextSign(from: usize, end: usize): usize {
  for (let at = from; at < end; at += 16) {
    const bytes = v128.load(at)
    const pairs = v128.or(
      v128.or(i8x16.eq(bytes, i8x16.splat(<i8>QUOTE)), i8x16.eq(bytes, i8x16.splat(<i8>COMMA))),
      v128.or(i8x16.eq(bytes, i8x16.splat(<i8>SEMICOLON)), i8x16.eq(bytes, i8x16.splat(<i8>OPENS))),
    )
    const rest = v128.or(i8x16.eq(bytes, i8x16.splat(<i8>CLOSES)), i8x16.eq(bytes, i8x16.splat(<i8>MARK)))
    const hits = i8x16.bitmask(v128.or(pairs, rest))
    if (hits != 0) return firstOf(hits, at, end)
  }
  return end
}

/** A whole number of at most ten digits; -1 for anything else. */
export function numberAt(from: usize, end: usize): i64 {
  if (end <= from || end - from > 10) return -1
  let value: i64 = 0
  for (let at = from; at < end; at += 1) {
    const digit = byteAt(at) - 48
    if (digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}

/** As `hashOf` makes it. */
export function hashOf(from: usize, end: usize): u32 {
  let hash = <i32>(end - from)
  let at = from
  for (; at + 4 <= end; at += 4) hash = mixed(hash, load<i32>(at))
  const made = <u32>spreadOut(mixed(hash, restAt(at, end)))
  return made == 0 ? 1 : made
}

const HIGH: i32 = 0x3c6ef372

/** As `wideHash` makes it, the upper twenty bits above the lower 32. */
export function wideHash(from: usize, end: usize, before: u64): u64 {
  let low = <i32>before
  let high = <i32>(before >> 32) + <i32>(end - from)
  let at = from
  for (; at + 4 <= end; at += 4) {
    const word = load<i32>(at)
    low = mixed(low, word)
    high = mixed(high, word + HIGH)
  }
  const rest = restAt(at, end)
  const upper = <u64>(spreadOut(mixed(high, rest + HIGH)) & 0xfffff)
  return (upper << 32) | <u64>(<u32>spreadOut(mixed(low, rest)))
}

/** The last three bytes or fewer. */
function restAt(from: usize, end: usize): i32 {
  let rest: i32 = 0
  for (let at = from; at < end; at += 1) rest = (rest << 8) | byteAt(at)
  return rest
}

function mixed(hash: i32, word: i32): i32 {
  return rotl(hash ^ (rotl(word * 0xcc9e2d51, 15) * 0x1b873593), 13) * 5 + 0xe6546b64
}

function spreadOut(hash: i32): i32 {
  const half = (hash ^ <i32>(<u32>hash >>> 16)) * <i32>0x85ebca6b
  return half ^ <i32>(<u32>half >>> 13)
}
