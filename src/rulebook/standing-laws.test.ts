/** What holds of standing whatever is on record, tried on records made by chance. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { figuresWith, pair } from '../../test/support/records.ts'
import { addDays, type Day, day, daysBetween } from '../kernel/day.ts'
import type { Extension } from '../programme/certification.ts'
import type { PlatformRelease } from '../programme/platform.ts'
import type { ClockRecord } from './clocks.ts'
import { colourOn, standingOn } from './standing.ts'
import type { Figures } from './parameters.ts'
import type { Standing } from './standing-rule.ts'

const FIRST = day('2020-01-01')
const VERSIONS = ['7.0', '8.0', '8.1', '9.0', '9.0 SP1', '10.0', '11.0', '12.0'] as const

const RANK: Readonly<Record<Standing, number>> = { green: 0, yellow: 1, red: 2 }

/** Days from 2020 on, over eight years; often a month's end or a leap day. */
const someDay: fc.Arbitrary<Day> = fc.oneof(
  fc.integer({ min: 0, max: 2900 }).map((days) => addDays(FIRST, days)),
  fc.constantFrom('2020-02-29', '2021-08-31', '2022-02-28', '2023-12-31', '2024-02-29', '2025-01-31').map(day),
)

const version = fc.constantFrom(...VERSIONS)

const release: fc.Arbitrary<PlatformRelease> = fc.record({
  version,
  kind: fc.constantFrom('major', 'point', 'service-pack'),
  ga: fc.option(someDay),
  planned: fc.option(someDay),
})

const extension: fc.Arbitrary<Extension> = fc.record({
  on: someDay,
  pairs: fc.array(
    version.map((each) => pair(each)),
    { minLength: 1, maxLength: 2 },
  ),
})

const issue = fc
  .record({ confirmed: someDay, open: fc.nat(400), isCleared: fc.boolean() })
  .map(({ confirmed, open, isCleared }) => ({ confirmed, cleared: isCleared ? addDays(confirmed, open) : null }))

const anyRecord: fc.Arbitrary<ClockRecord> = fc
  .record({
    family: fc.constantFrom('sip-trunk', 'sip-lineside', 'advanced-api', 'other'),
    granted: fc.integer({ min: 0, max: 1500 }).map((days) => addDays(FIRST, days)),
    pairs: fc.array(version, { minLength: 1, maxLength: 3 }),
    extensions: fc.array(extension, { maxLength: 2 }),
    releases: fc.uniqueArray(release, { maxLength: 8, selector: (each) => each.version }),
    sat: fc.array(fc.record({ platformRelease: version, accepted: someDay }), { maxLength: 3 }),
    issues: fc.array(issue, { maxLength: 2 }),
  })
  .map(({ family, granted, pairs, extensions, releases, sat, issues }) => ({
    family,
    certification: {
      number: 'C1',
      product: 'p',
      platform: 'm',
      level: 'MCT',
      granted,
      pairs: pairs.map((each) => pair(each)),
      extensions,
    },
    platform: { id: 'm', name: 'Platform', releases },
    satEvidence: sat,
    fieldIssues: issues.map((each, index) => ({ id: `FI-${index}`, ...each })),
  }))

const anyFigures: fc.Arbitrary<Figures> = fc
  .record({
    'status.certification-counts-as-sat-evidence': fc.boolean(),
    'status.sat-rules': fc.constantFrom('when-applicable', 'always', 'never'),
    'status.n-minus': fc.constantFrom(1, 2),
    'status.count-release-kinds': fc.constantFrom(['major'], ['major', 'point']),
    'extension.resets-age': fc.boolean(),
    'field-issue.red-threshold': fc.constantFrom(1, 2),
  })
  .map((values) => figuresWith(values))

/** What was known of a record at the end of a day: everything dated later is gone from it. */
function knownOn(record: ClockRecord, on: Day): ClockRecord {
  const { certification } = record
  return {
    ...record,
    certification: {
      ...certification,
      extensions: (certification.extensions ?? []).filter((each) => each.on <= on),
    },
    satEvidence: record.satEvidence.filter((each) => each.accepted <= on),
    fieldIssues: record.fieldIssues
      .filter((each) => each.confirmed <= on)
      .map((each) => ({ ...each, cleared: each.cleared && each.cleared <= on ? each.cleared : null })),
  }
}

const RUNS = { numRuns: 1500 }

/** A record, a day, a number of days, and figures. */
const cases = [anyRecord, someDay, fc.integer({ min: 1, max: 1500 }), anyFigures] as const

