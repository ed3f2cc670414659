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
  return /^sips?:/i.test(uri) && uri.includes('?', uri.indexOf('@') + 1)
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

/**
 * Goes through a value once, whatever stands in it. Quoted text and what is in angle brackets is passed over: signs in
 * either mean nothing (RFC 3261 §25.1). A quote that never ends hides nothing.
 */
function valueFaults(value: string): number {
  const lastClosing = value.lastIndexOf('>')
  let faults = 0
  let isOpen = false
  /** Whether anything stands where a separator asks for it. */
  let isFilled = false
  for (let at = 0; at < value.length; at += 1) {
    const sign = value[at]!
    if (sign === '"' && !isOpen) {
      const end = endOfQuoted(value, at)
      isOpen = end < 0
      if (isOpen) faults |= FAULT.quote
      else at = end
    } else if (sign === '<' && at < lastClosing) {
      const end = value.indexOf('>', at)
      if (/\s/.test(value.slice(at, end))) faults |= FAULT.blank
      at = end
    } else if (sign === ';' || sign === ',') {
      if (!isFilled) faults |= FAULT.separators
      isFilled = false
      continue
    } else if (sign === '?') faults |= FAULT.brackets
    else if (/\s/.test(sign)) continue
    isFilled = true
  }
  return isFilled || value.trim() === '' ? faults : faults | FAULT.separators
}

const FAULT = {
  quote: bitOf('open-quote'),
  blank: bitOf('blank-in-address'),
  separators: bitOf('separators'),
  brackets: bitOf('no-brackets'),
}

/** Where the quote that ends it stands; -1 where none does. */
function endOfQuoted(value: string, from: number): number {
  for (let at = from + 1; at < value.length; at += 1) {
    if (value[at] === '\\') at += 1
    else if (value[at] === '"') return at
  }
  return -1
}
