/** What a membership brings, clause by clause (4C.6a to 4C.6h), and what of it is suspended on a day. */
import { clauseOf } from '../../rulebook/clauses/register.ts'
import type { Gate } from '../../programme/move.ts'
import type { Day } from '../../kernel/day.ts'
import type { Membership } from '../../programme/membership.ts'
import type { Organisation } from '../../programme/organisation.ts'
import type { Figures } from '../../rulebook/parameters.ts'
import { type Finding, stands } from '../../rulebook/rule.ts'
import { entitlementFindings } from './entitlement.ts'

export type Benefit = {
  readonly clause: string
  readonly says: string
  /** The rule that is not met, while the benefit is suspended; null while it can be used. */
  readonly against: Finding | null
}

/** Which rules a benefit hangs on; an account stays, whatever becomes of the membership. */
const HANGS_ON: Readonly<Record<string, readonly (readonly [Gate, string])[]>> = {
  '4C.6a': [['use-benefits', 'benefits-need-an-active-membership']],
  '4C.6b': [],
  '4C.6c': [['use-benefits', 'benefits-need-an-active-membership']],
  '4C.6d': [['use-benefits', 'benefits-need-an-active-membership']],
  '4C.6e': [['use-benefits', 'benefits-need-an-active-membership']],
  '4C.6f': [
    ['use-benefits', 'benefits-need-an-active-membership'],
    ['use-logo', 'logo-goes-to-members'],
  ],
  '4C.6g': [['use-guide', 'guide-goes-to-members']],
  '4C.6h': [['list-company', 'listed-company-is-a-member']],
}

export function benefitsOf(
  { organisation, membership }: { organisation: Organisation; membership: Membership | null },
  day: Day,
  figure: Figures,
): readonly Benefit[] {
  const holder = { organisation, membership, family: 'other', level: 'MCT', certification: null } as const
  return Object.entries(HANGS_ON).map(([clause, rules]) => {
    const against = rules
      .flatMap(([gate, rule]) =>
        entitlementFindings(gate, holder, day, figure).filter((finding) => finding.rule === rule),
      )
      .find((finding) => !stands(finding))
    return { clause, says: clauseOf(clause)?.says ?? '', against: against ?? null }
  })
}
