import { describe, expect, test } from 'vitest'
import { adviceInWords, APPLICANT_LINES, applicantOf, spaced } from '../../test/support/applicants.ts'
import { figuresWith } from '../../test/support/records.ts'
import { day } from '../kernel/day.ts'
import { adviseApplicant, type Applicant } from './advice.ts'

const figures = figuresWith({})
const today = day('2026-06-15')
const advise = (applicant: Applicant, by = figures) => adviseApplicant(applicant, today, by)

describe('applicants out of the source document', () => {
  test.each(APPLICANT_LINES)('%s', (says, told) => {
    expect(adviceInWords(advise(applicantOf(says)))).toBe(spaced(told))
  })

  test('are forty-two, all of them different', () => {
    expect(APPLICANT_LINES).toHaveLength(42)
    expect(new Set(APPLICANT_LINES.map(([says]) => spaced(says.replace(/\s+/g, ' ')))).size).toBe(42)
  })

  test('path C is open to each, path B rests on its one clause, and SAT on the family', () => {
    for (const [says] of APPLICANT_LINES) {
      const applicant = applicantOf(says)
      const { paths, sat } = advise(applicant)
      expect(paths.map((each) => each.path)).toEqual(['A', 'B', 'C'])
      expect(paths[1]!.because.map((each) => each.clause)).toEqual(['4B.2'])
      const always = { 'advanced-api': '4C.1', 'sip-lineside': '4.2', 'sip-trunk': '4C.2', other: '4C.2' }
      expect(paths[2]).toMatchObject({ open: true, because: [{ clause: always[applicant.family] }] })
      expect(sat).toBe(applicant.family === 'sip-trunk' ? 'exempt' : 'required')
    }
  })

  test('no answer goes without its reason, and every reason is a sentence', () => {
    for (const [says] of APPLICANT_LINES) {
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

  test.each(['SAT', 'MAT'])('whom path A is no way to a %s is told which path is', (level) => {
    const { paths } = advise(applicantOf(`trunk reseller T - noncom ${level} - - -`))
    expect(paths[0]!.because.map(({ says }) => says)).toEqual([
      'Path A leads to MCT or MQT. For a SAT or MAT take path B or C.',
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
    const differing = APPLICANT_LINES.filter(
      ([says, told]) => adviceInWords(advise(applicantOf(says), wrong)) !== spaced(told),
    )
    expect(differing.length).toBeGreaterThan(0)
  })
})

describe('the next steps', () => {
  test.each<[says: string, steps: readonly string[]]>([
    [
      'trunk - - - - MCT - - -',
      [
        'Join the partner programme at MDP Commercial Basic (USD 1,000.00 a year).',
        'Fill in the SIP Interoperability Questionnaire.',
        'For planning: certification by fee typically costs between USD 4,000.00 and USD 8,000.00.',
      ],
    ],
    [
      'trunk - - - basic MCT - - -',
      [
        'Fill in the SIP Interoperability Questionnaire.',
        'Request a firm quote.',
        'For planning: certification by fee typically costs between USD 4,000.00 and USD 8,000.00.',
      ],
    ],
    [
      'api - - - - MCT - - -',
      [
        'Join the partner programme at MDP Commercial Advanced (USD 3,000.00 a year).',
        'Write a SAT plan, have it approved, test, and have the results accepted.',
        'For planning: certification by fee typically costs between USD 4,000.00 and USD 8,000.00.',
      ],
    ],
    [
      'other reseller - - mpp MAT - sat -',
      [
        'On path B the sponsor sends in the business case.',
        'On path C request a firm quote.',
        'The fee of a MAT is quoted on request.',
      ],
    ],
    [
      'trunk reseller T - - MCT - - -',
      [
        'Fill in the SIP Interoperability Questionnaire.',
        'On path A, which costs nothing, the sponsor sends in the request with technician and justification.',
        'On path C request a firm quote.',
        'For planning: certification by fee typically costs between USD 4,000.00 and USD 8,000.00.',
      ],
    ],
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
    expect(next[0]).toContain('USD 1,200.00 a year')
    expect(next[2]).toContain('between USD 4,000.00 and USD 9,000.00')
  })
})

describe('MQT on path A (X-17, 4A.7)', () => {
  const sponsored = applicantOf('trunk reseller T - - MQT emea - -')
  const lenient = figuresWith({ 'path-a.mqt-requires-msp': false })

  test('waits for a solution partner as adopted, and for nobody where the programme is lenient', () => {
    const strict = advise(sponsored)
    expect([strict.level.open, strict.membership]).toEqual([false, 'msp'])
    const open = advise(sponsored, lenient)
    expect([open.level.open, open.membership, open.paths[0]!.open]).toEqual([true, null, true])
  })

  test('is no easier without a technician, since path A is then closed', () => {
    const { level, membership } = advise({ ...sponsored, technicianCertified: false }, lenient)
    expect([level.open, membership]).toEqual([false, 'msp'])
  })
})
