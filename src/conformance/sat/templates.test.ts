import { describe, expect, test } from 'vitest'
import { FAMILIES } from '../../programme/interface.ts'
import { blankSat, satPlanId, satWording, wordingOf } from '../../programme/sat/sat.ts'
import { groupOf } from '../test-case.ts'
import { certificationPlan, satPlan } from './certification-plan.ts'
import { SAT_GROUPS } from './template-case.ts'
import { API_TEMPLATE, LINESIDE_TEMPLATE, templateFor } from './templates.ts'

const CITED = /^(RFC [1-9]\d{3,4}( §\d+(\.\d+)*)?|ECMA-269|ITU-T E\.164)$/

const groups = (template: typeof API_TEMPLATE) =>
  Array.from(
    Map.groupBy(template, (each) => groupOf(each.plan)),
    ([group, all]) => `${group} ${all.length}`,
  )

describe('the templates of SAT plans', () => {
  test('the generic API plan has thirty-five test cases in thirteen groups', () => {
    expect(API_TEMPLATE).toHaveLength(35)
    expect(groups(API_TEMPLATE)).toEqual([
      'ENV 3',
      'SES 4',
      'MON 3',
      'CAL 11',
      'DAT 2',
      'AGT 3',
      'FEA 1',
      'SYN 1',
      'ROB 3',
      'PER 1',
      'SEC 1',
      'UPG 1',
      'DOC 1',
    ])
  })

  test('the lineside plan has what every product is asked and what a registered device does', () => {
    expect(groups(LINESIDE_TEMPLATE)).toEqual([
      'ENV 3',
      'REG 4',
      'TEL 7',
      'MED 4',
      'DEV 5',
      'RES 3',
      'SEC 1',
      'UPG 1',
      'DOC 1',
    ])
  })

  test.each([
    ['API', API_TEMPLATE],
    ['lineside', LINESIDE_TEMPLATE],
  ] as const)('the %s plan speaks in whole sentences, names no place twice and cites in one form', (_, template) => {
    expect(new Set(template.map((each) => each.plan)).size).toBe(template.length)
    for (const each of template) {
      expect(SAT_GROUPS, each.plan).toHaveProperty(groupOf(each.plan))
      const sentences = [...each.steps, each.expected, each.precondition || 'None.']
      for (const sentence of sentences) expect(sentence, each.plan).toMatch(/^[A-Z0-9].*\.$/)
      expect(each.evidence, each.plan).not.toBe('')
      if (each.reference !== '') expect(each.reference, each.plan).toMatch(CITED)
    }
  })

  test('what a template says would be taken from a partner as well', () => {
    for (const family of FAMILIES) {
      const template = templateFor({ family, interfaces: ['csta'] })
      expect(template.length, family).toBeGreaterThan(8)
      for (const each of template) {
        expect(satPlanId().parse(each.plan)).toBe(each.plan)
        expect(satWording.parse(wordingOf(each)), each.plan).toEqual(wordingOf(each))
      }
    }
  })
})

describe('the plan of a certification above a SAT', () => {
  const template = templateFor({ family: 'advanced-api', interfaces: ['csta'] })
  const own = { ...template[0]!, plan: 'OWN-1', criticality: 'OPT', scope: 'interface', origin: 'own' } as const
  const without = template.filter((each) => !['CAL-01', 'AGT-01'].includes(each.plan))
  const sat = {
    ...blankSat({ project: 'p', product: 'd', platform: 'v', platformRelease: '10.0' }),
    testCases: [...without, own],
  }
  const because = (level: 'MCT' | 'MAT', plan: string) =>
    certificationPlan(sat, template, level).testCases.find((each) => each.plan === plan)?.because

  test('is the SAT plan, with what must pass added, each saying where it is from (6.1)', () => {
    expect(because('MCT', 'OWN-1')).toBe('From the accepted SAT plan.')
    expect(because('MCT', 'CAL-01')).toBe('Added for certification; the SAT did without.')
    expect(because('MAT', 'AGT-01')).toBeUndefined()
    expect(because('MCT', 'DOC-01')).toBe('From the accepted SAT plan.')
  })

  test('takes feature test cases at MAT only, and says so of what it leaves out', () => {
    expect(because('MCT', 'AGT-02')).toBeUndefined()
    expect(because('MAT', 'AGT-02')).toBe('From the accepted SAT plan.')
    expect(certificationPlan(sat, template, 'MCT').leftOut).toContainEqual({
      plan: 'AGT-02',
      because: 'A feature test case; MCT takes those that must pass.',
    })
    expect(certificationPlan(sat, template, 'MAT').leftOut).toEqual([])
  })

  test('is the template where the SAT was accepted elsewhere', () => {
    expect(certificationPlan(null, template, 'MAT').testCases).toHaveLength(35)
  })

  test('the plan of a SAT is all of it', () => {
    expect(satPlan(sat).testCases).toHaveLength(34)
    expect(satPlan(sat).testCases[0]!.group).toBe('Installation and rights')
  })
})
