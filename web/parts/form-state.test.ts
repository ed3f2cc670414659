import { expect, test } from 'vitest'
import { formState } from './form-state.ts'

const field = (name: string) => ({ name, id: name, label: name })
const fault = (at: string) => ({ at, says: `wrong at ${at}` })

test('a fault is told at its field, and the field is known from the fault', () => {
  const form = formState(null, [fault('name')], 'f')
  expect(form.wrongWith(field('until'))).toBeNull()
  expect(form.wrongWith(field('name'))).toBe('wrong at name')
  expect(form.fieldOf(fault('name'))).toEqual(field('name'))
  expect(form.fieldOf(fault('nowhere'))).toBeNull()
})

test('a fault within a field is told at the nearest that is shown, once', () => {
  const form = formState(null, [fault('lines.0.part'), fault('lines.1')], 'f')
  expect(form.wrongWith(field('lines[0].part'))).toBe('wrong at lines.0.part')
  expect(form.wrongWith(field('lines'))).toBe('wrong at lines.1')
  expect(form.fieldOf(fault('lines.0.part.cents'))).toEqual(field('lines[0].part'))
})

test('rows that were left empty do not count where they are taken in, so the row that is meant is told', () => {
  const typed = new URLSearchParams({ 'times[0].day': 'a', 'times[1].day': '', 'times[2].day': 'b' })
  const form = formState(typed, [fault('times.1.day')], 'f')
  expect(form.wrongWith(field('times[0].day'))).toBeNull()
  expect(form.wrongWith(field('times[2].day'))).toBe('wrong at times.1.day')
})

test('faults follow each other as their fields do on the page; those of none come last', () => {
  const form = formState(null, [], 'f')
  for (const name of ['first', 'second']) form.wrongWith(field(name))
  const told = form.inOrder([fault('other'), fault('second'), fault('first')])
  expect(told.map(({ at }) => at)).toEqual(['first', 'second', 'other'])
})
