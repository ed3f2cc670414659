import { expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import { type BookedSlot, clashesAmong } from './lab-calendar.ts'

const slot = (number: string, engineer: string, from: string, to: string): BookedSlot => ({
  project: number,
  number,
  product: 'Trunk',
  engineer,
  from: day(from),
  to: day(to),
  isConfirmed: true,
})

test('slots clash when one engineer has both on a day, the last day of one being the first of the other included', () => {
  const slots = [
    slot('P1', 'ann', '2026-06-15', '2026-06-19'),
    slot('P2', 'ann', '2026-06-19', '2026-06-24'),
    slot('P3', 'ann', '2026-06-25', '2026-06-26'),
    slot('P4', 'ben', '2026-06-15', '2026-06-19'),
  ]
  expect(clashesAmong(slots).map(([one, other]) => `${one.number} ${other.number}`)).toEqual(['P1 P2'])
  expect(clashesAmong(slots.slice(1))).toEqual([])
})
