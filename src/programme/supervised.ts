/**
 * Testing on path C by the partner's own people under the supervision of the lab: a lab engineer lets them, for a
 * period, and counts as a tester of every result recorded in it (G-08). The lab finishes the testing and answers for it;
 * what it lowers is the price, never the lab's say.
 */
import { z } from 'zod'
import { addDays, type Day, dateWords } from '../kernel/day.ts'
import { refuse } from '../kernel/refusal.ts'
import { dayInput, prose } from './input.ts'
import { moveOn, type Obstacle, put, stampOf } from './move.ts'
import { PARTNER } from './permission.ts'
import type { ProjectFile } from './project-file.ts'
import type { Project } from './project.ts'
import { openRun, recorded, resultInput } from './run.ts'
import type { Stamp } from './stamp.ts'

/** Who lets the partner test is who supervises. */
export type Supervision = Stamp & {
  readonly until: Day
  /** How it is supervised: present, over the screen, by captures. */
  readonly how: string
  readonly ended: (Stamp & { readonly reason: string }) | null
}

const MOST = 50

const move = moveOn<ProjectFile>()
const lab = { 'lab-engineer': 'any' } as const

export function lastSupervision({ supervised = [] }: Pick<Project, 'supervised'>): Supervision | null {
  return supervised.at(-1) ?? null
}

export function isSupervisedOn(project: Pick<Project, 'supervised'>, on: Day): boolean {
  const last = lastSupervision(project)
  return last !== null && !last.ended && last.day <= on && on <= last.until
}

export const supervisedMoves = {
  'let-partner-test': move({
    says: 'Let the partner test under supervision',
    clause: 'X-30',
    by: lab,
    from: ['testing'],
    gates: () => ['give-self-test-access'],
    input: z.strictObject({ until: dayInput(), how: prose(1000) }),
    obstacle: ({ project }, _actor, { day }) => onlyOnPathC(project) ?? underWay(project, day),
    decide: ({ project }, { until, how }, context) => {
      const latest = addDays(context.day, context.figure('self-test.access-days'))
      if (until < context.day || until > latest) {
        return refuse('wrong-input', {
          says: `The last day has to lie between ${dateWords(context.day)} and ${dateWords(latest)}, not on ${dateWords(until)}.`,
          next: 'Choose a day within the time of testing; it can be given again.',
          clause: 'X-30',
          faults: [{ at: 'until', says: `From ${dateWords(context.day)} to ${dateWords(latest)}.` }],
        })
      }
      const given: Supervision = { ...stampOf(context), until, how, ended: null }
      return {
        kind: 'partner-let-test',
        says: `The partner may test under supervision until ${dateWords(until)}`,
        data: { until, how },
        puts: [put('project', project.id, { ...project, supervised: [...(project.supervised ?? []), given] })],
      }
    },
  }),

  'end-supervised-testing': move({
    says: 'End it',
    clause: 'X-30',
    by: lab,
    from: ['testing'],
    input: z.strictObject({ reason: prose(1000) }),
    obstacle: ({ project }, _actor, { day }) => (isSupervisedOn(project, day) ? null : NOT_NOW),
    decide: ({ project }, { reason }, context) => {
      const stamp = stampOf(context)
      const supervised = (project.supervised ?? []).map((each) =>
        each.ended ? each : { ...each, ended: { ...stamp, reason } },
      )
      return {
        kind: 'supervised-testing-ended',
        says: 'Testing by the partner ended',
        data: { reason },
        puts: [put('project', project.id, { ...project, supervised })],
      }
    },
  }),

  'record-supervised-result': move({
    says: 'Record the result',
    clause: 'X-30',
    by: PARTNER,
    from: ['testing'],
    gates: () => ['run-self-test'],
    input: resultInput,
    obstacle: ({ project }, _actor, { day }) => (isSupervisedOn(project, day) ? null : NOT_NOW),
    decide: (file, input, context) => {
      const run = openRun(file)
      const supervisor = lastSupervision(file.project)!.by
      const recordedBy = [...new Set([...(run.recordedBy ?? []), supervisor])]
      return recorded({ ...run, recordedBy }, input, context)
    },
  }),
}

const NOT_NOW: Obstacle = {
  says: 'The lab does the testing; it has not let the partner test under its supervision, or the time is over.',
  next: 'Ask the lab for it, if it would help.',
  clause: 'X-30',
}

function underWay(project: Project, day: Day): Obstacle | null {
  if (isSupervisedOn(project, day))
    return { says: 'The partner may test already.', next: 'End it first to change it.', clause: 'X-30' }
  return (project.supervised?.length ?? 0) >= MOST
    ? { says: `It was given ${MOST} times.`, next: 'Run the rest of the plan in the lab.', clause: 'X-30' }
    : null
}

function onlyOnPathC({ path }: Project): Obstacle | null {
  return path === 'C'
    ? null
    : { says: `This is path ${path}.`, next: 'On path A the sponsor’s technician tests in the portal.', clause: 'X-30' }
}
