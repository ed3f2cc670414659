import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { writeXlsx } from 'hucre/xlsx'
import { Refusal } from '../kernel/refusal.ts'
import { csvLine } from './csv.ts'
import { addressOf } from './table-cell.ts'
import { tableFrom } from './table-file.ts'
import { workbookOf } from './workbook.ts'

const text = (words: string) => Buffer.from(words)

async function refusalOf(bytes: Uint8Array): Promise<Refusal> {
  try {
    await tableFrom(bytes)
  } catch (fault) {
    if (fault instanceof Refusal) return fault
    throw fault
  }
  throw new Error('nothing was refused')
}

const wordsOf = async (bytes: Uint8Array) => (await tableFrom(bytes)).rows.map((row) => row.map((cell) => cell.text))

async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(pieces))
}

/** An archive with one entry, which says of its size whatever it likes. */
function zipOf(content: Buffer, name = 'xl/workbook.xml'): Buffer {
  const packed = deflateRawSync(content)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt16LE(name.length, 26)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(8, 10)
  entry.writeUInt32LE(packed.length, 20)
  entry.writeUInt16LE(name.length, 28)
  const before = Buffer.concat([local, text(name), packed])
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(46 + name.length, 12)
  end.writeUInt32LE(before.length, 16)
  return Buffer.concat([before, entry, text(name), end])
}

describe('a table out of a file', () => {
  test('is read from CSV, with quotes, line breaks and either separator', async () => {
    expect(await wordsOf(text('a,b\r\n"one, two","a ""word"""\n"x\ny",z\n\n'))).toEqual([
      ['one, two', 'a "word"'],
      ['x\ny', 'z'],
    ])
    expect(await wordsOf(text('a;b\n1,5;2\n'))).toEqual([['1,5', '2']])
    expect((await refusalOf(text('a,b\n"never closed,x\n'))).says).toContain('never closed')
  })

  test('is CSV still where a cell has a line between bars', async () => {
    expect(await wordsOf(text('title,steps\nHold,"What is sent:\n| INVITE | sendonly |"\n'))).toEqual([
      ['Hold', 'What is sent:\n| INVITE | sendonly |'],
    ])
  })

  test.each(['\n', ' ', '|', '-', '| '])('is not sought for long in nothing but %j', async (sign) => {
    const begun = performance.now()
    await refusalOf(text(sign.repeat(300_000)))
    expect(performance.now() - begun).toBeLessThan(2000)
  })

  test.each(['=1+1', '@all', '＝１＋１', '＠all', '－x', '＋x'])(
    'has %s again as it was exported to CSV',
    async (said) => {
      expect(await wordsOf(text(csvLine(['title']) + csvLine([said])))).toEqual([[said]])
    },
  )

  test.each([
    '| From | To |\n|---|---|\n| a | b |',
    '| "From" | To |\n| :-- | --: |\n| a, b | ; |',
    'As this shows:\n\n| From | To |\n|------|----|\n| a | "b" |\n\nand so on',
  ])('has a cell with a table of Markdown in it again as it was exported to CSV: %j', async (table) => {
    const lines = [
      ['id', 'steps'],
      ['A-1', table],
      ['A-2', 'Hang up.'],
    ].map(csvLine)
    expect(await wordsOf(text(lines.join('')))).toEqual([
      ['A-1', table],
      ['A-2', 'Hang up.'],
    ])
    expect(await wordsOf(text(table)), 'control: by itself it is a table').not.toEqual([])
    expect((await wordsOf(text(table))).flat()).toContain(table.includes('a, b') ? 'a, b' : 'a')
  })

  test('is read from Markdown, whatever stands around it', async () => {
    const words = '# Plan\n\n| id | steps |\n|----|:-----|\n| A-1 | one<br>two \\| three |\n\nThe end.\n'
    expect(await wordsOf(text(words))).toEqual([['A-1', 'one\ntwo | three']])
  })

  test('is read from a spreadsheet, each cell with its address', async () => {
    const book = await bytesOf(
      workbookOf('Plan', [
        ['id', 'title'],
        ['A-1', '=1+1'],
      ]),
    )
    const table = await tableFrom(book)
    expect(table.head.map((cell) => cell.at)).toEqual(['A1', 'B1'])
    expect(table.rows[0]!.map((cell) => `${cell.at} ${cell.text}`)).toEqual(['A2 A-1', 'B2 =1+1'])
  })

  test('a formula and a merged cell are refused by their address', async () => {
    const rows = [
      ['id', 'title'],
      ['A-1', null],
    ]
    const cells = new Map([['1,1', { formula: '1+1' }]])
    const formula = await writeXlsx({ sheets: [{ name: 'Plan', rows, cells }] })
    expect((await refusalOf(formula)).says).toBe('B2: This is a formula; write what it comes to.')
    const merges = [{ startRow: 1, startCol: 0, endRow: 2, endCol: 0 }]
    const merged = await writeXlsx({ sheets: [{ name: 'Plan', rows: [...rows, ['A-2', 'x']], merges }] })
    expect((await refusalOf(merged)).says).toBe('A2: These cells are merged; give each row its own.')
  })

  test('what unpacks without end, what is no spreadsheet, and what is no text are refused', async () => {
    const bomb = zipOf(Buffer.alloc(40_000_000))
    expect(bomb.length).toBeLessThan(100_000)
    expect((await refusalOf(bomb)).code).toBe('too-large')
    expect((await refusalOf(zipOf(text('<a/>')))).code).toBe('wrong-file')
    expect((await refusalOf(text('PK and nothing more'))).code).toBe('wrong-file')
    expect((await refusalOf(Buffer.from([0xff, 0xfe, 0x00]))).code).toBe('wrong-file')
    expect((await refusalOf(text('only a head\n'))).code).toBe('wrong-file')
  })

  test('has bounds: bytes, rows, columns, the length and the signs of a cell', async () => {
    expect((await refusalOf(Buffer.alloc(2_000_001, 97))).code).toBe('too-large')
    expect((await refusalOf(text(`a\n${'x\n'.repeat(1001)}`))).code).toBe('too-large')
    expect((await refusalOf(text(`a\n${'x,'.repeat(50)}\n`))).code).toBe('too-large')
    expect((await refusalOf(text(`a,b\nx,${'y'.repeat(6001)}\n`))).faults[0]!.at).toBe('B2')
    expect((await refusalOf(text('a,b\nx,\u0007\n'))).faults[0]!.at).toBe('B2')
  })

  test('a spreadsheet is read to its last row, and refused with its count where it has too many', async () => {
    const sheet = (rows: readonly (readonly string[])[]) =>
      writeXlsx({ sheets: [{ name: 'Plan', rows: rows.map((row) => [...row]) }] })
    const blank = Array.from({ length: 3000 }, () => [''])
    const { rows } = await tableFrom(await sheet([['a'], ['first'], ...blank, ['last']]))
    expect(rows.map(([cell]) => `${cell!.at} ${cell!.text}`)).toEqual(['A2 first', 'A3003 last'])
    const many = Array.from({ length: 1500 }, (_, row) => [`${row}`])
    expect((await refusalOf(await sheet([['a'], ...many]))).says).toBe('The table has 1500 rows; 1000 is the most.')
  })

  test('addresses go on after Z', () => {
    expect([addressOf(1, 1), addressOf(4, 26), addressOf(9, 27), addressOf(2, 41)]).toEqual(['A1', 'Z4', 'AA9', 'AO2'])
  })
})
