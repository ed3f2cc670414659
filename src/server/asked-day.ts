/** The day that an address asks about, for programs: what is no day is refused, and never answered for another one. */
import { type Day, parseDay } from '../kernel/day.ts'
import { refuse } from '../kernel/refusal.ts'

export function dayFrom(text: string | undefined, otherwise: Day): Day {
  if (!text) return otherwise
  return (
    parseDay(text) ??
    refuse('wrong-input', {
      says: `${text} is not a day of the calendar.`,
      next: 'Give it as YYYY-MM-DD.',
      faults: [{ at: 'on', says: 'A day as YYYY-MM-DD.' }],
    })
  )
}
