/** Every figure and switch of the programme, with the clause or reading it comes from. */
import type { ParameterValue } from '../programme/parameter-setting.ts'
import { LEVELS } from '../programme/level.ts'
import { TIERS } from '../programme/membership.ts'
import { FAMILIES } from '../programme/interface.ts'

export type ParameterDefinition = {
  readonly key: string
  readonly kind: 'number' | 'switch' | 'word' | 'words' | 'numbers'
  readonly value: ParameterValue
  readonly unit?: string
  readonly choices?: readonly string[]
  readonly clause: string
  readonly says: string
}

const number = (key: string, value: number, unit: string, clause: string, says: string): ParameterDefinition => ({
  key,
  kind: 'number',
  value,
  unit,
  clause,
  says,
})
const turned = (key: string, value: boolean, clause: string, says: string): ParameterDefinition => ({
  key,
  kind: 'switch',
  value,
  clause,
  says,
})
const word = (
  key: string,
  value: string,
  choices: readonly string[],
  clause: string,
  says: string,
): ParameterDefinition => ({ key, kind: 'word', value, choices, clause, says })
const words = (
  key: string,
  value: readonly string[],
  choices: readonly string[] | undefined,
  clause: string,
  says: string,
): ParameterDefinition => ({ key, kind: 'words', value, ...(choices ? { choices } : {}), clause, says })

