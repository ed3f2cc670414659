/**
 * A parameter of a header by its name, found in one go over the header's bytes, which also tells whether the header deserves
 * a close look (`first-look.ts`).
 */
import { hashOf, isToken, isWhite, nextOf, spells } from './bytes.ts'
import { endOfBrackets, endOfQuoted, SIGNS } from './first-look.ts'

const [QUOTE, COMMA, SEMICOLON, OPENS, CLOSES, EQUALS] = [34, 44, 59, 60, 62, 61] as const

export type ParameterSkim = {
  /** Where its value stands; -1 where there is none. */
  at: number
  end: number
  /** 0 where there is none. */
  hash: number
  isOdd: boolean
}

export function emptyParameter(): ParameterSkim {
  return { at: -1, end: 0, hash: 0, isOdd: false }
}

/** Quoted strings and what is in angle brackets is passed over. What begins with a separator is odd too, and not told here. */
export function skimParameter(
  bytes: Uint8Array,
  from: number,
  end: number,
  name: Uint8Array,
  into: ParameterSkim,
): void {
  into.at = -1
  into.end = 0
  into.hash = 0
  let isSought = true
  let odd = 0
  let at = from
  while (at < end) {
    const byte = bytes[at]!
    if (SIGNS[byte] === 0) {
      at += 1
      continue
    }
    if (byte === OPENS) {
      const close = endOfBrackets(bytes, at, end)
      if (close < end) at = close
      else {
        odd = 1
        at = nextOf(bytes, at, end, CLOSES)
      }
    } else if (byte === SEMICOLON) {
      let nameAt = at + 1
      while (nameAt < end && isWhite(bytes[nameAt])) nameAt += 1
      let nameEnd = nameAt
      while (nameEnd < end && isToken(bytes[nameEnd])) nameEnd += 1
      if (nameEnd === nameAt) odd = 1
      let equals = nameEnd
      while (equals < end && isWhite(bytes[equals])) equals += 1
      at = Math.max(at, nameEnd - 1)
      if (isSought && bytes[equals] === EQUALS && equals < end && spells(bytes, nameAt, nameEnd, name)) {
        let value = equals + 1
        while (value < end && isWhite(bytes[value])) value += 1
        let stop = value
        for (let sign = 0; stop < end && (sign = ENDS[bytes[stop]!]!) !== 1; stop += 1) odd |= sign
        if (stop > value) {
          into.at = value
          into.end = stop
          into.hash = hashOf(bytes, value, stop)
        }
        isSought = false
        at = stop - 1
      }
    } else if (byte === QUOTE) {
      at = endOfQuoted(bytes, at, end)
      if (at >= end) odd = 1
    } else {
      odd = 1
      if (byte === COMMA) break
    }
    at += 1
  }
  into.isOdd = odd !== 0
}

/** What a value ends at, and what is odd within. */
const ENDS = new Uint8Array(256)
for (const sign of ';, \t\r\n') ENDS[sign.charCodeAt(0)] = 1
for (const sign of '"<?') ENDS[sign.charCodeAt(0)] = 2
