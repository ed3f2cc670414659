/** The methods of SIP and its extensions; each has a small number, so that an index can hold it in a byte. */
import { bytesOf } from './bytes.ts'

export const METHODS = [
  'INVITE',
  'ACK',
  'BYE',
  'CANCEL',
  'REGISTER',
  'OPTIONS',
  'PRACK',
  'UPDATE',
  'REFER',
  'NOTIFY',
  'SUBSCRIBE',
  'INFO',
  'MESSAGE',
  'PUBLISH',
] as const

export type Method = (typeof METHODS)[number]

const SPELLED = METHODS.map(bytesOf)

/** By first letter: few methods share one. */
const BY_LETTER: readonly (readonly number[])[] = Array.from({ length: 256 }, (_, letter) =>
  SPELLED.flatMap((word, index) => (word[0] === letter ? [index] : [])),
)

/** The number of a method, counted from 1; 0 for one we do not know. Methods are told apart by case (RFC 3261 §7.1). */
export function methodNumber(bytes: Uint8Array, from: number, end: number): number {
  for (const index of BY_LETTER[bytes[from] ?? 0]!) {
    const word = SPELLED[index]!
    if (word.length !== end - from) continue
    let at = 1
    while (at < word.length && bytes[from + at] === word[at]) at += 1
    if (at === word.length) return index + 1
  }
  return 0
}

export function numberOf(method: Method): number {
  return METHODS.indexOf(method) + 1
}
