/** Section 5: the SAT where it is needed, the questionnaire where it takes its place, and the quote's papers. */
import { known, must, should, type Rule } from '../rule.ts'

export const SELF_ASSESSMENT: readonly Rule[] = [
  must('sat-plan-is-complete', {
    clause: '5N.a',
    also: ['5N.b1'],
    says: 'The partner hands in a SAT plan of its own, filled in as a whole.',
    at: ['approve-sat-plan'],
    check: (d) => d.sat.isPlanComplete,
    fix: 'Complete the plan and submit it.',
  }),

  should('sat-plan-starts-from-the-template', {
    clause: '5N.b2',
    also: ['5N.b3'],
    says: 'A SAT plan takes in the template for its kind of interface.',
    at: ['approve-sat-plan'],
    check: (d) => d.sat.takesInTemplate,
    fix: 'Blend the template with the plan, or say what covers it.',
  }),

  must('sat-plan-is-approved-before-results', {
    clause: '5.1',
    says: 'The vendor approves the SAT plan before results are filed against it.',
    at: ['file-sat-results'],
    check: (d) => d.sat.isPlanApproved,
    fix: 'Submit the plan and wait for its approval.',
  }),

  must('sat-questions-are-settled', {
    clause: '5N.d2',
    says: 'A SAT is accepted once the lab’s questions on its results are settled.',
    at: ['accept-sat'],
    check: (d) => !d.sat.hasOpenQuestions,
    fix: 'Answer the open questions.',
  }),

  must('sat-results-are-complete', {
    clause: '5N.d1',
    says: 'SAT results are handed in whole: every test case of the approved plan with its result.',
    at: ['accept-sat'],
    check: (d) => d.sat.hasAllResults,
    fix: 'Record the missing results.',
  }),

  must('sat-update-is-of-a-member', {
    clause: '5.2',
    reading: 'X-43',
    says: 'A SAT update is reviewed and accepted for members, in their term or in grace.',
    at: ['note-sat-update'],
    check: (d) => d.membership === 'active' || d.membership === 'grace',
    fix: 'Join, or renew the membership; the certification ages meanwhile.',
  }),

  must('trunk-submits-its-questionnaire', {
    clause: '5T.b',
    reading: 'X-39',
    says: 'A trunking provider completes the SIP Interoperability Questionnaire.',
    at: ['issue-firm-quote', 'schedule'],
    when: (d, figures) => d.isTrunk && (d.path === 'C' || figures.isOn('trunk.questionnaire-always')),
    check: (d) => known(d.questionnaire).isSubmitted,
    fix: 'Fill in the questionnaire and submit it.',
  }),

  must('quote-comes-with-its-papers', {
    clause: '5T.d',
    also: ['5N.g'],
    says: 'Quotation, statement of work and ordering instructions are issued together.',
    at: ['issue-quote'],
    check: (d) => known(d.quote).comesWithAllPapers,
    fix: 'Complete the paper that is missing.',
  }),
]
