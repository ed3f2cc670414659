/** What is signed and how it is read: spellings, places in the lists, and bytes of any kind. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { base58, bytesOfBase58 } from './base58.ts'
import { didDocument, didOf, multikeyOf, publicKeyOf, readDidDocument } from './did.ts'
import { readSigned } from './reading.ts'
import { bitsOf, isSet, LIST_ENTRIES, listEntryOf, readListName } from './statement.ts'

describe('base58', () => {
  test('has one spelling for each run of bytes, and reads it back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        expect(bytesOfBase58(base58(bytes))).toEqual(bytes)
      }),
    )
    expect(base58(new TextEncoder().encode('Hello World!'))).toBe('2NEpo7TZRRrLZSi2U')
  })

  test('reads nothing that is not written so, nor anything endless', () => {
    expect([bytesOfBase58('0OIl'), bytesOfBase58('1'.repeat(500))]).toEqual([null, null])
  })
})

describe('a key in public', () => {
  const key = multikeyOf(new Uint8Array(32).fill(7))

  test('is spelled as a Multikey and no other way', () => {
    expect(key).toMatch(/^z6Mk/)
    expect(publicKeyOf(key)).toEqual(new Uint8Array(32).fill(7))
    expect([publicKeyOf(key.slice(1)), publicKeyOf(`${key}1`), publicKeyOf('z6Mk')]).toEqual([null, null, null])
  })

  test('stands in the document of whoever has the address, with its time', () => {
    expect(didOf('https://certs.example:8443/programme')).toBe('did:web:certs.example%3A8443:programme')
    expect(didOf('https://certs.example')).toBe('did:web:certs.example')
    const keys = [{ key, from: '2026-01-01T00:00:00Z', until: '2026-02-01T00:00:00Z' }]
    expect(readDidDocument(didDocument('did:web:certs.example', keys))).toEqual({ did: 'did:web:certs.example', keys })
    expect([readDidDocument({}), readDidDocument({ id: 'x', verificationMethod: [{}] })]).toEqual([null, null])
  })
})

describe('a place in the status lists', () => {
  test.each([
    ['MCT-2026-00001', 'MCT-2026', 1],
    ['MQT-2025-131071', 'MQT-2025', 131_071],
    ['MAT-2026-131072', 'MAT-2026.2', 0],
    ['MCT-2026-262145', 'MCT-2026.3', 1],
  ])('%s is in %s at %d', (number, list, index) => {
    expect(listEntryOf(number)).toEqual({ list, index })
    const { series, first } = readListName(list)!
    expect(`${series}-${String(first + index).padStart(5, '0')}`).toBe(number)
  })

  test.each(['SAT-2026-00001', 'MCT-2026-1', 'LA-2026-0001', 'S-1', 'MCT-2026-00001 '])('%j has none', (number) => {
    expect(listEntryOf(number)).toBeNull()
  })

  test.each(['MCT-2026.1', 'MCT-2026.0', 'SAT-2026', '', 'MCT-2026.99999'])('%j is no list', (name) => {
    expect(readListName(name)).toBeNull()
  })

  test('holds exactly the bits that were set, the first in the highest place', () => {
    const bits = bitsOf([0, 9, LIST_ENTRIES - 1])
    expect([bits[0], bits[1], bits.at(-1), bits.length * 8]).toEqual([0x80, 0x40, 1, LIST_ENTRIES])
    expect([isSet(bits, 9), isSet(bits, 8), isSet(bits, LIST_ENTRIES)]).toEqual([true, false, false])
  })
})

describe('reading what anybody sent', () => {
  const read = (text: string) => readSigned(new TextEncoder().encode(text)).state

  test.each([
    ['{"a":1}', 'read'],
    ['{"a":1,"b":{"a":2}}', 'read'],
    ['{"a":"a\\":","b":[{"a":1},{"a":2}]}', 'read'],
    ['{"a":1,"a":2}', 'ambiguous'],
    ['{"a":1,"\\u0061":2}', 'ambiguous'],
    ['{"a":"\\ud800"}', 'ambiguous'],
    ['{"a":1', 'truncated'],
    ['{"a":"cut off in the mid', 'truncated'],
    ['[1]', 'foreign'],
    ['{a:1}', 'foreign'],
    ['', 'foreign'],
  ])('%s is %s', (text, state) => {
    expect(read(text)).toBe(state)
  })

  test('gives an answer to any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => typeof readSigned(bytes).state === 'string'))
    expect(read(`{"a":${'['.repeat(200_000)}`)).toBe('foreign')
  })

  test('and reads a text that is never closed once, not again from each of its quotes', () => {
    expect(read(`{"a":"${'\\"'.repeat(400_000)}`)).toBe('truncated')
    expect(read(`{"a":"${'\\"'.repeat(400_000)}"}`)).toBe('read')
    expect(read('{"a":"\\')).toBe('truncated')
  })
})
