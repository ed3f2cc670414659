/**
 * The rulebook as it is read beside the source document: section by section each clause with the rules that
 * carry it out, the figures that stand in it, and the readings it is taken by.
 */
import { type Day } from '../../kernel/day.ts'
import type { ParameterSetting, ParameterValue } from '../../programme/parameter-setting.ts'
import { STANDING_RULES } from '../../rulebook/chapters/08-standing.ts'
import type { Clause, Reading } from '../../rulebook/clauses/clause.ts'
import { chapterOf, CLAUSES, READINGS } from '../../rulebook/clauses/register.ts'
import { valueOn } from '../../rulebook/parameters.ts'
import { type ParameterDefinition, PARAMETERS } from '../../rulebook/parameter-table.ts'
import type { Rule } from '../../rulebook/rule.ts'
import { RULES } from '../../rulebook/rules.ts'
import type { StandingRule } from '../../rulebook/standing-rule.ts'
import { SUPPORT_ROWS, TERMS } from '../../rulebook/support.ts'
import type { Queryable } from '../../store/database.ts'
import { parameterSettings } from '../house.ts'

export type Figure = {
  readonly definition: ParameterDefinition
  readonly value: ParameterValue
  /** Whether the programme manager has set it, in place of the shipped value. */
  readonly isSet: boolean
  /** What it will be, and from when, where that is settled already. */
  readonly later: { readonly from: Day; readonly value: ParameterValue } | null
}

/** What stands under one clause or reading. */
type CarriedOut = {
  readonly rules: readonly Rule[]
  readonly standing: readonly StandingRule[]
  readonly support: readonly { readonly rule: string; readonly says: string; readonly next: string }[]
  readonly figures: readonly Figure[]
}

export type HandbookClause = CarriedOut & { readonly clause: Clause; readonly readings: readonly HandbookReading[] }

export type HandbookReading = CarriedOut & { readonly reading: Reading }

export type HandbookSection = { readonly number: number; readonly clauses: readonly HandbookClause[] }

export type Handbook = {
  readonly sections: readonly HandbookSection[]
  readonly readings: readonly HandbookReading[]
  /** Rules the programme manager has suspended. */
  readonly notInForce: readonly string[]
}

export async function handbook(on: Queryable, day: Day): Promise<Handbook> {
  return handbookOf(await parameterSettings(on), day)
}

export function handbookOf(settings: readonly ParameterSetting[], day: Day): Handbook {
  const figures = PARAMETERS.map((definition) => figureOf(definition, settings, day))
  const readings = READINGS.map((reading): HandbookReading => ({
    reading,
    ...carriedOut(reading.id, figures),
    rules: RULES.filter((rule) => rule.clause === reading.id || rule.reading === reading.id),
  }))
  const clauses = CLAUSES.map((clause): HandbookClause => ({
    clause,
    ...carriedOut(clause.id, figures),
    readings: readings.filter(({ reading }) => reading.clauses.includes(clause.id)),
  }))
  const numbers = [...new Set(CLAUSES.map((clause) => chapterOf(clause.id)))]
  return {
    sections: numbers.map((number) => ({
      number,
      clauses: clauses.filter(({ clause }) => chapterOf(clause.id) === number),
    })),
    readings,
    notInForce: valueOn('rules.not-in-force', day, settingOf(settings, 'rules.not-in-force')) as readonly string[],
  }
}

function carriedOut(id: string, figures: readonly Figure[]): CarriedOut {
  return {
    rules: RULES.filter((rule) => rule.clause === id),
    standing: STANDING_RULES.filter((rule) => rule.clause === id),
    support: [...SUPPORT_ROWS, ...SUPPORT_TERMS].filter((row) => row.clause === id),
    figures: figures.filter((figure) => figure.definition.clause === id),
  }
}

/** Who helps at each level, told like a row of the support answer. */
const SUPPORT_TERMS = Object.entries(TERMS).map(([level, { clause, says }]) => ({
  rule: `supported-at-${level.toLowerCase()}`,
  clause,
  says,
  next: '',
}))

function figureOf(definition: ParameterDefinition, settings: readonly ParameterSetting[], day: Day): Figure {
  const setting = settingOf(settings, definition.key)
  const later = (setting?.values ?? [])
    .filter((each) => each.from > day)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))[0]
  return {
    definition,
    value: valueOn(definition.key, day, setting),
    isSet: setting?.values.some((each) => each.from <= day) ?? false,
    later: later ? { from: later.from, value: later.value } : null,
  }
}

function settingOf(settings: readonly ParameterSetting[], key: string): ParameterSetting | null {
  return settings.find((setting) => setting.key === key) ?? null
}
