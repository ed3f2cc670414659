import { describe, expect, test } from 'vitest'
import { after, newProject, people, person, projectIn, recordAll } from '../../test/support/project-files.ts'
import { figuresWith } from '../../test/support/records.ts'
import { day } from '../kernel/day.ts'
import type { Organisation } from '../programme/organisation.ts'
import type { Actor } from '../programme/permission.ts'
import type { ProjectFile } from '../programme/project-file.ts'
import { dossierOfHolder, dossierOfOpening, dossierOfProject } from './project-dossier.ts'
import { stands } from './rule.ts'
import { findingsAt } from './rules.ts'

const figures = figuresWith({})
const today = day('2026-06-15')
const { manager, tester, colleague, reviewer, granter } = people

const dossierOf = (file: ProjectFile, actor: Actor = granter, on = today) => dossierOfProject(file, actor, on, figures)

const fresh = newProject()

describe('the dossier of a project', () => {
  test('just opened holds the standpoint and nothing that came later', () => {
    expect(dossierOf(fresh)).toMatchObject({
      family: 'sip-trunk',
      isTrunk: true,
      usesNamedInterface: true,
      level: 'MCT',
      path: 'C',
      availability: 'yes',
      hasCertificationInForce: false,
      sponsor: 'none',
      hasSponsor: false,
      tier: 'mdp-commercial-basic',
      membership: 'active',
      neededTier: 'mdp-commercial-basic',
      holdsNeededTier: true,
      questionnaire: { isSubmitted: false, isReviewed: false },
      quote: null,
      isReadinessDeclared: false,
      report: null,
      guide: null,
    })
  })

  test('granted and published holds them all', () => {
    const published = after(
      after(projectIn('guide'), tester, 'save-guide', {
        content: {
          ...projectIn('guide').guide!.content,
          vendorSettings: [{ form: 'SIP peer', field: 'Address', value: 'x', standard: '', why: '' }],
        },
      }),
      tester,
      'publish-guide',
    )
    expect(dossierOf(published)).toMatchObject({
      hasCertificationInForce: true,
      questionnaire: { isSubmitted: true, isReviewed: true },
      quote: { isAgreedByOffice: true, isAgreedByLab: true, explainsEveryLine: true, comesWithAllPapers: true },
      isReadinessDeclared: true,
      releases: { isPlatformGa: true, isProductGa: true },
      plan: { coversEveryInterface: true, hasInterfaceTestCases: true, hasFeatureTestCases: true },
      report: {
        hasEveryResult: true,
        explainsUntested: true,
        passesEveryMustPass: true,
        isReviewAccepted: true,
        reviewerTested: false,
      },
      guide: { exists: true, namesSettings: true, isPublished: true },
    })
  })

  test.each<[says: string, sponsor: readonly Organisation['roles'][number][] | null, expected: string]>([
    ['nobody', null, 'none'],
    ['a reseller', ['reseller'], 'reseller'],
    ['a reseller that is a partner too', ['partner', 'reseller'], 'reseller'],
    ['a sales unit', ['sales-unit'], 'sales-unit'],
    ['the vendor', ['vendor'], 'sales-prime'],
  ])('sponsored by %s', (_says, roles, expected) => {
    const sponsor = roles ? { id: 's', name: 'S', country: 'DE', roles } : null
    const dossier = dossierOf({ ...fresh, sponsor })
    expect([dossier.sponsor, dossier.hasSponsor]).toEqual([expected, roles !== null])
  })

  test.each([
    ['2025-12-31', 'none', null],
    ['2026-12-31', 'active', 'mdp-commercial-basic'],
    ['2027-01-30', 'grace', 'mdp-commercial-basic'],
    ['2027-01-31', 'lapsed', null],
  ] as const)('the membership is that of the day, on %s %s', (on, membership, tier) => {
    expect(dossierOf(fresh, granter, day(on))).toMatchObject({ membership, tier })
  })

  test('a level the platform does not speak of has to be asked about', () => {
    const { availability: _, ...silent } = fresh.platform
    expect(dossierOf({ ...fresh, platform: silent }).availability).toBe('ask')
  })

  test.each([
    ['10.0', '3.1', '2026-06-15', true, true],
    ['10.0', '3.1', '2026-01-31', true, false],
    ['10.0', '4.0', '2026-06-15', true, false],
    ['11.0', '3.1', '2026-06-15', false, true],
    ['11.0', '3.1', '2026-12-01', false, true],
    ['12.0', '9.9', '2026-06-15', false, false],
  ])(
    'platform %s with product %s on %s: generally available %s and %s',
    (platformRelease, productRelease, on, a, b) => {
      const project = { ...fresh.project, platformRelease, productRelease }
      expect(dossierOf({ ...fresh, project }, granter, day(on)).releases).toMatchObject({
        isPlatformGa: a,
        isProductGa: b,
      })
    },
  )

  test('an interface no test case speaks of is not covered', () => {
    const product = { ...fresh.product, interfaces: ['sip-trunk', 'csta'] }
    expect(dossierOf({ ...fresh, product }).plan?.coversEveryInterface).toBe(false)
    expect(dossierOf(fresh).plan?.coversEveryInterface).toBe(true)
  })

  test('the lab agrees to a quote by the very move that asks, unless it prepared the quote itself', () => {
    const prepared = after(projectIn('quote-preparation'), manager, 'prepare-quote', {})
    const twoHats = person('manager', 'vendor', 'programme-manager', 'lab-engineer')
    const agreed = (actor: Actor) => dossierOf(prepared, actor).quote?.isAgreedByLab
    expect([agreed(tester), agreed(manager), agreed(twoHats)]).toEqual([true, false, false])
  })

  test('a SAT counts as accepted from its own day, not before', () => {
    const satEvidence = [{ product: 'p', platform: 'm', platformRelease: '10.0', accepted: today }]
    expect(dossierOf({ ...fresh, satEvidence }).sat.isAccepted).toBe(true)
    expect(dossierOf({ ...fresh, satEvidence }, granter, day('2026-06-14')).sat.isAccepted).toBe(false)
  })

  test('a SAT is no certification in force (1B.2)', () => {
    const file = projectIn('guide')
    const assertion = { ...file, certification: { ...file.certification!, level: 'SAT' as const } }
    expect(dossierOf(file).hasCertificationInForce).toBe(true)
    expect(dossierOf(assertion).hasCertificationInForce).toBe(false)
  })

  test('a guide that names no setting on the vendor’s side is known by it (7.5d)', () => {
    const file = projectIn('guide')
    const without = { ...file, guide: { ...file.guide!, content: { ...file.guide!.content, vendorSettings: [] } } }
    expect(dossierOf(without).guide?.namesSettings).toBe(false)
  })

  test('a quote whose effort was not estimated comes without its papers (5N.g)', () => {
    const file = projectIn('quote-offered')
    const quotes = file.project.quotes.map((quote) => ({ ...quote, effort: null }))
    expect(dossierOf(file).quote?.comesWithAllPapers).toBe(true)
    expect(dossierOf({ ...file, project: { ...file.project, quotes } }).quote?.comesWithAllPapers).toBe(false)
  })

  test('a certification that was withdrawn is in force no more', () => {
    const file = projectIn('guide')
    const withdrawn = { ...file, certification: { ...file.certification!, withdrawn: day('2026-07-01') } }
    expect(dossierOf(withdrawn, granter, day('2026-06-30')).hasCertificationInForce).toBe(true)
    expect(dossierOf(withdrawn, granter, day('2026-07-01')).hasCertificationInForce).toBe(false)
  })
})

