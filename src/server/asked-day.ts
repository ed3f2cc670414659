/** The day that an address asks about, for programs: what is no day is refused, and never answered for another one. */
import { noDay, refuseMisread } from '../app/ask/misread.ts'
import { type Day, parseDay } from '../kernel/day.ts'

export function dayFrom(text: string | undefined, otherwise: Day): Day {
  refuseMisread(noDay('on', text), 'Give a day as year-month-day, such as 2026-03-31.')
  return (text && parseDay(text)) || otherwise
}
