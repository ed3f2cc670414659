/**
 * The oracle held against the adopted tables themselves: the boundary vectors of E6, every row of E3, rows of E1 and
 * E2, as literals. Deliberately shares nothing with src.
 */
import { describe, expect, test } from 'vitest'
import { adviceOf } from './advice.ts'
import type { Advice, AdviceInput } from './advice.ts'
import type { Certification, Exchange, Family, FieldIssue, PlatformRelease, SatEvidence } from './exchange.ts'
import { standingOf } from './standing.ts'
import type { StandingOptions } from './standing.ts'
import { supportOf } from './support.ts'
import type { SupportQuestion } from './support.ts'
import { compareVersions } from './version.ts'

const major = (version: string, ga: string): PlatformRelease => ({ version, kind: 'major', ga })
const planned = (version: string, day: string): PlatformRelease => ({ version, kind: 'major', planned: day })
const pair = (platformRelease: string, productRelease = '1.0') => ({ platformRelease, productRelease })

const baseCertification: Certification = {
  number: 'C1',
  product: 'p',
  platform: 'm',
  level: 'MCT',
  granted: '2024-01-15',
  region: null,
  testedBy: 'lab',
  pairs: [pair('8.0')],
  extensions: [],
  withdrawn: null,
}

type Facts = {
  readonly family?: Family
  readonly releases?: readonly PlatformRelease[]
  readonly certifications?: readonly Partial<Certification>[]
  readonly satEvidence?: readonly Pick<SatEvidence, 'platformRelease' | 'accepted'>[]
  readonly fieldIssues?: readonly Partial<FieldIssue>[]
}

function exchangeOf(facts: Facts): Exchange {
  const { family = 'sip-trunk', releases = [major('8.0', '2023-01-01')], certifications = [{}] } = facts
  return {
    format: 'certwright/1',
    regions: [{ id: 'emea', name: 'EMEA', countries: ['DE', 'FR'] }],
    platforms: [{ id: 'm', name: 'Platform', releases }],
    organisations: [{ id: 'o', name: 'Acme', roles: ['partner'] }],
    products: [
      { id: 'p', organisation: 'o', name: 'Product', family, releases: [{ version: '1.0', ga: '2022-01-01' }] },
    ],
    certifications: certifications.map((one) => ({ ...baseCertification, ...one })),
    satEvidence: (facts.satEvidence ?? []).map((one) => ({ product: 'p', platform: 'm', ...one })),
    fieldIssues: (facts.fieldIssues ?? []).map((one) => ({
      id: 'FI-1',
      certification: 'C1',
      confirmed: '2025-07-01',
      ...one,
    })),
  }
}

const seen = (file: Exchange, on: string, options?: StandingOptions) => {
  const { standing, clauses } = standingOf(file, 'C1', on, options)
  return [standing, ...clauses].join(' ')
}

