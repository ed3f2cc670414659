/** Every rule with a dossier that meets it and one that breaches it, each written as a change to the good one. */
import { describe, expect, test } from 'vitest'
import { type Change, changed, GOOD } from '../../test/support/dossiers.ts'
import { figuresWith } from '../../test/support/records.ts'
import type { Dossier } from './dossier.ts'
import { type Force, judgeRule, type Outcome, type Rule } from './rule.ts'
import { ruleOf, RULES } from './rules.ts'

const lineside = { family: 'sip-lineside', isTrunk: false } as const

const CASES: Readonly<Record<string, readonly [meets: Change, breaches: Change]>> = {
  // Section 1
  'resold-product-is-certified': [{ resoldByVendor: true }, { resoldByVendor: true, hasCertificationInForce: false }],
  'certification-brings-support': [{}, { hasCertificationInForce: false }],
  'level-is-offered-on-the-platform': [{ availability: 'ask' }, { availability: 'no' }],
  'availability-has-been-asked': [{ availability: 'yes' }, { availability: 'ask' }],

  // Section 2
  'every-integration-point-is-tested': [{}, { plan: { coversEveryInterface: false } }],

  // Section 3
  'sat-precedes-higher-levels': [{ sat: { isRequired: true } }, { sat: { isRequired: true, isAccepted: false } }],
  'sat-is-reviewed-for-members': [
    { level: 'SAT', tier: 'mdp-noncommercial' },
    { level: 'SAT', tier: null },
  ],
  'sat-is-documented-and-complete': [{}, { sat: { hasAllResults: false } }],
  'sat-carries-no-logo': [{}, { level: 'SAT' }],
  'sat-is-not-listed': [{}, { level: 'SAT' }],
  'mct-is-sponsored-or-paid-by-a-commercial-member': [{ tier: null, hasSponsor: true }, { tier: 'mdp-noncommercial' }],
  'family-holds-its-tier': [lineside, { ...lineside, hasSponsor: true, holdsNeededTier: false }],
  'interface-tests-are-run': [{}, { plan: { hasInterfaceTestCases: false } }],
  'mqt-has-a-sponsor': [{ level: 'MQT', sponsorsItself: true }, { level: 'MQT' }],
  'mqt-is-for-solution-partners': [
    { level: 'MQT', tier: 'mpp' },
    { level: 'MQT', tier: 'mdp-commercial-advanced' },
  ],
  'mqt-names-its-region': [{ level: 'MQT', region: 'emea' }, { level: 'MQT' }],
  'mqt-is-signed-by-both-sides': [{ level: 'MQT' }, { level: 'MQT', report: { isSignedByPartner: false } }],
  'mat-has-a-sponsor': [{ level: 'MAT', hasSponsor: true }, { level: 'MAT' }],
  'mat-is-for-solution-and-premier-partners': [
    { level: 'MAT', tier: 'msp' },
    { level: 'MAT', tier: 'mdp-commercial-advanced' },
  ],
  'mat-runs-feature-tests-too': [{ level: 'MAT' }, { level: 'MAT', plan: { hasFeatureTestCases: false } }],
  'mat-is-run-jointly': [{ level: 'MAT' }, { level: 'MAT', report: { isSignedByVendorSide: false } }],
  'mat-states-its-support-terms': [{ level: 'MAT' }, { level: 'MAT', report: { hasSupportTerms: false } }],
  'resold-product-reaches-a-resale-level': [
    { resoldByVendor: true, level: 'MQT' },
    { resoldByVendor: true, level: 'MCT' },
  ],

  // Section 4, path A
  'path-a-is-for-trunks': [{}, lineside],
  'path-a-has-a-sponsor-or-a-reseller': [{ isReseller: true }, {}],
  'path-a-has-a-certified-technician': [{ path: 'A' }, { path: 'A', technician: { isCredentialInDate: false } }],
  'sponsor-makes-the-case-on-path-a': [
    { path: 'A', hasSponsor: true },
    { path: 'A', hasSponsor: true, sponsorRequest: null },
  ],
  'path-a-request-names-its-technician': [{ path: 'A' }, { path: 'A', technician: null }],
  'sponsor-declares-skill-and-resources': [
    { path: 'A' },
    { path: 'A', sponsorRequest: { declaresSkillAndResources: false } },
  ],
  'sponsor-request-is-justified': [{ path: 'A' }, { path: 'A', sponsorRequest: { hasJustification: false } }],
  'sponsor-request-is-approved': [{ path: 'A' }, { path: 'A', sponsorRequest: { isApproved: false } }],
  'self-test-access-is-never-the-providers': [
    { path: 'A', selfTest: { isHeldByProvider: true }, sponsorsItself: true },
    { path: 'A', selfTest: { isHeldByProvider: true } },
  ],
  'technician-is-not-the-providers': [
    { path: 'A', technician: { worksForProvider: true }, sponsorsItself: true },
    { path: 'A', technician: { worksForProvider: true } },
  ],
  'self-test-on-path-c-is-supervised': [{}, { selfTest: null }],
  'self-test-access-is-in-force': [{}, { selfTest: { isRevoked: true } }],
  'path-a-grants-mct-or-mqt': [{ path: 'A' }, { path: 'A', level: 'MAT' }],
  'technician-hours-stay-within-the-budget': [{ technician: { hours: 40 } }, { technician: { hours: 40.5 } }],
  'self-sponsored-report-is-fully-evidenced': [
    { path: 'A', sponsorsItself: true },
    { path: 'A', sponsorsItself: true, report: { hasEvidenceForEveryMustPass: false } },
  ],

  // Section 4, path B
  'path-b-has-a-sponsor': [{ hasSponsor: true }, {}],
  'sponsor-makes-the-case-on-path-b': [{ path: 'B', hasSponsor: true }, { path: 'B' }],
  'fee-waiver-has-figures': [{ strategy: 'a' }, { strategy: 'a', sponsorRequest: { hasRevenueFigures: false } }],
  'strategy-rests-on-all-inputs': [{ path: 'B' }, { path: 'B', sponsorRequest: { recordsAllInputs: false } }],
  'strategy-b-names-its-region': [{ strategy: 'b', region: 'emea' }, { strategy: 'b' }],
  'no-date-before-the-justification': [{ path: 'B' }, { path: 'B', sponsorRequest: { isApproved: false } }],

  // Section 4, path C and membership
  'path-c-begins-with-membership': [{ membership: 'grace' }, { membership: 'lapsed' }],
  'path-c-member-holds-the-tier-of-its-family': [{}, { holdsNeededTier: false }],
  'benefits-need-an-active-membership': [{}, { membership: 'lapsed' }],
  'guide-goes-to-members': [{ tier: 'mdp-noncommercial' }, { tier: null }],
  'logo-goes-to-members': [{ tier: 'mdp-noncommercial' }, { tier: null }],
  'listed-company-is-a-member': [{}, { membership: 'approved' }],
  'listed-product-is-a-members': [{}, { tier: null }],

  // Section 5
  'sat-plan-is-complete': [{}, { sat: { isPlanComplete: false } }],
  'sat-plan-starts-from-the-template': [{}, { sat: { takesInTemplate: false } }],
  'sat-plan-is-approved-before-results': [{}, { sat: { isPlanApproved: false } }],
  'sat-questions-are-settled': [{}, { sat: { hasOpenQuestions: true } }],
  'sat-results-are-complete': [{}, { sat: { hasAllResults: false } }],
  'sat-update-is-of-a-member': [{ membership: 'grace' }, { membership: 'lapsed' }],
  'trunk-submits-its-questionnaire': [{}, { questionnaire: { isSubmitted: false } }],
  'quote-comes-with-its-papers': [{}, { quote: { comesWithAllPapers: false } }],

  // Section 6
  'platform-release-is-generally-available': [{}, { releases: { isPlatformGa: false } }],
  'product-release-is-generally-available': [{}, { releases: { isProductGa: false } }],
  'readiness-is-declared': [{}, { isReadinessDeclared: false }],
  'plan-builds-on-the-sat-plan': [
    { sat: { isRequired: true } },
    { sat: { isRequired: true }, plan: { buildsOnSatPlan: false } },
  ],
  'every-test-case-has-a-result': [{}, { report: { explainsUntested: false } }],
  'must-pass-test-cases-passed': [{}, { report: { passesEveryMustPass: false } }],
  'limitations-are-named': [{}, { report: { namesEveryLimitation: false } }],
  'report-is-accepted-by-a-second-person': [{}, { report: { reviewerTested: true } }],

  // Section 7
  'success-leads-to-a-config-guide': [{}, { guide: { exists: false } }],
  'guide-names-the-versions-tested': [{}, { guide: { namesVersions: false } }],
  'guide-names-the-limitations': [{}, { guide: { namesLimitations: false } }],
  'guide-names-the-settings': [{}, { guide: { namesSettings: false } }],
  'entitlement-rests-on-a-certification': [{}, { hasCertificationInForce: false }],
  'certification-is-published-with-its-guide': [{}, { guide: { isPublished: false } }],

  // Section 8
  'interface-change-leads-to-a-review-call': [{}, { review: null }],
  'partner-keeps-up-with-releases': [{}, { coversCurrentMajor: false }],
  'review-call-is-recorded': [{}, { review: { recordsRisks: false } }],
  'extension-follows-its-review-call': [{ recertification: 'extend' }, { recertification: 'full' }],
  'termination-needs-a-declined-recertification': [{}, { recertification: 'partial' }],
  'termination-needs-a-burden-in-the-field': [{}, { burden: { isApproved: false } }],
  'termination-is-of-a-member': [{ membership: 'grace' }, { membership: 'lapsed' }],
  'termination-gives-time-to-answer': [{}, { termination: { noticeIsOver: false } }],
  'termination-is-a-persons-decision': [{}, { termination: { isDecidedByPerson: false } }],

  // Section 9
  'firm-quote-needs-accepted-sat-or-reviewed-questionnaire': [{}, { questionnaire: { isReviewed: false } }],
  'fee-is-set-by-those-concerned': [{}, { quote: { isAgreedByLab: false } }],
  'fee-is-explained': [{}, { quote: { explainsEveryLine: false } }],
  'path-a-is-free-of-charge': [{ path: 'A', quote: { payer: 'nobody' } }, { path: 'A' }],
  'strategy-a-is-paid-by-the-vendor': [
    { path: 'B', strategy: 'a', quote: { payer: 'vendor' } },
    { path: 'B', strategy: 'a', quote: { payer: 'reseller' } },
  ],
  'strategy-b-is-paid-as-agreed': [
    { path: 'B', strategy: 'b', quote: { payer: 'as-agreed' } },
    { path: 'B', strategy: 'b' },
  ],
  'strategy-c-is-paid-by-the-reseller': [
    { path: 'B', strategy: 'c', quote: { payer: 'reseller' } },
    { path: 'B', strategy: 'c' },
  ],
  'path-c-is-paid-by-the-partner': [{}, { quote: { payer: 'nobody' } }],
}

