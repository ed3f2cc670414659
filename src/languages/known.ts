/** What every language writes in its own way: dates, sums of money, numbers and countries, known by their English. */
import { instantOf, MONTH_NAMES, parseDay } from '../kernel/day.ts'
import type { Language } from '../kernel/language.ts'
import { type Money, moneyOf } from '../kernel/money.ts'

/** The same in a language; null for whatever is no date, with a time or without, no sum, no large number and no country. */
export function knownIn(text: string, language: Language): string | null {
  if (language === 'en' || text.length > 60) return null
  const date = dateOf(text)
  if (date !== null) return dateIn(language, date)
  const [, of = '', time = ''] = /^(.{8,12}) at (\d\d:\d\d UTC)$/.exec(text) ?? []
  const day = dateOf(of)
  if (day !== null) return `${dateIn(language, day)}, ${time}`
  const sum = moneyOf(text)
  if (sum && isCurrency(sum.currency)) return moneyIn(language, sum)
  if (/^\d{1,3}(?:,\d{3})+$/.test(text)) return numberIn(language, Number(text.replaceAll(',', '')))
  const country = countries().get(text.replace(/^the /, ''))
  return country === undefined ? null : (namesOf(language).of(country) ?? null)
}

/** The first instant of a day, as sentences name it, or as those did that were kept before: `3 Mar 2027`, `2027-03-03`. */
function dateOf(text: string): number | null {
  const [, day, name = '', year] = /^(\d{1,2}) (\p{L}{3,4}) (\d{4})$/u.exec(text) ?? []
  const month = MONTH_NAMES.findIndex((each) => each === (name === 'Sep' ? 'Sept' : name))
  if (day && year && month >= 0) return Date.UTC(Number(year), month, Number(day))
  const iso = parseDay(text)
  return iso && instantOf(iso)
}

/** `12,345`, `12.345`; of a part of one, six digits at most. */
export function numberIn(language: Language, number: number): string {
  return number.toLocaleString(localeOf(language), { maximumFractionDigits: 6 })
}

/** English counts as in the United States, and names its days as in Great Britain. */
const localeOf = (language: Language): string => (language === 'en' ? 'en-US' : language)

/** A sum with the code of its currency, held together by no-break spaces: `USD 4,000.00`, `4.000,00 USD`. */
export function moneyIn(language: Language, { currency, cents }: Money): string {
  const locale = localeOf(language)
  const key = `${currency} ${locale}`
  const known = sums.get(key)
  const made = known ?? new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'code' })
  if (!known) sums.set(key, made)
  return made.format(cents / 100)
}

const sums = new Map<string, Intl.NumberFormat>()

let currencies: ReadonlySet<string> | null = null

/** One of the world's: whoever types three letters and a number makes no new one. */
function isCurrency(code: string): boolean {
  currencies ??= new Set(Intl.supportedValuesOf('currency'))
  return currencies.has(code)
}

/** A day, given as its first instant in UTC: `3 Mar 2027`, `3. Mär. 2027`, `3 mars 2027`. */
export function dateIn(language: Language, instantMs: number): string {
  return formatter(language, 'date', { day: 'numeric', month: 'short', year: 'numeric' }).format(instantMs)
}

/** A day whose year is plain: `3 Mar`, `3. März`. */
export function dayIn(language: Language, instantMs: number): string {
  return formatter(language, 'day', { day: 'numeric', month: 'short' }).format(instantMs)
}

/** `June 2026`. */
export function monthIn(language: Language, instantMs: number): string {
  return formatter(language, 'month', { month: 'long', year: 'numeric' }).format(instantMs)
}

export function weekdayIn(language: Language, instantMs: number): string {
  return formatter(language, 'weekday', { weekday: 'long' }).format(instantMs)
}

/** `A, B and C`, or `A, B or C`, as each language does it. */
export function listIn(language: Language, items: readonly string[], type: 'and' | 'or'): string {
  const locale = language === 'en' ? 'en-GB' : language
  return new Intl.ListFormat(locale, { type: type === 'and' ? 'conjunction' : 'disjunction' }).format(items)
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(language: Language, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${name} ${language}`
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { ...options, timeZone: 'UTC' })
  formatters.set(key, made)
  return made
}

const names = new Map<Language, Intl.DisplayNames>()

function namesOf(language: Language): Intl.DisplayNames {
  const known = names.get(language) ?? new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
  names.set(language, known)
  return known
}

let byName: ReadonlyMap<string, string> | null = null

/** Every country's code (ISO 3166-1) by its English name. */
function countries(): ReadonlyMap<string, string> {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')
  byName ??= new Map(
    letters.flatMap((first) =>
      letters.flatMap((second) => {
        const name = namesOf('en').of(first + second)
        return name === undefined ? [] : [[name, first + second] as const]
      }),
    ),
  )
  return byName
}
