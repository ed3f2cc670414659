/** A ladder as a picture: one file without scripts or anything from elsewhere. Meaning is in words and shape as well. */
import type { Ladder, Rung } from './ladder.ts'
import { letterOf, sayLeg } from './ladder-calls.ts'

const LEFT = 200
const LANE = 340
const TOP = 96
const STEP = 44
const FONT = 'font-family="IBM Plex Mono, ui-monospace, monospace"'

/** Colours with enough contrast on white, by what a message means. */
const COLOUR = {
  request: '#1d4f91',
  provisional: '#5b6470',
  success: '#1b6e3c',
  failure: '#a3261b',
  media: '#6b4a9e',
} as const

/** In English, unless somebody says its sentences otherwise. */
export function ladderAsSvg(ladder: Ladder, say: Say = (english) => english): string {
  const legs = ladder.calls.map(sayLeg).flatMap((says) => (says === null ? [] : [say(says)]))
  const said = Math.max(ladder.callId.length * 7.5 + 70, ...legs.map((says) => says.length * 7.5))
  const titled = Math.max(ladder.title.length * 9.3, said) + 32
  const width = Math.ceil(Math.max(LEFT + Math.max(1, ladder.lanes.length - 1) * LANE + 190, titled))
  const top = TOP + legs.length * 18
  const height = top + ladder.rungs.length * STEP + 40
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-size="12" ${FONT}>`,
    `<title>${escaped(ladder.title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<text x="16" y="26" font-size="15" font-weight="600">${escaped(ladder.title)}</text>`,
    `<text x="16" y="46" fill="#5b6470">${escaped(`Call-ID ${ladder.callId}`)}</text>`,
    ...legs.map((says, index) => `<text x="16" y="${66 + index * 18}">${escaped(says)}</text>`),
    ...bands(ladder, top, say),
    ...lanes(ladder, top, height),
    ...ladder.rungs.flatMap((rung, index) => rungLines(ladder, rung, top + index * STEP + 24, say)),
    ...(ladder.left > 0
      ? [`<text x="16" y="${height - 12}">${escaped(say(`${ladder.left} more messages are not drawn.`))}</text>`]
      : []),
    '</svg>',
    '',
  ].join('\n')
}

/** A sentence of the drawing in the language of whoever gets it. */
type Say = (english: string) => string

const laneAt = (lane: number) => LEFT + lane * LANE

function lanes({ lanes }: Ladder, top: number, height: number): readonly string[] {
  return lanes.flatMap((name, lane) => [
    `<text x="${laneAt(lane)}" y="${top - 20}" text-anchor="middle" font-weight="600">${escaped(name)}</text>`,
    `<line x1="${laneAt(lane)}" x2="${laneAt(lane)}" y1="${top - 10}" y2="${height - 24}" stroke="#9aa3ad"/>`,
  ])
}

const BAND_SAYS = {
  held: (by: string) => `held by ${by}`,
  transfer: (by: string) => `transfer by ${by}`,
} as const

function bands({ bands, rungs, lanes }: Ladder, top: number, say: Say): readonly string[] {
  const right = laneAt(lanes.length - 1) + 180
  return bands.flatMap(({ what, by, fromMs, toMs }) => {
    const first = rungs.findIndex((rung) => rung.ms >= fromMs)
    const last = rungs.findLastIndex((rung) => rung.ms <= toMs)
    if (first < 0 || last < first) return []
    const y = top + first * STEP
    return [
      `<rect x="150" y="${y}" width="${right - 150}" height="${(last - first + 1) * STEP}" fill="#fff4d6" stroke="#b98900" stroke-dasharray="4 3"/>`,
      `<text x="${right - 8}" y="${y + 14}" text-anchor="end" fill="#7a5b00">${escaped(say(BAND_SAYS[what](lanes[by] ?? '')))}</text>`,
    ]
  })
}

function rungLines({ calls }: Ladder, rung: Rung, y: number, say: Say): readonly string[] {
  const from = laneAt(rung.from)
  const to = rung.from === rung.to ? from + 60 : laneAt(rung.to)
  const side = to > from ? -1 : 1
  const colour = COLOUR[meaning(rung)]
  const letter = calls.length > 1 ? `${letterOf(rung.call)} ` : ''
  const label = `${letter}${rung.label}${rung.isRepeat ? ` ${say('(again)')}` : ''}`
  const dash = rung.kind === 'request' ? '' : rung.kind === 'media' ? ' stroke-width="3"' : ' stroke-dasharray="6 4"'
  const said = [rung.detail, ...rung.faults.map((fault) => say(`fault: ${fault}`))]
    .filter((part) => part !== '')
    .join('; ')
  return [
    `<g><title>${escaped([`#${rung.packet}`, label, said].filter((part) => part !== '').join('; '))}</title>`,
    `<text x="82" y="${y + 4}" fill="#5b6470" text-anchor="end">${(rung.ms / 1000).toFixed(3)} s</text>`,
    `<text x="142" y="${y + 4}" fill="#5b6470" text-anchor="end">#${rung.packet}</text>`,
    `<line x1="${from}" x2="${to}" y1="${y}" y2="${y}" stroke="${colour}"${dash}/>`,
    `<path d="M${to} ${y} l${8 * side} -4 v8 z" fill="${colour}"/>`,
    `<text x="${(from + to) / 2}" y="${y - 5}" text-anchor="middle" fill="${colour}">${escaped(short(label, rung))}</text>`,
    said === ''
      ? ''
      : `<text x="${Math.min(from, to) + 8}" y="${y + 13}" font-size="10" fill="#3d454d">${escaped(short(said, rung, 1.2))}</text>`,
    '</g>',
  ].filter((line) => line !== '')
}

function meaning({ kind, status }: Rung): keyof typeof COLOUR {
  if (kind !== 'response') return kind
  if (status === null || status < 200) return 'provisional'
  return status < 300 ? 'success' : 'failure'
}

/** As much as fits between the lanes; all of it is in the title, which shows when pointed at. */
function short(text: string, { from, to }: Rung, scale = 1): string {
  const room = Math.floor((Math.max(1, Math.abs(to - from)) * LANE * scale) / 7.4) - 2
  return text.length <= room ? text : `${text.slice(0, room - 1)}…`
}

function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\u{FFFE}\u{FFFF}]/gu, ' ')
    .replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)
}
