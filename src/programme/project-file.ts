/**
 * Everything known of one project, gathered: what the moves decide over, what the rulebook's dossier
 * is made from and what the project's pages show.
 */
import type { Certification } from './certification.ts'
import type { Dispute } from './dispute.ts'
import type { Evidence } from './evidence.ts'
import type { Authorisation } from './authorisation.ts'
import type { FieldIssue } from './field-issue.ts'
import type { Guide } from './guide.ts'
import type { GuideWriting } from './guide-writing.ts'
import type { Level } from './level.ts'
import type { Membership } from './membership.ts'
import type { Organisation } from './organisation.ts'
import type { Belongs } from './permission.ts'
import type { Platform } from './platform.ts'
import type { Product } from './product.ts'
import type { Project } from './project.ts'
import type { Questionnaire } from './questionnaire/questionnaire.ts'
import type { Plan, Run } from './run.ts'
import type { Sat, SatTestCase } from './sat/sat.ts'
import type { SatEvidence } from './sat-evidence.ts'
import type { Technician } from './technician.ts'
import type { Thread } from './thread.ts'

export type ProjectFile = {
  readonly project: Project
  readonly organisation: Organisation
  readonly sponsor: Organisation | null
  readonly membership: Membership | null
  readonly product: Product
  readonly platform: Platform
  readonly questionnaire: Questionnaire
  /** The plan as the declared capabilities select it today; a run keeps its own copy. */
  readonly plan: Plan
  /** The SAT it is, or the accepted one it builds on. */
  readonly sat: Sat | null
  /** The project of the interop's last accepted SAT: a sponsor's builds on it once the lab approves the request (6.1). */
  readonly acceptedSat: string | null
  /** What the programme proposes for the SAT of such a product (5N.b1). */
  readonly template: readonly SatTestCase[]
  /** What it does not propose for this product on this platform release, and why (5N.b3). */
  readonly templateLeftOut: Plan['leftOut']
  /** Test cases a retest would take in: those that failed and those linked to them (G-02). */
  readonly retest: readonly string[]
  /** Oldest first. */
  readonly runs: readonly Run[]
  readonly evidence: readonly Evidence[]
  readonly threads: readonly Thread[]
  readonly disputes: readonly Dispute[]
  readonly certification: Certification | null
  /** The certification whose review call led to it (8.6). */
  readonly recertified: Certification | null
  readonly guide: Guide | null
  /** What is being written into it and is not in its draft yet. */
  readonly guideWriting: GuideWriting | null
  readonly authorisation: Authorisation | null
  readonly satEvidence: readonly SatEvidence[]
  readonly fieldIssues: readonly FieldIssue[]
  /** The technician assigned on path A, with credentials (4A.14). */
  readonly technician: Technician | null
  /** Whom a move names to be assigned; known where somebody of the sponsor's or the vendor's side is named. */
  readonly candidate?: Technician | null
  /** Whom a move asks to bear a part of the fee; known where an organisation is named (9.2). */
  readonly bearer?: Organisation | null
  /** The level and region a move would aim at, which the rules judge before it is done. */
  readonly aimed?: { readonly level: Level; readonly region: string | null }
  /** Whether a person a slot is to be given to works in the lab; known where somebody is named. */
  readonly isOfTheLab?: (person: string) => boolean
}

export function belongsOf(file: { readonly project: Project }): Belongs {
  const { organisation, sponsor, technicians = [] } = file.project
  return { organisation, sponsor, technicians }
}

export function currentRun(file: { readonly runs: readonly Run[] }): Run | null {
  return file.runs.at(-1) ?? null
}
