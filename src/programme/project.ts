/**
 * A project: one certification effort on an interop, from the request to the decision. This file knows
 * what a project holds; what can be done with it stands in the moves of each of its parts.
 */
import type { OpenedBeside } from './beside.ts'
import type { SoundChoice } from './captures.ts'
import type { Money } from '../kernel/money.ts'
import type { Day } from '../kernel/day.ts'
import type { FeeAgreement } from './fee-agreement.ts'
import type { CostShare } from './fee-request.ts'
import type { Level } from './level.ts'
import type { PlanAddition } from './plan-additions.ts'
import type { Quote, Order } from './quote.ts'
import type { Signature, SupportTerms } from './report-signing.ts'
import type { SelfTestAccess, Hours } from './self-test.ts'
import type { SponsorRequest } from './sponsorship.ts'
import type { Stage } from './stage.ts'
import type { Stamp } from './stamp.ts'
import type { Supervision } from './supervised.ts'
import type { Waiver } from './waiver.ts'

export const PATHS = ['A', 'B', 'C'] as const

export type Path = (typeof PATHS)[number]

export type ProjectKind = 'initial' | 'full-recertification' | 'partial-recertification'

export const TOPOLOGIES = { direct: 'Direct', 'via-border-gateway': 'Via a border gateway' } as const

export type Topology = keyof typeof TOPOLOGIES

export type Project = {
  readonly id: string
  /** The tracking number people quote: `P-2026-0042` (5N.f2, X-27). */
  readonly number: string
  readonly kind: ProjectKind
  readonly path: Path
  readonly level: Level
  readonly organisation: string
  readonly sponsor: string | null
  readonly product: string
  readonly productRelease: string
  readonly platform: string
  readonly platformRelease: string
  readonly topology: Topology
  readonly region: string | null
  readonly stage: Stage
  /** Since when it has been in this stage. */
  readonly since: Stamp
  readonly opened: Stamp
  /** When each stage was last entered and last left, for the tracker. */
  readonly entered: Readonly<Partial<Record<Stage, Day>>>
  /** Not kept for stages left before it was kept at all. */
  readonly left?: Readonly<Partial<Record<Stage, Day>>>
  readonly quotes: readonly Quote[]
  readonly order: Order | null
  readonly readiness: Readiness | null
  readonly slot: Slot | null
  /** Ids of the runs, oldest first. */
  readonly runs: readonly string[]
  readonly reviews: readonly Review[]
  readonly decisions: readonly ProjectDecision[]
  readonly retest: Retest | null
  readonly certification: string | null
  /** The certification whose review call led to it, and since when that one ages. */
  readonly recertifies?: {
    readonly certification: string
    readonly agesFrom: Day
    /** The instant of the decision that it carries out; not kept of those opened before it was kept at all. */
    readonly decidedAt?: string
    /** What a partial recertification was to test again, as the review call decided it (G-20). */
    readonly testCases?: readonly string[]
  } | null
  readonly waivers?: readonly Waiver[]
  /** What the sponsor of path A or B wants, and its business case with what was said of it (4A.12, 4B.5). */
  readonly requirement?: string
  readonly request?: SponsorRequest
  /** What sales unit and partner agreed under strategy b of path B (4B.b). */
  readonly agreement?: FeeAgreement
  /** What a sponsor was asked to bear on path C, and what it said (9.2). */
  readonly costShare?: CostShare
  /** Who signed the report of an MQT or MAT (3Q.1, 3A.1), and the support a MAT comes with (3A.2). */
  readonly signatures?: readonly Signature[]
  readonly supportTerms?: SupportTerms
  /** Ids of the people who test on path A (4A.6); one at a time. */
  readonly technicians?: readonly string[]
  /** Access to the self-test portal, oldest first (4A.5). */
  readonly access?: readonly SelfTestAccess[]
  /** When the lab let the partner's own people test on path C, oldest first. */
  readonly supervised?: readonly Supervision[]
  /** What technicians worked, for the benchmark of 4A.13. */
  readonly hours?: readonly Hours[]
  /** What the lab added to its plan before testing (6.1). */
  readonly additions?: readonly PlanAddition[]
  /** Whether captures keep their sound, as the lab chose; they do not where it chose nothing (G-11). */
  readonly sound?: SoundChoice
  /** Why captures stay beyond their day, as long as the office says so (G-11). */
  readonly hold?: (Stamp & { readonly reason: string }) | null
  /** What there was on the same releases when it was opened, and why it was opened all the same (G-15). */
  readonly beside?: OpenedBeside
  /** The project of the accepted SAT that its plan builds on (6.1). */
  readonly sat?: string | null
  readonly closed: (Stamp & { readonly reason: string }) | null
}

/** What the partner declares before a slot is booked (6.2, 6.3, X-34). */
export const READINESS_STATEMENTS = {
  ownTesting: 'Unit, regression, integration, scale and load testing of this release are finished.',
  generallyAvailable: 'The release under test is generally available to customers.',
  documents: 'Administration and user documents of this release are ready for the lab.',
  people: 'A technical contact can be reached during the whole slot.',
  setUp: 'The test set-up agreed on works: connections, numbers or accounts, and licences.',
} as const

export type Readiness = Stamp & { readonly note: string }

export type Slot = {
  readonly from: Day
  readonly to: Day
  readonly engineer: string
  readonly note: string
  readonly offered: Stamp
  readonly confirmed: Stamp | null
  readonly moved: readonly (Stamp & { readonly from: Day; readonly reason: string })[]
}

/** A second person's reading of the report; void when the evidence it rested on changed. */
export type Review = Stamp & {
  readonly outcome: 'accepted' | 'returned'
  readonly remark: string
  /** Fingerprint of the results that were read. */
  readonly rests: string
  readonly voided: (Stamp & { readonly reason: string }) | null
}

export type DecisionFinding = { readonly testCase: string; readonly says: string; readonly next: string }

export type ProjectDecision = Stamp & {
  readonly outcome: 'granted' | 'not-granted'
  readonly reason: string
  readonly findings: readonly DecisionFinding[]
  readonly certification: string | null
}

export type Retest = Stamp & {
  readonly testCases: readonly string[]
  readonly fee: Money
  readonly lastDay: Day
}

/** The last acceptance still in force, if any. */
export function acceptedReview(project: Project): Review | null {
  return project.reviews.findLast((review) => review.outcome === 'accepted' && review.voided === null) ?? null
}

export function lastDecision(project: Project): ProjectDecision | null {
  return project.decisions.at(-1) ?? null
}

/** The project in another stage, with the day noted for the tracker. */
export function enter(project: Project, stage: Stage, stamp: Stamp): Project {
  const left = { ...project.left, [project.stage]: stamp.day }
  return { ...project, stage, since: stamp, entered: { ...project.entered, [stage]: stamp.day }, left }
}
