/**
 * Every clause of the source document and every reading of it, in the document's order. This is what a
 * citation points to; it knows no rules and judges nothing.
 */
import { DOCUMENT_CLAUSES } from './00-document.ts'
import { APPLICABILITY_CLAUSES } from './01-applicability.ts'
import { PURPOSE_CLAUSES } from './02-purpose.ts'
import { LEVEL_CLAUSES } from './03-levels.ts'
import { PATH_CLAUSES } from './04-paths.ts'
import { SELF_ASSESSMENT_CLAUSES } from './05-self-assessment.ts'
import { CERTIFICATION_TESTING_CLAUSES } from './06-certification-testing.ts'
import { GUIDE_AND_LOGO_CLAUSES } from './07-guide-and-logo.ts'
import { RECERTIFICATION_CLAUSES } from './08-recertification.ts'
import { FEE_CLAUSES } from './09-fees.ts'
import type { Clause, Reading } from './clause.ts'
import { READINGS } from './readings.ts'

export { READINGS }

export const CLAUSES: readonly Clause[] = [
  ...DOCUMENT_CLAUSES,
  ...APPLICABILITY_CLAUSES,
  ...PURPOSE_CLAUSES,
  ...LEVEL_CLAUSES,
  ...PATH_CLAUSES,
  ...SELF_ASSESSMENT_CLAUSES,
  ...CERTIFICATION_TESTING_CLAUSES,
  ...GUIDE_AND_LOGO_CLAUSES,
  ...RECERTIFICATION_CLAUSES,
  ...FEE_CLAUSES,
]

const clausesById: ReadonlyMap<string, Clause> = new Map(CLAUSES.map((clause) => [clause.id, clause]))
const readingsById: ReadonlyMap<string, Reading> = new Map(READINGS.map((reading) => [reading.id, reading]))

export function clauseOf(id: string): Clause | null {
  return clausesById.get(id) ?? null
}

export function readingOf(id: string): Reading | null {
  return readingsById.get(id) ?? null
}

/** The section of the source document a clause stands in: 4 of `4C.6g`. NaN for what is no clause id. */
export function chapterOf(id: string): number {
  return Number.parseInt(id, 10)
}