/** Further ways to breach a rule that has more than one. */
const ALSO_BREACHED: readonly (readonly [rule: string, change: Change])[] = [
  ['mct-is-sponsored-or-paid-by-a-commercial-member', { tier: null }],
  ['mqt-is-for-solution-partners', { level: 'MQT', tier: null }],
  ['mqt-is-for-solution-partners', { level: 'MQT', path: 'A', tier: 'mdp-commercial-basic' }],
  ['mqt-is-signed-by-both-sides', { level: 'MQT', report: { isSignedByVendorSide: false } }],
  ['mat-is-run-jointly', { level: 'MAT', report: { isSignedByPartner: false } }],
  ['mat-runs-feature-tests-too', { level: 'MAT', plan: { hasInterfaceTestCases: false } }],
  ['path-a-has-a-certified-technician', { path: 'A', technician: null }],
  ['path-a-has-a-certified-technician', { path: 'A', technician: { holdsCredentialOnPlatform: false } }],
  ['sponsor-makes-the-case-on-path-a', { path: 'A', hasSponsor: false }],
  ['path-a-grants-mct-or-mqt', { path: 'A', level: 'SAT' }],
  ['self-test-access-is-in-force', { selfTest: { isInPeriod: false } }],
  ['path-c-begins-with-membership', { membership: 'none' }],
  ['path-c-begins-with-membership', { membership: 'approved' }],
  ['path-c-begins-with-membership', { membership: 'terminated' }],
  ['every-test-case-has-a-result', { report: { hasEveryResult: false } }],
  ['report-is-accepted-by-a-second-person', { report: { isReviewAccepted: false } }],
  ['review-call-is-recorded', { review: { hasAttendeesOfBothSides: false } }],
  ['review-call-is-recorded', { review: { recordsSignificance: false } }],
  ['extension-follows-its-review-call', { recertification: 'extend', review: null }],
  ['extension-follows-its-review-call', { recertification: 'extend', isRecertificationOpen: false }],
  ['extension-follows-its-review-call', { recertification: null }],
  ['termination-needs-a-declined-recertification', { recertification: null }],
  ['termination-needs-a-burden-in-the-field', { burden: null }],
  ['termination-gives-time-to-answer', { termination: null }],
  ['termination-is-of-a-member', { membership: 'none' }],
  ['fee-is-set-by-those-concerned', { quote: { isAgreedByOffice: false } }],
  ['firm-quote-needs-accepted-sat-or-reviewed-questionnaire', { ...lineside, sat: { isAccepted: false } }],
]

