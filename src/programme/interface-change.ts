/**
 * Changes of the interface on either side since what a certification covers (8.4): each asks for a review call
 * by itself, until a call has been held on or after the day it came out. Like standing this is computed
 * for a day and never stored, so that no release has to touch every certification it concerns.
 */
import type { Day } from '../kernel/day.ts'
import { compareVersions } from '../kernel/version.ts'
import { type Certification, isInForce, newestOf, pairsOn } from './certification.ts'
import { type Platform, isGa } from './platform.ts'
import type { Product } from './product.ts'
import { recertificationOn } from './recertification.ts'

export type Change = {
  readonly side: 'vendor' | 'partner'
  readonly release: string
  /** The day it became generally available. */
  readonly on: Day
  /** What changed, in the words of whoever noted it; empty where they gave none. */
  readonly says: string
}

type Record = {
  readonly certification: Certification
  readonly platform: Pick<Platform, 'releases'>
  readonly product: Pick<Product, 'releases'>
}

/** Every change newer than what is covered, in the order in which they came out. */
export function changesSince({ certification, platform, product }: Record, on: Day): readonly Change[] {
  const pairs = pairsOn(certification, on)
  return [
    ...changesOf('vendor', platform.releases, newestOf(pairs, 'platformRelease'), on),
    ...changesOf('partner', product.releases, newestOf(pairs, 'productRelease'), on),
  ].toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

/** Those that no call has looked at yet. What is no longer in force asks for none. */
export function changesToReview(record: Record, on: Day): readonly Change[] {
  if (!isInForce(record.certification, on)) return []
  const last = recertificationOn(record.certification, on)
  return changesSince(record, on).filter((change) => last === null || last.day < change.on)
}

type Release = {
  readonly version: string
  readonly ga?: Day | null
  readonly interfaceChange?: boolean
  readonly changes?: string
}

function changesOf(side: Change['side'], releases: readonly Release[], covered: string | null, on: Day): Change[] {
  return releases.flatMap(({ version, ga, interfaceChange, changes }) =>
    interfaceChange === true && ga != null && isGa({ ga }, on) && compareVersions(version, covered ?? '') > 0
      ? [{ side, release: version, on: ga, says: changes ?? '' }]
      : [],
  )
}
