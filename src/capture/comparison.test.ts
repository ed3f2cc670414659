import { describe, expect, test } from 'vitest'
import { laddersOf } from '../../test/support/trunk-scene.ts'
import { compareLadders } from './comparison.ts'
import { windowOf } from './ladder-window.ts'

function ladder(lines: string) {
  const { said, ladder: drawn } = laddersOf({ lines })
  return windowOf(drawn, said, 0)
}

const BEGINS = 'pbx INVITE offer\nprovider 100 Trying\nprovider 180 Ringing +500'
const ENDS = 'pbx ACK\nboth sound 400\npbx BYE\nprovider 200 OK'

/** What differs from the first call when this one is the second. */
const says = (second: string, first = `${BEGINS}\nprovider 200 OK +2000 answer\n${ENDS}`) =>
  compareLadders(ladder(first), ladder(second)).says

describe('two captures of the same test case', () => {
  test('that went the same way differ in nothing, whatever their addresses', () => {
    expect(says(`${BEGINS}\nprovider 200 OK +2000 answer\n${ENDS}`)).toEqual([])
  })

  test('a message that only one of them has', () => {
    const second = `${BEGINS}\nprovider 183 Session Progress answer\nprovider 200 OK +1980 answer\n${ENDS}`
    expect(says(second)).toEqual(['Only in the second: 183 Session Progress (1 INVITE) (#4).'])
  })

  test('another order', () => {
    const one = 'pbx INVITE offer\nprovider 180 Ringing\nprovider 183 Session Progress\nprovider 200 OK answer\npbx ACK'
    const other =
      'pbx INVITE offer\nprovider 183 Session Progress\nprovider 180 Ringing\nprovider 200 OK answer\npbx ACK'
    expect(says(other, one)).toEqual([
      'Only in the first: 180 Ringing (1 INVITE) (#2).',
      'Only in the second: 180 Ringing (1 INVITE) (#3).',
    ])
  })

  test('another codec and another direction in the answer', () => {
    expect(says(`${BEGINS}\nprovider 200 OK +2000 answer:sendonly:PCMU\n${ENDS}`)).toEqual([
      '200 OK (1 INVITE) (#4/#4), audio direction: sendrecv in the first, sendonly in the second.',
      '200 OK (1 INVITE) (#4/#4), audio codecs: PCMA, telephone-event in the first, PCMU, telephone-event in the second.',
    ])
  })

  test('a longer wait, and not a slightly longer one', () => {
    expect(says(`${BEGINS}\nprovider 200 OK +9000 answer\n${ENDS}`)).toEqual([
      'From 180 Ringing (1 INVITE) to 200 OK (1 INVITE): 2.0 s in the first, 9.0 s in the second.',
    ])
    expect(says(`${BEGINS}\nprovider 200 OK +2400 answer\n${ENDS}`)).toEqual([])
  })

  test('pairs stand in the order of both', () => {
    const { pairs, isPart } = compareLadders(
      ladder('pbx INVITE offer\nprovider 486 Busy Here\npbx ACK'),
      ladder('pbx INVITE offer\nprovider 100 Trying\nprovider 486 Busy Here\npbx ACK'),
    )
    expect(pairs.map(({ first, second }) => [first?.packet ?? null, second?.packet ?? null])).toEqual([
      [1, 1],
      [null, 2],
      [2, 3],
      [3, 4],
    ])
    expect(isPart).toBe(false)
  })
})
