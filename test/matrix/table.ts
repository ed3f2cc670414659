/**
 * Golden tables: one row for a move or a route, one column for a role or a stage, so that a reviewer sees
 * the whole. `MATRIX=write vitest run test/…` writes them anew from what the test found; what changed is
 * then read in the difference before it is kept.
 */
import fs from 'node:fs'
import path from 'node:path'

export type Table = ReadonlyMap<string, Readonly<Record<string, string>>>

const HERE = import.meta.dirname

export function readTable(name: string): Table {
  const [head = '', ...rows] = fs
    .readFileSync(path.join(HERE, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
  const columns = words(head)
  return new Map(
    rows.map((line) => {
      const [row = '', ...cells] = words(line)
      if (cells.length !== columns.length) throw new Error(`${name}: the row ${row} has ${cells.length} cells`)
      return [row, Object.fromEntries(columns.map((column, index) => [column, cells[index]!]))]
    }),
  )
}

/** The kept table; written first from `found` where that was asked for. */
export function goldenTable(name: string, heading: readonly string[], found: Table): Table {
  if (process.env.MATRIX === 'write') fs.writeFileSync(path.join(HERE, name), print(heading, found))
  return readTable(name)
}

function print(heading: readonly string[], table: Table): string {
  const columns = Object.keys([...table.values()][0] ?? {})
  const first = Math.max(...[...table.keys()].map((row) => row.length))
  const widths = columns.map((column) =>
    Math.max(column.length, ...[...table.values()].map((row) => row[column]!.length)),
  )
  const line = (row: string, cells: readonly string[]) =>
    [row.padEnd(first), ...cells.map((cell, index) => cell.padEnd(widths[index]!))].join('  ').trimEnd()
  return [
    ...heading.map((text) => `# ${text}`.trimEnd()),
    '',
    line('', columns),
    ...[...table].map(([row, cells]) =>
      line(
        row,
        columns.map((column) => cells[column]!),
      ),
    ),
    '',
  ].join('\n')
}

function words(line: string): readonly string[] {
  return line.split(/\s{2,}/).filter((word) => word !== '')
}
