import { describe, expect, test } from 'vitest'
import {
  after,
  people,
  person,
  projectIn,
  type ProjectMove,
  recordAll,
  stampBy,
} from '../../test/support/project-files.ts'
import { figuresWith } from '../../test/support/records.ts'
import { ASSESSMENT, requested, sponsors } from '../../test/support/sponsored-files.ts'
import { addDays, day } from '../kernel/day.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Actor } from './permission.ts'
import type { ProjectFile } from './project-file.ts'
import { acceptedReview } from './project.ts'
import { isKeptOut } from './decision.ts'
import { feeOfRetest } from './dispute.ts'
import { restsOn, testersOf } from './run.ts'

const { tester, colleague, reviewer, manager, granter, both, admin } = people

/** What somebody is told who tries a move: the stage it leads to, or why not. */
function told(file: ProjectFile, by: Actor, move: ProjectMove, input: object): string {
  try {
    return after(file, by, move, input).project.stage
  } catch (fault) {
    if (fault instanceof Refusal) return `${fault.code}: ${fault.says}`
    throw fault
  }
}

/** The same case, as it would stand under a strategy of path B. */
function under(strategy: 'a' | 'b' | 'c', file: ProjectFile, sponsoredShare = 0): ProjectFile {
  const sponsored = after(requested('B'), tester, 'assess-business-case', { ...ASSESSMENT, strategy, level: 'MCT' })
  const { path, sponsor, request } = sponsored.project
  const agreement = { ...stampBy('admin'), sponsoredShare, terms: 'Agreed.', accepted: stampBy('admin') }
  const shared = strategy === 'b' ? { agreement } : {}
  return {
    ...file,
    sponsor: sponsored.sponsor,
    project: { ...file.project, path, sponsor, request: request!, ...shared },
  }
}

/** Started and finished by the tester, all results the tester's but one, which is the colleague's. */
const tested = (() => {
  const testing = recordAll(projectIn('testing'))
  const corrected = after(testing, colleague, 'record-result', {
    testCase: 'HLD-01',
    verdict: 'passed',
    note: '',
    seen: 1,
  })
  return after(corrected, tester, 'finish-testing', { summary: 'Done.' })
})()
const reviewed = after(tested, reviewer, 'accept-report', { remark: 'Read.' })
const declined = after(projectIn('decision', failing()), granter, 'decline-grant', {
  reason: 'Hold fails.',
  findings: [{ testCase: 'HLD-01', says: 'It fails.', next: 'Mend it.' }],
})

function failing(): ProjectFile {
  return after(recordAll(projectIn('testing'), tester, { 'HLD-01': 'failed' }), tester, 'finish-testing', {
    summary: 'Hold fails.',
  })
}

const OTHERS = 'the other side bears it'
const TESTED = 'not-now: You took part in testing.'
const READ = 'not-now: You reviewed this report.'
const NOT_FOR = (who: Actor) => `not-permitted: Not for ${who.name}.`

