/**
 * A live badge: what a certification is worth on the day it is looked at, in a word and a colour, as a picture and as
 * the JSON that badge services read (shields.io's endpoint schema, version 1).
 */
export type Badge = {
  readonly label: string
  readonly says: string
  /** Its standing; none where there is nothing to stand. */
  readonly standing: keyof typeof COLOURS
}

/** Dark enough for white letters at 4.5 to 1. */
const COLOURS = {
  green: '#1d6f42',
  yellow: '#8a5a00',
  red: '#a3262a',
  none: '#555f5c',
} as const

const LETTER = 6.6
const PADDING = 10

export function badgeAsSvg({ label, says, standing }: Badge): string {
  const left = Math.ceil(label.length * LETTER + 2 * PADDING)
  const right = Math.ceil(says.length * LETTER + 2 * PADDING)
  const text = (words: string, middle: number, width: number) =>
    `<text x="${middle}" y="14" textLength="${Math.round(width - 2 * PADDING)}" lengthAdjust="spacingAndGlyphs">${escaped(words)}</text>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${escaped(`${label}: ${says}`)}"><title>${escaped(`${label}: ${says}`)}</title><rect width="${left}" height="20" fill="#22302d"/><rect x="${left}" width="${right}" height="20" fill="${COLOURS[standing]}"/><g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">${text(label, left / 2, left)}${text(says, left + right / 2, right)}</g></svg>`
}

export function badgeAsData({ label, says, standing }: Badge) {
  return { schemaVersion: 1, label, message: says, color: COLOURS[standing], cacheSeconds: 300 }
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
