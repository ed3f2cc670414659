/**
 * The logos of the programme, one a level (2.3): two rings that hold each other, and the letters of the level, in a
 * frame. All of it is strokes with round ends, so that the same few points give the vector and the pixels.
 */
import type { Authorisation } from '../../programme/authorisation.ts'

export type LogoLevel = Authorisation['logo']

export const SHADES = ['light', 'dark'] as const

/** What it is shown on: a light ground takes dark ink. */
export type Shade = (typeof SHADES)[number]

type Point = readonly [x: number, y: number]

export type Stroke = { readonly points: readonly Point[]; readonly width: number; readonly colour: Colour }

type Colour = readonly [red: number, green: number, blue: number]

export const LOGO_WIDTH = 330
export const LOGO_HEIGHT = 120

const INKS: Readonly<Record<Shade, { readonly ink: Colour; readonly accent: Colour }>> = {
  light: { ink: [20, 33, 30], accent: [10, 90, 97] },
  dark: { ink: [240, 244, 242], accent: [125, 208, 214] },
}

const BAR = 52
const LETTER_WIDTH = 9
const LETTER_TOP = 34
const FIRST_LETTER = 142
const LETTER_STEP = 58

/** Each letter in a box of 42 by 52. */
const LETTERS: Readonly<Record<string, readonly (readonly Point[])[]>> = {
  M: [
    [
      [0, BAR],
      [0, 0],
      [21, 32],
      [42, 0],
      [42, BAR],
    ],
  ],
  C: [arc([23, 26], 23, 26, 48, 312)],
  Q: [
    arc([22, 26], 22, 26, 0, 360),
    [
      [28, 37],
      [43, 55],
    ],
  ],
  A: [
    [
      [0, BAR],
      [21, 0],
      [42, BAR],
    ],
    [
      [8, 34],
      [34, 34],
    ],
  ],
  T: [
    [
      [0, 0],
      [42, 0],
    ],
    [
      [21, 0],
      [21, BAR],
    ],
  ],
}

export function logoStrokes(level: LogoLevel, shade: Shade): readonly Stroke[] {
  const { ink, accent } = INKS[shade]
  const letters = level.split('').flatMap((letter, index) =>
    (LETTERS[letter] ?? []).map((points) => ({
      points: points.map(([x, y]): Point => [x + FIRST_LETTER + index * LETTER_STEP, y + LETTER_TOP]),
      width: LETTER_WIDTH,
      colour: ink,
    })),
  )
  return [
    { points: frame(6, 24), width: 4, colour: ink },
    { points: arc([56, 60], 25, 25, 0, 360), width: 9, colour: ink },
    { points: arc([88, 60], 25, 25, 0, 360), width: 9, colour: accent },
    // The first ring again where it lies above the second: they hold each other.
    { points: arc([56, 60], 25, 25, 20, 75), width: 9, colour: ink },
    ...letters,
  ]
}

export function logoAsSvg(level: LogoLevel, shade: Shade): string {
  const paths = logoStrokes(level, shade).map(({ points, width, colour }) => {
    const line = points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')
    return `<path d="M${line}" stroke="#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}" stroke-width="${width}"/>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${LOGO_WIDTH} ${LOGO_HEIGHT}" role="img" aria-label="${level}"><title>${level}</title><g fill="none" stroke-linecap="round" stroke-linejoin="round">${paths.join('')}</g></svg>\n`
}

function frame(inset: number, radius: number): readonly Point[] {
  const corner = (x: number, y: number, from: number) => arc([x, y], radius, radius, from, from + 90)
  const right = LOGO_WIDTH - inset - radius
  const bottom = LOGO_HEIGHT - inset - radius
  const near = inset + radius
  const corners = [
    corner(right, bottom, 0),
    corner(near, bottom, 90),
    corner(near, near, 180),
    corner(right, near, 270),
  ]
  return [...corners.flat(), corners[0]![0]!]
}

/** Part of an ellipse as short straight lines, from one angle to another; degrees, clockwise from the right. */
function arc([x, y]: Point, across: number, down: number, from: number, to: number): readonly Point[] {
  const steps = Math.ceil((to - from) / 6)
  return Array.from({ length: steps + 1 }, (_, step): Point => {
    const angle = ((from + ((to - from) * step) / steps) * Math.PI) / 180
    return [x + across * Math.cos(angle), y + down * Math.sin(angle)]
  })
}

function round(length: number): number {
  return Math.round(length * 100) / 100
}
