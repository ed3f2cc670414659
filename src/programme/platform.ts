/**
 * The vendor's platforms and their releases. Releases come in majors, point releases and service
 * packs (8.11); only majors count when the programme asks how many releases ago something was
 * tested (reading X-07).
 */
import type { Day } from '../kernel/day.ts'
import { compareVersions } from '../kernel/version.ts'
import type { Level } from './level.ts'
import type { Capability } from './capability.ts'
import type { EquipmentBill } from './equipment.ts'

/** `sp` is the short form some exchange files use for a service pack; it is kept as written. */
export const RELEASE_KINDS = ['major', 'point', 'service-pack', 'sp'] as const

export type PlatformRelease = {
  readonly version: string
  readonly kind: (typeof RELEASE_KINDS)[number]
  /** The day it became generally available; absent while it has not. */
  readonly ga?: Day | null
  /** The day it is planned to become generally available; what forecasts go by. */
  readonly planned?: Day | null
  /** Whether it changes an interface that products use, which opens reviews (8.4, X-38). */
  readonly interfaceChange?: boolean
  /** What changed, for whoever prepares the review call. */
  readonly changes?: string
  /** What this release cannot do on a trunk, against which questionnaire answers are held. */
  readonly cannot?: readonly Capability[]
}

export type Platform = {
  readonly id: string
  readonly name: string
  readonly summary?: string
  readonly aliases?: readonly string[]
  readonly releases: readonly PlatformRelease[]
  /** Which levels are offered on it; a level that is not named must be asked about (1.FN1). */
  readonly availability?: Readonly<Partial<Record<Level, Availability>>>
  /** What developers typically need of it, which members may buy at a discount (5N.c). */
  readonly bills?: readonly EquipmentBill[]
}

export type Availability = 'yes' | 'no' | 'ask'

export function releaseOf(platform: Platform, version: string): PlatformRelease | null {
  return platform.releases.find((release) => release.version === version) ?? null
}

export function isGa(release: { readonly ga?: Day | null }, on: Day): boolean {
  return release.ga != null && release.ga <= on
}

/** The platform's majors in the order of their versions. */
export function majorsOf(platform: Platform): readonly PlatformRelease[] {
  return platform.releases
    .filter((release) => release.kind === 'major')
    .sort((a, b) => compareVersions(a.version, b.version))
}

/** Newest release first, as lists show them. */
export function newestFirst(platform: Platform): readonly PlatformRelease[] {
  return platform.releases.toSorted((a, b) => compareVersions(b.version, a.version))
}

/**
 * The major release current on a day (the N of "N-1", 8.9c), or null before the first.
 * `gaOf` says when a release counts as available: in fact, or in a forecast.
 */
export function currentMajor(majors: readonly PlatformRelease[], on: Day, gaOf: GaOf): PlatformRelease | null {
  return majors.findLast((major) => isAvailable(gaOf(major), on)) ?? null
}

/**
 * How many majors became available after the one that `version` belongs to: 0 on the current
 * major, 1 on N-1, 2 when evidence is older than N-1. A point release or service pack belongs
 * to the newest major whose version is not above its own.
 */
export function majorsBehind(majors: readonly PlatformRelease[], version: string, on: Day, gaOf: GaOf): number {
  return majors.filter((major) => compareVersions(major.version, version) > 0 && isAvailable(gaOf(major), on)).length
}

export type GaOf = (release: PlatformRelease) => Day | null

export const gaInFact: GaOf = (release) => release.ga ?? null

function isAvailable(ga: Day | null, on: Day): boolean {
  return ga !== null && ga <= on
}
