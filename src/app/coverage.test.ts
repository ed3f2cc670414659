import { describe, expect, test } from 'vitest'
import { SIP_TRUNK_TEST_CASES } from '../conformance/cases/index.ts'
import { CARRIED_OTHERWISE } from '../rulebook/carried-otherwise.ts'
import { coverage } from './coverage.ts'
import { MOVES } from './targets.ts'

const moves = new Map([...MOVES].map(([name, { move }]) => [name, move]))
const rows = coverage({ moves, testCases: SIP_TRUNK_TEST_CASES })

describe('coverage of the source document', () => {
  test('every clause is carried out by something, or says what carries it out instead', () => {
    expect(rows.length).toBe(126)
    expect(rows.filter((row) => row.carriers.length === 0 && !row.otherwise).map((row) => row.clause.id)).toEqual([])
  })

  test('no clause that is cited stands among those carried otherwise', () => {
    expect(rows.filter((row) => row.carriers.length > 0 && row.otherwise).map((row) => row.clause.id)).toEqual([])
    expect(CARRIED_OTHERWISE.every((each) => rows.some((row) => row.clause.id === each.clause))).toBe(true)
  })

  test('without its rules the register would show gaps', () => {
    const bare = coverage({ moves: new Map(), testCases: [] })
    expect(bare.filter((row) => row.carriers.length === 0 && !row.otherwise).length).toBeGreaterThan(0)
  })
})
