import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addBusinessDays,
  addDays,
  addMonths,
  businessDaysBetween,
  type Day,
  day,
  dayOf,
  daysBetween,
  instantOf,
  laterOf,
  parseDay,
} from './day.ts'

describe('a day as people write it', () => {
  test.each([
    '2026-01-31',
    '2026-02-28',
    '2024-02-29',
    '2000-02-29',
    '2026-04-30',
    '2026-12-31',
    '1900-01-01',
    '9999-12-31',
  ])('%s is a day of the calendar', (text) => {
    expect(parseDay(text)).toBe(text)
    expect(day(text)).toBe(text)
  })

  test.each([
    ['2026-02-29', 'no leap year'],
    ['1900-02-29', 'a hundredth year is none unless it is a four-hundredth'],
    ['2100-02-29', 'nor is this one'],
    ['2026-02-30', 'February is shorter'],
    ['2026-04-31', 'April is shorter'],
    ['2026-01-32', 'no month has it'],
    ['2026-01-00', 'days count from one'],
    ['2026-00-10', 'months count from one'],
    ['2026-13-01', 'there is no such month'],
    ['1899-12-31', 'before anything of ours'],
    ['0000-01-01', 'no year'],
    ['26-01-01', 'the century is missing'],
    ['2026-1-1', 'the noughts are missing'],
    ['2026/01/01', 'other separators'],
    ['01.02.2026', 'the order of another country'],
    ['2026-01-01T00:00:00Z', 'an instant'],
    [' 2026-01-01', 'a space before it'],
    ['2026-01-01\n', 'a line break after it'],
    ['٢٠٢٦-٠١-٠١', 'digits of another script'],
    ['', 'nothing'],
  ])('%j is none: %s', (text) => {
    expect(parseDay(text)).toBeNull()
    expect(() => day(text)).toThrow('is not a day of the calendar')
  })
})

describe('calendar months, clamped to the month’s end (X-09)', () => {
  test.each([
    // day, months, the day so many months on
    ['2024-01-15', 0, '2024-01-15'],
    ['2024-01-15', 12, '2025-01-15'],
    ['2024-01-15', 18, '2025-07-15'],
    ['2024-01-15', 24, '2026-01-15'],
    ['2024-01-15', 36, '2027-01-15'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2024-01-31', 2, '2024-03-31'],
    ['2024-01-31', 3, '2024-04-30'],
    ['2024-08-31', 18, '2026-02-28'],
    ['2024-08-30', 18, '2026-02-28'],
    ['2024-08-29', 18, '2026-02-28'],
    ['2024-08-28', 18, '2026-02-28'],
    ['2022-08-31', 18, '2024-02-29'],
    ['2024-10-31', 18, '2026-04-30'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 18, '2025-08-29'],
    ['2024-02-29', 24, '2026-02-28'],
    ['2024-02-29', 36, '2027-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2023-02-28', 12, '2024-02-28'],
    ['2099-11-30', 3, '2100-02-28'],
    ['2024-12-31', 1, '2025-01-31'],
    ['2024-12-01', 1, '2025-01-01'],
    ['2024-03-31', -1, '2024-02-29'],
    ['2024-01-15', -1, '2023-12-15'],
    ['2024-01-15', -13, '2022-12-15'],
  ])('%s and %i months is %s', (from, months, expected) => {
    expect(addMonths(day(from), months)).toBe(expected)
  })

  test('always lead to a day of the calendar, of the month that many later, and never past the day started from', () => {
    fc.assert(
      fc.property(someDay(), fc.integer({ min: -600, max: 600 }), (from, months) => {
        const reached = addMonths(from, months)
        expect(parseDay(reached)).toBe(reached)
        expect(monthsOf(reached)).toBe(monthsOf(from) + months)
        expect(Number(reached.slice(8))).toBeLessThanOrEqual(Number(from.slice(8)))
      }),
    )
  })

  test('a calculation that lets the month run over, as the language’s own does, would be noticed', () => {
    const runningOver = (from: Day, months: number) => {
      const date = new Date(instantOf(from))
      date.setUTCMonth(date.getUTCMonth() + months)
      return dayOf(date.getTime())
    }
    expect(runningOver(day('2024-08-31'), 18)).toBe('2026-03-03')
    expect(addMonths(day('2024-08-31'), 18)).toBe('2026-02-28')
  })
})

describe('days', () => {
  test.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2024-02-28', 2, '2024-03-01'],
    ['2023-02-28', 1, '2023-03-01'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2027-01-01', -1, '2026-12-31'],
    ['2026-06-15', 0, '2026-06-15'],
    ['2026-12-31', 30, '2027-01-30'],
    ['2026-01-01', 365, '2027-01-01'],
    // the nights on which clocks in Europe and America change
    ['2026-03-28', 1, '2026-03-29'],
    ['2026-03-29', 1, '2026-03-30'],
    ['2026-11-01', 1, '2026-11-02'],
  ])('%s and %i days is %s', (from, days, expected) => {
    expect(addDays(day(from), days)).toBe(expected)
    expect(daysBetween(day(from), day(expected))).toBe(days)
  })

  test('as many as lie between two of them lead from one to the other', () => {
    fc.assert(
      fc.property(someDay(), someDay(), (first, second) => {
        expect(addDays(first, daysBetween(first, second))).toBe(second)
        expect(daysBetween(first, second)).toBe(-daysBetween(second, first) + 0)
      }),
    )
  })

  test('compare as text in the order of the calendar', () => {
    fc.assert(
      fc.property(someDay(), someDay(), (first, second) => {
        expect(first < second).toBe(instantOf(first) < instantOf(second))
        expect(laterOf(first, second)).toBe(instantOf(first) > instantOf(second) ? first : second)
      }),
    )
  })
})

