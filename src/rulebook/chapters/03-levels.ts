/** Section 3: what each level demands. What each level gives stands in the table of levels. */
import { isAtLeast, type Tier } from '../../programme/membership.ts'
import type { Level } from '../../programme/level.ts'
import { known, must, type Rule } from '../rule.ts'

export const LEVELS_CHAPTER: readonly Rule[] = [
  must('sat-precedes-higher-levels', {
    clause: '3S.3',
    also: ['5.3'],
    reading: 'X-03',
    says: 'A SAT is accepted before any higher level, unless the product is of an exempt family.',
    at: ['pursue-level', 'issue-firm-quote', 'schedule', 'grant'],
    when: (d) => d.level !== 'SAT' && d.sat.isRequired,
    check: (d) => d.sat.isAccepted,
    fix: 'Finish the SAT first: plan approved, tested, results accepted.',
  }),

  must('sat-is-reviewed-for-members', {
    clause: '5.2',
    says: 'The review of a SAT is part of an active membership.',
    at: ['pursue-level', 'accept-sat'],
    when: (d) => d.level === 'SAT',
    check: (d) => d.tier !== null,
    fix: 'Join the partner programme, or renew the membership.',
  }),

  must('sat-is-documented-and-complete', {
    clause: '3S.1',
    says: 'The partner runs and documents the SAT; every test case has its result.',
    at: ['accept-sat'],
    check: (d) => d.sat.hasAllResults,
    fix: 'Record the missing results and submit again.',
  }),

  must('sat-carries-no-logo', {
    clause: '3T.SAT',
    also: ['5N.e1'],
    says: 'A SAT has no logo.',
    at: ['use-logo'],
    check: (d) => d.level !== 'SAT',
    fix: 'Go on to MCT, MQT or MAT to earn a logo.',
  }),

  must('sat-is-not-listed', {
    clause: '3T.SAT',
    says: 'A product that has only a SAT is not in the catalogue.',
    at: ['list-product'],
    check: (d) => d.level !== 'SAT',
    fix: 'Go on to MCT, MQT or MAT to be listed.',
  }),

  must('mct-is-sponsored-or-paid-by-a-commercial-member', {
    clause: '3C.3',
    reading: 'X-42',
    says: 'MCT is reached through a sponsor, or by fee as a commercial member.',
    at: ['pursue-level', 'open-project', 'grant'],
    when: (d) => d.level === 'MCT',
    check: (d, figures) => d.hasSponsor || d.sponsorsItself || isAtLeast(d.tier, figures.word('mct.fee.tier') as Tier),
    fix: 'Join at a commercial tier, or find a sponsor.',
  }),

  must('family-holds-its-tier', {
    clause: '4C.1',
    reading: 'X-01',
    says: 'Developers on APIs and lineside vendors are members at the tier of their family, sponsored or not.',
    at: ['pursue-level', 'open-project', 'grant'],
    when: (d, figures) => d.level !== 'SAT' && figures.words('membership.always-for').includes(d.family),
    check: (d) => d.holdsNeededTier,
    fix: 'Join the partner programme at the tier named, or raise the membership to it.',
  }),

  must('interface-tests-are-run', {
    clause: '3C.1',
    says: 'The interface test cases are run and documented.',
    at: ['start-testing', 'grant'],
    check: (d) => known(d.plan).hasInterfaceTestCases,
    fix: 'Take the interface test cases into the plan.',
  }),

  must('mqt-has-a-sponsor', {
    clause: '3T.MQT',
    says: 'MQT needs a sponsor.',
    at: ['pursue-level', 'open-project', 'grant'],
    when: (d) => d.level === 'MQT',
    // A reseller that sponsors itself is its own sponsor, and path A leads to MQT as well (4A.7, 4A.10).
    check: (d) => d.hasSponsor || d.sponsorsItself,
    fix: 'Find a reseller or sales unit that sponsors the certification, or choose MCT.',
  }),

  must('mqt-is-for-solution-partners', {
    clause: '3Q.3',
    reading: 'X-16',
    says: 'MQT is for solution partners; premier partners qualify too.',
    at: ['pursue-level', 'open-project', 'grant'],
    when: (d, figures) => d.level === 'MQT' && (d.path !== 'A' || figures.isOn('path-a.mqt-requires-msp')),
    check: (d, figures) => d.tier !== null && figures.words('mqt.tiers').includes(d.tier),
    fix: 'Raise the membership to MSP, or choose MCT.',
  }),

  must('mqt-names-its-region', {
    clause: '3T.MQT',
    says: 'MQT is granted for one region, which is named.',
    at: ['pursue-level', 'open-project', 'grant'],
    when: (d) => d.level === 'MQT',
    check: (d) => d.region !== null,
    fix: 'Name the region of the sponsoring sales unit.',
  }),

  must('mqt-is-signed-by-both-sides', {
    clause: '3Q.1',
    reading: 'X-41',
    says: 'The report of an MQT is signed by the lab or sales unit and by the partner.',
    at: ['grant'],
    when: (d) => d.level === 'MQT',
    check: (d) => known(d.report).isSignedByVendorSide && known(d.report).isSignedByPartner,
    fix: 'Have both sides sign the report.',
  }),

  must('mat-has-a-sponsor', {
    clause: '3T.MAT',
    says: 'MAT needs a sponsor.',
    at: ['pursue-level', 'open-project', 'grant'],
    when: (d) => d.level === 'MAT',
    check: (d) => d.hasSponsor,
    fix: 'Find a sponsor for the certification, or choose MCT.',
  }),

  must('mat-is-for-solution-and-premier-partners', {
    clause: '3A.3',
    says: 'MAT is for solution partners and premier partners.',
    at: ['pursue-level', 'open-project', 'grant'],
    when: (d) => d.level === 'MAT',
    check: (d, figures) => d.tier !== null && figures.words('mat.tiers').includes(d.tier),
    fix: 'Raise the membership to MSP or MPP, or choose MCT.',
  }),

  must('mat-runs-feature-tests-too', {
    clause: '3A.1',
    says: 'MAT runs interface and feature test cases.',
    at: ['start-testing', 'grant'],
    when: (d) => d.level === 'MAT',
    check: (d) => known(d.plan).hasInterfaceTestCases && known(d.plan).hasFeatureTestCases,
    fix: 'Take the feature test cases into the plan.',
  }),

  must('mat-is-run-jointly', {
    clause: '3A.1',
    reading: 'X-41',
    says: 'The report of a MAT is signed by the lab and by the partner.',
    at: ['grant'],
    when: (d) => d.level === 'MAT',
    check: (d) => known(d.report).isSignedByVendorSide && known(d.report).isSignedByPartner,
    fix: 'Have both sides sign the report.',
  }),

  must('mat-states-its-support-terms', {
    clause: '3A.2',
    says: 'A MAT states the support terms tailored to the product.',
    at: ['grant'],
    when: (d) => d.level === 'MAT',
    check: (d) => known(d.report).hasSupportTerms,
    fix: 'Write down hours, contacts and escalation for this product.',
  }),

  must('resold-product-reaches-a-resale-level', {
    clause: '1A.1',
    reading: 'X-11',
    says: 'A product that the vendor resells is certified at a level at which the vendor sells.',
    at: ['pursue-level', 'open-project', 'grant'],
    // A SAT is a step on the way there (3S.3), not where a resold product may stop.
    when: (d) => d.resoldByVendor && d.level !== 'SAT',
    check: (d, figures) => (figures.words('resold.min-levels') as readonly Level[]).includes(d.level),
    fix: 'Aim for MQT or MAT.',
  }),
]