const literal = { certCountsAsSatEvidence: false }
const noMajors = exchangeOf({})
const earlySat = exchangeOf({ satEvidence: [{ platformRelease: '8.0', accepted: '2023-12-01' }] })
const nineAndTen = [major('8.0', '2023-01-01'), major('9.0', '2024-06-01'), major('10.0', '2025-06-01')]
const twoMajors = exchangeOf({ releases: nineAndTen })
const twoMajorsAndSat = exchangeOf({
  releases: nineAndTen,
  satEvidence: [{ platformRelease: '9.0', accepted: '2025-01-10' }],
})
const extended = exchangeOf({
  releases: [...nineAndTen, major('11.0', '2026-06-01')],
  certifications: [{ extensions: [{ on: '2024-09-01', pairs: [pair('9.0')] }] }],
})
const monthEnd = exchangeOf({ certifications: [{ granted: '2024-08-31' }] })
const leapDay = exchangeOf({ certifications: [{ granted: '2024-02-29' }] })
const pointReleases = exchangeOf({
  releases: [
    major('8.0', '2023-01-01'),
    { version: '8.1', kind: 'point', ga: '2024-02-01' },
    { version: '8.2', kind: 'point', ga: '2024-03-01' },
    { version: '8.2 SP1', kind: 'service-pack', ga: '2024-04-01' },
  ],
})
const evidenceTwoBehind: Facts = {
  releases: [major('8.0', '2023-01-01'), major('9.0', '2024-06-01'), major('10.0', '2025-07-01')],
  certifications: [{ granted: '2025-02-01', pairs: [pair('9.0')] }],
  satEvidence: [{ platformRelease: '8.0', accepted: '2025-01-20' }],
}
const v9 = exchangeOf(evidenceTwoBehind)
const v10open = exchangeOf({ ...evidenceTwoBehind, fieldIssues: [{ confirmed: '2025-07-10' }] })
const v10cleared = exchangeOf({
  ...evidenceTwoBehind,
  fieldIssues: [{ confirmed: '2025-07-10', cleared: '2025-08-01' }],
})
const v11 = exchangeOf({
  releases: [major('10.0', '2025-06-01')],
  certifications: [{ granted: '2025-06-10', pairs: [pair('10.0')] }],
  satEvidence: [{ platformRelease: '10.0', accepted: '2025-06-01' }],
})

describe('the boundary vectors of E6', () => {
  test.each<[vector: string, file: Exchange, on: string, seen: string, options?: StandingOptions]>([
    ['V1 on the 18-month day', noMajors, '2025-07-15', 'green'],
    ['V1 the day after', noMajors, '2025-07-16', 'yellow 8.9a'],
    ['V1 on the 36-month day', noMajors, '2027-01-15', 'yellow 8.9a'],
    ['V1 the day after', noMajors, '2027-01-16', 'red 8.9a 8.10a'],

    ['V2 literal, on the 12-month day', earlySat, '2024-12-01', 'green', literal],
    ['V2 literal, the day after', earlySat, '2024-12-02', 'yellow 8.9b', literal],
    ['V2 literal, on the 24-month day', earlySat, '2025-12-01', 'yellow 8.9a 8.9b', literal],
    ['V2 literal, the day after', earlySat, '2025-12-02', 'red 8.9a 8.9b 8.10b', literal],

    ['V2 default, on the 12-month day', earlySat, '2025-01-15', 'green'],
    ['V2 default, the day after', earlySat, '2025-01-16', 'yellow 8.9b'],
    ['V2 default, on the 24-month day', earlySat, '2026-01-15', 'yellow 8.9a 8.9b'],
    ['V2 default, the day after', earlySat, '2026-01-16', 'red 8.9a 8.9b 8.10b'],

    ['V3 before the second newer major', twoMajors, '2025-05-31', 'green'],
    ['V3 on its GA day', twoMajors, '2025-06-01', 'red 8.10c'],

    ['V4 before the second newer major', twoMajorsAndSat, '2025-05-31', 'green'],
    ['V4 a SAT update cannot cure it', twoMajorsAndSat, '2025-06-01', 'red 8.10c'],

    ['V5 one behind the extension', extended, '2025-06-01', 'green'],
    ['V5 an extension does not reset the age', extended, '2025-07-16', 'yellow 8.9a'],
    ['V5 before the second newer major', extended, '2026-05-31', 'yellow 8.9a'],
    ['V5 on its GA day', extended, '2026-06-01', 'red 8.9a 8.10c'],

    ['V6 on the shorter month end', monthEnd, '2026-02-28', 'green'],
    ['V6 the day after', monthEnd, '2026-03-01', 'yellow 8.9a'],

    ['V7 on the 18-month day', leapDay, '2025-08-29', 'green'],
    ['V7 the day after', leapDay, '2025-08-30', 'yellow 8.9a'],
    ['V7 on the 36-month day', leapDay, '2027-02-28', 'yellow 8.9a'],
    ['V7 the day after', leapDay, '2027-03-01', 'red 8.9a 8.10a'],

    ['V8 point releases and service packs count for nothing', pointReleases, '2025-07-15', 'green'],
    ['V8 so only the age shows', pointReleases, '2025-07-16', 'yellow 8.9a'],

    ['V9 before the second major above the evidence', v9, '2025-06-30', 'green', literal],
    ['V9 on its GA day', v9, '2025-07-01', 'yellow 8.9c', literal],

    ['V10 before the field issue', v10open, '2025-07-09', 'yellow 8.9c', literal],
    ['V10 on the day it is confirmed', v10open, '2025-07-10', 'red 8.9c 8.10d', literal],
    ['V10 the day before it is cleared', v10cleared, '2025-07-31', 'red 8.9c 8.10d', literal],
    ['V10 on the day it is cleared', v10cleared, '2025-08-01', 'yellow 8.9c', literal],

    ['V11 two weeks past the evidence', v11, '2026-06-15', 'yellow 8.9b', literal],
    ['V11 on the 12-month day', v11, '2026-06-01', 'green', literal],
  ])('%s', (_vector, file, on, expected, options) => {
    expect(seen(file, on, options)).toBe(expected)
  })
})

