/** Section 9: when a firm quote can be given and what it has to say. The sums stand in programme/fees. */
import { known, must, type Rule } from '../rule.ts'

export const FEES: readonly Rule[] = [
  must('firm-quote-needs-accepted-sat-or-reviewed-questionnaire', {
    clause: '9.3',
    also: ['5N.f1'],
    reading: 'X-28',
    says: 'A firm quote is given only once the SAT is accepted or, for SIP trunking, the questionnaire is reviewed.',
    at: ['issue-firm-quote'],
    check: (d, figures) => {
      const opens = figures.words('quote.firm-requires')
      return d.isTrunk
        ? !opens.includes('questionnaire-reviewed') || known(d.questionnaire).isReviewed
        : !opens.includes('sat-accepted') || d.sat.isAccepted
    },
    fix: 'Ask for a budgetary estimate now, or finish the step named above.',
  }),

  must('fee-is-set-by-those-concerned', {
    clause: '9.1',
    says: 'The fee of a project is set by the programme office and the lab together.',
    at: ['issue-quote'],
    check: (d) => known(d.quote).isAgreedByOffice && known(d.quote).isAgreedByLab,
    fix: 'Have the other side agree to it.',
  }),

  must('fee-is-explained', {
    clause: '9.2',
    says: 'Every line of a fee names the driver it comes from.',
    at: ['issue-quote'],
    check: (d) => known(d.quote).explainsEveryLine,
    fix: 'Add the reason to the line that lacks one.',
  }),

  must('path-c-is-paid-by-the-partner', {
    clause: '9.1',
    says: 'On path C the partner pays, less what a sponsor bears.',
    at: ['issue-quote'],
    when: (d) => d.path === 'C',
    check: (d) => known(d.quote).payer === 'partner',
    fix: 'Make out the quote to the partner.',
  }),
]
