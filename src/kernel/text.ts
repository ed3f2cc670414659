/** Text as people write it, told apart from bytes that only look like it. */

/** Whole characters and no control characters but tabs and line breaks. */
export function isPlainText(text: string): boolean {
  return text.isWellFormed() && !/[^\P{Cc}\t\n\r]/u.test(text)
}

/** Plain text that stays on one line. */
export function isPlainLine(text: string): boolean {
  return text.isWellFormed() && !/\p{Cc}/u.test(text)
}

/** A name without anything that hides or turns what stands beside it. */
export function plainName(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}\p{Bidi_Control}]/gu, '').trim()
}
