/**
 * The plan of a project: out of all test cases, those that what was declared and the wanted level call
 * for (2.1, 3C.1, 3A.1). Everything left out is left out with its reason.
 */
import { CAPABILITIES, type Capability } from '../programme/capability.ts'
import type { Level } from '../programme/level.ts'
import type { Plan, PlannedTestCase, Result } from '../programme/run.ts'
import { groupOf, GROUPS, type TestCase } from './test-case.ts'

export function selectPlan(all: readonly TestCase[], declared: readonly Capability[], level: Level): Plan {
  const testCases: PlannedTestCase[] = []
  const leftOut: { plan: string; because: string }[] = []
  for (const each of all) {
    const undeclared = each.needs.find((need) => !declared.includes(need))
    if (undeclared) leftOut.push({ plan: each.plan, because: `Not declared: ${CAPABILITIES[undeclared]}.` })
    else if (!isInScope(each, level))
      leftOut.push({ plan: each.plan, because: `A feature test case; ${level} takes those that must pass.` })
    else
      testCases.push({
        plan: each.plan,
        criticality: each.criticality,
        scope: each.scope,
        effort: each.effort,
        because: because(each),
        group: GROUPS[groupOf(each.plan)] ?? groupOf(each.plan),
      })
  }
  return { testCases, leftOut }
}

/**
 * Interface test cases run at every level. Feature test cases run at MAT (3A.1); those that must pass
 * also run below it for trunks, because they exercise the trunk itself.
 */
function isInScope(testCase: TestCase, level: Level): boolean {
  return testCase.scope === 'interface' || testCase.criticality === 'KO' || level === 'MAT'
}

function because(testCase: TestCase): string {
  return testCase.needs.length === 0
    ? 'Applies to every trunk.'
    : `Declared: ${testCase.needs.map((need) => CAPABILITIES[need]).join(', ')}.`
}

/**
 * What every partial recertification runs again, whatever changed (G-20): the ways in and out, digits, hold,
 * transfer, who is calling, and the call for help.
 */
export const REGRESSION_CORE = [
  'CON-01',
  'OUT-01',
  'OUT-02',
  'INB-01',
  'INB-02',
  'RNG-01',
  'COD-01',
  'DTM-01',
  'HLD-01',
  'TRF-02',
  'IDN-01',
  'EMG-01',
] as const

/** The plan of a partial recertification: what the review call named and the regression core (8.6, G-20). */
export function narrowPlan(plan: Plan, named: readonly string[], certified: string): Plan {
  const isCore = (each: PlannedTestCase) => (REGRESSION_CORE as readonly string[]).includes(each.plan)
  const isNamed = (each: PlannedTestCase) => named.includes(each.plan)
  const because = (each: PlannedTestCase) =>
    isNamed(each) ? 'Named by the review call: what changed touches it.' : 'Part of the regression core.'
  return {
    testCases: plan.testCases
      .filter((each) => isNamed(each) || isCore(each))
      .map((each) => ({ ...each, because: because(each) })),
    leftOut: [
      ...plan.testCases
        .filter((each) => !isNamed(each) && !isCore(each))
        .map((each) => ({ plan: each.plan, because: `Certified by ${certified}; what changed does not touch it.` })),
      ...plan.leftOut,
    ],
  }
}

/**
 * What a retest takes in (G-02): the test cases that failed or stayed inconclusive, and those linked to
 * them: the must-pass ones of the same group, where a mended fault shows its side effects.
 */
export function retestOf(
  planned: readonly PlannedTestCase[],
  results: Readonly<Record<string, Result>>,
): readonly string[] {
  const short = new Set(['failed', 'inconclusive', 'not-tested', 'not-observable'])
  const isShort = (plan: string) => short.has(results[plan]?.verdict ?? 'passed')
  const groups = new Set(planned.filter((each) => isShort(each.plan)).map((each) => groupOf(each.plan)))
  return planned
    .filter((each) => isShort(each.plan) || (each.criticality === 'KO' && groups.has(groupOf(each.plan))))
    .map((each) => each.plan)
}
