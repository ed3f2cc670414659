/**
 * Reading CSV (RFC 4180): quoted cells, quotes doubled inside them, lines ended in any of the usual ways. It refuses
 * nothing by itself; whoever reads sets the limits.
 */
export type CsvRow = {
  /** The line of the file it begins on, counted from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

/** Row by row; blank lines are left out, as is the mark some programs put before the first cell. */
export function* csvRows(text: string): Generator<CsvRow> {
  let at = text.startsWith('\uFEFF') ? 1 : 0
  let line = 1
  while (at < text.length) {
    const begun = line
    const cells: string[] = []
    for (let isWhole = false; !isWhole;) {
      const cell = cellAt(text, at)
      cells.push(cell.value)
      line += cell.lines
      isWhole = text[cell.end] !== ','
      at = cell.end + 1
    }
    if (text[at - 1] === '\r' && text[at] === '\n') at += 1
    line += 1
    if (cells.length > 1 || cells[0] !== '') yield { line: begun, cells }
  }
}

function cellAt(text: string, from: number): { readonly value: string; readonly end: number; readonly lines: number } {
  if (text[from] !== '"') {
    const end = nextOf(text, from)
    return { value: text.slice(from, end).trim(), end, lines: 0 }
  }
  let end = from + 1
  while (end < text.length && (text[end] !== '"' || text[end + 1] === '"')) end += text[end] === '"' ? 2 : 1
  const inside = text.slice(from + 1, end).replaceAll('""', '"')
  return { value: inside.trim(), end: nextOf(text, end + 1), lines: inside.split('\n').length - 1 }
}

/** Where the cell ends: at the next comma or end of line. */
function nextOf(text: string, from: number): number {
  let end = from
  while (end < text.length && text[end] !== ',' && text[end] !== '\n' && text[end] !== '\r') end += 1
  return end
}
