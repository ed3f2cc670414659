/** Section 6: what certification testing demands, and how its report becomes a grant. */
import { known, must, should, type Rule } from '../rule.ts'

export const CERTIFICATION_TESTING: readonly Rule[] = [
  must('platform-release-is-generally-available', {
    clause: '6.2',
    says: 'The platform release under test is generally available.',
    at: ['schedule', 'start-testing', 'grant', 'extend'],
    check: (d) => known(d.releases).isPlatformGa,
    fix: 'Wait for general availability, or test against a release that has it.',
  }),

  must('product-release-is-generally-available', {
    clause: '6.2',
    reading: 'X-33',
    says: 'The product release under test is generally available; a service is in production.',
    at: ['declare-readiness', 'schedule', 'start-testing', 'grant', 'extend'],
    check: (d) => known(d.releases).isProductGa,
    fix: 'Note the day it became generally available, or test a release that is.',
  }),

  must('readiness-is-declared', {
    clause: '6.3',
    reading: 'X-34',
    says: 'The partner has declared its own testing of the release finished.',
    at: ['schedule', 'start-testing'],
    when: (_, figures) => figures.isOn('readiness.declaration'),
    check: (d) => d.isReadinessDeclared,
    fix: 'Declare readiness first.',
  }),

  should('plan-builds-on-the-sat-plan', {
    clause: '6.1',
    says: 'Where there is a SAT, its plan is the base of the certification plan.',
    at: ['start-testing'],
    when: (d) => d.sat.isRequired,
    check: (d) => known(d.plan).buildsOnSatPlan,
    fix: 'Start from the SAT plan and add to it.',
  }),

  must('every-test-case-has-a-result', {
    clause: '3C.1',
    reading: 'G-01',
    says: 'Every test case of the plan has a result; one that was not tested says why.',
    at: ['finish-testing', 'grant'],
    check: (d) => known(d.report).hasEveryResult && known(d.report).explainsUntested,
    fix: 'Record what is missing.',
  }),

  must('must-pass-test-cases-passed', {
    clause: '6.0',
    reading: 'G-01',
    says: 'Every test case that must pass has passed.',
    at: ['grant'],
    check: (d) => known(d.report).passesEveryMustPass,
    fix: 'Do not grant; name the findings, and retest once they are mended.',
  }),

  must('limitations-are-named', {
    clause: '7.5c',
    reading: 'G-01',
    says: 'What passed with a limitation names what people notice and the way round it.',
    at: ['finish-testing', 'grant'],
    check: (d) => known(d.report).namesEveryLimitation,
    fix: 'Write the limitation and its workaround at the test case.',
  }),

  must('report-is-accepted-by-a-second-person', {
    clause: '6.0',
    reading: 'G-08',
    says: 'The report is accepted by somebody who took no part in testing, and nothing changed since.',
    at: ['grant'],
    check: (d) => known(d.report).isReviewAccepted && !known(d.report).reviewerTested,
    fix: 'Have the report read by a second person.',
  }),
]
