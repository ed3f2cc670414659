/**
 * The lab reads a SAT plan like a colleague's change: ticks by test case, comments as threads, suggestions
 * that the partner takes with one press; nothing is approved over an open thread (5.1, 5N.a).
 */
import { z } from 'zod'
import { refuse } from '../../kernel/refusal.ts'
import { count } from '../../kernel/text.ts'
import { maybeProse, prose, reference } from '../input.ts'
import { moveOn, put, stampOf } from '../move.ts'
import { PARTNER } from '../permission.ts'
import type { ProjectFile } from '../project-file.ts'
import { enter } from '../project.ts'
import type { Run } from '../run.ts'
import type { Thread } from '../thread.ts'
import { interfacesOf, notInPlan, satOf } from './plan-moves.ts'
import { openThreads, satWording, withWording } from './sat.ts'

const move = moveOn<ProjectFile>()
const lab = { 'lab-engineer': 'any' } as const

export const satReviewMoves = {
  'view-sat-test-cases': move({
    says: 'Mark as viewed',
    clause: '5N.a',
    by: lab,
    from: ['sat-plan-review'],
    input: z.strictObject({
      viewed: z
        .array(z.strictObject({ testCase: reference(), version: z.int().min(0) }))
        .min(1)
        .max(300),
    }),
    decide: (file, { viewed }, context) => {
      const sat = satOf(file)
      const known = new Map(sat.testCases.map((each) => [each.plan, each.version]))
      const stale = viewed.find(({ testCase, version }) => version !== 0 && known.get(testCase) !== version)
      if (stale) {
        return refuse('stale', {
          says: `${stale.testCase} is no longer as you read it.`,
          next: 'Read it as it is now, then tick it.',
        })
      }
      const mine = { ...sat.viewed[context.actor.id] }
      // The version 0 takes a tick back.
      for (const { testCase, version } of viewed) mine[testCase] = version
      return {
        kind: 'sat-test-cases-viewed',
        says: `SAT plan: ${viewed.length === 1 ? viewed[0]!.testCase : count(viewed.length, 'test case')} viewed`,
        data: { viewed },
        puts: [put('sat', sat.project, { ...sat, viewed: { ...sat.viewed, [context.actor.id]: mine } })],
      }
    },
  }),

  'suggest-sat-wording': move({
    says: 'Suggest another wording',
    clause: '5N.a',
    by: lab,
    from: ['sat-plan-review'],
    input: satWording.extend({ testCase: reference(), text: prose(2000) }),
    decide: (file, { testCase, text, ...wording }, context) => {
      const before = satOf(file).testCases.find((each) => each.plan === testCase)
      if (!before) return notInPlan(testCase)
      const interfaces = wording.interfaces.length > 0 ? interfacesOf(file, wording.interfaces) : before.interfaces
      const thread: Thread = {
        id: context.newId(),
        project: file.project.id,
        about: { kind: 'test-case', ref: testCase },
        state: 'open',
        waitsFor: 'partner',
        messages: [{ ...stampOf(context), side: 'vendor', text }],
        suggests: { ...wording, interfaces },
      }
      return {
        kind: 'question-asked',
        says: `Another wording suggested for ${testCase}`,
        data: { thread: thread.id, about: thread.about, text },
        puts: [put('thread', thread.id, thread)],
      }
    },
  }),

  'take-sat-suggestion': move({
    says: 'Take the suggestion',
    clause: '5N.a',
    by: PARTNER,
    from: ['sat-plan-review', 'sat-plan-changes'],
    input: z.strictObject({ thread: reference() }),
    decide: (file, input, context) => {
      const sat = satOf(file)
      const thread = file.threads.find((each) => each.id === input.thread && each.state === 'open' && each.suggests)
      const plan = thread?.about.ref ?? ''
      const before = sat.testCases.find((each) => each.plan === plan)
      if (!thread?.suggests || !before) {
        return refuse('not-found', {
          says: 'There is no such suggestion, or it was settled already.',
          next: 'Look at the comments as they are now.',
        })
      }
      const messages = [...thread.messages, { ...stampOf(context), side: 'partner' as const, text: 'Taken.' }]
      return {
        kind: 'sat-suggestion-taken',
        says: `SAT plan: suggestion for ${plan} taken`,
        data: { thread: thread.id, testCase: plan, wording: thread.suggests },
        puts: [
          put('sat', sat.project, withWording(sat, plan, thread.suggests, before)),
          put('thread', thread.id, { ...thread, messages, state: 'closed' }),
        ],
      }
    },
  }),

  'return-sat-plan': move({
    says: 'Request changes',
    clause: '5N.a',
    by: lab,
    from: ['sat-plan-review'],
    to: ['sat-plan-changes'],
    input: z.strictObject({ remark: prose(2000) }),
    decide: (file, { remark }, context) => {
      const stamp = stampOf(context)
      const sat = satOf(file)
      return {
        kind: 'sat-plan-returned',
        says: 'The lab asks for changes of the SAT plan',
        data: { remark },
        puts: [
          put('sat', sat.project, { ...sat, lastRead: { ...stamp, testCases: sat.testCases } }),
          put('project', file.project.id, enter(file.project, 'sat-plan-changes', stamp)),
        ],
      }
    },
  }),

  'approve-sat-plan': move({
    says: 'Approve the plan',
    clause: '5.1',
    by: lab,
    from: ['sat-plan-review'],
    to: ['sat-testing'],
    gates: () => ['approve-sat-plan'],
    input: z.strictObject({ remark: maybeProse(2000) }),
    obstacle: ({ threads }) => {
      const open = openThreads(threads)
      return open.length > 0
        ? {
            says:
              open.length === 1
                ? '1 thread on the plan is not settled.'
                : `${open.length} threads on the plan are not settled.`,
            next: 'Close them, or request changes.',
            clause: '5N.a',
          }
        : null
    },
    decide: (file, { remark }, context) => {
      const stamp = stampOf(context)
      const sat = satOf(file)
      const { project } = file
      const run: Run = {
        id: context.newId(),
        project: project.id,
        kind: 'self-assessment',
        testCases: file.plan.testCases,
        leftOut: file.plan.leftOut,
        pair: { platformRelease: project.platformRelease, productRelease: project.productRelease },
        setUp: sat.application.testBed,
        started: stamp,
        finished: null,
        results: {},
      }
      const testing = enter({ ...project, runs: [...project.runs, run.id] }, 'sat-testing', stamp)
      return {
        kind: 'sat-plan-approved',
        says: `SAT plan approved: ${count(sat.testCases.length, 'test case')}`,
        data: { remark, run: run.id, testCases: sat.testCases.map(({ plan, version }) => `${plan} v${version}`) },
        puts: [
          put('sat', sat.project, { ...sat, approved: { ...stamp, remark } }),
          put('run', run.id, run),
          put('project', project.id, testing),
        ],
      }
    },
  }),
}
