/** A ladder in plain characters, for terminals and for files beside a test case. */
import type { Ladder, Rung } from './ladder.ts'
import { letterOf, sayLeg } from './ladder-calls.ts'

const NARROWEST = 30
const WIDEST = 46
const MARGIN = 20

export function ladderAsText(ladder: Ladder): string {
  const width = widthOf(ladder)
  const centres = ladder.lanes.map((_, lane) => MARGIN + lane * width)
  const legs = ladder.calls.map(sayLeg).filter((says) => says !== null)
  const lines = [ladder.title, `Call-ID ${ladder.callId}`, ...legs, '', head(ladder, centres)]
  for (const rung of ladder.rungs) {
    for (const band of ladder.bands)
      if (band.fromMs === rung.ms) lines.push(bandLine(ladder, band.what, band.by, 'begins', centres))
    lines.push(rungLine(ladder, rung, centres))
    for (const said of [rung.detail, ...rung.faults.map((fault) => `fault: ${fault}`)])
      if (said !== '') lines.push(`${rails(centres)}  ${said}`)
    for (const band of ladder.bands)
      if (band.toMs === rung.ms) lines.push(bandLine(ladder, band.what, band.by, 'ends', centres))
  }
  if (ladder.left > 0) lines.push(`and ${ladder.left} more messages, which are not drawn`)
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`
}

/** Wide enough for the longest label between two neighbours, within reason. */
function widthOf({ lanes, rungs }: Ladder): number {
  const longest = Math.max(
    0,
    ...rungs.map((rung) => labelOf(rung, WIDEST).length / Math.max(1, Math.abs(rung.to - rung.from)) + 8),
  )
  const names = Math.max(0, ...lanes.map((name) => name.length + 2))
  return Math.min(WIDEST, Math.max(NARROWEST, Math.ceil(longest), names))
}

function head({ lanes }: Ladder, centres: readonly number[]): string {
  let line = '    ms  packet'
  for (const [lane, name] of lanes.entries()) {
    const from = Math.max(line.length + 1, centres[lane]! - Math.floor(name.length / 2))
    line = `${line.padEnd(from)}${name}`
  }
  return line
}

function rails(centres: readonly number[]): string {
  let line = ''
  for (const centre of centres) line = `${line.padEnd(centre)}|`
  return line
}

/** Of several calls each line has its call's letter. */
function rungLine({ calls }: Ladder, rung: Rung, centres: readonly number[]): string {
  const letter = calls.length > 1 ? ` ${letterOf(rung.call)}` : ''
  const number = `${rung.ms.toFixed(0).padStart(6)}  ${String(rung.packet).padStart(6)}${letter}`
  const drawn = Array.from(rails(centres))
  for (const [index, character] of Array.from(number).entries()) drawn[index] = character
  const [left, right] = [centres[rung.from]!, centres[rung.to]!].toSorted((a, b) => a - b)
  if (rung.from === rung.to) {
    const label = ` ${labelOf(rung, WIDEST)} (to itself)`
    drawn.splice(left! + 1, label.length, ...Array.from(label))
    return drawn.map((character) => character ?? ' ').join('')
  }
  const line = rung.kind === 'media' ? '=' : rung.kind === 'request' ? '-' : '.'
  for (let at = left! + 1; at < right!; at += 1) drawn[at] = line
  drawn[rung.to > rung.from ? right! - 1 : left! + 1] = rung.to > rung.from ? '>' : '<'
  const room = right! - left! - 6
  const label = ` ${labelOf(rung, room - 2)} `
  const from = left! + 1 + Math.max(2, Math.floor((right! - left! - 1 - label.length) / 2))
  for (const [index, character] of Array.from(label).entries()) drawn[from + index] = character
  return drawn.map((character) => character ?? ' ').join('')
}

function labelOf({ label, isRepeat }: Rung, room: number): string {
  return isRepeat ? `${label.slice(0, room - 6)} again` : label.slice(0, room)
}

const WORDS = { held: 'hold', transfer: 'transfer' } as const

function bandLine(
  { lanes }: Ladder,
  what: keyof typeof WORDS,
  by: number,
  happens: string,
  centres: readonly number[],
): string {
  return `${rails(centres)}  ~~ ${WORDS[what]} by ${lanes[by]} ${happens} ~~`
}
