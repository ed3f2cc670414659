/**
 * A list of the house: where it stands, how a page of it is found, and what its rows are as a file. The page and the
 * file ask the same function with the same address, so that a file holds what the list shows, and of it what whoever
 * asks may see; a file goes on from page to page until there is none.
 */
import { csvLine } from '../../documents/csv.ts'
import { workbookFrom } from '../../documents/workbook.ts'
import type { Day } from '../../kernel/day.ts'
import { asTyped } from '../../kernel/text.ts'
import type { Actor } from '../../programme/permission.ts'
import type { Database, Queryable } from '../../store/database.ts'
import type { Askable } from '../ask/misread.ts'
import type { GuideCursor } from '../ask/reference-guide.ts'

export type Asking = {
  readonly on: Queryable
  readonly actor: Actor
  readonly day: Day
  /** What stands in the address under a name; empty where nothing does. */
  readonly ask: (name: string) => string
}

export type ListPage<Row> = {
  readonly rows: readonly Row[]
  /** Where to go on; null at the end. There may be no row here and more behind. */
  readonly after: string | null
}

export type List<Row> = Askable & {
  /** The address of its page; the files stand beside it. */
  readonly path: string
  readonly name: string
  /** Whether its page is open to everybody. */
  readonly isPublic?: true
  /** Under which name the address says where a page begins. */
  readonly cursor?: string
  readonly page: (asking: Asking, after: string | null, limit: number) => Promise<ListPage<Row>>
  readonly columns: readonly (readonly [head: string, value: (row: Row, day: Day) => string])[]
}

/** A list whose rows are known to itself alone: what a table of lists of all kinds can hold. */
export type AnyList = Askable &
  Pick<List<never>, 'path' | 'name' | 'isPublic'> & {
    readonly head: readonly string[]
    readonly cells: (database: Database, asking: Omit<Asking, 'on'>) => AsyncGenerator<readonly string[]>
  }

/** What is read at a time for a file. */
const STRETCH = 500

export function asFile<Row>({ path, name, isPublic, asks, words, page, columns }: List<Row>): AnyList {
  return {
    path,
    name,
    ...(isPublic ? { isPublic } : {}),
    asks,
    ...(words ? { words } : {}),
    head: columns.map(([head]) => head),
    cells: async function* (database, asking) {
      // As everything stands in one moment: what moves up meanwhile would be missed, or told twice.
      const stretches = database.reading((on) => pages(page, { ...asking, on }))
      for await (const rows of stretches) {
        for (const row of rows) yield columns.map(([, value]) => value(row, asking.day))
      }
    },
  }
}

async function* pages<Row>(page: List<Row>['page'], asking: Asking): AsyncGenerator<readonly Row[]> {
  let after: string | null = null
  do {
    const found: ListPage<Row> = await page(asking, after, STRETCH)
    yield found.rows
    after = found.after
  } while (after !== null)
}

type Cells = AsyncIterable<readonly string[]>

export const LIST_FORMATS = ['csv', 'xlsx', 'json'] as const

export type ListFormat = (typeof LIST_FORMATS)[number]

/** Rows as a file in one of the forms in which every list is given out. */
export function listAs(
  format: ListFormat,
  { name, head }: Pick<AnyList, 'name' | 'head'>,
  day: Day,
  rows: Cells,
): AsyncIterable<string | Uint8Array> {
  switch (format) {
    case 'csv':
      return listAsCsv(head, rows)
    case 'xlsx':
      return workbookFrom(name, head, rows)
    case 'json':
      return listAsJson(name, day, head, rows)
    default:
      return format satisfies never
  }
}

async function* listAsCsv(head: readonly string[], rows: Cells): AsyncGenerator<string> {
  yield csvLine(head)
  for await (const row of rows) yield csvLine(row)
}

async function* listAsJson(name: string, day: Day, head: readonly string[], rows: Cells): AsyncGenerator<string> {
  yield `{"list":${JSON.stringify(name)},"on":${JSON.stringify(day)},"rows":[`
  let separator = '\n'
  for await (const row of rows) {
    yield separator + JSON.stringify(Object.fromEntries(head.map((each, index) => [each, row[index] ?? ''])))
    separator = ',\n'
  }
  yield ']}\n'
}

/** What stands in an address under a name; empty where nothing does. A list asks for nothing but what it says it does. */
export function askIn(query: URLSearchParams, asks: readonly string[]): Asking['ask'] {
  return (name) => {
    if (!asks.includes(name)) throw new TypeError(name)
    return asTyped(query.get(name) ?? '', 200)
  }
}

/** Where a page of certifications ended, in the address of the next. */
export function guideCursorText({ granted, number }: GuideCursor): string {
  return `${granted}~${number}`
}

export function guideCursorIn(text: string | null): GuideCursor | null {
  const [granted = '', ...rest] = (text ?? '').split('~')
  return rest.length > 0 ? { granted, number: rest.join('~') } : null
}
