/**
 * What is wrong within the values of a message (RFC 4475 §3.1.2). A value has to be gone through to its end for this, so it
 * is asked only where a first look found something odd (`first-look.ts`).
 */
import { textOf } from './bytes.ts'
import { bitOf } from './fault.ts'

/** Longest value that is gone through. */
const LONGEST = 65_536

/** The faults of the address in a first line, as a set of bits. */
export function uriFaults(bytes: Uint8Array, from: number, end: number): number {
  return hasHeaders(textOf(bytes, from, Math.min(end, from + LONGEST))) ? bitOf('headers-in-address') : 0
}

/** Of a value of Via. */
export function viaFaults(bytes: Uint8Array, from: number, end: number): number {
  return addressFaults(bytes, from, end) & bitOf('separators')
}

/** Of a value of From, To or Contact. */
export function addressFaults(bytes: Uint8Array, from: number, end: number): number {
  return valueFaults(textOf(bytes, from, Math.min(end, from + LONGEST)))
}

/** What stands before the @ is the user's, a question mark too (RFC 3261 §25.1); other kinds of addresses have other rules. */
function hasHeaders(uri: string): boolean {
  return /^ *sips?:/i.test(uri) && uri.includes('?', uri.indexOf('@') + 1)
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
      if (BLANK.test(value.slice(at, end))) faults |= FAULT.blank
      at = end
    } else if (sign === ';' || sign === ',') {
      if (!isFilled) faults |= FAULT.separators
      isFilled = false
      continue
    } else if (sign === '?') faults |= FAULT.brackets
    else if (BLANK.test(sign)) continue
    isFilled = true
  }
  return isFilled || value.trim() === '' ? faults : faults | FAULT.separators
}

/** Folded lines stand as they are. */
const BLANK = /[ \t\r\n]/

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
