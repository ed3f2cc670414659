/**
 * Testing on path A (4A.5, 4A.6): the technician is assigned, given access to the self-test portal for one
 * project and a period, runs the plan there and hands the report in. Never the provider (4A.5).
 */
import { z } from 'zod'
import { addDays, type Day, dateWords } from '../kernel/day.ts'
import { refuse } from '../kernel/refusal.ts'
import { count } from '../kernel/text.ts'
import { dayInput, declared, line, prose, reference } from './input.ts'
import { moveOn, type Obstacle, put, stampOf } from './move.ts'
import { SPONSOR } from './permission.ts'
import { currentRun, type ProjectFile } from './project-file.ts'
import { enter, type Project } from './project.ts'
import { newRun, openRun, recorded, resultInput, sayCounts, untested } from './run.ts'
import type { Stamp } from './stamp.ts'

export type SelfTestAccess = {
  readonly person: string
  readonly from: Day
  readonly until: Day
  /** What the lab says to begin with; for the technician and their side (4A.5). */
  readonly instructions: string
  readonly given: Stamp
  readonly revoked: (Stamp & { readonly reason: string }) | null
}

/** Hours that a technician worked on a day. */
export type Hours = Stamp & { readonly on: Day; readonly hours: number; readonly note: string }

export function lastAccess({ access = [] }: Pick<Project, 'access'>): SelfTestAccess | null {
  return access.at(-1) ?? null
}

export function isInForce(access: SelfTestAccess | null, on: Day): boolean {
  return access !== null && !access.revoked && access.from <= on && on <= access.until
}

export function hoursOf({ hours = [] }: Pick<Project, 'hours'>): number {
  return hours.reduce((sum, each) => sum + each.hours, 0)
}

const move = moveOn<ProjectFile>()
const lab = { 'lab-engineer': 'any' } as const
const technician = { 'field-technician': 'assigned' } as const

/** While somebody has access, nobody else is assigned: the access is revoked first. */
const BEFORE_ACCESS = [
  'request-review',
  'request-returned',
  'questionnaire',
  'questionnaire-review',
  'questionnaire-questions',
  'readiness',
  'self-test-access',
] as const

/** A day has no more, and nobody writes down less than a quarter of an hour. */
const MOST_HOURS = 24
export const LEAST_HOURS = 0.25
const MOST_ENTRIES = 200