export const PARAMETERS: readonly ParameterDefinition[] = [
  words('rules.not-in-force', [], undefined, '0.2', 'Rules the programme has suspended, by their id.'),

  // Membership
  number('membership.fee.mdp-commercial-basic', 1000, 'USD a year', '4C.4', 'Fee of SIP providers and other products.'),
  number('membership.fee.mdp-commercial-advanced', 3000, 'USD a year', '4C.5', 'Fee of developers on advanced APIs.'),
  number('membership.term-months', 12, 'months', '4C.4', 'How long a paid term runs.'),
  number(
    'equipment.discount-percent',
    50,
    '%',
    '4C.6d',
    'What members pay less than the list price for developer equipment, unless the office quotes otherwise.',
  ),
  number('equipment.quote-days', 30, 'days', '5N.c', 'How long a quote for developer equipment stands.'),
  number('membership.grace-days', 30, 'days', 'G-12', 'How long benefits go on after a term ends.'),
  {
    key: 'membership.notice-days',
    kind: 'numbers',
    value: [60, 30, 7],
    unit: 'days before',
    clause: 'G-12',
    says: 'When members are told that a term ends.',
  },
  word(
    'membership.tier.sip-trunk',
    'mdp-commercial-basic',
    TIERS,
    '4C.4',
    'Tier a trunking provider without a sponsor joins at.',
  ),
  word('membership.tier.sip-lineside', 'mdp-commercial-basic', TIERS, 'X-02', 'Tier a lineside vendor joins at.'),
  word(
    'membership.tier.advanced-api',
    'mdp-commercial-advanced',
    TIERS,
    '4C.5',
    'Tier a developer on advanced APIs joins at.',
  ),
  word('membership.tier.other', 'mdp-commercial-basic', TIERS, 'X-02', 'Tier any other applicant joins at.'),
  words(
    'membership.always-for',
    ['sip-lineside', 'advanced-api', 'other'],
    FAMILIES,
    'X-01',
    'Families that need a membership even when sponsored.',
  ),
  number('invitation.days', 14, 'days', '4C.8', 'How long the one-time link of a new account is good.'),

  // Levels
  words(
    'resold.min-levels',
    ['MQT', 'MAT'],
    LEVELS,
    'X-11',
    'Levels a product resold by the vendor can be certified at.',
  ),
  words('mqt.tiers', ['msp', 'mpp'], TIERS, 'X-16', 'Tiers that qualify for MQT.'),
  words('mat.tiers', ['msp', 'mpp'], TIERS, '3A.3', 'Tiers that qualify for MAT.'),
  word('mct.fee.tier', 'mdp-commercial-basic', TIERS, 'X-42', 'Lowest tier for MCT by fee.'),
  words('sat.exempt-families', ['sip-trunk'], FAMILIES, 'X-03', 'Families that need no SAT.'),
  turned('trunk.questionnaire-always', true, 'X-39', 'Whether every trunk fills in the questionnaire, on any path.'),

  // Paths
  turned('path-a.mqt-requires-msp', true, 'X-17', 'Whether MQT on path A needs a solution partner.'),
  number('path-a.technician-hours', 40, 'hours', '4A.13', 'Hours to budget for a technician on path A.'),
  turned('path-b.a.require-numbers', true, 'X-24', 'Whether a fee waiver needs a business case in numbers.'),
  word('path-b.b.default-level', 'MQT', LEVELS, 'X-19', 'Level that strategy b leads to unless another is named.'),
  word(
    'path-c.self-test',
    'lab-supervised',
    ['lab-supervised', 'never'],
    'X-30',
    'How the self-test portal can be used on path C.',
  ),
  turned(
    'self-sponsor.require-full-evidence',
    true,
    'X-20',
    'Whether a provider that sponsors itself hands in captures of every must-pass test case.',
  ),
  number('self-test.access-days', 60, 'days', '4A.6', 'How long access to the self-test portal runs at most.'),
  number('technician.notice-days', 30, 'days before', '4A.14', 'When a technician is told that a credential ends.'),

  // Intake and testing
  word('tracking.start', 'on-submit', ['on-submit'], 'X-27', 'When an interop begins to be tracked.'),
  turned('readiness.declaration', true, 'X-34', 'Whether readiness has to be declared before a slot.'),
  number('slot.free-move-days', 5, 'working days', 'G-05', 'Until when a slot moves free of charge.'),
  number('lab.slots-a-week', 2, 'slots', 'G-22', 'How many slots the lab begins in a week, for the queue.'),
  number('lab.queue-slip-weeks', 2, 'weeks', 'G-22', 'By how much a slot may come later than the queue alone says.'),
  number('retest.days', 90, 'days', 'G-02', 'How long a retest of what failed can be asked for.'),
  {
    key: 'retest.notice-days',
    kind: 'numbers',
    value: [30, 7],
    unit: 'days before',
    clause: 'G-02',
    says: 'When a partner is reminded that a retest can still be asked for.',
  },
  {
    key: 'sat.notice-days',
    kind: 'numbers',
    value: [60, 30, 7],
    unit: 'days before',
    clause: '8.9b',
    says: 'When a partner is reminded that SAT evidence is about to be too old for green.',
  },
  {
    key: 'question.notice-days',
    kind: 'numbers',
    value: [5, 10],
    unit: 'days',
    clause: '5T.d',
    says: 'When whoever is asked is reminded of a question without an answer.',
  },

  number('contacts.confirmation-months', 6, 'months', 'G-13', 'How often members confirm their contacts.'),

  number(
    'captures.kept-months',
    12,
    'months',
    'G-11',
    'How long captures are kept once nothing rests on them any more: an assumption of ours, since no clause names a time.',
  ),

  // Entitlements
  word('entitlement.tier', 'mdp-noncommercial', TIERS, 'X-21', 'Lowest tier with config guide and logo.'),
  turned('catalogue.require-membership', true, 'X-22', 'Whether only members are listed in the catalogue.'),
  word('guide.visibility', 'members', ['members', 'owner-only'], 'X-25', 'Who reads published config guides.'),
  turned('reference-guide.public', true, 'X-44', 'Whether everybody reads the reference guide.'),
  turned('publish.requires-guide', true, 'X-45', 'Whether a certification counts as published only with its guide.'),

  // Standing
  number('status.stale.certification-months', 18, 'months', '8.9a', 'Age of a certification beyond which it is stale.'),
  number('status.stale.sat-months', 12, 'months', '8.9b', 'Age of the SAT evidence beyond which it is stale.'),
  number(
    'status.obsolete.certification-months',
    36,
    'months',
    '8.10a',
    'Age of a certification beyond which it is obsolete.',
  ),
  number('status.obsolete.sat-months', 24, 'months', '8.10b', 'Age of the SAT evidence beyond which it is obsolete.'),
  number('status.n-minus', 1, 'releases', 'X-07', 'How many releases back evidence may be: N-1.'),
  words(
    'status.count-release-kinds',
    ['major'],
    ['major', 'point', 'service-pack', 'sp'],
    'X-07',
    'Kinds of release that count.',
  ),
  word(
    'status.sat-rules',
    'when-applicable',
    ['when-applicable', 'always', 'never'],
    'X-04',
    'To whom the SAT rules of standing apply.',
  ),
  turned(
    'status.certification-counts-as-sat-evidence',
    true,
    'X-05',
    'Whether certification testing is SAT evidence of its day.',
  ),
  turned('extension.resets-age', false, 'X-10', 'Whether an extension without a test resets the age.'),
  turned(
    'recertification.partial-resets-age',
    true,
    '8.6',
    'Whether a partial recertification, in which something was tested, starts the age anew.',
  ),
  number('field-issue.red-threshold', 1, 'open issues', 'X-35', 'Open field issues from which an interop is obsolete.'),
  word('status.time-zone', 'UTC', ['UTC'], 'X-09', 'Time zone in which a day is a day.'),
  {
    key: 'forecast.lead-days',
    kind: 'numbers',
    value: [180, 90, 30],
    unit: 'days before',
    clause: 'X-08',
    says: 'When a change of colour is announced.',
  },
  number('review-call.days', 30, 'days', '8.4', 'Within which a changed interface is looked at in a review call.'),
  turned('release.auto-review', true, 'X-38', 'Whether a release with an interface change opens reviews by itself.'),

  // Support
  words(
    'support.eligible-standings',
    ['green', 'yellow'],
    ['green', 'yellow', 'red'],
    'X-14',
    'Standings in which support helps.',
  ),
  turned(
    'support.allow-on-open-field-issue',
    true,
    'X-15',
    'Whether tickets on the very issue that made it red go on.',
  ),
  word('support.route.mqt', 'sales-unit', ['sales-unit', 'product-support'], 'X-13', 'Who takes tickets on MQT.'),

  // Ending
  number('termination.notice-days', 30, 'days', 'X-36', 'Time to answer before a membership is ended.'),
  word('lapse.effect', 'benefits-only', ['benefits-only'], 'X-43', 'What a lapsed membership stops.'),

  // Fees
  number('fee.range-least', 4000, 'USD', '9.4', 'Lower end of the estimating range.'),
  number('fee.range-most', 8000, 'USD', '9.4', 'Upper end of the estimating range.'),
  number('fee.simple-test-case', 25, 'USD', '9.2', 'A simple test case.'),
  number('fee.medium-test-case', 60, 'USD', '9.2', 'A test case with set-up or waiting.'),
  number('fee.complex-test-case', 140, 'USD', '9.2', 'A test case with a probe, load or fail-over.'),
  number('fee.deliverables', 900, 'USD', '9.2', 'Report, config guide and project management.'),
  number('fee.platform-share', 0.1, 'of the testing', '9.2', 'Set-up of the platform.'),
  number('fee.full-recertification-discount', 0.2, 'of the testing', '9.2', 'What a full recertification saves.'),
  number('fee.partial-recertification-discount', 0.4, 'of the testing', '9.2', 'What a partial recertification saves.'),
  number('fee.self-test-discount', 0.5, 'of the share', '9.2', 'What the self-test portal saves.'),
  number('fee.retest-share', 0.5, 'of the testing', 'G-02', 'What a retest costs of its test cases.'),
  number('quote.validity-days', 60, 'days', 'G-04', 'How long a quote is valid.'),
  {
    key: 'quote.notice-days',
    kind: 'numbers',
    value: [14, 3],
    unit: 'days before',
    clause: 'G-04',
    says: 'When a quote about to expire is announced.',
  },
  words(
    'quote.firm-requires',
    ['sat-accepted', 'questionnaire-reviewed'],
    ['sat-accepted', 'questionnaire-reviewed'],
    'X-28',
    'What opens the way to a firm quote.',
  ),

  // Targets in working days (the clock stops while the partner has the turn)
  number(
    'target.warning-days',
    1,
    'working days before',
    'G-06',
    'When whoever is asked is told that a target is near.',
  ),
  number(
    'target.escalation-days',
    5,
    'working days after',
    'G-06',
    'When the office is told that a target was missed.',
  ),
  number('target.acknowledge', 1, 'working days', 'G-06', 'Acknowledge a request.'),
  number('target.triage', 3, 'working days', 'G-06', 'Decide what a request needs.'),
  number('target.questionnaire-review', 10, 'working days', 'G-06', 'Review a questionnaire.'),
  number('target.sat-plan-review', 10, 'working days', 'G-06', 'Review a SAT plan.'),
  number('target.sat-results-review', 10, 'working days', 'G-06', 'Review SAT results.'),
  number('target.quote', 5, 'working days', 'G-06', 'Prepare a quote.'),
  number('target.quote-agreement', 2, 'working days', 'G-06', 'Agree to a quote.'),
  number('target.slot', 5, 'working days', 'G-06', 'Offer a slot.'),
  number('target.start', 10, 'working days', 'G-06', 'Start testing.'),
  number('target.testing', 10, 'working days', 'G-06', 'Run the plan.'),
  number('target.report-review', 10, 'working days', 'G-06', 'Review a report.'),
  number('target.decision', 3, 'working days', 'G-06', 'Decide.'),
  number('target.publish', 10, 'working days', 'G-06', 'Publish after a grant.'),
]
