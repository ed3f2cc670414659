import { describe, expect, test } from 'vitest'
import { slipsBetween } from './near-words.ts'
import { termsOf, wordsOf } from './search.ts'

const PLATFORMS = [
  {
    id: 'mx',
    name: 'MX-ONE',
    aliases: ['Aastra 7000'],
    releases: ['7.0', '7.2', '8.0', '10.1'].map((version) => ({ version, kind: 'major' as const })),
  },
  { id: 'orchard', name: 'Orchard Exchange', releases: [{ version: '9.1', kind: 'major' as const }] },
]

describe('the words of a search', () => {
  test('what is said in passing does not count, unless nothing else is said', () => {
    expect(wordsOf('Cedar version 10.1 on Orchard')).toEqual(['cedar', '10.1', 'orchard'])
    expect(wordsOf('version')).toEqual(['version'])
    expect(wordsOf(' ')).toEqual([])
  })

  test('six words of sixty letters are read of whatever is typed', () => {
    const words = wordsOf(`${'a '.repeat(40)} ${'b'.repeat(300)}`)
    expect(words).toHaveLength(6)
    expect(wordsOf('b'.repeat(300))[0]).toHaveLength(60)
  })

  test.each([
    ['v7.2', ['7.2']],
    ['r7.2', ['7.2']],
    ['7.2', ['7.2']],
    ['7', ['7', '7.0', '7.2']],
    ['7.x', ['7.x', '7.0', '7.2']],
    ['1', ['1']],
    ['vista', []],
  ])('%s means the releases %j', (word, versions) => {
    expect(termsOf(word, PLATFORMS)[0]?.versions).toEqual(versions)
  })

  test.each([
    ['mxone', ['mx']],
    ['mx-one', ['mx']],
    ['mx', ['mx']],
    ['x', []],
    ['ex', ['orchard']],
    ['aastra', ['mx']],
    ['7000', ['mx']],
    ['one', ['mx']],
    ['--', []],
    ['cedar', []],
  ])('%s names the platforms %j', (word, platforms) => {
    expect(termsOf(word, PLATFORMS)[0]?.platforms).toEqual(platforms)
  })
})

describe('slips', () => {
  test.each([
    ['trunk', 'trunk', 0],
    ['turnk', 'trunk', 1],
    ['trunc', 'trunk', 1],
    ['trnk', 'trunk', 1],
    ['trunnk', 'trunk', 1],
    ['norhtwnd', 'northwind', 2],
    ['cedar', 'orchid', 3],
  ])('from %s to %s there are %i, as far as two are counted', (a, b, slips) => {
    expect(slipsBetween(a, b, 2)).toBe(slips)
  })
})
