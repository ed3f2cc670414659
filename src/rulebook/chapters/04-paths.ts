/** Section 4: which path is open to whom, who may do what on it, and what membership brings. */
import { isAtLeast, type Tier } from '../../programme/membership.ts'
import { known, must, should, judged, type Rule } from '../rule.ts'

const PATH_A: readonly Rule[] = [
  must('path-a-is-for-trunks', {
    clause: '4A.11',
    also: ['4.2', '4A.1'],
    reading: 'X-02',
    says: 'Path A is open to SIP trunking services only, never to lineside or API products.',
    at: ['take-path-a'],
    check: (d) => d.isTrunk,
    fix: 'Take path C; a sponsor may still bear the fee by one of the strategies of path B.',
  }),

  must('path-a-has-a-sponsor-or-a-reseller', {
    clause: '4A.10',
    says: 'Path A is the sponsor’s; the provider takes it by itself only if it is a reseller too.',
    at: ['take-path-a'],
    check: (d) => d.hasSponsor || d.isReseller,
    fix: 'Find a reseller or sales unit that sponsors you, or take path C.',
  }),

  must('path-a-has-a-certified-technician', {
    clause: '4A.14',
    says: 'A technician with up-to-date vendor credentials on the platform under test runs the tests of path A.',
    at: ['take-path-a', 'assign-technician', 'give-self-test-access', 'run-self-test', 'upload-self-test'],
    when: (d) => d.path === 'A',
    check: (d) => d.technician !== null && d.technician.holdsCredentialOnPlatform && d.technician.isCredentialInDate,
    fix: 'Name a technician whose credential on this platform is in date, or take path B or C.',
  }),

  must('sponsor-makes-the-case-on-path-a', {
    clause: '4A.3',
    says: 'On path A the sponsor makes the business case and acts for the provider.',
    at: ['approve-business-case'],
    when: (d) => d.path === 'A',
    check: (d) => d.sponsorRequest !== null && (d.hasSponsor || d.sponsorsItself),
    fix: 'Have the sponsor send in the request.',
  }),

  must('path-a-request-names-its-technician', {
    clause: '4A.12',
    says: 'The request for path A names the technician who will test.',
    at: ['approve-business-case'],
    when: (d) => d.path === 'A',
    check: (d) => d.technician !== null,
    fix: 'Name the technician and how to reach them.',
  }),

  must('sponsor-declares-skill-and-resources', {
    clause: '4A.2',
    says: 'The sponsor sees the opportunity and has the skill and resources to test by itself.',
    at: ['approve-business-case'],
    when: (d) => d.path === 'A',
    check: (d) => known(d.sponsorRequest).declaresSkillAndResources,
    fix: 'Have the sponsor declare it, or take path B.',
  }),

  should('sponsor-request-is-justified', {
    clause: '4A.15',
    says: 'The sponsor’s request carries a business justification.',
    at: ['approve-business-case'],
    when: (d) => d.path === 'A',
    check: (d) => known(d.sponsorRequest).hasJustification,
    fix: 'Add the expected revenue or the strategic reason.',
  }),

  judged('sponsor-request-is-approved', {
    clause: '4A.4',
    says: 'The lab has reviewed and approved the sponsor’s request.',
    at: ['give-self-test-access'],
    when: (d) => d.path === 'A',
    check: (d) => known(d.sponsorRequest).isApproved,
    fix: 'The lab approves or declines the request with its reasons.',
  }),

  must('self-test-access-is-never-the-providers', {
    clause: '4A.5',
    says: 'Access to the self-test portal goes to the sales team or the reseller, not to the provider.',
    at: ['give-self-test-access', 'run-self-test', 'upload-self-test'],
    when: (d) => d.path === 'A',
    check: (d) => !known(d.selfTest).isHeldByProvider || d.sponsorsItself,
    fix: 'Give access to the sponsor’s technician.',
  }),

  must('technician-is-not-the-providers', {
    clause: '4A.6',
    also: ['4A.5'],
    says: 'The technician of path A works for the vendor or the reseller, not for the provider.',
    at: ['assign-technician', 'give-self-test-access', 'run-self-test', 'upload-self-test'],
    when: (d) => d.path === 'A' && d.technician !== null,
    check: (d) => !known(d.technician).worksForProvider || d.sponsorsItself,
    fix: 'Assign a technician of the sponsor.',
  }),

  must('self-test-on-path-c-is-supervised', {
    clause: '4A.5',
    reading: 'X-30',
    says: 'On path C the self-test portal is used under the supervision of the lab, where the programme allows it at all.',
    at: ['give-self-test-access', 'run-self-test'],
    when: (d) => d.path === 'C',
    check: (d, figures) => figures.word('path-c.self-test') === 'lab-supervised' && d.selfTest !== null,
    fix: 'Have the lab run the plan.',
  }),

  must('self-test-access-is-in-force', {
    clause: '4A.6',
    says: 'Self-test access is for one project and a period, and is used within it.',
    at: ['run-self-test', 'upload-self-test'],
    check: (d) => known(d.selfTest).isInPeriod && !known(d.selfTest).isRevoked,
    fix: 'Ask the lab to renew the access.',
  }),

  must('path-a-grants-mct-or-mqt', {
    clause: '4A.7',
    says: 'Path A leads to MCT or MQT.',
    at: ['take-path-a', 'grant'],
    when: (d) => d.path === 'A',
    check: (d) => d.level === 'MCT' || d.level === 'MQT',
    fix: 'For a SAT or MAT take path B or C.',
  }),

  should('technician-hours-stay-within-the-budget', {
    clause: '4A.13',
    says: 'A technician’s effort stays within the hours to budget for.',
    at: ['upload-self-test'],
    when: (d) => d.technician !== null,
    check: (d, figures) => d.technician!.hours <= figures.number('path-a.technician-hours'),
    fix: 'Nothing is lost; note what took longer, so that others can plan.',
  }),

  must('path-a-is-free-of-charge', {
    clause: '4A.8',
    says: 'Path A costs the sponsor nothing.',
    at: ['issue-quote'],
    when: (d) => d.path === 'A',
    check: (d) => known(d.quote).payer === 'nobody',
    fix: 'Issue the quote without a payer.',
  }),

  must('self-sponsored-report-is-fully-evidenced', {
    clause: '4A.10',
    reading: 'X-20',
    says: 'A provider that sponsors itself hands in a capture for every test case that must pass.',
    at: ['review-report', 'grant'],
    when: (d, figures) => d.path === 'A' && d.sponsorsItself && figures.isOn('self-sponsor.require-full-evidence'),
    check: (d) => known(d.report).hasEvidenceForEveryMustPass,
    fix: 'Add the missing captures.',
  }),
]

