/** What each outcome of a review call moves: the age of the certification, its release count, or neither (8.6, X-10). */
import { describe, expect, test } from 'vitest'
import { extended, figuresWith, major, pair, record } from '../../test/support/records.ts'
import { addDays, day } from '../kernel/day.ts'
import type { Certification } from '../programme/certification.ts'
import { clocksOf } from './clocks.ts'
import type { Figures } from './parameters.ts'

const decided = day('2026-03-01')
const releases = [major('8.0', '2023-01-01'), major('9.0', '2025-01-01'), major('10.0', '2026-01-01')]

/** Certified on 2024-01-15 on 8.0; on 2026-03-01 that is two majors behind. */
function clocksAfter(
  change: Partial<Omit<Certification, 'granted' | 'withdrawn'>> & { granted?: string },
  by: Figures,
) {
  const on = addDays(decided, 1)
  const { certified, majorsBehind } = clocksOf(record({ releases, certified: change }), on, on, by)
  return `${certified.on}, ${majorsBehind(certified.release, on)} behind`
}

const again = { granted: '2026-03-01', pairs: [pair('10.0')] }
const OUTCOMES = [
  ['full', again, '2026-03-01, 0 behind'],
  ['partial', { ...again, agesFrom: day('2024-01-15') }, '2026-03-01, 0 behind'],
  ['extend', { extensions: [extended('2026-03-01', pair('10.0'))] }, '2024-01-15, 0 behind'],
  ['none', {}, '2024-01-15, 2 behind'],
  ['declined', {}, '2024-01-15, 2 behind'],
] as const

describe('three outcomes, three clocks', () => {
  test.each(OUTCOMES)('after %s', (_, change, expected) => {
    expect(clocksAfter(change, figuresWith({}))).toBe(expected)
  })

  test.each([
    ['recertification.partial-resets-age', false, 'partial', '2024-01-15, 0 behind'],
    ['extension.resets-age', true, 'extend', '2026-03-01, 0 behind'],
  ] as const)('with %s at %s only %s differs', (key, value, which, expected) => {
    const differing = OUTCOMES.flatMap(([outcome, change, usual]) => {
      const clocks = clocksAfter(change, figuresWith({ [key]: value }))
      return clocks === usual ? [] : [`${outcome}: ${clocks}`]
    })
    expect(differing).toEqual([`${which}: ${expected}`])
  })
})
