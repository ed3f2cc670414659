/** By when the next step of a project is due: a day that was agreed on, or what the programme aims at (G-06). */
import { addBusinessDays, addDays, type Day } from '../kernel/day.ts'
import { lastDecision, type Project } from './project.ts'
import { firmQuote } from './quote.ts'
import { STAGES } from './stage.ts'

export type Due = { readonly by: Day; readonly why: string }

/** Nothing where nobody is waited for, or no day was ever named to the partner. */
export function dueOf(project: Project, figure: (key: string) => number): Due | null {
  switch (project.stage) {
    case 'quote-offered':
    case 'quote-with-sponsor':
      return by(firmQuote(project)?.validUntil, 'the last day of the quote')
    case 'slot-offered':
      return by(project.slot?.from, 'the first day of the slot on offer')
    case 'scheduled':
      return by(project.slot?.from, 'the first day of the slot')
    case 'not-granted':
      return by(retestUntil(project, figure), 'the last day for a retest')
    default: {
      const { target } = STAGES[project.stage]
      return target ? by(addBusinessDays(project.since.day, figure(target)), 'as the programme aims') : null
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