const PATH_B: readonly Rule[] = [
  must('path-b-has-a-sponsor', {
    clause: '4B.2',
    says: 'Path B is open to every kind of product that has a sponsor.',
    at: ['take-path-b'],
    check: (d) => d.hasSponsor,
    fix: 'Find a reseller or sales unit that sponsors you, or take path C.',
  }),

  must('sponsor-makes-the-case-on-path-b', {
    clause: '4B.3',
    also: ['4B.5'],
    says: 'On path B the sponsor makes the business case and sends in the request.',
    at: ['approve-business-case'],
    when: (d) => d.path === 'B',
    check: (d) => d.sponsorRequest !== null && d.hasSponsor,
    fix: 'Have the sponsor send in the request.',
  }),

  must('fee-waiver-has-figures', {
    clause: '4B.6',
    reading: 'X-24',
    says: 'A business case for testing at the vendor’s expense is in figures.',
    at: ['approve-business-case'],
    when: (d, figures) => d.strategy === 'a' && figures.isOn('path-b.a.require-numbers'),
    check: (d) => known(d.sponsorRequest).hasRevenueFigures,
    fix: 'State the revenue expected by vendor and reseller.',
  }),

  must('strategy-rests-on-all-inputs', {
    clause: '4B.4',
    says: 'The choice among the strategies records size of the case, urgency, capacity and regional needs.',
    at: ['approve-business-case'],
    when: (d) => d.path === 'B',
    check: (d) => known(d.sponsorRequest).recordsAllInputs,
    fix: 'Record the input that is missing, with its reason.',
  }),

  must('strategy-b-names-its-region', {
    clause: '4B.b',
    says: 'Testing by a sales unit happens in its region, which is named.',
    at: ['approve-business-case'],
    when: (d) => d.strategy === 'b',
    check: (d) => d.region !== null,
    fix: 'Name the region of the sales unit.',
  }),

  must('strategy-a-is-paid-by-the-vendor', {
    clause: '4B.a',
    says: 'Under strategy a the vendor bears the cost.',
    at: ['issue-quote'],
    when: (d) => d.strategy === 'a',
    check: (d) => known(d.quote).payer === 'vendor',
    fix: 'Make out the quote to the vendor.',
  }),

  must('strategy-b-is-paid-as-agreed', {
    clause: '4B.b',
    says: 'Under strategy b the sales unit agrees the fee with the partner.',
    at: ['issue-quote'],
    when: (d) => d.strategy === 'b',
    check: (d) => known(d.quote).payer === 'as-agreed',
    fix: 'Record what the sales unit and the partner agreed.',
  }),

  must('strategy-c-is-paid-by-the-reseller', {
    clause: '4B.c',
    says: 'Under strategy c the reseller pays.',
    at: ['issue-quote'],
    when: (d) => d.strategy === 'c',
    check: (d) => known(d.quote).payer === 'reseller',
    fix: 'Make out the quote to the reseller.',
  }),

  must('no-date-before-the-justification', {
    clause: '4B.7',
    says: 'On path B no date is given before the business justification is accepted.',
    at: ['fix-timing', 'schedule'],
    when: (d) => d.path === 'B',
    check: (d) => known(d.sponsorRequest).isApproved,
    fix: 'Accept the justification first.',
  }),
]

