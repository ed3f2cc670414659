/**
 * The rows of an older reference guide as values: days, levels, families and texts, each with the address of its
 * cell, and what is wrong in which of them. What the installation knows is not looked at here.
 */
import { isCountry } from '../../kernel/country.ts'
import { type Day, parseDay } from '../../kernel/day.ts'
import type { Fault } from '../../kernel/refusal.ts'
import { beginningOf, isPlainLine } from '../../kernel/text.ts'
import { FAMILIES, type Family, FAMILY_NAMES } from '../interface.ts'
import { CERTIFIED_LEVELS, type CertifiedLevel, LEVEL_NAMES } from '../level.ts'
import { type Cell, GUIDE_FIELD_NAMES, GUIDE_FIELDS, type GuideField, type Places } from './columns.ts'

/** A row of sound values; null where its cell is empty or no column was chosen. */
export type OldRow = {
  /** `row 12`, as spreadsheets count. */
  readonly at: string
  readonly cellOf: (field: GuideField) => string
  readonly company: string
  readonly country: string | null
  readonly product: string
  readonly family: Family | null
  readonly productRelease: string
  readonly productGa: Day | null
  readonly platform: string
  readonly platformRelease: string
  readonly level: CertifiedLevel
  readonly region: string | null
  readonly granted: Day
  readonly limitations: readonly string[]
  readonly guide: string | null
  readonly number: string | null
  readonly extension: { readonly to: string; readonly on: Day } | null
}

export type ReadRow =
  | { readonly at: string; readonly row: OldRow; readonly faults: null }
  | { readonly at: string; readonly row: null; readonly faults: readonly Fault[] }

const LONGEST_LIMITATION = 2000
const MOST_LIMITATIONS = 50

export function readRow(cells: readonly Cell[], places: Places): ReadRow {
  const first = cells[0]?.at ?? 'A1'
  const at = `row ${/\d+/.exec(first)?.[0] ?? '1'}`
  const cellOf = (field: GuideField) => cells[places.get(field) ?? -1]?.at ?? first
  const faults: Fault[] = []
  const fault = (field: GuideField, says: string) => {
    faults.push({ at: cellOf(field), says })
    return null
  }
  const text = (field: GuideField) => cells[places.get(field) ?? -1]?.text.trim() ?? ''
  const day = (field: GuideField) => {
    const typed = text(field)
    if (typed === '') return null
    return parseDay(typed) ?? fault(field, `${shown(typed)} is no day as year-month-day, such as 2019-03-31.`)
  }
  for (const field of GUIDE_FIELD_NAMES) checkText(field, text(field), fault)

  const granted = day('granted')
  const level = levelIn(text('level'))
  if (text('level') !== '' && !level) fault('level', levelSays(text('level')))
  const family = familyIn(text('family'))
  if (text('family') !== '' && !family) fault('family', `${shown(text('family'))} is none of ${familyWords()}.`)
  const country = text('country').toUpperCase()
  if (country !== '' && !isCountry(country)) fault('country', `${shown(country)} is no country code, such as DE.`)
  const number = text('number')
  if (number !== '' && !/^[A-Za-z0-9][A-Za-z0-9./_-]*$/.test(number))
    fault('number', 'A number of letters, digits and . / _ - is wanted.')
  const limitations = text('limitations')
    .split('\n')
    .map((each) => each.trim())
    .filter(Boolean)
  if (limitations.length > MOST_LIMITATIONS || limitations.some((each) => each.length > LONGEST_LIMITATION))
    fault('limitations', `At most ${MOST_LIMITATIONS} limitations of ${LONGEST_LIMITATION} characters each.`)
  const [to, on] = [text('extendedTo'), day('extendedOn')]
  if (to !== '' && text('extendedOn') === '') fault('extendedOn', 'The day of the extension is missing.')
  if (to === '' && on !== null) fault('extendedTo', 'The release it was extended to is missing.')
  const productGa = day('productGa')
  if (faults.length > 0 || granted === null || level === null) return { at, row: null, faults }
  const row: OldRow = {
    at,
    cellOf,
    company: text('company'),
    country: country || null,
    product: text('product'),
    family,
    productRelease: text('productRelease'),
    productGa,
    platform: text('platform'),
    platformRelease: text('platformRelease'),
    level,
    region: /^(|-|all|any|world(wide)?|every country)$/i.test(text('region')) ? null : text('region'),
    granted,
    limitations,
    guide: text('guide') || null,
    number: number || null,
    extension: to !== '' && on !== null ? { to, on } : null,
  }
  return { at, row, faults: null }
}

function checkText(field: GuideField, text: string, fault: (field: GuideField, says: string) => null): void {
  const { says, isNeeded, most } = GUIDE_FIELDS[field]
  if (text === '' && isNeeded) fault(field, `"${says}" is empty.`)
  else if (text.length > most && field !== 'country' && !/On$|Ga$|^granted$/.test(field))
    fault(field, `"${says}" has at most ${most} characters.`)
  else if (field !== 'limitations' && !isPlainLine(text)) fault(field, `"${says}" is one line of plain text.`)
}

function levelIn(text: string): CertifiedLevel | null {
  const wanted = text.toLowerCase()
  return (
    CERTIFIED_LEVELS.find((level) => level.toLowerCase() === wanted || LEVEL_NAMES[level].toLowerCase() === wanted) ??
    null
  )
}

function levelSays(text: string): string {
  if (text.toUpperCase() === 'SAT')
    return 'A SAT stands in no reference guide; it comes in as evidence, by an exchange file.'
  return `${shown(text)} is none of ${CERTIFIED_LEVELS.join(', ')}.`
}

function familyIn(text: string): Family | null {
  const wanted = text.toLowerCase().replaceAll(/[\s_]+/g, '-')
  return (
    FAMILIES.find((family) => family === wanted || FAMILY_NAMES[family].toLowerCase() === text.toLowerCase()) ?? null
  )
}

function familyWords(): string {
  return FAMILIES.join(', ')
}

/** What somebody wrote, short enough for a sentence. */
function shown(text: string): string {
  return text.length > 40 ? `${beginningOf(text, 40)}…` : text
}
