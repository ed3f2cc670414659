/**
 * The clock that people of the demo live by. They work from Monday to Friday, from 08:00 to 17:30 UTC: whatever
 * day or night the demo is filled at, nobody in it has worked on a Sunday.
 */
import { addDays, type Day, dayOf, instantOf, isBusinessDay } from '../../kernel/day.ts'

const MINUTE = 60_000
const OPENS = 8 * 60 * MINUTE
const CLOSES = (17 * 60 + 30) * MINUTE

/** The day itself, or the Friday before: in the order the days had, and never later than today. */
export function workingDay(day: Day): Day {
  return isBusinessDay(day) ? day : workingDay(addDays(day, -1))
}

/** The first instant of working hours that is not earlier. */
export function nextAtWork(instant: number): number {
  const day = dayOf(instant)
  const since = instant - instantOf(day)
  if (!isBusinessDay(day) || since > CLOSES) return nextAtWork(instantOf(addDays(day, 1)))
  return instantOf(day) + Math.max(since, OPENS)
}

/** The last instant of working hours that is not later. */
export function lastAtWork(instant: number): number {
  const day = dayOf(instant)
  const since = instant - instantOf(day)
  if (!isBusinessDay(day) || since < OPENS) return lastAtWork(instantOf(day) - 1)
  return instantOf(day) + Math.min(since, CLOSES)
}

/** It only ever goes forward, and not beyond the last working hour before the demo is filled. */
export class DemoClock {
  private instant: number
  private readonly last: number

  constructor(start: number, last: number) {
    this.instant = nextAtWork(start)
    this.last = lastAtWork(last)
  }

  now(): number {
    return this.instant
  }

  /** Forward to an hour of a day. */
  to(day: Day, hour = 9): void {
    this.forward(instantOf(workingDay(day)) + hour * 60 * MINUTE)
  }

  /** Forward by some minutes of work: what does not fit into a day goes on in the next. */
  pass(minutes: number): void {
    this.forward(this.instant + minutes * MINUTE)
  }

  private forward(instant: number): void {
    this.instant = Math.min(Math.max(this.instant, nextAtWork(instant)), this.last)
  }
}
