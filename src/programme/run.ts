/**
 * A run: one execution of a plan in one set-up, with a result for every test case in it. A retest is a
 * run of its own over the test cases that failed and those linked to them; the results that count are
 * the latest of each test case.
 */
import { z } from 'zod'
import { refuse } from '../kernel/refusal.ts'
import { type Context, type Decision, moveOn, type Obstacle, type Put, put, stampOf } from './move.ts'
import type { Effort } from './fees.ts'
import { line, maybeProse, prose, reference } from './input.ts'
import { currentRun, type ProjectFile } from './project-file.ts'
import { acceptedReview, enter } from './project.ts'
import type { Stamp } from './stamp.ts'

export const VERDICTS = {
  passed: 'passed',
  'passed-with-limitation': 'passed with limitation',
  failed: 'failed',
  inconclusive: 'inconclusive',
  'not-observable': 'not observable',
  'not-applicable': 'not applicable',
  'not-tested': 'not tested',
} as const

export type Verdict = keyof typeof VERDICTS

/** A test case as it stands in a plan: why it was chosen travels with it. */
export type PlannedTestCase = {
  readonly plan: string
  readonly criticality: 'KO' | 'IMP' | 'OPT'
  readonly scope: 'interface' | 'feature'
  readonly effort: keyof Effort
  readonly because: string
  /** The group of the plan it stands in, in words; older runs do not have it. */
  readonly group?: string
}

/** A plan before it is run: chosen from all test cases by what was declared (5T.b). */
export type Plan = {
  readonly testCases: readonly PlannedTestCase[]
  /** What was left out, and why: what was not claimed is shown as not claimed. */
  readonly leftOut: readonly { readonly plan: string; readonly because: string }[]
}

/** How many simple, medium and complex test cases there are: the first driver of the fee (9.2). */
export function effortOf(testCases: readonly PlannedTestCase[]): Effort {
  const count = (size: keyof Effort) => testCases.filter((each) => each.effort === size).length
  return { simple: count('simple'), medium: count('medium'), complex: count('complex') }
}

export type Result = Stamp & {
  readonly verdict: Verdict
  readonly note: string
  /** Required when it passed with a limitation: what people notice, and the way round (G-01). */
  readonly limitation: { readonly effect: string; readonly workaround: string } | null
  /** Counts up with every change, so that two people at one result are told apart. */
  readonly version: number
}

export type Run = {
  readonly id: string
  readonly project: string
  readonly kind: 'first' | 'retest' | 'self-assessment'
  readonly testCases: readonly PlannedTestCase[]
  readonly leftOut: Plan['leftOut']
  readonly pair: { readonly platformRelease: string; readonly productRelease: string }
  readonly setUp: string
  readonly started: Stamp
  /** How it went, in the words the report opens with. */
  readonly finished: (Stamp & { readonly summary?: string }) | null
  readonly results: Readonly<Record<string, Result>>
  /**
   * Everybody who ever recorded a result in it, overwritten ones too, or finished it before it was sent back; older
   * runs do not have it.
   */
  readonly recordedBy?: readonly string[]
}

/** The result that counts for each test case: the latest over all runs. */
export function standingResults(runs: readonly Run[]): Readonly<Record<string, Result>> {
  return Object.assign({}, ...runs.map((run) => run.results)) as Record<string, Result>
}

/** Every test case of the plan as first drawn up. */
export function plannedTestCases(runs: readonly Run[]): readonly PlannedTestCase[] {
  return runs[0]?.testCases ?? []
}

export function progressOf(run: Run): { readonly done: number; readonly of: number } {
  return { done: run.testCases.filter((each) => run.results[each.plan]).length, of: run.testCases.length }
}

/**
 * Who took part in testing: whoever started a run, ever recorded a result or finished it with the summary (four
 * eyes count persons, G-08). A result recorded anew by somebody else does not make the first one a stranger to it.
 */
export function testersOf(runs: readonly Run[]): readonly string[] {
  const people = runs.flatMap((run) => [
    run.started.by,
    ...recordersOf(run),
    ...(run.finished ? [run.finished.by] : []),
  ])
  return [...new Set(people)]
}

