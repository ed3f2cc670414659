import { describe, expect, test } from 'vitest'
import { latestByKey } from './latest.ts'

/** Plain arrays, looked through: what the chains have to agree with. */
function agrees(keys: readonly number[]): number {
  let asked = 0
  const latest = latestByKey(keys.length, (item) => {
    asked += 1
    return keys[item]!
  })
  const chains = new Map<number, number[]>()
  for (const [item, key] of keys.entries()) {
    const chain = chains.get(key) ?? []
    if (latest.of(key) !== (chain.at(-1) ?? -1)) throw new Error(`the latest under ${key} is another`)
    // Whoever adds may have asked for another in between, or for none.
    if (item % 3 === 0) latest.of(keys[(item * 7) % keys.length]!)
    latest.add(item)
    if (key === 0) continue
    if (latest.before(item) !== (chain.at(-1) ?? -1)) throw new Error(`another was before ${item}`)
    chain.push(item)
    chains.set(key, chain)
  }
  return asked
}

/** Keys whose place is the same: the multiplier is odd, so that every product has a key it is made of. */
function ofOnePlace(count: number): readonly number[] {
  let inverse = 1
  for (let step = 0; step < 5; step += 1) inverse = Math.imul(inverse, 2 - Math.imul(0x9e3779b1, inverse))
  return Array.from({ length: count }, (_, at) => Math.imul((at % 128) + ((at >>> 7) << 27), inverse) >>> 0 || 1)
}

describe('the latest under a key', () => {
  test.each([
    ['that many share', Array.from({ length: 5000 }, (_, at) => at % 7)],
    ['that nobody shares', Array.from({ length: 5000 }, (_, at) => at + 1)],
    ['of many bits', Array.from({ length: 5000 }, (_, at) => (at % 900) * 2 ** 33 + 5)],
    ['all in one place', ofOnePlace(4000)],
  ])('%s is the one added last', (_, keys) => {
    expect(agrees(keys)).toBeGreaterThan(0)
  })

  test('keys made for one place are looked at no more often than others, by their number', () => {
    const many = ofOnePlace(4000)
    expect(new Set(many).size).toBe(4000)
    expect(agrees(many)).toBeLessThan(4000 * 3 * 20)
  })
})