describe('working days', () => {
  // 2026-06-15 is a Monday
  test.each([
    ['2026-06-15', 0, '2026-06-15'],
    ['2026-06-15', 1, '2026-06-16'],
    ['2026-06-15', 4, '2026-06-19'],
    ['2026-06-15', 5, '2026-06-22'],
    ['2026-06-15', 10, '2026-06-29'],
    ['2026-06-19', 1, '2026-06-22'],
    ['2026-06-20', 1, '2026-06-22'],
    ['2026-06-21', 1, '2026-06-22'],
    ['2026-06-20', 0, '2026-06-20'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2027-01-01', 1, '2027-01-04'],
  ])('%s and %i working days is %s', (from, days, expected) => {
    expect(addBusinessDays(day(from), days)).toBe(expected)
  })

  test.each([
    ['2026-06-15', '2026-06-15', 0],
    ['2026-06-15', '2026-06-16', 1],
    ['2026-06-15', '2026-06-19', 4],
    ['2026-06-15', '2026-06-20', 4],
    ['2026-06-15', '2026-06-21', 4],
    ['2026-06-15', '2026-06-22', 5],
    ['2026-06-19', '2026-06-22', 1],
    ['2026-06-20', '2026-06-21', 0],
    ['2026-06-16', '2026-06-15', 0],
    ['2026-06-15', '2026-12-31', 143],
  ])('from %s to %s there are %i', (first, second, expected) => {
    expect(businessDaysBetween(day(first), day(second))).toBe(expected)
  })

  test('so many on, that many are counted', () => {
    fc.assert(
      fc.property(someDay(), fc.integer({ min: 0, max: 60 }), (from, days) => {
        expect(businessDaysBetween(from, addBusinessDays(from, days))).toBe(days)
      }),
    )
  })
})

describe('the day of an instant', () => {
  test.each([
    ['2026-06-15T00:00:00.000Z', 'UTC', '2026-06-15'],
    ['2026-06-14T23:59:59.999Z', 'UTC', '2026-06-14'],
    ['2026-06-14T23:59:59.999Z', 'Europe/Dublin', '2026-06-15'],
    ['2026-06-14T22:59:59.999Z', 'Europe/Dublin', '2026-06-14'],
    ['2026-12-31T23:30:00.000Z', 'Europe/Dublin', '2026-12-31'],
    ['2026-12-31T23:30:00.000Z', 'Europe/Berlin', '2027-01-01'],
    ['2026-03-01T04:59:00.000Z', 'America/New_York', '2026-02-28'],
    ['2026-03-01T05:00:00.000Z', 'America/New_York', '2026-03-01'],
    ['2024-02-28T10:00:00.000Z', 'Pacific/Auckland', '2024-02-28'],
    ['2024-02-28T11:00:00.000Z', 'Pacific/Auckland', '2024-02-29'],
    ['2026-06-15T10:30:00.000Z', 'Pacific/Kiritimati', '2026-06-16'],
  ])('%s is in %s the day %s', (instant, zone, expected) => {
    expect(dayOf(Date.parse(instant), zone)).toBe(expected)
  })

  test('is that of UTC unless told, whatever zone the machine is in', () => {
    expect(dayOf(Date.parse('2026-06-14T23:59:59.999Z'))).toBe('2026-06-14')
    expect(dayOf(instantOf(day('2026-06-15')))).toBe('2026-06-15')
  })
})

function someDay(): fc.Arbitrary<Day> {
  const least = instantOf(day('1950-01-01'))
  const most = instantOf(day('2150-12-31'))
  return fc.integer({ min: 0, max: (most - least) / 86_400_000 }).map((days) => dayOf(least + days * 86_400_000))
}

function monthsOf(value: Day): number {
  return Number(value.slice(0, 4)) * 12 + Number(value.slice(5, 7))
}