export const selfTestMoves = {
  'assign-technician': move({
    says: 'Assign a technician',
    clause: '4A.14',
    by: { ...SPONSOR, ...lab },
    from: BEFORE_ACCESS,
    gates: () => ['assign-technician'],
    input: z.strictObject({ technician: reference() }),
    obstacle: ({ project }) => onlyOnPathA(project),
    decide: ({ candidate, project }) => {
      if (!candidate) {
        return refuse('wrong-input', {
          says: 'There is no such technician on the side of the sponsor or the vendor.',
          next: 'Choose one with a credential on record, or register it first.',
          clause: '4A.6',
          faults: [{ at: 'technician', says: 'Not a technician who could be assigned.' }],
        })
      }
      return {
        kind: 'technician-assigned',
        says: `${candidate.name} is the technician`,
        data: { person: candidate.person },
        puts: [put('project', project.id, { ...project, technicians: [candidate.person] })],
      }
    },
  }),

  'give-self-test-access': move({
    says: 'Give access to the self-test portal',
    clause: '4A.5',
    by: lab,
    from: ['self-test-access', 'self-testing'],
    to: ['self-testing'],
    gates: () => ['give-self-test-access', 'schedule'],
    input: z
      .strictObject({ from: dayInput(), until: dayInput(), instructions: prose(2000) })
      .refine((input) => input.until >= input.from, { path: ['until'], error: 'The last day comes after the first.' }),
    decide: (file, input, context) => {
      const { project } = file
      const longest = addDays(input.from, context.figure('self-test.access-days'))
      if (input.until < context.day || input.until > longest) {
        return refuse('wrong-input', {
          says: `Access runs for a period that is not over and ends by ${dateWords(longest)}.`,
          next: 'Choose another last day; access can be renewed.',
          clause: '4A.6',
          faults: [{ at: 'until', says: `From today to ${dateWords(longest)}.` }],
        })
      }
      const stamp = stampOf(context)
      const [person = ''] = project.technicians ?? []
      const fresh: SelfTestAccess = { person, ...input, given: stamp, revoked: null }
      const access = [...withdrawn(project, stamp, 'Replaced by a new period.'), fresh]
      const testing = project.stage === 'self-testing' ? project : enter(project, 'self-testing', stamp)
      return {
        kind: 'self-test-access-given',
        says: `Self-test access given to ${file.technician?.name ?? 'the technician'}, ${dateWords(input.from)} to ${dateWords(input.until)}`,
        data: { person, from: input.from, until: input.until, instructions: input.instructions },
        puts: [put('project', project.id, { ...testing, access })],
      }
    },
  }),

  'revoke-self-test-access': move({
    says: 'Revoke the access',
    clause: '4A.5',
    by: { ...lab, 'programme-manager': 'any', ...SPONSOR },
    from: ['self-testing'],
    to: ['self-test-access'],
    input: z.strictObject({ reason: prose(1000) }),
    decide: ({ project }, input, context) => {
      const stamp = stampOf(context)
      const access = withdrawn(project, stamp, input.reason)
      return {
        kind: 'self-test-access-revoked',
        says: 'Self-test access revoked',
        data: { person: lastAccess(project)?.person ?? null, reason: input.reason },
        puts: [put('project', project.id, enter({ ...project, access }, 'self-test-access', stamp))],
      }
    },
  }),

  'start-self-test': move({
    says: 'Start the run',
    clause: '4A.6',
    by: technician,
    from: ['self-testing'],
    gates: () => ['run-self-test', 'start-testing'],
    input: z.strictObject({
      setUp: prose(2000),
      connected: declared('That platform and trunk reach each other, with a call each way'),
    }),
    obstacle: (file) => {
      const run = currentRun(file)
      return run && !run.finished
        ? { says: 'A run is open already.', next: 'Go on with its test cases.', clause: '4A.6' }
        : null
    },
    decide: (file, input, context) => {
      const { project } = file
      const run = newRun(file, input.setUp, context)
      return {
        kind: 'self-test-started',
        says: `Self-test started: ${count(run.testCases.length, 'test case')}`,
        data: { run: run.id, testCases: run.testCases.map((each) => each.plan), pair: run.pair },
        puts: [put('run', run.id, run), put('project', project.id, { ...project, runs: [...project.runs, run.id] })],
      }
    },
  }),

  'record-self-test': move({
    says: 'Record the result',
    clause: '4A.6',
    by: technician,
    from: ['self-testing'],
    gates: () => ['run-self-test'],
    input: resultInput,
    decide: (file, input, context) => recorded(openRun(file), input, context),
  }),

  'log-hours': move({
    says: 'Note the hours',
    clause: '4A.13',
    by: technician,
    from: ['self-testing'],
    gates: () => ['run-self-test'],
    input: z.strictObject({
      on: dayInput(),
      hours: z
        .number({ error: 'Hours, such as 3.5.' })
        .min(LEAST_HOURS, { error: 'A quarter of an hour at least.' })
        .multipleOf(LEAST_HOURS, { error: 'Quarters of an hour, such as 0.75 or 3.5.' })
        .max(MOST_HOURS, { error: 'A day has 24 hours.' }),
      note: line(200),
    }),
    obstacle: ({ project }) =>
      (project.hours?.length ?? 0) >= MOST_ENTRIES
        ? { says: `There are ${MOST_ENTRIES} entries already.`, next: 'Put several days together.', clause: '4A.13' }
        : null,
    decide: ({ project }, input, context) => {
      if (input.on > context.day) {
        return refuse('wrong-input', {
          says: `${dateWords(input.on)} is still to come.`,
          next: 'Note hours once they are worked.',
          faults: [{ at: 'on', says: 'This day is still to come.' }],
        })
      }
      const hours = [...(project.hours ?? []), { ...stampOf(context), ...input }]
      return {
        kind: 'hours-noted',
        says: `${count(input.hours, 'hour')} noted for ${dateWords(input.on)}`,
        data: input,
        puts: [put('project', project.id, { ...project, hours })],
      }
    },
  }),

  'upload-self-test': move({
    says: 'Hand the report in',
    clause: '4A.6',
    by: technician,
    from: ['self-testing'],
    to: ['report-review'],
    gates: () => ['upload-self-test', 'finish-testing'],
    input: z.strictObject({
      summary: prose(),
      ranAsWritten: declared('That the plan was run as it is written'),
      resultsAsSeen: declared('That the results are as you saw them'),
    }),
    obstacle: untested,
    decide: (file, input, context) => {
      const run = openRun(file)
      const stamp = stampOf(context)
      return {
        kind: 'self-test-handed-in',
        says: `Self-test handed in: ${sayCounts(run)}`,
        data: { run: run.id, summary: input.summary, hours: hoursOf(file.project) },
        puts: [
          put('run', run.id, { ...run, finished: { ...stamp, summary: input.summary } }),
          put('project', file.project.id, enter(file.project, 'report-review', stamp)),
        ],
      }
    },
  }),
}

/** What keeps a technician from adding evidence: the access that is not in force any more, or not yet. */
export function withoutAccess({ project }: ProjectFile, person: string, day: Day): Obstacle | null {
  const access = lastAccess(project)
  return access?.person === person && isInForce(access, day) && project.stage === 'self-testing'
    ? null
    : {
        says: 'You have no access to the self-test portal for this project now.',
        next: 'Ask the lab to give or renew it.',
        clause: '4A.6',
      }
}

function withdrawn({ access = [] }: Project, stamp: Stamp, reason: string): readonly SelfTestAccess[] {
  return access.map((each) => (each.revoked ? each : { ...each, revoked: { ...stamp, reason } }))
}

function onlyOnPathA({ path }: Project): Obstacle | null {
  return path === 'A'
    ? null
    : { says: `On path ${path} the lab tests.`, next: 'Nobody has to be assigned.', clause: '4A.6' }
}
