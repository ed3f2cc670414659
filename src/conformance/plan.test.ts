import { describe, expect, test } from 'vitest'
import { CAPABILITIES, type Capability } from '../programme/capability.ts'
import type { Level } from '../programme/level.ts'
import { declaredCapabilities } from '../programme/questionnaire/declared.ts'
import { exampleAnswers } from '../programme/questionnaire/example.ts'
import type { PlannedTestCase, Result, Verdict } from '../programme/run.ts'
import { SIP_TRUNK_TEST_CASES, testCaseByPlanId } from './cases/index.ts'
import { retestOf, selectPlan } from './plan.ts'

const EVERYTHING = Object.keys(CAPABILITIES) as Capability[]

/** Every capability with the test cases that need it: what falls away when it is not declared. */
const NEEDED_BY: Readonly<Record<Capability, string>> = {
  udp: '',
  tcp: 'CON-08',
  tls: 'SEC-01 SEC-02',
  websocket: '',
  ipv6: '',
  registration: 'CON-03 CON-04 CON-05',
  'static-peering': 'CON-06',
  'bulk-registration': 'CON-05',
  'dns-location': 'CON-07',
  'invite-challenge': 'OUT-08',
  'keep-alive': 'CON-01 CON-02',
  'several-targets': 'FLV-01 FLV-02',
  'second-pbx-address': 'FLV-03',
  'early-media': 'RNG-02',
  'reliable-provisional': 'RNG-03',
  forking: 'RNG-04',
  'late-offer': 'RNG-06',
  g729: 'COD-02',
  wideband: 'COD-03',
  'several-codecs': 'COD-05',
  'rtp-events': 'DTM-03',
  'dtmf-fallback': 'DTM-04',
  refer: 'TRF-05',
  'redirect-by-pbx': 'FWD-03',
  'connected-identity': 'IDN-05',
  'caller-authentication': 'IDN-07',
  fax: 'FAX-03',
  t38: 'FAX-01 FAX-02',
  'fax-pass-through': 'FAX-04',
  'session-timers': 'TMR-01 TMR-02 TMR-03 TMR-05',
  srtp: 'SEC-03 SEC-04',
  emergency: 'EMG-01 EMG-02 EMG-03',
}

/** Feature test cases that a trunk need not pass: they run at MAT alone. */
const AT_MAT_ALONE = ['TRF-04', 'TRF-05', 'CNF-01', 'FWD-03', 'FWD-04', 'IDN-05']

const select = (declared: readonly Capability[], level: Level) => {
  const { testCases, leftOut } = selectPlan(SIP_TRUNK_TEST_CASES, declared, level)
  return { taken: testCases.map((each) => each.plan), left: leftOut.map((each) => each.plan), testCases, leftOut }
}

const words = (text: string) => text.split(' ').filter((word) => word !== '')

