/** Whatever a close look finds in a value, the one pass over the message finds as well. */
import { describe, expect, test } from 'vitest'
import { bytesOf } from './bytes.ts'
import { addressFaults, viaFaults } from './close-look.ts'
import { type FaultCode, faultsIn } from './fault.ts'
import { isOddAddress, isOddVia } from './first-look.ts'
import { emptySkim, skim } from './skim.ts'

const WITHIN: ReadonlySet<FaultCode> = new Set([
  'headers-in-address',
  'separators',
  'open-quote',
  'blank-in-address',
  'no-brackets',
  'date',
])

/** The faults of that kind in a message with these lines among others. */
function found(lines: readonly string[], uri = 'sip:x@e'): readonly FaultCode[] {
  const skimmed = emptySkim()
  const bytes = bytesOf([`OPTIONS ${uri} SIP/2.0`, ...lines, 'CSeq: 1 OPTIONS', '', ''].join('\r\n'))
  skim(bytes, 0, bytes.length, skimmed)
  return faultsIn(skimmed.faults).filter((code) => WITHIN.has(code))
}

test.each<[string, readonly string[], readonly FaultCode[]]>([
  ['a quote left open', ['From: "Anna <sip:a@e>;tag=1'], ['open-quote']],
  ['a quote left open within a tag', ['To: <sip:a@e>;tag=a"b'], ['open-quote']],
  ['a quote closed by an escaped one alone', ['Contact: "Anna \\" <sip:a@e>'], ['open-quote']],
  ['nothing between semicolons', ['From: <sip:a@e>;;tag=1'], ['separators']],
  ['nothing behind the last', ['t: <sip:a@e>;tag=1; '], ['separators']],
  ['nothing behind a name of a tag is something', ['To: <sip:a@e>;tag=;x=1'], []],
  [
    'nothing in a Via further down',
    ['Via: SIP/2.0/UDP e;branch=z9hG4bKa', 'v: SIP/2.0/UDP e;;branch=z9hG4bKb'],
    ['separators'],
  ],
  ['nothing between commas of Via', ['Via: SIP/2.0/UDP e;branch=z9hG4bKa,,SIP/2.0/UDP f'], ['separators']],
  ['a blank in brackets', ['m: <sip:a@e >'], ['blank-in-address']],
  ['a fold in brackets', ['Contact: <sip:a\r\n @e>'], ['blank-in-address']],
  ['a question mark without brackets', ['Contact: sip:a@e?x=1'], ['no-brackets']],
  ['in the second From', ['From: <sip:a@e>;tag=1', 'From: "A <sip:a@e>;tag=1'], ['open-quote']],
  ['a date of another zone', ['Date: Sat, 13 Nov 2010 23:29:00 EST'], ['date']],
  ['a date', ['Date: Sat, 13 Nov 2010 23:29:00 GMT'], []],
  ['nothing', ['From: "A \\" ;; ,, B" <sip:a@e;p;?x>;tag=1', 'Contact: *', 'Diversion: ;;'], []],
])('one pass over a message finds %s', (_, lines, faults) => {
  expect(found(lines)).toEqual(faults)
})

test.each([
  ['sip:a@e?x=1', ['headers-in-address']],
  ['sip:a?b@e', []],
  ['tel:1?x', []],
])('of the address %s in a first line', (uri, faults) => {
  expect(found([], uri)).toEqual(faults)
})

/** The same numbers each time. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

describe('of any values', () => {
  const SIGNS = ['"', '<', '>', ';', ',', '?', ' ', '\\', '=', 'tag=', ';tag=1', ';branch=z9', 'sip:a@e', 'ab', '\r\n ']
  const next = numbers(4711)
  const values = Array.from({ length: 40_000 }, () =>
    Array.from({ length: 1 + Math.floor(next() * 9) }, () => SIGNS[Math.floor(next() * SIGNS.length)])
      .join('')
      .trim(),
  ).filter((value) => value !== '')

  test('one pass finds what the close look finds, in each header', () => {
    let faulty = 0
    for (const value of values) {
      const bytes = bytesOf(value)
      const address = addressFaults(bytes, 0, bytes.length)
      const via = viaFaults(bytes, 0, bytes.length)
      if (address !== 0) faulty += 1
      for (const name of ['From', 'To', 'Contact']) {
        const told = found([`${name}: ${value}`])
        if (told.join(' ') !== faultsIn(address).join(' '))
          expect([name, value, told]).toEqual([name, value, faultsIn(address)])
      }
      for (const before of [[], ['Via: SIP/2.0/UDP e;branch=z9hG4bKa']]) {
        const told = found([...before, `Via: ${value}`])
        if (told.join(' ') !== faultsIn(via).join(' '))
          expect(['Via', value, told]).toEqual(['Via', value, faultsIn(via)])
      }
    }
    expect(faulty).toBeGreaterThan(values.length / 4)
    expect(faulty).toBeLessThan(values.length)
  })

  test.each([['SIP/2.0/UDP "e;x";;branch=z9hG4bKa;y="z'], ['SIP/2.0/UDP "e";branch=z9hG4bKa;;x']])(
    'a quote before the first separator of a Via hides nothing: %s',
    (value) => {
      const bytes = bytesOf(value)
      const close = faultsIn(viaFaults(bytes, 0, bytes.length))
      expect(close).toContain('separators')
      expect(found([`Via: ${value}`])).toEqual(close)
    },
  )

  test('what is odd in a value does not depend on what lies behind it', () => {
    const cut = 'SIP/2.0/UDP f;'
    const odd = ['', '\r\n', 'A'].map((behind) => isOddVia(bytesOf(cut + behind), 0, cut.length))
    expect(odd).toEqual([true, true, true])
  })

  test('control: the first look does not pass everything on', () => {
    const ordinary = ['"Anna Example" <sip:a@e;transport=udp>;tag=1', '<sip:a@e>', 'sip:a@e;expires=60', '*'].map(
      bytesOf,
    )
    expect(ordinary.filter((bytes) => isOddAddress(bytes, 0, bytes.length))).toEqual([])
    const via = bytesOf('SIP/2.0/UDP [2001:db8::1]:5060;branch=z9hG4bKa;received=2001:db8::2;rport')
    expect(isOddVia(via, 0, via.length)).toBe(false)
  })
})
