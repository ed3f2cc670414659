/**
 * Standing: green, yellow or red, computed for a day and never stored. The same function answers for
 * today, for any past day and for a forecast (8.8, E5).
 */
import { addDays, type Day } from '../kernel/day.ts'
import type { Clocks, ClockRecord } from './clocks.ts'
import { clocksOf } from './clocks.ts'
import { STANDING_RULES } from './chapters/08-standing.ts'
import type { Figures } from './parameters.ts'
import type { Standing, StandingRule } from './standing-rule.ts'

export type Reason = { readonly rule: string; readonly clause: string; readonly says: string }

export type StandingOnDay = {
  readonly standing: Standing
  /** Every rule that fires, those of the worst colour first. */
  readonly reasons: readonly Reason[]
  /** The next day on which the colour changes by time and releases alone, if any. */
  readonly next: NextChange | null
}

export type NextChange = { readonly on: Day; readonly standing: Standing; readonly rule: string }

/** The whole answer for one certification. `today` decides which planned releases have been overtaken. */
export function standingOn(record: ClockRecord, on: Day, today: Day, figures: Figures): StandingOnDay {
  const clocks = clocksOf(record, on, on < today ? on : today, figures)
  const firing = firingRules(clocks, on, figures)
  const standing = worstOf(firing)
  return {
    standing,
    reasons: firing.map((rule) => ({ rule: rule.id, clause: rule.clause, says: `${rule.seen(clocks, on, figures)}.` })),
    next: nextChange(clocks, standing, on, figures),
  }
}

/** The colour alone, for lists and the support answer. */
export function colourOn(record: ClockRecord, on: Day, today: Day, figures: Figures): Standing {
  return worstOf(firingRules(clocksOf(record, on, on < today ? on : today, figures), on, figures))
}

/** The rules that fire on a day, in the order of the chapter: red before yellow. */
export function firingRules(clocks: Clocks, on: Day, figures: Figures): readonly StandingRule[] {
  return STANDING_RULES.filter((rule) => !figures.notInForce(rule.id) && rule.fires(clocks, on, figures))
}

export function worstOf(firing: readonly StandingRule[]): Standing {
  return firing.some((rule) => rule.colour === 'red') ? 'red' : firing.length > 0 ? 'yellow' : 'green'
}

/**
 * The first day after `on` with another colour. Colours change only on the day after an age is reached or
 * on the day a release becomes available, so only those days are tried.
 */
function nextChange(clocks: Clocks, standing: Standing, on: Day, figures: Figures): NextChange | null {
  const days = [...ageDays(clocks, figures), ...clocks.releaseDays].filter((day) => day > on)
  for (const day of [...new Set(days)].sort()) {
    const firing = firingRules(clocks, day, figures)
    const then = worstOf(firing)
    if (then !== standing) return { on: day, standing: then, rule: firing[0]?.id ?? '' }
  }
  return null
}

function ageDays(clocks: Clocks, figures: Figures): readonly Day[] {
  return STANDING_RULES.flatMap((rule) => {
    const last = rule.lastDay(clocks, figures)
    return last === null ? [] : [addDays(last, 1)]
  })
}
