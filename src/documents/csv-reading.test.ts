import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine } from './csv.ts'
import { csvRows } from './csv-reading.ts'

const cellsOf = (text: string) => [...csvRows(text)].map(({ line, cells }) => [line, ...cells])

test.each([
  [
    'a,b\r\nc,d\r\n',
    [
      [1, 'a', 'b'],
      [2, 'c', 'd'],
    ],
  ],
  [
    'a,b\nc,d',
    [
      [1, 'a', 'b'],
      [2, 'c', 'd'],
    ],
  ],
  ['\uFEFFa,b\n', [[1, 'a', 'b']]],
  ['a,"b, c","d ""e"""\n', [[1, 'a', 'b, c', 'd "e"']]],
  [
    'a,"two\nlines"\nb,c\n',
    [
      [1, 'a', 'two\nlines'],
      [3, 'b', 'c'],
    ],
  ],
  ['\n\na,b\n\n', [[3, 'a', 'b']]],
  ['a,,\n', [[1, 'a', '', '']]],
  ['"never closed, a\n', [[1, 'never closed, a']]],
  [
    'a;"b, c";d\n1;2;3\n',
    [
      [1, 'a', 'b, c', 'd'],
      [2, '1', '2', '3'],
    ],
  ],
  ['a,b;c,d\n', [[1, 'a', 'b;c', 'd']]],
  ['', []],
])('%j', (text, expected) => {
  expect(cellsOf(text)).toEqual(expected)
})

test('a quotation mark that is never closed is told, and no other', () => {
  const unclosed = (text: string) => [...csvRows(text)].filter((row) => row.isUnclosed).map((row) => row.line)
  expect(unclosed('a,b\n"c,d\ne,f\n')).toEqual([2])
  expect(unclosed('a,b\nc,"d')).toEqual([2])
  expect(unclosed('a,"b"\n"c ""d""",e')).toEqual([])
})

test('what csvLine writes is read back as it was, whatever it holds', () => {
  const cell = fc
    .string()
    .filter((each) => each === each.trim() && !/^[=+\-@＝＋－＠]/.test(each) && !each.includes('\0'))
  fc.assert(
    fc.property(fc.array(cell, { minLength: 2, maxLength: 6 }), (cells) => {
      expect([...csvRows(csvLine(cells))].map((row) => row.cells)).toEqual([cells])
    }),
  )
})