/** Dossiers a rule has nothing to say about. */
const NOT_ITS_BUSINESS: readonly (readonly [rule: string, change: Change])[] = [
  ['resold-product-is-certified', { hasCertificationInForce: false }],
  ['resold-product-is-certified', { resoldByVendor: true, usesNamedInterface: false, hasCertificationInForce: false }],
  ['certification-brings-support', { resoldByVendor: true }],
  ['level-is-offered-on-the-platform', { availability: null }],
  ['sat-precedes-higher-levels', { sat: { isAccepted: false } }],
  ['sat-precedes-higher-levels', { level: 'SAT', sat: { isRequired: true, isAccepted: false } }],
  ['mct-is-sponsored-or-paid-by-a-commercial-member', { level: 'MQT', tier: null }],
  ['family-holds-its-tier', { holdsNeededTier: false }],
  ['mqt-has-a-sponsor', { level: 'MAT' }],
  ['mat-has-a-sponsor', { level: 'MQT' }],
  ['mqt-names-its-region', {}],
  ['resold-product-reaches-a-resale-level', {}],
  ['path-a-grants-mct-or-mqt', { path: 'B', level: 'MAT' }],
  ['path-a-has-a-certified-technician', { path: 'C', technician: null }],
  ['self-test-on-path-c-is-supervised', { path: 'A' }],
  ['resold-product-reaches-a-resale-level', { resoldByVendor: true, level: 'SAT' }],
  ['self-sponsored-report-is-fully-evidenced', { path: 'A', report: { hasEvidenceForEveryMustPass: false } }],
  ['fee-waiver-has-figures', { strategy: 'c', sponsorRequest: { hasRevenueFigures: false } }],
  ['strategy-b-names-its-region', { strategy: 'a' }],
  ['no-date-before-the-justification', { path: 'C', sponsorRequest: null }],
  ['path-c-begins-with-membership', { path: 'B', membership: 'none' }],
  ['path-c-member-holds-the-tier-of-its-family', { path: 'A', holdsNeededTier: false }],
  ['trunk-submits-its-questionnaire', { ...lineside, questionnaire: null }],
  ['plan-builds-on-the-sat-plan', { plan: { buildsOnSatPlan: false } }],
  ['review-call-is-recorded', { review: null }],
  ['interface-change-leads-to-a-review-call', { interfaceChange: false, review: null }],
  ['partner-keeps-up-with-releases', { coversCurrentMajor: null }],
]

