/** The courses that test cases want, held against calls that keep to them and calls that do not. */
import { describe, expect, test } from 'vitest'
import { laddersOf, type Script } from '../../test/support/trunk-scene.ts'
import { windowOf } from '../capture/ladder-window.ts'
import { SIP_TRUNK_TEST_CASES } from './cases/index.ts'
import { courseAsText, courseOf, sayStep } from './course.ts'
import { compareWithCourse } from './course-comparison.ts'
import { coursesFor } from './courses.ts'

/** `missing ACK`, `additional INVITE +4930`. */
function differences(plan: string, lines: string, more: Partial<Script> = {}): readonly string[] {
  const { ladder, said } = laddersOf({ lines, ...more })
  const { pairs } = compareWithCourse(coursesFor(plan)!, windowOf(ladder, said, 0))
  return pairs.flatMap(({ step, seen, differs }) =>
    differs === null ? [] : [`${differs} ${step ? sayStep(step) : seen!.label.split(' ').slice(0, 1).join()}`],
  )
}

const CALL =
  'pbx INVITE offer\nprovider 100 Trying\nprovider 180 Ringing +500\nprovider 183 Session Progress\nprovider 200 OK +500 answer\npbx ACK'
const CLEARED = `${CALL}\npbx BYE +3000\nprovider 200 OK`
const hold = (by: string, other: string) =>
  `${by} INVITE +1000 offer:sendonly\n${other} 200 OK answer:recvonly\n${by} ACK\n${by} INVITE +1000 offer\n${other} 200 OK answer\n${by} ACK`

describe('a call that keeps to the course of its test case', () => {
  test.each([
    ['OUT-01', CLEARED, {}],
    ['OUT-01', CLEARED.replace(/^provider 1.*\n/gm, ''), {}],
    ['OUT-02', CLEARED.replace('pbx BYE +3000\nprovider', 'provider BYE\npbx'), {}],
    ['OUT-08', `pbx INVITE offer\nprovider 407 Proxy Authentication Required\npbx ACK\n${CLEARED}`, {}],
    ['OUT-01', `pbx INVITE offer\nprovider 407 Proxy Authentication Required\npbx ACK\n${CLEARED}`, {}],
    ['HLD-01', `${CALL}\n${hold('pbx', 'provider')}\n${hold('pbx', 'provider')}\nprovider BYE\npbx 200 OK`, {}],
    ['INB-04', 'provider INVITE offer\npbx 486 Busy Here\nprovider ACK', { by: 'provider' as const }],
  ])('%s shows no difference', (plan, lines, more) => {
    expect(differences(plan, lines, more)).toEqual([])
  })

  test('where either side may call, it does not matter which did', () => {
    const turned = `${CALL}\n${hold('provider', 'pbx')}\n${hold('provider', 'pbx')}\npbx BYE\nprovider 200 OK`
      .replaceAll('pbx', 'x')
      .replaceAll('provider', 'pbx')
      .replaceAll(/^x/gm, 'provider')
    expect(differences('HLD-01', turned, { by: 'provider' })).toEqual([])
  })
})

describe('what differs is told', () => {
  test.each([
    ['missing', 'OUT-01', CLEARED.replace('pbx ACK\n', ''), ['missing ACK']],
    [
      'ended by the wrong side',
      'OUT-01',
      CLEARED.replace('pbx BYE +3000\nprovider', 'provider BYE\npbx'),
      ['additional BYE', 'additional 200', 'missing BYE', 'missing 200 (BYE)'],
    ],
    [
      'held although nobody asked',
      'OUT-01',
      `${CALL}\n${hold('pbx', 'provider')}\npbx BYE\nprovider 200 OK`,
      [
        'additional INVITE',
        'additional 200',
        'additional ACK',
        'additional INVITE',
        'additional 200',
        'additional ACK',
      ],
    ],
    [
      'held once only',
      'HLD-01',
      `${CALL}\n${hold('pbx', 'provider')}\npbx BYE\nprovider 200 OK`,
      [
        'missing INVITE or UPDATE',
        'missing 200 (INVITE or UPDATE)',
        'missing INVITE or UPDATE',
        'missing 200 (INVITE or UPDATE)',
      ],
    ],
    [
      'refused with another code',
      'OUT-04',
      'pbx INVITE offer\nprovider 503 Service Unavailable\npbx ACK',
      ['additional 503', 'missing 486 or 600 (INVITE)'],
    ],
  ])('%s', (_, plan, lines, said) => {
    expect(differences(plan, lines)).toEqual(said)
  })
})

test('every course is one of a test case, and begins with an INVITE', () => {
  const known = SIP_TRUNK_TEST_CASES.filter(({ plan }) => coursesFor(plan) !== null)
  expect(known.length).toBeGreaterThan(25)
  for (const { plan } of known)
    for (const { steps } of coursesFor(plan)!) expect(steps[0]).toMatchObject({ methods: ['INVITE'], statuses: null })
  expect(coursesFor('SEC-06')).toBeNull()
})

test('a course reads as a ladder in plain characters', () => {
  expect(
    courseAsText(courseOf('provider INVITE\npbx* 180 INVITE\npbx 200 INVITE\nprovider ACK\neither BYE')).split('\n'),
  ).toEqual([
    'Provider                                   PBX',
    '|----------------- INVITE ------------------>|',
    '|<.......... 180 (INVITE), or not ...........|',
    '|<.............. 200 (INVITE) ...............|',
    '|------------------- ACK ------------------->|',
    '|<----------- BYE, by either side -----------|',
  ])
})

test('a line that is none is not passed over', () => {
  expect(() => courseOf('pbx INVITE\nprovider says 200')).toThrow('No step of a course')
  expect(() => courseOf('either INVITE')).toThrow('begins with the side')
})
