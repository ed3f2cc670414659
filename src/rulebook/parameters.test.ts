import { describe, expect, test } from 'vitest'
import { setting } from '../../test/support/records.ts'
import { addDays, addMonths, day, parseDay } from '../kernel/day.ts'
import type { ParameterSetting, ParameterValue } from '../programme/parameter-setting.ts'
import { type ParameterDefinition, PARAMETERS } from './parameter-table.ts'
import { acceptValue, figuresOn, parameterOf, sayExpected, valueOn } from './parameters.ts'

const MONTHS = 'status.stale.certification-months'

/** Values as they were set, in the order in which they were: what, and from which day. */
function set(key: string, ...values: readonly (readonly [value: ParameterValue, from: string])[]): ParameterSetting {
  return { key, values: values.flatMap(([value, from]) => setting(key, value, from).values) }
}

describe('the value of a parameter on a day', () => {
  const none = null
  const later = set(MONTHS, [24, '2026-07-01'])
  const twice = set(MONTHS, [24, '2026-03-01'], [12, '2026-09-01'])
  const corrected = set(MONTHS, [24, '2026-07-01'], [20, '2026-07-01'])
  const outOfOrder = set(MONTHS, [12, '2026-09-01'], [24, '2026-03-01'])

  test.each([
    ['nobody has set it', none, '2026-06-15', 18],
    ['the setting begins later', later, '2026-06-30', 18],
    ['on the day the setting begins', later, '2026-07-01', 24],
    ['long after', later, '2036-07-01', 24],
    ['before either of two', twice, '2026-02-28', 18],
    ['between two', twice, '2026-08-31', 24],
    ['after both', twice, '2026-09-01', 12],
    ['of two from the same day the one set last', corrected, '2026-07-01', 20],
    ['set out of order, between them', outOfOrder, '2026-08-31', 24],
    ['set out of order, after both', outOfOrder, '2026-09-01', 12],
  ])('%s', (_says, settings, on, expected) => {
    expect(valueOn(MONTHS, day(on), settings)).toBe(expected)
    expect(figuresOn(day(on), settings ? [settings] : []).number(MONTHS)).toBe(expected)
  })

  test('off and nought are values, not the lack of one', () => {
    expect(
      valueOn('readiness.declaration', day('2026-06-15'), set('readiness.declaration', [false, '2026-01-01'])),
    ).toBe(false)
    expect(valueOn('membership.grace-days', day('2026-06-15'), set('membership.grace-days', [0, '2026-01-01']))).toBe(0)
  })

  test('of one is not touched by the setting of another', () => {
    const figures = figuresOn(day('2026-06-15'), [set('status.stale.sat-months', [6, '2026-01-01'])])
    expect([figures.number('status.stale.sat-months'), figures.number(MONTHS)]).toEqual([6, 18])
  })

  test('that is unknown, or asked for as something else, is a mistake in the program', () => {
    const figures = figuresOn(day('2026-06-15'))
    expect(() => figures.number('status.stale.certification-years')).toThrow('there is no parameter')
    expect(() => figures.number('readiness.declaration')).toThrow('is not a number')
    expect(() => figures.isOn(MONTHS)).toThrow('is not a boolean')
    expect(() => figures.word(MONTHS)).toThrow('is not a string')
    expect(parameterOf('status.stale.certification-years')).toBeNull()
  })

  test('tells which rules are not in force, from its day on', () => {
    const suspended = set('rules.not-in-force', [['readiness-is-declared'], '2026-07-01'])
    const notInForce = (on: string) => figuresOn(day(on), [suspended]).notInForce('readiness-is-declared')
    expect([notInForce('2026-06-30'), notInForce('2026-07-01')]).toEqual([false, true])
    expect(figuresOn(day('2026-07-01'), [suspended]).notInForce('fee-is-explained')).toBe(false)
  })
})

