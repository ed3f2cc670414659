import { describe, expect, test } from 'vitest'
import { newProject, stampBy } from '../../test/support/project-files.ts'
import { certification, figuresWith } from '../../test/support/records.ts'
import { addDays, day, type Day } from '../kernel/day.ts'
import type { Dispute } from './dispute.ts'
import type { Evidence } from './evidence.ts'
import type { ProjectFile } from './project-file.ts'
import { capturesDue, keepingOf } from './retention.ts'
import type { Stage } from './stage.ts'

const figure = figuresWith({}).number

const capture: Evidence = {
  id: 'e1',
  project: 'p1',
  testCase: null,
  run: null,
  name: 'call.pcap',
  kind: 'capture',
  mediaType: 'application/vnd.tcpdump.pcap',
  bytes: 24,
  sha256: '0'.repeat(64),
  added: stampBy('admin', day('2026-01-10')),
  setAside: null,
}

function ended(on: Day, stage: Stage = 'published', more: Partial<ProjectFile> = {}): ProjectFile {
  const open = newProject()
  const project = { ...open.project, stage, since: stampBy('admin', on) }
  return { ...open, project, evidence: [capture], ...more }
}

function notGranted(on: Day): ProjectFile {
  const file = ended(on, 'not-granted')
  const decision = { ...stampBy('manager', on), outcome: 'not-granted', reason: 'Two failed.', findings: [] } as const
  return { ...file, project: { ...file.project, decisions: [{ ...decision, certification: null }] } }
}

const dispute = (ruled: Day | null): Dispute => ({
  id: 'd1',
  number: 'D-2026-0001',
  project: 'p1',
  testCase: 'OUT-01',
  says: 'It passed.',
  opened: stampBy('admin'),
  ruling: ruled && { ...stampBy('reviewer', ruled), outcome: 'rejected', reason: 'It did not.' },
  interpretation: null,
})

const granted = certification({ granted: '2026-02-01' })
const closed = (on: string) => ended(day(on), 'closed')

describe('captures are kept', () => {
  test.each<readonly [string, ProjectFile, string]>([
    ['twelve months after a project that came to nothing', closed('2026-03-01'), '2027-03-01'],
    [
      'twelve months after the last day of a retest that nobody asked for (G-12)',
      notGranted(day('2026-03-01')),
      '2027-05-30',
    ],
    [
      'twelve months after age makes a certification obsolete (8.10a)',
      ended(day('2026-02-01'), 'published', { certification: granted }),
      '2030-02-01',
    ],
    [
      'twelve months after it was withdrawn',
      ended(day('2026-02-01'), 'published', { certification: { ...granted, withdrawn: day('2026-09-09') } }),
      '2027-09-09',
    ],
    [
      'longer where it was extended (8.6)',
      ended(day('2026-02-01'), 'published', {
        certification: { ...granted, extensions: [{ on: day('2027-02-01'), pairs: [] }] },
      }),
      '2031-02-01',
    ],
    ['twelve months after the SAT is obsolete (8.10b)', ended(day('2026-02-01'), 'sat-accepted'), '2029-02-01'],
    [
      'twelve months after the last ruling (G-07)',
      { ...closed('2026-03-01'), disputes: [dispute(day('2026-05-05'))] },
      '2027-05-05',
    ],
  ])('%s', (_, file, until) => {
    expect(keepingOf(file, capture, figure)).toEqual({ until })
    const due = (on: Day) => capturesDue(file, on, figure).map(({ evidence }) => evidence.id)
    expect([due(addDays(day(until), -1)), due(day(until))]).toEqual([[], ['e1']])
  })

  test.each<readonly [string, ProjectFile, string]>([
    ['while the project is under way', ended(day('2020-01-01'), 'testing'), 'under way'],
    ['while something is disputed', { ...closed('2020-01-01'), disputes: [dispute(null)] }, 'D-2026-0001'],
    [
      'while the office holds them',
      {
        ...closed('2020-01-01'),
        project: { ...closed('2020-01-01').project, hold: { ...stampBy('manager'), reason: 'A court asks.' } },
      },
      'A court asks.',
    ],
  ])('%s, and no day is told', (_, file, why) => {
    expect(keepingOf(file, capture, figure)).toEqual({ held: expect.stringContaining(why) })
    expect(capturesDue(file, day('2099-01-01'), figure)).toEqual([])
  })

  test('and nothing else goes: other evidence, and what is gone already', () => {
    const file = closed('2026-03-01')
    const gone = { ...capture, removed: { ...stampBy('daily-round'), until: day('2027-03-01') } }
    const others = { ...file, evidence: [{ ...capture, kind: 'document' as const }, gone] }
    expect(capturesDue(others, day('2030-01-01'), figure)).toEqual([])
  })

  test('as long as the figure says', () => {
    expect(keepingOf(closed('2026-03-01'), capture, figuresWith({ 'captures.kept-months': 3 }).number)).toEqual({
      until: '2026-06-01',
    })
  })
})
