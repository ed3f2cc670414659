/**
 * What MQT and MAT ask for beyond a report that was read: both sides sign it (3Q.1, 3A.1, X-41), a MAT states the
 * support tailored to the product (3A.2); and a project on its way may aim at another level.
 */
import { z } from 'zod'
import { refuse } from '../kernel/refusal.ts'
import { declared, line, prose, reference } from './input.ts'
import { CERTIFIED_LEVELS, type Level, namesItsRegion, WITHOUT_REGION } from './level.ts'
import { moveOn, type Obstacle, put, stampOf } from './move.ts'
import { type Actor, PARTNER } from './permission.ts'
import type { ProjectFile } from './project-file.ts'
import type { Project } from './project.ts'
import { restsOn } from './run.ts'
import type { Stamp } from './stamp.ts'

export type Side = 'vendor' | 'partner'

export type Signature = Stamp & {
  readonly side: Side
  /** What was signed, as for a review: changed evidence makes it worth nothing. */
  readonly rests: string
}

/** The support that a MAT comes with, tailored to its product (3A.2). */
export type SupportTerms = {
  readonly hours: string
  readonly contacts: string
  readonly escalation: string
}

export function isSignedBy(side: Side, file: ProjectFile): boolean {
  const rests = restsOn(file)
  return (file.project.signatures ?? []).some((each) => each.side === side && each.rests === rests)
}

const move = moveOn<ProjectFile>()
const lab = { 'lab-engineer': 'any' } as const

export const signingMoves = {
  'sign-report': move({
    says: 'Sign the report',
    clause: '3Q.1',
    by: { ...lab, 'sales-unit': 'sponsored', ...PARTNER },
    from: ['report-review', 'decision'],
    input: z.strictObject({ hasRead: declared('That you have read the report') }),
    obstacle: (file, actor) =>
      unsignedLevel(file.project) ??
      notTheirsToSign(file.project, actor) ??
      (isSignedBy(sideOf(actor), file)
        ? { says: 'Your side has signed this report.', next: 'Nothing is left to do.', clause: '3Q.1' }
        : null),
    decide: (file, _, context) => {
      const side = sideOf(context.actor)
      const signature: Signature = { ...stampOf(context), side, rests: restsOn(file) }
      const signatures = [...(file.project.signatures ?? []), signature]
      return {
        kind: 'report-signed',
        says: side === 'vendor' ? 'Report signed for the vendor' : 'Report signed for the partner',
        data: { side },
        puts: [put('project', file.project.id, { ...file.project, signatures })],
      }
    },
  }),

  'state-support-terms': move({
    says: 'State the support terms',
    clause: '3A.2',
    by: { ...lab, 'programme-manager': 'any' },
    from: ['testing', 'report-review', 'decision'],
    input: z.strictObject({ hours: line(200), contacts: line(300), escalation: prose(1000) }),
    obstacle: ({ project }) =>
      project.level === 'MAT'
        ? null
        : {
            says: `Support at ${project.level} is the same for every product.`,
            next: 'Only a MAT has terms of its own.',
            clause: '3A.2',
          },
    decide: ({ project }, input) => ({
      kind: 'support-terms-stated',
      says: 'Support terms stated',
      data: input,
      puts: [put('project', project.id, { ...project, supportTerms: input })],
    }),
  }),

  'aim-at-level': move({
    says: 'Aim at another level',
    clause: '4A.7',
    by: { ...lab, 'programme-manager': 'any' },
    from: [
      'request-review',
      'questionnaire',
      'questionnaire-review',
      'questionnaire-questions',
      'readiness',
      'self-test-access',
      'self-testing',
      'slot-to-offer',
      'scheduled',
      'testing',
      'report-review',
      'decision',
    ],
    gates: () => ['open-project'],
    input: z
      .strictObject({
        aim: z.enum(CERTIFIED_LEVELS),
        region: reference().nullable().default(null),
        reason: prose(1000),
      })
      .refine((input) => namesItsRegion(input.aim, input.region), WITHOUT_REGION),
    decide: ({ project }, input, context) => {
      if (project.path === 'A' && input.aim === 'MAT') return refuseAim('Path A leads to MCT or MQT.', '4A.7')
      if (project.runs.length > 0 && [input.aim, project.level].includes('MAT'))
        return refuseAim(
          'A MAT runs feature test cases that the plan under test does not have, or would no longer need.',
          '3A.1',
        )
      const region = input.aim === 'MQT' ? input.region : project.region
      return {
        kind: 'level-aimed-at',
        says:
          input.aim === 'MQT'
            ? `The project aims at ${input.aim} in ${input.region} instead of ${project.level}`
            : `The project aims at ${input.aim} instead of ${project.level}`,
        data: { ...input, before: project.level, on: context.day },
        puts: [
          put('project', project.id, {
            ...project,
            level: input.aim,
            region,
            ...wantedAnew(project, input.aim, region),
          }),
        ],
      }
    },
  }),
}

/** A request that is not decided yet is weighed from where it aims now (4B.4). */
function wantedAnew({ request }: Project, level: Level, region: string | null): Pick<Project, 'request'> {
  return request && !request.decided ? { request: { ...request, wanted: { level, region } } } : {}
}

/** Whoever is of the partner signs for it; the lab or the sales unit signs for the vendor (3Q.1). */
function sideOf(actor: Actor): Side {
  return actor.parts.some((part) => part === 'lab-engineer' || part === 'sales-unit') ? 'vendor' : 'partner'
}

function unsignedLevel({ level }: Project): Obstacle | null {
  return level === 'MQT' || level === 'MAT'
    ? null
    : { says: `A report at ${level} is not signed.`, next: 'It is read by a second person instead.', clause: '3C.1' }
}

function notTheirsToSign({ level }: Project, actor: Actor): Obstacle | null {
  return level === 'MAT' && actor.parts.includes('sales-unit') && !actor.parts.includes('lab-engineer')
    ? { says: 'A MAT is signed by the lab itself.', next: 'Ask a lab engineer to sign.', clause: '3A.1' }
    : null
}

function refuseAim(says: string, clause: string): never {
  return refuse('wrong-input', {
    says,
    next: 'Choose another level, or open a project for it.',
    clause,
    faults: [{ at: 'aim', says }],
  })
}
