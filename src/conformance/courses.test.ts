/** The courses that test cases want, held against calls that keep to them and calls that do not. */
import { describe, expect, test } from 'vitest'
import { ladderFrom, laddersOf, sceneOfScripts, traceOf } from '../../test/support/trunk-scene.ts'
import { exchangeNumbers } from '../capture/calls.ts'
import { windowOf } from '../capture/ladder-window.ts'
import { SIP_TRUNK_TEST_CASES } from './cases/index.ts'
import { courseAsText, courseOf, sayStep } from './course.ts'
import { compareWithCourse } from './course-comparison.ts'
import { whyNoCourse } from './courses-untold.ts'
import { coursesFor } from './courses.ts'
import { type Refusal, REFUSALS } from './refusals.ts'
import { judge } from './wire/judge.ts'

/** `missing ACK`, `additional INVITE +4930`. Who speaks first calls. */
function differences(plan: string, lines: string): readonly string[] {
  const { ladder, said } = laddersOf({ lines, by: lines.startsWith('pbx') ? 'pbx' : 'provider' })
  const { pairs } = compareWithCourse(coursesFor(plan)!, windowOf(ladder, said, 0))!
  return pairs.flatMap(({ step, seen, differs }) =>
    differs === null ? [] : [`${differs} ${step ? sayStep(step) : seen!.label.split(' ').slice(0, 1).join()}`],
  )
}

const CALL =
  'pbx INVITE offer\nprovider 100 Trying\nprovider 180 Ringing +500\nprovider 183 Session Progress\nprovider 200 OK +500 answer\npbx ACK'
const CLEARED = `${CALL}\npbx BYE +3000\nprovider 200 OK`
const hold = (by: string, other: string) =>
  `${by} INVITE +1000 offer:sendonly\n${other} 200 OK answer:recvonly\n${by} ACK\n${by} INVITE +1000 offer\n${other} 200 OK answer\n${by} ACK`

/** The same with the sides turned round. */
const turned = (lines: string) =>
  lines.replaceAll('pbx', 'x').replaceAll('provider', 'pbx').replaceAll(/^x/gm, 'provider')
const UNANSWERED = 'pbx INVITE offer\nprovider 180 Ringing'
const GIVEN_UP = `${UNANSWERED}\npbx CANCEL +60000\nprovider 200 OK\nprovider 487 Request Terminated of INVITE\npbx ACK`
const TIMED_OUT = `${UNANSWERED}\nprovider 480 Temporarily Unavailable +60000\npbx ACK`
const refusedBy = (status: string) => `pbx INVITE offer\nprovider ${status}\npbx ACK`
const FORKED = CLEARED.replace('180 Ringing +500', '180 Ringing tag one').replace(
  '183 Session',
  '180 Ringing tag two\nprovider 183 Session',
)
const ENDED = 'pbx BYE\nprovider 200 OK'
const BOTH_END = 'pbx BYE +60000\nprovider BYE'
const told = (...statuses: readonly string[]) =>
  [
    'pbx REFER',
    'provider 202 Accepted',
    ...statuses.map((each) => `provider NOTIFY [Body: SIP/2.0 ${each}]\npbx 200 OK`),
  ].join('\n')
const NO_TALK = ['missing 200 (INVITE)', 'missing BYE', 'missing 200 (BYE)']
const change = (by: string, other: string) => `${by} UPDATE +1000 offer\n${other} 200 OK answer`

const REFUSED_AS: Readonly<Record<string, Refusal>> = {
  'OUT-04': 'busy',
  'OUT-05': 'unanswered',
  'OUT-06': 'barred',
  'INB-04': 'rejected',
  'INB-05': 'unanswered',
  'INB-06': 'unassigned',
  'COD-04': 'no-codec',
  'FWD-03': 'elsewhere',
  'SEC-05': 'uninvited',
}
const BY_PROVIDER = /^(INB|FWD|SEC)/

