/**
 * What a form tells of its fields to whoever takes up what was typed: their labels, the words of their choices, and an imprint
 * of what each showed. The form carries it, since the page that answers may have no such form any more.
 */
import { z } from 'zod'
import { instantOf, parseDay } from '../../src/kernel/day.ts'
import { shortHash } from '../../src/kernel/text.ts'
import { dateSaid } from '../../src/languages/say.ts'
import { say } from './html.ts'

/** What no form of ours comes near: fields, columns of a table, choices of a field. */
const MOST_NOTES = 300
const MOST_CELLS = 30
const MOST_WORDS = 500
const LONGEST = 500

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

/** As they stand in the form: short, since every form carries them; and no more than a form of ours has, whoever sends them. */
const text = z.string().max(LONGEST)
const words = z.record(text, text).refine((all) => Object.keys(all).length <= MOST_WORDS)
const NOTES = z
  .array(z.tuple([text, text, words, words, z.array(z.tuple([text, text, words])).max(MOST_CELLS)]))
  .max(MOST_NOTES)

/** What is beyond the bounds is left out: then the value is told as it was sent. */
export function notesWritten(notes: readonly FieldNote[]): string {
  const few = (all: Readonly<Record<string, string>>) => (Object.keys(all).length <= MOST_WORDS ? all : {})
  return JSON.stringify(
    notes
      .slice(0, MOST_NOTES)
      .map((note) => [
        note.name,
        note.label.slice(0, LONGEST),
        few(note.was),
        few(note.words),
        note.cells.slice(0, MOST_CELLS).map((cell) => [cell.name, cell.label.slice(0, LONGEST), few(cell.words)]),
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

/** What was typed into a form that is sent, in the order of its fields; what stood there before is left out. */
export function typedInto(typed: URLSearchParams): readonly TypedText[] {
  const notes = notesOf(typed)
  const sent = inGroups(typed)
  const noted = new Set((notes ?? []).map(({ name }) => name))
  const others = [...typed].filter(([name, text]) => {
    if (name.startsWith('_') || noted.has(name) || noted.has(name.replace(/\[.*/, ''))) return false
    // Ids, days and options are no words of anybody; where fields are told, what else is sent was hidden.
    return notes ? /\s/.test(text.trim()) : !/^[a-z\d.-]*$/.test(text.trim())
  })
  return [
    ...(notes ?? []).flatMap((note) => typedAt(note, sent)),
    ...others.map(([name, says]) => ({ name, label: null, says })),
  ]
}

type SentRow = Readonly<Record<string, string>>

/** What was sent by names, and by tables and their rows: gone through once, however many fields are told. */
type Sent = {
  readonly values: ReadonlyMap<string, readonly string[]>
  readonly rows: ReadonlyMap<string, ReadonlyMap<number, SentRow>>
}

function inGroups(typed: URLSearchParams): Sent {
  const values = new Map<string, string[]>()
  const rows = new Map<string, Map<number, Record<string, string>>>()
  for (const [place, value] of typed) {
    const known = values.get(place)
    if (known) known.push(value)
    else values.set(place, [value])
    const [, table, index, column] = /^(.{1,200})\[(\d{1,6})\]\.([^.[\]]{1,200})$/.exec(place) ?? []
    if (table === undefined || value === '') continue
    const own = rows.get(table) ?? new Map<number, Record<string, string>>()
    rows.set(table, own)
    const row = own.get(Number(index)) ?? (Object.create(null) as Record<string, string>)
    own.set(Number(index), row)
    row[column!] ??= value
  }
  return { values, rows }
}

function typedAt(note: FieldNote, sent: Sent): readonly TypedText[] {
  const { name, label, was, cells } = note
  if (cells.length > 0) return rowsTyped(note, sent)
  const values = (sent.values.get(name) ?? []).filter((value) => value.trim() !== '')
  const ticked = Object.keys(was).filter((key) => key.startsWith(`${name}=`))
  const isAsShown =
    ticked.length > 0
      ? ticked.length === values.length && values.every((value) => Object.hasOwn(was, `${name}=${value}`))
      : imprintOf(inOne(values)) === (was[name] ?? NOTHING_IN_IT)
  if (isAsShown) return []
  const says = values.map((value) => said(value, note.words)).join(', ')
  return [{ name, label, says: says || say(Object.hasOwn(note.words, 'on') ? 'no' : 'nothing') }]
}

/** Each row with the labels of its cells. */
function rowsTyped({ name, label, was, cells }: FieldNote, sent: Sent): readonly TypedText[] {
  const rows = [...(sent.rows.get(name) ?? [])]
    .filter(([, row]) => cells.some((cell) => row[cell.name] !== undefined))
    .toSorted(([one], [other]) => one - other)
    .map(([, row]) => row)
  const columns = cells.map((cell) => cell.name)
  if (imprintOf(rowsInOne(rows, columns)) === (was[name] ?? NOTHING_IN_IT)) return []
  if (rows.length === 0) return [{ name, label, says: say('nothing') }]
  const says = rows.map((row) =>
    cells.flatMap((cell) => (row[cell.name] ? [`${cell.label}: ${said(row[cell.name]!, cell.words)}`] : [])).join(', '),
  )
  return [{ name, label, says: says.join('\n') }]
}

function said(value: string, words: Readonly<Record<string, string>>): string {
  const day = parseDay(value)
  return Object.hasOwn(words, value) ? words[value]! : day ? dateSaid(instantOf(day)) : value
}
