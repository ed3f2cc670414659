import { describe, expect, test } from 'vitest'
import {
  certification,
  type Certified,
  extended,
  figuresWith,
  major,
  pair,
  planned,
} from '../../test/support/records.ts'
import { day } from '../kernel/day.ts'
import type { PlatformRelease } from '../programme/platform.ts'
import type { Figures } from './parameters.ts'
import { type Deployment, SUPPORT_ROWS, supportRuling } from './support.ts'

type Facts = {
  readonly certifications?: readonly Certified[]
  readonly releases?: readonly PlatformRelease[]
  /** Certification, day of confirmation and, where cleared, of that; FI-1, FI-2 and so on. */
  readonly issues?: readonly (readonly [certification: string, confirmed: string, cleared?: string])[]
  readonly sat?: readonly string[]
  /** The day the partner's membership was terminated. */
  readonly terminated?: string
  readonly asked?: Partial<Omit<Deployment, 'on'>>
  /** 2024-06-01 unless told. */
  readonly on?: string
  /** The day it is asked, that of the deployment unless told. */
  readonly today?: string
  readonly figures?: Figures
}

/** The answer in one line: yes, caution or no, who helps, by which certification, under which clause. */
function answer(facts: Facts): string {
  const { certifications = [{}], issues = [], on = '2024-06-01' } = facts
  const ruling = supportRuling(
    {
      certifications: certifications.map(certification),
      regions: [
        { id: 'emea', name: 'EMEA', countries: ['DE', 'FR'] },
        { id: 'americas', name: 'Americas', countries: ['US'] },
      ],
      family: 'sip-trunk',
      platform: { id: 'm', name: 'Platform', releases: facts.releases ?? [major('8.0', '2023-01-01')] },
      satEvidence: (facts.sat ?? []).map((accepted) => ({ platformRelease: '8.0', accepted: day(accepted) })),
      fieldIssues: issues.map(([certified, confirmed, cleared], index) => ({
        id: `FI-${index + 1}`,
        certification: certified,
        confirmed: day(confirmed),
        cleared: cleared ? day(cleared) : null,
      })),
      terminated: facts.terminated ? day(facts.terminated) : null,
    },
    { ...pair('8.0'), country: 'DE', on: day(on), ...facts.asked },
    day(facts.today ?? on),
    facts.figures ?? figuresWith({}),
  )
  const says = ruling.supported ? (ruling.caution ? 'caution' : 'yes') : 'no'
  return `${says}, ${ruling.route}, ${ruling.certification?.number ?? 'none'}, ${ruling.clause}`
}

const mqt = { number: 'Q1', level: 'MQT', region: 'emea' } as const
const mat = { number: 'A1', level: 'MAT' } as const
const strict = figuresWith({ 'support.eligible-standings': ['green'] })

