/**
 * A table out of a file somebody filled in: a spreadsheet (XLSX), CSV, or a table in Markdown, by what the file
 * is and not by its name. Every cell comes with its address, so that what is wrong can be said in place.
 * Refused: more rows and bytes than its kind of table has, more than 40 columns; a cell of more than 6000
 * characters; formulas, merged cells, and whatever unpacks to more than 20 MB.
 */
import { type Fault, refuse } from '../kernel/refusal.ts'
import { isPlainText } from '../kernel/text.ts'
import { csvRows } from './csv-reading.ts'
import { isZip, textIn } from './file-kind.ts'
import { addressOf, type TableCell, wrongCells } from './table-cell.ts'
import { readWorkbook } from './workbook.ts'

/** The first row with something in it names the columns; empty rows are left out. */
export type TableFile = {
  readonly head: readonly TableCell[]
  readonly rows: readonly (readonly TableCell[])[]
}

/** How large a table may be, and what to leave out where it is larger. */
export type TableKind = {
  readonly rows: number
  readonly bytes: number
  readonly clause: string
  readonly shorten: string
}

export const PLAN_TABLE: TableKind = {
  rows: 1000,
  bytes: 2_000_000,
  clause: '5N.a',
  shorten: 'Split it, or leave out what is no test case.',
}

export const GUIDE_TABLE: TableKind = {
  rows: 5000,
  bytes: 4_000_000,
  clause: 'G-25',
  shorten: 'Split it; what was taken in already is known when the next part comes.',
}

const MOST_COLUMNS = 40
const LONGEST_CELL = 6000

export async function tableFrom(bytes: Uint8Array, kind: TableKind = PLAN_TABLE): Promise<TableFile> {
  if (bytes.length > kind.bytes) tooLarge(kind, `The file has more than ${kind.bytes / 1_000_000} megabytes.`)
  const rows = isZip(bytes)
    ? await readWorkbook(bytes, kind.clause)
    : textRows(textIn(bytes) ?? noText(kind), kind.clause)
  const filled = rows.filter((row) => row.some((cell) => cell.text.trim() !== ''))
  const [head, ...rest] = filled
  if (!head || rest.length === 0) {
    return refuse('wrong-file', {
      says: 'The file holds no table with a row of names and rows under it.',
      next: 'Take the exported file as a pattern: its first row names the columns.',
      clause: kind.clause,
    })
  }
  if (rest.length > kind.rows) tooLarge(kind, `The table has ${rest.length} rows; ${kind.rows} is the most.`)
  if (filled.some((row) => row.length > MOST_COLUMNS)) tooLarge(kind, `A row has more than ${MOST_COLUMNS} columns.`)
  const faults = filled.flat().flatMap(faultOf)
  if (faults.length > 0) wrongCells(faults, kind.clause)
  return { head, rows: rest }
}

function faultOf({ at, text }: TableCell): readonly Fault[] {
  if (text.length > LONGEST_CELL) return [{ at, says: `At most ${LONGEST_CELL} characters.` }]
  if (!isPlainText(text)) return [{ at, says: 'Plain text, please: this holds control characters.' }]
  return []
}

function tooLarge({ shorten, clause }: TableKind, says: string): never {
  return refuse('too-large', { says, next: shorten, clause })
}

function noText({ clause }: TableKind): never {
  return refuse('wrong-file', {
    says: 'This is neither a spreadsheet nor text in UTF-8.',
    next: 'Save it as XLSX, CSV in UTF-8, or Markdown.',
    clause,
  })
}

function textRows(text: string, clause: string): TableCell[][] {
  const lines = text.replaceAll('\r\n', '\n')
  return isMarkdown(lines) ? markdownRows(lines) : csvCells(lines, clause)
}

/** By how it begins, or by a line of dashes under a head; what stands in a quoted cell of CSV tells nothing of the file. */
function isMarkdown(text: string): boolean {
  if (/^\s*\|/.test(text)) return true
  const lines = text.replaceAll(/(?<=^|[,;\t\n])"(?:[^"]|"")*"(?=[,;\t\n]|$)/g, '').split('\n')
  return lines.some((line, index) => isDashes(line) && /^[ \t]*\|.*\|[ \t]*$/.test(lines[index - 1] ?? ''))
}

const isDashes = (line: string): boolean => /^[ \t]*\|[ \t:|-]+\|[ \t]*$/.test(line) && line.includes('-')

/** The lines of a table between bars; what stands around it is left alone, and so is the line of dashes. */
function markdownRows(text: string): TableCell[][] {
  return text.split('\n').flatMap((line, index) => {
    const inside = /^\s*\|(.*)\|\s*$/.exec(line)?.[1]
    if (inside === undefined || /^[\s:|-]+$/.test(inside)) return []
    const cells = inside.split(/(?<!\\)\|/).map((cell) =>
      cell
        .trim()
        .replaceAll('\\|', '|')
        .replaceAll(/<br\s*\/?>/g, '\n'),
    )
    return [cells.map((cell, column) => ({ at: `line ${index + 1}, column ${column + 1}`, text: cell }))]
  })
}

function csvCells(text: string, clause: string): TableCell[][] {
  return [...csvRows(text)].map(({ row, cells, isUnclosed }) => {
    if (isUnclosed)
      wrongCells([{ at: addressOf(row, cells.length), says: 'A quotation mark is never closed.' }], clause)
    return cells.map((cell, column) => ({ at: addressOf(row, column + 1), text: unguarded(cell) }))
  })
}

/** Our own export puts a mark before what a spreadsheet would take for a formula; it is taken off again. */
function unguarded(cell: string): string {
  return /^'[=+\-@＝＋－＠]/.test(cell) ? cell.slice(1) : cell
}
