/**
 * One line of CSV (RFC 4180). A cell that a spreadsheet would take for a formula, in full-width signs too, is
 * written as text: what people typed is never run by whoever opens the export.  Semicolons are quoted as well: where a comma
 * stands in numbers, spreadsheets part cells by them.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

export function csvCell(value: string): string {
  const harmless = /^[=+\-@＝＋－＠\t\r\n]/.test(value) && !/^[+-]?\d+([.,]\d+)?$/.test(value) ? `'${value}` : value
  return /[",;\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