describe('table E3, first match decides', () => {
  test.each<[row: string, expected: string, facts: Facts]>([
    ['1 nothing was ever certified', 'no, partner, none, 1B.2', { certifications: [] }],
    ['1 a SAT is no certification', 'no, partner, none, 1B.2', { certifications: [{ level: 'SAT' }] }],
    ['1 granted tomorrow is not yet', 'no, partner, none, 1B.2', { certifications: [{ granted: '2024-06-02' }] }],
    ['7 granted today is', 'yes, product-support, C1, 3C.2', { certifications: [{ granted: '2024-06-01' }] }],

    ['2 withdrawn on the day', 'no, partner, C1, 6.5', { certifications: [{ withdrawn: '2024-06-01' }] }],
    ['2 withdrawn long ago', 'no, partner, C1, 6.5', { certifications: [{ withdrawn: '2024-02-01' }] }],
    ['2 the membership terminated on the day (X-36)', 'no, partner, C1, 6.5', { terminated: '2024-06-01' }],
    ['7 to be terminated tomorrow', 'yes, product-support, C1, 3C.2', { terminated: '2024-06-02' }],
    ['7 to be withdrawn tomorrow', 'yes, product-support, C1, 3C.2', { certifications: [{ withdrawn: '2024-06-02' }] }],

    ['3 a newer platform release', 'no, partner, C1, 8.1', { asked: pair('8.1') }],
    ['3 an older one (8.2)', 'no, partner, C1, 8.1', { asked: pair('7.0') }],
    ['3 another spelling of the release is another release', 'no, partner, C1, 8.1', { asked: pair('8') }],
    ['3 another product release', 'no, partner, C1, 8.1', { asked: pair('8.0', '1.1') }],
    [
      '3 both releases tested, never together',
      'no, partner, C1, 8.1',
      { certifications: [{ pairs: [pair('8.0', '1.0'), pair('9.0', '2.0')] }], asked: pair('8.0', '2.0') },
    ],
    [
      '7 the second pair of a certification',
      'yes, product-support, C1, 3C.2',
      { certifications: [{ pairs: [pair('8.0', '1.0'), pair('9.0', '2.0')] }], asked: pair('9.0', '2.0') },
    ],
    [
      '3 extended to the pair tomorrow',
      'no, partner, C1, 8.1',
      { certifications: [{ extensions: [extended('2024-06-02', pair('8.1'))] }], asked: pair('8.1') },
    ],
    [
      '7 extended to the pair today',
      'yes, product-support, C1, 3C.2',
      { certifications: [{ extensions: [extended('2024-06-01', pair('8.1'))] }], asked: pair('8.1') },
    ],
    [
      '7 extended to the pair before',
      'yes, product-support, C1, 3C.2',
      { certifications: [{ extensions: [extended('2024-03-01', pair('8.1'))] }], asked: pair('8.1') },
    ],

    ['4 MQT outside its region', 'no, partner, Q1, 3Q.2', { certifications: [mqt], asked: { country: 'US' } }],
    ['4 MQT in a country of no region', 'no, partner, Q1, 3Q.2', { certifications: [mqt], asked: { country: 'JP' } }],
    [
      '4 MQT of a region nobody knows',
      'no, partner, Q1, 3Q.2',
      { certifications: [{ ...mqt, region: 'atlantis' }], asked: { country: 'DE' } },
    ],
    ['7 MQT inside its region', 'yes, sales-unit, Q1, 3Q.2', { certifications: [mqt], asked: { country: 'FR' } }],
    ['7 MCT is good everywhere', 'yes, product-support, C1, 3C.2', { asked: { country: 'JP' } }],
    ['7 so is MAT', 'yes, tailored, A1, 3A.2', { certifications: [mat], asked: { country: 'JP' } }],

    ['5 obsolete by age', 'no, partner, C1, 6.5', { on: '2027-01-16' }],
    [
      '5 obsolete by releases',
      'no, partner, C1, 6.5',
      { releases: [major('8.0', '2023-01-01'), major('9.0', '2024-02-01'), major('10.0', '2024-06-01')] },
    ],
    ['5 obsolete by its SAT', 'no, partner, C1, 6.5', { sat: ['2024-01-20'], on: '2026-01-21' }],
    ['5 obsolete by a field issue', 'no, partner, C1, 6.5', { issues: [['C1', '2024-06-01']] }],
    [
      '7 the field issue is cleared',
      'yes, product-support, C1, 3C.2',
      { issues: [['C1', '2024-03-01', '2024-06-01']] },
    ],
    [
      '7 the field issue is of another certification',
      'yes, product-support, C1, 3C.2',
      { issues: [['X9', '2024-03-01']] },
    ],

    ['6 stale by age', 'caution, product-support, C1, 3C.2', { on: '2025-07-16' }],
    ['6 the last day before it is obsolete', 'caution, product-support, C1, 3C.2', { on: '2027-01-15' }],
    ['6 MQT that is stale', 'caution, sales-unit, Q1, 3Q.2', { certifications: [mqt], on: '2025-07-16' }],
    ['6 MAT that is stale', 'caution, tailored, A1, 3A.2', { certifications: [mat], on: '2025-07-16' }],
    ['7 current', 'yes, product-support, C1, 3C.2', {}],
    ['7 on the last day before it is stale', 'yes, product-support, C1, 3C.2', { on: '2025-07-15' }],
  ])('%s: %s', (_row, expected, facts) => {
    expect(answer(facts)).toBe(expected)
  })

  test('an earlier row decides where several would refuse', () => {
    const withdrawn = { ...mqt, withdrawn: '2024-02-01' }
    const everything: Facts = {
      certifications: [withdrawn],
      asked: { ...pair('7.0'), country: 'US' },
      on: '2027-02-01',
    }
    expect(answer(everything)).toBe('no, partner, Q1, 6.5')
    expect(answer({ ...everything, certifications: [mqt] })).toBe('no, partner, Q1, 8.1')
    expect(answer({ ...everything, certifications: [mqt], asked: { country: 'US' } })).toBe('no, partner, Q1, 3Q.2')
    expect(answer({ ...everything, certifications: [mqt], asked: {} })).toBe('no, partner, Q1, 6.5')
    expect(answer({ ...everything, certifications: [mqt], asked: {}, on: '2025-08-01' })).toBe(
      'caution, sales-unit, Q1, 3Q.2',
    )
  })

  test('every row cites its clause, says why in a sentence and what to do next', () => {
    expect(SUPPORT_ROWS.map((row) => [row.rule, row.clause])).toEqual([
      ['certified-at-mct-or-above', '1B.2'],
      ['certification-not-withdrawn', '6.5'],
      ['exact-pair-certified', '8.1'],
      ['customer-in-the-region', '3Q.2'],
      ['standing-eligible', '6.5'],
    ])
    for (const { says, next } of SUPPORT_ROWS) expect([says, next].every((text) => /^[A-Z].*\.$/.test(text))).toBe(true)
  })
})

