import { expect, test } from 'vitest'
import { busyMs } from '../../test/support/busy.ts'
import { bytesOf, textOf } from '../sip/bytes.ts'
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
