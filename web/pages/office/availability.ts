/** Which levels are on offer for a platform, in words (1.FN1). */
import type { Level } from '../../../src/programme/level.ts'
import type { Availability, Platform } from '../../../src/programme/platform.ts'

export const AVAILABILITY_WORDS: Readonly<Record<Availability, string>> = {
  yes: 'on offer',
  no: 'not on offer',
  ask: 'to be asked about',
}

/** A level that nothing is said about has to be asked about. */
export function availabilityOf(platform: Platform, level: Level): Availability {
  return platform.availability?.[level] ?? 'ask'
}

export function availabilityWords(platform: Platform, level: Level): string {
  return AVAILABILITY_WORDS[availabilityOf(platform, level)]
}
