/** Which rules are asked at which gate, and which move asks there, written out so that a reviewer sees the whole. */
import { describe, expect, test } from 'vitest'
import { MOVES, TARGETS } from '../app/targets.ts'
import { type Gate, GATES } from '../programme/move.ts'
import { RULES } from './rules.ts'

const RULES_AT: Readonly<Record<Gate, readonly string[]>> = {
  'certification-required': ['resold-product-is-certified', 'certification-brings-support'],
  'take-path-a': [
    'path-a-is-for-trunks',
    'path-a-has-a-sponsor-or-a-reseller',
    'path-a-has-a-certified-technician',
    'path-a-grants-mct-or-mqt',
  ],
  'take-path-b': ['path-b-has-a-sponsor'],
  'take-path-c': [],
  'pursue-level': [
    'level-is-offered-on-the-platform',
    'sat-precedes-higher-levels',
    'sat-is-reviewed-for-members',
    'mct-is-sponsored-or-paid-by-a-commercial-member',
    'family-holds-its-tier',
    'mqt-has-a-sponsor',
    'mqt-is-for-solution-partners',
    'mqt-names-its-region',
    'mat-has-a-sponsor',
    'mat-is-for-solution-and-premier-partners',
    'resold-product-reaches-a-resale-level',
  ],
  'open-project': [
    'level-is-offered-on-the-platform',
    'availability-has-been-asked',
    'mct-is-sponsored-or-paid-by-a-commercial-member',
    'family-holds-its-tier',
    'mqt-has-a-sponsor',
    'mqt-is-for-solution-partners',
    'mqt-names-its-region',
    'mat-has-a-sponsor',
    'mat-is-for-solution-and-premier-partners',
    'resold-product-reaches-a-resale-level',
    'path-c-begins-with-membership',
    'path-c-member-holds-the-tier-of-its-family',
  ],
  'assign-technician': ['path-a-has-a-certified-technician', 'technician-is-not-the-providers'],
  'give-self-test-access': [
    'path-a-has-a-certified-technician',
    'sponsor-request-is-approved',
    'self-test-access-is-never-the-providers',
    'technician-is-not-the-providers',
    'self-test-on-path-c-is-supervised',
  ],
  'run-self-test': [
    'path-a-has-a-certified-technician',
    'self-test-access-is-never-the-providers',
    'technician-is-not-the-providers',
    'self-test-on-path-c-is-supervised',
    'self-test-access-is-in-force',
  ],
  'upload-self-test': [
    'path-a-has-a-certified-technician',
    'self-test-access-is-never-the-providers',
    'technician-is-not-the-providers',
    'self-test-access-is-in-force',
    'technician-hours-stay-within-the-budget',
  ],
  'approve-business-case': [
    'sponsor-makes-the-case-on-path-a',
    'path-a-request-names-its-technician',
    'sponsor-declares-skill-and-resources',
    'sponsor-request-is-justified',
    'sponsor-makes-the-case-on-path-b',
    'fee-waiver-has-figures',
    'strategy-rests-on-all-inputs',
    'strategy-b-names-its-region',
  ],
  'fix-timing': ['no-date-before-the-justification'],
  'approve-sat-plan': ['sat-plan-is-complete', 'sat-plan-starts-from-the-template'],
  'file-sat-results': ['sat-plan-is-approved-before-results'],
  'accept-sat': [
    'sat-is-reviewed-for-members',
    'sat-is-documented-and-complete',
    'sat-questions-are-settled',
    'sat-results-are-complete',
  ],
  'note-sat-update': ['sat-update-is-of-a-member'],
  'issue-firm-quote': [
    'sat-precedes-higher-levels',
    'trunk-submits-its-questionnaire',
    'firm-quote-needs-accepted-sat-or-reviewed-questionnaire',
  ],
  'issue-quote': [
    'path-a-is-free-of-charge',
    'strategy-a-is-paid-by-the-vendor',
    'strategy-b-is-paid-as-agreed',
    'strategy-c-is-paid-by-the-reseller',
    'quote-comes-with-its-papers',
    'fee-is-set-by-those-concerned',
    'fee-is-explained',
    'path-c-is-paid-by-the-partner',
  ],
  'declare-readiness': ['product-release-is-generally-available'],
  schedule: [
    'sat-precedes-higher-levels',
    'no-date-before-the-justification',
    'trunk-submits-its-questionnaire',
    'platform-release-is-generally-available',
    'product-release-is-generally-available',
    'readiness-is-declared',
  ],
  'start-testing': [
    'every-integration-point-is-tested',
    'interface-tests-are-run',
    'mat-runs-feature-tests-too',
    'platform-release-is-generally-available',
    'product-release-is-generally-available',
    'readiness-is-declared',
    'plan-builds-on-the-sat-plan',
  ],
  'finish-testing': ['every-test-case-has-a-result', 'limitations-are-named'],
  'review-report': ['self-sponsored-report-is-fully-evidenced'],
  grant: [
    'every-integration-point-is-tested',
    'sat-precedes-higher-levels',
    'mct-is-sponsored-or-paid-by-a-commercial-member',
    'family-holds-its-tier',
    'interface-tests-are-run',
    'mqt-has-a-sponsor',
    'mqt-is-for-solution-partners',
    'mqt-names-its-region',
    'mqt-is-signed-by-both-sides',
    'mat-has-a-sponsor',
    'mat-is-for-solution-and-premier-partners',
    'mat-runs-feature-tests-too',
    'mat-is-run-jointly',
    'mat-states-its-support-terms',
    'resold-product-reaches-a-resale-level',
    'path-a-grants-mct-or-mqt',
    'self-sponsored-report-is-fully-evidenced',
    'path-c-member-holds-the-tier-of-its-family',
    'platform-release-is-generally-available',
    'product-release-is-generally-available',
    'every-test-case-has-a-result',
    'must-pass-test-cases-passed',
    'limitations-are-named',
    'report-is-accepted-by-a-second-person',
  ],
  publish: [
    'success-leads-to-a-config-guide',
    'guide-names-the-versions-tested',
    'guide-names-the-limitations',
    'guide-names-the-settings',
  ],
  'use-guide': [
    'guide-goes-to-members',
    'entitlement-rests-on-a-certification',
    'certification-is-published-with-its-guide',
  ],
  'use-logo': ['sat-carries-no-logo', 'logo-goes-to-members', 'entitlement-rests-on-a-certification'],
  'list-product': ['sat-is-not-listed', 'listed-product-is-a-members', 'entitlement-rests-on-a-certification'],
  'list-company': ['listed-company-is-a-member'],
  'use-benefits': ['benefits-need-an-active-membership'],
  extend: [
    'platform-release-is-generally-available',
    'product-release-is-generally-available',
    'interface-change-leads-to-a-review-call',
    'review-call-is-recorded',
    'extension-follows-its-review-call',
  ],
  'decide-recertification': [
    'interface-change-leads-to-a-review-call',
    'partner-keeps-up-with-releases',
    'review-call-is-recorded',
  ],
  'give-termination-notice': [
    'termination-needs-a-declined-recertification',
    'termination-needs-a-burden-in-the-field',
    'termination-is-of-a-member',
  ],
  'terminate-membership': [
    'termination-needs-a-declined-recertification',
    'termination-needs-a-burden-in-the-field',
    'termination-is-of-a-member',
    'termination-gives-time-to-answer',
    'termination-is-a-persons-decision',
  ],
}

