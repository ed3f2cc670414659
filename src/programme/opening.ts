/** The two ends of a project that need no lab: opening it (5T.b, 5N.f2) and closing it without a decision. */
import { z } from 'zod'
import { type Beside, isNothing, NOTHING_BESIDE, type OpenedBeside } from './beside.ts'
import type { Certification } from './certification.ts'
import type { Day } from '../kernel/day.ts'
import { refuse } from '../kernel/refusal.ts'
import { LEVELS, namesItsRegion, WITHOUT_REGION } from './level.ts'
import { maybeProse, prose, reference } from './input.ts'
import type { Membership } from './membership.ts'
import { type Context, moveOn, type Put, put, stampOf } from './move.ts'
import type { Organisation } from './organisation.ts'
import { SPONSOR } from './permission.ts'
import { type Platform, releaseOf } from './platform.ts'
import { isTrunk, type Product, productReleaseOf } from './product.ts'
import type { ProjectFile } from './project-file.ts'
import { enter, type Project, type ProjectKind } from './project.ts'
import { withRecertificationFree, withRecertificationUsed } from './recertification.ts'
import type { Questionnaire } from './questionnaire/questionnaire.ts'
import { blankSat, isAcceptedSat, type Sat } from './sat/sat.ts'
import { isOver, type Stage, STAGES } from './stage.ts'
import type { Waiver } from './waiver.ts'

/** What is known before a project exists: whose it will be, and of which product on which platform. */
export type OpeningFile = {
  readonly organisation: Organisation
  readonly membership: Membership | null
  readonly product: Product
  readonly platform: Platform
  readonly wanted: OpeningInput
  /** The certification of this interop whose review call asked for a test that has not been opened yet (8.6). */
  readonly recertifies?: Certification | null
  /** The last accepted SAT of the product on the platform; the plan of a higher level builds on it (6.1). */
  readonly sat?: Sat | null
  /** Days on which SAT evidence of the product on the platform was accepted, here or elsewhere. */
  readonly satAccepted?: readonly Day[]
  /** Waivers given in the SAT of this interop. */
  readonly waivers?: readonly Waiver[]
  /** What whoever opens it may know of on the same releases (G-15). */
  readonly beside?: Beside
  /** The questionnaire that led to that certification: the new one starts from its answers. */
  readonly before?: Questionnaire | null
}

/** What is to be tested with what, and where it is to be valid: the same for whoever opens a project. */
export const interopInput = {
  product: reference(),
  productRelease: reference(),
  platform: reference(),
  platformRelease: reference(),
  region: reference().nullable().default(null),
  topology: z.enum(['direct', 'via-border-gateway']),
  /** Why there is to be another project, where there is one on the same releases or they are certified (G-15). */
  despite: maybeProse(1000),
}

export const openingInput = z
  .strictObject({ ...interopInput, level: z.enum(LEVELS) })
  .refine((input) => namesItsRegion(input.level, input.region), WITHOUT_REGION)

export type OpeningInput = z.infer<typeof openingInput>

function kindOf({ recertifies }: OpeningFile): ProjectKind {
  const outcome = recertifies?.recertifications?.at(-1)?.outcome
  return outcome === 'full' || outcome === 'partial' ? `${outcome}-recertification` : 'initial'
}

/** A SAT begins with its plan, a trunk with its questionnaire; all others have their SAT behind them (9.3). */
function firstStage({ wanted, product }: OpeningFile): Stage {
  if (wanted.level === 'SAT') return 'sat-plan'
  return isTrunk(product) ? 'questionnaire' : 'quote-to-request'
}

const openMove = moveOn<OpeningFile>()
const move = moveOn<ProjectFile>()

export const openingMoves = {
  'open-project': openMove({
    says: 'Open a project',
    clause: '5T.b',
    by: { 'partner-admin': 'own', 'partner-engineer': 'own' },
    to: ['questionnaire', 'sat-plan', 'quote-to-request'],
    gates: () => ['open-project', 'take-path-c', 'pursue-level'],
    input: openingInput,
    series: (_, { day }) => `P-${day.slice(0, 4)}`,
    decide: (file, input, context) => {
      const { project, puts } = freshProject(file, context)
      const { despite, ...pair } = input
      return {
        kind: 'project-opened',
        says: sayOpened(project, file),
        data: { project: project.id, number: project.number, ...pair, ...(project.beside ? { despite } : {}) },
        puts: [put('project', project.id, project), ...puts],
      }
    },
  }),

  'close-project': move({
    says: 'Close the project',
    clause: 'G-03',
    by: { 'partner-admin': 'own', 'programme-manager': 'any', ...SPONSOR },
    to: ['closed'],
    input: z.strictObject({ reason: prose(1000) }),
    obstacle: (file) =>
      isOver(file.project.stage) || file.project.certification || isAcceptedSat(file)
        ? { says: 'The project has come to its end already.', next: 'Nothing is left to close.' }
        : null,
    decide: (file, input, context) => {
      const stamp = stampOf(context)
      const project = { ...enter(file.project, 'closed', stamp), closed: { ...stamp, reason: input.reason } }
      return {
        kind: 'project-closed',
        says: 'Project closed without a certification',
        data: { reason: input.reason },
        puts: [put('project', project.id, project), ...recertificationGivenBack(file)],
      }
    },
  }),
}

