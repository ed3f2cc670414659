import { describe, expect, test } from 'vitest'
import { after, people, projectIn, TODAY } from '../../test/support/project-files.ts'
import { figuresWith } from '../../test/support/records.ts'
import { dossierOfProject } from '../rulebook/project-dossier.ts'
import { judgeRule } from '../rulebook/rule.ts'
import { ruleOf } from '../rulebook/rules.ts'
import { addDays, type Day } from '../kernel/day.ts'
import type { ProjectFile } from './project-file.ts'
import { WAIVABLE_RULES, waiversOn } from './waiver.ts'

const { admin, manager, tester } = people
const RULE = 'sat-precedes-higher-levels'
const until = addDays(TODAY, 30)

/** A lineside product in the middle of its project, whose SAT was never accepted. */
function withoutSat(): ProjectFile {
  const file = projectIn('quote-to-request')
  return { ...file, product: { ...file.product, family: 'sip-lineside' } }
}

const waived = after(withoutSat(), manager, 'waive-rule', { rule: RULE, until, reason: 'Tested at the trade fair.' })

function outcome(file: ProjectFile, day: Day) {
  const figures = figuresWith({})
  return judgeRule(ruleOf(RULE)!, dossierOfProject(file, admin, day, figures), figures).outcome
}

describe('a waiver', () => {
  test('takes its rule off this project to the last day, and not a day longer', () => {
    expect(outcome(withoutSat(), TODAY)).toBe('breached')
    expect([TODAY, until, addDays(until, 1)].map((each) => outcome(waived, each))).toEqual([
      'waived',
      'waived',
      'breached',
    ])
  })

  test('keeps who gave it, when and why', () => {
    expect(waived.project.waivers).toMatchObject([
      { by: manager.id, day: TODAY, rule: RULE, until, reason: 'Tested at the trade fair.', ended: null },
    ])
  })

  test('is given by the programme manager alone, with a reason, for a day to come, and of a rule that allows it', () => {
    const give = (input: object) =>
      after(withoutSat(), manager, 'waive-rule', { rule: RULE, until, reason: 'x', ...input })
    expect(() => after(withoutSat(), tester, 'waive-rule', { rule: RULE, until, reason: 'x' })).toThrow('Not for')
    expect(() => give({ reason: ' ' })).toThrow()
    expect(() => give({ until: addDays(TODAY, -1) })).toThrow('would be over already')
    expect(() => give({ rule: 'must-pass-test-cases-passed' })).toThrow()
  })

  test('ends before its day when it is ended, once', () => {
    const ended = after(waived, manager, 'end-waiver', { rule: RULE, reason: 'Given by mistake.' })
    expect(outcome(ended, TODAY)).toBe('breached')
    expect(() => after(ended, manager, 'end-waiver', { rule: RULE, reason: 'x' })).toThrow('no such waiver')
  })

  test('is replaced by another of the same rule, so that a rule has one at most', () => {
    const longer = after(waived, manager, 'waive-rule', { rule: RULE, until: addDays(until, 5), reason: 'Longer.' })
    expect(waiversOn(longer.project, TODAY).map((each) => each.until)).toEqual([addDays(until, 5)])
  })

  test('is there for rules that exist', () => {
    expect(Object.keys(WAIVABLE_RULES).filter((rule) => !ruleOf(rule))).toEqual([])
  })
})
