import { expect, test } from 'vitest'
import { busyMs } from '../../test/support/busy.ts'
import { bytesOf, hashOf, textOf } from '../sip/bytes.ts'
import { byteTable, numbered, textOfEntry } from './byte-table.ts'

/** Letters of one byte, of two, of four, and bytes that are none, at every place of a block. */
const ENDS: readonly (readonly number[])[] = [[], [0xc3], [0xa9, 0x41], [0xf0, 0x9f], [0x98, 0x80], [0xff], [0x00]]

function strings(isPlain: boolean): readonly Uint8Array[] {
  return Array.from({ length: 12_000 }, (_, at) => {
    const plain = bytesOf(`${at}-call@host`)
    return isPlain || at % 5 > 0 ? plain : Uint8Array.from([...plain, ...ENDS[(at / 5) % ENDS.length]!])
  })
}

test.each([true, false])('a string is read out as it was put in, plain letters alone: %s', (isPlain) => {
  const table = byteTable(20_000)
  const all = strings(isPlain)
  const entries = all.map((bytes) => numbered(table, bytes, 0, bytes.length))
  expect(table.blocks.length).toBeGreaterThan(2)
  expect(entries.map((entry) => textOfEntry(table, entry))).toEqual(all.map((bytes) => textOf(bytes)))
})

/** Compared four bytes at a time from seventeen on, and by what is left of four. */
test.each([1, 4, 15, 16, 17, 18, 19, 20, 21, 64])(
  'strings of %i bytes that differ in one alone are kept apart',
  (length) => {
    const table = byteTable(1000)
    const all = Array.from({ length: length + 1 }, (_, at) => new Uint8Array(length).fill(65).fill(66, at, at + 1))
    const entries = all.map((bytes) => numbered(table, bytes, 0, length))
    expect(new Set(entries).size).toBe(length + 1)
    expect(all.map((bytes) => numbered(table, bytes, 0, length))).toEqual(entries)
  },
)

test('a hash that is known already leads to the same string, and is left out of account where that is kept in part', () => {
  const table = byteTable(1000)
  for (const length of [1, 20, 4096, 4097, 9000]) {
    const bytes = new Uint8Array(length).fill(length & 127)
    const entry = numbered(table, bytes, 0, length)
    expect(numbered(table, bytes, 0, length, hashOf(bytes, 0, length))).toBe(entry)
  }
  expect(table.count).toBe(5)
})

test('a table has no more entries than its slots can name', () => {
  expect(byteTable(2 ** 24).most).toBe(2 ** 20 - 1)
})

test('a block that is read out while it is filled tells what comes after as well', () => {
  const table = byteTable(20_000)
  for (const bytes of strings(true)) {
    const entry = numbered(table, bytes, 0, bytes.length)
    if (textOfEntry(table, entry) !== textOf(bytes)) throw new Error(`${textOf(bytes)} was read out otherwise`)
  }
  expect(table.count).toBe(12_000)
})

test('strings far apart are read out one by one: no block is made text of for a single one', () => {
  const table = byteTable(200_000)
  const entries = Array.from({ length: 100_000 }, (_, at) => {
    const bytes = bytesOf(`${at}-call@host`)
    return numbered(table, bytes, 0, bytes.length)
  })
  const before = busyMs()
  for (let at = 0; at < 100_000; at += 1) textOfEntry(table, entries[(at * 7919 * 13) % 100_000]!)
  const apart = busyMs() - before
  expect(table.blocks.length).toBeGreaterThan(20)
  expect(table.read.filter((read) => read?.text)).toEqual([])
  expect(apart).toBeLessThan(1000)
})
