/**
 * A signed document out of bytes that anybody may have sent: any bytes give an answer. What two readers could take for
 * different things (a name that stands twice, half a character) is not read at all.
 */
import { holdsBrokenText } from '../kernel/text.ts'
import { type Branch, isBranch } from './proof.ts'

export type Read =
  | { readonly state: 'read'; readonly value: Branch }
  | { readonly state: 'truncated' | 'ambiguous' | 'foreign' }

/** Deeper than anything signed here; a reader that follows every bracket would be led astray. */
const MOST_DEPTH = 40

export function readSigned(bytes: Uint8Array): Read {
  const text = textOf(bytes)
  if (text === null || !text.trimStart().startsWith('{')) return { state: 'foreign' }
  const shape = shapeOf(text)
  if (shape === 'deep') return { state: 'foreign' }
  const value = parsed(text)
  if (value === undefined) return { state: shape === 'open' ? 'truncated' : 'foreign' }
  if (!isBranch(value)) return { state: 'foreign' }
  return shape === 'twice' || holdsBrokenText(value) ? { state: 'ambiguous' } : { state: 'read', value }
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Cut in the middle of a character: what stands before it can be read all the same.
    const text = new TextDecoder('utf-8').decode(bytes)
    return text.endsWith('\uFFFD') && text.indexOf('\uFFFD') === text.length - 1 ? text.slice(0, -1) : null
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A text that is never closed goes to the end, at once: begun anew at each of its quotes, it would cost its square. */
const TOKENS = /("(?:[^"\\]|\\[^])*(?:(")|\\?$))(\s*:)?|[[\]{}]/g

/** Names and brackets only: whether it is closed, how deep it goes, and whether a name stands twice in one object. */
function shapeOf(text: string): 'closed' | 'open' | 'deep' | 'twice' {
  const open: (Set<string> | null)[] = []
  let isTwice = false
  for (const [sign, quoted, close, colon] of text.matchAll(TOKENS)) {
    if (quoted !== undefined) {
      if (close === undefined) return 'open'
      const names = colon === undefined ? null : open.at(-1)
      const name = parsed(quoted)
      if (names && typeof name === 'string') {
        isTwice ||= names.has(name)
        names.add(name)
      }
    } else if (sign === '{' || sign === '[') open.push(sign === '{' ? new Set() : null)
    else open.pop()
    if (open.length > MOST_DEPTH) return 'deep'
  }
  if (open.length > 0) return 'open'
  return isTwice ? 'twice' : 'closed'
}
