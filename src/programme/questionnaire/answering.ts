/** Filling in the questionnaire: what is asked, what is still missing, how far it has come (5T.b). */
import { isCountry } from '../../kernel/country.ts'
import { parseDay } from '../../kernel/day.ts'
import { isPlainText } from '../../kernel/text.ts'
import { answerKey, type Answer, type Answers, type Field, type Item, type Row } from './item.ts'
import { fieldOf, ITEMS } from './items.ts'

export type MissingAnswer = { readonly question: string; readonly key: string; readonly says: string }

/** An answer as it is kept, or a sentence that says what would be accepted. */
export type Checked = { readonly answer: Answer } | { readonly fault: string }

export type Progress = { readonly answered: number; readonly asked: number }

export function isAsked(item: Item, answers: Answers): boolean {
  return item.when?.(answers) ?? true
}

/** The fields of a question that apply; none when the question itself is not asked. */
export function fieldsAsked(item: Item, answers: Answers): readonly Field[] {
  if (!isAsked(item, answers)) return []
  return item.fields.filter((field) => field.when?.(answers) ?? true)
}

/** No and zero are answers; blank text, an empty list and a table with a half-filled row are not yet. */
export function isAnswered(field: Field, answer: Answer | undefined): boolean {
  if (answer === undefined) return false
  if (typeof answer === 'string') return answer.trim() !== ''
  if (!Array.isArray(answer)) return true
  if (field.kind !== 'rows') return answer.length > 0
  return answer.length > 0 && answer.every((row) => typeof row !== 'string' && isFilled(field.columns, row))
}

export function missingAnswers(answers: Answers): readonly MissingAnswer[] {
  return ITEMS.flatMap((item) =>
    missingFields(item, answers).map((field) => ({
      question: item.id,
      key: answerKey(item, field),
      says: `${item.id} still needs: ${field.label}.`,
    })),
  )
}

/**
 * Counts the questions that somebody has to answer, in one section or in all; a question whose
 * fields are all optional counts neither way, so that nothing starts out as half done.
 */
export function progressOf(answers: Answers, items: readonly Item[] = ITEMS): Progress {
  const asked = items.filter((item) => fieldsAsked(item, answers).some((field) => field.required))
  const answered = asked.filter((item) => missingFields(item, answers).length === 0)
  return { answered: answered.length, asked: asked.length }
}

/**
 * The answers to what is asked now. An answer stays on file when a change of mind makes its question
 * vanish, so that it is there again when the mind changes back; until then it counts for nothing.
 */
export function standingAnswers(answers: Answers): Answers {
  const standing = ITEMS.flatMap((item) =>
    fieldsAsked(item, answers).flatMap((field): readonly [string, Answer][] => {
      const key = answerKey(item, field)
      const answer = answers[key]
      return answer === undefined ? [] : [[key, answer]]
    }),
  )
  return Object.fromEntries(standing)
}

/**
 * Reads one answer from a form, a file or a caller; takes whatever JSON can hold and never throws. Text is
 * trimmed, lists lose their doubles, numbers and yes-or-no may come as text, as forms send them. Blank
 * text and an empty list are accepted for every kind: they take an answer back.
 */
export function checkAnswer(key: string, value: unknown): Checked {
  const found = fieldOf(key)
  if (!found) return fault('The questionnaire has no such field.')
  if (typeof value === 'string' && value.trim() === '') return { answer: '' }
  if (Array.isArray(value) && value.length === 0) return { answer: [] }
  return readAnswer(found.field, value)
}

const TEXT_AT_MOST = 500
const LONG_TEXT_AT_MOST = 4000
const CELL_AT_MOST = 300
/** More than any list of options or countries has, doubles included; what is longer is not looked at. */
const LIST_AT_MOST = 1000

function readAnswer(field: Field, value: unknown): Checked {
  switch (field.kind) {
    case 'text':
      return orFault(readLine(value, TEXT_AT_MOST), `${field.label} takes ${lineOf(TEXT_AT_MOST)}.`)
    case 'long-text':
      return orFault(
        readText(value, LONG_TEXT_AT_MOST),
        `${field.label} takes plain text, at most ${LONG_TEXT_AT_MOST} characters.`,
      )
    case 'number':
      return orFault(
        readNumber(value, field.least, field.most),
        `${field.label} takes a whole number from ${field.least} to ${field.most}.`,
      )
    case 'yes-no':
      return orFault(readYesNo(value), `${field.label} takes yes or no.`)
    case 'day':
      return orFault(readDay(value), `${field.label} takes a day as year-month-day, such as 2026-03-31.`)
    case 'countries':
      return orFault(readCountries(value), `${field.label} takes a list of two-letter country codes of ISO 3166.`)
    case 'one':
      return orFault(readOption(value, valuesOf(field)), `${field.label} takes one of: ${valuesOf(field).join(', ')}.`)
    case 'many':
    case 'ordered':
      return orFault(
        readOptions(value, valuesOf(field), field.kind),
        `${field.label} takes a list out of: ${valuesOf(field).join(', ')}.`,
      )
    case 'rows':
      return readRows(field, value)
    default:
      return field satisfies never
  }
}