describe('several certifications of one interop (X-12)', () => {
  test.each<[says: string, expected: string, facts: Facts]>([
    [
      'at home the higher level, MQT',
      'yes, sales-unit, Q1, 3Q.2',
      { certifications: [{}, mqt], asked: { country: 'DE' } },
    ],
    [
      'abroad MCT, which is good everywhere',
      'yes, product-support, C1, 3C.2',
      { certifications: [mqt, {}], asked: { country: 'US' } },
    ],
    [
      'of two regions the one the customer is in',
      'yes, sales-unit, Q2, 3Q.2',
      { certifications: [mqt, { ...mqt, number: 'Q2', region: 'americas' }], asked: { country: 'US' } },
    ],
    [
      'a current MCT before a stale MAT',
      'yes, product-support, C1, 3C.2',
      { certifications: [{ ...mat, granted: '2022-11-30' }, {}] },
    ],
    [
      'a stale MAT where it is alone',
      'caution, tailored, A1, 3A.2',
      { certifications: [{ ...mat, granted: '2022-11-30' }] },
    ],
    [
      'a stale MCT before an obsolete MAT',
      'caution, product-support, C1, 3C.2',
      { certifications: [{ ...mat, granted: '2021-05-31' }, { granted: '2022-11-30' }] },
    ],
    [
      'of one level the later grant',
      'yes, product-support, C2, 3C.2',
      { certifications: [{}, { number: 'C2', granted: '2024-01-16' }] },
    ],
    ['of one day the smaller number', 'yes, product-support, C0, 3C.2', { certifications: [{}, { number: 'C0' }] }],
    [
      'a withdrawn one does not stand in the way of another',
      'yes, product-support, C1, 3C.2',
      { certifications: [{ ...mat, withdrawn: '2024-02-01' }, {}] },
    ],
    [
      'nor does one for another pair',
      'yes, product-support, C1, 3C.2',
      { certifications: [{ ...mat, pairs: [pair('7.0')] }, {}] },
    ],
    [
      'nor does the field issue of one',
      'yes, product-support, C1, 3C.2',
      { certifications: [mat, {}], issues: [['A1', '2024-03-01']] },
    ],
    [
      'a refusal names the foremost of those its row took away',
      'no, partner, C1, 8.1',
      { certifications: [{}, { ...mat, withdrawn: '2024-02-01' }], asked: pair('7.0') },
    ],
    [
      'all of them withdrawn, it names the highest',
      'no, partner, A1, 6.5',
      { certifications: [{ withdrawn: '2024-03-01' }, { ...mat, withdrawn: '2024-02-01' }] },
    ],
    [
      'a SAT beside a withdrawn MCT is never the one named',
      'no, partner, C1, 6.5',
      { certifications: [{ level: 'SAT', number: 'S1' }, { withdrawn: '2024-03-01' }] },
    ],
  ])('%s: %s', (_says, expected, facts) => {
    expect(answer(facts)).toBe(expected)
  })

  test('the answer does not depend on the order they are kept in', () => {
    const all = [{}, mqt, mat, { number: 'C2' }, { ...mqt, number: 'Q0' }]
    const turned = all.map((_, i) => [...all.slice(i), ...all.slice(0, i)])
    expect(new Set(turned.map((certifications) => answer({ certifications }))).size).toBe(1)
  })
})

