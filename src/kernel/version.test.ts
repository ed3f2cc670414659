import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareVersions } from './version.ts'

/** From the oldest to the newest; every pair of them is compared. */
const RISING = [
  '8',
  '8.0.1',
  '8.1',
  '8.2',
  '8.2 SP1',
  '8.9',
  '8.10',
  '9.0',
  '9.0 SP1',
  '10.0',
  '10.0 HF1',
  '10.0 SP1',
  '10.0 SP1 HF1',
  '10.0 SP2',
  '10.0 SP10',
  '10.0.0.1',
  '10.1',
  '10.1.5',
  '11.0-rc1',
  '11.0-rc2',
  '20.3.4.5',
  '2025.1',
  '2025.10',
]

/** Spellings of one version. */
const SAME = [
  ['10', '10.0'],
  ['10', '10.0.0'],
  ['10.0 SP1', '10 SP1'],
  ['10.0 SP1', '10.0 sp1'],
  ['10.0 SP1', '10.0-SP-1'],
  ['10.0 SP1', '10.0SP1'],
  ['10.0', 'v10.0'],
  ['10.0', 'Release 10'],
  ['8.05', '8.5'],
] as const

const pairs = RISING.flatMap((older, i) => RISING.slice(i + 1).map((newer) => [older, newer] as const))

describe('the order of versions', () => {
  test.each(pairs)('%s comes before %s', (older, newer) => {
    expect(compareVersions(older, newer)).toBeLessThan(0)
    expect(compareVersions(newer, older)).toBeGreaterThan(0)
  })

  test.each(SAME)('%s and %s are one version', (first, second) => {
    expect(compareVersions(first, second)).toBe(0)
    expect(compareVersions(second, first)).toBe(0)
  })

  test('would notice versions compared as text', () => {
    const asText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
    expect(pairs.filter(([older, newer]) => asText(older, newer) >= 0).length).toBeGreaterThan(10)
    expect(pairs.filter(([older, newer]) => compareVersions(older, newer) >= 0)).toEqual([])
  })

  test('sorts releases of a platform with their service packs', () => {
    const mixed = ['10.1', '9', '10.0 SP10', '10.0', '8.10', '10.0 SP2', '8.9']
    expect(mixed.toSorted(compareVersions)).toEqual(['8.9', '8.10', '9', '10.0', '10.0 SP2', '10.0 SP10', '10.1'])
  })

  test('is total: either way round, and carried on from one to the next, whatever people typed', () => {
    const piece = fc.constantFrom('0', '1', '2', '10', '.', ' ', '-', 'SP', 'hf', 'rc', 'v', 'é')
    const version = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
    )
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(compareVersions(a, a)).toBe(0)
        expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) + 0)
        const sorted = [a, b, c].toSorted(compareVersions)
        expect(compareVersions(sorted[0]!, sorted[2]!)).toBeLessThanOrEqual(0)
      }),
      { numRuns: 3000 },
    )
  })

  test('comes to an end however long the text is', () => {
    expect(compareVersions('1.'.repeat(50_000), 'x'.repeat(50_000))).not.toBe(0)
  })
})
