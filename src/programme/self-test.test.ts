/** Path A from the sponsor's request to the grant: who may do what, and where a lapsed credential stops it (4A). */
import { describe, expect, test } from 'vitest'
import { after, people, person, TODAY } from '../../test/support/project-files.ts'
import {
  ACCESS,
  CASE,
  credential,
  handedIn,
  HANDING_IN,
  onPathA,
  requested,
  resultsIn,
  sponsors,
  started,
  technician,
} from '../../test/support/sponsored-files.ts'
import { addDays, day } from '../kernel/day.ts'
import type { ProjectFile } from './project-file.ts'
import { hoursOf, isInForce, lastAccess } from './self-test.ts'

const { reseller, technician: tess } = sponsors
const lapsed = technician({ credentials: [credential({ expires: addDays(TODAY, -1) })] })
const LAPSE = { clause: '4A.14', says: expect.stringContaining('up-to-date vendor credentials') as string }

const refusalOf = (work: () => unknown): unknown => {
  try {
    work()
  } catch (fault) {
    return fault
  }
  return null
}

describe('a request on path A', () => {
  test('leads by approval, questionnaire and readiness to the self-test, and never to a quote', () => {
    const file = onPathA('guide')
    expect(Object.keys(file.project.entered)).toEqual([
      'request-review',
      'questionnaire',
      'questionnaire-review',
      'readiness',
      'self-test-access',
      'self-testing',
      'report-review',
      'decision',
      'guide',
    ])
    expect(file.project.quotes).toEqual([])
    expect(file.certification).toMatchObject({ level: 'MCT', testedBy: 'reseller' })
  })

  test('is declined with the reason and what to do next', () => {
    const file = after(requested('A'), people.tester, 'decline-request', { reason: 'Too small.', next: 'Take path C.' })
    expect(file.project.stage).toBe('closed')
    expect(file.project.request?.decided).toMatchObject({ outcome: 'declined', next: 'Take path C.' })
    expect(() => after(requested('A'), people.tester, 'decline-request', { reason: 'No.', next: '' })).toThrow()
  })

  test('goes back for what is missing, and comes again completed', () => {
    const gaps = after(requested('A'), people.tester, 'return-request', { gaps: 'Who tests?' })
    const again = after(gaps, reseller, 'complete-request', { ...CASE, justification: 'Fifty sites.' })
    expect([gaps.project.stage, again.project.stage]).toEqual(['request-returned', 'request-review'])
    expect(again.project.request).toMatchObject({ stated: { justification: 'Fifty sites.' }, asked: [{}] })
  })

  test('is not approved before the sponsor declares skill and resources (4A.2), nor without a technician (4A.12)', () => {
    const file = requested('A')
    const declares = { opportunity: true, resources: false }
    const request = { ...file.project.request!, stated: { ...file.project.request!.stated, declares } }
    const approve = (of: ProjectFile) => refusalOf(() => after(of, people.tester, 'approve-request', DECIDED))
    expect(approve({ ...file, project: { ...file.project, request } })).toMatchObject({ clause: '4A.2' })
    expect(approve({ ...file, technician: null })).toMatchObject({ clause: '4A.12' })
    expect(approve(file)).toBeNull()
  })

  test('is read by the lab alone', () => {
    expect(() => after(requested('A'), reseller, 'approve-request', DECIDED)).toThrow('Not for')
    expect(() => after(requested('A'), people.manager, 'approve-request', DECIDED)).toThrow('Not for')
  })
})

const DECIDED = { reason: 'Sound.', next: 'Go on.' }

