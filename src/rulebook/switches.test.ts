/** The switches of the programme's readings: what a rule says with each of them on and off. */
import { describe, expect, test } from 'vitest'
import { type Change, changed, GOOD } from '../../test/support/dossiers.ts'
import { figuresWith } from '../../test/support/records.ts'
import type { ParameterValue } from '../programme/parameter-setting.ts'
import { PARAMETERS } from './parameter-table.ts'
import { judgeRule, type Outcome } from './rule.ts'
import { ruleOf } from './rules.ts'

type Row = readonly [reading: string, key: string, rule: string, of: Change, on: Outcome, off: Outcome]

const SWITCHES: readonly Row[] = [
  [
    'X-17',
    'path-a.mqt-requires-msp',
    'mqt-is-for-solution-partners',
    { path: 'A', level: 'MQT', tier: null },
    'breached',
    'not-applicable',
  ],
  [
    'X-17',
    'path-a.mqt-requires-msp',
    'mqt-is-for-solution-partners',
    { path: 'B', level: 'MQT', tier: null },
    'breached',
    'breached',
  ],
  [
    'X-17',
    'path-a.mqt-requires-msp',
    'mqt-is-for-solution-partners',
    { path: 'A', level: 'MQT', tier: 'msp' },
    'met',
    'not-applicable',
  ],
  [
    'X-20',
    'self-sponsor.require-full-evidence',
    'self-sponsored-report-is-fully-evidenced',
    { path: 'A', sponsorsItself: true, report: { hasEvidenceForEveryMustPass: false } },
    'breached',
    'not-applicable',
  ],
  [
    'X-24',
    'path-b.a.require-numbers',
    'fee-waiver-has-figures',
    { strategy: 'a', sponsorRequest: { hasRevenueFigures: false } },
    'breached',
    'not-applicable',
  ],
  [
    'X-39',
    'trunk.questionnaire-always',
    'trunk-submits-its-questionnaire',
    { path: 'A', questionnaire: { isSubmitted: false } },
    'breached',
    'not-applicable',
  ],
  [
    'X-39',
    'trunk.questionnaire-always',
    'trunk-submits-its-questionnaire',
    { path: 'C', questionnaire: { isSubmitted: false } },
    'breached',
    'breached',
  ],
  ['X-30', 'path-c.self-test', 'self-test-on-path-c-is-supervised', {}, 'met', 'breached'],
  ['X-22', 'catalogue.require-membership', 'listed-product-is-a-members', { tier: null }, 'breached', 'not-applicable'],
  [
    'X-45',
    'publish.requires-guide',
    'certification-is-published-with-its-guide',
    { guide: { isPublished: false } },
    'advised',
    'not-applicable',
  ],
]

describe('a switch of the readings', () => {
  test.each(SWITCHES)('%s: with %s, %s says of %j: on %s, off %s', (_, key, rule, of, on, off) => {
    const say = (value: ParameterValue) =>
      judgeRule(ruleOf(rule)!, changed(GOOD, of), figuresWith({ [key]: value })).outcome
    const [yes, no] = key === 'path-c.self-test' ? (['lab-supervised', 'never'] as const) : ([true, false] as const)
    expect([say(yes), say(no)]).toEqual([on, off])
  })

  test('is on as the readings are adopted, but for an extension, which resets no age (X-10)', () => {
    const off = PARAMETERS.filter((each) => each.kind === 'switch' && each.value === false).map((each) => each.key)
    expect(off).toEqual(['extension.resets-age'])
  })
})

/** what a firm quote waits for can be left out, for trunks and for all others by itself. */
test.each([
  [{ questionnaire: { isReviewed: false } }, [], 'met'],
  [{ questionnaire: { isReviewed: false } }, ['sat-accepted'], 'met'],
  [{ questionnaire: { isReviewed: false } }, ['questionnaire-reviewed'], 'breached'],
  [{ isTrunk: false, sat: { isAccepted: false } }, ['questionnaire-reviewed'], 'met'],
  [{ isTrunk: false, sat: { isAccepted: false } }, ['sat-accepted'], 'breached'],
] as const)('a firm quote of %j, where %j is waited for: %s', (of, opens, outcome) => {
  const rule = ruleOf('firm-quote-needs-accepted-sat-or-reviewed-questionnaire')!
  expect(judgeRule(rule, changed(GOOD, of), figuresWith({ 'quote.firm-requires': opens })).outcome).toBe(outcome)
})

/** Grace is still membership for its benefits and listings (G-12); afterwards they rest. */
describe('benefits and listings through the states of a membership', () => {
  const STATES = ['none', 'applied', 'approved', 'declined', 'active', 'grace', 'lapsed', 'terminated'] as const
  test.each(['benefits-need-an-active-membership', 'listed-company-is-a-member', 'path-c-begins-with-membership'])(
    '%s holds while active and in grace, in no other state',
    (rule) => {
      const held = STATES.filter(
        (membership) => judgeRule(ruleOf(rule)!, changed(GOOD, { membership }), figuresWith({})).outcome === 'met',
      )
      expect(held).toEqual(['active', 'grace'])
    },
  )
})
