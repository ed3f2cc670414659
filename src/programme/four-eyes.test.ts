/**
 * Four eyes over everything somebody can have done in a project (G-07, G-08): who took part in what, against who may
 * decide what. One person with every hat does each deed in turn; the table says what is then left to them.
 */
import { describe, expect, test } from 'vitest'
import { after, people, projectIn, recordAll, stampBy, TODAY } from '../../test/support/project-files.ts'
import { LABS_OWN } from '../../test/support/sat-story.ts'
import { decisionMoves } from './decision.ts'
import { disputeMoves } from './dispute.ts'
import type { ProjectFile } from './project-file.ts'
import type { Project } from './project.ts'
import { restsOn, type Run } from './run.ts'

const { both, tester, reviewer, granter } = people

const DECIDING = {
  'accept-report': decisionMoves['accept-report'],
  'return-report': decisionMoves['return-report'],
  grant: decisionMoves.grant,
  'decline-grant': decisionMoves['decline-grant'],
  'rule-on-dispute': disputeMoves['rule-on-dispute'],
} as const

const finish = (file: ProjectFile, by = tester) => after(file, by, 'finish-testing', { summary: 'Done.' })
const accept = (file: ProjectFile, by = reviewer) => after(file, by, 'accept-report', { remark: 'Read.' })
const sendBack = (file: ProjectFile, by = reviewer) => after(file, by, 'return-report', { remark: 'Again.' })

/** Tested by one person and reviewed by another; what is tried here are the deeds of a third. */
const testing = projectIn('testing')
const tested = finish(recordAll(testing))
const reviewed = accept(tested)
const [first] = tested.runs[0]!.testCases

const withRun = (file: ProjectFile, change: Partial<Run>): ProjectFile => ({
  ...file,
  runs: [{ ...file.runs[0]!, ...change }],
})
const withProject = (change: Partial<Project>, file = reviewed): ProjectFile => ({
  ...file,
  project: { ...file.project, ...change },
})
const record = (file: ProjectFile, by: typeof both, seen: number) =>
  after(file, by, 'record-result', { testCase: first!.plan, verdict: 'passed', note: '', seen })
const mine = stampBy('both')
const decided = (outcome: 'granted' | 'not-granted') => ({
  ...mine,
  outcome,
  reason: 'Seen.',
  findings: [],
  certification: null,
})
const asked = { ...stampBy('rita'), asked: [], stated: {} as never, decided: null, assessment: null, lines: [] }

const DEEDS: Readonly<Record<string, () => ProjectFile>> = {
  'did nothing': () => reviewed,
  'weighed the business case': () =>
    withProject({ request: { ...asked, assessment: { ...mine, strategy: 'a', inputs: {} as never, rationale: '' } } }),
  'approved the request': () =>
    withProject({ request: { ...asked, decided: { ...mine, outcome: 'approved', reason: 'Sound.', next: '' } } }),
  'gave the access': () =>
    withProject({
      access: [{ person: 'tess', from: TODAY, until: TODAY, instructions: 'Begin.', given: mine, revoked: null }],
    }),
  'added to the plan': () =>
    withProject({ additions: [{ ...mine, plan: 'LAB-1', because: 'It broke.', own: { ...LABS_OWN } }] }),
  'offered the slot': () => withProject({ slot: { ...reviewed.project.slot!, engineer: 'both', offered: mine } }),
  'started the run': () => withRun(reviewed, { started: mine }),
  'recorded a result': () => accept(finish(recordAll(record(testing, both, 0)))),
  'was recorded over': () => accept(finish(recordAll(record(record(testing, both, 0), tester, 1)))),
  'finished the run': () => accept(finish(recordAll(testing), both)),
  'finished it once': () => accept(finish(sendBack(finish(recordAll(testing), both)))),
  'corrected a result': () =>
    accept(after(tested, both, 'correct-result', { testCase: first!.plan, verdict: 'passed', note: '', seen: 1 })),
  'sent the report back': () => accept(finish(sendBack(tested, both))),
  'accepted the report': () => accept(tested, both),
  'read what is void now': () =>
    accept(
      after(accept(tested, both), tester, 'correct-result', { testCase: first!.plan, verdict: 'passed', seen: 1 }),
    ),
  'signed the report': () => withProject({ signatures: [{ ...mine, side: 'vendor', rests: restsOn(reviewed) }] }),
  'decided against it': () => withProject({ decisions: [decided('not-granted')] }),
  'granted it': () => withProject({ decisions: [decided('granted')] }),
}

/** y: theirs to do; n: kept from it, with the reason. Columns as in DECIDING. */
const TABLE = `
                        accept return grant decline rule
did nothing             y      y      y     y       y
weighed the business case y    y      y     y       y
approved the request    y      y      y     y       y
gave the access         y      y      y     y       y
added to the plan       y      y      y     y       y
offered the slot        y      y      y     y       y
started the run         n      n      n     n       n
recorded a result       n      n      n     n       n
was recorded over       n      n      n     n       n
finished the run        n      n      n     n       n
finished it once        n      n      n     n       n
corrected a result      n      n      n     n       n
sent the report back    y      y      n     n       n
accepted the report     y      y      n     n       n
read what is void now   y      y      n     n       n
signed the report       y      y      y     y       n
decided against it      y      y      y     y       n
granted it              y      y      y     y       n
`

const rows = TABLE.trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const cells = line.trim().split(/\s+/)
    return [cells.slice(0, -5).join(' '), cells.slice(-5)] as const
  })

const ALL_YES = Object.keys(DECIDING).map(() => 'y')
const seen = { day: TODAY, figure: () => 0 }

function cellsOf(file: ProjectFile, who = both): readonly string[] {
  return Object.values(DECIDING).map(({ obstacle }) => {
    const against = obstacle?.(file, who, seen) ?? null
    return against === null ? 'y' : /^You (took part|reviewed|tested)/.test(against.says) ? 'n' : against.says
  })
}

describe('four eyes, deed by deed', () => {
  test('the table names every deed, and no other', () => {
    expect(rows.map(([deed]) => deed)).toEqual(Object.keys(DEEDS))
  })

  test.each(rows)('whoever %s', (deed, cells) => {
    expect(cellsOf(DEEDS[deed]!())).toEqual(cells)
  })

  test('keeps nobody out for what others did', () => {
    for (const [deed, make] of Object.entries(DEEDS)) expect(cellsOf(make(), granter), deed).toEqual(ALL_YES)
  })

  test('control: a deed told of somebody else is no deed of theirs', () => {
    expect(cellsOf(withRun(reviewed, { started: stampBy('twin') }))).toEqual(ALL_YES)
    expect(cellsOf(withRun(reviewed, { recordedBy: ['both'] }))).toEqual(ALL_YES.map(() => 'n'))
  })
})
