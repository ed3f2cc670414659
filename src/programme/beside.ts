/**
 * What there is already on the releases that somebody wants to open a project for. There is one certification for each
 * product, platform and topology (G-15), so a second effort at the same is pointed out first. It may be meant: then it
 * is opened with the reason. A SAT and a certification on the same releases do not stand beside each other, one leads to
 * the other (5N.e2); nor do two regions of MQT, or a recertification and what its review call had tested again (8.6).
 */
import type { Day } from '../kernel/day.ts'
import { type Certification, covers, isInForce } from './certification.ts'
import { retestUntil } from './due.ts'
import type { Level } from './level.ts'
import type { Project, Topology } from './project.ts'
import type { Circumstances } from './move.ts'
import { isOver, type Stage } from './stage.ts'

/** What a project is for, as far as another can be for the same. */
export type ProjectWanted = {
  readonly product: string
  readonly productRelease: string
  readonly platform: string
  readonly platformRelease: string
  readonly topology: Topology
  readonly level: Level
  readonly region: string | null
}

export type Beside = {
  readonly projects: readonly { readonly id: string; readonly number: string; readonly stage: Stage }[]
  /** Numbers of those in force at the same level, whoever tested for them. */
  readonly certifications: readonly string[]
}

export const NOTHING_BESIDE: Beside = { projects: [], certifications: [] }

/** Kept of a project that was opened all the same. */
export type OpenedBeside = {
  readonly projects: readonly { readonly id: string; readonly number: string }[]
  readonly certifications: readonly string[]
  readonly reason: string
}

export function isNothing({ projects, certifications }: Beside): boolean {
  return projects.length === 0 && certifications.length === 0
}

/** Out of the projects and certifications of an interop; `recertifies` is the certification that is to be tested again. */
export function besideOf(
  wanted: ProjectWanted,
  known: { readonly projects: readonly Project[]; readonly certifications: readonly Certification[] },
  seen: Circumstances,
  recertifies: string | null = null,
): Beside {
  return {
    projects: known.projects
      .filter((project) => isUnderWay(project, seen) && isOnSamePair(project, wanted) && isSameKind(project, wanted))
      .map(({ id, number, stage }) => ({ id, number, stage })),
    certifications: known.certifications
      .filter((each) => each.number !== recertifies && isInForce(each, seen.day) && isOfSame(each, wanted, seen.day))
      .map((each) => each.number),
  }
}

/**
 * An accepted SAT is not over for its releases: it is brought up to date where it is (8.9b). What was declined is over
 * once no retest can be asked for any more (G-02).
 */
function isUnderWay(project: Project, { day, figure }: Circumstances): boolean {
  if (project.stage === 'not-granted') return day <= (retestUntil(project, figure) ?? day)
  return !isOver(project.stage) || project.stage === 'sat-accepted'
}

function isOnSamePair(project: ProjectWanted, wanted: ProjectWanted): boolean {
  return (
    project.product === wanted.product &&
    project.platform === wanted.platform &&
    project.productRelease === wanted.productRelease &&
    project.platformRelease === wanted.platformRelease &&
    project.topology === wanted.topology
  )
}

function isSameKind(project: ProjectWanted, wanted: ProjectWanted): boolean {
  if ((project.level === 'SAT') !== (wanted.level === 'SAT')) return false
  return project.region === null || wanted.region === null || project.region === wanted.region
}

/** A certification of old does not say of which topology it is; it may be of this one. */
function isOfSame(certification: Certification, wanted: ProjectWanted, day: Day): boolean {
  return (
    certification.product === wanted.product &&
    certification.platform === wanted.platform &&
    certification.level === wanted.level &&
    (certification.topology ?? wanted.topology) === wanted.topology &&
    (certification.region ?? null) === wanted.region &&
    covers(certification, wanted, day)
  )
}
