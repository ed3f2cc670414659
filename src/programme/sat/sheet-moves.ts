/**
 * A partner's own plan, or results filled into the exported one, taken from a file: all of it or nothing
 * (5N.a, 5N.d1). What the file would do is shown by `blendOf` before it is taken.
 */
import { z } from 'zod'
import { canonical } from '../../kernel/canonical.ts'
import { refuse } from '../../kernel/refusal.ts'
import { count } from '../../kernel/text.ts'
import { moveOn, type Put, put } from '../move.ts'
import { PARTNER } from '../permission.ts'
import type { ProjectFile } from '../project-file.ts'
import { openRun, recorded, resultInput, type Run } from '../run.ts'
import { satOf } from './plan-moves.ts'
import {
  missingFromTemplate,
  MOST_TEST_CASES,
  type Sat,
  satPlanId,
  type SatWording,
  satWording,
  wordingOf,
  withWording,
} from './sat.ts'
import type { SheetTestCase } from './sheet.ts'

const move = moveOn<ProjectFile>()

export const satSheetMoves = {
  'take-in-sat-plan': move({
    says: 'Take it into the plan',
    clause: '5N.b1',
    by: PARTNER,
    from: ['sat-plan', 'sat-plan-changes'],
    input: z.strictObject({
      testCases: z
        .array(satWording.extend({ plan: satPlanId() }))
        .min(1)
        .max(MOST_TEST_CASES),
    }),
    decide: (file, { testCases }) => {
      const { added, changed } = blendOf(file, testCases)
      const sat = blended(file, testCases)
      if (sat.testCases.length > MOST_TEST_CASES) {
        return refuse('too-large', {
          says: `The plan would have ${sat.testCases.length} test cases; ${MOST_TEST_CASES} is the most.`,
          next: 'Leave some out of the file or of the plan.',
          clause: '5N.a',
        })
      }
      return {
        kind: 'sat-plan-taken-in',
        says: `SAT plan taken in from a file: ${count(added.length, 'test case')} added, ${changed.length} changed`,
        data: { added: [...added], changed: [...changed] },
        puts: [put('sat', sat.project, sat)],
      }
    },
  }),

  'take-in-sat-results': move({
    says: 'Take the results in',
    clause: '5N.d1',
    by: PARTNER,
    from: ['sat-testing', 'sat-questions'],
    gates: () => ['file-sat-results'],
    input: z.strictObject({ results: z.array(resultInput).min(1).max(MOST_TEST_CASES) }),
    decide: (file, { results }, context) => {
      const puts = results.reduce<{ run: Run; last: readonly Put[] }>(
        ({ run }, result) => {
          const decision = recorded(run, result, context)
          const [first] = decision.puts
          return { run: first?.noun === 'run' ? first.state : run, last: decision.puts }
        },
        { run: openRun(file), last: [] },
      )
      return {
        kind: 'sat-results-taken-in',
        says: `${count(results.length, 'result')} of the SAT taken in from a file`,
        data: { results: results.map(({ testCase, verdict }) => `${testCase} ${verdict}`) },
        puts: puts.last,
      }
    },
  }),
}

/** What taking a file in would do: names of test cases, by what becomes of them. */
export type Blend = {
  readonly added: readonly string[]
  readonly changed: readonly string[]
  /** How the changed ones were worded, and would be. */
  readonly wordings: readonly { readonly plan: string; readonly before: SatWording; readonly after: SatWording }[]
  readonly same: readonly string[]
  /** In the plan and not in the file: they stay. */
  readonly kept: readonly string[]
  /** Must-pass test cases of the template that are in neither. */
  readonly missing: readonly string[]
}

export function blendOf(file: ProjectFile, incoming: readonly SheetTestCase[]): Blend {
  const sat = satOf(file)
  const there = wordingsIn(sat)
  const after = blended(file, incoming)
  const now = wordingsIn(after)
  const coming = incoming.map((each) => each.plan)
  const wordings = coming.flatMap((plan) => {
    const [before, as] = [there.get(plan), now.get(plan)]
    return before && as && canonical(before) !== canonical(as) ? [{ plan, before, after: as }] : []
  })
  const changed = wordings.map((each) => each.plan)
  return {
    added: coming.filter((plan) => !there.has(plan)),
    changed,
    wordings,
    same: coming.filter((plan) => there.has(plan) && !changed.includes(plan)),
    kept: sat.testCases.map((each) => each.plan).filter((plan) => !coming.includes(plan)),
    missing: missingFromTemplate({ ...file, sat: after }),
  }
}

function wordingsIn(sat: Sat): ReadonlyMap<string, SatWording> {
  return new Map(sat.testCases.map((each) => [each.plan, wordingOf(each)]))
}

/** The plan with what comes put in; what is called as in the template is of the template, at its effort. */
function blended(file: ProjectFile, incoming: readonly SheetTestCase[]): Sat {
  const { interfaces } = file.product
  return incoming.reduce<Sat>((sat, { plan, ...wording }) => {
    const known = wording.interfaces.filter((each) => interfaces.includes(each))
    const proposed = file.template.find((each) => each.plan === plan)
    const fresh = proposed ?? ({ effort: 'medium', origin: 'own' } as const)
    const { effort, origin } = fresh
    return withWording(sat, plan, { ...wording, interfaces: known.length > 0 ? known : interfaces }, { effort, origin })
  }, satOf(file))
}
