import { describe, expect, test } from 'vitest'
import { certification, extended, figuresWith, major, pair, planned, record } from '../../test/support/records.ts'
import { day } from '../kernel/day.ts'
import type { ClockRecord } from './clocks.ts'
import type { Figures } from './parameters.ts'
import { colourOn, standingOn } from './standing.ts'

const adopted = figuresWith({})
const literal = figuresWith({ 'status.certification-counts-as-sat-evidence': false })

/** Standing, the clauses that say so with red before yellow, and the next change, in one line. */
function seen(of: ClockRecord, on: string, figures: Figures = adopted, today: string = on): string {
  const { standing, reasons, next } = standingOn(of, day(on), day(today), figures)
  const then = next ? `then ${next.standing} on ${next.on}` : 'for good'
  return [standing, ...reasons.map((reason) => reason.clause), then].join(' ')
}

const eightToTen = [major('8.0', '2023-01-01'), major('9.0', '2024-06-01'), major('10.0', '2025-06-01')]
const behind = {
  releases: [major('8.0', '2023-01-01'), major('9.0', '2024-06-01'), major('10.0', '2025-07-01')],
  certified: { granted: '2025-02-01', pairs: [pair('9.0')] },
  sat: [['8.0', '2025-01-20']],
} as const

const v1 = record()
const v2 = record({ family: 'sip-lineside', sat: [['8.0', '2023-12-01']] })
const v3 = record({ releases: eightToTen })
const v4 = record({ releases: eightToTen, sat: [['9.0', '2025-01-10']] })
const v5 = record({
  releases: [...eightToTen, major('11.0', '2026-06-01')],
  certified: { extensions: [extended('2024-09-01', pair('9.0'))] },
})
const v6 = record({ certified: { granted: '2024-08-31' } })
const v7 = record({ certified: { granted: '2024-02-29' } })
const v8 = record({
  releases: [
    major('8.0', '2023-01-01'),
    { version: '8.1', kind: 'point', ga: day('2024-02-01') },
    { version: '8.2', kind: 'point', ga: day('2024-03-01') },
    { version: '8.2 SP1', kind: 'service-pack', ga: day('2024-04-01') },
    { version: '8.2 SP2', kind: 'sp', ga: day('2024-05-01') },
  ],
})
const v9 = record(behind)
const v10 = record({ ...behind, issues: [['2025-07-10']] })
const v10cleared = record({ ...behind, issues: [['2025-07-10', '2025-08-01']] })
const v11 = record({
  releases: [major('10.0', '2025-06-01')],
  certified: { granted: '2025-06-10', pairs: [pair('10.0')] },
  sat: [['10.0', '2025-06-01']],
})

type Vector = [vector: string, on: string, seen: string, of: ClockRecord, figures?: Figures]

