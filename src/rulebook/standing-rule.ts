/** The vocabulary of standing: what turns a certification yellow or red, and from which day. */
import { addMonths, dateWords, type Day } from '../kernel/day.ts'
import type { Clocks } from './clocks.ts'
import type { Figures } from './parameters.ts'

export type Standing = 'green' | 'yellow' | 'red'

export const STANDING_WORDS: Readonly<Record<Standing, string>> = { green: 'current', yellow: 'stale', red: 'obsolete' }

export type StandingRule = {
  readonly id: string
  readonly clause: string
  readonly colour: 'yellow' | 'red'
  readonly says: string
  readonly fires: (clocks: Clocks, on: Day, figures: Figures) => boolean
  /** The last day on which it does not fire, for rules that go by age. */
  readonly lastDay: (clocks: Clocks, figures: Figures) => Day | null
  /** What was seen, with the dates in it. */
  readonly seen: (clocks: Clocks, on: Day, figures: Figures) => string
}

type ByAge = Pick<StandingRule, 'clause' | 'colour' | 'says'> & {
  readonly since: (clocks: Clocks) => Day | null
  /** Key of the parameter with the number of calendar months. */
  readonly months: string
  readonly what: string
}

/** Fires on the days after so many calendar months; on the anniversary itself it does not. */
export function turnsAfter(id: string, { since, months, what, ...rule }: ByAge): StandingRule {
  const lastDay = (clocks: Clocks, figures: Figures) => {
    const from = since(clocks)
    return from === null ? null : addMonths(from, figures.number(months))
  }
  return {
    id,
    ...rule,
    lastDay,
    fires: (clocks, on, figures) => {
      const last = lastDay(clocks, figures)
      return last !== null && on > last
    },
    seen: (clocks, _, figures) =>
      `${what} on ${named(since(clocks))}; ${figures.number(months)} months were over on ${named(lastDay(clocks, figures))}`,
  }
}

const named = (day: Day | null): string => (day === null ? 'no day' : dateWords(day))

type ByState = Pick<StandingRule, 'clause' | 'colour' | 'says' | 'fires' | 'seen'>

export function turnsWhen(id: string, rule: ByState): StandingRule {
  return { id, ...rule, lastDay: () => null }
}
