import { describe, expect, test } from 'vitest'
import { addDays } from '../kernel/day.ts'
import { Refusal } from '../kernel/refusal.ts'
import { after, people, projectIn, TODAY } from '../../test/support/project-files.ts'
import { testersOf } from './run.ts'
import { isSupervisedOn } from './supervised.ts'

const { tester, colleague, admin } = people
const GIVEN = { until: addDays(TODAY, 7), how: 'Over the screen.' }
const refused = (work: () => unknown) => {
  try {
    work()
  } catch (fault) {
    if (fault instanceof Refusal) return [fault.code, fault.clause].join(' ')
    throw fault
  }
  return 'done'
}

describe('testing by the partner on path C (X-30)', () => {
  const testing = projectIn('testing')
  const plan = testing.runs[0]!.testCases[0]!.plan
  const result = { testCase: plan, verdict: 'passed', note: '', seen: 0 }
  const given = after(testing, tester, 'let-partner-test', GIVEN)

  test('is let by the lab and by nobody else, for a time that is not over', () => {
    expect(refused(() => after(testing, admin, 'let-partner-test', GIVEN))).toMatch(/^not-permitted/)
    for (const until of [addDays(TODAY, -1), addDays(TODAY, 61)])
      expect(refused(() => after(testing, tester, 'let-partner-test', { ...GIVEN, until }))).toBe('wrong-input X-30')
    expect(
      refused(() => after(given, tester, 'let-partner-test', GIVEN)),
      'twice',
    ).toBe('not-now X-30')
    expect([TODAY, addDays(TODAY, 7), addDays(TODAY, 8)].map((on) => isSupervisedOn(given.project, on))).toEqual([
      true,
      true,
      false,
    ])
  })

  test('lets the partner record, and only while it lasts', () => {
    expect(refused(() => after(testing, admin, 'record-supervised-result', result))).not.toBe('done')
    expect(after(given, admin, 'record-supervised-result', result).runs[0]!.results[plan]).toMatchObject({
      by: admin.id,
    })
    const late = addDays(TODAY, 8)
    expect(refused(() => after(given, admin, 'record-supervised-result', result, late))).not.toBe('done')
    const ended = after(given, colleague, 'end-supervised-testing', { reason: 'Enough.' })
    expect(refused(() => after(ended, admin, 'record-supervised-result', result))).not.toBe('done')
    expect(refused(() => after(ended, colleague, 'end-supervised-testing', { reason: 'Enough.' }))).toBe('not-now X-30')
    expect(refused(() => after(ended, colleague, 'let-partner-test', GIVEN))).toBe('done')
  })

  test('makes a tester of whoever supervised, who reads and grants nothing of it (G-08)', () => {
    expect(testersOf(testing.runs)).not.toContain(colleague.id)
    const let_ = after(testing, colleague, 'let-partner-test', GIVEN)
    const { runs } = after(let_, admin, 'record-supervised-result', result)
    expect(testersOf(runs)).toEqual(expect.arrayContaining([colleague.id, admin.id]))
  })
})
