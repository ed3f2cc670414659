/** All rules, by chapter, and what they say at a gate. */
import type { Gate } from '../programme/move.ts'
import { APPLICABILITY } from './chapters/01-applicability.ts'
import { PURPOSE } from './chapters/02-purpose.ts'
import { LEVELS_CHAPTER } from './chapters/03-levels.ts'
import { PATHS_CHAPTER } from './chapters/04-paths.ts'
import { SELF_ASSESSMENT } from './chapters/05-self-assessment.ts'
import { CERTIFICATION_TESTING } from './chapters/06-certification-testing.ts'
import { GUIDE_AND_LOGO } from './chapters/07-guide-and-logo.ts'
import { RECERTIFICATION } from './chapters/08-recertification.ts'
import { FEES } from './chapters/09-fees.ts'
import type { Dossier } from './dossier.ts'
import type { Figures } from './parameters.ts'
import { type Finding, judgeRule, type Rule } from './rule.ts'

export const RULES: readonly Rule[] = [
  ...APPLICABILITY,
  ...PURPOSE,
  ...LEVELS_CHAPTER,
  ...PATHS_CHAPTER,
  ...SELF_ASSESSMENT,
  ...CERTIFICATION_TESTING,
  ...GUIDE_AND_LOGO,
  ...RECERTIFICATION,
  ...FEES,
]

/** What every rule that guards a gate says of a dossier, in the order of the source document. */
export function findingsAt(gate: Gate, dossier: Dossier, figures: Figures): readonly Finding[] {
  return RULES.filter((rule) => rule.at.includes(gate)).map((rule) => judgeRule(rule, dossier, figures))
}

export function ruleOf(id: string): Rule | null {
  return RULES.find((rule) => rule.id === id) ?? null
}
