/** The partner's part of a SAT plan: from the template or on its own, changed until it is handed in (5N.a, 5N.b). */
import { z } from 'zod'
import { refuse } from '../../kernel/refusal.ts'
import { count } from '../../kernel/text.ts'
import { line, maybeProse, reference } from '../input.ts'
import { type Decision, moveOn, put, stampOf } from '../move.ts'
import { PARTNER } from '../permission.ts'
import type { ProjectFile } from '../project-file.ts'
import { enter } from '../project.ts'
import { gapsOf, MOST_TEST_CASES, openThreads, type Sat, satPlanId, satWording, withWording } from './sat.ts'

const move = moveOn<ProjectFile>()
const writing = ['sat-plan', 'sat-plan-changes'] as const

export const satPlanMoves = {
  'take-sat-template': move({
    says: 'Start from the template',
    clause: '5N.b1',
    by: PARTNER,
    from: writing,
    input: z.strictObject({}),
    obstacle: ({ sat, template }) => {
      const there = new Set([...(sat?.testCases ?? []), ...(sat?.leftOut ?? [])].map((each) => each.plan))
      return template.every((each) => there.has(each.plan))
        ? {
            says: 'Every test case of the template is in the plan or left out for a reason.',
            next: 'Change them one by one.',
          }
        : null
    },
    decide: (file) => {
      const sat = satOf(file)
      const there = new Set([...sat.testCases, ...sat.leftOut].map((each) => each.plan))
      const added = file.template.filter((each) => !there.has(each.plan))
      withinBounds(sat.testCases.length + added.length)
      const leftOut = file.templateLeftOut.filter((each) => !there.has(each.plan))
      return changed(
        { ...sat, testCases: [...sat.testCases, ...added], leftOut: [...sat.leftOut, ...leftOut] },
        {
          kind: 'sat-template-taken',
          says: `${count(added.length, 'test case')} of the template taken into the SAT plan`,
          data: { testCases: added.map((each) => each.plan), leftOut },
        },
      )
    },
  }),

  'save-sat-test-case': move({
    says: 'Save the test case',
    clause: '5N.a',
    by: PARTNER,
    from: writing,
    input: satWording.extend({
      plan: satPlanId(),
      /** The version the page showed; 0 where it is new. */
      seen: z.int().min(0),
    }),
    decide: (file, { plan, seen, ...wording }) => {
      const sat = satOf(file)
      const before = sat.testCases.find((each) => each.plan === plan)
      if ((before?.version ?? 0) !== seen) return meanwhile(plan, before !== undefined && seen === 0)
      if (!before) withinBounds(sat.testCases.length + 1)
      const interfaces = interfacesOf(file, wording.interfaces)
      const next = withWording(sat, plan, { ...wording, interfaces }, { effort: 'medium', origin: 'own' })
      return changed(next, {
        kind: 'sat-test-case-saved',
        says: before ? `SAT plan: ${plan} changed` : `SAT plan: ${plan} added`,
        data: { testCase: plan, wording: { ...wording, interfaces } },
      })
    },
  }),

  'leave-sat-test-case-out': move({
    says: 'Leave the test case out',
    clause: '5N.a',
    by: PARTNER,
    from: writing,
    input: z.strictObject({ testCase: reference(), because: line(300) }),
    decide: (file, { testCase, because }) => {
      const sat = satOf(file)
      const isThere = sat.testCases.some((each) => each.plan === testCase)
      const isOfTemplate = file.template.some((each) => each.plan === testCase)
      if (!isThere && !isOfTemplate) return notInPlan(testCase)
      const leftOut = sat.leftOut.filter((each) => each.plan !== testCase)
      const next: Sat = {
        ...sat,
        testCases: sat.testCases.filter((each) => each.plan !== testCase),
        leftOut: isOfTemplate ? [...leftOut, { plan: testCase, because }] : leftOut,
      }
      return changed(next, {
        kind: 'sat-test-case-left-out',
        says: `SAT plan: ${testCase} left out`,
        data: { testCase, because },
      })
    },
  }),

  'describe-sat': move({
    says: 'Save the description',
    clause: '5N.b1',
    by: PARTNER,
    from: writing,
    input: z.strictObject({
      architecture: maybeProse(4000),
      connections: maybeProse(2000),
      licences: maybeProse(1000),
      limits: maybeProse(1000),
      testBed: maybeProse(2000),
    }),
    decide: (file, application) =>
      changed(
        { ...satOf(file), application },
        {
          kind: 'sat-described',
          says: 'Application and test bed of the SAT described',
          data: application,
        },
      ),
  }),

  'submit-sat-plan': move({
    says: 'Submit the plan',
    clause: '5N.b1',
    by: PARTNER,
    from: writing,
    to: ['sat-plan-review'],
    input: z.strictObject({}),
    obstacle: (file) => {
      const [gap] = gapsOf(file)
      if (gap) return { says: gap, next: 'Complete the plan, then submit it.', clause: '5N.a' }
      const waiting = openThreads(file.threads).filter((each) => each.waitsFor === 'partner')
      return waiting.length > 0
        ? {
            says:
              waiting.length === 1
                ? '1 comment of the lab waits for your answer.'
                : `${waiting.length} comments of the lab wait for your answer.`,
            next: 'Answer each, or take the suggestion.',
            clause: '5N.a',
          }
        : null
    },
    decide: (file, _, context) => {
      const stamp = stampOf(context)
      const sat = satOf(file)
      return {
        kind: 'sat-plan-submitted',
        says: `SAT plan submitted: ${count(sat.testCases.length, 'test case')}`,
        data: { testCases: sat.testCases.map(({ plan, version }) => `${plan} v${version}`) },
        puts: [
          put('sat', sat.project, { ...sat, submitted: [...sat.submitted, stamp] }),
          put('project', file.project.id, enter(file.project, 'sat-plan-review', stamp)),
        ],
      }
    },
  }),
}

