import { describe, expect, test } from 'vitest'
import type { Capability } from '../../programme/capability.ts'
import { FAMILIES, type Family, NAMED_INTERFACES } from '../../programme/interface.ts'
import { blankSat, satPlanId, satWording, wordingOf } from '../../programme/sat/sat.ts'
import { groupOf } from '../test-case.ts'
import { certificationPlan, satPlan } from './certification-plan.ts'
import { API_INTERFACES } from './api-interfaces.ts'
import { SAT_GROUPS } from './template-case.ts'
import { API_TEMPLATE, LINESIDE_TEMPLATE, templateCase, templateFor } from './templates.ts'

const CITED = /^(RFC [1-9]\d{3,4}( §\d+(\.\d+)*)?|ECMA-269|ITU-T E\.164)$/

/** A product on a release that cannot do what is named. */
const on = (family: Family, interfaces: readonly string[], ...cannot: readonly Capability[]) => ({
  product: { family, interfaces },
  platform: { id: 'voice', name: 'Voice', releases: [{ version: '9.1', kind: 'point', cannot }] } as const,
  platformRelease: '9.1',
})

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
    ['interface', API_INTERFACES],
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
      const template = templateFor(on(family, ['csta', 'src', 'tapi', 'oig'])).testCases
      expect(template.length, family).toBeGreaterThan(8)
      for (const each of template) {
        expect(satPlanId().parse(each.plan)).toBe(each.plan)
        expect(satWording.parse(wordingOf(each)), each.plan).toEqual(wordingOf(each))
      }
    }
  })
})

describe('the template of a product on a platform release (5N.b3)', () => {
  const plans = (of: ReturnType<typeof on>) => templateFor(of).testCases.map((each) => each.plan)
  const generic = API_TEMPLATE.map((each) => each.plan)

  test('is the generic one for CSTA, and nothing is said of what other interfaces add', () => {
    expect(plans(on('advanced-api', ['csta']))).toEqual(generic)
    expect(templateFor(on('advanced-api', ['csta'])).leftOut).toEqual([])
  })

  test.each([
    ['oig', ['SES-05'], 'For products on OIG. There an application is known by a certificate that runs out.'],
    ['tapi', ['TSP-01'], 'For products on TAPI. There a driver is installed on every computer.'],
    [
      'src',
      ['REC-01', 'REC-02', 'REC-03', 'REC-04'],
      'For products on SRC. Recording calls is what that interface is for.',
    ],
  ])('takes in what %s asks beside it, with the reason, in its group', (name, added, because) => {
    const { testCases } = templateFor(on('advanced-api', [name]))
    const fresh = testCases.filter((each) => !generic.includes(each.plan))
    expect(fresh.map((each) => each.plan)).toEqual(added)
    expect(new Set(fresh.map((each) => each.because))).toEqual(new Set([because]))
    expect(groups(testCases).length).toBe(new Set(testCases.map((each) => groupOf(each.plan))).size)
  })

  test('leaves call control out for a recorder, each with the reason, and still knows what it is called', () => {
    const { testCases, leftOut } = templateFor(on('advanced-api', ['src']))
    expect(leftOut.map((each) => each.plan)).toEqual([
      ...generic.filter((plan) => plan.startsWith('CAL-')),
      'AGT-03',
      'FEA-01',
    ])
    for (const { because } of leftOut)
      expect(because).toBe('Not for products on SRC. A recorder listens to calls; it makes, changes and routes none.')
    expect(testCases.some((each) => each.plan.startsWith('CAL-'))).toBe(false)
    expect(templateCase({ family: 'advanced-api', interfaces: ['src'] }, 'CAL-01')?.title).toBe(
      'A call is made by the application',
    )
  })

  test('has each test case exercise those interfaces of the product that it is for (2.1)', () => {
    const { testCases, leftOut } = templateFor(on('advanced-api', ['csta', 'src']))
    const exercised = (plan: string) => testCases.find((each) => each.plan === plan)?.interfaces
    expect([exercised('ENV-01'), exercised('CAL-01'), exercised('REC-01')]).toEqual([
      ['csta', 'src'],
      ['csta'],
      ['src'],
    ])
    expect(leftOut).toEqual([])
  })

  test('leaves out what the release cannot do', () => {
    expect(templateFor(on('sip-lineside', ['sip-lineside'], 'srtp', 'tls', 'wideband')).leftOut).toEqual([
      { plan: 'REG-03', because: 'Voice 9.1 does not have it: SIP over TLS.' },
      { plan: 'MED-02', because: 'Voice 9.1 does not have it: Wideband codecs (G.722, Opus, AMR-WB).' },
      { plan: 'MED-04', because: 'Voice 9.1 does not have it: Encrypted media.' },
    ])
    expect(templateFor(on('sip-lineside', ['sip-lineside'], 'fax')).leftOut).toEqual([])
  })

  test('names interfaces that there are', () => {
    const known = NAMED_INTERFACES.map((each) => each.id)
    for (const { applies } of [...API_TEMPLATE, ...API_INTERFACES])
      for (const name of applies?.interfaces ?? []) expect(known).toContain(name)
  })
})

describe('the plan of a certification above a SAT', () => {
  const template = templateFor(on('advanced-api', ['csta']))
  const own = {
    ...template.testCases[0]!,
    plan: 'OWN-1',
    criticality: 'OPT',
    scope: 'interface',
    origin: 'own',
  } as const
  const without = template.testCases.filter((each) => !['CAL-01', 'AGT-01'].includes(each.plan))
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
    const [feature] = certificationPlan(sat, template, 'MAT').leftOut
    expect(feature).toEqual({ plan: 'AGT-01', because: 'The accepted SAT plan does not have it.' })
  })

  test('says of what the SAT did without why, and leaves it to the lab to add (6.1)', () => {
    const leftOut = [{ plan: 'AGT-01', because: 'No agents.' }]
    const plan = certificationPlan({ ...sat, leftOut }, template, 'MAT')
    expect(plan.leftOut).toEqual([{ plan: 'AGT-01', because: 'The SAT did without: No agents.' }])
    const silent = certificationPlan({ ...sat, testCases: sat.testCases.slice(0, 3) }, template, 'MAT')
    expect(silent.leftOut[0]).toEqual({ plan: 'MON-02', because: 'The accepted SAT plan does not have it.' })
  })

  test('is the template where the SAT was accepted elsewhere', () => {
    expect(certificationPlan(null, template, 'MAT').testCases).toHaveLength(35)
    const recorder = templateFor(on('advanced-api', ['src']))
    const plan = certificationPlan(null, recorder, 'MAT')
    expect(plan.testCases.find((each) => each.plan === 'REC-01')?.because).toBe(
      'From the template. For products on SRC. Recording calls is what that interface is for.',
    )
    expect(plan.leftOut).toEqual(recorder.leftOut)
  })

  test('the plan of a SAT is all of it', () => {
    expect(satPlan(sat).testCases).toHaveLength(34)
    expect(satPlan(sat).testCases[0]!.group).toBe('Installation and rights')
  })
})