describe('what the readings settle', () => {
  test.each<[says: string, expected: string, facts: Facts]>([
    [
      'X-13 MQT goes to product support where the programme wants it so',
      'yes, product-support, Q1, 3Q.2',
      { certifications: [mqt], figures: figuresWith({ 'support.route.mqt': 'product-support' }) },
    ],
    [
      'X-13 which does not touch MAT',
      'yes, tailored, A1, 3A.2',
      { certifications: [mat], figures: figuresWith({ 'support.route.mqt': 'product-support' }) },
    ],

    ['X-14 in the strict reading stale is not current', 'no, partner, C1, 6.5', { on: '2025-07-16', figures: strict }],
    ['X-14 green is, strictly too', 'yes, product-support, C1, 3C.2', { on: '2025-07-15', figures: strict }],
    [
      'X-14 in the lenient reading obsolete is helped with a caution',
      'caution, product-support, C1, 3C.2',
      { on: '2027-01-16', figures: figuresWith({ 'support.eligible-standings': ['green', 'yellow', 'red'] }) },
    ],

    [
      'X-15 the ticket is about the very issue that made it red',
      'caution, product-support, C1, 3C.2',
      { issues: [['C1', '2024-06-01']], asked: { fieldIssue: 'FI-1' } },
    ],
    [
      'X-15 the ticket is about another issue',
      'no, partner, C1, 6.5',
      { issues: [['C1', '2024-06-01']], asked: { fieldIssue: 'FI-2' } },
    ],
    [
      'X-15 two issues are open and the ticket is about one',
      'no, partner, C1, 6.5',
      {
        issues: [
          ['C1', '2024-05-01'],
          ['C1', '2024-06-01'],
        ],
        asked: { fieldIssue: 'FI-1' },
      },
    ],
    [
      'X-15 the other of the two is cleared',
      'caution, product-support, C1, 3C.2',
      {
        issues: [
          ['C1', '2024-05-01'],
          ['C1', '2024-05-02', '2024-06-01'],
        ],
        asked: { fieldIssue: 'FI-1' },
      },
    ],
    [
      'X-15 it is obsolete by age as well',
      'no, partner, C1, 6.5',
      { issues: [['C1', '2024-06-01']], asked: { fieldIssue: 'FI-1' }, on: '2027-01-16' },
    ],
    [
      'X-15 it is merely stale as well',
      'caution, product-support, C1, 3C.2',
      { issues: [['C1', '2024-06-01']], asked: { fieldIssue: 'FI-1' }, on: '2025-07-16' },
    ],
    [
      'X-15 obsolete by age alone, an issue named does not help',
      'no, partner, C1, 6.5',
      { asked: { fieldIssue: 'FI-1' }, on: '2027-01-16' },
    ],
    [
      'X-15 stale in the strict reading, an issue named does not help',
      'no, partner, C1, 6.5',
      { asked: { fieldIssue: 'FI-1' }, on: '2025-07-16', figures: strict },
    ],
    [
      'X-15 stale and red by the issue in the strict reading, it would not be eligible without the issue either',
      'no, partner, C1, 6.5',
      { issues: [['C1', '2024-06-01']], asked: { fieldIssue: 'FI-1' }, on: '2025-07-16', figures: strict },
    ],
    [
      'X-15 red by the issue alone in the strict reading',
      'caution, product-support, C1, 3C.2',
      { issues: [['C1', '2024-06-01']], asked: { fieldIssue: 'FI-1' }, figures: strict },
    ],
    [
      'X-15 the exception is turned off',
      'no, partner, C1, 6.5',
      {
        issues: [['C1', '2024-06-01']],
        asked: { fieldIssue: 'FI-1' },
        figures: figuresWith({ 'support.allow-on-open-field-issue': false }),
      },
    ],
    [
      'X-15 MQT, the exception does not reach beyond the region',
      'no, partner, Q1, 3Q.2',
      { certifications: [mqt], issues: [['Q1', '2024-06-01']], asked: { fieldIssue: 'FI-1', country: 'US' } },
    ],
  ])('%s: %s', (_says, expected, facts) => {
    expect(answer(facts)).toBe(expected)
  })

  test('a day to come is judged by the releases planned when it is asked', () => {
    const releases = [major('8.0', '2023-01-01'), planned('9.0', '2024-03-01'), planned('10.0', '2024-05-01')]
    expect(answer({ releases, today: '2024-02-01' })).toBe('no, partner, C1, 6.5')
    expect(answer({ releases, today: '2024-03-01' })).toBe('yes, product-support, C1, 3C.2')
    expect(answer({ releases, today: '2024-07-01' })).toBe('yes, product-support, C1, 3C.2')
  })
})

describe('the support of a MAT', () => {
  const terms = { hours: 'Round the clock', contacts: 'voice@vendor.test', escalation: 'The lab, within a day.' }
  const saysOf = (change: Certified) =>
    supportRuling(
      {
        certifications: [certification({ level: 'MAT', ...change })],
        regions: [],
        family: 'sip-trunk',
        platform: { id: 'm', name: 'Platform', releases: [major('8.0', '2023-01-01')] },
        satEvidence: [],
        fieldIssues: [],
        terminated: null,
      },
      { ...pair('8.0'), country: 'DE', on: day('2024-06-01') },
      day('2024-06-01'),
      figuresWith({}),
    ).says

  test('is told with the terms stated for the product, where they are on record (3A.2)', () => {
    expect(saysOf({ supportTerms: terms })).toContain(
      'Hours: Round the clock. Contacts: voice@vendor.test. Escalation: The lab, within a day.',
    )
    expect(saysOf({})).not.toContain('Hours')
    expect(saysOf({ level: 'MCT', supportTerms: terms })).not.toContain('Hours')
  })
})
