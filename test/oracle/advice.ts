/**
 * Path, level and membership advice for one enquiry (tables E1, E2; 4A.10, 4A.14).
 * It knows what is open, not the reasons in words, and takes region and tier as told.
 * Part of the oracle: deliberately a second implementation that shares nothing with src.
 */
import type { Family, Level, Optional, Tier } from './exchange.ts'

export type AdviceInput = {
  readonly family: Family
  readonly resoldByVendor: boolean
  readonly sponsor: 'none' | 'reseller' | 'sales-unit' | 'sales-prime'
  readonly technicianCertified: boolean
  /** The provider is itself a reseller, and so may sponsor itself on path A (4A.10). */
  readonly isReseller: boolean
  readonly tier?: Optional<Tier>
  readonly level: Level
  readonly region?: Optional<string>
  readonly satAccepted: boolean
}

export type Advice = {
  readonly certification: 'required' | 'optional'
  readonly open: { readonly A: boolean; readonly B: boolean; readonly C: boolean }
  /** The tier that is needed, held or not; null when none is. */
  readonly membership: Tier | null
  readonly levelOpen: boolean
  readonly sat: 'required' | 'exempt'
}

const tiersUpwards: readonly Tier[] = [
  'mdp-noncommercial',
  'mdp-commercial-basic',
  'mdp-commercial-advanced',
  'msp',
  'mpp',
]

export function adviceOf(input: AdviceInput): Advice {
  const isTrunk = input.family === 'sip-trunk'
  const isSponsored = input.sponsor !== 'none'
  return {
    certification: input.resoldByVendor ? 'required' : 'optional',
    open: {
      // 4A.7: path A ends in MCT or MQT, so it is no way to anything else.
      A:
        isTrunk &&
        (isSponsored || input.isReseller) &&
        input.technicianCertified &&
        (input.level === 'MCT' || input.level === 'MQT'),
      B: isSponsored,
      C: true,
    },
    membership: membershipNeeded(input),
    levelOpen: isLevelOpen(input),
    sat: isTrunk ? 'exempt' : 'required',
  }
}

function membershipNeeded({ level, family, sponsor, isReseller, technicianCertified }: AdviceInput): Tier | null {
  if (level === 'MQT' || level === 'MAT') return 'msp'
  switch (family) {
    case 'advanced-api':
      return 'mdp-commercial-advanced'
    case 'sip-lineside':
    case 'other':
      return 'mdp-commercial-basic'
    case 'sip-trunk':
      // E1: a reseller spares itself the membership only where it can test for itself, on path A.
      return level === 'MCT' && (sponsor !== 'none' || (isReseller && technicianCertified))
        ? null
        : 'mdp-commercial-basic'
    default:
      return family satisfies never
  }
}

function isLevelOpen(input: AdviceInput): boolean {
  const { level, family, sponsor, tier, region, satAccepted, resoldByVendor } = input
  const isSelfSponsor = family === 'sip-trunk' && input.isReseller && input.technicianCertified
  if (resoldByVendor && level === 'MCT') return false
  if (level === 'SAT') return tier != null

  const isSatSettled = family === 'sip-trunk' || satAccepted
  if (!isSatSettled || !holdsAtLeast(membershipNeeded(input), tier)) return false
  switch (level) {
    case 'MCT':
      return true
    case 'MQT':
      // 4A.7, 4A.10: a reseller with its own technician sponsors itself on path A, which ends in MQT too.
      return (sponsor !== 'none' || isSelfSponsor) && region != null
    case 'MAT':
      return sponsor !== 'none'
    default:
      return level satisfies never
  }
}

function holdsAtLeast(needed: Tier | null, held: Optional<Tier>): boolean {
  if (needed === null) return true
  return held != null && tiersUpwards.indexOf(held) >= tiersUpwards.indexOf(needed)
}