function readLine(value: unknown, most: number): string | null {
  const text = readText(value, most)
  return text === null || text.includes('\n') ? null : text
}

/** Control characters and broken surrogates are nobody's words, and the database would refuse some of them. */
function readText(value: unknown, most: number): string | null {
  if (typeof value !== 'string' || value.length > 2 * most) return null
  const text = value.replaceAll('\r\n', '\n').trim()
  return text.length <= most && isPlainText(text) ? text : null
}

function readNumber(value: unknown, least: number, most: number): number | null {
  const number = typeof value === 'string' && /^-?\d{1,9}$/.test(value.trim()) ? Number(value) : value
  if (typeof number !== 'number' || !Number.isInteger(number)) return null
  return number >= least && number <= most ? number : null
}

function readYesNo(value: unknown): boolean | null {
  if (value === true || value === 'yes' || value === 'true') return true
  if (value === false || value === 'no' || value === 'false') return false
  return null
}

function readDay(value: unknown): string | null {
  return typeof value === 'string' ? parseDay(value.trim()) : null
}

/** In the order of the alphabet, so that the same countries are the same answer. */
function readCountries(value: unknown): readonly string[] | null {
  const codes = readList(value)?.map((code) => code.trim().toUpperCase())
  return codes?.every(isCountry) ? [...new Set(codes)].sort() : null
}

function readOption(value: unknown, options: readonly string[]): string | null {
  return options.find((option) => option === value) ?? null
}

/** A preference keeps its order; a mere choice takes that of the options. */
function readOptions(value: unknown, options: readonly string[], kind: 'many' | 'ordered'): readonly string[] | null {
  const chosen = readList(value)
  if (!chosen?.every((each) => options.includes(each))) return null
  return kind === 'ordered' ? [...new Set(chosen)] : options.filter((option) => chosen.includes(option))
}

function readList(value: unknown): readonly string[] | null {
  if (!Array.isArray(value) || value.length > LIST_AT_MOST) return null
  return value.every((each) => typeof each === 'string') ? value : null
}

type RowsField = Extract<Field, { kind: 'rows' }>

/** Rows may still be half filled, so that work can be saved at any point; blank ones are left out. */
function readRows(field: RowsField, value: unknown): Checked {
  if (!Array.isArray(value) || value.length > LIST_AT_MOST) return fault(`${field.label} takes a list of rows.`)
  const rows: Row[] = []
  for (const [index, each] of value.entries()) {
    const row = readRow(field.columns, each)
    if (typeof row === 'string') return fault(`${field.label}, row ${index + 1}: ${row}`)
    if (Object.keys(row).length > 0) rows.push(row)
  }
  return rows.length > field.most ? fault(`${field.label} takes at most ${field.most} rows.`) : { answer: rows }
}

/** A row with its blank cells left out, or what is wrong with it. */
function readRow(columns: RowsField['columns'], value: unknown): Row | string {
  const ids = columns.map((column) => column.id)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return `a row has ${ids.join(', ')}.`
  const cells = new Map(Object.entries(value))
  if ([...cells.keys()].some((id) => !ids.includes(id))) return `a row has ${ids.join(', ')} and nothing else.`
  const row: Record<string, string> = {}
  for (const column of columns) {
    const text = readLine(cells.get(column.id) ?? '', CELL_AT_MOST)
    if (text === null) return `${column.label} takes ${lineOf(CELL_AT_MOST)}.`
    if (text !== '') row[column.id] = text
  }
  return row
}

function lineOf(most: number): string {
  return `one line of plain text, at most ${most} characters`
}

function valuesOf(field: Extract<Field, { kind: 'one' | 'many' | 'ordered' }>): readonly string[] {
  return field.options.map((option) => option.value)
}

function orFault(answer: Answer | null, says: string): Checked {
  return answer === null ? fault(says) : { answer }
}

function fault(says: string): Checked {
  return { fault: says }
}

function missingFields(item: Item, answers: Answers): readonly Field[] {
  return fieldsAsked(item, answers).filter(
    (field) => field.required && !isAnswered(field, answers[answerKey(item, field)]),
  )
}

function isFilled(columns: Extract<Field, { kind: 'rows' }>['columns'], row: Row): boolean {
  return columns.every((column) => !column.required || (row[column.id] ?? '').trim() !== '')
}
