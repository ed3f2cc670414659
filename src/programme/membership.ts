/**
 * An organisation's place in the partner programme: tier, term, state (4C.3 to 4C.6). The facts are an
 * application, its decision, and terms paid for; whether a membership is active, in grace or lapsed on
 * a day is computed from the term and never stored.
 */
import { addDays, type Day } from '../kernel/day.ts'
import type { Family } from './interface.ts'
import type { Stamp } from './stamp.ts'
import type { Burden, TerminationNotice } from './termination.ts'

/** From the lowest to the highest (B2); "MDP or higher" and the like compare by this order. */
export const TIERS = ['mdp-noncommercial', 'mdp-commercial-basic', 'mdp-commercial-advanced', 'msp', 'mpp'] as const

export type Tier = (typeof TIERS)[number]

export const TIER_NAMES: Readonly<Record<Tier, string>> = {
  'mdp-noncommercial': 'MDP Non-commercial',
  'mdp-commercial-basic': 'MDP Commercial Basic',
  'mdp-commercial-advanced': 'MDP Commercial Advanced',
  msp: 'MSP Solution Partner',
  mpp: 'MPP Premier Partner',
}

export type Term = { readonly tier: Tier; readonly from: Day; readonly until: Day }

export type Membership = {
  readonly organisation: string
  /** Where the application stands; `decided` once a first term exists. */
  readonly application: Application | null
  /** Terms paid for, oldest first. */
  readonly terms: readonly Term[]
  readonly terminated: (Stamp & { readonly reason: string }) | null
  /** A further term that the member asked for and whose fee is awaited: the next one, or a higher tier. */
  readonly asked?: (Stamp & { readonly tier: Tier }) | null
  /** What its interops cost support in the field, oldest first (8.7). */
  readonly burdens?: readonly Burden[]
  /** Notice that it may be ended, while that is not decided. */
  readonly termination?: TerminationNotice | null
}

export type Application = {
  readonly state: 'applied' | 'approved' | 'declined' | 'paid'
  readonly tier: Tier
  readonly family: Family
  readonly received: Stamp
  readonly contact: { readonly name: string; readonly email: string }
  readonly secondContact: { readonly name: string; readonly email: string }
  readonly plans: string
  readonly decided: (Stamp & { readonly reason: string }) | null
}

export type MembershipState =
  | 'none'
  | 'applied'
  | 'approved'
  | 'declined'
  | 'active'
  | 'grace'
  | 'lapsed'
  | 'terminated'

export const MEMBERSHIP_STATE_WORDS: Readonly<Record<MembershipState, string>> = {
  none: 'not a member',
  applied: 'application received',
  approved: 'approved, fee awaited',
  declined: 'application declined',
  active: 'active',
  grace: 'term over, in grace',
  lapsed: 'lapsed',
  terminated: 'terminated',
}

/** The state on a day. `graceDays` is the programme's own figure (G-12), given by the rulebook. */
export function membershipOn(membership: Membership | null, on: Day, graceDays: number): MembershipState {
  if (!membership) return 'none'
  if (membership.terminated && membership.terminated.day <= on) return 'terminated'
  if (termOn(membership, on)) return 'active'
  const last = membership.terms.findLast((term) => term.from <= on)
  if (last) return on <= addDays(last.until, graceDays) ? 'grace' : 'lapsed'
  const state = membership.application?.state
  if (state === 'applied' || state === 'approved' || state === 'declined') return state
  return 'none'
}

/** The term a day falls in; the last day of a term belongs to it. */
export function termOn(membership: Membership, on: Day): Term | null {
  return membership.terms.findLast((term) => term.from <= on && on <= term.until) ?? null
}

/** The tier that counts on a day: of an active term, or of the last one while in grace. */
export function tierOn(membership: Membership | null, on: Day, graceDays: number): Tier | null {
  const state = membershipOn(membership, on, graceDays)
  if (!membership || (state !== 'active' && state !== 'grace')) return null
  return (termOn(membership, on) ?? membership.terms.findLast((term) => term.from <= on))?.tier ?? null
}

export function isAtLeast(tier: Tier | null, least: Tier): boolean {
  return tier !== null && TIERS.indexOf(tier) >= TIERS.indexOf(least)
}