/** Gates of the moves there are; the other gates belong to moves still to come and to what is asked by pages. */
const ASKED_BY: Readonly<Record<string, readonly Gate[]>> = {
  'open-project': ['open-project', 'take-path-c', 'pursue-level'],
  'request-sponsored-project': ['open-project', 'take-path-a'],
  'approve-request': ['approve-business-case', 'open-project', 'pursue-level'],
  'assign-technician': ['assign-technician'],
  'aim-at-level': ['open-project'],
  'give-self-test-access': ['give-self-test-access', 'schedule'],
  'start-self-test': ['run-self-test', 'start-testing'],
  'record-self-test': ['run-self-test'],
  'log-hours': ['run-self-test'],
  'upload-self-test': ['upload-self-test', 'finish-testing'],
  'let-partner-test': ['give-self-test-access'],
  'record-supervised-result': ['run-self-test'],
  'request-firm-quote': ['issue-firm-quote'],
  'prepare-quote': ['issue-firm-quote'],
  'issue-quote': ['issue-firm-quote', 'issue-quote'],
  'declare-readiness': ['declare-readiness'],
  'offer-slot': ['schedule'],
  'confirm-slot': ['schedule'],
  'start-testing': ['start-testing'],
  'finish-testing': ['finish-testing'],
  'accept-report': ['review-report'],
  grant: ['grant'],
  'publish-guide': ['publish'],
  'decide-recertification': ['decide-recertification'],
  'extend-certification': ['extend'],
  'authorise-logo': ['use-logo'],
  'ask-for-equipment': ['use-benefits'],
  'quote-equipment': ['use-benefits'],
  'order-equipment': ['use-benefits'],
  'note-sat-evidence': ['note-sat-update'],
  'approve-sat-plan': ['approve-sat-plan'],
  'record-sat-result': ['file-sat-results'],
  'take-in-sat-results': ['file-sat-results'],
  'file-sat-results': ['file-sat-results'],
  'accept-sat': ['accept-sat'],
  'ask-for-sat-update': ['note-sat-update'],
  'note-sat-update': ['note-sat-update'],
  'give-termination-notice': ['give-termination-notice'],
  'terminate-membership': ['terminate-membership'],
}

type Asking = { readonly dossier?: unknown; readonly moves: Readonly<Record<string, { readonly gates?: unknown }>> }

/** Moves whose gates nobody would ask: they belong to a target that tells the rulebook nothing. */
function unasked(targets: readonly Asking[]): readonly string[] {
  return targets.flatMap((target) =>
    target.dossier ? [] : Object.entries(target.moves).flatMap(([name, move]) => (move.gates ? [name] : [])),
  )
}

describe('the gates', () => {
  test.each(GATES)('%s asks these rules, in the order of the source document', (gate) => {
    const asked = RULES.filter((rule) => (rule.at as readonly string[]).includes(gate)).map((rule) => rule.id)
    expect(asked).toEqual(RULES_AT[gate])
  })

  test('are asked by these moves', () => {
    const asking = [...MOVES.values()].flatMap(({ name, move }) => (move.gates ? [[name, move.gates({})]] : []))
    expect(Object.fromEntries(asking)).toEqual(ASKED_BY)
  })

  test('belong to moves on something the rulebook is told of', () => {
    expect(unasked(Object.values(TARGETS))).toEqual([])
  })

  test('would be found unasked on something it is not told of', () => {
    const { dossier: _, ...mute } = TARGETS.certification
    expect(unasked([mute])).toEqual([
      'decide-recertification',
      'extend-certification',
      'authorise-logo',
      'note-sat-evidence',
    ])
  })
})
