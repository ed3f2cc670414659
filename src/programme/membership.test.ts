import { describe, expect, test } from 'vitest'
import { contextOf, people, stampBy } from '../../test/support/project-files.ts'
import { figuresWith } from '../../test/support/records.ts'
import { day } from '../kernel/day.ts'
import { joiningMoves } from './joining.ts'
import {
  type Application,
  isAtLeast,
  type Membership,
  membershipOn,
  type MembershipState,
  MEMBERSHIP_STATE_WORDS,
  type Term,
  termOn,
  type Tier,
  tierOn,
  TIERS,
} from './membership.ts'

const GRACE = 30

const term = (tier: Tier, from: string, until: string): Term => ({ tier, from: day(from), until: day(until) })

const application = (state: Application['state']): Application => ({
  state,
  tier: 'mdp-commercial-basic',
  family: 'sip-trunk',
  received: stampBy('visitor', day('2025-12-01')),
  contact: { name: 'A', email: 'a@northwind.test' },
  secondContact: { name: 'B', email: 'b@northwind.test' },
  plans: 'Certify.',
  decided: null,
})

const member = (terms: readonly Term[], more: Partial<Membership> = {}): Membership => ({
  organisation: 'northwind',
  application: application('paid'),
  terms,
  terminated: null,
  ...more,
})

const year = member([term('mdp-commercial-basic', '2026-01-01', '2026-12-31')])
const renewed = member([
  term('mdp-commercial-basic', '2025-01-01', '2025-12-31'),
  term('mdp-commercial-basic', '2026-01-01', '2026-12-31'),
])
const raised = member([
  term('mdp-commercial-basic', '2026-01-01', '2026-12-31'),
  term('msp', '2026-06-15', '2027-06-14'),
])
const gap = member([
  term('mdp-commercial-basic', '2024-01-01', '2024-12-31'),
  term('mdp-commercial-advanced', '2026-06-01', '2027-05-31'),
])
const terminated = { ...year, terminated: { ...stampBy('manager', day('2026-05-01')), reason: 'Burden.' } }
const leapTerm = member([term('mpp', '2023-03-01', '2024-02-29')])

describe('membership on a day', () => {
  test.each<[says: string, on: string, state: MembershipState, tier: Tier | null, of: Membership | null]>([
    ['nobody who ever joined', '2026-06-15', 'none', null, null],
    [
      'the application is on the desk',
      '2026-06-15',
      'applied',
      null,
      member([], { application: application('applied') }),
    ],
    ['approved, the fee awaited', '2026-06-15', 'approved', null, member([], { application: application('approved') })],
    ['declined', '2026-06-15', 'declined', null, member([], { application: application('declined') })],
    ['taken over without an application or a term', '2026-06-15', 'none', null, member([], { application: null })],

    ['the day before the term', '2025-12-31', 'none', null, year],
    ['the first day of the term', '2026-01-01', 'active', 'mdp-commercial-basic', year],
    ['the last day of the term', '2026-12-31', 'active', 'mdp-commercial-basic', year],
    ['the day after: grace', '2027-01-01', 'grace', 'mdp-commercial-basic', year],
    ['the last day of grace', '2027-01-30', 'grace', 'mdp-commercial-basic', year],
    ['the day after grace', '2027-01-31', 'lapsed', null, year],
    ['years later', '2036-01-01', 'lapsed', null, year],

    ['a leap day ends the term', '2024-02-29', 'active', 'mpp', leapTerm],
    ['and grace runs from there', '2024-03-30', 'grace', 'mpp', leapTerm],
    ['thirty days', '2024-03-31', 'lapsed', null, leapTerm],

    ['renewed without a gap, old year', '2025-12-31', 'active', 'mdp-commercial-basic', renewed],
    ['renewed without a gap, new year', '2026-01-01', 'active', 'mdp-commercial-basic', renewed],

    ['before the tier was raised', '2026-06-14', 'active', 'mdp-commercial-basic', raised],
    ['on the day it was', '2026-06-15', 'active', 'msp', raised],
    ['after the old term would have ended', '2027-01-15', 'active', 'msp', raised],
    ['grace is of the tier held last', '2027-06-15', 'grace', 'msp', raised],

    ['lapsed between two terms', '2025-06-01', 'lapsed', null, gap],
    ['joined again', '2026-06-01', 'active', 'mdp-commercial-advanced', gap],

    ['the day before it was terminated', '2026-04-30', 'active', 'mdp-commercial-basic', terminated],
    ['the day it was terminated', '2026-05-01', 'terminated', null, terminated],
    ['there is no grace after a termination', '2027-01-01', 'terminated', null, terminated],
  ])('%s, %s: %s', (_says, on, state, tier, of) => {
    expect([membershipOn(of, day(on), GRACE), tierOn(of, day(on), GRACE)]).toEqual([state, tier])
  })

  test('grace is as long as the programme says', () => {
    const states = (days: number) =>
      ['2026-12-31', '2027-01-01', '2027-01-10', '2027-01-11'].map((on) => membershipOn(year, day(on), days))
    expect(states(10)).toEqual(['active', 'grace', 'grace', 'lapsed'])
    expect(states(0)).toEqual(['active', 'lapsed', 'lapsed', 'lapsed'])
  })

  test('a day falls in one term, the last that was paid for', () => {
    expect(termOn(raised, day('2026-06-15'))?.tier).toBe('msp')
    expect(termOn(raised, day('2026-06-14'))?.tier).toBe('mdp-commercial-basic')
    expect(termOn(year, day('2027-01-01'))).toBeNull()
  })

  test('every state is told in words', () => {
    expect(Object.values(MEMBERSHIP_STATE_WORDS).every((words) => words.length > 3)).toBe(true)
  })
})