describe('the plan of the example', () => {
  const declared = declaredCapabilities(exampleAnswers())
  const atMct = select(declared, 'MCT')

  test('takes in these test cases at MCT', () => {
    expect(atMct.taken.join(' ')).toBe(
      [
        'CON-01 CON-02 CON-03 CON-04 CON-07',
        'OUT-01 OUT-02 OUT-03 OUT-04 OUT-05 OUT-06 OUT-07 OUT-08',
        'INB-01 INB-02 INB-03 INB-04 INB-05 INB-06 INB-07',
        'RNG-01 RNG-02 RNG-03 RNG-05 RNG-06',
        'COD-01 COD-02 COD-04 COD-05',
        'DTM-01 DTM-02 DTM-03',
        'HLD-01 HLD-02 HLD-03 HLD-04',
        'TRF-01 TRF-02 TRF-03 TRF-06',
        'FWD-01 FWD-02',
        'IDN-01 IDN-02 IDN-03 IDN-04 IDN-06',
        'VAA-01 VAA-02',
        'FAX-01 FAX-02 FAX-03 FAX-04',
        'TMR-01 TMR-02 TMR-03 TMR-04 TMR-05',
        'FLV-01 FLV-02 FLV-03 FLV-04 FLV-05',
        'SEC-01 SEC-02 SEC-03 SEC-04 SEC-05 SEC-06 SEC-07',
        'EMG-01 EMG-02 EMG-03',
        'LOD-01 LOD-02',
        'QOS-01 QOS-02',
      ].join(' '),
    )
  })

  test('leaves these out, each with its reason', () => {
    expect(atMct.leftOut.map((each) => `${each.plan} ${each.because}`)).toEqual([
      'CON-05 Not declared: Registration of a whole number block at once.',
      'CON-06 Not declared: Peering by address without registration.',
      'CON-08 Not declared: SIP over TCP.',
      'RNG-04 Not declared: Forking of calls to the outside.',
      'COD-03 Not declared: Wideband codecs (G.722, Opus, AMR-WB).',
      'DTM-04 Not declared: A second way to carry DTMF.',
      'TRF-04 A feature test case; MCT takes those that must pass.',
      'TRF-05 Not declared: Transfer by REFER.',
      'CNF-01 A feature test case; MCT takes those that must pass.',
      'FWD-03 Not declared: Redirection by a 3xx from the PBX.',
      'FWD-04 A feature test case; MCT takes those that must pass.',
      'IDN-05 Not declared: Connected-line identity.',
      'IDN-07 Not declared: Signed caller identity.',
    ])
  })

  test('is the same at MQT, and at MAT takes in the feature test cases that are left', () => {
    expect(select(declared, 'MQT').taken).toEqual(atMct.taken)
    const more = select(declared, 'MAT').taken.filter((plan) => !atMct.taken.includes(plan))
    expect(more).toEqual(['TRF-04', 'CNF-01', 'FWD-04'])
  })

  test('says of each test case why it is in', () => {
    const because = (plan: string) => atMct.testCases.find((each) => each.plan === plan)?.because
    expect(because('OUT-01')).toBe('Applies to every trunk.')
    expect(because('CON-03')).toBe('Declared: Registration of the PBX.')
    expect(select(EVERYTHING, 'MCT').testCases.find((each) => each.plan === 'CON-05')?.because).toBe(
      'Declared: Registration of the PBX, Registration of a whole number block at once.',
    )
  })
})

describe('any plan', () => {
  test('has everything at MAT when everything is declared, in the order of the list', () => {
    const { taken, left } = select(EVERYTHING, 'MAT')
    expect(taken).toEqual(SIP_TRUNK_TEST_CASES.map((each) => each.plan))
    expect(left).toEqual([])
  })

  test('below MAT has all but the feature test cases that need not pass', () => {
    for (const level of ['SAT', 'MCT', 'MQT'] as const) expect(select(EVERYTHING, level).left).toEqual(AT_MAT_ALONE)
  })

  test.each(Object.entries(NEEDED_BY))('without %s loses exactly: %s', (capability, lost) => {
    const declared = EVERYTHING.filter((each) => each !== capability)
    const { left, leftOut } = select(declared, 'MAT')
    expect(left).toEqual(words(lost))
    for (const { because } of leftOut) expect(because).toBe(`Not declared: ${CAPABILITIES[capability as Capability]}.`)
  })

  test('that ignored what a test case needs would be noticed', () => {
    const needless = SIP_TRUNK_TEST_CASES.map((each) => (each.plan === 'FAX-03' ? { ...each, needs: [] } : each))
    const withoutFax = EVERYTHING.filter((each) => each !== 'fax')
    expect(selectPlan(needless, withoutFax, 'MAT').leftOut.map((each) => each.plan)).not.toEqual(words(NEEDED_BY.fax))
  })

  test('with nothing declared keeps what applies to every trunk', () => {
    const needing = Object.values(NEEDED_BY).flatMap(words)
    const { taken } = select([], 'MAT')
    expect(taken).toHaveLength(90 - new Set(needing).size)
    expect(taken.filter((plan) => needing.includes(plan))).toEqual([])
  })

  test('takes each test case in or leaves it out, none twice and none lost', () => {
    for (const level of ['MCT', 'MAT'] as const)
      for (const capability of EVERYTHING) {
        const { taken, left } = select([capability], level)
        expect(new Set([...taken, ...left]).size).toBe(90)
        expect(taken.length + left.length).toBe(90)
      }
  })

  test('grows, never shrinks, by declaring more and by a higher level', () => {
    for (let count = 0; count < EVERYTHING.length; count += 1) {
      const fewer = select(EVERYTHING.slice(0, count), 'MCT').taken
      const more = select(EVERYTHING.slice(0, count + 1), 'MCT').taken
      const higher = select(EVERYTHING.slice(0, count), 'MAT').taken
      expect(fewer.filter((plan) => !more.includes(plan))).toEqual([])
      expect(fewer.filter((plan) => !higher.includes(plan))).toEqual([])
    }
  })

  test('carries what the report and the fee go by', () => {
    for (const planned of select(EVERYTHING, 'MAT').testCases) {
      const { criticality, scope, effort } = testCaseByPlanId(planned.plan)!
      expect(planned).toMatchObject({ criticality, scope, effort })
    }
  })

  test('of no test cases is empty', () => {
    expect(selectPlan([], EVERYTHING, 'MAT')).toEqual({ testCases: [], leftOut: [] })
  })
})

