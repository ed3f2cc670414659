/** By when the next step of a project is due: a day that was agreed on, or what the programme aims at (G-06). */
import { addBusinessDays, addDays, type Day } from '../kernel/day.ts'
import { lastDecision, type Project } from './project.ts'
import { firmQuote } from './quote.ts'
import { STAGES } from './stage.ts'

/** Why a day counts. */
const WHY = {
  quote: 'the last day of the quote',
  offer: 'the first day of the slot on offer',
  slot: 'the first day of the slot',
  retest: 'the last day for a retest',
  aim: 'as the programme aims',
} as const

export type Due = { readonly by: Day; readonly why: string }

/** Nothing where nobody is waited for, or no day was ever named to the partner. */
export function dueOf(project: Project, figure: (key: string) => number): Due | null {
  switch (project.stage) {
    case 'quote-offered':
    case 'quote-with-sponsor':
      return by(firmQuote(project)?.validUntil, WHY.quote)
    case 'slot-offered':
      return by(project.slot?.from, WHY.offer)
    case 'scheduled':
      return by(project.slot?.from, WHY.slot)
    case 'not-granted':
      return by(retestUntil(project, figure), WHY.retest)
    default: {
      const { target } = STAGES[project.stage]
      return target ? by(addBusinessDays(project.since.day, figure(target)), WHY.aim) : null
    }
  }
}

/** The last day on which a retest can be asked for (G-02); null while nothing was decided. */
export function retestUntil(project: Project, figure: (key: string) => number): Day | null {
  const decided = lastDecision(project)
  return decided ? addDays(decided.day, figure('retest.days')) : null
}

function by(day: Day | null | undefined, why: string): Due | null {
  return day ? { by: day, why } : null
}
