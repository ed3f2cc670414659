/** What every language has names of its own for: dates, numbers and countries, as they stand in English. */
import type { Language } from '../kernel/language.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec']

/** The same in a language; null for whatever is no date, no large number and no country. */
export function knownIn(text: string, language: Language): string | null {
  if (language === 'en' || text.length > 60) return null
  const [, day, name = '', year] = /^(\d{1,2}) (\p{L}{3,4}) (\d{4})$/u.exec(text) ?? []
  const month = MONTHS.indexOf(name === 'Sep' ? 'Sept' : name)
  if (day && year && month >= 0) return dateIn(language, Date.UTC(Number(year), month, Number(day)))
  if (/^\d{1,3}(?:,\d{3})+$/.test(text)) return Number(text.replaceAll(',', '')).toLocaleString(language)
  const country = countries().get(text.replace(/^the /, ''))
  return country === undefined ? null : (namesOf(language).of(country) ?? null)
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
