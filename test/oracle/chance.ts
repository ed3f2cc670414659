/**
 * Repeatable chance: the same numbers give the same draws for ever, and a draw of days prefers those on which calendar
 * rules go wrong (month ends, leap days, exact anniversaries). It knows nothing of the exchange file.
 * Part of the oracle: deliberately a second implementation that shares nothing with src.
 */
import type { Day } from './exchange.ts'

export type Chance = {
  /** A whole number from 0 up to, not including, the limit. */
  readonly below: (limit: number) => number
  readonly between: (least: number, most: number) => number
  readonly often: (share: number) => boolean
  readonly pick: <T>(from: readonly T[]) => T
  readonly shuffled: <T>(of: readonly T[]) => readonly T[]
}

/** Independent chance for every combination of numbers: any record can be made without making those before it. */
export function chanceOf(...numbers: readonly number[]): Chance {
  let seed = 0x9e3779b9
  for (const number of numbers) seed = scramble(seed ^ (number | 0))
  const draw = mulberry32(seed)
  const below = (limit: number) => Math.floor(draw() * limit)
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    often: (share) => draw() < share,
    pick: (from) => {
      if (from.length === 0) throw new RangeError('nothing to pick from')
      return from[below(from.length)] as (typeof from)[number]
    },
    shuffled: (of) =>
      of
        .map((item) => ({ item, place: draw() }))
        .sort((a, b) => a.place - b.place)
        .map(({ item }) => item),
  }
}

/** A day within both ends; about half of the draws are a month's end or a leap day. */
export function notableDay(chance: Chance, from: Day, until: Day): Day {
  const somewhere = numberOf(from) + chance.below(numberOf(until) - numberOf(from) + 1)
  const [year, month] = fieldsOf(somewhere)
  const monthEnd = lastOfMonth(year, month)
  const lastLeapDay = lastOfMonth(year - (year % 4), 1)
  const day = dayOf(chance.pick([monthEnd, monthEnd, monthEnd, lastLeapDay, somewhere, somewhere, somewhere]))
  return day >= from && day <= until ? day : dayOf(somewhere)
}

/** A day some whole months after another, or one day to either side; anywhere notable where that leaves the bounds. */
export function anniversary(chance: Chance, of: Day, from: Day, until: Day): Day {
  const months = chance.pick([0, 6, 12, 12, 18, 18, 24, 24, 36])
  const day = daysAfter(monthsAfter(of, months), chance.pick([0, 0, 1, -1]))
  return day >= from && day <= until ? day : notableDay(chance, from, until)
}

/** Calendar months later (or earlier, when negative), clamped to the month's end. */
export function monthsAfter(day: Day, months: number): Day {
  const [year, month, dayOfMonth] = fieldsOf(numberOf(day))
  return dayOf(Math.min(dayNumber(year, month + months, dayOfMonth), lastOfMonth(year, month + months)))
}

export function daysAfter(day: Day, days: number): Day {
  return dayOf(numberOf(day) + days)
}

export function clamped(day: Day, from: Day, until: Day): Day {
  return day < from ? from : day > until ? until : day
}

const dayMs = 86_400_000

const numberOf = remembered((day: Day) => Date.parse(day) / dayMs)
const dayOf = remembered((number: number): Day => new Date(number * dayMs).toISOString().slice(0, 10))
const dayNumber = (year: number, month: number, dayOfMonth: number) => Date.UTC(year, month, dayOfMonth) / dayMs
const lastOfMonth = (year: number, month: number) => dayNumber(year, month + 1, 0)

const fieldsOf = remembered((number: number) => {
  const date = new Date(number * dayMs)
  return [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()] as const
})

/** The same few thousand days come up a million times. */
function remembered<From, To>(work: (from: From) => To): (from: From) => To {
  const results = new Map<From, To>()
  return (from) => {
    const before = results.get(from)
    if (before !== undefined) return before
    const result = work(from)
    results.set(from, result)
    return result
  }
}

function scramble(number: number): number {
  let mixed = Math.imul(number ^ (number >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