/** The force of a rule decides whether a breach stops a move; every rule that is not here is a `must`. */
const FORCES: Readonly<Record<string, Force>> = {
  'certification-brings-support': 'should',
  'sponsor-request-is-justified': 'should',
  'sponsor-request-is-approved': 'judged',
  'technician-hours-stay-within-the-budget': 'should',
  'sat-plan-starts-from-the-template': 'should',
  'plan-builds-on-the-sat-plan': 'should',
  'certification-is-published-with-its-guide': 'should',
  'partner-keeps-up-with-releases': 'should',
  'termination-is-a-persons-decision': 'judged',
}

const figures = figuresWith({})
const UNMET = { must: 'breached', should: 'advised', judged: 'needs-judgement' } as const

function judged(id: string, change: Change): Outcome {
  return judgeRule(known(id), changed(GOOD, change), figures).outcome
}

function known(id: string): Rule {
  const rule = ruleOf(id)
  if (!rule) throw new Error(`there is no rule ${id}`)
  return rule
}

describe('the table of rules', () => {
  test('has the force of every rule', () => {
    expect(Object.fromEntries(RULES.map(({ id, force }) => [id, force]))).toEqual(
      Object.fromEntries(RULES.map(({ id }) => [id, FORCES[id] ?? 'must'])),
    )
    expect(Object.keys(FORCES).filter((id) => !ruleOf(id))).toEqual([])
  })

  test('has every rule, and no rule that is gone', () => {
    expect(Object.keys(CASES).toSorted()).toEqual(RULES.map((rule) => rule.id).toSorted())
  })

  test.each(Object.entries(CASES).map(([id, [meets]]) => [id, meets] as const))('%s is met by %j', (id, meets) => {
    expect(judged(id, meets)).toBe('met')
  })

  test.each(Object.entries(CASES).map(([id, [, breaches]]) => [id, breaches] as const))(
    '%s is not met by %j',
    (id, breaches) => {
      expect(judged(id, breaches)).toBe(UNMET[known(id).force])
    },
  )

  test.each(ALSO_BREACHED)('%s is not met by %j either', (id, breaches) => {
    expect(judged(id, breaches)).toBe(UNMET[known(id).force])
  })

  test.each(NOT_ITS_BUSINESS)('%s has nothing to say about %j', (id, change) => {
    expect(judged(id, change)).toBe('not-applicable')
  })

  test('a rule whose check were turned round would be found by its two dossiers', () => {
    for (const rule of RULES) {
      const [meets, breaches] = CASES[rule.id] ?? [{}, {}]
      const turned: Rule = { ...rule, check: (dossier, by) => !rule.check(dossier, by) }
      expect(judgeRule(turned, changed(GOOD, meets), figures).outcome, rule.id).not.toBe('met')
      expect(judgeRule(turned, changed(GOOD, breaches), figures).outcome, rule.id).toBe('met')
    }
  })
})

