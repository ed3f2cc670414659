/** Values of Via and of the headers with addresses, where nothing about them is odd. */
import {
  byteAt,
  closingOrBlank,
  COMMA,
  EQUALS,
  ESCAPE,
  hashOf,
  isToken,
  MARK,
  nextOf,
  nextSign,
  OPENS,
  overToken,
  CLOSES,
  QUOTE,
  SEMICOLON,
  SPACE,
} from './bytes'

/** Instead of a hash: this wants looking at by somebody else. */
export const DOUBT: u64 = u64.MAX_VALUE

// Letters as they lie in memory, the first lowest; in upper case, which `& 0xdf` makes of a letter.
const TAG: u32 = 0x474154
const BRANCH: u64 = 0x48434e415242
/** `z9hG4bK`, the magic cookie (RFC 3261 §8.1.1.7). */
const COOKIE: u64 = 0x4b62344768397a
const COOKIE_LENGTH: usize = 7

/**
 * A second result of `addressTag`: behind the closing bracket of the address looked at last, or where its first parameter begins
 * if it has none.
 */
export let addressEnd: usize = 0

/** Of an address with its parameters: the hash of its tag, or 0 where there is none. */
export function addressTag(from: usize, end: usize): u64 {
  addressEnd = 0
  let tag: u64 = 0
  if (byteAt(from) == SEMICOLON) return DOUBT
  let at = nextSign(from, end)
  while (at < end) {
    const sign = byteAt(at)
    if (sign == OPENS) {
      at = closingOrBlank(at + 1, end)
      if (at >= end || byteAt(at) != CLOSES) return DOUBT
      at += 1
      if (addressEnd == 0) addressEnd = at
    } else if (sign == QUOTE) {
      at = nextOf(at + 1, end, QUOTE)
      if (at >= end || byteAt(at - 1) == ESCAPE) return DOUBT
      at += 1
    } else if (sign == SEMICOLON) {
      if (addressEnd == 0) addressEnd = at
      const name = at + 1
      at = overToken(name, end)
      if (at == name || isBlankAt(at, end)) return DOUBT
      if (tag == 0 && at - name == 3 && (load<u32>(name) & 0xdfdfdf) == TAG && at < end && byteAt(at) == EQUALS) {
        const value = at + 1
        at = endOfValue(value, end)
        if (at == value || at == 0) return DOUBT
        tag = hashOf(value, at)
      }
    } else return DOUBT
    at = nextSign(at, end)
  }
  if (addressEnd == 0) addressEnd = end
  return tag
}

/** Of the first Via: the hash of its branch, which begins with the magic cookie and goes on. */
export function viaBranch(from: usize, end: usize): u64 {
  let branch: u64 = 0
  if (byteAt(from) == SEMICOLON) return DOUBT
  for (let at = nextSign(from, end); at < end; at = nextSign(at, end)) {
    const name = at + 1
    if (byteAt(at) != SEMICOLON) return DOUBT
    at = overToken(name, end)
    if (at == name || isBlankAt(at, end)) return DOUBT
    if (branch != 0 || at - name != 6 || (load<u64>(name) & 0xdfdfdfdfdfdf) != BRANCH || at >= end) continue
    if (byteAt(at) != EQUALS) continue
    const value = at + 1
    at = endOfValue(value, end)
    if (at < value + COOKIE_LENGTH + 1 || (load<u64>(value) & 0xffffffffffffff) != COOKIE) return DOUBT
    branch = hashOf(value, at)
  }
  return branch == 0 ? DOUBT : branch
}

/** Whether nothing is odd about a Via of which nothing is taken. */
export function isPlainVia(from: usize, end: usize): bool {
  if (byteAt(from) == SEMICOLON) return false
  for (let at = nextSign(from, end); at < end; at = nextSign(at + 1, end))
    if (byteAt(at) != SEMICOLON || at + 1 == end || !isToken(byteAt(at + 1))) return false
  return true
}

function isBlankAt(at: usize, end: usize): bool {
  return at < end && byteAt(at) <= SPACE
}

/** Behind the value of a parameter; 0 where something odd stands in it. */
function endOfValue(from: usize, end: usize): usize {
  let at = from
  while (at < end) {
    const byte = byteAt(at)
    if (byte == SEMICOLON) return at
    if (byte <= SPACE || byte == QUOTE || byte == COMMA || byte == OPENS || byte == MARK) return 0
    at += 1
  }
  return at
}
