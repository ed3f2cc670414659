/**
 * The geometry of the time line of standing: days become places on a strip of a given width. It knows no
 * colours and draws nothing, so that the same strip fits a wide and a narrow page.
 */
import { addMonths, type Day, daysBetween } from '../../../src/kernel/day.ts'
import type { Standing } from '../../../src/rulebook/standing-rule.ts'

export type Strip = {
  readonly from: Day
  readonly until: Day
  readonly today: Day
  readonly releases: readonly { readonly version: string; readonly on: Day; readonly isPlanned: boolean }[]
  readonly lanes: readonly Lane[]
}

type Lane = {
  readonly label: string
  readonly spans: readonly { readonly from: Day; readonly until: Day; readonly standing: Standing }[]
}

export type DrawnSpan = {
  readonly x: number
  readonly width: number
  readonly standing: Standing
  /** Whether the word fits under it, or only the shape, or neither. */
  readonly says: 'word' | 'shape' | 'nothing'
  readonly from: Day
  readonly until: Day
}

export type Drawn = {
  readonly today: number
  readonly years: readonly { readonly x: number; readonly year: string }[]
  readonly releases: readonly {
    readonly x: number
    readonly row: number
    readonly label: string
    readonly isPlanned: boolean
  }[]
  /** How many rows the labels of releases take so that none covers another. */
  readonly releaseRows: number
  readonly lanes: readonly { readonly label: string; readonly spans: readonly DrawnSpan[] }[]
}

/** About how wide a letter of the small type is; labels are kept apart by it. */
const LETTER = 7.2
const WORD_ROOM = 82
const SHAPE_ROOM = 18

export function layOut(strip: Strip, width: number): Drawn {
  const length = Math.max(1, daysBetween(strip.from, strip.until))
  const place = (day: Day) => Math.round((daysBetween(strip.from, day) / length) * width * 10) / 10
  const isInside = (day: Day) => day >= strip.from && day <= strip.until
  const releases = rowsApart(
    strip.releases
      .filter((release) => isInside(release.on))
      .map((release) => ({ x: place(release.on), label: release.version, isPlanned: release.isPlanned })),
    width,
  )
  return {
    today: place(strip.today),
    years: yearsOf(strip)
      .map((day) => ({ x: place(day), year: day.slice(0, 4) }))
      .filter(({ x }) => x + 4 * LETTER <= width),
    releases,
    releaseRows: releases.reduce((most, { row }) => Math.max(most, row + 1), 0),
    lanes: strip.lanes.map((lane) => ({ label: lane.label, spans: lane.spans.flatMap((span) => drawn(span)) })),
  }

  function drawn(span: Lane['spans'][number]): readonly DrawnSpan[] {
    const from = span.from < strip.from ? strip.from : span.from
    const until = span.until > strip.until ? strip.until : span.until
    if (from >= until) return []
    const x = place(from)
    const wide = Math.round((place(until) - x) * 10) / 10
    const says = wide >= WORD_ROOM ? 'word' : wide >= SHAPE_ROOM ? 'shape' : 'nothing'
    return [{ x, width: wide, standing: span.standing, says, from: span.from, until: span.until }]
  }
}

/** The first of January of every year on the strip, thinned out when there are many. */
function yearsOf({ from, until }: Strip): readonly Day[] {
  const first = `${Number(from.slice(0, 4)) + (from.slice(5) === '01-01' ? 0 : 1)}-01-01` as Day
  const count = Math.max(0, Number(until.slice(0, 4)) - Number(first.slice(0, 4)) + 1)
  const step = Math.max(1, Math.ceil(count / 12))
  return Array.from({ length: Math.ceil(count / step) }, (_, index) => addMonths(first, index * step * 12))
}

/** Puts each label in the first row where it covers none before it. */
function rowsApart<Item extends { readonly x: number; readonly label: string }>(
  items: readonly Item[],
  width: number,
): readonly (Item & { readonly row: number })[] {
  const ends: number[] = []
  return items
    .toSorted((a, b) => a.x - b.x)
    .map((item) => {
      const room = (item.label.length + 1) * LETTER
      const start = Math.min(item.x, width - room)
      const free = ends.findIndex((end) => end <= start)
      const row = free === -1 ? ends.length : free
      ends[row] = start + room
      return { ...item, row }
    })
}

/** From a little before the first grant to a little after the last change worth showing. */
export function windowOf(
  first: Day,
  changes: readonly Day[],
  today: Day,
  most: { readonly back: number; readonly ahead: number },
): { readonly from: Day; readonly until: Day } {
  const early = addMonths(first, -2)
  const earliest = addMonths(today, -most.back)
  const last = changes.reduce((latest, day) => (day > latest ? day : latest), today)
  const late = addMonths(last, 6)
  const least = addMonths(today, 12)
  const latest = addMonths(today, most.ahead)
  return {
    from: early < earliest ? earliest : early,
    until: late < least ? least : late > latest ? latest : late,
  }
}
