/** The two ends of a project that need no lab: opening it (5T.b, 5N.f2) and closing it without a decision. */
import { z } from 'zod'
import type { Certification } from './certification.ts'
import { refuse } from '../kernel/refusal.ts'
import { CERTIFIED_LEVELS } from './level.ts'
import { prose, reference } from './input.ts'
import type { Membership } from './membership.ts'
import { moveOn, put, stampOf } from './move.ts'
import type { Organisation } from './organisation.ts'
import { type Platform, releaseOf } from './platform.ts'
import { type Product, productReleaseOf } from './product.ts'
import type { ProjectFile } from './project-file.ts'
import { enter, type Project, type ProjectKind } from './project.ts'
import { withRecertificationUsed } from './recertification.ts'
import type { Questionnaire } from './questionnaire/questionnaire.ts'
import { isOver } from './stage.ts'

/** What is known before a project exists: whose it will be, and of which product on which platform. */
export type OpeningFile = {
  readonly organisation: Organisation
  readonly membership: Membership | null
  readonly product: Product
  readonly platform: Platform
  readonly wanted: OpeningInput
  /** The certification of this interop whose review call asked for a test that has not been opened yet (8.6). */
  readonly recertifies?: Certification | null
  /** The questionnaire that led to that certification: the new one starts from its answers. */
  readonly before?: Questionnaire | null
}

export const openingInput = z
  .strictObject({
    product: reference(),
    productRelease: reference(),
    platform: reference(),
    platformRelease: reference(),
    level: z.enum(CERTIFIED_LEVELS),
    region: reference().nullable().default(null),
    topology: z.enum(['direct', 'via-border-gateway']),
  })
  .refine((input) => input.level !== 'MQT' || input.region !== null, {
    path: ['region'],
    error: 'MQT is valid in one region only: name it.',
  })

export type OpeningInput = z.infer<typeof openingInput>

function kindOf({ recertifies }: OpeningFile): ProjectKind {
  const outcome = recertifies?.recertifications?.at(-1)?.outcome
  return outcome === 'full' || outcome === 'partial' ? `${outcome}-recertification` : 'initial'
}

const openMove = moveOn<OpeningFile>()
const move = moveOn<ProjectFile>()

export const openingMoves = {
  'open-project': openMove({
    says: 'Open a project',
    clause: '5T.b',
    by: { 'partner-admin': 'own', 'partner-engineer': 'own' },
    to: ['questionnaire'],
    gates: () => ['open-project', 'take-path-c'],
    input: openingInput,
    series: (_, { day }) => `P-${day.slice(0, 4)}`,
    decide: (file, input, context) => {
      if (!productReleaseOf(file.product, input.productRelease)) {
        return refuseRelease('productRelease', `${file.product.name} has no release ${input.productRelease}.`)
      }
      if (!releaseOf(file.platform, input.platformRelease)) {
        return refuseRelease('platformRelease', `${file.platform.name} has no release ${input.platformRelease}.`)
      }
      const stamp = stampOf(context)
      const id = context.newId()
      const project: Project = {
        id,
        number: context.number,
        kind: kindOf(file),
        path: 'C',
        level: input.level,
        organisation: file.organisation.id,
        sponsor: null,
        product: input.product,
        productRelease: input.productRelease,
        platform: input.platform,
        platformRelease: input.platformRelease,
        topology: input.topology,
        region: input.region,
        stage: 'questionnaire',
        since: stamp,
        opened: stamp,
        entered: { questionnaire: context.day },
        quotes: [],
        order: null,
        readiness: null,
        slot: null,
        runs: [],
        reviews: [],
        decisions: [],
        retest: null,
        certification: null,
        recertifies: file.recertifies
          ? {
              certification: file.recertifies.number,
              agesFrom: file.recertifies.agesFrom ?? file.recertifies.granted,
              testCases: file.recertifies.recertifications?.at(-1)?.testCases ?? [],
            }
          : null,
        closed: null,
      }
      const questionnaire: Questionnaire = {
        project: id,
        answers: file.before?.answers ?? {},
        ...(file.before ? { copiedFrom: file.before.project } : {}),
        versions: {},
        comments: [],
        submissions: [],
        reviewed: null,
      }
      return {
        kind: 'project-opened',
        says: `Project ${project.number} opened: ${file.product.name} ${input.productRelease} on ${file.platform.name} ${input.platformRelease}, ${input.level}`,
        data: { project: id, number: project.number, ...input },
        puts: [
          put('project', id, project),
          put('questionnaire', id, questionnaire),
          ...(file.recertifies
            ? [put('certification', file.recertifies.number, withRecertificationUsed(file.recertifies, context.day))]
            : []),
        ],
      }
    },
  }),

  'close-project': move({
    says: 'Close the project',
    clause: 'G-03',
    by: { 'partner-admin': 'own', 'programme-manager': 'any' },
    to: ['closed'],
    input: z.strictObject({ reason: prose(1000) }),
    obstacle: (file) =>
      isOver(file.project.stage) || file.project.certification
        ? { says: 'The project has come to its end already.', next: 'Nothing is left to close.' }
        : null,
    decide: (file, input, context) => {
      const stamp = stampOf(context)
      const project = { ...enter(file.project, 'closed', stamp), closed: { ...stamp, reason: input.reason } }
      return {
        kind: 'project-closed',
        says: 'Project closed without a certification',
        data: { reason: input.reason },
        puts: [put('project', project.id, project)],
      }
    },
  }),
}

function refuseRelease(at: string, says: string): never {
  return refuse('wrong-input', {
    says,
    next: 'Choose a release that is registered, or register it first.',
    faults: [{ at, says }],
  })
}
