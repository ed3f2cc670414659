import { describe, expect, test } from 'vitest'
import { CLAUSES, READINGS, chapterOf, clauseOf, readingOf } from './register.ts'

/** What makes a sentence of the register unfit to be shown, or null. */
function unfit(says: string): string | null {
  if (!says.endsWith('.')) return 'ends without a full stop'
  if (says.length < 20) return 'too short'
  if (says.length > 400) return 'too long'
  if (/\s{2}|^\s|\s\.$/.test(says)) return 'stray space'
  return null
}

/** How often each value occurs. */
function tally(values: readonly (string | number)[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return counts
}

describe('the register', () => {
  test('gives every clause an id of its own', () => {
    expect(new Set(CLAUSES.map((clause) => clause.id)).size).toBe(CLAUSES.length)
  })

  test('holds as many clauses of each section as the source document was taken apart into', () => {
    expect(tally(CLAUSES.map((clause) => chapterOf(clause.id)))).toEqual({
      0: 2,
      1: 5,
      2: 3,
      3: 17,
      4: 44,
      5: 20,
      6: 7,
      7: 8,
      8: 16,
      9: 4,
    })
    expect(CLAUSES).toHaveLength(126)
  })

  test('holds as many clauses of each kind as the source document was taken apart into', () => {
    expect(tally(CLAUSES.map((clause) => clause.kind))).toEqual({
      rule: 72,
      recommendation: 3,
      decision: 7,
      fact: 23,
      entitlement: 11,
      artefact: 10,
    })
  })

  test('keeps the order of the sections', () => {
    const chapters = CLAUSES.map((clause) => chapterOf(clause.id))
    expect(chapters).toEqual(chapters.toSorted((a, b) => a - b))
  })

  test('says of every clause whom it binds or serves', () => {
    expect(CLAUSES.filter((clause) => clause.who.trim() === '')).toEqual([])
  })

  test('tells every clause and every reading in whole sentences of a bearable length', () => {
    expect([...CLAUSES, ...READINGS].filter(({ says }) => unfit(says)).map(({ id }) => id)).toEqual([])
  })

  test('would notice a sentence cut off, too short, too long or badly joined', () => {
    expect(unfit('The vendor publishes the config')).toBe('ends without a full stop')
    expect(unfit('It is free.')).toBe('too short')
    expect(unfit(`${'A sentence that does not end '.repeat(14)}.`)).toBe('too long')
    expect(unfit('Two pieces joined  with two spaces.')).toBe('stray space')
    expect(unfit('Path A is free of charge for the sponsor.')).toBeNull()
  })

  test('finds a clause by its id and says when there is none', () => {
    expect(clauseOf('9.3')).toMatchObject({ id: '9.3', kind: 'rule', who: 'the programme office' })
    expect(clauseOf('1.FN1')?.id).toBe('1.FN1')
    expect(clauseOf('10.1')).toBeNull()
    expect(clauseOf('X-07')).toBeNull()
  })

  test('knows the section of every shape of id', () => {
    expect(['0.1', '1.FN1', '3T.SAT', '4A.10', '4B.a', '4C.FN2', '5N.b2', '7.5d', '8.10d'].map(chapterOf)).toEqual([
      0, 1, 3, 4, 4, 4, 5, 7, 8,
    ])
  })
})

describe('the readings', () => {
  test('are X-01 to X-46 and G-01 to G-25, each once and in order', () => {
    const numbered = (letter: string, last: number) =>
      Array.from({ length: last }, (_, index) => `${letter}-${String(index + 1).padStart(2, '0')}`)
    expect(READINGS.map((reading) => reading.id)).toEqual([...numbered('X', 46), ...numbered('G', 25)])
  })

  test('each touch at least one clause, all of which exist, none of them twice', () => {
    for (const { id, clauses } of READINGS) {
      expect(clauses, id).not.toEqual([])
      expect(
        clauses.filter((clause) => clauseOf(clause) === null),
        id,
      ).toEqual([])
      expect(new Set(clauses).size, id).toBe(clauses.length)
    }
  })

  test('are found by their id, and nothing else is', () => {
    expect(readingOf('X-07')).toMatchObject({ id: 'X-07', clauses: ['8.9c', '8.10c', '8.11'] })
    expect(readingOf('G-25')?.id).toBe('G-25')
    expect(readingOf('X-47')).toBeNull()
    expect(readingOf('9.3')).toBeNull()
  })
})