describe('a call that keeps to the course of its test case', () => {
  test.each([
    ['OUT-01', CLEARED],
    ['OUT-01', CLEARED.replace(/^provider 1.*\n/gm, '')],
    ['OUT-02', CLEARED.replace('pbx BYE +3000\nprovider', 'provider BYE\npbx')],
    ['OUT-08', `pbx INVITE offer\nprovider 407 Proxy Authentication Required\npbx ACK\n${CLEARED}`],
    ['OUT-01', `pbx INVITE offer\nprovider 407 Proxy Authentication Required\npbx ACK\n${CLEARED}`],
    ['HLD-01', `${CALL}\n${hold('pbx', 'provider')}\n${hold('pbx', 'provider')}\nprovider BYE\npbx 200 OK`],
    ['INB-04', 'provider INVITE offer\npbx 486 Busy Here\nprovider ACK'],
    ['OUT-05', GIVEN_UP],
    ['OUT-05', TIMED_OUT],
    ['INB-05', turned(GIVEN_UP)],
    ['INB-05', turned(TIMED_OUT)],
    ['RNG-04', FORKED],
    ['RNG-05', CLEARED],
    ['RNG-06', CLEARED],
    ['RNG-06', turned(CLEARED)],
    ['COD-02', CLEARED],
    ['COD-03', turned(CLEARED)],
    ['DTM-03', CLEARED],
    [
      'HLD-03',
      `${CALL}\n${hold('pbx', 'provider').replace(/\npbx INVITE \+1000 offer\n/, `\n${change('provider', 'pbx')}$&`)}\npbx BYE\nprovider 200 OK`,
    ],
    ['FAX-04', turned(CLEARED)],
    ['TMR-04', `${CALL}\n${change('provider', 'pbx')}\n${change('pbx', 'provider')}\npbx BYE\nprovider 200 OK`],
    ['SEC-04', CLEARED],
    ['SEC-04', refusedBy('488 Not Acceptable Here')],
    ['EMG-01', CLEARED],
    ['EMG-02', turned(CLEARED)],
    ['QOS-01', CLEARED],
    ['VAA-01', `${turned(CALL)}\n${change('pbx', 'provider')}\npbx BYE\nprovider 200 OK`],
    ['VAA-02', turned(CLEARED)],
    ['CON-06', turned(CLEARED)],
    ['CON-08', CLEARED],
    ['LOD-02', refusedBy('503 Service Unavailable')],
    ['TRF-05', `${CALL}\n${hold('pbx', 'provider')}\n${told('100 Trying', '200 OK')}\n${ENDED}`],
    ['TRF-05', `${CALL}\n${told('100 Trying', '180 Ringing', '200 OK')}\n${ENDED}`],
    ['TRF-05', `${CALL}\npbx REFER [Refer-Sub: false]\nprovider 202 Accepted [Refer-Sub: false]\n${ENDED}`],
    ['TRF-06', `${CALL}\n${told('100 Trying', '180 Ringing', '486 Busy Here')}\n${ENDED}`],
    ['FLV-04', `${CALL}\n${BOTH_END}`],
    ['FLV-04', `${turned(CALL)}\n${BOTH_END}\npbx 481 Gone`],
    ['LOD-02', turned(refusedBy('486 Busy Here'))],
    ['LOD-02', refusedBy('480 Temporarily Unavailable [Reason: Q.850;cause=34]')],
  ])('%s shows no difference', (plan, lines) => {
    expect(differences(plan, lines)).toEqual([])
  })

  test('where either side may call, it does not matter which did', () => {
    const held = `${CALL}\n${hold('provider', 'pbx')}\n${hold('provider', 'pbx')}\npbx BYE\nprovider 200 OK`
    expect(differences('HLD-01', turned(held))).toEqual([])
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
    [
      'answered at last',
      'OUT-05',
      CLEARED,
      ['additional 200', 'missing 480 or 408 or 487 (INVITE)', 'additional BYE', 'additional 200'],
    ],
    [
      'refused where it should ring',
      'INB-05',
      turned(refusedBy('404 Not Found')),
      ['additional 404', 'missing 480 or 408 or 487 (INVITE)'],
    ],
    ['rung at one phone only', 'RNG-04', CLEARED.replace(/^provider 183.*\n/m, ''), ['missing 180 or 183 (INVITE)']],
    ['without progress', 'RNG-05', CLEARED.replace(/^provider 183.*\n/m, ''), ['missing 183 (INVITE)']],
    ['never answered', 'RNG-06', GIVEN_UP, ['additional CANCEL', 'additional 200', 'additional 487', ...NO_TALK]],
    ['refused', 'COD-02', refusedBy('488 Not Acceptable Here'), ['additional 488', ...NO_TALK]],
    ['refused', 'COD-03', turned(refusedBy('488 Not Acceptable Here')), ['additional 488', ...NO_TALK]],
    ['sent elsewhere', 'LOD-02', refusedBy('302 Moved Temporarily'), ['additional 302', 'missing 400 to 699 (INVITE)']],
    ['told nothing', 'TRF-05', `${CALL}\n${told()}\n${ENDED}`, ['missing NOTIFY', 'missing 200 (NOTIFY)']],
    [
      'told nothing although the answer does not say so',
      'TRF-05',
      `${CALL}\n${told().replace('REFER', 'REFER [Refer-Sub: false]')}\n${ENDED}`,
      ['missing NOTIFY', 'missing 200 (NOTIFY)'],
    ],
    ['cleared by nobody', 'FLV-04', CALL, ['missing BYE']],
    ['never ended', 'DTM-03', CALL, ['missing BYE', 'missing 200 (BYE)']],
    [
      'held and never taken back',
      'HLD-03',
      `${CALL}\n${change('pbx', 'provider')}\npbx BYE\nprovider 200 OK`,
      ['missing INVITE or UPDATE', 'missing 200 (INVITE or UPDATE)'],
    ],
    [
      'changed in a fax',
      'FAX-04',
      `${CALL}\n${change('provider', 'pbx')}\npbx BYE\nprovider 200 OK`,
      ['additional UPDATE', 'additional 200'],
    ],
    [
      'refreshed in vain',
      'TMR-04',
      `${CALL}\npbx UPDATE +1000 offer\nprovider 481 Gone\npbx BYE\nprovider 200 OK`,
      ['additional 481'],
    ],
    [
      'refused for another reason',
      'SEC-04',
      refusedBy('503 Service Unavailable'),
      ['additional 503', 'missing 488 or 606 (INVITE)'],
    ],
    ['refused', 'EMG-01', refusedBy('403 Forbidden'), ['additional 403', ...NO_TALK]],
    ['sent to a forwarding', 'EMG-02', turned(refusedBy('302 Moved Temporarily')), ['additional 302', ...NO_TALK]],
    ['refused', 'QOS-01', refusedBy('503 Service Unavailable'), ['additional 503', ...NO_TALK]],
    ['released instead of transferred', 'VAA-01', turned(TIMED_OUT), ['additional 480', ...NO_TALK]],
    [
      'ended by the mailbox',
      'VAA-02',
      `${turned(CALL)}\npbx BYE\nprovider 200 OK`,
      ['additional BYE', 'additional 200', 'missing BYE', 'missing 200 (BYE)'],
    ],
    ['refused', 'CON-06', refusedBy('403 Forbidden'), ['additional 403', ...NO_TALK]],
    ['without ACK', 'CON-08', CLEARED.replace('pbx ACK\n', ''), ['missing ACK']],
    [
      'taken although there is no room',
      'LOD-02',
      CLEARED,
      ['additional 200', 'missing 400 to 699 (INVITE)', 'additional BYE', 'additional 200'],
    ],
  ])('%s: %s', (_, plan, lines, said) => {
    expect(differences(plan, lines)).toEqual(said)
  })
})