describe('tiers', () => {
  test('compare by their order, lowest first', () => {
    expect(TIERS).toEqual(['mdp-noncommercial', 'mdp-commercial-basic', 'mdp-commercial-advanced', 'msp', 'mpp'])
  })

  /** Each tier held, against each tier asked for in the order above. */
  test.each<[held: Tier | null, enough: string]>([
    [null, 'no no no no no'],
    ['mdp-noncommercial', 'yes no no no no'],
    ['mdp-commercial-basic', 'yes yes no no no'],
    ['mdp-commercial-advanced', 'yes yes yes no no'],
    ['msp', 'yes yes yes yes no'],
    ['mpp', 'yes yes yes yes yes'],
  ])('%s is at least: %s', (held, enough) => {
    expect(TIERS.map((least) => (isAtLeast(held, least) ? 'yes' : 'no')).join(' ')).toBe(enough)
  })
})

describe('a fee received', () => {
  const organisation = { id: 'northwind', name: 'Northwind', country: 'NL', roles: ['partner'] } as const

  /** The term a fee buys. */
  function termFor(membership: Membership, received: string, tier?: Tier): Term {
    const decision = joiningMoves['note-membership-fee'].decide(
      { organisation, membership },
      { received: day(received), tier },
      contextOf(people.manager, day(received)),
    )
    const { state } = decision.puts[0] as { state: Membership }
    expect(state.application?.state ?? 'paid').toBe('paid')
    return state.terms.at(-1)!
  }

  test.each<[says: string, of: Membership, received: string, from: string, until: string, tier: Tier, wanted?: Tier]>([
    [
      'the first runs from the day it came',
      member([], { application: application('approved') }),
      '2026-02-01',
      '2026-02-01',
      '2027-01-31',
      'mdp-commercial-basic',
    ],
    [
      'a year from a leap day ends with February',
      member([], { application: application('approved') }),
      '2024-02-29',
      '2024-02-29',
      '2025-02-27',
      'mdp-commercial-basic',
    ],
    [
      'a renewal in good time is added to the end',
      year,
      '2026-11-15',
      '2027-01-01',
      '2027-12-31',
      'mdp-commercial-basic',
    ],
    ['so is one in grace', year, '2027-01-20', '2027-01-01', '2027-12-31', 'mdp-commercial-basic'],
    ['after grace it begins anew', year, '2027-02-01', '2027-02-01', '2028-01-31', 'mdp-commercial-basic'],
    ['a higher tier begins at once', year, '2026-06-15', '2026-06-15', '2027-06-14', 'msp', 'msp'],
    ['the tier stays unless another is named', raised, '2027-06-01', '2027-06-15', '2028-06-14', 'msp'],
  ])('%s', (_says, of, received, from, until, tier, wanted) => {
    expect(termFor(of, received, wanted)).toEqual({ tier, from, until })
  })

  test('leaves no day uncovered and none paid for twice when it is in time', () => {
    const terms = [...year.terms]
    for (const received of ['2026-12-31', '2027-12-01', '2029-01-15'] as const)
      terms.push(termFor(member(terms), received))
    expect(terms.map((each) => [each.from, each.until])).toEqual([
      ['2026-01-01', '2026-12-31'],
      ['2027-01-01', '2027-12-31'],
      ['2028-01-01', '2028-12-31'],
      ['2029-01-01', '2029-12-31'],
    ])
  })

  test.each([
    ['applied', 'The application has not been decided yet.'],
    ['declined', 'The application was declined.'],
    ['approved', null],
  ] as const)('while the application is %s: %s', (state, says) => {
    const membership = member([], { application: application(state) })
    const obstacle = joiningMoves['note-membership-fee'].obstacle!({ organisation, membership }, people.manager, {
      day: day('2026-06-15'),
      figure: figuresWith({}).number,
    })
    expect(obstacle?.says ?? null).toBe(says)
  })
})
