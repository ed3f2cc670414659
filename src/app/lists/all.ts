/** Every list that can be had as a file. A list without one has to be named in the test that goes over all pages. */
import { type JournalEntry, journalEntries, projectByNumber, projectNumbers } from '../ask/journal-pages.ts'
import { CATALOGUE_LIST, CERTIFICATION_LIST, COMPANY_LIST, REVIEW_CALL_LIST, TICKET_LIST } from './certifications.ts'
import {
  ENQUIRY_LIST,
  EQUIPMENT_LIST,
  LISTING_TEXT_LIST,
  MEMBERSHIP_LIST,
  ORGANISATION_LIST,
  PRODUCT_LIST,
} from './companies.ts'
import { type AnyList, asFile, type List } from './list.ts'
import { FEE_REQUEST_LIST, PROJECT_LIST, TECHNICIAN_LIST } from './projects.ts'
import { INTERPRETATION_LIST } from './interpretations.ts'
import { WEBHOOK_LIST } from './webhooks.ts'

export type JournalRow = JournalEntry & {
  /** The number of its project, where it has one. */
  readonly number: string | null
}

/** Facts as people read them, newest first; what a machine checks is the chain in the database. */
export const JOURNAL_LIST: List<JournalRow> = {
  path: '/journal',
  name: 'journal',
  asks: ['project', 'kind'],
  cursor: 'before',
  page: async ({ on, ask }, after, limit) => {
    const number = ask('project').toUpperCase()
    const project = number ? await projectByNumber(on, number) : null
    if (number && project === null) return { rows: [], after: null }
    const before = Number(after ?? '')
    const found = await journalEntries(on, {
      project,
      kind: ask('kind') || null,
      before: Number.isSafeInteger(before) && before > 0 ? before : null,
      limit,
    })
    const numbers = await projectNumbers(
      on,
      found.entries.flatMap(({ fact }) => fact.project ?? []),
    )
    const rows = found.entries.map((entry) => ({ ...entry, number: numbers.get(entry.fact.project ?? '') ?? null }))
    return { rows, after: found.older === null ? null : String(found.older) }
  },
  columns: [
    ['fact', ({ fact }) => String(fact.seq)],
    ['at', ({ fact }) => fact.at],
    ['what', ({ fact }) => fact.kind],
    ['says', ({ fact }) => fact.says],
    ['by', ({ fact }) => fact.by.name],
    ['project', (row) => row.number ?? ''],
    ['clause', ({ fact }) => fact.clause],
    ['hash', ({ hash }) => hash],
  ],
}

export const LISTS: readonly AnyList[] = [
  asFile(PROJECT_LIST),
  asFile(FEE_REQUEST_LIST),
  asFile(TECHNICIAN_LIST),
  asFile(ORGANISATION_LIST),
  asFile(MEMBERSHIP_LIST),
  asFile(PRODUCT_LIST),
  asFile(EQUIPMENT_LIST),
  asFile(LISTING_TEXT_LIST),
  asFile(ENQUIRY_LIST),
  asFile(CERTIFICATION_LIST),
  asFile(REVIEW_CALL_LIST),
  asFile(TICKET_LIST),
  asFile(CATALOGUE_LIST),
  asFile(COMPANY_LIST),
  asFile(INTERPRETATION_LIST),
  asFile(WEBHOOK_LIST),
  asFile(JOURNAL_LIST),
]
