import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesOf } from './bytes.ts'
import { KIND, kindNamed, kindSpelt, LENGTHS, LONGEST_NAME } from './header-kind.ts'

const USUAL = [
  ['Via', KIND.via, 'v'],
  ['From', KIND.from, 'f'],
  ['To', KIND.to, 't'],
  ['Call-ID', KIND.callId, 'i'],
  ['CSeq', KIND.cseq, null],
  ['Contact', KIND.contact, 'm'],
  ['Content-Length', KIND.contentLength, 'l'],
  ['Content-Type', KIND.contentType, 'c'],
  ['Max-Forwards', KIND.maxForwards, null],
] as const

const spelt = (line: string) => kindSpelt(bytesOf(line.padEnd(LONGEST_NAME + 4)), 0)
const named = (name: string) => kindNamed(bytesOf(name), 0, name.length)

describe('the kind of a header', () => {
  test.each(USUAL)(
    '%s is known at once as it is usually spelt, and by its name however it is',
    (name, kind, compact) => {
      expect(spelt(`${name}: x`)).toBe(kind)
      expect(LENGTHS[kind]).toBe(name.length)
      for (const other of [
        name,
        name.toLowerCase(),
        name.toUpperCase(),
        ...(compact ? [compact, compact.toUpperCase()] : []),
      ])
        expect(named(other), other).toBe(kind)
      for (const other of [`${name} : x`, `${name}s: x`, `X${name}: x`, name.slice(0, -1)])
        expect(spelt(other), other).toBe(KIND.other)
    },
  )

  test('Date is known by its name alone, and what nobody looks for is none', () => {
    expect([named('Date'), named('d'), named('Route'), named('CSeqs'), named('')]).toEqual([KIND.date, 0, 0, 0, 0])
  })

  test('what is known at once is known by its name as well', () => {
    const near = fc
      .tuple(fc.constantFrom(...USUAL), fc.nat(17), fc.integer({ min: 0, max: 255 }), fc.boolean())
      .map(([[name], at, byte, isChanged]) => {
        const bytes = bytesOf(`${name}: `.padEnd(LONGEST_NAME + 4, 'x'))
        if (isChanged) bytes[at] = byte
        return bytes
      })
    let met = 0
    fc.assert(
      fc.property(near, (bytes) => {
        const kind = kindSpelt(bytes, 0)
        if (kind === KIND.other) return
        met += 1
        expect(kindNamed(bytes, 0, LENGTHS[kind]!)).toBe(kind)
        expect(bytes[LENGTHS[kind]!]).toBe(58)
      }),
      { numRuns: 5000 },
    )
    expect(met).toBeGreaterThan(1000)
  })
})
