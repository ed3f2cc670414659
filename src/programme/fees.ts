/**
 * What a certification costs and why: the five drivers of clause 9.2, each a line that explains itself.
 * Every figure is a parameter of the rulebook; here is only how they are put together.
 */
import { type Money, money, sayMoney, scale, sum } from '../kernel/money.ts'
import { count } from '../kernel/text.ts'
import type { Path, ProjectKind } from './project.ts'

export type Driver =
  | 'test-cases'
  | 'platform'
  | 'kind'
  | 'self-test-share'
  | 'sponsorship'
  | 'deliverables'
  | 'adjustment'

export type FeeLine = {
  readonly driver: Driver
  readonly says: string
  readonly amount: Money
  readonly clause: string
}

export type Effort = { readonly simple: number; readonly medium: number; readonly complex: number }

export type FeeBasis = {
  readonly effort: Effort
  readonly platformName: string
  readonly kind: ProjectKind | 'retest'
  /** The share of the plan run in the self-test portal, 0 to 1. */
  readonly selfTestShare: number
  /** The share a sponsor or the vendor bears, 0 to 1 (9.2, E4). */
  readonly sponsoredShare: number
}

export type Figures = (key: string) => number

const CURRENCY = 'USD'

export function feeLines(basis: FeeBasis, figure: Figures): readonly FeeLine[] {
  const cases = testCaseLines(basis.effort, figure)
  const deliverables = line(
    'deliverables',
    'Report, config guide and project management',
    figure('fee.deliverables'),
    '7.1',
  )
  const testing = sum(
    CURRENCY,
    cases.map((each) => each.amount),
  )
  const adjustments = [
    share('platform', `Set-up of ${basis.platformName}`, testing, figure('fee.platform-share')),
    share('kind', KIND_WORDS[basis.kind], testing, kindShare(basis.kind, figure)),
    share(
      'self-test-share',
      `Run in the self-test portal: ${percent(basis.selfTestShare)}`,
      testing,
      -basis.selfTestShare * figure('fee.self-test-discount'),
    ),
  ]
  const beforeSponsor = [...cases, deliverables, ...adjustments].filter((each) => each.amount.cents !== 0)
  const total = sum(
    CURRENCY,
    beforeSponsor.map((each) => each.amount),
  )
  const sponsored = share(
    'sponsorship',
    `Borne by the sponsor: ${percent(basis.sponsoredShare)}`,
    total,
    -basis.sponsoredShare,
  )
  return sponsored.amount.cents === 0 ? beforeSponsor : [...beforeSponsor, sponsored]
}

export function totalOf(lines: readonly FeeLine[]): Money {
  return sum(
    CURRENCY,
    lines.map((each) => each.amount),
  )
}

/** What a retest of so many test cases costs: their own effort at the reduced rate of G-02. */
export function retestFee(effort: Effort, figure: Figures): Money {
  return scale(totalOf(testCaseLines(effort, figure)), figure('fee.retest-share'))
}

/** Whom a fee is asked of; `as-agreed` between the sales unit and the partner (4B.b). */
export type Payer = 'nobody' | 'vendor' | 'as-agreed' | 'reseller' | 'partner'

export type Strategy = 'a' | 'b' | 'c'

/** Who pays, by path and strategy (table E4). Only path C is the partner's own affair. */
export function payerOf(path: Path, strategy: Strategy | null): Payer {
  if (path !== 'B') return path === 'A' ? 'nobody' : 'partner'
  return strategy === 'a' ? 'vendor' : strategy === 'b' ? 'as-agreed' : 'reseller'
}

export function adjustment(units: number, reason: string): FeeLine {
  return line('adjustment', `Adjustment: ${reason}`, units, '9.2')
}

const KIND_WORDS: Readonly<Record<FeeBasis['kind'], string>> = {
  initial: 'Initial certification',
  'full-recertification': 'Full recertification: set-up and guide are known',
  'partial-recertification': 'Partial recertification: only what changed',
  retest: 'Retest of what failed',
}

function kindShare(kind: FeeBasis['kind'], figure: Figures): number {
  if (kind === 'initial') return 0
  return -figure(
    kind === 'full-recertification' ? 'fee.full-recertification-discount' : 'fee.partial-recertification-discount',
  )
}

const SIZED: Readonly<Record<keyof Effort, readonly [one: string, many: string]>> = {
  simple: ['simple test case', 'simple test cases'],
  medium: ['medium test case', 'medium test cases'],
  complex: ['complex test case', 'complex test cases'],
}

function testCaseLines(effort: Effort, figure: Figures): readonly FeeLine[] {
  return (['simple', 'medium', 'complex'] as const).flatMap((size) => {
    const number = effort[size]
    const each = figure(`fee.${size}-test-case`)
    const says = `${count(number, ...SIZED[size])} at ${sayMoney(money(CURRENCY, each))} each`
    return number === 0 ? [] : [line('test-cases', says, number * each, '9.2')]
  })
}

function share(driver: Driver, says: string, of: Money, factor: number): FeeLine {
  return { driver, says, amount: scale(of, factor), clause: '9.2' }
}

function line(driver: Driver, says: string, units: number, clause: string): FeeLine {
  return { driver, says, amount: money(CURRENCY, units), clause }
}

function percent(part: number): string {
  return `${Math.round(part * 100)} %`
}
