/**
 * The plan of a certification above a SAT (6.1): the accepted SAT plan is its base, and what must pass by the
 * template, the review of the documents included, is added where the SAT plan has no such test case.
 */
import type { Level } from '../../programme/level.ts'
import type { Plan, PlannedTestCase } from '../../programme/run.ts'
import type { Sat, SatTestCase } from '../../programme/sat/sat.ts'
import { groupName } from '../words.ts'
import type { Template } from './templates.ts'

export function certificationPlan(sat: Sat | null, template: Template, level: Level): Plan {
  const base = sat?.testCases ?? []
  const there = new Set(base.map((each) => each.plan))
  const added = template.testCases.filter(
    (each) => !there.has(each.plan) && (sat === null || each.criticality === 'KO'),
  )
  const planned = [
    ...base.map((each) => planAs(each, 'From the accepted SAT plan.')),
    ...added.map((each) => planAs(each, sat ? 'Added for certification; the SAT did without.' : fromTemplate(each))),
  ]
  const isIn = ({ scope, criticality }: PlannedTestCase) =>
    scope === 'interface' || criticality === 'KO' || level === 'MAT'
  return {
    testCases: planned.filter(isIn),
    leftOut: [
      ...planned
        .filter((each) => !isIn(each))
        .map(({ plan }) => ({ plan, because: `A feature test case; ${level} takes those that must pass.` })),
      ...template.testCases
        .filter((each) => !there.has(each.plan) && !added.includes(each))
        .map(({ plan }) => ({ plan, because: withoutIt(sat, plan) })),
      ...template.leftOut.filter((each) => !there.has(each.plan)),
    ],
  }
}

/** The plan of a SAT as it stands: all of it, at every scope. */
export function satPlan(sat: Sat): Plan {
  const because = (each: SatTestCase) => (each.origin === 'template' ? fromTemplate(each) : 'The partner’s own.')
  return { testCases: sat.testCases.map((each) => planAs(each, because(each))), leftOut: sat.leftOut }
}

function withoutIt(sat: Sat | null, plan: string): string {
  const said = sat?.leftOut.find((each) => each.plan === plan)?.because
  return said ? `The SAT did without: ${said}` : 'The accepted SAT plan does not have it.'
}

function fromTemplate({ because }: SatTestCase): string {
  return because ? `From the template. ${because}` : 'From the template.'
}

function planAs({ plan, criticality, scope, effort }: SatTestCase, because: string): PlannedTestCase {
  return { plan, criticality, scope, effort, because, group: groupName(plan) }
}
