/** Which clause of the source document is carried out by what: gathered from the citations themselves. */
import type { AnyMove } from '../programme/move.ts'
import { STAGES } from '../programme/stage.ts'
import type { TestCase } from '../conformance/test-case.ts'
import { CARRIED_OTHERWISE, type CarriedOtherwise } from '../rulebook/carried-otherwise.ts'
import { STANDING_RULES } from '../rulebook/chapters/08-standing.ts'
import type { Clause } from '../rulebook/clauses/clause.ts'
import { CLAUSES, READINGS } from '../rulebook/clauses/register.ts'
import { LEVEL_TABLE, PAYERS } from '../rulebook/level-table.ts'
import { PARAMETERS } from '../rulebook/parameter-table.ts'
import { RULES } from '../rulebook/rules.ts'
import { SUPPORT_ROWS, TERMS } from '../rulebook/support.ts'

export type Carrier = { readonly kind: string; readonly name: string }

export type CoverageRow = {
  readonly clause: Clause
  readonly carriers: readonly Carrier[]
  readonly otherwise: CarriedOtherwise | null
}

type Cited = { readonly clause: string; readonly also?: readonly string[]; readonly reading?: string }

/** What else cites clauses but lies in rooms this one does not enter. */
export type Elsewhere = {
  readonly moves: ReadonlyMap<string, Pick<AnyMove<never>, 'clause'>>
  readonly testCases: readonly TestCase[]
}

export function coverage(elsewhere: Elsewhere): readonly CoverageRow[] {
  const carriers = new Map<string, Carrier[]>()
  const note = (kind: string, name: string, cited: Cited) => {
    for (const clause of clausesOf(cited)) carriers.set(clause, [...(carriers.get(clause) ?? []), { kind, name }])
  }
  for (const rule of RULES) note('rule', rule.id, rule)
  for (const rule of STANDING_RULES) note('standing', rule.id, rule)
  for (const row of SUPPORT_ROWS) note('support', row.rule, row)
  for (const [level, terms] of Object.entries(TERMS)) note('support', `terms of ${level}`, terms)
  for (const parameter of PARAMETERS) note('parameter', parameter.key, parameter)
  for (const [name, move] of elsewhere.moves) note('move', name, move)
  for (const [level, terms] of Object.entries(LEVEL_TABLE)) note('table', `level ${level}`, terms)
  for (const payer of PAYERS) note('table', `payer: ${payer.way}`, payer)
  for (const [stage, row] of Object.entries(STAGES)) note('stage', stage, row)
  const byClause = Map.groupBy(elsewhere.testCases, (testCase) => testCase.clause)
  for (const [clause, testCases] of byClause)
    note('test cases', `${testCases.length} of the SIP trunk plan`, { clause })
  return CLAUSES.map((clause) => ({
    clause,
    carriers: carriers.get(clause.id) ?? [],
    otherwise: CARRIED_OTHERWISE.find((each) => each.clause === clause.id) ?? null,
  }))
}

/** The clauses something cites: its own, further ones, and those of the reading it rests on. */
function clausesOf({ clause, also = [], reading }: Cited): ReadonlySet<string> {
  const readings = [clause, reading].flatMap((id) => READINGS.find((each) => each.id === id)?.clauses ?? [])
  return new Set([clause, ...also, ...readings])
}
