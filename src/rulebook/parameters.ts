/**
 * The programme's figures and switches: dated values with a clause, so that a programme manager can
 * change one from a day on without touching a rule (0.2, X-46). Rules and pages contain no number of the
 * programme; they ask for it here by name.
 */
import type { Day } from '../kernel/day.ts'
import type { ParameterSetting, ParameterValue } from '../programme/parameter-setting.ts'
import { PARAMETERS, type ParameterDefinition } from './parameter-table.ts'

export type Figures = {
  readonly number: (key: string) => number
  readonly isOn: (key: string) => boolean
  readonly word: (key: string) => string
  readonly words: (key: string) => readonly string[]
  readonly numbers: (key: string) => readonly number[]
  /** Whether a rule has been suspended by the programme manager on this day. */
  readonly notInForce: (rule: string) => boolean
}

const BY_KEY = new Map(PARAMETERS.map((definition) => [definition.key, definition]))

export function parameterOf(key: string): ParameterDefinition | null {
  return BY_KEY.get(key) ?? null
}

/** The figures in force on a day: the table's own values under those the programme manager set. */
export function figuresOn(day: Day, settings: readonly ParameterSetting[] = []): Figures {
  const own = new Map(settings.map((setting) => [setting.key, setting]))
  const resolved = new Map<string, ParameterValue>()
  const valueOf = (key: string): ParameterValue => {
    const cached = resolved.get(key)
    if (cached !== undefined) return cached
    const value = valueOn(key, day, own.get(key) ?? null)
    resolved.set(key, value)
    return value
  }
  return {
    number: (key) => typed(key, valueOf(key), 'number'),
    isOn: (key) => typed(key, valueOf(key), 'boolean'),
    word: (key) => typed(key, valueOf(key), 'string'),
    words: (key) => valueOf(key) as readonly string[],
    numbers: (key) => valueOf(key) as readonly number[],
    notInForce: (rule) => (valueOf('rules.not-in-force') as readonly string[]).includes(rule),
  }
}

/** The value of one parameter on a day. A setting that begins later does not count yet; the last one made wins. */
export function valueOn(key: string, day: Day, setting: ParameterSetting | null): ParameterValue {
  const definition = BY_KEY.get(key)
  if (!definition) throw new Error(`there is no parameter ${key}`)
  const begun = (setting?.values ?? []).filter((each) => each.from <= day)
  const latest = begun.reduce<(typeof begun)[number] | null>(
    (last, each) => (last && last.from > each.from ? last : each),
    null,
  )
  return latest ? latest.value : definition.value
}

/** A value as somebody typed it, made into what the parameter wants; null when it is not that. */
export function acceptValue(definition: ParameterDefinition, value: unknown): ParameterValue | null {
  switch (definition.kind) {
    case 'number': {
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
      return typeof number === 'number' && isFit(number, definition.unit) ? number : null
    }
    case 'switch':
      return value === true || value === 'true' || value === 'on'
        ? true
        : value === false || value === 'false' || value === 'off'
          ? false
          : null
    case 'word':
      return typeof value === 'string' && definition.choices?.includes(value) ? value : null
    case 'words': {
      const words = listOf(value)
      const isKnown = definition.choices ? words.every((word) => definition.choices!.includes(word)) : true
      return isKnown && words.every((word) => word.length <= 120) && words.length <= 50 ? words : null
    }
    case 'numbers': {
      const numbers = listOf(value).map(Number)
      return numbers.length > 0 && numbers.length <= 20 && numbers.every((each) => isFit(each, definition.unit))
        ? numbers
        : null
    }
    default:
      return definition.kind satisfies never
  }
}

/** What is counted stays far enough from the end of the calendar that every day reckoned with it can be written. */
const MOST_COUNTED = 36_500

/** A share is part of a whole and money may have cents; months, days and releases are counted whole. */
function isFit(number: number, unit = ''): boolean {
  if (!Number.isFinite(number) || number < 0) return false
  if (unit.startsWith('of the')) return number <= 1
  if (unit.startsWith('USD')) return number < 1_000_000_000
  return Number.isInteger(number) && number <= MOST_COUNTED
}

function sayFit(unit = ''): string {
  if (unit.startsWith('of the')) return 'a share from 0 to 1'
  return unit.startsWith('USD') ? 'an amount that is not negative' : `a whole number from 0 to ${MOST_COUNTED}`
}

export function sayExpected(definition: ParameterDefinition): string {
  const words: Record<ParameterDefinition['kind'], string> = {
    number: sayFit(definition.unit),
    switch: 'on or off',
    word: `one of ${definition.choices?.join(', ') ?? 'the known words'}`,
    words: definition.choices ? `some of ${definition.choices.join(', ')}` : 'words separated by commas',
    numbers: `whole numbers from 0 to ${MOST_COUNTED} separated by commas`,
  }
  return words[definition.kind]
}

function listOf(value: unknown): string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : []
  return items.map((item) => String(item).trim()).filter((item) => item !== '')
}

function typed(key: string, value: ParameterValue, type: 'number'): number
function typed(key: string, value: ParameterValue, type: 'boolean'): boolean
function typed(key: string, value: ParameterValue, type: 'string'): string
function typed(key: string, value: ParameterValue, type: string): ParameterValue {
  if (typeof value !== type) throw new Error(`parameter ${key} is not a ${type}`)
  return value
}