/** The SAT of a project that is one. */
export function satOf({ sat, project }: Pick<ProjectFile, 'sat' | 'project'>): Sat {
  if (sat?.project === project.id) return sat
  return refuse('not-now', { says: 'This project is no SAT.', next: 'Open a project of the level SAT.', clause: '5.1' })
}

/** Interfaces of the product; all of them where none is named. */
export function interfacesOf({ product }: ProjectFile, wanted: readonly string[]): readonly string[] {
  const stranger = wanted.find((each) => !product.interfaces.includes(each))
  if (stranger !== undefined) {
    refuse('wrong-input', {
      says: `${product.name} has no interface ${stranger}.`,
      next: `Choose of: ${product.interfaces.join(', ')}.`,
      clause: '2.1',
      faults: [{ at: 'interfaces', says: 'Not an interface of the product.' }],
    })
  }
  return wanted.length > 0 ? wanted : product.interfaces
}

function withinBounds(size: number): void {
  if (size <= MOST_TEST_CASES) return
  refuse('too-large', {
    says: `A plan has ${MOST_TEST_CASES} test cases at most.`,
    next: 'Leave some out, or join those that belong together.',
    clause: '5N.a',
  })
}

function meanwhile(plan: string, isTaken: boolean): never {
  if (isTaken) {
    refuse('conflict', {
      says: `There is a test case ${plan} in the plan already.`,
      next: 'Change that one, or choose another name.',
      clause: '5N.a',
      faults: [{ at: 'plan', says: 'This name is taken.' }],
    })
  }
  return refuse('stale', {
    says: `Somebody changed ${plan} meanwhile.`,
    next: 'Read it as it is now, then change it again if it still needs it.',
  })
}

export function notInPlan(testCase: string): never {
  return refuse('not-found', { says: `${testCase} is not in this plan.`, next: 'Choose a test case of the plan.' })
}

function changed(sat: Sat, fact: Pick<Decision, 'kind' | 'says' | 'data'>): Decision {
  return { ...fact, puts: [put('sat', sat.project, sat)] }
}