/** Table E6 of the clause register, each row also with its reasons and what comes next. */
const E6: Vector[] = [
  ['V1 on the day of the grant', '2024-01-15', 'green then yellow on 2025-07-16', v1],
  ['V1 on the anniversary of 18 months', '2025-07-15', 'green then yellow on 2025-07-16', v1],
  ['V1 the day after', '2025-07-16', 'yellow 8.9a then red on 2027-01-16', v1],
  ['V1 on the anniversary of 36 months', '2027-01-15', 'yellow 8.9a then red on 2027-01-16', v1],
  ['V1 the day after', '2027-01-16', 'red 8.10a 8.9a for good', v1],

  ['V2 literal, 12 months', '2024-12-01', 'green then yellow on 2024-12-02', v2, literal],
  ['V2 literal, the day after', '2024-12-02', 'yellow 8.9b then red on 2025-12-02', v2, literal],
  ['V2 literal, 24 months', '2025-12-01', 'yellow 8.9a 8.9b then red on 2025-12-02', v2, literal],
  ['V2 literal, the day after', '2025-12-02', 'red 8.10b 8.9a 8.9b for good', v2, literal],

  ['V2 as adopted, 12 months', '2025-01-15', 'green then yellow on 2025-01-16', v2],
  ['V2 as adopted, the day after', '2025-01-16', 'yellow 8.9b then red on 2026-01-16', v2],
  ['V2 as adopted, 24 months', '2026-01-15', 'yellow 8.9a 8.9b then red on 2026-01-16', v2],
  ['V2 as adopted, the day after', '2026-01-16', 'red 8.10b 8.9a 8.9b for good', v2],

  ['V3 before the second newer major', '2025-05-31', 'green then red on 2025-06-01', v3],
  ['V3 on its day, skipping yellow', '2025-06-01', 'red 8.10c for good', v3],

  ['V4 before the second newer major', '2025-05-31', 'green then red on 2025-06-01', v4],
  ['V4 a SAT update does not cure it', '2025-06-01', 'red 8.10c for good', v4],

  ['V5 extended by one major', '2025-06-01', 'green then yellow on 2025-07-16', v5],
  ['V5 an extension leaves the age alone', '2025-07-16', 'yellow 8.9a then red on 2026-06-01', v5],
  ['V5 the day before the next major', '2026-05-31', 'yellow 8.9a then red on 2026-06-01', v5],
  ['V5 on its day', '2026-06-01', 'red 8.10c 8.9a for good', v5],

  ['V6 the last of a shorter month', '2026-02-28', 'green then yellow on 2026-03-01', v6],
  ['V6 the day after', '2026-03-01', 'yellow 8.9a then red on 2027-09-01', v6],

  ['V7 leap day and 18 months', '2025-08-29', 'green then yellow on 2025-08-30', v7],
  ['V7 the day after', '2025-08-30', 'yellow 8.9a then red on 2027-03-01', v7],
  ['V7 leap day and 36 months', '2027-02-28', 'yellow 8.9a then red on 2027-03-01', v7],
  ['V7 the day after', '2027-03-01', 'red 8.10a 8.9a for good', v7],

  ['V8 point releases and service packs', '2025-07-15', 'green then yellow on 2025-07-16', v8],
  ['V8 change nothing', '2025-07-16', 'yellow 8.9a then red on 2027-01-16', v8],

  ['V9 before the second major', '2025-06-30', 'green then yellow on 2025-07-01', v9, literal],
  ['V9 on its day', '2025-07-01', 'yellow 8.9c then red on 2027-01-21', v9, literal],
  ['V9 as adopted, the certification is newer', '2025-07-01', 'green then yellow on 2026-02-02', v9],

  ['V10 before the field issue', '2025-07-09', 'yellow 8.9c then red on 2027-01-21', v10, literal],
  ['V10 on the day it is confirmed', '2025-07-10', 'red 8.10d 8.9c for good', v10, literal],
  ['V10 the day before it is cleared', '2025-07-31', 'red 8.10d 8.9c for good', v10cleared, literal],
  ['V10 on the day it is cleared', '2025-08-01', 'yellow 8.9c then red on 2027-01-21', v10cleared, literal],

  ['V11 12 months after the SAT', '2026-06-01', 'green then yellow on 2026-06-02', v11, literal],
  ['V11 two weeks later', '2026-06-15', 'yellow 8.9b then red on 2027-06-02', v11, literal],
  ['V11 as adopted, 12 months after the grant', '2026-06-10', 'green then yellow on 2026-06-11', v11],
  ['V11 as adopted, the day after', '2026-06-11', 'yellow 8.9b then red on 2027-06-11', v11],
]

describe('the boundary vectors of table E6', () => {
  test.each<Vector>(E6)('%s, %s: %s', (_vector, on, expected, of, figures) => {
    expect(seen(of, on, figures)).toBe(expected)
  })

  test('the colour alone is always that of the whole answer', () => {
    for (const [vector, on, expected, of, figures] of E6)
      expect(colourOn(of, day(on), day(on), figures ?? adopted), vector).toBe(expected.split(' ')[0])
  })

  test.each([
    ['status.stale.certification-months', 19],
    ['status.stale.sat-months', 13],
    ['status.obsolete.certification-months', 35],
    ['status.obsolete.sat-months', 25],
    ['status.n-minus', 2],
    ['field-issue.red-threshold', 2],
    ['status.certification-counts-as-sat-evidence', false],
    ['extension.resets-age', true],
    ['status.count-release-kinds', ['major', 'point']],
    ['status.sat-rules', 'always'],
    ['status.sat-rules', 'never'],
  ])('would notice %s at %j', (key, value) => {
    const wrong = figuresWith({ [key]: value })
    const differing = E6.filter(([, on, expected, of, figures]) => !figures && seen(of, on, wrong) !== expected)
    const whenLiteral = figuresWith({ 'status.certification-counts-as-sat-evidence': false, [key]: value })
    const literally = E6.filter(([, on, expected, of, figures]) => figures && seen(of, on, whenLiteral) !== expected)
    expect(differing.length + literally.length).toBeGreaterThan(0)
  })
})

