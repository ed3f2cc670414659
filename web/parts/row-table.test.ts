import { expect, test } from 'vitest'
import { formState } from './form.ts'
import { rowTable } from './row-table.ts'

function drawn(typed: Record<string, string>): string {
  const table = rowTable({
    form: formState(new URLSearchParams(typed), [], 'bill'),
    title: 'Parts',
    name: 'lines',
    cells: [{ name: 'part', label: 'Part' }],
    filled: [],
    most: 10,
  }) as { toString(): string }
  return table.toString()
}

test('after a refusal, rows below one that was emptied are still there', () => {
  const shown = drawn({ 'lines[0].part': 'A', 'lines[1].part': '', 'lines[2].part': 'C' })
  expect([...shown.matchAll(/>\n?(\w*)<\/textarea>/g)].map(([, text]) => text)).toEqual(['A', 'C', ''])
})
