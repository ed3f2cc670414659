/**
 * The columns of an older reference guide kept as a spreadsheet: what each field wanted of it is called, by which
 * headings it is guessed, and which heading somebody chose for it instead (G-25). It reads no rows.
 */
import { type Fault, refuse } from '../../kernel/refusal.ts'
import { nameKey } from '../../kernel/text.ts'
import type { Permission } from '../permission.ts'

export type Cell = { readonly at: string; readonly text: string }
export type OldTable = { readonly head: readonly Cell[]; readonly rows: readonly (readonly Cell[])[] }

type Field = {
  readonly says: string
  /** Without a column for it nothing can be read. */
  readonly isNeeded: boolean
  readonly most: number
  readonly help?: string
  /** Headings it is guessed by, besides its own name. */
  readonly headings: readonly string[]
}

export const GUIDE_FIELDS = {
  company: { says: 'Company', isNeeded: true, most: 160, headings: ['partner', 'vendor', 'organisation', 'provider'] },
  country: {
    says: 'Country of the company',
    isNeeded: false,
    most: 2,
    help: 'Two letters; wanted for companies that are new here.',
    headings: ['country', 'country code'],
  },
  product: { says: 'Product', isNeeded: true, most: 160, headings: ['product name', 'service', 'application'] },
  family: {
    says: 'Family',
    isNeeded: false,
    most: 60,
    help: 'Wanted for products that are new here.',
    headings: ['product family', 'type', 'product type', 'category'],
  },
  productRelease: {
    says: 'Product release',
    isNeeded: true,
    most: 60,
    headings: ['product version', 'release', 'version', 'partner release', 'partner version'],
  },
  productGa: {
    says: 'Product release available since',
    isNeeded: false,
    most: 10,
    headings: ['product ga', 'ga', 'ga date'],
  },
  platform: { says: 'Platform', isNeeded: true, most: 120, headings: ['core product', 'call manager'] },
  platformRelease: {
    says: 'Platform release',
    isNeeded: true,
    most: 60,
    headings: ['platform version', 'core release', 'core version'],
  },
  level: { says: 'Level', isNeeded: true, most: 20, headings: ['certification level', 'certification', 'test level'] },
  region: { says: 'Region', isNeeded: false, most: 120, headings: ['valid in', 'area'] },
  granted: {
    says: 'Granted on',
    isNeeded: true,
    most: 10,
    headings: ['granted', 'certified on', 'certified', 'date', 'certification date', 'granted day'],
  },
  limitations: {
    says: 'Restrictions and limitations',
    isNeeded: false,
    most: 6000,
    help: 'One in each line of the cell.',
    headings: ['limitations', 'limitation', 'restrictions', 'restriction', 'remarks', 'notes'],
  },
  guide: {
    says: 'Config guide',
    isNeeded: false,
    most: 300,
    help: 'The name or address of the document, kept beside the record.',
    headings: ['guide', 'configuration guide', 'document', 'application note'],
  },
  number: {
    says: 'Number',
    isNeeded: false,
    most: 60,
    help: 'Where there is none, the next free number of its level and year is given.',
    headings: ['certification number', 'certificate', 'certificate number', 'reference', 'id'],
  },
  extendedTo: {
    says: 'Extended to platform release',
    isNeeded: false,
    most: 60,
    headings: ['extended to', 'extension', 'extended release'],
  },
  extendedOn: { says: 'Extended on', isNeeded: false, most: 10, headings: ['extension date', 'extended day'] },
} as const satisfies Readonly<Record<string, Field>>

export type GuideField = keyof typeof GUIDE_FIELDS

export const GUIDE_FIELD_NAMES = Object.keys(GUIDE_FIELDS) as readonly GuideField[]

/** Which heading each field is read from; a field that is left out is not read. */
export type GuideMap = Readonly<Partial<Record<GuideField, string>>>

/** Whoever answers for the programme's records takes older ones in. */
export const IMPORTS_GUIDES = { 'programme-manager': 'any' } as const satisfies Permission

/** The columns somebody chose in a form or an address; null where nothing was chosen yet. */
export function mapIn(typed: URLSearchParams): GuideMap | null {
  const chosen = GUIDE_FIELD_NAMES.filter((field) => typed.has(field))
  if (chosen.length === 0) return null
  return Object.fromEntries(chosen.map((field) => [field, typed.get(field)!.slice(0, LONGEST_HEADING)]))
}

const LONGEST_HEADING = 200

/** The headings of the file that name one column and no other. */
export function headingsOf(head: readonly Cell[]): readonly string[] {
  const texts = head.map((cell) => cell.text.trim())
  return texts.filter((text, index) => text !== '' && texts.indexOf(text) === index)
}

/** Every field by the heading that sounds like it; each heading serves one field only. */
export function guessMap(head: readonly Cell[]): GuideMap {
  const free = new Map(headingsOf(head).map((heading) => [nameKey(heading), heading]))
  const map: Partial<Record<GuideField, string>> = {}
  const claim = (field: GuideField, names: readonly string[]) => {
    const name = names.find((each) => free.has(each))
    if (name === undefined || map[field]) return
    map[field] = free.get(name)!
    free.delete(name)
  }
  // Its own name counts before any other heading, so that "Release" is not taken where "Product release" stands too.
  for (const field of GUIDE_FIELD_NAMES) claim(field, [nameKey(GUIDE_FIELDS[field].says), nameKey(field)])
  for (const field of GUIDE_FIELD_NAMES) claim(field, GUIDE_FIELDS[field].headings.map(nameKey))
  return map
}

export type Places = ReadonlyMap<GuideField, number>

/** Where each field stands; refused with the address of every heading that is missing or stands there twice. */
export function placesOf(head: readonly Cell[], map: GuideMap): Places {
  const faults: Fault[] = []
  const places = new Map<GuideField, number>()
  for (const field of GUIDE_FIELD_NAMES) {
    const { says, isNeeded } = GUIDE_FIELDS[field]
    const wanted = map[field]?.trim() ?? ''
    const found = head.flatMap((cell, index) => (wanted !== '' && cell.text.trim() === wanted ? [index] : []))
    const [first, second] = found
    if (wanted === '' && isNeeded) faults.push({ at: head[0]!.at, says: `No column is chosen for "${says}".` })
    else if (wanted !== '' && first === undefined)
      faults.push({ at: head[0]!.at, says: `No column is called "${wanted}", which was chosen for "${says}".` })
    else if (second !== undefined)
      faults.push({ at: head[second]!.at, says: `"${wanted}" is the name of two columns; give one of them another.` })
    else if (first !== undefined) places.set(field, first)
  }
  if (faults.length === 0) return places
  return refuse('wrong-file', {
    says: faults.length === 1 ? faults[0]!.says : `${faults.length} columns need another look.`,
    next: 'Choose a column for each field that is wanted, or add it to the file; nothing of it was taken.',
    clause: 'G-25',
    faults: faults.map(({ at, says }) => ({ at, says: `${at}: ${says}` })),
  })
}
