import { describe, expect, test } from 'vitest'
import { freeId, isUuid, SLUG, slugOf, uuidV7 } from './id.ts'

const bytes = (...values: number[]) => Uint8Array.from(values)
const NOUGHTS = bytes(0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
const ONES = bytes(255, 255, 255, 255, 255, 255, 255, 255, 255, 255)

describe('a UUIDv7', () => {
  test('is made of the instant, the version, the variant and chance, as RFC 9562 prints it', () => {
    // appendix A.6: 2022-02-22 19:22:22 UTC, rand_a CC3, rand_b 18C4DC0C0C07398F
    const random = bytes(0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f)
    expect(uuidV7(1_645_557_742_000, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
  })

  test.each([
    [0, '00000000-0000-7000-8000-000000000000', NOUGHTS],
    [0, '00000000-0000-7fff-bfff-ffffffffffff', ONES],
    [281_474_976_710_655, 'ffffffff-ffff-7000-8000-000000000000', NOUGHTS],
    [1, '00000000-0001-7bcd-af01-23456789abcd', bytes(0xab, 0xcd, 0xef, 0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd)],
  ])('at %i is %s by chance', (instant, expected, random) => {
    expect(uuidV7(instant, random)).toBe(expected)
    expect(isUuid(expected)).toBe(true)
  })

  test('of a later instant sorts after one of an earlier, whatever chance gave', () => {
    const instants = [0, 1, 255, 256, 1_645_557_742_000, 1_645_557_742_001, 1_900_000_000_000]
    const early = instants.map((instant) => uuidV7(instant, ONES))
    const late = instants.slice(1).map((instant) => uuidV7(instant, NOUGHTS))
    expect(early).toEqual(early.toSorted())
    for (const [i, id] of late.entries()) expect(early[i]! < id).toBe(true)
  })

  test.each([
    '017F22E2-79B0-7CC3-98C4-DC0C0C07398F',
    '017f22e279b07cc398c4dc0c0c07398f',
    '017f22e2-79b0-7cc3-98c4-dc0c0c07398',
    '017f22e2-79b0-7cc3-98c4-dc0c0c07398f\n',
    '../../etc/passwd',
    '',
  ])('is not %j', (text) => {
    expect(isUuid(text)).toBe(false)
  })
})

describe('a short word', () => {
  test.each([
    ['Acme SIP Trunk', 'acme-sip-trunk'],
    ['  Acme  ', 'acme'],
    ['Größe & Ähnliches', 'gro-e-ahnliches'],
    ['Café Zürich S.A.', 'cafe-zurich-s-a'],
    ['ﬁber №5', 'fiber-no5'],
    ['A/B\\C', 'a-b-c'],
    ['--x--', 'x'],
    ['../../x', 'x'],
    ['MX-ONE 7.4', 'mx-one-7-4'],
    ['日本', 'acme-sip-trunk'],
    ['日本語 トランク 2', 'acme-sip-trunk'],
    ['Телефон', 'acme-sip-trunk'],
    ['🚀', 'acme-sip-trunk'],
    ['日本 SIP', 'sip'],
    ['4000', '4000'],
    ['', 'acme-sip-trunk'],
    ['!!!', 'acme-sip-trunk'],
  ])('of %j is %s', (name, expected) => {
    expect(slugOf(name, 'acme-sip-trunk')).toBe(expected)
    expect(expected).toMatch(SLUG)
  })

  test('is cut at sixty letters and never ends in a hyphen', () => {
    expect(slugOf('a'.repeat(80), '')).toBe('a'.repeat(60))
    expect(slugOf(`${'a'.repeat(59)} b`, '')).toBe('a'.repeat(59))
    expect(slugOf('日本', `${'a'.repeat(59)}-b`)).toBe('a'.repeat(59))
  })

  test.each(['acme', 'acme-trunk', 'acme.trunk', 'a1-2.3'])('%s is a fit one', (word) => {
    expect(word).toMatch(SLUG)
  })

  test.each(['Acme', 'acme_trunk', '-acme', 'acme-', 'a--b', 'a..b', '.', '', 'a b', 'acme\n', 'a/b'])(
    '%j is not',
    (word) => {
      expect(word).not.toMatch(SLUG)
    },
  )
})

describe('a free id', () => {
  test.each([
    [[], 'acme'],
    [['acme'], 'acme-2'],
    [['acme', 'acme-2'], 'acme-3'],
    [['acme-2'], 'acme'],
    [['acme', 'acme-3'], 'acme-2'],
  ])('beside %j is %s', (taken, expected) => {
    expect(freeId('acme', (id) => taken.includes(id))).toBe(expected)
  })

  test('is not looked for without end', () => {
    let asked = 0
    const taken = () => (asked += 1) > 0
    expect(() => freeId('acme', taken)).toThrow('a thousand things are called acme')
    expect(asked).toBeLessThan(1001)
  })
})
