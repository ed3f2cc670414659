import { describe, expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import { STANDING_RULES } from '../../rulebook/chapters/08-standing.ts'
import { PARAMETERS } from '../../rulebook/parameter-table.ts'
import { RULES } from '../../rulebook/rules.ts'
import { SUPPORT_ROWS } from '../../rulebook/support.ts'
import { handbookOf } from './handbook.ts'

const today = day('2026-06-01')
const book = handbookOf([], today)
const clauses = book.sections.flatMap((section) => section.clauses)
const places = [...clauses, ...book.readings]

describe('the handbook', () => {
  test('has a place for every rule, every standing rule, every row of support and every figure', () => {
    const told = {
      rules: new Set(places.flatMap((place) => place.rules.map((rule) => rule.id))),
      standing: new Set(places.flatMap((place) => place.standing.map((rule) => rule.id))),
      support: new Set(places.flatMap((place) => place.support.map((row) => row.rule))),
      figures: new Set(places.flatMap((place) => place.figures.map((figure) => figure.definition.key))),
    }
    expect(RULES.filter((rule) => !told.rules.has(rule.id)).map((rule) => rule.id)).toEqual([])
    expect(STANDING_RULES.filter((rule) => !told.standing.has(rule.id)).map((rule) => rule.id)).toEqual([])
    expect(SUPPORT_ROWS.filter((row) => !told.support.has(row.rule)).map((row) => row.rule)).toEqual([])
    expect(PARAMETERS.filter(({ key }) => !told.figures.has(key)).map(({ key }) => key)).toEqual([])
  })

  test('tells each rule in full in one place only, so that its anchor is its own', () => {
    const inFull = [
      ...clauses.flatMap((clause) => clause.rules.map((rule) => rule.id)),
      ...book.readings.flatMap(({ reading, rules }) =>
        rules.filter((rule) => rule.clause === reading.id).map((rule) => rule.id),
      ),
    ]
    expect(inFull.toSorted()).toEqual(RULES.map((rule) => rule.id).toSorted())
  })

  test('names the value that the programme set, and the one that comes later', () => {
    const stamp = { by: 'maren', at: '2026-01-01T00:00:00Z', reason: 'Shorter cycles' }
    const values = [
      { ...stamp, day: today, from: day('2026-02-01'), value: 15 },
      { ...stamp, day: today, from: day('2027-01-01'), value: 12 },
    ]
    const changed = handbookOf([{ key: 'status.stale.certification-months', values }], today)
    const figure = changed.sections
      .flatMap((section) => section.clauses)
      .flatMap((clause) => clause.figures)
      .find((each) => each.definition.key === 'status.stale.certification-months')
    expect(figure).toMatchObject({ value: 15, isSet: true, later: { from: '2027-01-01', value: 12 } })
  })
})
