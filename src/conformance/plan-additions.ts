/** A plan with what the lab added to it (6.1): each test case stands with its group and says why it was added. */
import type { Plan, PlannedTestCase } from '../programme/run.ts'
import type { PlanAddition } from '../programme/plan-additions.ts'
import { groupName } from './words.ts'

/** What a plan takes of a test case, wherever that is worded. */
type Known = Pick<PlannedTestCase, 'criticality' | 'scope' | 'effort'>

/**
 * What the plan has come to have by itself stays as it is there; an addition whose wording is nowhere found any
 * more (`find` answers null) is passed over.
 */
export function withAdditions(
  plan: Plan,
  additions: readonly PlanAddition[],
  find: (plan: string) => Known | null,
): Plan {
  return additions.reduce<Plan>((so, { plan: name, because, own }) => {
    const known = own ?? find(name)
    if (!known || so.testCases.some((each) => each.plan === name)) return so
    const { criticality, scope, effort } = known
    const group = groupName(name)
    const fresh = { plan: name, criticality, scope, effort, group, because: `Added by the lab: ${because}` }
    const last = so.testCases.findLastIndex((each) => (each.group ?? groupName(each.plan)) === group)
    const at = last < 0 ? so.testCases.length : last + 1
    return {
      testCases: so.testCases.toSpliced(at, 0, fresh),
      leftOut: so.leftOut.filter((each) => each.plan !== name),
    }
  }, plan)
}
