import { describe, expect, test } from 'vitest'
import { after, people, projectIn, type ProjectMove, recordAll, stampBy } from '../../test/support/project-files.ts'
import { figuresWith } from '../../test/support/records.ts'
import { day } from '../kernel/day.ts'
import { judgeRule } from '../rulebook/rule.ts'
import { ruleOf } from '../rulebook/rules.ts'
import { dossierOfProject } from '../rulebook/project-dossier.ts'
import type { ProjectFile } from './project-file.ts'
import { acceptedReview } from './project.ts'
import { decisionMoves } from './decision.ts'
import { type Result, restsOn, type Run, standingResults } from './run.ts'

const { tester, colleague, reviewer, granter, admin } = people

const stored = {
  name: 'hold.pcap',
  kind: 'capture',
  mediaType: 'application/vnd.tcpdump.pcap',
  bytes: 24,
  sha256: 'a'.repeat(64),
} as const

/** Tested with a capture at HLD-01 and a paper of the project's own, then accepted. */
const reviewed = (() => {
  const tested = projectIn('report-review')
  const captured = after(tested, tester, 'add-evidence', { testCase: 'HLD-01', file: stored })
  const papered = after(captured, admin, 'add-evidence', { file: { ...stored, name: 'drawing.pdf', kind: 'document' } })
  return after(papered, reviewer, 'accept-report', { remark: 'Read.' })
})()

const capture = reviewed.evidence.find((each) => each.testCase === 'HLD-01')!.id
const drawing = reviewed.evidence.find((each) => each.testCase === null)!.id

const isAccepted = (file: ProjectFile) =>
  judgeRule(
    ruleOf('report-is-accepted-by-a-second-person')!,
    dossierOfProject(file, granter, day('2026-06-15'), figuresWith({})),
    figuresWith({}),
  ).outcome

/** What stands in the way of a grant apart from the stage, if anything. */
const inTheWay = (file: ProjectFile) =>
  decisionMoves.grant.obstacle!(file, granter, { day: day('2026-06-15'), figure: figuresWith({}).number })?.says ?? null

const CHANGED = 'The results changed since they were reviewed.'

describe('changed evidence voids the reviews that rested on it (R10)', () => {
  const correction = { testCase: 'HLD-01', verdict: 'failed', note: 'Read wrongly.', seen: 1 } as const

  test.each<[says: string, move: ProjectMove, input: object, voids: boolean]>([
    ['a corrected result', 'correct-result', correction, true],
    ['the same result recorded again', 'correct-result', { ...correction, verdict: 'passed' }, true],
    ['a further capture of a test case', 'add-evidence', { testCase: 'OUT-01', file: stored }, true],
    ['a capture set aside', 'set-evidence-aside', { evidence: capture, reason: 'Wrong call.' }, true],
    ['a paper of the project added', 'add-evidence', { file: stored }, false],
    ['a paper of the project set aside', 'set-evidence-aside', { evidence: drawing, reason: 'Old.' }, false],
  ])('%s', (_says, move, input, voids) => {
    expect([acceptedReview(reviewed.project)?.voided, isAccepted(reviewed), inTheWay(reviewed)]).toEqual([
      null,
      'met',
      null,
    ])
    const changed = after(reviewed, colleague, move, input)
    expect(restsOn(changed) === restsOn(reviewed)).toBe(!voids)
    expect(changed.project.stage).toBe(voids ? 'report-review' : 'decision')
    expect(changed.project.reviews.map((review) => review.voided?.by ?? null)).toEqual([voids ? 'colleague' : null])
    expect(isAccepted(changed)).toBe(voids ? 'breached' : 'met')
    expect(inTheWay(changed)).toBe(voids ? CHANGED : null)
  })

  test('were a change to slip past the voiding, the grant would still find the report not the one that was read', () => {
    const changed = after(reviewed, colleague, 'correct-result', correction)
    const slipped = { ...changed, project: reviewed.project }
    expect(acceptedReview(slipped.project)).not.toBeNull()
    expect(inTheWay(slipped)).toBe(CHANGED)
    expect(isAccepted(slipped)).toBe('breached')
    expect(() => after(slipped, granter, 'grant', { reason: 'x' })).toThrow(CHANGED)
  })

  test('without the fingerprint of what was read nothing would hold such a grant back', () => {
    const changed = after(reviewed, colleague, 'correct-result', { ...correction, verdict: 'passed' })
    const [review] = reviewed.project.reviews
    const forged = { ...changed, project: { ...reviewed.project, reviews: [{ ...review!, rests: restsOn(changed) }] } }
    expect(after(forged, granter, 'grant', { reason: 'x' }).project.stage).toBe('guide')
  })

  test('the reason names the test case, and the review is kept with it', () => {
    const changed = after(reviewed, colleague, 'correct-result', correction)
    expect(changed.project.reviews).toEqual([
      {
        ...reviewed.project.reviews[0],
        voided: { ...stampBy('colleague'), reason: 'What was recorded for HLD-01 changed.' },
      },
    ])
  })

  test('read again by somebody who did not test, the changed report can be granted', () => {
    const changed = after(reviewed, colleague, 'add-evidence', { testCase: 'OUT-01', file: stored })
    const again = after(changed, reviewer, 'accept-report', { remark: 'Read again.' })
    expect(again.project.reviews.map((review) => review.voided === null)).toEqual([false, true])
    expect(after(again, granter, 'grant', { reason: 'x' }).project.stage).toBe('guide')
  })

  test('after the grant the review that led to it stays as it was', () => {
    const granted = after(reviewed, granter, 'grant', { reason: 'x' })
    const later = after(granted, colleague, 'add-evidence', { testCase: 'OUT-01', file: stored })
    expect([later.project.stage, later.project.reviews]).toEqual(['guide', granted.project.reviews])
  })

  test('nothing is voided while nobody has read it yet', () => {
    const tested = projectIn('report-review')
    const more = after(tested, tester, 'add-evidence', { testCase: 'OUT-01', file: stored })
    expect([more.project.stage, more.project.reviews]).toEqual(['report-review', []])
  })
})