describe('what E6 leaves out', () => {
  test('an extension moves the release count only from its day', () => {
    const late = exchangeOf({
      releases: nineAndTen,
      certifications: [{ extensions: [{ on: '2025-06-10', pairs: [pair('9.0')] }] }],
    })
    expect(seen(late, '2025-06-09')).toBe('red 8.10c')
    expect(seen(late, '2025-06-10')).toBe('green')
  })

  test('SAT evidence of a later day is not known yet', () => {
    const later = exchangeOf({ family: 'other', satEvidence: [{ platformRelease: '8.0', accepted: '2025-03-01' }] })
    expect(seen(later, '2025-02-28')).toBe('yellow 8.9b')
    expect(seen(later, '2025-03-01')).toBe('green')
    expect(seen(later, '2026-03-02')).toBe('yellow 8.9a 8.9b')
  })

  test('a product other than a trunk is under the SAT rules through its certification alone', () => {
    const gateway = exchangeOf({ family: 'other' })
    expect(seen(gateway, '2025-01-16')).toBe('yellow 8.9b')
    expect(seen(gateway, '2025-01-16', literal)).toBe('green')
  })

  test('of two acceptances on one day the newer release counts', () => {
    const tie = (first: string, second: string) =>
      exchangeOf({
        ...evidenceTwoBehind,
        satEvidence: [first, second].map((platformRelease) => ({ platformRelease, accepted: '2025-01-20' })),
      })
    expect(seen(tie('8.0', '9.0'), '2025-07-01', literal)).toBe('green')
    expect(seen(tie('9.0', '8.0'), '2025-07-01', literal)).toBe('green')
  })

  test('a point release belongs to the newest major at or below it', () => {
    const onPoint = exchangeOf({
      releases: [...nineAndTen, { version: '8.10', kind: 'point', ga: '2023-06-01' }],
      certifications: [{ pairs: [pair('8.10')] }],
    })
    expect(seen(onPoint, '2025-06-01')).toBe('red 8.10c')
  })

  test('a SAT entry and a day before the grant have no standing', () => {
    const satOnly = exchangeOf({ certifications: [{ level: 'SAT' }] })
    expect(() => standingOf(satOnly, 'C1', '2024-02-01')).toThrow(RangeError)
    expect(() => standingOf(noMajors, 'C1', '2024-01-14')).toThrow(RangeError)
  })

  test('releases sort by number, and a service pack after the release it is of', () => {
    const sorted = ['10.1', '9', '10.0 SP10', '10.0', '8.10', '10.0 SP2', '8.9'].sort(compareVersions)
    expect(sorted).toEqual(['8.9', '8.10', '9', '10.0', '10.0 SP2', '10.0 SP10', '10.1'])
    expect(compareVersions('10', '10.0')).toBe(0)
    expect(compareVersions('10 SP1', '10.0')).toBeGreaterThan(0)
  })
})