describe('the report in the dossier', () => {
  const testing = recordAll(projectIn('testing'))
  const record = (file: ProjectFile, testCase: string, verdict: string, more: object = {}) =>
    after(file, tester, 'record-result', { testCase, verdict, note: 'Seen.', seen: 1, ...more })
  const limitation = { effect: 'Slow.', workaround: 'Wait.' }

  test.each<[says: string, file: ProjectFile, passes: boolean]>([
    ['all passed', testing, true],
    ['one that must pass failed', record(testing, 'OUT-01', 'failed'), false],
    ['one that must pass is inconclusive', record(testing, 'OUT-01', 'inconclusive'), false],
    ['one that must pass was not tested', record(testing, 'OUT-01', 'not-tested'), false],
    ['one that must pass could not be observed', record(testing, 'OUT-01', 'not-observable'), false],
    ['one that must pass is not applicable', record(testing, 'OUT-01', 'not-applicable'), true],
    ['one that must pass has a limitation', record(testing, 'OUT-01', 'passed-with-limitation', { limitation }), true],
    ['an important one failed', record(testing, 'COD-02', 'failed'), true],
  ])('passes what must pass or not when %s', (_says, file, passes) => {
    expect(dossierOf(file).report?.passesEveryMustPass).toBe(passes)
  })

  test('misses a result that is not there', () => {
    expect(dossierOf(projectIn('testing')).report).toMatchObject({ hasEveryResult: false, passesEveryMustPass: false })
  })

  test('is accepted only while what was read is what there is', () => {
    const read = projectIn('decision')
    expect(dossierOf(read).report).toMatchObject({ isReviewAccepted: true, reviewerTested: false })
    const corrected = after(read, colleague, 'correct-result', { testCase: 'OUT-01', verdict: 'passed', seen: 1 })
    expect(dossierOf(corrected).report?.isReviewAccepted).toBe(false)
    expect(dossierOf({ ...corrected, project: read.project }).report?.isReviewAccepted).toBe(false)
  })

  test('explains what was not tested and names every limitation, or is known not to', () => {
    const results = (change: object) => {
      const run = testing.runs[0]!
      return {
        ...testing,
        runs: [{ ...run, results: { ...run.results, 'COD-02': { ...run.results['COD-02']!, ...change } } }],
      }
    }
    expect(dossierOf(testing).report).toMatchObject({ explainsUntested: true, namesEveryLimitation: true })
    expect(dossierOf(results({ verdict: 'not-tested', note: '' })).report?.explainsUntested).toBe(false)
    expect(dossierOf(results({ verdict: 'not-tested', note: 'No line.' })).report?.explainsUntested).toBe(true)
    const limited = { verdict: 'passed-with-limitation', limitation: null }
    expect(dossierOf(results(limited)).report?.namesEveryLimitation).toBe(false)
    expect(dossierOf(results({ ...limited, limitation })).report?.namesEveryLimitation).toBe(true)
  })

  test('knows when its reviewer had tested after all', () => {
    const read = projectIn('decision')
    const run = read.runs[0]!
    const forged = { ...run, started: { ...run.started, by: reviewer.id } }
    expect(dossierOf({ ...read, runs: [forged] }).report?.reviewerTested).toBe(true)
  })

  test('has evidence for what must pass only while none of it is set aside', () => {
    const file = { name: 'a.pcap', kind: 'capture', mediaType: 'x/y', bytes: 1, sha256: 'a'.repeat(64) } as const
    const planned = testing.runs[0]!.testCases.filter((each) => each.criticality === 'KO')
    const full = planned.reduce((so, { plan }) => after(so, tester, 'add-evidence', { testCase: plan, file }), testing)
    expect(dossierOf(testing).report?.hasEvidenceForEveryMustPass).toBe(false)
    expect(dossierOf(full).report?.hasEvidenceForEveryMustPass).toBe(true)
    const less = after(full, tester, 'set-evidence-aside', { evidence: full.evidence[0]!.id, reason: 'Wrong call.' })
    expect(dossierOf(less).report?.hasEvidenceForEveryMustPass).toBe(false)
  })
})

