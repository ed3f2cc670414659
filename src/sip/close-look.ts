/**
 * What is wrong within the values of a message that is read in full (RFC 4475 §3.1.2). An index goes through millions of
 * messages and does without: a value has to be gone through to its end for this.
 */
import { bitOf } from './fault.ts'
import type { Header, StartLine } from './message.ts'

/** The faults of a first line and of headers, as a set of bits. */
export function closeFaults(start: StartLine, headers: readonly Header[]): number {
  const first = start.kind === 'request' && hasHeaders(start.uri) ? bitOf('headers-in-address') : 0
  return headers.reduce((faults, { name, value }) => faults | faultsOf(name, value), first)
}

/** What stands before the @ is the user's, a question mark too (RFC 3261 §25.1); other kinds of addresses have other rules. */
function hasHeaders(uri: string): boolean {
  return /^sips?:/i.test(uri) && uri.includes('?', uri.lastIndexOf('@') + 1)
}

function faultsOf(name: string, value: string): number {
  switch (name.toLowerCase()) {
    case 'via':
      return valueFaults(value) & bitOf('separators')
    case 'from':
    case 'to':
    case 'contact':
      return valueFaults(value)
    case 'date':
      return value.endsWith(' GMT') ? 0 : bitOf('date')
    default:
      return 0
  }
}

const EMPTY = /^[;,]|[;,]\s*(?:[;,]|$)/
const QUOTED = /"(?:[^"\\]|\\.)*"/gs
const BRACKETED = /<[^>]*>/g

/** Quoted text is taken out first, then what is in angle brackets: signs in either mean nothing (RFC 3261 §25.1). */
function valueFaults(value: string): number {
  const unquoted = value.replace(QUOTED, 'q')
  const bracketed = unquoted.match(BRACKETED) ?? []
  const bare = unquoted.replace(BRACKETED, '<>')
  return (
    (EMPTY.test(bare) ? bitOf('separators') : 0) |
    (bare.includes('"') ? bitOf('open-quote') : 0) |
    (bracketed.some((address) => /\s/.test(address)) ? bitOf('blank-in-address') : 0) |
    (bare.includes('?') ? bitOf('no-brackets') : 0)
  )
}
