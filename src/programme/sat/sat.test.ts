import { describe, expect, test } from 'vitest'
import { Refusal } from '../../kernel/refusal.ts'
import { after, kept, newProject, newSat, people, person } from '../../../test/support/project-files.ts'
import type { ProjectFile } from '../project-file.ts'
import { changesSince, gapsOf, missingFromTemplate, openThreads, wordingOf } from './sat.ts'

const { admin, tester, reviewer } = people
const stranger = person('stranger', 'southwind', 'partner-admin')

const DESCRIBED = {
  architecture: 'A server beside the platform.',
  connections: 'TLS on one port.',
  licences: '',
  limits: '',
  testBed: 'Our own laboratory.',
}

const OWN = {
  plan: 'own-1',
  seen: 0,
  title: 'A tag on a call',
  criticality: 'IMP',
  scope: 'interface',
  steps: ['1. Call.\n2) Tag the call.', '- Clear.'],
  expected: 'The tag is kept.',
}

const refusalOf = (work: () => unknown): Refusal => {
  try {
    work()
  } catch (fault) {
    if (fault instanceof Refusal) return fault
    throw fault
  }
  throw new Error('nothing was refused')
}

function written(): ProjectFile {
  const taken = after(newSat(), admin, 'take-sat-template')
  return after(taken, admin, 'describe-sat', DESCRIBED)
}

const submitted = () => after(written(), admin, 'submit-sat-plan')

const approved = () => after(submitted(), reviewer, 'approve-sat-plan', { remark: '' })

function tested(file = approved()): ProjectFile {
  return file.runs.at(-1)!.testCases.reduce(
    (so, { plan }) =>
      after(so, admin, 'record-sat-result', {
        testCase: plan,
        verdict: 'passed',
        seen: so.runs.at(-1)!.results[plan]?.version ?? 0,
      }),
    file,
  )
}

const FILING = { place: 'in-house', summary: 'All went well.', declares: true }

const filed = () => after(tested(), admin, 'file-sat-results', FILING)

const accepted = () => after(filed(), tester, 'accept-sat', { remark: '' })

describe('a SAT plan', () => {
  test('starts from the template, takes test cases of its own, and leaves some out for a reason', () => {
    let file = after(newSat(), admin, 'take-sat-template')
    expect(file.sat!.testCases).toHaveLength(35)
    file = after(file, admin, 'save-sat-test-case', OWN)
    const own = file.sat!.testCases.at(-1)!
    expect([own.plan, own.origin, own.version, own.interfaces]).toEqual(['OWN-1', 'own', 1, ['csta']])
    expect(own.steps).toEqual(['Call.', 'Tag the call.', 'Clear.'])
    file = after(file, admin, 'leave-sat-test-case-out', { testCase: 'AGT-01', because: 'There are no agents.' })
    expect(file.sat!.leftOut).toEqual([{ plan: 'AGT-01', because: 'There are no agents.' }])
    expect(file.plan.testCases).toHaveLength(35)
    // Taking the template again brings nothing back that was left out.
    expect(refusalOf(() => after(file, admin, 'take-sat-template')).code).toBe('not-now')
  })

  test('of a recorder takes in what recorders are asked, and leaves call control out with the reason', () => {
    const blank = newSat()
    const recorder = kept({ ...blank, product: { ...blank.product, interfaces: ['src'] } })
    const { testCases, leftOut } = after(recorder, admin, 'take-sat-template').sat!
    expect(testCases.filter((each) => each.because).map((each) => each.plan)).toEqual([
      'REC-01',
      'REC-02',
      'REC-03',
      'REC-04',
    ])
    expect(leftOut).toHaveLength(13)
    // Whoever does record and make calls writes the test case back in, and then it is not left out any more.
    const back = { ...OWN, plan: 'CAL-01' }
    const file = after(after(recorder, admin, 'take-sat-template'), admin, 'save-sat-test-case', back)
    expect(file.sat!.leftOut).toHaveLength(12)
    expect(file.sat!.testCases.at(-1)!.origin).toBe('own')
  })

  test('is not handed in while it lacks something, and the first gap is named', () => {
    expect(refusalOf(() => after(newSat(), admin, 'submit-sat-plan')).says).toBe('The plan has no test cases yet.')
    const taken = after(newSat(), admin, 'take-sat-template')
    expect(gapsOf(taken)).toEqual(['The architecture is not described.', 'The test bed is not described.'])
    const bare = { ...taken, product: { ...taken.product, interfaces: ['csta', 'oig'] } }
    expect(gapsOf(bare)[0]).toBe('No test case exercises oig.')
    expect(submitted().project.stage).toBe('sat-plan-review')
  })

  test('tells which must-pass test cases of the template it does not speak of', () => {
    const own = after(newSat(), admin, 'save-sat-test-case', OWN)
    expect(missingFromTemplate(own)).toContain('CAL-01')
    expect(missingFromTemplate(own)).not.toContain('AGT-01')
    expect(missingFromTemplate(written())).toEqual([])
  })

  test('refuses a name that is taken, a version that is gone, an interface the product has not', () => {
    const file = written()
    const wording = { ...wordingOf(file.sat!.testCases[0]!), steps: ['Do it.'] }
    const save = (input: object) => refusalOf(() => after(file, admin, 'save-sat-test-case', { ...wording, ...input }))
    expect(save({ plan: 'ENV-01', seen: 0 }).code).toBe('conflict')
    expect(save({ plan: 'ENV-01', seen: 7 }).code).toBe('stale')
    expect(save({ plan: 'ENV-01', seen: 1, interfaces: ['oig'] }).clause).toBe('2.1')
    expect(save({ plan: 'no name', seen: 0 }).code).toBe('wrong-input')
  })

  test('is nobody’s but the partner’s to write, and no longer once the lab has it', () => {
    expect(refusalOf(() => after(newSat(), tester, 'take-sat-template')).code).toBe('not-permitted')
    expect(refusalOf(() => after(newSat(), stranger, 'take-sat-template')).code).toBe('not-permitted')
    expect(refusalOf(() => after(submitted(), admin, 'save-sat-test-case', OWN)).code).toBe('not-now')
    expect(refusalOf(() => after(newProject(), admin, 'take-sat-template')).code).toBe('not-now')
  })
})

