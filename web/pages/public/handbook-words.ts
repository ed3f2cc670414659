/** The words the handbook uses for what the rulebook keeps as short names: sections, gates, forces, values. */
import { money } from '../../../src/kernel/money.ts'
import { FAMILY_NAMES } from '../../../src/programme/interface.ts'
import { TIER_NAMES } from '../../../src/programme/membership.ts'
import type { Gate } from '../../../src/programme/move.ts'
import type { ParameterValue } from '../../../src/programme/parameter-setting.ts'
import type { ClauseKind } from '../../../src/rulebook/clauses/clause.ts'
import type { ParameterDefinition } from '../../../src/rulebook/parameter-table.ts'
import type { Force } from '../../../src/rulebook/rule.ts'
import { STANDING_WORDS } from '../../../src/rulebook/standing-rule.ts'
import { allSaid, moneySaid, numberSaid, say } from '../../parts/html.ts'

export const SECTION_TITLES: Readonly<Record<number, string>> = {
  0: 'The document',
  1: 'To whom it applies',
  2: 'What it is for',
  3: 'The levels',
  4: 'The paths',
  5: 'Self-assessment and questionnaire',
  6: 'Certification testing',
  7: 'Config guide, reference guide, logo',
  8: 'Recertification and standing',
  9: 'Fees',
}

export const GROUP_TITLES: Readonly<Record<string, string>> = {
  '1A': 'Required',
  '1B': 'Optional',
  '3T': 'The four levels',
  '3S': 'SAT',
  '3C': 'MCT',
  '3Q': 'MQT',
  '3A': 'MAT',
  '4A': 'Path A: tested by the sponsor',
  '4B': 'Path B: tested for the sponsor',
  '4C': 'Path C: as a member',
  '5N': 'All but SIP trunking',
  '5T': 'SIP trunking',
}

/** The group a clause belongs to: `4C` of `4C.6h`; the section alone where it has none. */
export function groupOf(id: string): string {
  return id.split('.')[0] ?? id
}

export const KIND_WORDS: Readonly<Record<ClauseKind, string>> = {
  rule: 'Rule',
  recommendation: 'Recommendation',
  decision: 'Decision',
  fact: 'Fact',
  entitlement: 'Entitlement',
  artefact: 'Document',
}

export const FORCE_WORDS: Readonly<Record<Force, string>> = { must: 'must', should: 'should', judged: 'judged' }

/** When a rule is asked, as the end of a sentence that begins with "Asked when". */
const GATE_WORDS: Readonly<Record<Gate, string>> = {
  'certification-required': 'it is settled whether certification is required',
  'take-path-a': 'path A is taken',
  'take-path-b': 'path B is taken',
  'take-path-c': 'path C is taken',
  'pursue-level': 'a level is chosen',
  'open-project': 'a project is opened',
  'assign-technician': 'a technician is assigned',
  'give-self-test-access': 'access to the self-test portal is given',
  'run-self-test': 'a self-test is run',
  'upload-self-test': 'results of a self-test are uploaded',
  'approve-business-case': 'a business case is decided on',
  'fix-timing': 'a date is named',
  'approve-sat-plan': 'a SAT plan is approved',
  'file-sat-results': 'SAT results are handed in',
  'accept-sat': 'a SAT is accepted',
  'note-sat-update': 'a SAT update is noted',
  'issue-firm-quote': 'a firm quote is prepared',
  'issue-quote': 'a quote is issued',
  'declare-readiness': 'readiness is declared',
  schedule: 'a slot is booked',
  'start-testing': 'testing starts',
  'finish-testing': 'testing ends',
  'review-report': 'a report is reviewed',
  grant: 'a certification is granted',
  publish: 'a certification is published',
  'use-guide': 'a config guide is opened',
  'use-logo': 'the logo is used',
  'list-product': 'a product is listed in the catalogue',
  'list-company': 'a company is listed in the catalogue',
  'use-benefits': 'benefits of members are used',
  extend: 'a certification is extended',
  'decide-recertification': 'a recertification is decided on',
  'give-termination-notice': 'notice is given that a membership may be ended',
  'terminate-membership': 'a membership is ended',
}

export function gateWords(gates: readonly Gate[]): string {
  const words = gates.map((gate) => GATE_WORDS[gate])
  return words.length === 0 ? say('never') : allSaid(words, 'or')
}

/** A figure's value as people say it: `18 months`, `USD 1,000.00 a year`, `yes`, `SIP trunking service`. */
export function sayValue({ unit = '' }: Pick<ParameterDefinition, 'unit'>, value: ParameterValue): string {
  if (typeof value === 'boolean') return say(value ? 'yes' : 'no')
  if (typeof value === 'number') return sayNumber(value, unit)
  if (typeof value === 'string') return sayWord(value)
  if (value.length === 0) return say('none')
  const items = value.map((item) => (typeof item === 'number' ? numberSaid(item) : sayWord(item)))
  return [items.join(', '), unitWords(2, unit)].filter(Boolean).join(' ')
}

function sayNumber(value: number, unit: string): string {
  if (unit.startsWith('USD')) return `${moneySaid(money('USD', value))}${unit === 'USD' ? '' : ` ${say('a year')}`}`
  if (unit.startsWith('of the') && value <= 1) return `${Math.round(value * 100)} % ${unitWords(value, unit)}`
  return `${numberSaid(value)} ${unitWords(value, unit)}`.trim()
}

/** `working days before` is `working day before` where it is one. */
function unitWords(value: number, unit: string): string {
  const [one, many] = UNITS[unit] ?? [unit, unit]
  return say(value === 1 ? one : many)
}

/** Units of the programme's figures: of one, and of any other number. */
const UNITS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  hours: ['hour', 'hours'],
  days: ['day', 'days'],
  'days before': ['day before', 'days before'],
  'working days': ['working day', 'working days'],
  'working days before': ['working day before', 'working days before'],
  'working days after': ['working day after', 'working days after'],
  weeks: ['week', 'weeks'],
  months: ['month', 'months'],
  releases: ['release', 'releases'],
  slots: ['slot', 'slots'],
  'open issues': ['open issue', 'open issues'],
  'of the share': ['of the share', 'of the share'],
  'of the testing': ['of the testing', 'of the testing'],
}

/** What figures are set to that is no number and no name of a tier, family or standing. */
const VALUES: Readonly<Record<string, string>> = {
  'benefits-only': 'benefits only',
  'lab-supervised': 'supervised by the lab',
  'on-submit': 'on submission',
  'when-applicable': 'when applicable',
  'sat-accepted': 'SAT accepted',
  'questionnaire-reviewed': 'questionnaire reviewed',
  'reference-guide-and-catalogue': 'reference guide and catalogue',
  'owner-only': 'only whom it is of',
  members: 'members',
  nowhere: 'nowhere',
}

export function sayWord(word: string): string {
  const known: Readonly<Record<string, string>> = { ...TIER_NAMES, ...FAMILY_NAMES, ...STANDING_WORDS, ...VALUES }
  return say(known[word] ?? word.replaceAll('-', ' ').replace(/\bsat\b/, 'SAT'))
}
