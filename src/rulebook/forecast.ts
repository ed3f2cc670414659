/**
 * The forecast: every change of colour that time and planned releases alone bring by a day. Nobody
 * knows the future; it is what follows if nothing is done.
 */
import type { Day } from '../kernel/day.ts'
import type { ClockRecord } from './clocks.ts'
import type { Figures } from './parameters.ts'
import { type NextChange, standingOn } from './standing.ts'

/** There are three colours and they only grow worse by themselves; the bound is for figures that change. */
const MOST = 6

/** Changes after `today` and up to `until`, soonest first. */
export function changesAhead(record: ClockRecord, today: Day, until: Day, figures: Figures): readonly NextChange[] {
  const changes: NextChange[] = []
  for (let at = today; changes.length < MOST;) {
    const { next } = standingOn(record, at, today, figures)
    if (!next || next.on > until) break
    changes.push(next)
    at = next.on
  }
  return changes
}
