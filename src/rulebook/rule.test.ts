import { describe, expect, test } from 'vitest'
import { changed, GOOD } from '../../test/support/dossiers.ts'
import { figuresWith } from '../../test/support/records.ts'
import { addDays } from '../kernel/day.ts'
import { judged, judgeRule, known, must, type Outcome, type Rule, should, stands } from './rule.ts'
import { findingsAt, RULES } from './rules.ts'

const figures = figuresWith({})

const wording = {
  clause: '6.2',
  says: 'The release is generally available.',
  at: ['grant'],
  check: () => true,
  fix: 'Wait for it.',
} as const

const broken = { ...wording, check: () => false }
const unknown = { ...wording, check: () => known<boolean>(null) }

const suspended = figuresWith({ 'rules.not-in-force': ['a-rule'] })
const waivedUntil = (days: number) => changed(GOOD, { waivers: [{ rule: 'a-rule', until: addDays(GOOD.day, days) }] })

describe('the outcome of a rule', () => {
  test.each<[says: string, outcome: Outcome, lets: boolean, rule: Rule, dossier?: typeof GOOD, by?: typeof figures]>([
    ['a must that holds', 'met', true, must('a-rule', wording)],
    ['a should that holds', 'met', true, should('a-rule', wording)],
    ['a question answered in favour', 'met', true, judged('a-rule', wording)],
    ['a must that does not hold', 'breached', false, must('a-rule', broken)],
    ['a should that does not hold', 'advised', true, should('a-rule', broken)],
    ['a question not answered in favour', 'needs-judgement', false, judged('a-rule', broken)],
    ['a must about what is not on record', 'could-not-evaluate', false, must('a-rule', unknown)],
    ['a should about what is not on record', 'could-not-evaluate', false, should('a-rule', unknown)],
    ['a rule that does not apply', 'not-applicable', true, must('a-rule', { ...broken, when: () => false })],
    ['a rule that applies', 'breached', false, must('a-rule', { ...broken, when: () => true })],
    [
      'a rule of which it is not known whether it applies',
      'could-not-evaluate',
      false,
      must('a-rule', { ...wording, when: () => known<boolean>(undefined) }),
    ],
    ['a suspended rule', 'not-in-force', true, must('a-rule', broken), GOOD, suspended],
    ['another rule beside it', 'breached', false, must('b-rule', broken), GOOD, suspended],
    ['a rule waived until later', 'waived', true, must('a-rule', broken), waivedUntil(1)],
    ['a rule waived until today', 'waived', true, must('a-rule', broken), waivedUntil(0)],
    ['a rule whose waiver ended yesterday', 'breached', false, must('a-rule', broken), waivedUntil(-1)],
    ['another rule than the one waived', 'breached', false, must('b-rule', broken), waivedUntil(1)],
    ['a waiver comes before what is not on record', 'waived', true, must('a-rule', unknown), waivedUntil(1)],
  ])('%s is %s and lets the move pass: %s', (_says, outcome, lets, rule, dossier = GOOD, by = figures) => {
    const finding = judgeRule(rule, dossier, by)
    expect(finding).toEqual({ rule: rule.id, clause: rule.clause, says: rule.says, fix: rule.fix, outcome })
    expect(stands(finding)).toBe(lets)
  })

  test('a bug in a rule is a bug, not a finding', () => {
    const faulty = must('a-rule', {
      ...wording,
      check: () => {
        throw new TypeError('of undefined')
      },
    })
    expect(() => judgeRule(faulty, GOOD, figures)).toThrow(TypeError)
  })

  test('what is on record is known even when it is nought, empty or false', () => {
    expect([known(0), known(''), known(false)]).toEqual([0, '', false])
    expect(() => known(null)).toThrow()
    expect(() => known(undefined)).toThrow()
  })
})

describe('the findings at a gate', () => {
  test('are those of every rule that guards it, in the order of the document', () => {
    const findings = findingsAt('issue-firm-quote', GOOD, figures)
    expect(findings.map((finding) => [finding.rule, finding.outcome])).toEqual([
      ['sat-precedes-higher-levels', 'not-applicable'],
      ['trunk-submits-its-questionnaire', 'met'],
      ['firm-quote-needs-accepted-sat-or-reviewed-questionnaire', 'met'],
    ])
  })

  test('let a good dossier pass everywhere it can, and name what stands in the way where it cannot', () => {
    const gates = [...new Set(RULES.flatMap((rule) => rule.at))]
    const against = gates.flatMap((gate) =>
      findingsAt(gate, GOOD, figures)
        .filter((finding) => !stands(finding))
        .map((finding) => `${gate}: ${finding.rule}`),
    )
    // Nobody sponsors this trunk, so the paths that need a sponsor are closed to it; and what can end a membership,
    // a recertification that was declined, extends nothing.
    expect(against).toEqual([
      'take-path-a: path-a-has-a-sponsor-or-a-reseller',
      'take-path-b: path-b-has-a-sponsor',
      'extend: extension-follows-its-review-call',
    ])
  })

  test('a rule that was suspended no longer stands in the way, and speaks again when it is not', () => {
    const unreviewed = changed(GOOD, { questionnaire: { isReviewed: false } })
    const rule = 'firm-quote-needs-accepted-sat-or-reviewed-questionnaire'
    const against = (by: typeof figures) =>
      findingsAt('issue-firm-quote', unreviewed, by)
        .filter((finding) => !stands(finding))
        .map((finding) => finding.rule)
    expect(against(figures)).toEqual([rule])
    expect(against(figuresWith({ 'rules.not-in-force': [rule] }))).toEqual([])
  })

  test('figures of the programme change what a rule asks', () => {
    const outcome = (rule: string, gate: 'schedule' | 'upload-self-test', dossier = GOOD, by = figures) =>
      findingsAt(gate, dossier, by).find((finding) => finding.rule === rule)?.outcome
    const undeclared = changed(GOOD, { isReadinessDeclared: false })
    expect(outcome('readiness-is-declared', 'schedule', undeclared)).toBe('breached')
    expect(
      outcome('readiness-is-declared', 'schedule', undeclared, figuresWith({ 'readiness.declaration': false })),
    ).toBe('not-applicable')
    const hours = 'technician-hours-stay-within-the-budget'
    const short = figuresWith({ 'path-a.technician-hours': 8 })
    expect(outcome(hours, 'upload-self-test')).toBe('met')
    expect(outcome(hours, 'upload-self-test', GOOD, short)).toBe('advised')
  })
})