describe('a retest (G-02)', () => {
  const planned = select(EVERYTHING, 'MAT').testCases

  const results = (verdicts: Readonly<Record<string, Verdict>>): Readonly<Record<string, Result>> =>
    Object.fromEntries(
      planned.map(({ plan }): [string, Result] => [
        plan,
        { verdict: verdicts[plan] ?? 'passed', note: '', limitation: null, version: 1 } as Result,
      ]),
    )

  test.each<[says: string, verdicts: Readonly<Record<string, Verdict>>, retested: string]>([
    ['nothing fell short', {}, ''],
    ['one that must pass failed: with the must-pass ones of its group', { 'HLD-01': 'failed' }, 'HLD-01 HLD-02'],
    ['an important one failed: likewise', { 'HLD-03': 'failed' }, 'HLD-01 HLD-02 HLD-03'],
    ['alone in its group', { 'CNF-01': 'failed' }, 'CNF-01'],
    ['in a group that has none that must pass', { 'FAX-03': 'failed' }, 'FAX-03'],
    ['inconclusive', { 'EMG-02': 'inconclusive' }, 'EMG-01 EMG-02'],
    ['not tested', { 'QOS-02': 'not-tested' }, 'QOS-02'],
    ['not observable', { 'LOD-02': 'not-observable' }, 'LOD-01 LOD-02'],
    ['passed with a limitation falls not short', { 'HLD-01': 'passed-with-limitation' }, ''],
    ['nor does what is not applicable', { 'HLD-01': 'not-applicable' }, ''],
    [
      'two groups, in the order of the plan',
      { 'QOS-01': 'failed', 'CON-08': 'failed' },
      'CON-01 CON-02 CON-03 CON-06 CON-07 CON-08 QOS-01 QOS-02',
    ],
  ])('when %s: %j takes in %s', (_says, verdicts, retested) => {
    expect(retestOf(planned, results(verdicts))).toEqual(words(retested))
  })

  test('takes in nothing that was not in the plan', () => {
    const small: readonly PlannedTestCase[] = planned.filter((each) => ['HLD-01', 'HLD-03'].includes(each.plan))
    expect(retestOf(small, results({ 'HLD-03': 'failed', 'OUT-01': 'failed' }))).toEqual(['HLD-01', 'HLD-03'])
    expect(retestOf([], results({ 'HLD-03': 'failed' }))).toEqual([])
  })

  test('has nothing to take in before anything was tested', () => {
    expect(retestOf(planned, {})).toEqual([])
  })
})
