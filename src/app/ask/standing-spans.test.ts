import { describe, expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import type { ClockRecord } from '../../rulebook/clocks.ts'
import { colourOn } from '../../rulebook/standing.ts'
import { figuresOn } from '../../rulebook/parameters.ts'
import { standingSpans } from './standing-spans.ts'

const today = day('2025-06-01')

const record: ClockRecord = {
  family: 'sip-trunk',
  platform: {
    id: 'voice',
    name: 'Voice',
    releases: [
      { version: '9.0', kind: 'major', ga: day('2023-01-01') },
      { version: '10.0', kind: 'major', ga: day('2024-05-01') },
      { version: '11.0', kind: 'major', planned: day('2026-02-01') },
    ],
  },
  certification: {
    number: 'MCT-2024-00001',
    product: 'trunk',
    platform: 'voice',
    level: 'MCT',
    granted: day('2024-01-15'),
    pairs: [{ platformRelease: '9.0', productRelease: '1' }],
  },
  satEvidence: [],
  fieldIssues: [{ id: 'FI-1', confirmed: day('2024-08-01'), cleared: day('2024-09-01') }],
}

const told = (spans: ReturnType<typeof standingSpans>) =>
  spans.map(({ from, until, standing }) => [from, until, standing])

describe('the spans of standing', () => {
  test('run from the grant through field issue and age to the release that makes it obsolete', () => {
    expect(told(standingSpans(record, day('2028-01-01'), today, []))).toEqual([
      ['2024-01-15', '2024-08-01', 'green'],
      ['2024-08-01', '2024-09-01', 'red'],
      ['2024-09-01', '2025-07-16', 'green'],
      ['2025-07-16', '2026-02-01', 'yellow'],
      ['2026-02-01', '2028-01-01', 'red'],
    ])
  })

  test('end with the withdrawal', () => {
    const withdrawn = { ...record, certification: { ...record.certification, withdrawn: day('2024-08-15') } }
    expect(told(standingSpans(withdrawn, day('2028-01-01'), today, [])).at(-1)).toEqual([
      '2024-08-01',
      '2024-08-15',
      'red',
    ])
  })

  test('an extension to a newer release puts off the release clock, not the age', () => {
    const extensions = [{ on: day('2025-03-01'), pairs: [{ platformRelease: '10.0', productRelease: '1' }] }]
    const extended = { ...record, certification: { ...record.certification, extensions } }
    expect(told(standingSpans(extended, day('2028-01-01'), today, [])).slice(2)).toEqual([
      ['2024-09-01', '2025-07-16', 'green'],
      ['2025-07-16', '2027-01-16', 'yellow'],
      ['2027-01-16', '2028-01-01', 'red'],
    ])
  })

  test('say for every day what is said of that day alone', () => {
    const spans = standingSpans(record, day('2027-01-01'), today, [])
    for (const text of [
      '2024-01-15',
      '2024-07-31',
      '2024-08-01',
      '2024-08-31',
      '2024-09-01',
      '2025-07-15',
      '2025-07-16',
      '2026-01-31',
      '2026-02-01',
    ]) {
      const on = day(text)
      const span = spans.find((each) => each.from <= on && on < each.until)
      expect(span?.standing, text).toBe(colourOn(record, on, today, figuresOn(on)))
    }
  })
})
