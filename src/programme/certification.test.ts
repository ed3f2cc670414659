import { describe, expect, test } from 'vitest'
import { certification, extended, major, pair, planned } from '../../test/support/records.ts'
import { day } from '../kernel/day.ts'
import { covers, isInForce, isWithdrawn, newestPlatformRelease, pairsOn } from './certification.ts'
import { isOpen } from './field-issue.ts'
import { isCertified, LEVELS, rankOf } from './level.ts'
import { isInRegion, sayContact } from './organisation.ts'
import { currentMajor, gaInFact, isGa, majorsBehind, majorsOf, newestFirst, releaseOf } from './platform.ts'

const granted = certification({
  granted: '2024-01-15',
  withdrawn: '2025-06-01',
  pairs: [pair('8.0', '1.0'), pair('9.0', '2.0')],
  extensions: [extended('2024-09-01', pair('10.0', '2.0')), extended('2025-01-01', pair('9.1', '2.1'))],
})

describe('a certification', () => {
  test.each([
    ['2024-01-14', false],
    ['2024-01-15', true],
    ['2025-05-31', true],
    ['2025-06-01', false],
    ['2030-01-01', false],
  ])('on %s is in force: %s', (on, inForce) => {
    expect(isInForce(granted, day(on))).toBe(inForce)
    expect(isWithdrawn(granted, day(on))).toBe(on >= '2025-06-01')
  })

  test.each([
    ['8.0', '1.0', '2024-01-15', true],
    ['9.0', '2.0', '2024-01-15', true],
    ['8.0', '2.0', '2024-01-15', false],
    ['9.0', '1.0', '2024-01-15', false],
    ['8.1', '1.0', '2024-01-15', false],
    ['7.0', '1.0', '2024-01-15', false],
    ['8', '1.0', '2024-01-15', false],
    ['8.0', '1', '2024-01-15', false],
    ['10.0', '2.0', '2024-08-31', false],
    ['10.0', '2.0', '2024-09-01', true],
    ['10.0', '2.1', '2025-01-01', false],
    ['9.1', '2.1', '2024-12-31', false],
    ['9.1', '2.1', '2025-01-01', true],
  ])('covers %s with %s on %s: %s (8.1, 8.2)', (platformRelease, productRelease, on, covered) => {
    expect(covers(granted, { platformRelease, productRelease }, day(on))).toBe(covered)
  })

  test.each([
    ['2024-08-31', '9.0'],
    ['2024-09-01', '10.0'],
    ['2025-01-01', '10.0'],
  ])('on %s its newest platform release is %s', (on, newest) => {
    expect(newestPlatformRelease(pairsOn(granted, day(on)))).toBe(newest)
  })

  test('of no pairs has no newest release', () => {
    expect(newestPlatformRelease([])).toBeNull()
  })
})

describe('a field issue', () => {
  const issue = { confirmed: day('2025-07-10'), cleared: day('2025-08-01') }

  test.each([
    ['2025-07-09', false],
    ['2025-07-10', true],
    ['2025-07-31', true],
    ['2025-08-01', false],
  ])('on %s is open: %s', (on, open) => {
    expect(isOpen(issue, day(on))).toBe(open)
  })

  test('that nobody cleared stays open', () => {
    expect(isOpen({ confirmed: issue.confirmed }, day('2040-01-01'))).toBe(true)
    expect(isOpen({ confirmed: issue.confirmed, cleared: null }, day('2040-01-01'))).toBe(true)
  })
})

describe('the levels', () => {
  test('rank SAT, MCT, MQT, MAT, and only SAT is no certification', () => {
    expect([...LEVELS].toSorted((a, b) => rankOf(a) - rankOf(b))).toEqual(['SAT', 'MCT', 'MQT', 'MAT'])
    expect(LEVELS.filter(isCertified)).toEqual(['MCT', 'MQT', 'MAT'])
  })
})

describe('the releases of a platform', () => {
  const platform = {
    id: 'm',
    name: 'Platform',
    releases: [
      planned('11.0', '2026-06-01'),
      major('8.0', '2023-01-01'),
      { version: '8.2', kind: 'point', ga: day('2023-09-01') },
      major('10.0', '2025-06-01'),
      { version: '10.0 SP1', kind: 'service-pack', ga: day('2025-09-01') },
      major('9.0', '2024-06-01'),
    ],
  } as const
  const majors = majorsOf(platform)

  test('are listed newest first, the majors oldest first', () => {
    expect(newestFirst(platform).map((each) => each.version)).toEqual(['11.0', '10.0 SP1', '10.0', '9.0', '8.2', '8.0'])
    expect(majors.map((each) => each.version)).toEqual(['8.0', '9.0', '10.0', '11.0'])
  })

  test.each([
    ['2022-12-31', null],
    ['2023-01-01', '8.0'],
    ['2024-05-31', '8.0'],
    ['2024-06-01', '9.0'],
    ['2025-06-01', '10.0'],
    ['2027-01-01', '10.0'],
  ])('on %s the current major is %s', (on, version) => {
    expect(currentMajor(majors, day(on), gaInFact)?.version ?? null).toBe(version)
  })

  /** How many majors came after the one a release belongs to. */
  test.each([
    ['8.0', '2024-05-31', 0],
    ['8.0', '2024-06-01', 1],
    ['8.0', '2025-05-31', 1],
    ['8.0', '2025-06-01', 2],
    ['8.2', '2025-06-01', 2],
    ['9.0', '2025-06-01', 1],
    ['9.9', '2025-06-01', 1],
    ['10.0', '2025-06-01', 0],
    ['10.0 SP1', '2025-09-01', 0],
    ['7.0', '2025-06-01', 3],
    ['12.0', '2027-01-01', 0],
    ['8.0', '2027-01-01', 2],
  ])('the release %s is on %s so many majors behind: %i', (release, on, behind) => {
    expect(majorsBehind(majors, release, day(on), gaInFact)).toBe(behind)
  })

  test('are generally available from their day, and never while they have none', () => {
    const ga = (version: string, on: string) => isGa(releaseOf(platform, version)!, day(on))
    expect([ga('9.0', '2024-05-31'), ga('9.0', '2024-06-01'), ga('11.0', '2030-01-01')]).toEqual([false, true, false])
    expect(releaseOf(platform, '9')).toBeNull()
  })
})

describe('a region and a contact', () => {
  test('a region holds the countries it names and no others', () => {
    const emea = { id: 'emea', name: 'EMEA', countries: ['DE', 'FR'] }
    expect(['DE', 'FR', 'US', 'de', ''].map((country) => isInRegion(emea, country))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
  })

  test('a contact is told in one line, or by the name alone', () => {
    const organisation = { id: 'n', name: 'Northwind', country: 'NL', roles: ['partner'] } as const
    expect(sayContact(organisation)).toBe('Northwind')
    expect(sayContact({ ...organisation, support: { phone: '+12125550199', email: 'noc@northwind.test' } })).toBe(
      'Northwind: noc@northwind.test, +12125550199',
    )
  })
})
