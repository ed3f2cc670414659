import { describe, expect, test } from 'vitest'
import { figuresWith } from '../../test/support/records.ts'
import { day } from '../kernel/day.ts'
import { type Advice, adviseApplicant, type Applicant } from './advice.ts'

/**
 * Forty-two applicants as the source document tells of them (tables E1 and E2, and the readings,
 * ), one a line. Left of the double bar what they say; right of it what they are told, each answer with the
 * clauses it rests on. T: has a certified technician. R: is a reseller itself. Path C is open to all of them (4C.2).
 */
const APPLICANTS = `
trunk    -        - - -      MCT -    -   -      || optional | A no 4A.10 4A.14           | B no  | joins basic    | closed 3C.3
trunk    -        - - basic  MCT -    -   -      || optional | A no 4A.10 4A.14           | B no  | joins basic    | open 3C.3
trunk    -        - - noncom MCT -    -   -      || optional | A no 4A.10 4A.14           | B no  | joins basic    | closed 3C.3
trunk    reseller T - -      MCT -    -   -      || optional | A yes 4A.11 4A.10 4A.14 4A.7 | B yes | need not join  | open 3C.3
trunk    prime    - - -      MCT -    -   -      || optional | A no 4A.14                 | B yes | need not join  | open 3C.3
trunk    unit     T - -      MCT -    -   -      || optional | A yes 4A.11 4A.10 4A.14 4A.7 | B yes | need not join  | open 3C.3
trunk    -        T R -      MCT -    -   -      || optional | A yes 4A.11 4A.10 4A.14 4A.7 | B no  | need not join  | open 3C.3
trunk    -        - R -      MCT -    -   -      || optional | A no 4A.14                 | B no  | joins basic    | closed 3C.3
trunk    reseller T R -      MCT -    -   -      || optional | A yes 4A.11 4A.10 4A.14 4A.7 | B yes | need not join  | open 3C.3
trunk    -        T R msp    MAT -    -   -      || optional | A no 4A.7                  | B no  | joins msp      | closed 3T.MAT
trunk    -        T R msp    MQT emea -   -      || optional | A yes 4A.11 4A.10 4A.14 4A.7 | B no  | joins msp      | closed 3T.MQT
trunk    unit     - - mpp    MQT emea -   -      || optional | A no 4A.14                 | B yes | joins msp      | open 3T.MQT 3Q.3 3T.MQT
trunk    unit     - - msp    MQT -    -   -      || optional | A no 4A.14                 | B yes | joins msp      | closed 3T.MQT
trunk    reseller T - adv    MQT emea -   -      || optional | A yes 4A.11 4A.10 4A.14 4A.7 | B yes | joins msp      | closed 3Q.3
trunk    reseller T - -      MQT emea -   -      || optional | A yes 4A.11 4A.10 4A.14 4A.7 | B yes | joins msp      | closed 3Q.3
trunk    reseller T - msp    MAT -    -   -      || optional | A no 4A.7                  | B yes | joins msp      | open 3T.MAT 3A.3
trunk    reseller - - adv    MAT -    -   -      || optional | A no 4A.14 4A.7            | B yes | joins msp      | closed 3A.3
trunk    -        - - mpp    MAT -    -   -      || optional | A no 4A.10 4A.14 4A.7      | B no  | joins msp      | closed 3T.MAT
trunk    -        - - basic  SAT -    -   -      || optional | A no 4A.10 4A.14 4A.7      | B no  | joins basic    | open 5.2
trunk    reseller - - -      SAT -    -   -      || optional | A no 4A.14 4A.7            | B yes | joins basic    | closed 5.2
trunk    reseller T - noncom SAT -    -   -      || optional | A no 4A.7                  | B yes | joins basic    | open 5.2
trunk    reseller T - mpp    MCT -    -   resold || required | A yes 4A.11 4A.10 4A.14 4A.7 | B yes | need not join  | closed 1A.1
trunk    unit     - - msp    MQT emea -   resold || required | A no 4A.14                 | B yes | joins msp      | open 3T.MQT 3Q.3 3T.MQT 1A.1
trunk    prime    - - msp    MAT -    -   resold || required | A no 4A.14 4A.7            | B yes | joins msp      | open 3T.MAT 3A.3 1A.1
trunk    -        - - mpp    SAT -    -   resold || required | A no 4A.10 4A.14 4A.7      | B no  | joins basic    | closed 1A.1
lineside -        - - -      MCT -    -   -      || optional | A no 4A.11 4A.10 4A.14     | B no  | joins basic    | closed 3S.3 3C.3 4C.1
lineside -        - - basic  MCT -    sat -      || optional | A no 4A.11 4A.10 4A.14     | B no  | joins basic    | open 3S.3 3C.3 4C.1
lineside reseller T - -      MCT -    sat -      || optional | A no 4A.11                 | B yes | joins basic    | closed 4C.1
lineside reseller T - basic  MCT -    -   -      || optional | A no 4A.11                 | B yes | joins basic    | closed 3S.3
lineside -        - - noncom MCT -    sat -      || optional | A no 4A.11 4A.10 4A.14     | B no  | joins basic    | closed 3C.3 4C.1
lineside unit     - - msp    MQT emea sat -      || optional | A no 4A.11 4A.14           | B yes | joins msp      | open 3S.3 4C.1 3T.MQT 3Q.3 3T.MQT
lineside -        T R basic  MCT -    sat -      || optional | A no 4A.11                 | B no  | joins basic    | open 3S.3 3C.3 4C.1
api      -        - - basic  MCT -    sat -      || optional | A no 4A.11 4A.10 4A.14     | B no  | joins advanced | closed 4C.1
api      -        - - adv    MCT -    sat -      || optional | A no 4A.11 4A.10 4A.14     | B no  | joins advanced | open 3S.3 3C.3 4C.1
api      unit     - - adv    MCT -    sat -      || optional | A no 4A.11 4A.14           | B yes | joins advanced | open 3S.3 3C.3 4C.1
api      -        - - mpp    MCT -    -   -      || optional | A no 4A.11 4A.10 4A.14     | B no  | joins advanced | closed 3S.3
api      reseller - - mpp    MAT -    sat -      || optional | A no 4A.11 4A.14 4A.7      | B yes | joins msp      | open 3S.3 4C.1 3T.MAT 3A.3
api      -        - - adv    SAT -    -   -      || optional | A no 4A.11 4A.10 4A.14 4A.7 | B no  | joins advanced | open 5.2
other    -        - - msp    MCT -    sat -      || optional | A no 4A.11 4A.10 4A.14     | B no  | joins basic    | open 3S.3 3C.3 4C.1
other    reseller - - mpp    MAT -    sat resold || required | A no 4A.11 4A.14 4A.7      | B yes | joins msp      | open 3S.3 4C.1 3T.MAT 3A.3 1A.1
other    prime    - - msp    MQT emea -   -      || optional | A no 4A.11 4A.14           | B yes | joins msp      | closed 3S.3
other    -        - - -      SAT -    -   -      || optional | A no 4A.11 4A.10 4A.14 4A.7 | B no  | joins basic    | closed 5.2
`