describe('reasons', () => {
  test('name the rule, the clause and the dates that were seen, red before yellow', () => {
    const of = record({ ...behind, issues: [['2025-07-10']] })
    const { reasons } = standingOn(of, day('2028-02-02'), day('2028-02-02'), literal)
    expect(reasons).toEqual([
      {
        rule: 'certification-older-than-obsolete-age',
        clause: '8.10a',
        says: 'Certified on 1 Feb 2025; 36 months were over on 1 Feb 2028.',
      },
      {
        rule: 'sat-evidence-older-than-obsolete-age',
        clause: '8.10b',
        says: 'Last SAT evidence on 20 Jan 2025; 24 months were over on 20 Jan 2027.',
      },
      { rule: 'open-field-issue', clause: '8.10d', says: 'Open field issue FI-1.' },
      {
        rule: 'certification-older-than-stale-age',
        clause: '8.9a',
        says: 'Certified on 1 Feb 2025; 18 months were over on 1 Aug 2026.',
      },
      {
        rule: 'sat-evidence-older-than-stale-age',
        clause: '8.9b',
        says: 'Last SAT evidence on 20 Jan 2025; 12 months were over on 20 Jan 2026.',
      },
      {
        rule: 'sat-evidence-release-too-far-back',
        clause: '8.9c',
        says: 'Last SAT evidence on release 8.0; the current major release is 10.0.',
      },
    ])
  })

  test('tell how far back the certified release is', () => {
    expect(standingOn(v5, day('2026-06-01'), day('2026-06-01'), adopted).reasons[0]).toEqual({
      rule: 'certified-release-too-far-back',
      clause: '8.10c',
      says: 'Certified up to release 9.0; the current major release is 11.0.',
    })
  })

  test('name every field issue that is open, and none that is cleared or comes later', () => {
    const of = record({ issues: [['2024-03-01'], ['2024-03-02', '2024-05-01'], ['2024-04-01'], ['2024-06-01']] })
    const { reasons } = standingOn(of, day('2024-05-01'), day('2024-06-30'), adopted)
    expect(reasons.map((reason) => reason.says)).toEqual(['Open field issue FI-1, FI-3.'])
  })

  test('the next change names the rule that will speak first', () => {
    const next = (of: ClockRecord, on: string) => standingOn(of, day(on), day(on), adopted).next?.rule
    expect(next(v1, '2024-01-15')).toBe('certification-older-than-stale-age')
    expect(next(v1, '2025-07-16')).toBe('certification-older-than-obsolete-age')
    expect(next(v3, '2025-05-31')).toBe('certified-release-too-far-back')
    expect(next(v2, '2025-01-15')).toBe('sat-evidence-older-than-stale-age')
  })
})

describe('releases still to come', () => {
  const upcoming = record({
    releases: [major('8.0', '2023-01-01'), major('9.0', '2024-06-01'), planned('10.0', '2025-06-01')],
  })

  /** Asked about a day, on a day. */
  test.each([
    ['2025-05-31', '2025-05-31', 'green then red on 2025-06-01', 'a planned major is foreseen'],
    ['2025-05-01', '2025-05-31', 'green then red on 2025-06-01', 'also for a day gone by'],
    ['2025-06-01', '2025-05-31', 'red 8.10c for good', 'a day to come is judged by the plan'],
    ['2025-06-30', '2025-05-31', 'red 8.10c for good', 'so is a later one'],
    ['2025-06-01', '2025-06-01', 'green then yellow on 2025-07-16', 'on the planned day itself it has not shipped'],
    ['2025-06-30', '2025-06-30', 'green then yellow on 2025-07-16', 'a plan that slipped counts for nothing'],
    ['2025-07-16', '2025-06-30', 'yellow 8.9a then red on 2027-01-16', 'nor for the days to come'],
    ['2025-01-01', '2025-06-30', 'green then red on 2025-06-01', 'a past day is told what was planned then'],
  ])('about %s, asked on %s: %s (%s)', (on, today, expected) => {
    expect(seen(upcoming, on, adopted, today)).toBe(expected)
  })

  test('a slipped release counts from the day it did ship, whatever was planned', () => {
    const shipped = record({
      releases: [
        major('8.0', '2023-01-01'),
        major('9.0', '2024-06-01'),
        { version: '10.0', kind: 'major', planned: day('2025-06-01'), ga: day('2025-06-20') },
      ],
    })
    expect(seen(shipped, '2025-06-19')).toBe('green then red on 2025-06-20')
    expect(seen(shipped, '2025-06-20')).toBe('red 8.10c for good')
  })
})

