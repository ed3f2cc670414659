/**
 * The beginning of a dossier: who applies for what, from which standpoint. What a family needs (SAT,
 * tier, self-sponsorship) is derived here once, for advice and for projects alike.
 */
import type { Day } from '../kernel/day.ts'
import type { Family } from '../programme/interface.ts'
import type { Level } from '../programme/level.ts'
import { isAtLeast, type MembershipState, type Tier, TIERS } from '../programme/membership.ts'
import type { Path } from '../programme/project.ts'
import type { Dossier, Sponsor } from './dossier.ts'
import type { Figures } from './parameters.ts'

export type Standpoint = {
  readonly day: Day
  readonly family: Family
  readonly level: Level
  readonly path: Path | null
  readonly region: string | null
  readonly resoldByVendor: boolean
  readonly sponsor: Sponsor
  readonly isReseller: boolean
  readonly hasTechnician: boolean
  readonly tier: Tier | null
  readonly membership: MembershipState
}

/** A dossier with nothing on record yet but the standpoint. */
export function blankDossier(standpoint: Standpoint, figures: Figures): Dossier {
  const { family, sponsor } = standpoint
  const isTrunk = family === 'sip-trunk'
  const hasSponsor = sponsor !== 'none'
  const sponsorsItself =
    !hasSponsor && isTrunk && standpoint.isReseller && standpoint.hasTechnician && standpoint.path !== 'C'
  const neededTier = tierNeeded(standpoint, hasSponsor || sponsorsItself, figures)
  const { hasTechnician: _, ...known } = standpoint
  return {
    ...known,
    waivers: [],
    isTrunk,
    usesNamedInterface: true,
    availability: null,
    hasCertificationInForce: false,
    hasSponsor,
    sponsorsItself,
    neededTier,
    holdsNeededTier: neededTier === null || isAtLeast(standpoint.tier, neededTier),
    technician: null,
    sponsorRequest: null,
    strategy: null,
    selfTest: null,
    sat: {
      isRequired: !figures.words('sat.exempt-families').includes(family),
      isPlanComplete: false,
      takesInTemplate: false,
      isPlanApproved: false,
      hasAllResults: false,
      hasOpenQuestions: false,
      isAccepted: false,
    },
    questionnaire: null,
    quote: null,
    isReadinessDeclared: false,
    releases: null,
    plan: null,
    report: null,
    guide: null,
    interfaceChange: false,
    review: null,
    coversCurrentMajor: null,
    recertification: null,
    isRecertificationOpen: false,
    burden: null,
    termination: null,
  }
}

/**
 * The tier it takes: solution partner for MQT and MAT; otherwise that of the family, which a trunk with a
 * sponsor (or sponsoring itself) does not need at MCT (X-01, table E1).
 */
function tierNeeded(standpoint: Standpoint, isSponsored: boolean, figures: Figures): Tier | null {
  const { family, level, path } = standpoint
  const isMqtFree = path === 'A' && !figures.isOn('path-a.mqt-requires-msp')
  const open =
    level === 'MQT' && !isMqtFree ? figures.words('mqt.tiers') : level === 'MAT' ? figures.words('mat.tiers') : []
  const lowestForLevel = TIERS.find((tier) => open.includes(tier))
  if (lowestForLevel) return lowestForLevel
  const isAlways = figures.words('membership.always-for').includes(family)
  const isFree = !isAlways && isSponsored && path !== 'C' && level !== 'SAT'
  return isFree ? null : tierOfFamily(family, figures)
}

/** The tier at which products of a family join (4C.4, 4C.5). */
export function tierOfFamily(family: Family, figures: Figures): Tier {
  return figures.word(`membership.tier.${family}`) as Tier
}
