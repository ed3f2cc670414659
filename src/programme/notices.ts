/**
 * Who is told what when something happened (section 8 of the practice, N01 to N48): one table from facts
 * to notices. A notice says what happened, what to do and by when, where, and under which clause; nobody
 * is told of their own act.
 */
import { type Money, sayMoney } from '../kernel/money.ts'
import {
  type About,
  aim,
  asking,
  dataOf,
  dayOfFact,
  deciding,
  inProject,
  invited,
  named,
  type NoticeRow,
  onFeeRequest,
  onMembership,
  onTechnician,
  type Paragraph,
  paragraphs,
  quoted,
  quoting,
  row,
  saying,
  telling,
} from './notice.ts'
import { NOTICES_AFTER } from './notices-after.ts'

export const NOTICES: Readonly<Record<string, readonly NoticeRow[]>> = {
  'enquiry-received': [
    row(
      'N01',
      ['office'],
      'an enquiry came in',
      saying((about) => `Read it and answer it, by ${aim(about, 'target.acknowledge')}.`, '/enquiries'),
    ),
    row(
      'N01',
      ['applicant'],
      'we received your enquiry',
      saying(
        (about) =>
          `Thank you. The programme office reads it by ${aim(about, 'target.acknowledge')} and answers by mail.`,
        '/',
      ),
    ),
  ],
  'enquiry-answered': [
    row('N01', ['applicant'], 'your enquiry was answered', { ...quoting('text'), link: () => '/advisor' }),
  ],
  'membership-applied-for': [
    row(
      'N02',
      ['office'],
      'an application for membership came in',
      saying((about) => `Approve or decline it, by ${aim(about, 'target.triage')}.`, '/memberships'),
    ),
    row(
      'N02',
      ['applicant'],
      'we received your application',
      saying(
        (about) =>
          `Thank you. The programme office decides by ${aim(about, 'target.triage')}; you hear from us either way.`,
        '/',
      ),
    ),
  ],
  'membership-approved': [
    row(
      'N03',
      ['person'],
      'your membership is approved, your account is ready',
      invited('The membership becomes active when the fee is received. '),
    ),
  ],
  'membership-declined': [
    row('N02', ['applicant'], 'your application was declined', { ...quoting('reason'), link: () => '/enquire' }),
  ],
  'membership-fee-received': [
    row(
      'N02',
      ['partner'],
      'your membership is active',
      saying(() => 'You can register products and open projects for them whenever you are ready.', '/our-organisation'),
    ),
  ],
  'membership-term-asked': [
    row('N04', ['office'], 'a further term is asked for', {
      ...saying(() => 'Send the invoice, and note the fee when it arrives.', '/memberships'),
      ...named('a further term is asked for'),
    }),
  ],
  'burden-recorded': [
    row('N44', ['office'], 'a burden in the field is recorded', {
      ...quoting('says', 'Look into it, and approve it if it counts.'),
      ...onMembership,
      ...named('a burden in the field is recorded'),
    }),
  ],
  'termination-proposed': [
    row('N44', ['partner'], 'notice that the membership may be ended', {
      text: (about) =>
        paragraphs(
          about,
          `${about.fact.says}:`,
          quoted(dataOf(about).reason),
          `Answer by ${dayOfFact(about, 'answerBy')}, on the page of your organisation: what you say is read before anything is decided. A review call can still be followed until then.`,
        ),
      link: () => '/our-organisation#membership',
      ...named('notice that the membership may be ended'),
    }),
  ],
  'termination-answered': [
    row('N44', ['office'], 'the notice is answered', {
      ...quoting('text', 'Weigh the answer, and decide on the page of the membership.'),
      ...onMembership,
      ...named('the notice is answered'),
    }),
  ],
  'termination-dropped': [
    row('N44', ['partner'], 'the membership goes on', {
      ...quoting('reason'),
      link: () => '/our-organisation#membership',
      ...named('the membership goes on'),
    }),
  ],
  'membership-terminated': [
    row('N44', ['partner', 'office', 'lab'], 'the membership is ended', {
      text: (about) =>
        paragraphs(
          about,
          `${about.fact.says}:`,
          quoted(dataOf(about).reason),
          'Guides, logos and listings are off from today, and product support no longer helps on the ground of the certifications. They stay on record, shown with support withdrawn.',
        ),
      link: () => '/home',
      ...named('the membership is ended'),
    }),
  ],
  'person-invited': [row('N03', ['person'], 'you are invited', invited(''))],
  'invitation-renewed': [
    row('N03', ['person'], 'you are invited again', invited('Earlier links are no longer good. ')),
  ],
  'password-link-sent': [
    row('N03', ['person'], 'a link for a new password', invited('Your password stays as it is until then. ')),
  ],
  'project-opened': [row('N06', ['office', 'mailbox', 'partner'], 'tracking has begun')],
  'sponsored-project-requested': [
    row('N06', ['lab', 'office', 'mailbox', 'sponsor', 'partner'], 'a sponsor’s request came in'),
  ],
  'request-returned': [row('N15', ['sponsor'], 'the lab asks for more on the request', quoting('gaps'))],
  'request-completed': [row('N15', ['lab'], 'the request was completed')],
  'business-case-assessed': [
    row('N14', ['sponsor'], 'the business case was weighed', { ...quoting('rationale'), ...inProject('request') }),
  ],
  'request-approved': [
    row('N09', ['sponsor', 'partner', 'technician'], 'the request is approved', {
      ...deciding,
      ...inProject('request'),
    }),
  ],
  'request-declined': [
    row('N09', ['sponsor', 'partner'], 'the request is declined', { ...deciding, ...inProject('request') }),
  ],
  'technician-assigned': [row('N10', ['technician', 'sponsor'], 'a technician was assigned')],
  'self-test-access-given': [
    row('N11', ['technician', 'sponsor'], 'access to the self-test portal', {
      ...quoting('instructions'),
      ...inProject('self-test'),
    }),
  ],
  'self-test-access-revoked': [
    row('N12', ['technician', 'sponsor'], 'access to the self-test portal is revoked', quoting('reason')),
  ],
  'self-test-started': [row('N28', ['partner', 'sponsor'], 'self-testing has started', inProject('testing'))],
  'self-test-handed-in': [row('N13', ['lab', 'sponsor', 'partner'], 'the self-test was handed in', quoting('summary'))],
  'credential-registered': [
    row(
      'N10',
      ['office'],
      'a technician’s credential was registered',
      onTechnician('Look it up and confirm it, unless you did already.'),
    ),
  ],
  'credential-confirmed': [
    row(
      'N10',
      ['person', 'sponsor'],
      'a credential is confirmed',
      onTechnician('Tests on this platform can be run until then.'),
    ),
  ],
  'credential-withdrawn': [
    row(
      'N10',
      ['person', 'sponsor', 'office'],
      'a credential was withdrawn',
      onTechnician('Self-testing on this platform stops with it.'),
    ),
  ],
  'project-closed': [
    row('N06', ['office', 'lab', 'sponsor', 'partner'], 'closed without a certification', quoting('reason')),
  ],
  'questionnaire-submitted': [
    row('N20', ['lab', 'partner'], 'the questionnaire is there to read', inProject('questionnaire')),
  ],
  'questionnaire-returned': [
    row('N07', ['partner', 'sponsor'], 'the lab has comments on the questionnaire', inProject('questionnaire')),
  ],
  'questionnaire-reviewed': [row('N20', ['partner', 'sponsor'], 'the questionnaire is accepted', quoting('remark'))],
  'question-asked': [
    row(
      'N08',
      ['other-side'],
      'a question',
      asking('Your side is asked for the answer: open the question and answer it.'),
    ),
  ],
  'question-answered': [
    row('N08', ['other-side'], 'an answer', asking('Close the question when this settles it, or ask on.')),
  ],
  'budgetary-quote-issued': [
    row('N21', ['partner'], 'your budgetary estimate', {
      text: (about) => paragraphs(about, `${about.fact.says}:`, rangeOf(dataOf(about).range), about.next),
      ...inProject('quote'),
    }),
  ],
  'firm-quote-requested': [
    row('N06', ['office', 'mailbox', 'partner'], 'a firm quote is requested', {
      ...quoting('note'),
      ...inProject('quote'),
    }),
  ],
  'fee-share-proposed': [
    row('N14', ['partner'], 'a proposal who bears the fee', {
      ...quoting('terms', 'Accept it, or agree on other terms with the sponsor.'),
      ...inProject('quote'),
    }),
  ],
  'fee-share-asked': [
    row('N14', ['bearer'], 'you are asked to bear a part of the fee', {
      ...telling('reason', 'Bear it, or decline it, on the page of the request.'),
      ...onFeeRequest,
    }),
  ],
  'fee-share-borne': [row('N14', ['partner', 'office'], 'a sponsor bears its part of the fee', inProject('quote'))],
  'fee-share-declined': [
    row('N14', ['partner'], 'the sponsor does not bear a part of the fee', {
      ...quoting('reason'),
      ...inProject('quote'),
    }),
  ],
  'fee-share-withdrawn': [
    row('N14', ['bearer'], 'you are no longer asked to bear a part of the fee', {
      ...telling('reason'),
      ...onFeeRequest,
    }),
  ],
  'fee-share-accepted': [row('N14', ['sponsor', 'office'], 'the fee is agreed on', inProject('quote'))],
  'quote-prepared': [row('N24', ['lab'], 'a quote needs your agreement', inProject('quote'))],
  'quote-returned': [
    row('N24', ['office'], 'the lab sent the quote back', { ...quoting('reason'), ...inProject('quote') }),
  ],
  'quote-issued': [
    row('N22', ['partner', 'sponsor'], 'quotation, statement of work and ordering instructions', inProject('quote')),
  ],
  'quote-superseded': [
    row('N23', ['partner'], 'the quote is being revised', { ...quoting('reason'), ...inProject('quote') }),
  ],
  'order-placed': [row('N25', ['office', 'lab', 'partner', 'billing'], 'ordered')],
  'payment-noted': [row('N25', ['partner', 'billing'], 'payment noted', quoting('note'))],
  'readiness-declared': [row('N26', ['lab', 'partner', 'sponsor'], 'ready for a slot', quoting('note'))],
  'slot-offered': [row('N26', ['partner', 'sponsor', 'slot-engineer'], 'a slot is on offer')],
  'slot-confirmed': [row('N26', ['lab', 'slot-engineer', 'partner', 'sponsor'], 'the slot is confirmed')],
  'slot-given-back': [
    row('N26', ['lab', 'slot-engineer', 'partner', 'sponsor'], 'another slot is asked for', quoting('reason')),
  ],
  'slot-moved': [
    row('N26', ['partner', 'sponsor', 'slot-engineer', 'lab'], 'the lab has to move the slot', quoting('reason')),
  ],
  'plan-added-to': [
    row('N28', ['partner', 'sponsor', 'technician'], 'the lab added to the plan', {
      ...quoting('because'),
      ...inProject('testing'),
    }),
  ],
  'plan-addition-taken-out': [
    row('N28', ['partner', 'sponsor', 'technician'], 'the lab took out what it had added to the plan', {
      ...quoting('reason'),
      ...inProject('testing'),
    }),
  ],
  'partner-let-test': [
    row('N28', ['partner'], 'you may test under the lab’s supervision', { ...quoting('how'), ...inProject('testing') }),
  ],
  'supervised-testing-ended': [row('N28', ['partner'], 'your own testing has ended', quoting('reason'))],
  'testing-started': [row('N28', ['partner', 'sponsor'], 'testing has started', inProject('testing'))],
  'testing-finished': [row('N31', ['lab'], 'the report is ready for its review', quoting('summary'))],
  'report-returned': [row('N31', ['lab', 'technician', 'sponsor'], 'the report was sent back', quoting('remark'))],
  'report-accepted': [row('N31', ['office'], 'the report waits for the decision', quoting('remark'))],
  'report-signed': [row('N31', ['office', 'partner', 'sponsor'], 'the report was signed', inProject('decision'))],
  'level-aimed-at': [row('N14', ['partner', 'sponsor', 'office'], 'another level is aimed at', quoting('reason'))],
  'certification-granted': [row('N32', ['partner', 'sponsor', 'office', 'lab'], 'granted', quoting('reason'))],
  'certification-not-granted': [
    row('N33', ['partner'], 'not granted: findings and next steps', {
      text: (about) => paragraphs(about, ...notGranted(about), about.next, DISPUTE),
      ...inProject('decision'),
    }),
    row('N33', ['sponsor', 'lab'], 'not granted: findings and next steps', {
      text: (about) => paragraphs(about, ...notGranted(about), about.next),
      ...inProject('decision'),
    }),
  ],
  'retest-requested': [row('N30', ['lab', 'office', 'partner'], 'a retest is asked for', quoting('mended'))],
  'dispute-opened': [
    row('N45', ['lab', 'office'], 'a verdict is disputed', {
      ...quoting('text', 'Somebody who took no part in it so far rules on the dispute, on the page of the decision.'),
      ...inProject('decision#disputes'),
    }),
  ],
  'dispute-ruled': [
    row('N45', ['partner'], 'the dispute is ruled on', { ...quoting('reason'), ...inProject('decision#disputes') }),
  ],
  'interpretation-published': [
    row('N45', ['partner', 'lab'], 'an interpretation is published', {
      ...quoting('text'),
      link: () => '/interpretations',
    }),
  ],
  'guide-published': [row('N34', ['partner', 'sponsor'], 'the config guide is out and the certification is listed')],
  'guide-reviewed': [row('N34', ['lab'], 'the draft of the config guide was read', quoting('remark'))],
  'guide-version-published': [row('N34', ['partner'], 'a new version of the config guide is out')],
  ...NOTICES_AFTER,
}

/** A test case that failed is told at once, one that passed is not (N29). */
export const FAILED_RESULT: NoticeRow = row('N29', ['partner'], 'a test case failed', {
  ...quoting('note'),
  ...inProject('testing'),
})

/** What was recorded changed after it was reviewed: the report has to be read again (N31). */
export const TO_BE_READ_AGAIN: NoticeRow = row('N31', ['lab'], 'the report has to be reviewed again')

const DISPUTE = 'A verdict you hold to be wrong can be disputed on the page of the decision (G-07).'

type Finding = { readonly testCase: string; readonly says: string; readonly next: string }

function notGranted(about: About): readonly Paragraph[] {
  const { reason, findings } = dataOf(about) as { reason: string; findings: readonly Finding[] }
  return [
    `${about.fact.says}:`,
    quoted(reason),
    ...findings.flatMap(({ testCase, says, next }) => [quoted(`${testCase}: ${says}`), 'What to do:', quoted(next)]),
  ]
}

function rangeOf(range: unknown): string {
  if (!range) return 'The fee is agreed on request.'
  const { least, most } = range as { readonly least: Money; readonly most: Money }
  return `Between ${sayMoney(least)} and ${sayMoney(most)}.`
}
