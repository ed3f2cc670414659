import { describe, expect, test } from 'vitest'
import { DEEPEST, holdsBrokenText, isPlainLine, isPlainText, isTower, plainName, shortHash } from './text.ts'

describe('plain text', () => {
  /** What was sent, whether it is plain text, and whether it is one line of it. */
  test.each([
    ['Hold fails after 30 s.', true, true],
    ['', true, true],
    ['Größe, 日本語, 😀, عربي', true, true],
    ['two\nlines', true, false],
    ['two\r\nlines', true, false],
    ['a\ttab', true, false],
    ['two\u2028lines', true, false],
    ['two\u2029paragraphs', true, false],
    ['a\u0000nought', false, false],
    ['\u001b[31mred', false, false],
    ['bell\u0007', false, false],
    ['delete\u007f', false, false],
    ['next\u0085line', false, false],
    ['half a pair \ud83d', false, false],
    ['\ude00 the other half', false, false],
  ])('%j: %s, on one line: %s', (text, isText, isLine) => {
    expect([isPlainText(text), isPlainLine(text)]).toEqual([isText, isLine])
  })
})

describe('a plain name', () => {
  test.each([
    ['report.pdf', 'report.pdf'],
    ['  report.pdf  ', 'report.pdf'],
    ['re\u0000port\n.pdf', 'report.pdf'],
    ['report\u202efdp.exe', 'reportfdp.exe'],
    ['\u2066a\u2069b\u200ec', 'abc'],
    ['two\u2028lines\u2029', 'twolines'],
    ['half \ud83d', 'half \ufffd'],
    ['Größe 日本.pcap', 'Größe 日本.pcap'],
  ])('of %j is %j', (name, expected) => {
    expect(plainName(name)).toBe(expected)
    expect(isPlainLine(expected)).toBe(true)
  })
})

test.each([
  ['a text', 'Vienna', false],
  ['a NUL', 'Vien\0na', true],
  ['half a character', 'Vienna \ud83c', true],
  ['a NUL deep inside', { findings: [{ testCase: 'REG-01', says: '\0' }] }, true],
  ['a NUL in a name', { '\0': 1 }, true],
  ['numbers, ticks and nothing', { a: [1, true, null, undefined] }, false],
])('%s counts as broken text: %j', (_, value, isBroken) => {
  expect(holdsBrokenText(value)).toBe(isBroken)
})

test('a tower is what is nested deeper than any input, and nothing else', () => {
  const nested = (deep: number): unknown => (deep === 0 ? 'text' : [nested(deep - 1)])
  expect([nested(DEEPEST), nested(DEEPEST + 1), nested(1000)].map((each) => isTower(each))).toEqual([false, true, true])
  expect([{ a: null, b: [] }, 'text', 1, null].map((each) => isTower(each))).toEqual([false, false, false, false])
})

// The vectors of the draft: draft-eastlake-fnv §8.
test.each([
  ['', '811c9dc5'],
  ['a', 'e40c292c'],
  ['foobar', 'bf9cf968'],
])('the short hash of %j is %s', (text, hash) => {
  expect(shortHash(text)).toBe(hash)
})
