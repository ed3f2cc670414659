/**
 * A SAT: the partner's own test of a product on a platform release, against a plan that the lab approved
 * (section 5). It belongs to the project of level SAT it was made in; projects of higher levels build on it.
 * Results are kept in a run like any other; what is asked about a test case is a thread like any other.
 */
import { z } from 'zod'
import { canonical } from '../../kernel/canonical.ts'
import { line, maybeProse, prose } from '../input.ts'
import type { ProjectFile } from '../project-file.ts'
import type { PlannedTestCase } from '../run.ts'
import type { Stamp } from '../stamp.ts'
import type { Thread } from '../thread.ts'

/** What a test case says; what the partner writes, the lab suggests and a spreadsheet holds. */
export type SatWording = {
  readonly title: string
  readonly criticality: PlannedTestCase['criticality']
  readonly scope: PlannedTestCase['scope']
  /** The interfaces of the product that it exercises (2.1). */
  readonly interfaces: readonly string[]
  readonly precondition: string
  readonly steps: readonly string[]
  readonly expected: string
  readonly evidence: string
  readonly reference: string
}

export type SatTestCase = SatWording & {
  /** Its place in the plan, as people say it: `CAL-01`. */
  readonly plan: string
  readonly effort: PlannedTestCase['effort']
  readonly origin: 'template' | 'own'
  /** Why the template has it for this product, where it does not for every product. */
  readonly because?: string
  /** Counts up with every change, so that a reviewer's tick holds for what was read and nothing else. */
  readonly version: number
}

/** Information on the application and the test bed (layout 4.4). */
export type SatApplication = {
  readonly architecture: string
  readonly connections: string
  readonly licences: string
  readonly limits: string
  readonly testBed: string
}

/** The update that keeps a certification green: what changed, and the lab's note of it (8.9b). */
export type SatUpdate = {
  readonly asked: Stamp
  readonly platformRelease: string
  readonly changes: string
  readonly answered: (Stamp & { readonly outcome: 'noted' | 'returned'; readonly remark: string }) | null
}

export type Sat = {
  readonly project: string
  readonly product: string
  readonly platform: string
  readonly platformRelease: string
  readonly application: SatApplication
  readonly testCases: readonly SatTestCase[]
  /** Test cases of the template that the plan does without, each with what covers it or why it does not apply. */
  readonly leftOut: readonly { readonly plan: string; readonly because: string }[]
  readonly submitted: readonly Stamp[]
  /** The plan as the lab had it before it when it last sent it back: what changed since is told against it. */
  readonly lastRead: (Stamp & { readonly testCases: readonly SatTestCase[] }) | null
  /** By reviewer and test case, the version that was read. */
  readonly viewed: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly approved: (Stamp & { readonly remark: string }) | null
  readonly filed: readonly SatFiling[]
  readonly accepted: (Stamp & { readonly remark: string }) | null
  readonly updates: readonly SatUpdate[]
}

export const SAT_PLACES = { 'in-house': 'in-house', field: 'in the field' } as const

/** Results handed in: where they were gained, and how the partner sums them up (5N.d1). */
export type SatFiling = Stamp & { readonly place: keyof typeof SAT_PLACES; readonly summary: string }

/** No plan of this trade comes near it; the SIP trunk plan has ninety. */
export const MOST_TEST_CASES = 300

export const satPlanId = () =>
  z
    .string({ error: 'A short name such as CAL-01, please.' })
    .trim()
    .toUpperCase()
    .regex(/^[A-Z][A-Z\d]{1,7}-\d{1,3}$/, { error: 'Letters, a hyphen and a number, such as CAL-01.' })

const steps = z
  .array(prose(2000))
  .max(40, { error: 'At most 40 steps.' })
  .transform((texts) => texts.flatMap((text) => text.split(/\r?\n/)).map((step) => step.trim()))
  .transform((lines) => lines.filter((step) => step !== '').map((step) => step.replace(/^(\d{1,2}[.)]|[-*•])\s+/, '')))
  .refine((lines) => lines.length > 0, { error: 'At least one step, please.' })
  .refine((lines) => lines.length <= 40, { error: 'At most 40 steps.' })

/** The wording of a test case as it comes in; steps one a line. */
export const satWording = z.strictObject({
  title: line(160),
  criticality: z.enum(['KO', 'IMP', 'OPT'], { error: 'One of KO, IMP, OPT.' }),
  scope: z.enum(['interface', 'feature'], { error: 'Interface or feature.' }),
  interfaces: z.array(line(40)).max(20).default([]),
  precondition: maybeProse(1000),
  steps,
  expected: prose(2000),
  evidence: maybeProse(300),
  reference: maybeProse(200),
})

