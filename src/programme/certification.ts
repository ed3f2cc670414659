/**
 * A certification: a level granted for exact pairs of releases (8.1). Its states in time are facts:
 * granted, extended to more pairs, withdrawn. Whether it is green, yellow or red on a day is computed
 * by the rulebook and never stored.
 */
import type { Day } from '../kernel/day.ts'
import { compareVersions } from '../kernel/version.ts'
import type { Level } from './level.ts'
import type { Topology } from './project.ts'
import type { Recertification } from './recertification.ts'
import type { SupportTerms } from './report-signing.ts'
import type { ReviewCall } from './review-call.ts'

/** A platform release and a product release, tested or extended together. */
export type ReleasePair = { readonly platformRelease: string; readonly productRelease: string }

export const TESTERS = {
  lab: 'the lab',
  'sales-unit': 'a sales unit',
  reseller: 'a reseller',
  joint: 'the lab and the partner',
} as const

export type Tester = keyof typeof TESTERS

/** Who tested, in words: on path A by name, and that the lab read it. */
export function sayTester({ testedBy, selfTestedFor }: Pick<Certification, 'testedBy' | 'selfTestedFor'>): string {
  if (selfTestedFor) return `${selfTestedFor}, in the self-test portal; reviewed by the lab`
  return testedBy ? TESTERS[testedBy] : 'not on record'
}

export type Extension = { readonly on: Day; readonly pairs: readonly ReleasePair[] }

export type Limitation = {
  readonly effect: string
  readonly workaround: string
  readonly testCase: string | null
}

/** A row of an older reference guide: the file by its SHA-256, and the day it was taken in. */
export type OldRecord = {
  readonly file: string
  readonly row: string
  readonly on: Day
  /** The name or address of the configuration guide, as it stood there. */
  readonly guide?: string
}

export type Certification = {
  readonly number: string
  readonly product: string
  readonly platform: string
  readonly level: Level
  readonly granted: Day
  /** The region it is valid in; only MQT has one (3T.MQT). */
  readonly region?: string | null
  readonly testedBy?: Tester | null
  /** On path A: whose technician tested in the self-test portal, for customers to know. */
  readonly selfTestedFor?: string
  readonly pairs: readonly ReleasePair[]
  readonly extensions?: readonly Extension[] | null
  readonly withdrawn?: Day | null
  /** The project that led to it; none for those taken over from elsewhere. */
  readonly project?: string
  readonly topology?: Topology
  readonly limitations?: readonly Limitation[]
  /** Where it was read, if it comes from an older guide: nobody here tested it or holds its report (G-25). */
  readonly oldRecord?: OldRecord
  /** The support tailored to the product, which every MAT granted here states (3A.2). */
  readonly supportTerms?: SupportTerms
  /** Since when its age ran before it, where a partial recertification led to it and need not start it anew (8.6). */
  readonly agesFrom?: Day | null
  /** What review calls led to, oldest first (8.5, 8.6). */
  readonly recertifications?: readonly Recertification[]
  /** The review call that is being arranged; none while nobody proposed one (8.4). */
  readonly call?: ReviewCall | null
}

export function isInForce(certification: Pick<Certification, 'granted' | 'withdrawn'>, on: Day): boolean {
  return certification.granted <= on && !isWithdrawn(certification, on)
}

export function isWithdrawn(certification: Pick<Certification, 'withdrawn'>, on: Day): boolean {
  return certification.withdrawn != null && certification.withdrawn <= on
}

/** Extensions agreed on or before a day. */
export function extensionsBy(certification: Certification, on: Day): readonly Extension[] {
  return (certification.extensions ?? []).filter((extension) => extension.on <= on)
}

/** Every pair it covers on a day: those tested and those it was extended to (8.1, 8.6). */
export function pairsOn(certification: Certification, on: Day): readonly ReleasePair[] {
  return [...certification.pairs, ...extensionsBy(certification, on).flatMap((extension) => extension.pairs)]
}

/** Whether exactly this pair is covered; nothing is implied forward or backward (8.2). */
export function covers(certification: Certification, pair: ReleasePair, on: Day): boolean {
  return pairsOn(certification, on).some(
    (each) => each.platformRelease === pair.platformRelease && each.productRelease === pair.productRelease,
  )
}

/** The newest platform release among pairs, in the order of versions. */
export function newestPlatformRelease(pairs: readonly ReleasePair[]): string | null {
  return newestOf(pairs, 'platformRelease')
}

/** The newest release of one side among pairs; null among none. */
export function newestOf(pairs: readonly ReleasePair[], side: keyof ReleasePair): string | null {
  return pairs.reduce<string | null>(
    (newest, pair) => (newest === null || compareVersions(pair[side], newest) > 0 ? pair[side] : newest),
    null,
  )
}
