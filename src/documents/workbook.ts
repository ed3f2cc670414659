/**
 * Spreadsheets in and out (XLSX). What comes in is unpacked within bounds before anything looks into it, and
 * only the first sheet is read; a formula or a merged cell is refused, since what it says depends on more than
 * the cell. What goes out is text in every cell.
 */
import { inflateRawSync } from 'node:zlib'
import { type CellValue, readXlsx, writeXlsxStream } from 'hucre/xlsx'
import { refuse } from '../kernel/refusal.ts'
import { addressOf, type TableCell, wrongCells } from './table-cell.ts'

const MOST_UNPACKED = 20_000_000
const MOST_ENTRIES = 500
/** As far down as a spreadsheet goes. */
const LAST_ROW = 1_048_576

/**
 * Every row of the first sheet with something in it, its cells with their addresses, however far down it stands; what is
 * refused is so under the clause the file is handed in by.
 */
export async function readWorkbook(bytes: Uint8Array, clause: string): Promise<TableCell[][]> {
  withinBounds(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), clause)
  const book = await readXlsx(bytes, { sheets: [0], range: `A1:AO${LAST_ROW}` }).catch(() => noSpreadsheet(clause))
  const sheet = book.sheets[0]
  if (!sheet) return noSpreadsheet(clause)
  const formulas = [...(sheet.cells ?? [])]
    .filter(([, cell]) => cell.formula !== undefined)
    .map(([key]) => key.split(',').map(Number))
    .map(([row = 0, column = 0]) => ({
      at: addressOf(row + 1, column + 1),
      says: 'This is a formula; write what it comes to.',
    }))
  const merged = (sheet.merges ?? []).map(({ startRow, startCol }) => ({
    at: addressOf(startRow + 1, startCol + 1),
    says: 'These cells are merged; give each row its own.',
  }))
  if (formulas.length + merged.length > 0) wrongCells([...formulas, ...merged], clause)
  const filled: TableCell[][] = []
  for (const [index, row] of sheet.rows.entries()) {
    const cells = row.map((value, column) => ({ at: addressOf(index + 1, column + 1), text: textOf(value) }))
    if (cells.some(({ text }) => text.trim() !== '')) filled.push(cells)
  }
  return filled
}

/** Rows of text as a spreadsheet with one sheet; the first row is its head. */
export function workbookOf(name: string, rows: readonly (readonly string[])[]): AsyncIterable<Uint8Array> {
  const [head = [], ...rest] = rows
  const columns = head.map((header) => ({ header, width: 24 }))
  return writeXlsxStream(each(rest), { name, columns })
}

/** The same for rows that come one after the other, however many. */
export function workbookFrom(
  name: string,
  head: readonly string[],
  rows: AsyncIterable<readonly string[]>,
): AsyncIterable<Uint8Array> {
  return writeXlsxStream(each(rows), { name, columns: head.map((header) => ({ header, width: 20 })) })
}

async function* each(rows: Iterable<readonly string[]> | AsyncIterable<readonly string[]>): AsyncGenerator<string[]> {
  for await (const row of rows) yield [...row]
}

function textOf(value: CellValue | undefined): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  return typeof value === 'object' ? '' : String(value)
}

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const DEFLATED = 8

/** Unpacks every entry of the archive against one allowance, whatever the archive itself says of their sizes. */
function withinBounds(zip: Buffer, clause: string): void {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > zip.length || zip.readUInt32LE(end) !== END_OF_DIRECTORY) noSpreadsheet(clause)
  const count = zip.readUInt16LE(end + 10)
  if (count > MOST_ENTRIES) tooMuch(clause)
  let at = zip.readUInt32LE(end + 16)
  let left = MOST_UNPACKED
  for (let entry = 0; entry < count; entry += 1) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== DIRECTORY_ENTRY) noSpreadsheet(clause)
    left -= unpackedSize(zip, at, left, clause)
    if (left < 0) tooMuch(clause)
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
}

function unpackedSize(zip: Buffer, entry: number, most: number, clause: string): number {
  const size = zip.readUInt32LE(entry + 20)
  const local = zip.readUInt32LE(entry + 42)
  if (local + 30 > zip.length) return noSpreadsheet(clause)
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
  const packed = zip.subarray(start, start + size)
  if (zip.readUInt16LE(entry + 10) !== DEFLATED) return packed.length
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(most, 1) }).length
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? tooMuch(clause) : noSpreadsheet(clause)
  }
}

function tooMuch(clause: string): never {
  return refuse('too-large', {
    says: 'This spreadsheet unpacks to more than any table here needs.',
    next: 'Copy the table into a new spreadsheet and save that.',
    clause,
  })
}

function noSpreadsheet(clause: string): never {
  return refuse('wrong-file', {
    says: 'This is no spreadsheet that can be read.',
    next: 'Save it as XLSX without a password, as CSV, or as a table in Markdown.',
    clause,
  })
}
