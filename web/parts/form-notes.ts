/**
 * What a form tells of its fields to whoever takes up what was typed: their labels, the words of their choices, and an imprint
 * of what each showed. The form carries it, since the page that answers may have no such form any more.
 */
import { z } from 'zod'
import { instantOf, parseDay } from '../../src/kernel/day.ts'
import { shortHash } from '../../src/kernel/text.ts'
import { dateSaid } from '../../src/languages/say.ts'
import { say } from './html.ts'

/** A column of a table: the name in its rows, its label, and the words its values are chosen by. */
export type CellNote = {
  readonly name: string
  readonly label: string
  readonly words: Readonly<Record<string, string>>
}

/** `was` has the imprints of what it showed, under its name, or under `name=value` for each value that was ticked. */
export type FieldNote = Omit<CellNote, 'name'> & {
  readonly name: string
  readonly was: Readonly<Record<string, string>>
  readonly cells: readonly CellNote[]
}

/** Tells what a field showed from anything else; browsers send ends of lines of their own. */
export function imprintOf(text: string): string {
  return shortHash(text.replaceAll(/\r\n?/g, '\n').trim())
}

export const NOTHING_IN_IT = imprintOf('')

/** Several values of a name as one text; fields that were left empty count for nothing. */
export function inOne(values: readonly string[]): string {
  return values.filter((value) => value !== '').join('\n')
}

/** Rows of a table as one text, whoever sent or keeps them. */
export function rowsInOne(rows: readonly object[], columns: readonly string[]): string {
  const texts = rows.map((row) => columns.map((column) => String(Reflect.get(row, column) ?? '')))
  return inOne(texts.map((cells) => (cells.some((text) => text !== '') ? JSON.stringify(cells) : '')))
}

/** As they stand in the form: short, since every form carries them. */
const words = z.record(z.string(), z.string())
const NOTES = z.array(
  z.tuple([z.string(), z.string(), words, words, z.array(z.tuple([z.string(), z.string(), words]))]),
)

export function notesWritten(notes: readonly FieldNote[]): string {
  return JSON.stringify(
    notes.map((note) => [
      note.name,
      note.label,
      note.was,
      note.words,
      note.cells.map((cell) => [cell.name, cell.label, cell.words]),
    ]),
  )
}

/** What a form told when it was sent; null where it told nothing that can be read. */
export function notesOf(typed: URLSearchParams): readonly FieldNote[] | null {
  const sent = typed.get('_fields')
  if (!sent) return null
  const read = NOTES.safeParse(fromJson(sent))
  if (!read.success) return null
  return read.data.map(([name, label, was, chosenBy, cells]) => ({
    name,
    label,
    was,
    words: chosenBy,
    cells: cells.map(([column, title, named]) => ({ name: column, label: title, words: named })),
  }))
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The imprints of all fields, by the names they are under. */
export function imprintsOf(notes: readonly FieldNote[]): ReadonlyMap<string, string> {
  return new Map(notes.flatMap(({ was }) => Object.entries(was)))
}

/** Something that was typed, with the label of its field; null where nobody told it. */
export type TypedText = { readonly name: string; readonly label: string | null; readonly says: string }

const MOST_ROWS = 200

/** What was typed into a form that is sent, in the order of its fields; what stood there before is left out. */
export function typedInto(typed: URLSearchParams): readonly TypedText[] {
  const notes = notesOf(typed)
  const noted = new Set((notes ?? []).map(({ name }) => name))
  const others = [...typed].filter(([name, text]) => {
    if (name.startsWith('_') || noted.has(name) || noted.has(name.replace(/\[.*/, ''))) return false
    // Ids, days and options are no words of anybody; where fields are told, what else is sent was hidden.
    return notes ? /\s/.test(text.trim()) : !/^[a-z\d.-]*$/.test(text.trim())
  })
  return [
    ...(notes ?? []).flatMap((note) => typedAt(note, typed)),
    ...others.map(([name, says]) => ({ name, label: null, says })),
  ]
}

function typedAt(note: FieldNote, typed: URLSearchParams): readonly TypedText[] {
  const { name, label, was, cells } = note
  if (cells.length > 0) return rowsTyped(note, typed)
  const values = typed.getAll(name).filter((value) => value.trim() !== '')
  const ticked = Object.keys(was).filter((key) => key.startsWith(`${name}=`))
  const isAsShown =
    ticked.length > 0
      ? ticked.length === values.length && values.every((value) => was[`${name}=${value}`] !== undefined)
      : imprintOf(inOne(values)) === (was[name] ?? NOTHING_IN_IT)
  if (isAsShown) return []
  const says = values.map((value) => said(value, note.words)).join(', ')
  return [{ name, label, says: says || say(note.words['on'] === undefined ? 'nothing' : 'no') }]
}

/** Each row with the labels of its cells. */
function rowsTyped({ name, label, was, cells }: FieldNote, typed: URLSearchParams): readonly TypedText[] {
  const rows = sentRows(typed, name, cells)
  const columns = cells.map((cell) => cell.name)
  if (imprintOf(rowsInOne(rows, columns)) === (was[name] ?? NOTHING_IN_IT)) return []
  if (rows.length === 0) return [{ name, label, says: say('nothing') }]
  const says = rows.map((row) =>
    cells.flatMap((cell) => (row[cell.name] ? [`${cell.label}: ${said(row[cell.name]!, cell.words)}`] : [])).join(', '),
  )
  return [{ name, label, says: says.join('\n') }]
}

function sentRows(typed: URLSearchParams, name: string, cells: readonly CellNote[]): readonly Record<string, string>[] {
  const rows = Array.from({ length: MOST_ROWS }, (_, index) =>
    Object.fromEntries(cells.map((cell) => [cell.name, typed.get(`${name}[${index}].${cell.name}`) ?? ''])),
  )
  return rows.filter((row) => Object.values(row).some((text) => text !== ''))
}

function said(value: string, words: Readonly<Record<string, string>>): string {
  const day = parseDay(value)
  return words[value] ?? (day ? dateSaid(instantOf(day)) : value)
}