describe('what the readings settle beyond E6', () => {
  test.each<[says: string, of: ClockRecord, on: string, expected: string, figures?: Figures]>([
    [
      'X-04 a trunk that volunteered a SAT is held to it',
      record({ sat: [['8.0', '2024-03-01']] }),
      '2025-03-02',
      'yellow 8.9b then red on 2026-03-02',
    ],
    [
      'X-04 but not before it volunteered',
      record({ sat: [['8.0', '2025-06-01']] }),
      '2025-03-02',
      'green then yellow on 2025-07-16',
    ],
    [
      'X-04 with the SAT rules for everybody, a trunk goes by its grant',
      v1,
      '2025-01-16',
      'yellow 8.9b then red on 2026-01-16',
      figuresWith({ 'status.sat-rules': 'always' }),
    ],
    [
      'X-04 with the SAT rules for nobody, a lineside product goes by its age alone',
      v2,
      '2025-01-16',
      'green then yellow on 2025-07-16',
      figuresWith({ 'status.sat-rules': 'never' }),
    ],
    [
      'X-05 literally and without any SAT there is nothing to be old',
      record({ family: 'other' }),
      '2025-01-16',
      'green then yellow on 2025-07-16',
      literal,
    ],
    [
      'X-05 a SAT update later than the grant counts',
      record({ family: 'other', sat: [['8.0', '2025-03-01']] }),
      '2026-03-02',
      'yellow 8.9a 8.9b then red on 2027-01-16',
    ],
    [
      'X-05 of two SATs of one day the newer release counts',
      record({
        ...behind,
        sat: [
          ['9.0', '2025-01-20'],
          ['8.0', '2025-01-20'],
        ],
      }),
      '2025-07-01',
      'green then yellow on 2026-01-21',
      literal,
    ],
    [
      'X-07 with N-2 allowed the second newer major does no harm',
      v3,
      '2025-06-01',
      'green then yellow on 2025-07-16',
      figuresWith({ 'status.n-minus': 2 }),
    ],
    [
      'X-07 with point releases counted, two of them are too many',
      v8,
      '2024-03-01',
      'red 8.10c for good',
      figuresWith({ 'status.count-release-kinds': ['major', 'point'] }),
    ],
    [
      'X-07 a point release belongs to its major',
      record({ releases: [...eightToTen], certified: { pairs: [pair('8.10')] } }),
      '2025-06-01',
      'red 8.10c for good',
    ],
    [
      'X-10 an extension moves the release count from its own day',
      record({ releases: eightToTen, certified: { extensions: [extended('2025-06-10', pair('9.0'))] } }),
      '2025-06-10',
      'green then yellow on 2025-07-16',
    ],
    [
      'X-10 not a day before',
      record({ releases: eightToTen, certified: { extensions: [extended('2025-06-10', pair('9.0'))] } }),
      '2025-06-09',
      'red 8.10c for good',
    ],
    [
      'X-10 turned round, an extension resets the age',
      v5,
      '2025-07-16',
      'green then yellow on 2026-03-02',
      figuresWith({ 'extension.resets-age': true }),
    ],
    ['X-35 one open issue is enough', record({ issues: [['2024-02-01']] }), '2024-02-01', 'red 8.10d for good'],
    [
      'X-35 with a threshold of two it is not',
      record({ issues: [['2024-02-01']] }),
      '2024-02-01',
      'green then yellow on 2025-07-16',
      figuresWith({ 'field-issue.red-threshold': 2 }),
    ],
    [
      'X-35 but two are',
      record({ issues: [['2024-02-01'], ['2024-02-02']] }),
      '2024-02-02',
      'red 8.10d for good',
      figuresWith({ 'field-issue.red-threshold': 2 }),
    ],
    [
      '0.2 a rule that is not in force does not speak, nor is it foreseen',
      v1,
      '2025-07-16',
      'green then red on 2027-01-16',
      figuresWith({ 'rules.not-in-force': ['certification-older-than-stale-age'] }),
    ],
    [
      '8.1 several pairs: the newest platform release counts',
      record({ releases: eightToTen, certified: { pairs: [pair('9.0'), pair('8.0'), pair('8.10')] } }),
      '2025-06-01',
      'green then yellow on 2025-07-16',
    ],
  ])('%s', (_says, of, on, expected, figures) => {
    expect(seen(of, on, figures)).toBe(expected)
  })

  test('withdrawal is not the business of standing', () => {
    const withdrawn = { ...v1, certification: certification({ withdrawn: '2024-02-01' }) }
    expect(seen(withdrawn, '2024-03-01')).toBe(seen(v1, '2024-03-01'))
  })
})
