/**
 * A review call and what came of it (8.4 to 8.6): who took part, how weighty the change is, what it risks,
 * and whether the interop is recertified in full or in part, extended without a test, or left as it is.
 * Decisions are kept on the certification, oldest first; the last one is the one that counts.
 */
import type { Day } from '../kernel/day.ts'
import { type Certification, isInForce } from './certification.ts'
import type { Stamp } from './stamp.ts'

export const RECERTIFICATION_OUTCOMES = {
  full: 'full recertification',
  partial: 'partial recertification',
  extend: 'extension without a test',
  none: 'no recertification needed',
  declined: 'recertification declined by the partner',
} as const

export type RecertificationOutcome = keyof typeof RECERTIFICATION_OUTCOMES

export const OUTCOMES = Object.keys(RECERTIFICATION_OUTCOMES) as [RecertificationOutcome, ...RecertificationOutcome[]]

export type Recertification = Stamp & {
  readonly outcome: RecertificationOutcome
  /** Who took part in the call, for each side (8.5). */
  readonly attendees: { readonly vendor: string; readonly partner: string }
  readonly significance: string
  readonly operationalRisk: string
  readonly businessRisk: string
  readonly reason: string
  /** What a partial recertification tests again (G-20). */
  readonly testCases: readonly string[]
  /** By when what was agreed is to be done. */
  readonly due: Day | null
  /** The day it was carried out: extended, or a project opened on it. It serves once. */
  readonly used: Day | null
}

/** The last decision by a day; later ones are not known then. */
export function recertificationOn(certification: Certification, on: Day): Recertification | null {
  return (certification.recertifications ?? []).findLast((each) => each.day <= on) ?? null
}

/** The certification with its last decision carried out on a day. */
export function withRecertificationUsed(certification: Certification, on: Day): Certification {
  const all = certification.recertifications ?? []
  return {
    ...certification,
    recertifications: all.map((each, index) => (index === all.length - 1 ? { ...each, used: on } : each)),
  }
}

/** The certification with the decision of an instant open again: the project opened on it ended without a test. */
export function withRecertificationFree(certification: Certification, decidedAt: string): Certification {
  const all = certification.recertifications ?? []
  return {
    ...certification,
    recertifications: all.map((each) => (each.at === decidedAt ? { ...each, used: null } : each)),
  }
}

/** Whether a review call asked for a test again, of this level, that nobody has opened a project for yet (8.6). */
export function awaitsTest(certification: Certification, level: Certification['level'], on: Day): boolean {
  const last = recertificationOn(certification, on)
  const isTest = last?.outcome === 'full' || last?.outcome === 'partial'
  return isTest && last.used === null && certification.level === level && isInForce(certification, on)
}
