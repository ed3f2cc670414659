/** What a test case of a project says, wherever it comes from: the trunk plan, its SAT plan, or the template. */
import { isTrunk } from '../programme/product.ts'
import type { ProjectFile } from '../programme/project-file.ts'
import { testCaseByPlanId } from './cases/index.ts'
import { SAT_GROUPS } from './sat/template-case.ts'
import { templateCase } from './sat/templates.ts'
import { type Criticality, groupOf, GROUPS, type Scope } from './test-case.ts'

export type TestCaseWords = {
  readonly title: string
  readonly criticality: Criticality
  readonly scope: Scope
  readonly clause: string
  readonly precondition: string
  readonly steps: readonly string[]
  /** What is to be seen, each part under its heading. */
  readonly expected: readonly (readonly [heading: string, text: string])[]
  readonly cites: string
}

type Speaks = Pick<ProjectFile, 'product' | 'sat' | 'template'> & {
  readonly project: Pick<ProjectFile['project'], 'level' | 'additions'>
}

/** Null where no plan of this project has such a test case. */
export function wordsOf({ product, sat, template, project }: Speaks, plan: string): TestCaseWords | null {
  const own = project.additions?.find((each) => each.plan === plan)?.own
  if (!own && isTrunk(product) && project.level !== 'SAT') return trunkWords(plan)
  const worded = [...(sat?.testCases ?? []), ...template].find((each) => each.plan === plan)
  const found = own ?? worded ?? templateCase(product, plan)
  if (!found) return null
  const { title, criticality, scope, precondition, steps, expected, evidence, reference } = found
  const parts: readonly (readonly [string, string])[] = [
    ['What is expected', expected],
    ['What shows it', evidence],
  ]
  return {
    title,
    criticality,
    scope,
    clause: project.level === 'SAT' ? '5N.a' : '6.1',
    precondition,
    steps,
    expected: parts.filter(([, text]) => text !== ''),
    cites: reference,
  }
}

export function titleOf(file: Speaks, plan: string): string {
  return wordsOf(file, plan)?.title ?? ''
}

/** The group of a test case in words; what a partner named by itself stands under its own prefix. */
export function groupName(plan: string): string {
  const group = groupOf(plan)
  return SAT_GROUPS[group] ?? GROUPS[group] ?? group
}

function trunkWords(plan: string): TestCaseWords | null {
  const found = testCaseByPlanId(plan)
  if (!found) return null
  const { title, criticality, scope, clause, precondition, procedure, onWire, byPeople, cites } = found
  return {
    title,
    criticality,
    scope,
    clause,
    precondition: precondition ?? '',
    steps: procedure,
    expected: [
      ['On the wire', onWire],
      ['What people notice', byPeople],
    ],
    cites: cites.join(', '),
  }
}
