/** The programme's figures in the groups people look for them in, and their values in words. */
import { money } from '../../../src/kernel/money.ts'
import type { ParameterValue } from '../../../src/programme/parameter-setting.ts'
import { PARAMETERS, type ParameterDefinition } from '../../../src/rulebook/parameter-table.ts'
import { moneySaid, numberSaid, say } from '../../parts/html.ts'
import { sayWord } from '../public/handbook-words.ts'

export type ParameterGroup = {
  readonly id: string
  readonly name: string
  readonly parameters: readonly ParameterDefinition[]
}

/** Each group with the first words of the keys it holds; the last takes what no other names. */
const GROUPS: readonly (readonly [id: string, name: string, words: readonly string[]])[] = [
  ['membership', 'Membership', ['membership', 'equipment', 'invitation', 'termination', 'lapse']],
  ['levels', 'Levels', ['resold', 'mqt', 'mat', 'mct', 'sat', 'trunk']],
  ['paths', 'Paths', ['path-a', 'path-b', 'path-c', 'self-sponsor', 'technician']],
  ['testing', 'Intake and testing', ['tracking', 'question', 'readiness', 'slot', 'retest']],
  ['standing', 'Standing', ['status', 'extension', 'field-issue', 'forecast', 'release']],
  ['entitlements', 'Guide, logo and listing', ['entitlement', 'catalogue', 'guide', 'reference-guide', 'publish']],
  ['support', 'Support', ['support']],
  ['fees', 'Fees and quotes', ['fee', 'quote']],
  ['targets', 'Targets', ['target']],
]

const firstWord = (key: string) => key.split('.')[0] ?? key

export function parameterGroups(): readonly ParameterGroup[] {
  const known = new Set(GROUPS.flatMap(([, , words]) => words))
  const groups = GROUPS.map(([id, name, words]) => ({
    id,
    name,
    parameters: PARAMETERS.filter(({ key }) => words.includes(firstWord(key))),
  }))
  const rest = PARAMETERS.filter(({ key }) => !known.has(firstWord(key)))
  return rest.length > 0 ? [...groups, { id: 'rules', name: 'Rules', parameters: rest }] : groups
}

/** A value as people read it, without its unit; an amount with its currency. */
export function sayValue(value: ParameterValue, { unit = '' }: Pick<ParameterDefinition, 'unit'>): string {
  if (typeof value === 'number' && unit.startsWith('USD')) return moneySaid(money('USD', value))
  if (typeof value === 'number') return numberSaid(value)
  if (typeof value === 'boolean') return say(value ? 'on' : 'off')
  if (typeof value === 'string') return sayWord(value)
  return value.length === 0
    ? say('none')
    : value.map((each) => (typeof each === 'number' ? String(each) : sayWord(each))).join(', ')
}

/** A value as a field of a form holds it. */
export function typedValue(value: ParameterValue): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  return Array.isArray(value) ? value.join(', ') : String(value)
}
