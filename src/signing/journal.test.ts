import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../kernel/day.ts'
import { BEGINNING, type Fact, faultOfLink, hashState, hashText, RunningDigest, seal } from './journal.ts'

type Link = { readonly seq: number; readonly hash: string; readonly body: string }

const fact = (seq: number, before: string, more: Partial<Fact> = {}): Fact => ({
  seq,
  before,
  id: `0197-${seq}`,
  at: '2026-06-15T09:00:00.000Z',
  day: day('2026-06-15'),
  kind: 'result-recorded',
  move: 'record-result',
  clause: '3C.1',
  says: `OUT-0${seq} passed, Größe “gut” 😀`,
  by: { id: 'tester', name: 'Tester', organisation: 'vendor' },
  project: 'p1',
  data: { testCase: `OUT-0${seq}`, verdict: 'passed', note: '', limitation: null, of: [1, 2.5, true] },
  subjects: [{ noun: 'run', id: 'r1', revision: seq, hash: hashState({ seq }) }],
  ...more,
})

function chainOf(length: number): readonly Link[] {
  const links: Link[] = []
  for (let seq = 1; seq <= length; seq += 1) {
    const { body, hash } = seal(fact(seq, links.at(-1)?.hash ?? BEGINNING))
    links.push({ seq, hash, body })
  }
  return links
}

/** Every fault of a chain, read link by link from the beginning as verification does; the end is held against `head`. */
function faultsOf(links: readonly Link[], head: string): readonly string[] {
  const faults: string[] = []
  let last = { seq: 0, hash: BEGINNING }
  for (const link of links) {
    const says = faultOfLink(link, last)
    if (says) faults.push(says)
    last = { seq: link.seq, hash: link.hash }
  }
  return last.hash === head ? faults : [...faults, 'the journal does not end where its head says']
}

const chain = chainOf(8)
const head = chain.at(-1)!.hash

const replaced = (at: number, link: Partial<Link>): readonly Link[] =>
  chain.map((each, index) => (index === at ? { ...each, ...link } : each))

describe('the chain of facts', () => {
  test('as it was written is without fault, from the first fact on', () => {
    expect(faultsOf(chain, head)).toEqual([])
    expect(faultsOf([], BEGINNING)).toEqual([])
    expect(JSON.parse(chain[0]!.body)).toMatchObject({ seq: 1, before: '0'.repeat(64) })
  })

  test('names with each fact the hash of the one before', () => {
    for (const [at, link] of chain.entries())
      expect((JSON.parse(link.body) as Fact).before).toBe(at === 0 ? BEGINNING : chain[at - 1]!.hash)
    expect(new Set(chain.map((link) => link.hash)).size).toBe(8)
  })

  test('shows any character changed in the text of a fact, ten thousand times', () => {
    let tried = 0
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 0xff }), (which, where, by) => {
        const at = which % chain.length
        const { body } = chain[at]!
        const place = where % body.length
        const changed = body.slice(0, place) + String.fromCharCode(body.charCodeAt(place) ^ by) + body.slice(place + 1)
        expect(faultsOf(replaced(at, { body: changed }), head)).toEqual([
          `fact ${at + 1} was changed: its hash does not fit its text`,
        ])
        tried += 1
      }),
      { numRuns: 10_000 },
    )
    expect(tried).toBe(10_000)
  })

  test('shows every single bit changed in the text of one fact', () => {
    const bytes = Buffer.from(chain[3]!.body, 'utf8')
    const isFound = () => faultOfLink({ ...chain[3]!, body: bytes.toString('utf8') }, chain[2]!) !== null
    expect(isFound()).toBe(false)
    let found = 0
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      bytes[bit >> 3]! ^= 1 << (bit & 7)
      if (isFound()) found += 1
      bytes[bit >> 3]! ^= 1 << (bit & 7)
    }
    expect(found).toBe(bytes.length * 8)
    expect(isFound()).toBe(false)
  })

  test('shows any character changed in a hash', () => {
    for (const [at, { hash }] of chain.entries())
      for (let place = 0; place < hash.length; place += 1) {
        const other = hash[place] === '0' ? '1' : '0'
        const changed = replaced(at, { hash: hash.slice(0, place) + other + hash.slice(place + 1) })
        expect(faultsOf(changed, head)[0]).toBe(`fact ${at + 1} was changed: its hash does not fit its text`)
      }
  })

  test('shows a fact rewritten with a hash that fits, by the fact after it or by the head', () => {
    for (let at = 0; at < chain.length; at += 1) {
      const { body, hash } = seal({ ...(JSON.parse(chain[at]!.body) as Fact), says: 'It was not so.' })
      const isLast = at === chain.length - 1
      expect(faultsOf(replaced(at, { body, hash }), head)).toEqual([
        isLast ? 'the journal does not end where its head says' : `fact ${at + 2} does not follow fact ${at + 1}`,
      ])
    }
  })

  test('rewritten to its end holds together by itself, and is shown by the head alone', () => {
    const links: Link[] = []
    for (const { body } of chain) {
      const said = JSON.parse(body) as Fact
      const forged = seal({ ...said, says: 'It was not so.', before: links.at(-1)?.hash ?? BEGINNING })
      links.push({ seq: said.seq, body: forged.body, hash: forged.hash })
    }
    expect(faultsOf(links, links.at(-1)!.hash)).toEqual([])
    expect(faultsOf(links, head)).toEqual(['the journal does not end where its head says'])
  })

  test.each<[says: string, links: readonly Link[], faults: readonly string[]]>([
    ['a fact taken out', chain.toSpliced(2, 1), ['fact 3 is missing']],
    ['the first taken out', chain.slice(1), ['fact 1 is missing']],
    ['the last taken out', chain.slice(0, -1), ['the journal does not end where its head says']],
    ['two taken out', chain.toSpliced(2, 2), ['fact 3 is missing']],
    ['a fact twice', chain.toSpliced(2, 0, chain[1]!), ['fact 3 is missing']],
    [
      'two facts that changed places',
      chain.toSpliced(2, 2, chain[3]!, chain[2]!),
      ['fact 3 is missing', 'fact 5 is missing', 'fact 4 is missing'],
    ],
    [
      'a gap closed by counting anew',
      chain.toSpliced(2, 1).map((link, index) => ({ ...link, seq: index + 1 })),
      [3, 4, 5, 6, 7].map((seq) => `fact ${seq} calls itself ${seq + 1}`),
    ],
    [
      'a fact of another chain',
      replaced(4, chainLike(5)),
      ['fact 5 does not follow fact 4', 'fact 6 does not follow fact 5'],
    ],
    [
      'text that is no fact, under a hash that fits',
      replaced(4, { body: 'nothing', hash: hashText('nothing') }),
      ['fact 5 cannot be read', 'fact 6 does not follow fact 5'],
    ],
    ['an empty text', replaced(4, { body: '' }), ['fact 5 was changed: its hash does not fit its text']],
  ])('shows %s', (_says, links, faults) => {
    expect(faultsOf(links, head)).toEqual(faults)
  })

  test('without the link to the fact before, a rewritten fact would pass', () => {
    const unlinked = (link: Link) => hashText(link.body) === link.hash
    const { body, hash } = seal({ ...(JSON.parse(chain[2]!.body) as Fact), says: 'It was not so.' })
    expect(unlinked({ seq: 3, body, hash })).toBe(true)
    expect(faultsOf(replaced(2, { body, hash }), head)).not.toEqual([])
  })
})