describe('the next change', () => {
  test.each<[says: string, file: Exchange, on: string, next: object | null, options?: StandingOptions]>([
    ['is the day after 18 months', noMajors, '2024-01-15', { on: '2025-07-16', standing: 'yellow' }],
    ['is the day after 36 months', noMajors, '2025-07-16', { on: '2027-01-16', standing: 'red' }],
    ['is none for red', noMajors, '2027-01-16', null],
    ['skips yellow when a major ships', twoMajors, '2025-01-01', { on: '2025-06-01', standing: 'red' }],
    ['does not foresee a field issue', v10open, '2025-07-09', { on: '2027-01-21', standing: 'red' }, literal],
    ['does not foresee a clearing', v10cleared, '2025-07-15', null, literal],
  ])('%s', (_says, file, on, next, options) => {
    expect(standingOf(file, 'C1', on, options).next).toEqual(next)
  })

  const upcoming = exchangeOf({
    releases: [major('8.0', '2023-01-01'), major('9.0', '2024-06-01'), planned('10.0', '2025-06-01')],
  })

  test('foresees a planned major', () => {
    expect(standingOf(upcoming, 'C1', '2025-05-31').next).toEqual({ on: '2025-06-01', standing: 'red' })
  })

  test('forgets a plan that passed without a GA', () => {
    expect(standingOf(upcoming, 'C1', '2025-06-01').next).toEqual({ on: '2025-07-16', standing: 'yellow' })
    expect(standingOf(upcoming, 'C1', '2025-01-01', { today: '2025-06-15' }).next).toEqual({
      on: '2025-07-16',
      standing: 'yellow',
    })
  })

  test('a plan still ahead of today counts when the question is about a day after it', () => {
    expect(standingOf(upcoming, 'C1', '2025-06-02', { today: '2025-05-01' }).standing).toBe('red')
    expect(standingOf(upcoming, 'C1', '2025-06-02', { today: '2025-06-02' }).standing).toBe('green')
  })
})

const asked: SupportQuestion = {
  product: 'p',
  productRelease: '1.0',
  platform: 'm',
  platformRelease: '8.0',
  country: 'DE',
  on: '2024-06-01',
}

function answered(
  certifications: readonly Partial<Certification>[],
  change: Partial<SupportQuestion> = {},
  facts: Facts = {},
): string {
  const answer = supportOf(exchangeOf({ ...facts, certifications }), { ...asked, ...change })
  const says = !answer.supported ? 'refused' : answer.caution ? 'caution' : 'supported'
  return `${answer.step} ${says} ${answer.route} ${answer.certification}`
}

