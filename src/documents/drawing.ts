/**
 * Drawings made from rows: the topology of a guide and the messages a check should show, each one SVG file without
 * scripts, links or anything from elsewhere. Names are data: they are escaped, shortened to their room, and in full in
 * the title beside them. What a drawing shows is always said in words as well.
 */
import { beginningOf, onOneLine } from '../kernel/text.ts'

export type Drawing = { readonly svg: string; readonly width: number; readonly height: number }

export const INK = { line: '#5b6470', soft: '#4a5a56', text: '#14201e', accent: '#0a5a61', paper: '#ffffff' } as const

const FONT = 'font-family="IBM Plex Sans, system-ui, sans-serif"'

/** A picture of these parts under its title; sizes in pixels. */
export function drawingOf(title: string, width: number, height: number, parts: readonly string[]): Drawing {
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-size="13" ${FONT}>`,
    `<title>${svgText(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${INK.paper}"/>`,
    ...parts,
    '</svg>',
  ]
  return { svg: svg.join(''), width, height }
}

/** Text inside an SVG: nothing in it is markup, and nothing turns or hides what stands beside it. */
export function svgText(text: string): string {
  return onOneLine(text)
    .replace(/[\u{FFFE}\u{FFFF}]/gu, ' ')
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** As much of a text as has room for so many letters. */
export function shortened(text: string, room: number): string {
  const line = onOneLine(text)
  return line.length <= room ? line : `${beginningOf(line, Math.max(1, room - 1))}…`
}

/** A text at its place, shortened to its room. */
export function textAt(
  x: number,
  y: number,
  text: string,
  room: number,
  look: {
    readonly anchor?: 'start' | 'middle' | 'end'
    readonly fill?: string
    readonly bold?: boolean
    readonly size?: number
  } = {},
): string {
  const { anchor = 'middle', fill = INK.text, bold = false, size } = look
  const more = `${bold ? ' font-weight="600"' : ''}${size ? ` font-size="${size}"` : ''}`
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="${fill}"${more}>${svgText(shortened(text, room))}</text>`
}

/** A line with a head at its end, from place to place on one height. */
export function arrow(from: number, to: number, y: number, isBothWays = false): string {
  const side = to > from ? -1 : 1
  const head = (x: number, turn: number) => `<path d="M${x} ${y} l${8 * turn} -4 v8 z" fill="${INK.line}"/>`
  return `<line x1="${from}" x2="${to}" y1="${y}" y2="${y}" stroke="${INK.line}" stroke-width="1.4"/>${head(to, side)}${isBothWays ? head(from, -side) : ''}`
}