const lines = APPLICANTS.trim()
  .split('\n')
  .map((line) => line.split(' || ') as [says: string, told: string])

const FAMILY = { trunk: 'sip-trunk', lineside: 'sip-lineside', api: 'advanced-api', other: 'other' } as const
const SPONSOR = { '-': 'none', reseller: 'reseller', unit: 'sales-unit', prime: 'sales-prime' } as const
const TIER = {
  '-': null,
  noncom: 'mdp-noncommercial',
  basic: 'mdp-commercial-basic',
  adv: 'mdp-commercial-advanced',
  msp: 'msp',
  mpp: 'mpp',
} as const

function applicantOf(line: string): Applicant {
  const [family, sponsor, technician, reseller, tier, level, region, sat, resold] = line.trim().split(/\s+/)
  return {
    family: FAMILY[family as keyof typeof FAMILY],
    sponsor: SPONSOR[sponsor as keyof typeof SPONSOR],
    technicianCertified: technician === 'T',
    isReseller: reseller === 'R',
    tier: TIER[tier as keyof typeof TIER],
    level: level as Applicant['level'],
    region: region === '-' ? null : region!,
    satAccepted: sat === 'sat',
    resoldByVendor: resold === 'resold',
  }
}

const JOINS = {
  'mdp-noncommercial': 'joins non-commercial',
  'mdp-commercial-basic': 'joins basic',
  'mdp-commercial-advanced': 'joins advanced',
  msp: 'joins msp',
  mpp: 'joins mpp',
} as const

function inWords(advice: Advice): string {
  const clauses = (because: Advice['level']['because']) => because.map((each) => each.clause).join(' ')
  const [a, b] = advice.paths
  return [
    advice.certification,
    `A ${a!.open ? 'yes' : 'no'} ${clauses(a!.because)}`,
    `B ${b!.open ? 'yes' : 'no'}`,
    advice.membership === null ? 'need not join' : JOINS[advice.membership],
    `${advice.level.open ? 'open' : 'closed'} ${clauses(advice.level.because)}`,
  ].join(' | ')
}