describe('the review of a plan', () => {
  const comment = { about: { kind: 'test-case', ref: 'CAL-01' }, text: 'From which telephone?' }

  test('is held up by an open thread, and goes on once it is closed', () => {
    const asked = after(submitted(), reviewer, 'ask', comment)
    expect(refusalOf(() => after(asked, reviewer, 'approve-sat-plan', {})).says).toBe(
      '1 thread on the plan is not settled.',
    )
    const [thread] = openThreads(asked.threads)
    const closed = after(asked, reviewer, 'close-question', { thread: thread!.id })
    expect(after(closed, reviewer, 'approve-sat-plan', {}).project.stage).toBe('sat-testing')
  })

  test('a suggestion is taken with one press, and the next reading tells what changed since', () => {
    const suggestion = {
      testCase: 'CAL-01',
      text: 'Name the telephones.',
      title: 'A call between two named telephones',
      criticality: 'KO',
      scope: 'interface',
      steps: ['Call 201 from 202.'],
      expected: 'It rings.',
    }
    const foreign = { ...suggestion, interfaces: ['oig'] }
    expect(refusalOf(() => after(submitted(), reviewer, 'suggest-sat-wording', foreign)).clause).toBe('2.1')
    let file = after(submitted(), reviewer, 'suggest-sat-wording', suggestion)
    file = after(file, reviewer, 'return-sat-plan', { remark: 'See the suggestion.' })
    expect(refusalOf(() => after(file, admin, 'submit-sat-plan')).says).toBe(
      '1 comment of the lab waits for your answer.',
    )
    file = after(file, admin, 'take-sat-suggestion', { thread: file.threads[0]!.id })
    expect(file.threads[0]!.state).toBe('closed')
    file = after(file, admin, 'save-sat-test-case', OWN)
    file = after(file, admin, 'leave-sat-test-case-out', { testCase: 'AGT-01', because: 'No agents.' })
    file = after(file, admin, 'submit-sat-plan')
    expect(changesSince(file.sat!).map(({ plan, kind }) => `${plan} ${kind}`)).toEqual([
      'CAL-01 changed',
      'OWN-1 added',
      'AGT-01 removed',
    ])
    expect(changesSince(file.sat!)[0]!.after!.title).toBe('A call between two named telephones')
    expect(refusalOf(() => after(file, admin, 'take-sat-suggestion', { thread: file.threads[0]!.id })).code).toBe(
      'not-found',
    )
  })

  test('a tick holds for the version that was read', () => {
    const file = submitted()
    const ticked = after(file, reviewer, 'view-sat-test-cases', { viewed: [{ testCase: 'CAL-01', version: 1 }] })
    expect(ticked.sat!.viewed).toEqual({ reviewer: { 'CAL-01': 1 } })
    const stale = { viewed: [{ testCase: 'CAL-01', version: 2 }] }
    expect(refusalOf(() => after(file, reviewer, 'view-sat-test-cases', stale)).code).toBe('stale')
    const back = after(ticked, reviewer, 'view-sat-test-cases', { viewed: [{ testCase: 'CAL-01', version: 0 }] })
    expect(back.sat!.viewed).toEqual({ reviewer: { 'CAL-01': 0 } })
  })
})

