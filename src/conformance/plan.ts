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
