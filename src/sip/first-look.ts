/**
 * Whether a value may be wrong within, told from its bytes at hardly any cost: an index goes through millions of messages,
 * and only what is odd here is looked at closely (`close-look.ts`). It errs towards yes and never towards no. Ranges are
 * values without blanks around them.
 */
import { blankOr, isToken, isWhite, nextOf, nextOfEither } from './bytes.ts'

const [QUOTE, COMMA, ESCAPE, SEMICOLON, OPENS, CLOSES, MARK] = [34, 44, 92, 59, 60, 62, 63] as const

/** What means something between parameters: a quote, an angle bracket, a comma, a semicolon, a question mark. */
export const SIGNS = new Uint8Array(256)
for (const sign of [QUOTE, COMMA, SEMICOLON, OPENS, MARK]) SIGNS[sign] = 1

/** Of an address with its parameters. */
export function isOddAddress(bytes: Uint8Array, from: number, end: number): boolean {
  if (bytes[from] === SEMICOLON || bytes[from] === COMMA) return true
  for (let at = from; at < end; at += 1) {
    const byte = bytes[at]!
    if (SIGNS[byte] === 0) continue
    if (byte === QUOTE) at = endOfQuoted(bytes, at, end)
    else if (byte === OPENS) at = endOfBrackets(bytes, at, end)
    else if (byte === MARK) return true
    else {
      at += 1
      while (at < end && isWhite(bytes[at])) at += 1
      if (at === end || !isToken(bytes[at])) return true
    }
    if (at >= end) return true
  }
  return false
}

/** Of Via, which has neither quotes nor brackets, and mostly one value a line. */
export function isOddVia(bytes: Uint8Array, from: number, end: number): boolean {
  if (bytes[from] === SEMICOLON) return true
  for (let at = from; at < end; at += 1) {
    at = nextOfEither(bytes, at, end, SEMICOLON, COMMA)
    if (at < end && (bytes[at] === COMMA || at + 1 === end || !isToken(bytes[at + 1]))) return true
  }
  return false
}

/** The place of the closing quote; the end, or one behind it, when there is none. */
export function endOfQuoted(bytes: Uint8Array, from: number, end: number): number {
  const next = nextOf(bytes, from + 1, end, QUOTE)
  if (bytes[next - 1] !== ESCAPE) return next
  let at = from + 1
  while (at < end && bytes[at] !== QUOTE) at += bytes[at] === ESCAPE ? 2 : 1
  return at
}

/** The place of the closing bracket; the end when there is none, or a blank stands before it. */
export function endOfBrackets(bytes: Uint8Array, from: number, end: number): number {
  const at = blankOr(bytes, from + 1, end, CLOSES)
  return bytes[at] === CLOSES ? at : end
}