describe('four eyes, person by person (G-08)', () => {
  test('keep the turn from whoever tested while the report waits for its reader, and from the reader too while it waits for the decision', () => {
    const keptOut = (file: ProjectFile) => Object.values(people).filter(({ id }) => isKeptOut(file, id))
    expect(keptOut(projectIn('testing'))).toEqual([])
    expect(keptOut(tested)).toEqual([tester, colleague])
    expect(keptOut(reviewed)).toEqual([tester, colleague, reviewer])
    expect(keptOut(after(reviewed, granter, 'grant', { reason: 'All passed.' }))).toEqual([])
  })

  test.each<
    [who: keyof typeof people, did: string, mayAccept: string, mayReturn: string, mayGrant: string, mayDecline: string]
  >([
    ['tester', 'started, tested and finished', TESTED, TESTED, TESTED, TESTED],
    ['colleague', 'recorded one result', TESTED, TESTED, TESTED, TESTED],
    ['reviewer', 'reviewed', 'decision', 'testing', READ, READ],
    ['granter', 'took no part', 'decision', 'testing', 'guide', 'not-granted'],
    ['manager', 'prepared the quote', 'decision', 'testing', 'guide', 'not-granted'],
    ['both', 'took no part and has both hats', 'decision', 'testing', 'guide', 'not-granted'],
    ['admin', 'is the partner', NOT_FOR(admin), NOT_FOR(admin), NOT_FOR(admin), NOT_FOR(admin)],
  ])('the %s, who %s', (name, _did, mayAccept, mayReturn, mayGrant, mayDecline) => {
    const who = people[name]
    expect([
      told(tested, who, 'accept-report', { remark: 'Read.' }),
      told(tested, who, 'return-report', { remark: 'Look again.' }),
      told(reviewed, who, 'grant', { reason: 'All passed.' }),
      told(reviewed, who, 'decline-grant', {
        reason: 'No.',
        findings: [{ testCase: 'HLD-01', says: 'It fails.', next: 'Mend it.' }],
      }),
    ]).toEqual([mayAccept, mayReturn, mayGrant, mayDecline])
  })

  test('counts the person and not the hat: who tested as an engineer does not grant as a manager', () => {
    const testing = recordAll(projectIn('testing'), both)
    const finished = after(testing, tester, 'finish-testing', { summary: 'Done.' })
    expect(told(finished, both, 'accept-report', { remark: 'Read.' })).toBe(TESTED)
    expect(told(after(finished, reviewer, 'accept-report', { remark: 'Read.' }), both, 'grant', { reason: 'x' })).toBe(
      TESTED,
    )
  })

  test('nor does who reviewed as an engineer', () => {
    const read = after(tested, both, 'accept-report', { remark: 'Read.' })
    expect(told(read, both, 'grant', { reason: 'x' })).toBe(READ)
    expect(told(read, granter, 'grant', { reason: 'x' })).toBe('guide')
  })

  test('another person of the same name and roles is another person', () => {
    const twin = { ...person('twin', 'vendor', 'lab-engineer'), name: tester.name }
    expect(told(tested, twin, 'accept-report', { remark: 'Read.' })).toBe('decision')
  })

  test('starting a run is taking part, even without a result of one’s own', () => {
    const finished = after(recordAll(projectIn('testing'), colleague), colleague, 'finish-testing', {
      summary: 'Done.',
    })
    expect(testersOf(finished.runs).toSorted()).toEqual(['colleague', 'tester'])
    expect(told(finished, tester, 'accept-report', { remark: 'Read.' })).toBe(TESTED)
  })

  test('so is finishing it, which is writing the summary of the report', () => {
    const finished = after(recordAll(projectIn('testing')), colleague, 'finish-testing', { summary: 'Done.' })
    expect(told(finished, colleague, 'accept-report', { remark: 'Read.' })).toBe(TESTED)
  })

  test('and stays so when the report was sent back and somebody else finished it anew', () => {
    const finished = after(recordAll(projectIn('testing')), colleague, 'finish-testing', { summary: 'Done.' })
    const returned = after(finished, reviewer, 'return-report', { remark: 'Look again.' })
    expect(testersOf(returned.runs).toSorted()).toEqual(['colleague', 'tester'])
    const again = after(returned, tester, 'finish-testing', { summary: 'Done again.' })
    expect(told(again, colleague, 'accept-report', { remark: 'Read.' })).toBe(TESTED)
    expect(isKeptOut(again, 'colleague')).toBe(true)
  })

  test('somebody whose only result was recorded anew by another took part all the same', () => {
    const first = recordAll(projectIn('testing'), colleague)
    const anew = recordAll(first, tester)
    const finished = after(anew, tester, 'finish-testing', { summary: 'Done.' })
    expect(told(finished, colleague, 'accept-report', { remark: 'Read.' })).toBe(TESTED)
  })

  test('who corrects a result after the review took part from then on', () => {
    const corrected = after(reviewed, reviewer, 'correct-result', {
      testCase: 'HLD-01',
      verdict: 'passed',
      note: 'Read wrongly.',
      seen: 2,
    })
    expect(told(corrected, reviewer, 'accept-report', { remark: 'Read.' })).toBe(TESTED)
    expect(told(corrected, both, 'accept-report', { remark: 'Read.' })).toBe('decision')
  })

  test('a reviewer of the first round is not the granter of the second', () => {
    const again = projectIn('decision', retested())
    expect(told(again, reviewer, 'grant', { reason: 'x' })).toBe(READ)
    expect(told(again, granter, 'grant', { reason: 'x' })).toBe('guide')
  })
})

function retested(): ProjectFile {
  const asked = after(declined, admin, 'request-retest', { mended: 'Mended.', acceptsFee: true })
  return projectIn('report-review', asked)
}

describe('a grant', () => {
  test.each([
    ['partial-recertification', '2024-01-15'],
    ['full-recertification', undefined],
    ['initial', undefined],
  ] as const)('of a project that is %s ages from %s where the programme wants it so (8.6)', (kind, expected) => {
    const recertifies = { certification: 'MCT-2024-00001', agesFrom: day('2024-01-15') }
    const decided = { ...reviewed, project: { ...reviewed.project, kind, recertifies } }
    expect(after(decided, granter, 'grant', { reason: 'All passed.' }).certification?.agesFrom).toBe(expected)
  })

  test('gives the certification the pair that was tested, its limitations and the project it came from', () => {
    const limited = projectIn(
      'guide',
      after(
        after(recordAll(projectIn('testing'), tester, { 'COD-02': 'failed' }), tester, 'record-result', {
          testCase: 'FAX-01',
          verdict: 'passed-with-limitation',
          note: '',
          limitation: { effect: 'Slow pages.', workaround: 'Lower the rate.' },
          seen: 1,
        }),
        tester,
        'finish-testing',
        { summary: 'Done.' },
      ),
    )
    expect(limited.certification).toMatchObject({
      level: 'MCT',
      granted: '2026-06-15',
      region: null,
      testedBy: 'lab',
      pairs: [{ platformRelease: '10.0', productRelease: '3.1' }],
      project: 'p1',
    })
    expect(limited.certification?.limitations).toEqual([
      { effect: 'Seen.', workaround: 'None known.', testCase: 'COD-02' },
      { effect: 'Slow pages.', workaround: 'Lower the rate.', testCase: 'FAX-01' },
    ])
    expect(limited.guide).toMatchObject({ state: 'draft', version: 1, published: [] })
  })

  test('is refused while a test case that must pass has not', () => {
    const file = projectIn('decision', failing())
    expect(told(file, granter, 'grant', { reason: 'x' })).toBe('rule: Every test case that must pass has passed.')
  })

  test('is refused before the report was read, and a second time', () => {
    expect(told(tested, granter, 'grant', { reason: 'x' })).toBe('not-now: report-review')
    const granted = after(reviewed, granter, 'grant', { reason: 'All passed.' })
    expect(told(granted, manager, 'grant', { reason: 'x' })).toBe('not-now: guide')
  })
})