describe('results of a SAT', () => {
  test('are filed only against an approved plan (5.1)', () => {
    const file = approved()
    const unapproved = { ...file, sat: { ...file.sat!, approved: null } }
    const result = { testCase: 'CAL-01', verdict: 'passed', seen: 0 }
    expect(refusalOf(() => after(unapproved, admin, 'record-sat-result', result)).clause).toBe('5.1')
    expect(after(file, admin, 'record-sat-result', result).runs[0]!.results['CAL-01']!.verdict).toBe('passed')
    expect(refusalOf(() => after(file, tester, 'record-sat-result', result)).code).toBe('not-permitted')
  })

  test('are handed in whole', () => {
    expect(refusalOf(() => after(approved(), admin, 'file-sat-results', FILING)).says).toBe(
      '35 test cases of 35 have no result yet.',
    )
    expect(filed().project.stage).toBe('sat-results-review')
  })

  test('are asked about by test case, answered, and accepted once every question is settled (5N.d2)', () => {
    expect(refusalOf(() => after(filed(), tester, 'question-sat-results', {})).code).toBe('not-now')
    let file = after(filed(), tester, 'ask', { about: { kind: 'test-case', ref: 'PER-01' }, text: 'At which rate?' })
    expect(refusalOf(() => after(file, tester, 'accept-sat', {})).clause).toBe('5N.d2')
    file = after(file, tester, 'question-sat-results', {})
    expect(file.project.stage).toBe('sat-questions')
    expect(refusalOf(() => after(file, admin, 'file-sat-results', FILING)).code).toBe('not-now')
    const thread = file.threads[0]!.id
    file = after(file, admin, 'answer', { thread, text: 'Twelve a second.' })
    file = after(file, admin, 'file-sat-results', FILING)
    file = after(file, tester, 'close-question', { thread })
    file = after(file, tester, 'accept-sat', { remark: 'Thank you.' })
    expect([file.project.stage, file.sat!.filed.length]).toEqual(['sat-accepted', 2])
    expect(file.satEvidence).toEqual([
      { product: 'north-desk', platform: 'voice', platformRelease: '10.0', accepted: '2026-06-15' },
    ])
    expect(file.runs[0]!.finished).not.toBeNull()
  })

  test('are accepted of members only (5.2)', () => {
    const lapsed = { ...filed(), membership: null }
    expect(refusalOf(() => after(lapsed, tester, 'accept-sat', {})).clause).toBe('5.2')
  })
})

describe('the yearly update', () => {
  const asked = { platformRelease: '10.0', changes: 'Nothing on the interface.', declares: true }

  test('is asked for with what changed, and noted as evidence on its day', () => {
    let file = after(accepted(), admin, 'ask-for-sat-update', asked)
    expect(file.project.stage).toBe('sat-update')
    file = after(file, tester, 'note-sat-update', { remark: '' })
    expect([file.project.stage, file.sat!.updates[0]!.answered!.outcome]).toEqual(['sat-accepted', 'noted'])
    expect(file.satEvidence).toHaveLength(2)
  })

  test('is sent back with a remark and can be asked for again', () => {
    let file = after(accepted(), admin, 'ask-for-sat-update', asked)
    file = after(file, tester, 'return-sat-update', { remark: 'Which build?' })
    expect(file.satEvidence).toHaveLength(1)
    expect(after(file, admin, 'ask-for-sat-update', asked).sat!.updates).toHaveLength(2)
  })

  test('is for members, and on a release there is', () => {
    const file = accepted()
    expect(refusalOf(() => after({ ...file, membership: null }, admin, 'ask-for-sat-update', asked)).clause).toBe('5.2')
    expect(refusalOf(() => after(file, admin, 'ask-for-sat-update', { ...asked, platformRelease: '99' })).code).toBe(
      'wrong-input',
    )
  })
})
