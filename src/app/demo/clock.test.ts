import { describe, expect, test } from 'vitest'
import { day, instantOf } from '../../kernel/day.ts'
import { DemoClock, lastAtWork, nextAtWork, workingDay } from './clock.ts'

const at = (text: string) => Date.parse(`${text}:00Z`)
const said = (instant: number) => new Date(instant).toISOString().slice(0, 16)

describe('working hours of the demo', () => {
  test.each([
    ['2026-06-12', '2026-06-12'], // Friday
    ['2026-06-13', '2026-06-12'],
    ['2026-06-14', '2026-06-12'],
    ['2026-06-15', '2026-06-15'],
  ])('%s counts as %s', (asked, counts) => {
    expect(workingDay(day(asked))).toBe(counts)
  })

  test.each([
    ['2026-06-12T09:10', '2026-06-12T09:10', '2026-06-12T09:10'],
    ['2026-06-12T08:00', '2026-06-12T08:00', '2026-06-12T08:00'],
    ['2026-06-12T17:30', '2026-06-12T17:30', '2026-06-12T17:30'],
    ['2026-06-12T17:31', '2026-06-15T08:00', '2026-06-12T17:30'],
    ['2026-06-13T12:00', '2026-06-15T08:00', '2026-06-12T17:30'],
    ['2026-06-15T01:01', '2026-06-15T08:00', '2026-06-12T17:30'],
    ['2026-06-15T07:59', '2026-06-15T08:00', '2026-06-12T17:30'],
  ])('at %s the next is %s, the last %s', (instant, next, last) => {
    expect([said(nextAtWork(at(instant))), said(lastAtWork(at(instant)))]).toEqual([next, last])
  })

  test('a long day goes on in the next, and nothing is later than the filling', () => {
    const clock = new DemoClock(instantOf(day('2026-06-11')), at('2026-06-16T01:01'))
    clock.to(day('2026-06-14'), 16)
    expect(said(clock.now())).toBe('2026-06-12T16:00')
    clock.pass(91)
    expect(said(clock.now())).toBe('2026-06-15T08:00')
    clock.to(day('2026-06-12'))
    expect(said(clock.now())).toBe('2026-06-15T08:00')
    clock.to(day('2026-06-16'))
    expect(said(clock.now())).toBe('2026-06-15T17:30')
  })
})
