import { expect, test } from 'vitest'
import type { Fault } from '../../src/kernel/refusal.ts'
import { formState } from './form-state.ts'
import type { Html } from './html.ts'
import { refusalBox } from './refusal.ts'
import { rowTable } from './row-table.ts'

const textOf = (part: Html) => (part as { toString: () => string }).toString()

function drawn(typed: Record<string, string>, faults: readonly Fault[] = [], filled: readonly object[] = []) {
  const form = formState(new URLSearchParams(typed), faults, 'bill')
  const cells = [{ name: 'part', label: 'Part' }]
  const table = textOf(rowTable({ form, title: 'Parts', name: 'lines', cells, filled, most: 10 }))
  const box = textOf(refusalBox({ says: 'Wrong.', next: 'Look again.', clause: null, faults }, form))
  return { table, box }
}

const THREE = { 'lines[0].part': 'A', 'lines[1].part': '', 'lines[2].part': 'C' }
const texts = (table: string) => [...table.matchAll(/>\n?(\w*)<\/textarea>/g)].map(([, text]) => text)

test('after a refusal, rows below one that was emptied are still there', () => {
  expect(texts(drawn(THREE).table)).toEqual(['A', 'C', ''])
})

test('all rows emptied stay so, whatever was kept before', () => {
  expect(texts(drawn({ 'lines[0].part': '' }, [], [{ part: 'kept' }]).table)).toEqual([''])
})

test('the cell that is wrong says so itself, and the list above leads to it by row and column', () => {
  const { table, box } = drawn(THREE, [{ at: 'lines.1.part', says: 'Too short.' }])
  const wrong = [...table.matchAll(/<textarea[^>]*aria-invalid="true"[^>]*>\n?(\w*)/g)]
  expect(wrong.map(([, text]) => text)).toEqual(['C'])
  const [, id] = /id="([^"]+)"/.exec(wrong[0]![0])!
  expect(wrong[0]![0]).toContain(`aria-describedby="${id}-wrong"`)
  expect(table).toMatch(new RegExp(`<p class="fault" id="${id}-wrong">.*Too short\\.`, 's'))
  expect(box).toContain(`<a href="#${id}">Parts, row 2: Part</a> – Too short.`)
})

test('control: what is wrong with the table as a whole marks no cell', () => {
  const { table, box } = drawn(THREE, [{ at: 'lines', says: 'Too many.' }])
  expect(table).not.toContain('aria-invalid')
  expect(table).toContain('aria-describedby="bill-lines-wrong"')
  expect(box).toContain('<a href="#bill-lines">Parts</a> – Too many.')
})