describe('recording results', () => {
  const testing = projectIn('testing')
  const record = (file: ProjectFile, input: object) => after(file, tester, 'record-result', { note: '', ...input })

  test('two people at one result are told apart', () => {
    const once = record(testing, { testCase: 'OUT-01', verdict: 'passed', seen: 0 })
    expect(() => record(once, { testCase: 'OUT-01', verdict: 'failed', note: 'No tone.', seen: 0 })).toThrow(
      'Somebody recorded OUT-01 as passed meanwhile.',
    )
    const twice = record(once, { testCase: 'OUT-01', verdict: 'failed', note: 'No tone.', seen: 1 })
    expect(twice.runs.at(-1)?.results['OUT-01']).toMatchObject({ verdict: 'failed', version: 2 })
  })

  test.each([
    [{ verdict: 'failed', note: '' }, 'Say what was seen'],
    [{ verdict: 'inconclusive', note: '' }, 'Say what was seen'],
    [{ verdict: 'not-tested', note: '' }, 'why it could not be tested'],
    [{ verdict: 'passed-with-limitation' }, 'Say what people notice and the way round it.'],
    [{ verdict: 'splendid' }, 'Invalid'],
  ])('%j wants more', (input, expected) => {
    expect(() => record(testing, { testCase: 'OUT-01', seen: 0, ...input })).toThrow(expected)
  })

  test('a test case outside the plan has no result', () => {
    expect(() => record(testing, { testCase: 'TRF-05', verdict: 'passed', seen: 0 })).toThrow(
      'TRF-05 is not in the plan of this run.',
    )
  })

  test('a limitation is dropped when the verdict no longer is one', () => {
    const limitation = { effect: 'Slow.', workaround: 'Wait.' }
    const passed = record(testing, { testCase: 'OUT-01', verdict: 'passed', limitation, seen: 0 })
    expect(passed.runs.at(-1)?.results['OUT-01']?.limitation).toBeNull()
  })

  test('testing is not finished while results are missing', () => {
    const one = record(testing, { testCase: 'OUT-01', verdict: 'passed', seen: 0 })
    const all = testing.plan.testCases.length
    expect(() => after(one, tester, 'finish-testing', { summary: 'Done.' })).toThrow(
      `${all - 1} of ${all} test cases have no result yet.`,
    )
    expect(after(recordAll(one), tester, 'finish-testing', { summary: 'Done.' }).project.stage).toBe('report-review')
  })
})

describe('the results that count', () => {
  const result = (verdict: Result['verdict'], version = 1): Result => ({
    ...stampBy('tester'),
    verdict,
    note: '',
    limitation: null,
    version,
  })
  const run = (results: Run['results']): Run => ({
    id: 'r',
    project: 'p1',
    kind: 'first',
    testCases: [],
    leftOut: [],
    pair: { platformRelease: '10.0', productRelease: '3.1' },
    setUp: '',
    started: stampBy('tester'),
    finished: null,
    results,
  })

  test('are the latest of each test case over all runs', () => {
    const runs = [
      run({ 'HLD-01': result('failed'), 'HLD-02': result('passed'), 'OUT-01': result('passed') }),
      run({ 'HLD-01': result('passed'), 'HLD-02': result('failed') }),
    ]
    const verdicts = Object.fromEntries(
      Object.entries(standingResults(runs)).map(([plan, { verdict }]) => [plan, verdict]),
    )
    expect(verdicts).toEqual({ 'HLD-01': 'passed', 'HLD-02': 'failed', 'OUT-01': 'passed' })
    expect(standingResults([])).toEqual({})
  })
})