/** Parts of a dossier that may not be on record, each with what its rules say then. */
const MISSING: readonly (readonly [part: keyof Dossier, outcomes: Readonly<Record<string, Outcome>>])[] = [
  [
    'plan',
    {
      'every-integration-point-is-tested': 'not-applicable',
      'interface-tests-are-run': 'could-not-evaluate',
      'mat-runs-feature-tests-too': 'could-not-evaluate',
      'plan-builds-on-the-sat-plan': 'could-not-evaluate',
    },
  ],
  [
    'report',
    {
      'mqt-is-signed-by-both-sides': 'could-not-evaluate',
      'mat-is-run-jointly': 'could-not-evaluate',
      'mat-states-its-support-terms': 'could-not-evaluate',
      'self-sponsored-report-is-fully-evidenced': 'could-not-evaluate',
      'every-test-case-has-a-result': 'could-not-evaluate',
      'must-pass-test-cases-passed': 'could-not-evaluate',
      'limitations-are-named': 'could-not-evaluate',
      'report-is-accepted-by-a-second-person': 'could-not-evaluate',
    },
  ],
  [
    'releases',
    {
      'platform-release-is-generally-available': 'could-not-evaluate',
      'product-release-is-generally-available': 'could-not-evaluate',
    },
  ],
  [
    'questionnaire',
    {
      'trunk-submits-its-questionnaire': 'could-not-evaluate',
      'firm-quote-needs-accepted-sat-or-reviewed-questionnaire': 'could-not-evaluate',
    },
  ],
  [
    'quote',
    {
      'quote-comes-with-its-papers': 'could-not-evaluate',
      'fee-is-set-by-those-concerned': 'could-not-evaluate',
      'fee-is-explained': 'could-not-evaluate',
      'path-a-is-free-of-charge': 'could-not-evaluate',
      'strategy-a-is-paid-by-the-vendor': 'could-not-evaluate',
      'strategy-b-is-paid-as-agreed': 'could-not-evaluate',
      'strategy-c-is-paid-by-the-reseller': 'could-not-evaluate',
      'path-c-is-paid-by-the-partner': 'could-not-evaluate',
    },
  ],
  [
    'guide',
    {
      'success-leads-to-a-config-guide': 'could-not-evaluate',
      'guide-names-the-versions-tested': 'could-not-evaluate',
      'guide-names-the-limitations': 'could-not-evaluate',
      'guide-names-the-settings': 'could-not-evaluate',
      'certification-is-published-with-its-guide': 'could-not-evaluate',
    },
  ],
  [
    'selfTest',
    {
      'self-test-access-is-never-the-providers': 'could-not-evaluate',
      'self-test-access-is-in-force': 'could-not-evaluate',
      'self-test-on-path-c-is-supervised': 'breached',
    },
  ],
  [
    'sponsorRequest',
    {
      'sponsor-makes-the-case-on-path-a': 'breached',
      'sponsor-declares-skill-and-resources': 'could-not-evaluate',
      'sponsor-request-is-justified': 'could-not-evaluate',
      'sponsor-request-is-approved': 'could-not-evaluate',
      'sponsor-makes-the-case-on-path-b': 'breached',
      'fee-waiver-has-figures': 'could-not-evaluate',
      'strategy-rests-on-all-inputs': 'could-not-evaluate',
      'no-date-before-the-justification': 'could-not-evaluate',
    },
  ],
  [
    'technician',
    {
      'path-a-has-a-certified-technician': 'breached',
      'path-a-request-names-its-technician': 'breached',
      'technician-hours-stay-within-the-budget': 'not-applicable',
      'technician-is-not-the-providers': 'not-applicable',
    },
  ],
  ['burden', { 'termination-needs-a-burden-in-the-field': 'breached' }],
  [
    'termination',
    {
      'termination-gives-time-to-answer': 'breached',
      'termination-is-a-persons-decision': 'needs-judgement',
    },
  ],
]

describe('what is not on record', () => {
  test.each(MISSING)('%s never counts as met', (part, outcomes) => {
    const seen = RULES.flatMap((rule): [string, Outcome][] => {
      const [meets] = CASES[rule.id] ?? [{}]
      const before = judgeRule(rule, changed(GOOD, meets), figures).outcome
      const after = judgeRule(rule, { ...changed(GOOD, meets), [part]: null }, figures).outcome
      return before === after ? [] : [[rule.id, after]]
    })
    expect(Object.fromEntries(seen)).toEqual(outcomes)
  })
})
