/**
 * The vocabulary of rules. A rule judges a dossier (all that is known of one project) and cites a clause.
 * `must` is a breach when it does not hold, `should` is advice, `judged` is a question a named person
 * answers and whose answer is recorded. Rule ids are words and never change; clauses are citations. A
 * rule names the gates it guards: the moves that ask for it.
 */
import type { Gate } from '../programme/move.ts'
import type { Dossier } from './dossier.ts'
import type { Figures } from './parameters.ts'

export type Force = 'must' | 'should' | 'judged'

export type Rule = {
  readonly id: string
  readonly force: Force
  readonly clause: string
  /** Further clauses that it carries out as well. */
  readonly also?: readonly string[]
  /** The reading it rests on (`X-11`, `G-01`), where the clause alone does not say it. */
  readonly reading?: string
  readonly says: string
  readonly at: readonly Gate[]
  /** When it applies at all; always, when left out. */
  readonly when?: (dossier: Dossier, figures: Figures) => boolean
  readonly check: (dossier: Dossier, figures: Figures) => boolean
  /** What to do about it. */
  readonly fix: string
}

export type Outcome =
  | 'met'
  | 'breached'
  | 'advised'
  | 'needs-judgement'
  | 'waived'
  | 'not-applicable'
  | 'not-in-force'
  | 'could-not-evaluate'

/** What a rule says of a dossier. */
export type Finding = {
  readonly rule: string
  readonly clause: string
  readonly says: string
  readonly outcome: Outcome
  readonly fix: string
}

/** Outcomes that let a move pass. What could not be evaluated blocks like a breach. */
export function stands(finding: Finding): boolean {
  return (
    finding.outcome !== 'breached' && finding.outcome !== 'could-not-evaluate' && finding.outcome !== 'needs-judgement'
  )
}

type Wording = Omit<Rule, 'id' | 'force'>

export const must = (id: string, wording: Wording): Rule => ({ id, force: 'must', ...wording })

export const should = (id: string, wording: Wording): Rule => ({ id, force: 'should', ...wording })

/** A question for a person. `check` says whether its answer is on record and favourable. */
export const judged = (id: string, wording: Wording): Rule => ({ id, force: 'judged', ...wording })

export function judgeRule(rule: Rule, dossier: Dossier, figures: Figures): Finding {
  const { id, clause, says, fix } = rule
  const finding = (outcome: Outcome): Finding => ({ rule: id, clause, says, outcome, fix })
  if (dossier.waivers.some((waiver) => waiver.rule === id && waiver.until >= dossier.day)) return finding('waived')
  if (figures.notInForce(id)) return finding('not-in-force')
  try {
    if (rule.when && !rule.when(dossier, figures)) return finding('not-applicable')
    if (rule.check(dossier, figures)) return finding('met')
  } catch (fault) {
    if (fault instanceof Unknown) return finding('could-not-evaluate')
    throw fault
  }
  return finding(rule.force === 'must' ? 'breached' : rule.force === 'should' ? 'advised' : 'needs-judgement')
}

/** What a dossier does not hold cannot be judged: thrown by `known`, caught above, never elsewhere. */
class Unknown extends Error {}

/** The part of a dossier a rule rests on; when it is not on record the rule could not be evaluated. */
export function known<Part>(part: Part | null | undefined): Part {
  if (part === null || part === undefined) throw new Unknown()
  return part
}
