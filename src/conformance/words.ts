/** What a test case of a project says, wherever it comes from: the trunk plan, its SAT plan, or the template; and whose words these are. */
import type { Attributed } from '../kernel/language.ts'
import { isTrunk, type Product } from '../programme/product.ts'
import type { ProjectFile } from '../programme/project-file.ts'
import type { SatWording } from '../programme/sat/sat.ts'
import { testCaseByPlanId } from './cases/index.ts'
import { SAT_GROUPS } from './sat/template-case.ts'
import { templateCase, templateTexts } from './sat/templates.ts'
import { type Criticality, groupOf, GROUPS, type Scope, type TestCase } from './test-case.ts'

export type TestCaseWords = {
  readonly title: Attributed
  readonly criticality: Criticality
  readonly scope: Scope
  readonly clause: string
  readonly precondition: Attributed | null
  readonly steps: readonly Attributed[]
  /** What is to be seen, each part under its heading. */
  readonly expected: readonly (readonly [heading: string, text: Attributed])[]
  readonly cites: Attributed
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
  const { title, precondition, steps, expected, evidence } = attributedWording(product, plan, found)
  const parts: readonly (readonly [string, Attributed])[] = [
    ['What is expected', expected],
    ['What shows it', evidence],
  ]
  return {
    title,
    criticality: found.criticality,
    scope: found.scope,
    clause: project.level === 'SAT' ? '5N.a' : '6.1',
    precondition: unlessEmpty(precondition),
    steps,
    expected: parts.filter(([, { text }]) => text !== ''),
    cites: byOthers(found.reference),
  }
}

export function titleOf(file: Speaks, plan: string): Attributed {
  return wordsOf(file, plan)?.title ?? byOthers('')
}

/** A title with its place in the plan before it: `HLD-01 The PBX holds a call`. */
export function placed(plan: string, { text, ours }: Attributed): Attributed {
  return { text: `${plan} ${text}`, ours: ours.length === 0 ? [] : [plan, ...ours] }
}

export type AttributedWording = Readonly<Record<'title' | 'precondition' | 'expected' | 'evidence', Attributed>> & {
  readonly steps: readonly Attributed[]
}

/**
 * Whose words a wording is in, field by field, the steps together as one. Partners take the template's test cases over
 * and edit them: a field is ours as long as it is, letter for letter, that of the template at the same place of the
 * plan. From the first other letter on it is its author's, as whatever has no template behind it is.
 */
export function attributedWording(
  product: Pick<Product, 'family'>,
  plan: string,
  { title, precondition, steps, expected, evidence }: SatWording,
): AttributedWording {
  const template = templateTexts(product, plan)
  const areStepsOurs = template?.steps.join('\n') === steps.join('\n')
  const attributed = (text: string, ours: readonly string[] | undefined): Attributed =>
    ours?.join(' ') === text ? { text, ours } : byOthers(text)
  return {
    title: attributed(title, template?.title),
    precondition: attributed(precondition, template?.precondition),
    steps: steps.map((step) => (areStepsOurs ? byUs(step) : byOthers(step))),
    expected: attributed(expected, template?.expected),
    evidence: attributed(evidence, template?.evidence),
  }
}

const byUs = (text: string): Attributed => ({ text, ours: [text] })
const byOthers = (text: string): Attributed => ({ text, ours: [] })
const unlessEmpty = (text: Attributed): Attributed | null => (text.text === '' ? null : text)

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
    title: byUs(title),
    criticality,
    scope,
    clause,
    precondition: unlessEmpty(byUs(precondition ?? '')),
    steps: procedure.map(byUs),
    expected: [
      ['On the wire', byUs(onWire)],
      ['What people notice', byUs(byPeople)],
    ],
    cites: byUs(cites.join(', ')),
  }
}

/** The test case of trunks with this id; null for any other product, whose plan may call something else by it. */
export function trunkTestCase(product: Pick<Product, 'family'>, plan: string): TestCase | null {
  return isTrunk(product) ? testCaseByPlanId(plan) : null
}
