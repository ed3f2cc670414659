/**
 * The four levels of certification, in rising confidence and support (clause 3.0). What each level
 * demands and gives is told by the rulebook; here is only what they are called and their rank.
 */
export const LEVELS = ['SAT', 'MCT', 'MQT', 'MAT'] as const

export type Level = (typeof LEVELS)[number]

/** A level the vendor itself asserts: all but the partner's own self-assessment (5N.e1, 6.0). */
export type CertifiedLevel = Exclude<Level, 'SAT'>

export const CERTIFIED_LEVELS = ['MCT', 'MQT', 'MAT'] as const satisfies readonly CertifiedLevel[]

export const LEVEL_NAMES: Readonly<Record<Level, string>> = {
  SAT: 'Self-Assessment Test',
  MCT: 'Compatible Test',
  MQT: 'Qualified Test',
  MAT: 'Approved Test',
}

/** MQT is valid in one region only (3T.MQT), so whatever aims at it names the region. */
export function namesItsRegion(level: Level, region: string | null): boolean {
  return level !== 'MQT' || region !== null
}

/** What a form says where that is missing. */
export const WITHOUT_REGION = { path: ['region'], error: 'MQT is valid in one region only: name it.' }

export function rankOf(level: Level): number {
  return LEVELS.indexOf(level)
}

/** "MCT or higher" (1B.2): vendor-asserted, therefore supported, listed and logo-bearing. */
export function isCertified(level: Level): level is CertifiedLevel {
  return level !== 'SAT'
}
