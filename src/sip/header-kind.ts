/**
 * The headers an index looks for, told by their names. Nearly all senders spell them as RFC 3261 does: those are known by
 * their first few bytes, four at a time; any other spelling is gone through, and means the same.
 */
import { bytesOf, fourAt, fourOf, spells } from './bytes.ts'

/** `other` is any that is not looked for. */
export const KIND = {
  other: 0,
  via: 1,
  from: 2,
  to: 3,
  callId: 4,
  cseq: 5,
  contact: 6,
  contentLength: 7,
  contentType: 8,
  maxForwards: 9,
  date: 10,
} as const

/**
 * Names by their kind; `compact` is the letter of those that have such a form (RFC 3261 §7.3.3). The kernel of the quick look knows
 * them too: a test holds it against these.
 */
export const NAMES: readonly { readonly kind: number; readonly name: string; readonly compact?: string }[] = [
  { kind: KIND.via, name: 'via', compact: 'v' },
  { kind: KIND.from, name: 'from', compact: 'f' },
  { kind: KIND.to, name: 'to', compact: 't' },
  { kind: KIND.callId, name: 'call-id', compact: 'i' },
  { kind: KIND.cseq, name: 'cseq' },
  { kind: KIND.contact, name: 'contact', compact: 'm' },
  { kind: KIND.contentLength, name: 'content-length', compact: 'l' },
  { kind: KIND.contentType, name: 'content-type', compact: 'c' },
  { kind: KIND.maxForwards, name: 'max-forwards' },
  { kind: KIND.date, name: 'date' },
]

/** How long a name is, by its kind. */
export const LENGTHS = new Uint8Array(NAMES.length + 1)
for (const { kind, name } of NAMES) LENGTHS[kind] = name.length

/** With its colon. */
export const LONGEST_NAME = Math.max(...LENGTHS) + 1

const SPELT = {
  via: fourOf('Via:'),
  to: fourOf('To: '),
  from: fourOf('From'),
  cseq: fourOf('CSeq'),
  call: fourOf('Call'),
  id: fourOf('-ID:'),
  cont: fourOf('Cont'),
  act: fourOf('act:'),
  ent: fourOf('ent-'),
  type: fourOf('Type'),
  leng: fourOf('Leng'),
  max: fourOf('Max-'),
  forw: fourOf('Forw'),
  ards: fourOf('ards'),
} as const

const COLON = 58

/** The kind of a header that begins here in its usual spelling, its colon right behind the name; `LONGEST_NAME` bytes are there. */
export function kindSpelt(bytes: Uint8Array, at: number): number {
  switch (fourAt(bytes, at)) {
    case SPELT.via:
      return KIND.via
    case SPELT.to:
      return KIND.to
    case SPELT.from:
      return bytes[at + 4] === COLON ? KIND.from : KIND.other
    case SPELT.cseq:
      return bytes[at + 4] === COLON ? KIND.cseq : KIND.other
    case SPELT.call:
      return fourAt(bytes, at + 4) === SPELT.id ? KIND.callId : KIND.other
    case SPELT.cont:
      return contentSpelt(bytes, at)
    case SPELT.max:
      if (fourAt(bytes, at + 4) !== SPELT.forw || fourAt(bytes, at + 8) !== SPELT.ards) return KIND.other
      return bytes[at + 12] === COLON ? KIND.maxForwards : KIND.other
    default:
      return KIND.other
  }
}

function contentSpelt(bytes: Uint8Array, at: number): number {
  const second = fourAt(bytes, at + 4)
  if (second === SPELT.act) return KIND.contact
  if (second !== SPELT.ent) return KIND.other
  const third = fourAt(bytes, at + 8)
  if (third === SPELT.type && bytes[at + 12] === COLON) return KIND.contentType
  const isLength = third === SPELT.leng && bytes[at + 12] === 116 && bytes[at + 13] === 104 && bytes[at + 14] === COLON
  return isLength ? KIND.contentLength : KIND.other
}

type Spelling = { readonly kind: number; readonly word: Uint8Array }

/** By their first letter, in lower case. */
const BY_LETTER: (readonly Spelling[] | null)[] = Array.from({ length: 256 }, () => null)
for (const { kind, name, compact } of NAMES)
  for (const word of [name, ...(compact ? [compact] : [])]) {
    const letter = word.charCodeAt(0)
    const spellings = [...(BY_LETTER[letter] ?? []), { kind, word: bytesOf(word) }]
    BY_LETTER[letter] = spellings
    BY_LETTER[letter - 32] = spellings
  }

/** The kind of a header by its name, however it is spelt. */
export function kindNamed(bytes: Uint8Array, at: number, end: number): number {
  const spellings = BY_LETTER[bytes[at]!] ?? null
  if (spellings === null) return KIND.other
  for (let index = 0; index < spellings.length; index += 1)
    if (spells(bytes, at, end, spellings[index]!.word)) return spellings[index]!.kind
  return KIND.other
}