describe('the support decision of E3', () => {
  test.each<[row: string, seen: () => string, expected: string]>([
    ['1 without a certification the partner helps', () => answered([]), '1 refused partner null'],
    ['1 a SAT entry is no certification', () => answered([{ level: 'SAT' }]), '1 refused partner null'],
    ['1 nor is one granted tomorrow', () => answered([{ granted: '2024-06-02' }]), '1 refused partner null'],
    ['7 one granted today is', () => answered([{ granted: '2024-06-01' }]), '7 supported product-support C1'],
    ['2 a withdrawn one is refused', () => answered([{ withdrawn: '2024-06-01' }]), '2 refused partner C1'],
    ['2 not before its day', () => answered([{ withdrawn: '2024-06-02' }]), '7 supported product-support C1'],
    ['3 another platform release', () => answered([{}], { platformRelease: '8.1' }), '3 refused partner C1'],
    ['3 another product release', () => answered([{}], { productRelease: '1.1' }), '3 refused partner C1'],
    [
      '3 an extension counts from its day',
      () => answered([{ extensions: [{ on: '2024-06-02', pairs: [pair('9.0')] }] }], { platformRelease: '9.0' }),
      '3 refused partner C1',
    ],
    [
      '7 an extended pair is supported',
      () => answered([{ extensions: [{ on: '2024-06-01', pairs: [pair('9.0')] }] }], { platformRelease: '9.0' }),
      '7 supported product-support C1',
    ],
    [
      '4 a regional one does not reach abroad',
      () => answered([{ level: 'MQT', region: 'emea' }], { country: 'US' }),
      '4 refused partner C1',
    ],
    [
      '7 but it does at home',
      () => answered([{ level: 'MQT', region: 'emea' }], { country: 'FR' }),
      '7 supported sales-unit C1',
    ],
    ['7 an approved one is global', () => answered([{ level: 'MAT' }], { country: 'US' }), '7 supported tailored C1'],
    ['5 an obsolete one is refused', () => answered([{}], { on: '2027-01-16' }), '5 refused partner C1'],
    [
      '5 also when a field issue made it so',
      () => answered([{}], {}, { fieldIssues: [{ confirmed: '2024-06-01' }] }),
      '5 refused partner C1',
    ],
    ['6 a stale one has a caution', () => answered([{}], { on: '2025-07-16' }), '6 caution product-support C1'],
    ['7 a current one is supported', () => answered([{}]), '7 supported product-support C1'],
  ])('%s', (_row, seenAnswer, expected) => {
    expect(seenAnswer()).toBe(expected)
  })

  test('of several, green comes before yellow, then the level, the grant and the number', () => {
    const staleMat = { number: 'C2', level: 'MAT', granted: '2022-11-30' } as const
    expect(answered([staleMat, {}])).toBe('7 supported product-support C1')
    expect(answered([staleMat])).toBe('6 caution tailored C2')
    const mqt = { number: 'C3', level: 'MQT', region: 'emea' } as const
    expect(answered([{}, mqt])).toBe('7 supported sales-unit C3')
    expect(answered([{}, mqt], { country: 'US' })).toBe('7 supported product-support C1')
    expect(answered([{}, { number: 'C4', granted: '2024-01-16' }])).toBe('7 supported product-support C4')
    expect(answered([{ number: 'C6' }, { number: 'C5' }])).toBe('7 supported product-support C5')
  })

  test('a plan still ahead of today counts on a day after it', () => {
    const releases = [major('8.0', '2023-01-01'), planned('9.0', '2024-03-01'), planned('10.0', '2024-05-01')]
    expect(answered([{}], { today: '2024-02-01' }, { releases })).toBe('5 refused partner C1')
    expect(answered([{}], { today: '2024-04-01' }, { releases })).toBe('7 supported product-support C1')
    expect(answered([{}], {}, { releases })).toBe('7 supported product-support C1')
  })

  test('a refusal names the foremost of those narrowed away at its row', () => {
    const withdrawn = { number: 'C2', level: 'MAT', withdrawn: '2024-02-01' } as const
    expect(answered([{}, withdrawn], { platformRelease: '7.0' })).toBe('3 refused partner C1')
    expect(answered([{ withdrawn: '2024-03-01' }, withdrawn])).toBe('2 refused partner C2')
  })
})

const enquiry: AdviceInput = {
  family: 'sip-trunk',
  resoldByVendor: false,
  sponsor: 'none',
  technicianCertified: false,
  isReseller: false,
  tier: null,
  level: 'MCT',
  region: null,
  satAccepted: false,
}

function inWords(advice: Advice): string {
  const paths = (['A', 'B', 'C'] as const).filter((path) => advice.open[path]).join('')
  const level = advice.levelOpen ? 'open' : 'closed'
  return [advice.certification, paths, advice.membership ?? 'no membership', level, advice.sat].join(', ')
}