describe('before there is a project, and after', () => {
  test('the dossier of an opening is judged by membership, tier and availability', () => {
    const { organisation, membership, product, platform } = fresh
    const wanted = {
      product: product.id,
      productRelease: '3.1',
      platform: platform.id,
      platformRelease: '10.0',
      level: 'MCT',
      region: null,
      topology: 'direct',
      despite: '',
    } as const
    const against = (file: Parameters<typeof dossierOfOpening>[0]) =>
      findingsAt('open-project', dossierOfOpening(file, today, figures), figures)
        .filter((finding) => !stands(finding))
        .map((finding) => finding.rule)
    const file = { organisation, membership, product, platform, wanted }
    expect(against(file)).toEqual([])
    expect(against({ ...file, membership: null })).toEqual([
      'mct-is-sponsored-or-paid-by-a-commercial-member',
      'path-c-begins-with-membership',
      'path-c-member-holds-the-tier-of-its-family',
    ])
    expect(against({ ...file, wanted: { ...wanted, level: 'MAT' } })).toEqual([
      'level-is-offered-on-the-platform',
      'mat-has-a-sponsor',
      'mat-is-for-solution-and-premier-partners',
      'path-c-member-holds-the-tier-of-its-family',
    ])
    expect(against({ ...file, product: { ...product, resoldByVendor: true } })).toEqual([
      'resold-product-reaches-a-resale-level',
    ])
    const api = { ...product, family: 'advanced-api', interfaces: ['csta'] } as const
    expect(against({ ...file, product: api })).toEqual([
      'family-holds-its-tier',
      'path-c-member-holds-the-tier-of-its-family',
    ])
  })

  test('the dossier of a holder carries what entitlements are judged by', () => {
    const { organisation, membership } = fresh
    const certification = { level: 'MCT', granted: day('2026-06-01'), withdrawn: day('2027-01-31') } as const
    const holder = { organisation, membership, family: 'sip-trunk', level: 'MCT', certification } as const
    const entitled = (on: string) =>
      findingsAt('use-logo', dossierOfHolder(holder, day(on), figures), figures).every(stands)
    expect([entitled('2026-06-15'), entitled('2027-01-30'), entitled('2027-01-31')]).toEqual([true, true, false])
    const failing = (changes: Partial<Parameters<typeof dossierOfHolder>[0]>, on = '2026-06-15') =>
      findingsAt('use-logo', dossierOfHolder({ ...holder, ...changes }, day(on), figures), figures)
        .filter((finding) => !stands(finding))
        .map((finding) => finding.rule)
    const withdrawn = { ...certification, withdrawn: day('2026-06-10') }
    expect(failing({ certification: withdrawn }, '2026-06-09')).toEqual([])
    expect(failing({ certification: withdrawn })).toEqual(['entitlement-rests-on-a-certification'])
    expect(failing({ certification: null })).toEqual(['entitlement-rests-on-a-certification'])
    expect(failing({}, '2026-05-31')).toEqual(['entitlement-rests-on-a-certification'])
    expect(failing({ membership: null })).toEqual(['logo-goes-to-members'])
    const none = dossierOfHolder({ ...holder, membership: null }, today, figures)
    expect(findingsAt('use-logo', none, figures).every(stands)).toBe(false)
  })
})
