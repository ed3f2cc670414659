/**
 * What the lab adds to a certification plan as it sees fit (6.1): test cases that the plan left out, and ones of
 * its own, each with its reason. Until testing starts; then the plan is fixed and the run keeps its copy.
 */
import { z } from 'zod'
import { refuse } from '../kernel/refusal.ts'
import { line, reference } from './input.ts'
import { type Decision, moveOn, type Obstacle, put, stampOf } from './move.ts'
import type { ProjectFile } from './project-file.ts'
import type { Project } from './project.ts'
import { interfacesOf } from './sat/plan-moves.ts'
import { satPlanId, type SatWording, satWording } from './sat/sat.ts'
import { BEFORE_THE_SLOT } from './stage.ts'
import type { Stamp } from './stamp.ts'
import type { PlannedTestCase } from './run.ts'

/** A test case in the lab's own words, and how much work it is. */
export type OwnTestCase = SatWording & Pick<PlannedTestCase, 'effort'>

export type PlanAddition = Stamp & {
  /** Its place in the plan: of a test case that the plan left out, or a new one. */
  readonly plan: string
  readonly because: string
  readonly own: OwnTestCase | null
}

/** More than that is another plan. */
const MOST_ADDITIONS = 50

const BEFORE_TESTING = [...BEFORE_THE_SLOT, 'slot-offered', 'scheduled', 'self-test-access', 'self-testing'] as const

const move = moveOn<ProjectFile>()
const lab = { 'lab-engineer': 'any' } as const

export const planAdditionMoves = {
  'add-to-plan': move({
    says: 'Add it to the plan',
    clause: '6.1',
    by: lab,
    from: BEFORE_TESTING,
    input: z.strictObject({ testCase: reference(), because: line(300) }),
    obstacle: (file) => fixed(file) ?? full(file),
    decide: (file, { testCase, because }, context) => {
      if (file.plan.testCases.some((each) => each.plan === testCase)) {
        return refuse('conflict', {
          says: `${testCase} is in the plan already.`,
          next: 'Look at the plan as it is now.',
          clause: '6.1',
          faults: [{ at: 'testCase', says: 'In the plan already.' }],
        })
      }
      if (!file.plan.leftOut.some((each) => each.plan === testCase)) {
        return refuse('wrong-input', {
          says: `${testCase} is not among what the plan leaves out.`,
          next: 'Choose one of those, or write a test case of your own.',
          clause: '6.1',
          faults: [{ at: 'testCase', says: 'Not left out of the plan.' }],
        })
      }
      return added(file.project, { ...stampOf(context), plan: testCase, because, own: null })
    },
  }),

  'add-own-to-plan': move({
    says: 'Add your own test case',
    clause: '6.1',
    by: lab,
    from: BEFORE_TESTING,
    input: satWording.extend({
      plan: satPlanId(),
      because: line(300),
      effort: z.enum(['simple', 'medium', 'complex'], { error: 'Simple, medium or complex.' }).default('medium'),
    }),
    obstacle: (file) => fixed(file) ?? full(file),
    decide: (file, { plan, because, ...wording }, context) => {
      if ([...file.plan.testCases, ...file.plan.leftOut].some((each) => each.plan === plan)) {
        return refuse('conflict', {
          says: `There is a test case ${plan} already, in the plan or left out of it.`,
          next: 'Choose another name; what was left out is added as it is worded.',
          clause: '6.1',
          faults: [{ at: 'plan', says: 'This name is taken.' }],
        })
      }
      const own = { ...wording, interfaces: interfacesOf(file, wording.interfaces) }
      return added(file.project, { ...stampOf(context), plan, because, own })
    },
  }),

  'take-out-of-plan': move({
    says: 'Take it out again',
    clause: '6.1',
    by: lab,
    from: BEFORE_TESTING,
    input: z.strictObject({ testCase: reference(), reason: line(300) }),
    obstacle: fixed,
    decide: ({ project }, { testCase, reason }) => {
      const additions = project.additions ?? []
      if (!additions.some((each) => each.plan === testCase)) {
        return refuse('not-found', {
          says: `The lab has not added ${testCase} to this plan.`,
          next: 'What the questionnaire, the SAT plan or the template put into it stays.',
          clause: '6.1',
        })
      }
      return {
        kind: 'plan-addition-taken-out',
        says: `Plan: ${testCase} taken out again`,
        data: { testCase, reason },
        puts: [
          put('project', project.id, { ...project, additions: additions.filter((each) => each.plan !== testCase) }),
        ],
      }
    },
  }),
}

function added(project: Project, addition: PlanAddition): Decision {
  const { plan, because, own } = addition
  return {
    kind: 'plan-added-to',
    says: `Plan: the lab added ${plan}`,
    data: { testCase: plan, because, own },
    puts: [put('project', project.id, { ...project, additions: [...(project.additions ?? []), addition] })],
  }
}

/** A retest runs what failed; nothing new comes into it. */
function fixed({ runs }: ProjectFile): Obstacle | null {
  return runs.length === 0
    ? null
    : { says: 'The plan is fixed since testing began.', next: 'Note it for the next certification.', clause: '6.1' }
}

function full({ project }: ProjectFile): Obstacle | null {
  return (project.additions?.length ?? 0) < MOST_ADDITIONS
    ? null
    : {
        says: `${MOST_ADDITIONS} test cases were added already.`,
        next: 'Take some out, or join those that belong together.',
        clause: '6.1',
      }
}