function recordersOf(run: Run): readonly string[] {
  return [...(run.recordedBy ?? []), ...Object.values(run.results).map((result) => result.by)]
}

/** The run under way again, as its report is sent back; whoever had finished it took part all the same (G-08). */
export function reopened(run: Run): Run {
  const finishers = run.finished ? [run.finished.by] : []
  return { ...run, finished: null, recordedBy: [...new Set([...recordersOf(run), ...finishers])] }
}

/**
 * What a review rested on, in one text: the results that count and the evidence in force. When it
 * differs from what the review noted, the review is void.
 */
export function restsOn(file: Pick<ProjectFile, 'runs' | 'evidence'>): string {
  const results = Object.entries(standingResults(file.runs)).map(
    ([plan, result]) => `${plan}:${result.version}:${result.verdict}:${result.at}`,
  )
  const evidence = file.evidence
    .filter((each) => each.testCase && !each.setAside)
    .map((each) => `${each.testCase}:${each.sha256}`)
  return [...results.toSorted(), ...evidence.toSorted()].join('\n')
}

/**
 * Changed evidence voids the reviews that rested on it, and sends a report that was waiting for its
 * decision back to the second person. Nothing to do while nobody has read it yet.
 */
export function voidReviews(file: ProjectFile, context: Context, testCase: string | null): readonly Put[] {
  const { project } = file
  const accepted = acceptedReview(project)
  if (testCase === null || accepted === null || project.certification !== null) return []
  const stamp = stampOf(context)
  const reviews = project.reviews.map((review) =>
    review.voided ? review : { ...review, voided: { ...stamp, reason: `What was recorded for ${testCase} changed.` } },
  )
  const reread = project.stage === 'decision' ? enter(project, 'report-review', stamp) : project
  return [put('project', project.id, { ...reread, reviews })]
}

/** A result as it is typed: a limitation where it passed with one, a note where it did not pass (G-01). */
export const resultInput = z
  .strictObject({
    testCase: reference(),
    verdict: z.enum(Object.keys(VERDICTS) as [Verdict, ...Verdict[]]),
    note: maybeProse(2000),
    limitation: z
      .strictObject({ effect: line(300), workaround: line(300) })
      .nullable()
      .default(null),
    /** The version the page showed; 0 when there was no result yet. */
    seen: z.int().min(0),
  })
  .superRefine((input, context) => {
    if (input.verdict === 'passed-with-limitation' && !input.limitation) {
      context.addIssue({
        code: 'custom',
        path: ['limitation'],
        message: 'Say what people notice and the way round it.',
      })
    }
    const needsNote = input.verdict === 'failed' || input.verdict === 'inconclusive' || input.verdict === 'not-tested'
    if (needsNote && input.note === '') {
      context.addIssue({ code: 'custom', path: ['note'], message: 'Say what was seen, or why it could not be tested.' })
    }
  })

const move = moveOn<ProjectFile>()
const lab = { 'lab-engineer': 'any' } as const

export const runMoves = {
  'record-result': move({
    says: 'Record the result',
    clause: '3C.1',
    by: lab,
    from: ['testing'],
    input: resultInput,
    decide: (file, input, context) => {
      const run = openRun(file)
      return recorded(run, input, context)
    },
  }),

  'correct-result': move({
    says: 'Correct a result',
    clause: '3C.1',
    by: lab,
    from: ['report-review', 'decision'],
    to: ['report-review'],
    input: resultInput,
    decide: (file, input, context) => {
      const run = file.runs.findLast((each) => each.testCases.some((planned) => planned.plan === input.testCase))
      if (!run) return notInPlan(input.testCase)
      const decision = recorded(run, input, context)
      return {
        ...decision,
        kind: 'result-corrected',
        puts: [...decision.puts, ...voidReviews(file, context, input.testCase)],
      }
    },
  }),

  'finish-testing': move({
    says: 'Finish testing',
    clause: '3C.1',
    by: lab,
    from: ['testing'],
    to: ['report-review'],
    gates: () => ['finish-testing'],
    input: z.strictObject({ summary: prose() }),
    obstacle: untested,
    decide: (file, input, context) => {
      const run = openRun(file)
      const stamp = stampOf(context)
      return {
        kind: 'testing-finished',
        says: `Testing finished: ${sayCounts(run)}`,
        data: { run: run.id, summary: input.summary },
        puts: [
          put('run', run.id, { ...run, finished: { ...stamp, summary: input.summary } }),
          put('project', file.project.id, enter(file.project, 'report-review', stamp)),
        ],
      }
    },
  }),
}