const figures = figuresWith({})
const today = day('2026-06-15')
const advise = (applicant: Applicant, by = figures) => adviseApplicant(applicant, today, by)
const spaced = (line: string) => line.replace(/\s*\|\s*/g, ' | ').trim()

describe('applicants out of the source document', () => {
  test.each(lines)('%s', (says, told) => {
    expect(inWords(advise(applicantOf(says)))).toBe(spaced(told))
  })

  test('are forty-two, all of them different', () => {
    expect(lines).toHaveLength(42)
    expect(new Set(lines.map(([says]) => spaced(says.replace(/\s+/g, ' ')))).size).toBe(42)
  })

  test('path C is open to each, path B rests on its one clause, and SAT on the family', () => {
    for (const [says] of lines) {
      const applicant = applicantOf(says)
      const { paths, sat } = advise(applicant)
      expect(paths.map((each) => each.path)).toEqual(['A', 'B', 'C'])
      expect(paths[1]!.because.map((each) => each.clause)).toEqual(['4B.2'])
      expect(paths[2]).toMatchObject({ open: true, because: [{ clause: '4C.2' }] })
      expect(sat).toBe(applicant.family === 'sip-trunk' ? 'exempt' : 'required')
    }
  })

  test('no answer goes without its reason, and every reason is a sentence', () => {
    for (const [says] of lines) {
      const { paths, level } = advise(applicantOf(says))
      for (const { because } of [...paths, level]) {
        expect(because.length, says).toBeGreaterThan(0)
        for (const reason of because) expect(reason.says, says).toMatch(/^[A-Z].*\.$/)
      }
    }
  })

  test('what stands against something says also what to do about it', () => {
    const { paths } = advise(applicantOf('lineside reseller T - basic MCT - sat -'))
    expect(paths[0]!.because).toEqual([
      {
        clause: '4A.11',
        says:
          'Path A is open to SIP trunking services only, never to lineside or API products. ' +
          'Take path C; a sponsor may still bear the fee by one of the strategies of path B.',
      },
    ])
  })

  test.each([
    ['sat.exempt-families', []],
    ['membership.always-for', []],
    ['mqt.tiers', ['mpp']],
    ['resold.min-levels', ['MCT', 'MQT', 'MAT']],
    ['mct.fee.tier', 'mdp-noncommercial'],
    ['rules.not-in-force', ['path-a-is-for-trunks']],
    ['rules.not-in-force', ['mat-has-a-sponsor']],
    ['rules.not-in-force', ['sat-is-reviewed-for-members']],
  ])('would be found wrong with %s at %j', (key, value) => {
    const wrong = figuresWith({ [key]: value })
    const differing = lines.filter(([says, told]) => inWords(advise(applicantOf(says), wrong)) !== spaced(told))
    expect(differing.length).toBeGreaterThan(0)
  })
})

describe('the next steps', () => {
  test.each<[says: string, steps: readonly string[]]>([
    [
      'trunk - - - - MCT - - -',
      [
        'Join the partner programme at MDP Commercial Basic (USD 1000 a year).',
        'Fill in the SIP Interoperability Questionnaire.',
        'For planning: certification by fee is typically USD 4000 to 8000.',
      ],
    ],
    [
      'trunk - - - basic MCT - - -',
      [
        'Fill in the SIP Interoperability Questionnaire.',
        'Request a firm quote.',
        'For planning: certification by fee is typically USD 4000 to 8000.',
      ],
    ],
    [
      'api - - - - MCT - - -',
      [
        'Join the partner programme at MDP Commercial Advanced (USD 3000 a year).',
        'Write a SAT plan, have it approved, test, and have the results accepted.',
        'For planning: certification by fee is typically USD 4000 to 8000.',
      ],
    ],
    ['other reseller - - mpp MAT - sat -', ['Request a firm quote.', 'The fee of a MAT is quoted on request.']],
    [
      'trunk reseller - - adv MAT - - -',
      [
        'Join the partner programme at MSP Solution Partner.',
        'Fill in the SIP Interoperability Questionnaire.',
        'The fee of a MAT is quoted on request.',
      ],
    ],
    ['trunk - - - basic SAT - - -', ['Write a SAT plan, have it approved, test, and have the results accepted.']],
  ])('of %s', (says, steps) => {
    expect(advise(applicantOf(says)).next).toEqual(steps)
  })

  test('name the figures in force, not those of the book', () => {
    const dearer = figuresWith({ 'membership.fee.mdp-commercial-basic': 1200, 'fee.range-most': 9000 })
    const { next } = advise(applicantOf('trunk - - - - MCT - - -'), dearer)
    expect(next[0]).toContain('USD 1200 a year')
    expect(next[2]).toContain('USD 4000 to 9000')
  })
})