describe('a lapsed credential (4A.14)', () => {
  const candidate = (of: typeof lapsed) => ({ ...onPathA('readiness'), candidate: of })

  test('stops at assignment', () => {
    const assign = (file: ProjectFile) => after(file, reseller, 'assign-technician', { technician: 'tess' })
    expect(refusalOf(() => assign(candidate(lapsed)))).toMatchObject(LAPSE)
    expect(assign(candidate(technician())).project.technicians).toEqual(['tess'])
  })

  test('stops at access', () => {
    const file = { ...onPathA('self-test-access'), technician: lapsed }
    expect(refusalOf(() => after(file, people.tester, 'give-self-test-access', ACCESS))).toMatchObject(LAPSE)
  })

  test('stops the run: its start, every result and every hour', () => {
    const before = { ...onPathA('self-testing'), technician: lapsed }
    const running = { ...started(), technician: lapsed }
    const result = { testCase: running.runs[0]!.testCases[0]!.plan, verdict: 'passed', note: '', seen: 0 }
    expect(refusalOf(() => started(before))).toMatchObject(LAPSE)
    expect(refusalOf(() => after(running, tess, 'record-self-test', result))).toMatchObject(LAPSE)
    expect(refusalOf(() => after(running, tess, 'log-hours', { on: TODAY, hours: 1, note: 'x' }))).toMatchObject(LAPSE)
    expect(
      after({ ...running, technician: technician() }, tess, 'record-self-test', result).runs[0]?.results,
    ).not.toEqual({})
  })

  test('stops the upload', () => {
    const file = { ...resultsIn(started()), technician: lapsed }
    expect(refusalOf(() => after(file, tess, 'upload-self-test', HANDING_IN))).toMatchObject(LAPSE)
  })

  test.each([
    ['for another platform', credential({ platform: 'data' })],
    ['for another release', credential({ release: '9.0' })],
    ['that nobody of the vendor confirmed', credential({ confirmed: null })],
    ['that is not valid yet', credential({ issued: addDays(TODAY, 1) })],
    ['that was withdrawn', credential({ withdrawn: { by: 'm', at: '', day: TODAY, reason: 'Lost.' } })],
  ])('is as good as none %s', (_, held) => {
    const file = { ...onPathA('self-test-access'), technician: technician({ credentials: [held] }) }
    expect(refusalOf(() => after(file, people.tester, 'give-self-test-access', ACCESS))).toMatchObject(LAPSE)
  })

  test('is in date on its last day, and for the very release under test', () => {
    const held = credential({ expires: TODAY, release: '10.0' })
    const file = { ...onPathA('self-test-access'), technician: technician({ credentials: [held] }) }
    expect(after(file, people.tester, 'give-self-test-access', ACCESS).project.stage).toBe('self-testing')
  })
})

describe('access to the self-test portal', () => {
  test('is never the provider’s (4A.5), unless it sponsors itself (4A.10)', () => {
    const ready = onPathA('self-test-access')
    const theirs = { ...ready, technician: technician({ organisation: 'northwind' }) }
    expect(refusalOf(() => after(theirs, people.tester, 'give-self-test-access', ACCESS))).toMatchObject({
      clause: '4A.5',
    })
    const self: ProjectFile = {
      ...theirs,
      organisation: { ...theirs.organisation, roles: ['partner', 'reseller'] },
      sponsor: { ...theirs.organisation, roles: ['partner', 'reseller'] },
      project: { ...theirs.project, sponsor: 'northwind' },
    }
    expect(after(self, people.tester, 'give-self-test-access', ACCESS).project.stage).toBe('self-testing')
  })

  test('holds from its first day to its last, and no longer once revoked', () => {
    const { project } = onPathA('self-testing')
    const access = lastAccess(project)
    const days = [addDays(TODAY, -1), TODAY, day('2026-07-31'), day('2026-08-01')]
    expect(days.map((on) => isInForce(access, on))).toEqual([false, true, true, false])
    const revoked = after(onPathA('self-testing'), reseller, 'revoke-self-test-access', { reason: 'Left us.' })
    expect(revoked.project.stage).toBe('self-test-access')
    expect(isInForce(lastAccess(revoked.project), TODAY)).toBe(false)
  })

  test('that is out of date stops the run and the evidence, until the lab renews it', () => {
    const late = day('2026-08-01')
    const file = started()
    const result = { testCase: file.runs[0]!.testCases[0]!.plan, verdict: 'passed', note: '', seen: 0 }
    expect(refusalOf(() => after(file, tess, 'record-self-test', result, late))).toMatchObject({ clause: '4A.6' })
    expect(refusalOf(() => after(file, tess, 'add-evidence', { testCase: null, file: CAPTURE }, late))).toMatchObject({
      clause: '4A.6',
    })
    const renewed = after(
      file,
      people.tester,
      'give-self-test-access',
      { ...ACCESS, from: late, until: '2026-08-31' },
      late,
    )
    expect(after(renewed, tess, 'record-self-test', result, late).runs[0]?.results).not.toEqual({})
  })

  test('is not what a sponsor adds evidence by, though the same person tests for another', () => {
    const late = day('2026-08-01')
    const paper = { testCase: null, file: CAPTURE }
    const both = person('tess', 'resale', 'field-technician', 'reseller-sponsor')
    expect(after(started(), both, 'add-evidence', paper, late).evidence).toHaveLength(1)
    const sponsorElsewhere = { ...both, organisation: 'elsewhere' }
    expect(refusalOf(() => after(started(), sponsorElsewhere, 'add-evidence', paper, late))).toMatchObject({
      clause: '4A.6',
    })
  })

  test('runs no longer than the programme allows', () => {
    const file = onPathA('self-test-access')
    const give = (until: string) => after(file, people.tester, 'give-self-test-access', { ...ACCESS, until })
    expect(() => give('2026-08-15')).toThrow('ends by 14 Aug 2026')
    expect(give('2026-08-14').project.stage).toBe('self-testing')
  })

  test('is given to nobody else than who is assigned', () => {
    const stranger = { ...tess, id: 'another' }
    expect(() => after(onPathA('self-testing'), stranger, 'start-self-test', { setUp: 'x', connected: true })).toThrow(
      'Not for',
    )
  })
})