/** A review call's decision is open again where the project on it ends before anything was decided on a test (8.6). */
export function recertificationGivenBack({ project, recertified }: ProjectFile): readonly Put[] {
  const decidedAt = project.recertifies?.decidedAt
  if (!recertified || decidedAt === undefined || project.decisions.length > 0) return []
  return [put('certification', recertified.number, withRecertificationFree(recertified, decidedAt))]
}

/**
 * A project as it begins, whoever opens it, with what is put beside it; refuses releases that are not registered, and,
 * without a reason, those that there is a project or a certification on already.
 */
export function freshProject(file: OpeningFile, context: Context): { project: Project; puts: readonly Put[] } {
  const { wanted } = file
  if (!productReleaseOf(file.product, wanted.productRelease)) {
    return refuseRelease('productRelease', `${file.product.name} has no release ${wanted.productRelease}.`)
  }
  if (!releaseOf(file.platform, wanted.platformRelease)) {
    return refuseRelease('platformRelease', `${file.platform.name} has no release ${wanted.platformRelease}.`)
  }
  const beside = openedBeside(file)
  const stamp = stampOf(context)
  const id = context.newId()
  const stage = firstStage(file)
  const project: Project = {
    id,
    number: context.number,
    kind: kindOf(file),
    path: 'C',
    level: wanted.level,
    organisation: file.organisation.id,
    sponsor: null,
    product: wanted.product,
    productRelease: wanted.productRelease,
    platform: wanted.platform,
    platformRelease: wanted.platformRelease,
    topology: wanted.topology,
    region: wanted.region,
    stage,
    since: stamp,
    opened: stamp,
    entered: { [stage]: context.day },
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
          ...decisionCarriedOut(file.recertifies),
        }
      : null,
    ...(beside ? { beside } : {}),
    sat: wanted.level !== 'SAT' && file.sat ? file.sat.project : null,
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
    project,
    puts: [
      put('questionnaire', id, questionnaire),
      ...(wanted.level === 'SAT' ? [put('sat', id, satOfOpening(id, wanted))] : []),
      ...(file.recertifies
        ? [put('certification', file.recertifies.number, withRecertificationUsed(file.recertifies, context.day))]
        : []),
    ],
  }
}

/** What is kept of what there was before; refuses while nobody said why there is to be another project. */
function openedBeside({ beside = NOTHING_BESIDE, wanted, product, platform }: OpeningFile): OpenedBeside | null {
  if (isNothing(beside)) return null
  const { projects, certifications } = beside
  if (wanted.despite !== '')
    return { projects: projects.map(({ id, number }) => ({ id, number })), certifications, reason: wanted.despite }
  const [project] = projects
  const [certification = ''] = certifications
  return refuse('conflict', {
    says: project
      ? `There is a project on ${product.name} ${wanted.productRelease} on ${platform.name} ${wanted.platformRelease} already: ${project.number}. ${STAGES[project.stage].says}.`
      : `${product.name} ${wanted.productRelease} on ${platform.name} ${wanted.platformRelease} is certified already: ${certification}.`,
    next: project
      ? WITH_A_PROJECT[waysOn(project.stage)]
      : 'A change of either side is looked at in a review call, which decides what is tested again. If another project is meant, say why.',
    clause: project ? 'G-15' : '8.6',
    faults: [{ at: 'despite', says: 'Say why there is to be another project.' }],
    see: project ? `/projects/${project.id}` : `/certifications/${encodeURIComponent(certification)}`,
  })
}

const WITH_A_PROJECT = {
  'go-on': 'Go on with that project, or close it. If another one beside it is meant, say why.',
  retest: 'Ask for a retest there: it takes in what failed, at a reduced fee. If another project is meant, say why.',
  update: 'Bring that SAT up to date, or go on to a certification from it. If another SAT is meant, say why.',
} as const

function waysOn(stage: Stage): keyof typeof WITH_A_PROJECT {
  if (stage === 'not-granted') return 'retest'
  return stage === 'sat-accepted' ? 'update' : 'go-on'
}

function decisionCarriedOut({ recertifications }: Certification) {
  const last = recertifications?.at(-1)
  return { testCases: last?.testCases ?? [], ...(last ? { decidedAt: last.at } : {}) }
}

export function sayOpened(project: Project, { product, platform }: Pick<OpeningFile, 'product' | 'platform'>): string {
  return `Project ${project.number} opened: ${product.name} ${project.productRelease} on ${platform.name} ${project.platformRelease}, ${project.level}`
}

function satOfOpening(project: string, { product, platform, platformRelease }: OpeningInput): Sat {
  return blankSat({ project, product, platform, platformRelease })
}

function refuseRelease(at: string, says: string): never {
  return refuse('wrong-input', {
    says,
    next: 'Choose a release that is registered, or register it first.',
    faults: [{ at, says }],
  })
}