function chainLike(seq: number): Link {
  const { body, hash } = seal(fact(seq, hashText('another chain')))
  return { seq, body, hash }
}

describe('the hash of a fact or a state', () => {
  test('does not depend on the order in which members were written', () => {
    const written = fact(1, BEGINNING)
    const turned = Object.fromEntries(Object.entries(written).toReversed()) as Fact
    expect(JSON.stringify(turned)).not.toBe(JSON.stringify(written))
    expect(seal(turned)).toMatchObject({ body: seal(written).body, hash: seal(written).hash })
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (state) => {
        expect(hashState(Object.fromEntries(Object.entries(state).toReversed()))).toBe(hashState(state))
      }),
    )
  })

  test.each([
    ['another value', { a: 1, b: 3 }],
    ['a member more', { a: 1, b: 2, c: null }],
    ['a member less', { a: 1 }],
    ['text for a number', { a: 1, b: '2' }],
    ['members that changed values', { a: 2, b: 1 }],
    ['a list', [1, 2]],
  ])('differs for %s', (_says, other) => {
    expect(hashState(other)).not.toBe(hashState({ a: 1, b: 2 }))
  })

  test('depends on the order of a list', () => {
    expect(hashState([1, 2])).not.toBe(hashState([2, 1]))
  })

  test('is the SHA-256 that everybody else computes', () => {
    expect(hashText('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(hashText('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        expect(hashText(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'))
      }),
    )
  })
})

describe('the digest of an import', () => {
  const digestOf = (...records: readonly (readonly [noun: string, id: string, hash: string])[]) => {
    const digest = new RunningDigest()
    for (const [noun, id, hash] of records) digest.add(noun, id, hash)
    return digest.hex()
  }
  const first = ['product', 'p1', 'aa'] as const
  const second = ['product', 'p2', 'bb'] as const

  test('is the same for the same records, and of nothing is that of nothing', () => {
    expect(digestOf(first, second)).toBe(digestOf(first, second))
    expect(digestOf()).toBe(hashText(''))
  })

  test.each([
    ['one is missing', digestOf(first)],
    ['one came in', digestOf(first, second, ['product', 'p3', 'cc'])],
    ['they changed places', digestOf(second, first)],
    ['one was changed', digestOf(first, ['product', 'p2', 'bc'])],
    ['one has another name', digestOf(first, ['product', 'p20', 'bb'])],
    ['one is of another noun', digestOf(first, ['platform', 'p2', 'bb'])],
    ['a letter moved from the name to the noun', digestOf(first, ['productp', '2', 'bb'])],
  ])('differs when %s', (_says, other) => {
    expect(other).not.toBe(digestOf(first, second))
  })
})
