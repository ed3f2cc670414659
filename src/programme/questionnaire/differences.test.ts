import { expect, test } from 'vitest'
import { differences } from './differences.ts'
import { exampleAnswers } from './example.ts'

const LAST_TIME = exampleAnswers()

test('a copy differs in nothing', () => {
  expect(differences(LAST_TIME, { ...LAST_TIME })).toEqual([])
})

test('what changed, came and went is told field by field, in the order of the questionnaire', () => {
  const keys = Object.keys(LAST_TIME)
  const { [keys[0]!]: gone, ...rest } = LAST_TIME
  const found = differences(LAST_TIME, rest)
  expect(found.map((each) => [each.before, each.now])).toContainEqual([gone, undefined])
  expect(differences(rest, LAST_TIME).map((each) => [each.before, each.now])).toContainEqual([undefined, gone])
  const places = found.map((each) => each.item.id)
  expect(places).toEqual(places.toSorted())
})
