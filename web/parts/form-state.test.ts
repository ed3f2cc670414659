import { describe, expect, test } from 'vitest'
import { imprintOf } from './form-notes.ts'
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

describe('what the form shows was changed since', () => {
  const was = { web: 'old', mail: '', phone: '1', note: 'One.\nTwo.' }
  const before = new Map(Object.entries(was).map(([name, text]) => [name, imprintOf(text)]))
  const typed = new URLSearchParams({ web: 'old', mail: 'mine', phone: '2', note: 'One.\r\nTwo.' })
  const form = formState(typed, [], 'f', before)

  test('a field that nobody wrote in shows what is kept now', () => {
    expect(form.value('web', 'new')).toBe('new')
    expect(form.value('note', 'One.')).toBe('One.')
  })

  test('one in which only this person wrote holds what they typed', () => {
    expect(form.value('mail', '')).toBe('mine')
    expect([...form.leftOut()]).toEqual([])
  })

  test('where both wrote, what is kept stands there, and what was typed is named to be taken along', () => {
    expect(form.value('phone', '3')).toBe('3')
    expect([...form.leftOut()]).toEqual(['phone'])
    expect(form.value('phone', '2'), 'both wrote the same').toBe('2')
  })

  test('several values of a name are held as one, ticks each by itself', () => {
    const many = new URLSearchParams([
      ['names', 'A'],
      ['names', ''],
      ['kinds', 'x'],
    ])
    const imprints = new Map([
      ['names', imprintOf('A')],
      ['kinds=y', imprintOf('y')],
    ])
    const held = formState(many, [], 'f', imprints)
    expect(held.values('names', ['A', 'B'])).toEqual(['A', 'B'])
    expect(held.ticked('kinds', 'x', false), 'ticked by this person').toBe(true)
    expect(held.ticked('kinds', 'y', true), 'unticked by this person').toBe(false)
    expect(held.ticked('kinds', 'z', true), 'ticked by somebody else').toBe(true)
  })

  test('control: nothing was changed since, and everything stands as it was typed', () => {
    const again = formState(typed, [], 'f')
    expect(again.value('web', 'new')).toBe('old')
    expect(again.value('phone', '3')).toBe('2')
  })
})
