import { expect, test } from 'vitest'
import { decisionMoves } from './decision.ts'
import { longestText } from './input-bounds.ts'
import { dayInput } from './input.ts'
import { selfTestMoves } from './self-test.ts'
import { requestInput } from './sponsorship.ts'

const faultOf = (
  schema: {
    safeParse: (input: unknown) => { error?: { issues: readonly { path: readonly unknown[]; message: string }[] } }
  },
  input: unknown,
  at?: string,
) => schema.safeParse(input).error?.issues.find((issue) => at === undefined || issue.path[0] === at)?.message

test('a field is as long as the move takes, wherever it lies in the input', () => {
  expect(longestText(requestInput, 'requirement')).toBe(2000)
  expect(longestText(requestInput, 'justification')).toBe(4000)
  expect(longestText(requestInput, 'region')).toBe(120)
  expect(longestText(decisionMoves['decline-grant'].input, 'findings[3].says')).toBeGreaterThan(0)
})

test('control: what is no text, or no field, has no length', () => {
  for (const name of ['revenueVendor', 'path', 'nothing', 'requirement.more', '', 'constructor', '[0]'])
    expect(longestText(requestInput, name), name).toBeNull()
})

test('a sum beyond all bounds is refused with the bound and its currency', () => {
  expect(faultOf(requestInput, { revenueVendor: 1e12 }, 'revenueVendor')).toBe('USD 1,000,000,000.00 at most.')
})

test('a day that is one of the calendar and out of reach is told the last or first one possible', () => {
  expect(faultOf(dayInput(), '2999-01-01')).toBe('This day is too far ahead; the latest possible is 2100-12-31.')
  expect(faultOf(dayInput(), '1949-01-01')).toBe('This day is too long ago; the earliest possible is 1990-01-01.')
  expect(faultOf(dayInput(), '2026-02-30')).toBe('A day as year-month-day, such as 2026-03-31.')
  expect(['2100-12-31', '1990-01-01'].map((text) => faultOf(dayInput(), text))).toEqual([undefined, undefined])
})

test.each([
  [1.234567, 'Quarters of an hour, such as 0.75 or 3.5.'],
  [0.1, 'A quarter of an hour at least.'],
  [24.25, 'A day has 24 hours.'],
  [0.75, undefined],
  [23.75, undefined],
])('%d hours noted: %s', (hours, says) => {
  expect(faultOf(selfTestMoves['log-hours'].input, { on: '2026-06-15', hours, note: 'Tested.' })).toBe(says)
})
