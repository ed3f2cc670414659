/** Text as people write it, told apart from bytes that only look like it. */

/** Whole characters and no control characters but tabs and line breaks. */
export function isPlainText(text: string): boolean {
  return text.isWellFormed() && !/[^\P{Cc}\t\n\r]|\p{Noncharacter_Code_Point}/u.test(text)
}

/** Plain text that stays on one line, Unicode's own line and paragraph separators counted. */
export function isPlainLine(text: string): boolean {
  return text.isWellFormed() && !/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Noncharacter_Code_Point}]/u.test(text)
}

/** The same text without the signs that turn the order of what stands beside them. */
export function withoutTurning(text: string): string {
  return text.replace(/\p{Bidi_Control}/gu, '')
}

/** A name without anything that hides or turns what stands beside it. */
export function plainName(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, '')
    .trim()
}

/** The same text on one line, whatever it held; nothing that turns or hides what stands beside it. */
export function onOneLine(text: string): string {
  return plainName(text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' '))
}

/** How deep a value may be nested before it is taken for a tower that nobody means. */
export const DEEPEST = 40

/** Whether a value is nested deeper than any input. */
export function isTower(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return false
  return depth === DEEPEST || Object.values(value).some((part) => isTower(part, depth + 1))
}

/** Whether any text in a value holds a NUL or half a character, which no database keeps, or lies absurdly deep. */
export function holdsBrokenText(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed()
  if (typeof value !== 'object' || value === null) return false
  if (depth === DEEPEST) return true
  return Object.entries(value).some(([name, part]) => holdsBrokenText(name) || holdsBrokenText(part, depth + 1))
}

/** The beginning of a text, cut between characters and never within one. */
export function beginningOf(text: string, most: number): string {
  const cut = text.slice(0, most)
  return cut.isWellFormed() ? cut : cut.slice(0, -1)
}

/** A number with its noun: `1 question`, `3 questions`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number.toLocaleString('en-US')} ${number === 1 ? noun : plural}`
}

/** What two spellings of one name have in common: its letters and digits in lower case, words parted by one blank. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** What somebody typed into an address: without blanks around it and without control characters, which nobody types. */
export function asTyped(text: string, most: number): string {
  return text
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, most)
}

/** Tells a text from the one that took its place, in eight letters (FNV-1a); it proves nothing against an attacker. */
export function shortHash(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