const PATH_C: readonly Rule[] = [
  must('path-c-begins-with-membership', {
    clause: '4C.3',
    also: ['4C.2', '4C.9'],
    says: 'On path C the partner has joined the partner programme first.',
    at: ['open-project'],
    when: (d) => d.path === 'C',
    check: (d) => d.membership === 'active' || d.membership === 'grace',
    fix: 'Apply for membership; the project can be opened once the fee is received.',
  }),

  must('path-c-member-holds-the-tier-of-its-family', {
    clause: '4C.5',
    reading: 'X-02',
    says: 'On path C the membership is at the tier of the product’s family, or above.',
    at: ['open-project', 'grant'],
    when: (d) => d.path === 'C',
    check: (d) => d.holdsNeededTier,
    fix: 'Raise the membership to the tier named.',
  }),
]

const MEMBERSHIP: readonly Rule[] = [
  must('benefits-need-an-active-membership', {
    clause: '4C.6a',
    also: ['4C.6c', '4C.6d', '4C.6e', '5N.b4', '5N.c'],
    reading: 'X-43',
    says: 'Interfaces, documents, discounts and developer support come with an active membership.',
    at: ['use-benefits'],
    check: (d) => d.membership === 'active' || d.membership === 'grace',
    fix: 'Join, or renew the membership.',
  }),

  must('guide-goes-to-members', {
    clause: '4C.6g',
    also: ['4C.6f', '7.4'],
    reading: 'X-21',
    says: 'The config guide goes to members at MDP or higher.',
    at: ['use-guide'],
    check: (d, figures) => isAtLeast(d.tier, figures.word('entitlement.tier') as Tier),
    fix: 'Join at MDP or higher; the guide is ready and waits.',
  }),

  must('logo-goes-to-members', {
    clause: '4C.6g',
    also: ['4C.6f', '7.4'],
    reading: 'X-21',
    says: 'The logo and its authorisation go to members at MDP or higher.',
    at: ['use-logo'],
    check: (d, figures) => isAtLeast(d.tier, figures.word('entitlement.tier') as Tier),
    fix: 'Join at MDP or higher; the authorisation is then issued.',
  }),

  must('listed-company-is-a-member', {
    clause: '4C.6h',
    reading: 'X-23',
    says: 'Companies in the catalogue are members.',
    at: ['list-company'],
    check: (d) => d.membership === 'active' || d.membership === 'grace',
    fix: 'Join, or renew the membership.',
  }),

  must('listed-product-is-a-members', {
    clause: '4C.6h',
    reading: 'X-22',
    says: 'A certified product is in the catalogue while its company is a member.',
    at: ['list-product'],
    when: (_, figures) => figures.isOn('catalogue.require-membership'),
    check: (d, figures) => isAtLeast(d.tier, figures.word('entitlement.tier') as Tier),
    fix: 'Join, or renew the membership; the reference guide shows the interop meanwhile.',
  }),
]

export const PATHS_CHAPTER: readonly Rule[] = [...PATH_A, ...PATH_B, ...PATH_C, ...MEMBERSHIP]
