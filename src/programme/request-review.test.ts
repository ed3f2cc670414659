/** The business case of path B: weighed on four inputs, by strategy with its level and region, then approved (4B). */
import { describe, expect, test } from 'vitest'
import { after, people } from '../../test/support/project-files.ts'
import { ASSESSMENT, requested, RESALE, SALES } from '../../test/support/sponsored-files.ts'
import type { ProjectFile } from './project-file.ts'

const { tester, reviewer, manager } = people
const MCT = { level: 'MCT', region: null }
const IN_EMEA = { level: 'MQT', region: 'emea' }
const APPROVE = { reason: 'Sound.', next: 'Go on.' }

const weighed = (file: ProjectFile, change: object = {}) =>
  after(file, tester, 'assess-business-case', { ...ASSESSMENT, ...change })
const approve = (file: ProjectFile) => after(file, reviewer, 'approve-request', APPROVE)

const withRevenue = (vendor: null, file = requested('B')): ProjectFile => {
  const request = file.project.request!
  const stated = { ...request.stated, revenue: { ...request.stated.revenue, vendor } }
  return { ...file, project: { ...file.project, request: { ...request, stated } } }
}

describe('a business case on path B', () => {
  test('is weighed before it is approved, and remembers each input with its reason (4B.4)', () => {
    expect(() => approve(requested('B'))).toThrow('not been weighed')
    const file = weighed(requested('B'))
    expect(file.project.request?.assessment).toMatchObject({
      strategy: 'a',
      inputs: { size: { weight: 'high' }, urgency: {}, capacity: {}, local: {} },
    })
    expect(approve(file).project.stage).toBe('questionnaire')
    expect(() => weighed(requested('B'), { size: { weight: 'high', reason: '' } })).toThrow()
  })

  test('without figures is not approved for strategy a, but for c (4B.6), or once the office waives it (X-24)', () => {
    const file = withRevenue(null)
    expect(() => approve(weighed(file))).toThrow('in figures')
    expect(approve(weighed(file, { strategy: 'c' })).project.stage).toBe('questionnaire')
    const waiver = { rule: 'fee-waiver-has-figures', until: '2026-12-31', reason: 'Strategic.' }
    expect(approve(weighed(after(file, manager, 'waive-rule', waiver))).project.stage).toBe('questionnaire')
  })

  test('under strategy b goes to MQT in the region of the sales unit, unless another level is named (X-19)', () => {
    const msp: ProjectFile = { ...requested('B', SALES), membership: memberAt('msp') }
    const file = weighed(msp, { strategy: 'b' })
    expect(file.project).toMatchObject({ level: 'MQT', region: 'emea' })
    expect(approve(file).project.stage).toBe('questionnaire')
    expect(weighed(msp, { strategy: 'b', level: 'MCT' }).project.level).toBe('MCT')
    expect(weighed(msp, { strategy: 'a' }).project).toMatchObject({ level: 'MCT', region: null })
  })

  test('weighed anew goes back to what was asked for, not to what the first weighing made of it', () => {
    const asked = requested('B', SALES)
    expect(weighed(weighed(asked, { strategy: 'b' }), { strategy: 'a' }).project).toMatchObject(MCT)
    expect(weighed(weighed(asked, { level: 'MQT', region: 'emea' })).project).toMatchObject(MCT)
    const aim = { aim: 'MQT', region: 'emea', reason: 'They sell there.' }
    const aimed = after({ ...asked, membership: memberAt('msp') }, manager, 'aim-at-level', aim)
    expect(weighed(weighed(aimed, { level: 'MCT', region: 'americas' })).project).toMatchObject(IN_EMEA)
  })

  test('under strategy b is not approved at MQT for a partner below the tier, nor without a region (4B.b)', () => {
    expect(() => approve(weighed(requested('B', SALES), { strategy: 'b' }))).toThrow('solution partners')
    const noRegion = weighed(requested('B', RESALE), { strategy: 'b', level: 'MCT' })
    expect(() => approve(noRegion)).toThrow('which is named')
  })

  test('is weighed anew when the sponsor completes it', () => {
    const back = after(weighed(requested('B')), tester, 'return-request', { gaps: 'How many sites?' })
    expect(back.project.request?.assessment).not.toBeNull()
    const sponsor = { id: 'rita', name: 'Rita', organisation: 'resale', parts: ['reseller-sponsor'] as const }
    const again = after(back, sponsor, 'complete-request', { urgency: 'month', justification: 'Sixty sites.' })
    expect(again.project.request?.assessment).toBeNull()
  })

  test('is nothing to weigh on path A', () => {
    expect(() => weighed(requested('A'))).toThrow('no strategies')
  })
})

function memberAt(tier: 'msp'): ProjectFile['membership'] {
  const before = requested('B').membership!
  return { ...before, terms: before.terms.map((term) => ({ ...term, tier })) }
}