export function sayCounts(run: Run): string {
  const counts = new Map<Verdict, number>()
  for (const result of Object.values(run.results)) counts.set(result.verdict, (counts.get(result.verdict) ?? 0) + 1)
  return [...counts].map(([verdict, count]) => `${count} ${VERDICTS[verdict]}`).join(', ')
}

/** What keeps a run from its end: test cases without a result. */
export function untested(file: ProjectFile): Obstacle | null {
  const run = currentRun(file)
  const left = run ? progressOf(run) : null
  if (!left || left.done === left.of) return null
  return {
    says: `${left.of - left.done} of ${left.of} test cases have no result yet.`,
    next: 'Record a result for each; one that cannot be tested is "not tested", with the reason.',
    clause: 'G-01',
  }
}

/** A run over the plan, or over what is to be retested (G-02). */
export function newRun(file: ProjectFile, setUp: string, context: Context): Run {
  const { project } = file
  return {
    id: context.newId(),
    project: project.id,
    kind: project.retest ? 'retest' : 'first',
    testCases: project.retest ? retestCases(file, project.retest.testCases) : file.plan.testCases,
    leftOut: project.retest ? [] : file.plan.leftOut,
    pair: { platformRelease: project.platformRelease, productRelease: project.productRelease },
    setUp,
    started: stampOf(context),
    finished: null,
    results: {},
  }
}

function retestCases(file: ProjectFile, plans: readonly string[]): readonly PlannedTestCase[] {
  const known = file.runs[0]?.testCases ?? []
  return known
    .filter((each) => plans.includes(each.plan))
    .map((each) => ({ ...each, because: 'It failed before, or is linked to one that failed.' }))
}

/** The result put into its run; refused where somebody else was faster, or the test case is not in it. */
export function recorded(run: Run, input: z.infer<typeof resultInput>, context: Context): Decision {
  if (!run.testCases.some((planned) => planned.plan === input.testCase)) return notInPlan(input.testCase)
  const before = run.results[input.testCase]
  if ((before?.version ?? 0) !== input.seen) {
    return refuse('stale', {
      says: `Somebody recorded ${input.testCase} as ${VERDICTS[before?.verdict ?? 'inconclusive']} meanwhile.`,
      next: 'Look at what they wrote, then record yours again if it still stands.',
    })
  }
  const result: Result = {
    ...stampOf(context),
    verdict: input.verdict,
    note: input.note,
    limitation: input.verdict === 'passed-with-limitation' ? input.limitation : null,
    version: input.seen + 1,
  }
  const recordedBy = [...new Set([...recordersOf(run), result.by])]
  return {
    kind: 'result-recorded',
    says: `${input.testCase} ${VERDICTS[input.verdict]}`,
    data: {
      run: run.id,
      testCase: input.testCase,
      verdict: input.verdict,
      note: input.note,
      limitation: result.limitation,
    },
    puts: [put('run', run.id, { ...run, results: { ...run.results, [input.testCase]: result }, recordedBy })],
  }
}

/** The run that is under way; refused where none is. */
export function openRun(file: ProjectFile): Run {
  const run = currentRun(file)
  if (run && !run.finished) return run
  return refuse('not-now', { says: 'No run is open.', next: 'Start testing first.', clause: '3C.1' })
}

function notInPlan(testCase: string): never {
  return refuse('not-found', {
    says: `${testCase} is not in the plan of this run.`,
    next: 'Choose a test case of the plan.',
  })
}