describe('whatever is on record', () => {
  test('time alone never improves a standing', () => {
    const worse = { same: 0, fell: 0 }
    fc.assert(
      fc.property(...cases, (record, on, days, figures) => {
        fc.pre(on >= record.certification.granted)
        const fixed = knownOn(record, on)
        const then = addDays(on, days)
        const [first, second] = [colourOn(fixed, on, on, figures), colourOn(fixed, then, on, figures)]
        expect(RANK[second]).toBeGreaterThanOrEqual(RANK[first])
        worse[first === second ? 'same' : 'fell'] += 1
      }),
      RUNS,
    )
    expect(Math.min(worse.same, worse.fell)).toBeGreaterThan(100)
  })

  test('facts that come meanwhile do improve it, so the law above can be broken', () => {
    expect(() =>
      fc.assert(
        fc.property(...cases, (record, on, days, figures) => {
          fc.pre(on >= record.certification.granted)
          const then = addDays(on, days)
          expect(RANK[colourOn(record, then, then, figures)]).toBeGreaterThanOrEqual(
            RANK[colourOn(record, on, on, figures)],
          )
        }),
        RUNS,
      ),
    ).toThrow('Property failed')
  })

  test('a further field issue never improves it', () => {
    fc.assert(
      fc.property(...cases, (record, on, days, figures) => {
        fc.pre(on >= record.certification.granted)
        const more = { id: 'FI-more', confirmed: addDays(on, 200 - days), cleared: null }
        const worse = { ...record, fieldIssues: [...record.fieldIssues, more] }
        expect(RANK[colourOn(worse, on, on, figures)]).toBeGreaterThanOrEqual(RANK[colourOn(record, on, on, figures)])
      }),
      RUNS,
    )
  })

  test('a further extension never worsens it', () => {
    const better = { same: 0, rose: 0 }
    fc.assert(
      fc.property(...cases, (record, on, days, figures) => {
        fc.pre(on >= record.certification.granted)
        const since = daysBetween(record.certification.granted, on)
        const extension = { on: addDays(record.certification.granted, days % (since + 1)), pairs: [pair('12.0')] }
        const extensions = [...(record.certification.extensions ?? []), extension]
        const longer = { ...record, certification: { ...record.certification, extensions } }
        const [before, after] = [colourOn(record, on, on, figures), colourOn(longer, on, on, figures)]
        expect(RANK[after]).toBeLessThanOrEqual(RANK[before])
        better[before === after ? 'same' : 'rose'] += 1
      }),
      RUNS,
    )
    expect(better.rose).toBeGreaterThan(20)
  })

  test('the standing of a day does not depend on facts dated later', () => {
    fc.assert(
      fc.property(...cases, (record, on, days, figures) => {
        fc.pre(on >= record.certification.granted)
        const today = addDays(on, days)
        expect(standingOn(record, on, today, figures)).toEqual(standingOn(knownOn(record, on), on, today, figures))
      }),
      RUNS,
    )
  })

  test('but it does depend on those of the day itself and before', () => {
    expect(() =>
      fc.assert(
        fc.property(...cases, (record, on, days, figures) => {
          fc.pre(on >= record.certification.granted)
          const earlier = knownOn(record, addDays(on, -days))
          expect(standingOn(record, on, on, figures)).toEqual(standingOn(earlier, on, on, figures))
        }),
        RUNS,
      ),
    ).toThrow('Property failed')
  })

  test('the next change is the first day with another colour, and there is none before it', () => {
    fc.assert(
      fc.property(...cases, (record, on, days, figures) => {
        fc.pre(on >= record.certification.granted)
        const fixed = knownOn(record, on)
        const { standing, next } = standingOn(fixed, on, on, figures)
        if (!next) {
          expect(colourOn(fixed, addDays(on, days), on, figures)).toBe(standing)
          return
        }
        expect(colourOn(fixed, next.on, on, figures)).toBe(next.standing)
        expect(next.standing).not.toBe(standing)
        expect(colourOn(fixed, addDays(next.on, -1), on, figures)).toBe(standing)
        const between = addDays(on, days % daysBetween(on, next.on))
        expect(colourOn(fixed, between, on, figures)).toBe(standing)
      }),
      RUNS,
    )
  })

  test('the colour is the worst of the reasons, and green is what has none', () => {
    fc.assert(
      fc.property(...cases, (record, on, _, figures) => {
        fc.pre(on >= record.certification.granted)
        const { standing, reasons } = standingOn(record, on, on, figures)
        const hasRed = reasons.some((reason) => reason.clause.startsWith('8.10'))
        expect(standing).toBe(hasRed ? 'red' : reasons.length > 0 ? 'yellow' : 'green')
        expect(colourOn(record, on, on, figures)).toBe(standing)
      }),
      RUNS,
    )
  })

  test('asking about a past day on a later day changes nothing', () => {
    fc.assert(
      fc.property(...cases, (record, on, days, figures) => {
        fc.pre(on >= record.certification.granted)
        expect(standingOn(record, on, addDays(on, days), figures)).toEqual(standingOn(record, on, on, figures))
      }),
      RUNS,
    )
  })
})
