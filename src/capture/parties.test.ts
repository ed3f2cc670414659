import { expect, test } from 'vitest'
import { bytesOf } from '../sip/bytes.ts'
import { byteTable, numbered } from './byte-table.ts'
import { partiesIn } from './parties.ts'

function partiesOf(...addresses: readonly string[]): readonly number[] {
  const table = byteTable(100)
  const entries = addresses.map((address) => numbered(table, bytesOf(address), 0, bytesOf(address).length))
  const partyOf = partiesIn(table)
  // Asked for twice: what was found is kept.
  entries.map(partyOf)
  return entries.map(partyOf)
}

test.each([
  [
    'a number with and without what stands before it',
    '<sip:+494090000012@a.example>',
    '"Anna" <sip:04090000012@b.example;user=phone>',
  ],
  ['a number with signs between its digits', '<tel:+49-40-9000-0012>', 'sip:+494090000012@a.example'],
  ['a name, whatever its case and host', '<sip:Anna@a.example>', '<SIPS:anna@b.example>'],
  ['few digits, which are a name', '<sip:900@a.example>', '<sip:900@b.example>'],
  ['a display name with a colon', '"Note: Anna" <sip:anna@a.example>', 'sip:anna@b.example'],
])('%s', (_, one, other) => {
  const [first, second] = partiesOf(one, other)
  expect(first).toBeGreaterThan(0)
  expect(second).toBe(first)
})

test.each([
  ['another number', '<sip:+4930900001@a.example>', '<sip:+4930900002@a.example>'],
  ['another name', '<sip:anna@a.example>', '<sip:ben@a.example>'],
  ['few digits, and more before them', '<sip:900@a.example>', '<sip:1900@a.example>'],
])('%s is another party', (_, one, other) => {
  const [first, second] = partiesOf(one, other)
  expect(first).not.toBe(second)
})

test('whoever is anonymous, or not there at all, is nobody', () => {
  expect(partiesOf('"Anonymous" <sip:Anonymous@anonymous.invalid>', '<sip:@a.example>', 'nothing', '<sip:>')).toEqual([
    0, 0, 0, 0,
  ])
})

test('an address there was no room for names nobody', () => {
  expect(partiesIn(byteTable(1))(7)).toBe(0)
})