/** The figures as the source document and its readings give them, so that a slip of the pen in the table is seen. */
const FIGURES: Readonly<Record<string, ParameterValue>> = {
  'membership.fee.mdp-commercial-basic': 1000,
  'membership.fee.mdp-commercial-advanced': 3000,
  'membership.term-months': 12,
  'membership.grace-days': 30,
  'membership.notice-days': [60, 30, 7],
  'membership.always-for': ['sip-lineside', 'advanced-api', 'other'],
  'membership.tier.sip-trunk': 'mdp-commercial-basic',
  'membership.tier.sip-lineside': 'mdp-commercial-basic',
  'membership.tier.advanced-api': 'mdp-commercial-advanced',
  'membership.tier.other': 'mdp-commercial-basic',
  'resold.min-levels': ['MQT', 'MAT'],
  'mqt.tiers': ['msp', 'mpp'],
  'mat.tiers': ['msp', 'mpp'],
  'mct.fee.tier': 'mdp-commercial-basic',
  'sat.exempt-families': ['sip-trunk'],
  'path-a.mqt-requires-msp': true,
  'path-a.technician-hours': 40,
  'path-b.a.require-numbers': true,
  'path-b.b.default-level': 'MQT',
  'self-sponsor.require-full-evidence': true,
  'trunk.questionnaire-always': true,
  'readiness.declaration': true,
  'slot.free-move-days': 5,
  'retest.days': 90,
  'retest.notice-days': [30, 7],
  'sat.notice-days': [60, 30, 7],
  'question.notice-days': [5, 10],
  'entitlement.tier': 'mdp-noncommercial',
  'catalogue.require-membership': true,
  'guide.visibility': 'members',
  'reference-guide.public': true,
  'publish.requires-guide': true,
  'status.stale.certification-months': 18,
  'status.stale.sat-months': 12,
  'status.obsolete.certification-months': 36,
  'status.obsolete.sat-months': 24,
  'status.n-minus': 1,
  'status.count-release-kinds': ['major'],
  'status.sat-rules': 'when-applicable',
  'status.certification-counts-as-sat-evidence': true,
  'extension.resets-age': false,
  'recertification.partial-resets-age': true,
  'field-issue.red-threshold': 1,
  'status.time-zone': 'UTC',
  'forecast.lead-days': [180, 90, 30],
  'release.auto-review': true,
  'review-call.days': 30,
  'support.eligible-standings': ['green', 'yellow'],
  'support.allow-on-open-field-issue': true,
  'support.route.mqt': 'sales-unit',
  'termination.notice-days': 30,
  'fee.range-least': 4000,
  'fee.range-most': 8000,
  'fee.retest-share': 0.5,
  'captures.kept-months': 12,
  'equipment.discount-percent': 50,
  'equipment.quote-days': 30,
  'quote.validity-days': 60,
  'quote.firm-requires': ['sat-accepted', 'questionnaire-reviewed'],
  'rules.not-in-force': [],
  'invitation.days': 14,
  'path-c.self-test': 'lab-supervised',
  'self-test.access-days': 60,
  'lab.slots-a-week': 2,
  'lab.queue-slip-weeks': 2,
  'technician.notice-days': 30,
  'tracking.start': 'on-submit',
  'lapse.effect': 'benefits-only',
  'fee.simple-test-case': 25,
  'fee.medium-test-case': 60,
  'fee.complex-test-case': 140,
  'fee.deliverables': 900,
  'fee.platform-share': 0.1,
  'fee.full-recertification-discount': 0.2,
  'fee.partial-recertification-discount': 0.4,
  'fee.self-test-discount': 0.5,
  'quote.notice-days': [14, 3],
  'target.warning-days': 1,
  'target.escalation-days': 5,
  'contacts.confirmation-months': 6,
  'target.acknowledge': 1,
  'target.triage': 3,
  'target.questionnaire-review': 10,
  'target.sat-plan-review': 10,
  'target.sat-results-review': 10,
  'target.quote': 5,
  'target.quote-agreement': 2,
  'target.slot': 5,
  'target.start': 10,
  'target.testing': 10,
  'target.report-review': 10,
  'target.decision': 3,
  'target.publish': 10,
}

describe('the table of parameters', () => {
  test('is written out here, each of them and none that is gone', () => {
    expect(Object.keys(FIGURES).toSorted()).toEqual(PARAMETERS.map((each) => each.key).toSorted())
  })

  test.each(Object.entries(FIGURES))('%s is %j unless set', (key, value) => {
    expect(valueOn(key, day('2026-06-15'), null)).toEqual(value)
  })

  test('holds no value that it would not accept from a programme manager', () => {
    for (const definition of PARAMETERS) {
      expect(acceptValue(definition, definition.value), definition.key).toEqual(definition.value)
      expect(acceptValue(definition, String(definition.value)), definition.key).toEqual(definition.value)
    }
  })
})

/** A definition of a kind, as the table has it. */
const the = (key: string): ParameterDefinition => parameterOf(key)!

const NO_CHOICE = 'rules.not-in-force'

