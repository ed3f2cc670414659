/**
 * A calendar day, `YYYY-MM-DD`, without a time or a zone. The programme counts in days and in
 * calendar months clamped to the month's end (reading X-09), so this is the only date type that
 * rules, certifications and standing know. Days compare with `<` and `>` because they are text
 * in ISO order. Nothing here reads a clock: the day is always an argument.
 */
export type Day = string & { readonly brand: 'Day' }

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** Reads a day as people write it in files and addresses; null when it is not a day of the calendar. */
export function parseDay(text: string): Day | null {
  const match = SHAPE.exec(text)
  if (!match) return null
  const year = Number(match[1])
  const month = Number(match[2])
  const dayOfMonth = Number(match[3])
  if (year < 1900 || month < 1 || month > 12) return null
  if (dayOfMonth < 1 || dayOfMonth > monthLength(year, month)) return null
  return text as Day
}

/** A day known to be right, in code and tests; throws on a slip of the pen, so never feed it input. */
export function day(text: string): Day {
  const parsed = parseDay(text)
  if (!parsed) throw new Error(`${text} is not a day of the calendar`)
  return parsed
}

/** The day on which an instant (milliseconds since 1970) falls in a time zone; UTC unless told. */
export function dayOf(instantMs: number, timeZone = 'UTC'): Day {
  if (timeZone === 'UTC') return new Date(instantMs).toISOString().slice(0, 10) as Day
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(instantMs) as Day
}

/** The same day of the month so many calendar months on, clamped to the month's end. */
export function addMonths(from: Day, months: number): Day {
  const total = yearOf(from) * 12 + (monthOf(from) - 1) + months
  const year = Math.floor(total / 12)
  const month = (total % 12) + 1
  return compose(year, month, Math.min(dayOfMonthOf(from), monthLength(year, month)))
}

export function addDays(from: Day, days: number): Day {
  const within = dayOfMonthOf(from) + days
  if (within >= 1 && within <= 28) return compose(yearOf(from), monthOf(from), within)
  const ms = Date.UTC(yearOf(from), monthOf(from) - 1, dayOfMonthOf(from) + days)
  return dayOf(ms)
}

/** The day so many working days on; Saturdays and Sundays do not count, holidays are not known. */
export function addBusinessDays(from: Day, days: number): Day {
  let reached = from
  for (let left = days; left > 0;) {
    reached = addDays(reached, 1)
    if (isBusinessDay(reached)) left -= 1
  }
  return reached
}

/** Whole days from the first to the second; negative when the second is earlier. */
export function daysBetween(first: Day, second: Day): number {
  return Math.round((instantOf(second) - instantOf(first)) / 86_400_000)
}

/** Working days after the first up to and including the second; 0 when the second is not later. */
export function businessDaysBetween(first: Day, second: Day): number {
  let count = 0
  for (let at = addDays(first, 1); at <= second && count < 10_000; at = addDays(at, 1)) {
    if (isBusinessDay(at)) count += 1
  }
  return count
}

export function instantOf(value: Day): number {
  return Date.UTC(yearOf(value), monthOf(value) - 1, dayOfMonthOf(value))
}

export function laterOf(first: Day, second: Day): Day {
  return first > second ? first : second
}

export function isBusinessDay(value: Day): boolean {
  const weekday = new Date(instantOf(value)).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

function yearOf(value: Day): number {
  return Number(value.slice(0, 4))
}

function monthOf(value: Day): number {
  return Number(value.slice(5, 7))
}

function dayOfMonthOf(value: Day): number {
  return Number(value.slice(8, 10))
}

function compose(year: number, month: number, dayOfMonth: number): Day {
  const two = (n: number) => (n < 10 ? `0${n}` : `${n}`)
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(dayOfMonth)}` as Day
}

function monthLength(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return month === 2 && isLeap ? 29 : LENGTHS[month - 1]!
}

/** As they stand in English, in the order of the calendar. */
export const MONTH_NAMES = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sept',
  'Oct',
  'Nov',
  'Dec',
] as const

/** As people read it, in every sentence: `3 Mar 2027`. Other languages know it by this form and write their own. */
export function dateWords(value: Day): string {
  return `${dayOfMonthOf(value)} ${MONTH_NAMES[monthOf(value) - 1]} ${value.slice(0, 4)}`
}