test('every test case has courses, which begin with a request, or tells in a sentence why it has none', () => {
  for (const { plan } of SIP_TRUNK_TEST_CASES) {
    const courses = coursesFor(plan)
    expect([plan, courses === null]).toEqual([plan, whyNoCourse(plan) !== null])
    for (const { steps } of courses ?? []) expect(steps[0]!.statuses).toBeNull()
  }
  const untold = SIP_TRUNK_TEST_CASES.filter(({ plan }) => coursesFor(plan) === null)
  expect(untold.map(({ plan }) => plan)).toEqual(['FLV-05', 'SEC-01', 'SEC-02', 'SEC-06'])
  for (const { plan } of untold) expect(whyNoCourse(plan)).toMatch(/^[A-Z].*\.$/)
})

describe('whatever is a right refusal for the judge', () => {
  const cases = SIP_TRUNK_TEST_CASES.filter(({ plan }) => plan in REFUSED_AS)
  const judged = (plan: string, status: number) => {
    const lines = (BY_PROVIDER.test(plan) ? turned : String)(`${UNANSWERED}\nprovider ${status} No +3000\npbx ACK`)
    const scene = sceneOfScripts({ lines, by: lines.startsWith('pbx') ? 'pbx' : 'provider' })
    const [said] = judge(
      cases.find((each) => each.plan === plan)!,
      scene,
    ).observations
    return { isTaken: said!.outcome === 'ok', differs: differences(plan, lines) }
  }
  const rows = cases.flatMap(({ plan }) => REFUSALS[REFUSED_AS[plan]!].map((status) => [plan, status] as const))

  test.each(rows)('%s takes %i, and so does its course', (plan, status) => {
    expect(judged(plan, status)).toEqual({ isTaken: true, differs: [] })
  })

  test.each(cases.map(({ plan }) => plan))('%s takes no 410, and neither does its course', (plan) => {
    const { isTaken, differs } = judged(plan, 410)
    expect([isTaken, differs[0]]).toEqual([false, 'additional 410'])
  })
})