export function blankSat(of: Pick<Sat, 'project' | 'product' | 'platform' | 'platformRelease'>): Sat {
  return {
    ...of,
    application: { architecture: '', connections: '', licences: '', limits: '', testBed: '' },
    testCases: [],
    leftOut: [],
    submitted: [],
    lastRead: null,
    viewed: {},
    approved: null,
    filed: [],
    accepted: null,
    updates: [],
  }
}

export function wordingOf(testCase: SatTestCase): SatWording {
  const { plan: _, effort: __, origin: ___, version: ____, because: _____, ...wording } = testCase
  return wording
}

/** The plan with a test case put in or changed; nothing counts up where nothing was said differently. */
export function withWording(
  sat: Sat,
  plan: string,
  wording: SatWording,
  fresh: Pick<SatTestCase, 'effort' | 'origin'>,
): Sat {
  const before = sat.testCases.find((each) => each.plan === plan)
  if (!before) {
    const added: SatTestCase = { plan, ...wording, ...fresh, version: 1 }
    return {
      ...sat,
      testCases: [...sat.testCases, added],
      leftOut: sat.leftOut.filter((each) => each.plan !== plan),
    }
  }
  if (canonical(wordingOf(before)) === canonical(wording)) return sat
  const changed: SatTestCase = { ...before, ...wording, version: before.version + 1 }
  return { ...sat, testCases: sat.testCases.map((each) => (each.plan === plan ? changed : each)) }
}

export type SatChange = {
  readonly plan: string
  readonly kind: 'added' | 'changed' | 'removed'
  readonly before: SatTestCase | null
  readonly after: SatTestCase | null
}

/** What is different from the plan that the lab last had before it; nothing before the first reading. */
export function changesSince(sat: Sat): readonly SatChange[] {
  if (!sat.lastRead) return []
  const before = new Map(sat.lastRead.testCases.map((each) => [each.plan, each]))
  const now = sat.testCases.flatMap((after): SatChange[] => {
    const was = before.get(after.plan) ?? null
    if (was?.version === after.version) return []
    return [{ plan: after.plan, kind: was ? 'changed' : 'added', before: was, after }]
  })
  const kept = new Set(sat.testCases.map((each) => each.plan))
  const removed = sat.lastRead.testCases
    .filter((each) => !kept.has(each.plan))
    .map((each): SatChange => ({ plan: each.plan, kind: 'removed', before: each, after: null }))
  return [...now, ...removed]
}

/** What a plan still lacks before it can be handed in, in sentences (5N.a, 5N.b1). */
export function gapsOf({ sat, product }: Pick<ProjectFile, 'sat' | 'product'>): readonly string[] {
  if (!sat) return ['There is no plan.']
  const { application, testCases } = sat
  const covered = new Set(testCases.flatMap((each) => each.interfaces))
  const bare = product.interfaces.filter((each) => !covered.has(each))
  return [
    ...(testCases.length === 0 ? ['The plan has no test cases yet.'] : []),
    ...(bare.length > 0 && testCases.length > 0 ? [`No test case exercises ${bare.join(' and ')}.`] : []),
    ...(application.architecture === '' ? ['The architecture is not described.'] : []),
    ...(application.testBed === '' ? ['The test bed is not described.'] : []),
  ]
}

/** Must-pass test cases of the template that the plan neither has nor says anything about (5N.b2). */
export function missingFromTemplate({ sat, template }: Pick<ProjectFile, 'sat' | 'template'>): readonly string[] {
  const spoken = new Set([...(sat?.testCases ?? []), ...(sat?.leftOut ?? [])].map((each) => each.plan))
  return template.filter((each) => each.criticality === 'KO' && !spoken.has(each.plan)).map((each) => each.plan)
}

/** Open threads about test cases: nothing is approved or accepted over them. */
export function openThreads(threads: readonly Thread[]): readonly Thread[] {
  return threads.filter((each) => each.state === 'open' && each.about.kind === 'test-case')
}

/** Whether a project is a SAT that was accepted; it stays so while its update is read. */
export function isAcceptedSat({ sat, project }: Pick<ProjectFile, 'sat' | 'project'>): boolean {
  return sat?.project === project.id && sat.accepted !== null
}