describe('a decision against', () => {
  test('needs its findings, of test cases that were run', () => {
    expect(told(reviewed, granter, 'decline-grant', { reason: 'No.', findings: [] })).toContain('wrong-input')
    const findings = [{ testCase: 'TRF-05', says: 'It fails.', next: 'Mend it.' }]
    expect(told(reviewed, granter, 'decline-grant', { reason: 'No.', findings })).toBe(
      'wrong-input: TRF-05 has no result in this project.',
    )
  })

  test.each([
    ['2026-06-15', 'readiness'],
    ['2026-09-13', 'readiness'],
    ['2026-09-14', 'not-now: A retest could be asked for until 13 Sept 2026.'],
  ])('leaves ninety days to ask for a retest: on %s it leads to %s', (on, expected) => {
    expect(addDays(day('2026-06-15'), 90)).toBe('2026-09-13')
    const asking = () => after(declined, admin, 'request-retest', { mended: 'x', acceptsFee: true }, day(on))
    let seen: string
    try {
      seen = asking().project.stage
    } catch (fault) {
      seen = `${(fault as Refusal).code}: ${(fault as Refusal).says}`
    }
    expect(seen).toBe(expected)
  })

  test.each([
    ['a', 0, 'admin', 0, null],
    ['a', 0, 'reseller', 0, null],
    ['b', 0, 'admin', 1, null],
    ['b', 0.25, 'admin', 0.75, null],
    ['b', 0.25, 'reseller', null, OTHERS],
    ['b', 1, 'admin', null, OTHERS],
    ['b', 1, 'reseller', 1, null],
    ['c', 0, 'admin', null, OTHERS],
    ['c', 0, 'reseller', 1, null],
  ] as const)(
    'under strategy %s, the sponsor bearing %d, the %s asks for a retest at %s of its fee (E4)',
    (strategy, borne, who, part, refused) => {
      const file = under(strategy, declined, borne)
      const whole = feeOfRetest(declined, figuresWith({}).number).cents
      const asking = () =>
        after(file, who === 'admin' ? admin : sponsors.reseller, 'request-retest', { mended: 'x', acceptsFee: true })
      if (refused !== null) return expect(asking).toThrow(refused)
      return expect(asking().project.retest?.fee.cents).toBe(Math.round(whole * part))
    },
  )

  test('a retest takes in what failed and what is linked to it, at half the price of those test cases', () => {
    const asked = after(declined, admin, 'request-retest', { mended: 'Mended.', acceptsFee: true })
    expect(asked.project.retest).toMatchObject({
      testCases: ['HLD-01', 'HLD-02'],
      // one simple at 25 and one medium at 60, halved
      fee: { currency: 'USD', cents: 4250 },
      lastDay: '2026-09-13',
    })
    expect([asked.project.readiness, asked.project.slot]).toEqual([null, null])
  })
})

describe('a report sent back', () => {
  test('opens the run again and does not count as read', () => {
    const returned = after(tested, reviewer, 'return-report', { remark: 'Look again.' })
    expect([returned.project.stage, returned.runs.at(-1)?.finished]).toEqual(['testing', null])
    expect(acceptedReview(returned.project)).toBeNull()
  })

  test('is read anew when it comes again, by the same person if need be', () => {
    const returned = after(tested, reviewer, 'return-report', { remark: 'Look again.' })
    const again = after(returned, tester, 'finish-testing', { summary: 'Looked again.' })
    expect(told(again, reviewer, 'accept-report', { remark: 'Read.' })).toBe('decision')
  })
})

describe('what was read', () => {
  test('is the results and the evidence in force, whatever order they are kept in', () => {
    const { runs, evidence } = reviewed
    const turned = runs.map((run) => ({
      ...run,
      results: Object.fromEntries(Object.entries(run.results).toReversed()),
    }))
    expect(restsOn({ runs: turned, evidence: evidence.toReversed() })).toBe(restsOn(reviewed))
    expect(restsOn(reviewed)).toBe(acceptedReview(reviewed.project)?.rests)
  })
})
