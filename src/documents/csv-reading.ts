/**
 * Reading CSV (RFC 4180): quoted cells, quotes doubled inside them, lines ended in any of the usual ways, cells parted
 * by commas or, as spreadsheets do where a comma stands in numbers, by semicolons. It refuses nothing by itself;
 * whoever reads sets the limits.
 */
export type CsvRow = {
  /** The line of the file it begins on, counted from 1. */
  readonly line: number
  /** The how-manieth row it is, blank ones counted: as spreadsheets number them. */
  readonly row: number
  readonly cells: readonly string[]
  /** A quotation mark in it was opened and never closed: the last cell holds all the rest of the text. */
  readonly isUnclosed: boolean
}

/** Row by row; blank lines are left out, as is the mark some programs put before the first cell. */
export function* csvRows(text: string): Generator<CsvRow> {
  let at = text.startsWith('\uFEFF') ? 1 : 0
  const separator = separatorOf(text)
  let line = 1
  let row = 0
  while (at < text.length) {
    const begun = line
    row += 1
    const cells: string[] = []
    let isUnclosed = false
    for (let isWhole = false; !isWhole;) {
      const cell = cellAt(text, at, separator)
      cells.push(cell.value)
      line += cell.lines
      isUnclosed ||= cell.isUnclosed
      isWhole = text[cell.end] !== separator
      at = cell.end + 1
    }
    if (text[at - 1] === '\r' && text[at] === '\n') at += 1
    line += 1
    if (cells.length > 1 || cells[0] !== '') yield { line: begun, row, cells, isUnclosed }
  }
}

type Cell = {
  readonly value: string
  readonly end: number
  readonly lines: number
  readonly isUnclosed: boolean
}

/** The one the first line with something in it has more of, outside of quotation marks. */
function separatorOf(text: string): string {
  const seen = { ',': 0, ';': 0 }
  let isQuoted = false
  let isEmpty = true
  for (const sign of text) {
    if (sign === '"') isQuoted = !isQuoted
    else if (!isQuoted && (sign === '\n' || sign === '\r')) {
      if (!isEmpty) break
      continue
    } else if (!isQuoted && (sign === ',' || sign === ';')) seen[sign] += 1
    isEmpty = false
  }
  return seen[';'] > seen[','] ? ';' : ','
}

function cellAt(text: string, from: number, separator: string): Cell {
  if (text[from] !== '"') {
    const end = nextOf(text, from, separator)
    return { value: text.slice(from, end).trim(), end, lines: 0, isUnclosed: false }
  }
  let end = from + 1
  while (end < text.length && (text[end] !== '"' || text[end + 1] === '"')) end += text[end] === '"' ? 2 : 1
  const inside = text.slice(from + 1, end).replaceAll('""', '"')
  const isUnclosed = end >= text.length
  return {
    value: inside.trim(),
    end: nextOf(text, end + 1, separator),
    lines: inside.split('\n').length - 1,
    isUnclosed,
  }
}

/** Where the cell ends: at the next separator or end of line. */
function nextOf(text: string, from: number, separator: string): number {
  let end = from
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1
  return end
}