describe('a value as a programme manager gives it', () => {
  test.each<[key: string, given: unknown, taken: ParameterValue | null]>([
    // counted in whole months, days, releases
    [MONTHS, 24, 24],
    [MONTHS, 0, 0],
    [MONTHS, '24', 24],
    [MONTHS, ' 24 ', 24],
    [MONTHS, 36_500, 36_500],
    [MONTHS, 36_501, null],
    [MONTHS, 18.5, null],
    [MONTHS, '18,5', null],
    [MONTHS, -1, null],
    [MONTHS, '-1', null],
    [MONTHS, Number.NaN, null],
    [MONTHS, Number.POSITIVE_INFINITY, null],
    [MONTHS, 'Infinity', null],
    [MONTHS, '', null],
    [MONTHS, '  ', null],
    [MONTHS, 'many', null],
    [MONTHS, true, null],
    [MONTHS, null, null],
    [MONTHS, undefined, null],
    [MONTHS, [24], null],
    [MONTHS, { value: 24 }, null],

    // money
    ['fee.range-least', 4500, 4500],
    ['fee.range-least', '4500.50', 4500.5],
    ['fee.range-least', 0, 0],
    ['fee.range-least', -1, null],
    ['fee.range-least', 1_000_000_000, null],

    // shares
    ['fee.platform-share', 0.15, 0.15],
    ['fee.platform-share', '1', 1],
    ['fee.platform-share', 0, 0],
    ['fee.platform-share', 10, null],
    ['fee.self-test-discount', 1.01, null],
    ['fee.self-test-discount', -0.1, null],

    // switches
    ['readiness.declaration', true, true],
    ['readiness.declaration', 'on', true],
    ['readiness.declaration', 'true', true],
    ['readiness.declaration', false, false],
    ['readiness.declaration', 'off', false],
    ['readiness.declaration', 'false', false],
    ['readiness.declaration', 'yes', null],
    ['readiness.declaration', 1, null],
    ['readiness.declaration', '', null],
    ['readiness.declaration', null, null],

    // one word of several
    ['guide.visibility', 'owner-only', 'owner-only'],
    ['guide.visibility', 'everybody', null],
    ['guide.visibility', 'Members', null],
    ['guide.visibility', '', null],
    ['guide.visibility', ['members'], null],
    ['guide.visibility', 1, null],

    // some words of several
    ['support.eligible-standings', ['green'], ['green']],
    ['support.eligible-standings', 'green, yellow', ['green', 'yellow']],
    ['support.eligible-standings', ['green', 'blue'], null],
    ['support.eligible-standings', 'green;yellow', null],
    ['support.eligible-standings', [], []],
    ['support.eligible-standings', '', []],

    // words of any kind
    [NO_CHOICE, 'readiness-is-declared, fee-is-explained,', ['readiness-is-declared', 'fee-is-explained']],
    [NO_CHOICE, ['x'.repeat(120)], ['x'.repeat(120)]],
    [NO_CHOICE, ['x'.repeat(121)], null],
    [NO_CHOICE, Array.from({ length: 51 }, (_, i) => `rule-${i}`), null],

    // several numbers
    ['forecast.lead-days', [120, 60], [120, 60]],
    ['forecast.lead-days', '120, 60,30', [120, 60, 30]],
    ['forecast.lead-days', '', null],
    ['forecast.lead-days', [], null],
    ['forecast.lead-days', '120, soon', null],
    ['forecast.lead-days', '120, -1', null],
    ['forecast.lead-days', '1.5', null],
    ['forecast.lead-days', Array.from({ length: 21 }, () => 1), null],
    ['forecast.lead-days', 30, null],
  ])('%s given as %j is taken as %j', (key, given, taken) => {
    expect(acceptValue(the(key), given)).toEqual(taken)
  })

  test('leads to days of the calendar however large it is', () => {
    const most = acceptValue(the(MONTHS), 36_500) as number
    for (const reached of [addMonths(day('2026-08-31'), most), addDays(day('2026-08-31'), most)])
      expect(parseDay(reached)).toBe(reached)
    const tooMuch = addMonths(day('2026-08-31'), 100_000)
    expect(parseDay(tooMuch)).toBeNull()
    expect(tooMuch < '2026-08-31').toBe(true)
  })

  test.each([
    [MONTHS, 'a whole number from 0 to 36500'],
    ['fee.range-least', 'an amount that is not negative'],
    ['fee.platform-share', 'a share from 0 to 1'],
    ['readiness.declaration', 'on or off'],
    ['guide.visibility', 'one of members, owner-only'],
    ['support.eligible-standings', 'some of green, yellow, red'],
    [NO_CHOICE, 'words separated by commas'],
    ['forecast.lead-days', 'whole numbers from 0 to 36500 separated by commas'],
  ])('when it is refused, %s says that it wants %s', (key, expected) => {
    expect(sayExpected(the(key))).toBe(expected)
  })
})