/** Within a call that goes on: what is asked in it, and a refusal of that. */
const REFUSED_WITHIN: Readonly<Record<string, readonly [Refusal, string]>> = {
  'FAX-03': ['no-t38', 'pbx INVITE offer:image\nprovider STATUS No\npbx ACK'],
  'TRF-06': ['no-transfer', 'pbx REFER [Refer-To: <sip:+4930900005@trunk.example>]\nprovider STATUS No'],
}

describe('whatever is a right refusal within a call', () => {
  const judged = (plan: string, statuses: readonly number[]) => {
    const asked = statuses.map((status) => REFUSED_WITHIN[plan]![1].replace('STATUS', String(status)))
    const lines = [CALL, 'both sound 3000', ...asked, 'both sound 3000', ENDED].join('\n')
    const testCase = SIP_TRUNK_TEST_CASES.find((each) => each.plan === plan)!
    const [said] = judge(testCase, sceneOfScripts({ lines })).observations
    return { outcome: said!.outcome, differs: differences(plan, lines) }
  }
  const rows = Object.entries(REFUSED_WITHIN).flatMap(([plan, [refusal]]) =>
    REFUSALS[refusal].map((status) => [plan, status] as const),
  )

  test.each(rows)('%s takes %i, and so does its course', (plan, status) => {
    expect(judged(plan, [status])).toEqual({ outcome: 'ok', differs: [] })
  })

  test.each(Object.keys(REFUSED_WITHIN))('%s takes 410 with a warning, and its course shows it', (plan) => {
    const { outcome, differs } = judged(plan, [410])
    expect([outcome, differs.includes('additional 410')]).toEqual(['warn', true])
  })

  test.each(rows)('%s: what is asked for credentials first is refused with %i all the same', (plan, status) => {
    expect(judged(plan, [407, status])).toEqual({ outcome: 'ok', differs: [] })
  })
})

test('a registration is not held against the course of a call', () => {
  const { trace, file } = traceOf({ lines: 'pbx REGISTER\nprovider 200 OK' })
  const { ladder, said } = ladderFrom(trace, file, exchangeNumbers(trace))
  const window = windowOf(ladder, said, 0)
  expect(compareWithCourse(coursesFor('OUT-01')!, window)).toBeNull()
  expect(compareWithCourse(coursesFor('CON-05')!, window)!.course.begins).toBe('pbx')
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
