import { describe, expect, test } from 'vitest'
import { exitCodeOf, refusalAsData, refuse, Refusal, type RefusalCode, statusOf } from './refusal.ts'

/** Every code with its HTTP status and the exit code of the command line; one that is missing does not compile. */
const ANSWERS: Readonly<Record<RefusalCode, readonly [status: number, exit: number]>> = {
  'not-signed-in': [401, 1],
  'not-permitted': [403, 1],
  'not-found': [404, 1],
  'not-now': [409, 1],
  stale: [409, 1],
  conflict: [409, 1],
  rule: [422, 1],
  'wrong-input': [422, 1],
  'wrong-file': [422, 1],
  'too-large': [413, 1],
  'too-many': [429, 1],
  'wrong-usage': [400, 2],
  unavailable: [503, 3],
}

const words = { says: 'The quote has expired.', next: 'Ask for a new version.' }

describe('a refusal', () => {
  test.each(Object.entries(ANSWERS))('%s answers %j', (code, [status, exit]) => {
    const refusal = new Refusal(code as RefusalCode, words)
    expect([statusOf(refusal), exitCodeOf(refusal)]).toEqual([status, exit])
  })

  test('is an error that says what, under which clause, and what to do next', () => {
    const told = caught(() => refuse('not-now', { ...words, clause: 'G-04' }))
    expect(told).toBeInstanceOf(Refusal)
    expect(told).toMatchObject({ ...words, message: words.says, code: 'not-now', clause: 'G-04', faults: [] })
  })

  test('is told to programs without its faults when there are none', () => {
    expect(refusalAsData(new Refusal('rule', { ...words, clause: '9.3' }))).toEqual({
      refused: { code: 'rule', ...words, clause: '9.3' },
    })
    expect(refusalAsData(new Refusal('stale', words))).toEqual({
      refused: { code: 'stale', ...words, clause: null },
    })
  })

  test('names each fault at its place', () => {
    const faults = [{ at: 'from', says: 'This day is past.' }]
    expect(refusalAsData(new Refusal('wrong-input', { ...words, faults })).refused).toMatchObject({ faults })
  })

  test('says where to look at what stands in the way', () => {
    expect(refusalAsData(new Refusal('conflict', { ...words, see: '/products/cedar' })).refused).toMatchObject({
      see: '/products/cedar',
    })
  })

  test('tells programs nothing of where in the program it arose', () => {
    expect(JSON.stringify(refusalAsData(new Refusal('rule', words)))).not.toMatch(/stack|\.ts/)
  })
})

function caught(work: () => void): unknown {
  try {
    work()
  } catch (fault) {
    return fault
  }
  return null
}
