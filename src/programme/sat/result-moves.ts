/** Results of a SAT: recorded by the partner, handed in whole, asked about by the lab, accepted (5N.d1, 5N.d2). */
import { z } from 'zod'
import { count } from '../../kernel/text.ts'
import { declared, maybeProse, prose } from '../input.ts'
import { moveOn, put, stampOf } from '../move.ts'
import { PARTNER } from '../permission.ts'
import type { ProjectFile } from '../project-file.ts'
import { enter } from '../project.ts'
import { openRun, progressOf, recorded, resultInput } from '../run.ts'
import { satEvidenceId } from '../standing-moves.ts'
import { satOf } from './plan-moves.ts'
import { openThreads, SAT_PLACES, type SatFiling } from './sat.ts'

const move = moveOn<ProjectFile>()
const lab = { 'lab-engineer': 'any' } as const
const testing = ['sat-testing', 'sat-questions'] as const

export const satResultMoves = {
  'record-sat-result': move({
    says: 'Record the result',
    clause: '5N.d1',
    by: PARTNER,
    from: testing,
    gates: () => ['file-sat-results'],
    input: resultInput,
    decide: (file, input, context) => recorded(openRun(file), input, context),
  }),

  'file-sat-results': move({
    says: 'Submit the results',
    clause: '5N.d1',
    by: PARTNER,
    from: testing,
    to: ['sat-results-review'],
    gates: () => ['file-sat-results'],
    input: z.strictObject({
      place: z.enum(Object.keys(SAT_PLACES) as [SatFiling['place'], ...SatFiling['place'][]], {
        error: 'Where was it tested?',
      }),
      summary: prose(),
      declares: declared('That you ran every test case as it is written'),
    }),
    obstacle: (file) => {
      const run = file.runs.at(-1)
      const { done, of } = run ? progressOf(run) : { done: 0, of: 0 }
      if (done < of) {
        return {
          says:
            of - done === 1
              ? `1 test case of ${of} has no result yet.`
              : `${of - done} test cases of ${of} have no result yet.`,
          next: 'Record a result for each; one that cannot be tested is "not tested", with the reason.',
          clause: '5N.d1',
        }
      }
      const waiting = openThreads(file.threads).filter((each) => each.waitsFor === 'partner')
      return waiting.length > 0
        ? {
            says: `${count(waiting.length, 'question')} of the lab waiting for you.`,
            next: 'Answer first.',
            clause: '5N.d2',
          }
        : null
    },
    decide: (file, { place, summary }, context) => {
      const stamp = stampOf(context)
      const sat = satOf(file)
      return {
        kind: 'sat-results-filed',
        says: `SAT results submitted, tested ${SAT_PLACES[place]}`,
        data: { place, summary },
        puts: [
          put('sat', sat.project, { ...sat, filed: [...sat.filed, { ...stamp, place, summary }] }),
          put('project', file.project.id, enter(file.project, 'sat-results-review', stamp)),
        ],
      }
    },
  }),

  'question-sat-results': move({
    says: 'Send the questions',
    clause: '5N.d2',
    by: lab,
    from: ['sat-results-review'],
    to: ['sat-questions'],
    input: z.strictObject({ remark: maybeProse(2000) }),
    obstacle: ({ threads }) =>
      openThreads(threads).some((each) => each.waitsFor === 'partner')
        ? null
        : {
            says: 'No question about a test case waits for the partner.',
            next: 'Ask at the test case in question, then send the questions; or accept the SAT.',
            clause: '5N.d2',
          },
    decide: (file, { remark }, context) => {
      const asked = openThreads(file.threads).flatMap((each) => each.about.ref ?? [])
      return {
        kind: 'sat-results-questioned',
        says: `The lab has questions about ${[...new Set(asked)].join(', ')}`,
        data: { remark, testCases: asked },
        puts: [put('project', file.project.id, enter(file.project, 'sat-questions', stampOf(context)))],
      }
    },
  }),

  'accept-sat': move({
    says: 'Accept the SAT',
    clause: '5N.d2',
    by: lab,
    from: ['sat-results-review'],
    to: ['sat-accepted'],
    gates: () => ['accept-sat'],
    input: z.strictObject({ remark: maybeProse(2000) }),
    decide: (file, { remark }, context) => {
      const stamp = stampOf(context)
      const sat = satOf(file)
      const { project } = file
      const run = openRun(file)
      const evidence = {
        product: project.product,
        platform: project.platform,
        platformRelease: project.platformRelease,
        accepted: context.day,
      }
      return {
        kind: 'sat-accepted',
        says: `SAT accepted on ${file.platform.name} ${project.platformRelease}`,
        data: { remark, ...evidence },
        puts: [
          put('sat', sat.project, { ...sat, accepted: { ...stamp, remark } }),
          put('run', run.id, { ...run, finished: { ...stamp, summary: sat.filed.at(-1)?.summary ?? '' } }),
          put('sat-evidence', satEvidenceId(evidence), evidence),
          put('project', project.id, enter(project, 'sat-accepted', stamp)),
        ],
      }
    },
  }),
}