const CAPTURE = { name: 'a.pcap', kind: 'capture', mediaType: 'x/y', bytes: 1, sha256: 'a'.repeat(64) } as const

describe('a self-test', () => {
  test('is handed in once every test case has its result, by whoever ran it', () => {
    expect(refusalOf(() => after(started(), tess, 'upload-self-test', HANDING_IN))).toMatchObject({ clause: 'G-01' })
    const run = handedIn(onPathA('self-testing')).runs[0]!
    expect(run.finished).toMatchObject({ by: 'tess', summary: 'All run.' })
    const undeclared = { ...HANDING_IN, ranAsWritten: undefined }
    expect(() => after(resultsIn(started()), tess, 'upload-self-test', undeclared)).toThrow('must be declared')
  })

  test('counts the hours worked, not those to come (4A.13)', () => {
    const noted = after(started(), tess, 'log-hours', { on: TODAY, hours: 3.5, note: 'Set-up.' })
    const more = after(noted, tess, 'log-hours', { on: TODAY, hours: 4, note: 'Calls.' })
    expect(hoursOf(more.project)).toBe(7.5)
    const tomorrow = { on: addDays(TODAY, 1), hours: 1, note: 'x' }
    expect(() => after(more, tess, 'log-hours', tomorrow)).toThrow('still to come')
  })

  test('that is sent back goes to the technician again', () => {
    const back = after(onPathA('report-review'), people.reviewer, 'return-report', { remark: 'Again.' })
    expect(back.project.stage).toBe('self-testing')
    expect(after(back, tess, 'upload-self-test', HANDING_IN).project.stage).toBe('report-review')
  })

  test('of a provider that sponsors itself is read only with a capture of everything that must pass (X-20)', () => {
    const file = onPathA('report-review')
    const own = { ...file.organisation, roles: ['partner', 'reseller'] as const }
    const self: ProjectFile = {
      ...file,
      organisation: own,
      sponsor: own,
      project: { ...file.project, sponsor: own.id },
    }
    const accept = (of: ProjectFile) =>
      refusalOf(() => after(of, people.reviewer, 'accept-report', { remark: 'Read.' }))
    expect(accept(self)).toMatchObject({ clause: '4A.10' })
    const planned = self.runs[0]!.testCases.filter((each) => each.criticality === 'KO')
    const evidence = (kind: 'capture' | 'log') =>
      planned.map(({ plan }, index) => ({
        id: `e${index}`,
        project: 'p1',
        testCase: plan,
        run: null,
        ...CAPTURE,
        kind,
        added: self.project.since,
        setAside: null,
      }))
    expect(accept({ ...self, evidence: evidence('log') })).toMatchObject({ clause: '4A.10' })
    expect(accept({ ...self, evidence: evidence('capture') })).toBeNull()
  })

  test('of a retest costs nobody anything (4A.8)', () => {
    const short = after(resultsIn(started(), { 'OUT-01': 'failed' }), tess, 'upload-self-test', HANDING_IN)
    const read = after(short, people.reviewer, 'accept-report', { remark: 'Read.' })
    const findings = [{ testCase: 'OUT-01', says: 'No audio.', next: 'Mend it.' }]
    const declined = after(read, people.granter, 'decline-grant', { reason: 'Failed.', findings })
    const asked = after(declined, reseller, 'request-retest', { mended: 'The firewall.', acceptsFee: true })
    expect(asked.project.retest?.fee.cents).toBe(0)
    expect(asked.project.stage).toBe('readiness')
  })
})