describe('paths and levels of E1 and E2', () => {
  test.each<[says: string, input: Partial<AdviceInput>, expected: string]>([
    ['a trunk without a sponsor joins first', {}, 'optional, C, mdp-commercial-basic, closed, exempt'],
    [
      'a trunk without a sponsor that has joined',
      { tier: 'mdp-commercial-basic' },
      'optional, C, mdp-commercial-basic, open, exempt',
    ],
    [
      'non-commercial membership is not enough',
      { tier: 'mdp-noncommercial' },
      'optional, C, mdp-commercial-basic, closed, exempt',
    ],
    [
      'a sponsored trunk with a technician has every path',
      { sponsor: 'reseller', technicianCertified: true },
      'optional, ABC, no membership, open, exempt',
    ],
    ['a sponsored trunk without one', { sponsor: 'sales-prime' }, 'optional, BC, no membership, open, exempt'],
    [
      'a reseller may sponsor its own trunk on path A only',
      { isReseller: true, technicianCertified: true },
      'optional, AC, no membership, open, exempt',
    ],
    ['but not without a technician', { isReseller: true }, 'optional, C, mdp-commercial-basic, closed, exempt'],
    [
      'a trunk may take a SAT as a member',
      { level: 'SAT', sponsor: 'reseller', tier: 'mdp-noncommercial' },
      'optional, BC, mdp-commercial-basic, open, exempt',
    ],
    [
      'a SAT is for members',
      { level: 'SAT', sponsor: 'reseller' },
      'optional, BC, mdp-commercial-basic, closed, exempt',
    ],
    [
      'lineside never takes path A and is always a member',
      { family: 'sip-lineside', sponsor: 'reseller', technicianCertified: true },
      'optional, BC, mdp-commercial-basic, closed, required',
    ],
    [
      'lineside with an accepted SAT',
      { family: 'sip-lineside', satAccepted: true, tier: 'mdp-commercial-basic' },
      'optional, C, mdp-commercial-basic, open, required',
    ],
    [
      'an API product needs the advanced tier',
      { family: 'advanced-api', satAccepted: true, tier: 'mdp-commercial-basic' },
      'optional, C, mdp-commercial-advanced, closed, required',
    ],
    [
      'an API product that has it',
      { family: 'advanced-api', satAccepted: true, tier: 'mdp-commercial-advanced', sponsor: 'sales-unit' },
      'optional, BC, mdp-commercial-advanced, open, required',
    ],
    [
      'an API product without an accepted SAT',
      { family: 'advanced-api', tier: 'mpp' },
      'optional, C, mdp-commercial-advanced, closed, required',
    ],
    [
      'a gateway is treated as lineside',
      { family: 'other', satAccepted: true, tier: 'msp' },
      'optional, C, mdp-commercial-basic, open, required',
    ],
    [
      'MQT with sponsor, tier, region',
      { level: 'MQT', sponsor: 'sales-unit', tier: 'mpp', region: 'emea' },
      'optional, BC, msp, open, exempt',
    ],
    ['MQT without a region', { level: 'MQT', sponsor: 'reseller', tier: 'msp' }, 'optional, BC, msp, closed, exempt'],
    [
      'MQT sponsored by itself',
      { level: 'MQT', isReseller: true, technicianCertified: true, tier: 'msp', region: 'emea' },
      'optional, AC, msp, open, exempt',
    ],
    [
      'MAT below MSP',
      { level: 'MAT', sponsor: 'reseller', tier: 'mdp-commercial-advanced' },
      'optional, BC, msp, closed, exempt',
    ],
    ['MAT needs no region', { level: 'MAT', sponsor: 'reseller', tier: 'msp' }, 'optional, BC, msp, open, exempt'],
    ['MAT without a sponsor', { level: 'MAT', tier: 'mpp' }, 'optional, C, msp, closed, exempt'],
    [
      'a resold product may have a SAT on its way (3S.3)',
      { resoldByVendor: true, level: 'SAT', tier: 'mpp' },
      'required, C, mdp-commercial-basic, open, exempt',
    ],
    [
      'a resold product is refused MCT',
      { resoldByVendor: true, sponsor: 'reseller', tier: 'mpp' },
      'required, BC, no membership, closed, exempt',
    ],
    [
      'a resold product at MAT',
      { resoldByVendor: true, level: 'MAT', family: 'other', sponsor: 'reseller', tier: 'mpp', satAccepted: true },
      'required, BC, msp, open, required',
    ],
  ])('%s', (_says, change, expected) => {
    expect(inWords(adviceOf({ ...enquiry, ...change }))).toBe(expected)
  })
})
