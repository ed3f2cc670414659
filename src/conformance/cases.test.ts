import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SIP_TRUNK_TEST_CASES, testCaseByPlanId } from './cases/index.ts'
import { groupOf } from './test-case.ts'
import type { Criticality } from './test-case.ts'

const RFC_WITH_SECTIONS = /^RFC [1-9]\d{3,4}( §\d+(\.\d+)*(, \d+(\.\d+)*)*)?$/

const NAMED_STANDARDS = new Set(['SIPconnect 2.0', 'ITU-T E.164', 'ITU-T G.107', 'ITU-T T.38', 'ITU-T T.38 Annex D'])

const CHECK = /^A(0[1-9]|[12]\d|30)$/

const ids = SIP_TRUNK_TEST_CASES.map((each) => each.id)
const planIds = SIP_TRUNK_TEST_CASES.map((each) => each.plan)

test('the plan has ninety test cases', () => {
  expect(SIP_TRUNK_TEST_CASES).toHaveLength(90)
})

test('56 test cases are KO, 27 important and 7 optional', () => {
  const howMany = (criticality: Criticality) =>
    SIP_TRUNK_TEST_CASES.filter((each) => each.criticality === criticality).length

  expect({ KO: howMany('KO'), IMP: howMany('IMP'), OPT: howMany('OPT') }).toEqual({ KO: 56, IMP: 27, OPT: 7 })
})

test('no two test cases share an id or a place in the plan', () => {
  expect(new Set(ids).size).toBe(90)
  expect(new Set(planIds).size).toBe(90)
})

test('an id is made of words, and a number stands only inside the name of a codec or a fax standard', () => {
  for (const id of ids) expect(id).toMatch(/^([a-z]+|g711|g729|t38)(-([a-z]+|g711|g729|t38))*$/)
})

test('every test case is in the file that bears its id, and every file is in the plan', () => {
  const files = readdirSync(new URL('./cases/', import.meta.url)).filter((name) => name !== 'index.ts')

  expect(files.length).toBeGreaterThan(0)
  expect(files.toSorted()).toEqual(ids.map((id) => `${id}.ts`).toSorted())
})

test('each file holds the test case it is named for', async () => {
  for (const listed of SIP_TRUNK_TEST_CASES) {
    const file: { default: unknown } = await import(`./cases/${listed.id}.ts`)
    expect(file.default).toBe(listed)
  }
})

test('the groups are as large as in the plan, and stand in its order', () => {
  const sizes = new Map<string, number>()
  for (const plan of planIds) sizes.set(groupOf(plan), (sizes.get(groupOf(plan)) ?? 0) + 1)

  expect([...sizes]).toEqual([
    ['CON', 8],
    ['OUT', 8],
    ['INB', 7],
    ['RNG', 6],
    ['COD', 5],
    ['DTM', 4],
    ['HLD', 4],
    ['TRF', 6],
    ['CNF', 1],
    ['FWD', 4],
    ['IDN', 7],
    ['VAA', 2],
    ['FAX', 4],
    ['TMR', 5],
    ['FLV', 5],
    ['SEC', 7],
    ['EMG', 3],
    ['LOD', 2],
    ['QOS', 2],
  ])
})

test('within a group the test cases are numbered from one without a gap', () => {
  const seen = new Map<string, number>()
  for (const plan of planIds) {
    const next = (seen.get(groupOf(plan)) ?? 0) + 1
    seen.set(groupOf(plan), next)
    expect(plan).toBe(`${groupOf(plan)}-${String(next).padStart(2, '0')}`)
  }
})

test('interface tests carry out 3C.1 and feature tests 3A.1', () => {
  for (const each of SIP_TRUNK_TEST_CASES) {
    expect(each.clause, each.id).toBe(each.scope === 'interface' ? '3C.1' : '3A.1')
  }
})

test('every test case says what to do and what to expect, in whole sentences', () => {
  for (const each of SIP_TRUNK_TEST_CASES) {
    expect(each.procedure, each.id).not.toHaveLength(0)
    const sentences = [...each.procedure, each.onWire, each.byPeople, each.precondition ?? 'None.']
    for (const sentence of sentences) expect(sentence, each.id).toMatch(/^[A-Z0-9].*\.$/)
  }
})

test('a test case does not send its reader to another test case', () => {
  for (const each of SIP_TRUNK_TEST_CASES) {
    const words = [each.title, each.precondition, ...each.procedure, each.onWire, each.byPeople].join(' ')
    for (const plan of planIds) expect(words, each.id).not.toContain(plan)
  }
})

test('every test case cites its standards in one form', () => {
  for (const each of SIP_TRUNK_TEST_CASES) {
    expect(each.cites, each.id).not.toHaveLength(0)
    for (const cite of each.cites) {
      expect(NAMED_STANDARDS.has(cite) || RFC_WITH_SECTIONS.test(cite), `${each.id}: ${cite}`).toBe(true)
    }
  }
})

test('every test case has somebody to judge it and draws on checks A01 to A30, none of them twice', () => {
  for (const each of SIP_TRUNK_TEST_CASES) {
    expect(each.judgedBy, each.id).not.toHaveLength(0)
    expect(each.checks, each.id).not.toHaveLength(0)
    for (const check of each.checks) expect(check, each.id).toMatch(CHECK)
    expect(new Set(each.checks).size, each.id).toBe(each.checks.length)
  }
})

test('a test case is found by its place in the plan, and a place that does not exist gives none', () => {
  expect(testCaseByPlanId('HLD-01')?.id).toBe('hold-by-the-pbx')
  expect(testCaseByPlanId('HLD-05')).toBeNull()
})
