/** MQT and MAT: two signatures, tailored support terms, and a project on path A that aims at MQT by waiver (3Q, 3A). */
import { describe, expect, test } from 'vitest'
import { after, kept, newProject, people, person, projectIn } from '../../test/support/project-files.ts'
import { onPathA, RESALE, SALES, sponsors } from '../../test/support/sponsored-files.ts'
import type { Level } from './level.ts'
import type { ProjectFile } from './project-file.ts'
import { isSignedBy } from './report-signing.ts'

const { admin, tester, reviewer, granter, manager } = people
const READ = { hasRead: true }
const GRANT = { reason: 'All passed.' }
const TERMS = { hours: 'Round the clock.', contacts: 'voice@vendor.test', escalation: 'To the lab within a day.' }

/** A premier partner's sponsored trunk at a level, its report accepted. */
function decided(level: Level): ProjectFile {
  const file = newProject()
  const { membership, platform } = file
  return projectIn(
    'decision',
    kept({
      ...file,
      sponsor: SALES,
      platform: { ...platform, availability: { MCT: 'yes', MQT: 'yes', MAT: 'yes' } },
      membership: { ...membership!, terms: membership!.terms.map((term) => ({ ...term, tier: 'mpp' as const })) },
      project: { ...file.project, level, region: level === 'MQT' ? 'emea' : null, sponsor: SALES.id },
    }),
  )
}

const signed = (file: ProjectFile) => after(after(file, tester, 'sign-report', READ), admin, 'sign-report', READ)

describe('the report of an MQT', () => {
  test('is granted once both sides have signed it (3Q.1)', () => {
    const file = decided('MQT')
    expect(() => after(file, granter, 'grant', GRANT)).toThrow('signed by the lab or sales unit and by the partner')
    const half = after(file, admin, 'sign-report', READ)
    expect(() => after(half, granter, 'grant', GRANT)).toThrow('signed by')
    const whole = after(half, sponsors.sales, 'sign-report', READ)
    expect(after(whole, granter, 'grant', GRANT).certification).toMatchObject({ level: 'MQT', region: 'emea' })
  })

  test('is signed once by each side, and by nobody without reading it', () => {
    const file = signed(decided('MQT'))
    expect(() => after(file, admin, 'sign-report', READ)).toThrow('has signed')
    expect(() => after(file, reviewer, 'sign-report', READ)).toThrow('has signed')
    expect(() => after(decided('MQT'), admin, 'sign-report', {})).toThrow('must be declared')
    expect(() => after(decided('MQT'), person('x', 'southwind', 'partner-admin'), 'sign-report', READ)).toThrow(
      'Not for',
    )
  })

  test('has to be signed anew when what was recorded changes', () => {
    const file = signed(decided('MQT'))
    expect([isSignedBy('vendor', file), isSignedBy('partner', file)]).toEqual([true, true])
    const changed = after(file, tester, 'correct-result', { testCase: 'OUT-01', verdict: 'passed', note: 'x', seen: 1 })
    expect([isSignedBy('vendor', changed), isSignedBy('partner', changed)]).toEqual([false, false])
  })

  test('is not signed at MCT', () => {
    expect(() => after(decided('MCT'), admin, 'sign-report', READ)).toThrow('is not signed')
  })
})

describe('a MAT', () => {
  test('is signed by lab and partner, and states the support it comes with (3A.1, 3A.2)', () => {
    const file = decided('MAT')
    expect(() => after(file, sponsors.sales, 'sign-report', READ)).toThrow('by the lab itself')
    expect(() => after(signed(file), granter, 'grant', GRANT)).toThrow('support terms')
    const stated = after(signed(file), tester, 'state-support-terms', TERMS)
    expect(after(stated, granter, 'grant', GRANT).certification).toMatchObject({
      level: 'MAT',
      testedBy: 'joint',
      supportTerms: TERMS,
    })
    expect(() => after(decided('MQT'), tester, 'state-support-terms', TERMS)).toThrow('the same for every product')
  })

  test('is granted on interface and feature test cases (3A.1)', () => {
    const scopes = new Set(decided('MAT').runs[0]!.testCases.map((each) => each.scope))
    expect([...scopes].toSorted()).toEqual(['feature', 'interface'])
  })
})

describe('another level', () => {
  const aim = { aim: 'MQT', region: 'emea', reason: 'The sales unit asks for it.' }

  test('MQT on path A needs the tier, or the recorded waiver that keeps clause 4A.7 alive (X-17)', () => {
    const file = onPathA('decision')
    const aimed = { ...file, aimed: { level: 'MQT' as const, region: 'emea' } }
    expect(() => after(aimed, manager, 'aim-at-level', aim)).toThrow('solution partners')
    const waiver = { rule: 'mqt-is-for-solution-partners', until: '2026-12-31', reason: 'Regional agreement.' }
    const waived = after(aimed, manager, 'waive-rule', waiver)
    const { aimed: _, ...at } = after(waived, manager, 'aim-at-level', aim)
    expect(at.project).toMatchObject({ level: 'MQT', region: 'emea' })
    expect(after(signed(at), granter, 'grant', GRANT).certification).toMatchObject({
      level: 'MQT',
      testedBy: 'reseller',
    })
  })

  test('names its region, is no MAT on path A, and no MAT once testing has begun', () => {
    expect(() => after(onPathA('decision'), manager, 'aim-at-level', { ...aim, region: null })).toThrow('name it')
    expect(() => after(onPathA('readiness'), manager, 'aim-at-level', { ...aim, aim: 'MAT' })).toThrow('Path A leads')
    const running = { ...decided('MQT'), sponsor: RESALE }
    expect(() => after(running, manager, 'aim-at-level', { ...aim, aim: 'MAT' })).toThrow('feature test cases')
  })
})
