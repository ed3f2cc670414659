/**
 * Who is told what when something happened (section 8 of the practice, N01 to N48): one table from facts
 * to notices. A notice says what happened, what to do, and where; nobody is told of their own act.
 */
import type { Fact } from './fact-words.ts'

/** Groups of people; `applicant` and `person` are named by the fact itself. */
export type Audience = 'partner' | 'office' | 'lab' | 'other-side' | 'slot-engineer' | 'applicant' | 'person'

export type NoticeRow = {
  readonly code: string
  readonly to: readonly Audience[]
  readonly subject: (about: About) => string
  readonly text: (about: About) => string
  /** Where the link leads; a one-time link of the fact where it has one. */
  readonly link: (about: About) => string
}

/** What a notice can speak of. */
export type About = {
  readonly fact: Fact
  /** `P-2026-0042 Northwind Trunk on MiVoice Business` or the name of what it is about. */
  readonly subject: string
  /** What is asked next and of whom, in one sentence; empty where nothing is. */
  readonly next: string
  readonly projectLink: string
}

const row = (code: string, to: readonly Audience[], what: string, more: Partial<NoticeRow> = {}): NoticeRow => ({
  code,
  to,
  subject: (about) => `${about.subject}: ${what}`,
  text: (about) => `${about.fact.says}.${about.next ? `\n\n${about.next}` : ''}`,
  link: (about) => about.projectLink,
  ...more,
})

/** A text of the fact's own data: a reason, a question, an answer. */
const quoting = (key: string): Partial<NoticeRow> => ({
  text: (about) => {
    const { [key]: quoted } = about.fact.data as Readonly<Record<string, unknown>>
    return `${about.fact.says}:\n\n${typeof quoted === 'string' ? quoted : ''}\n\n${about.next}`.trim()
  },
})

export const NOTICES: Readonly<Record<string, readonly NoticeRow[]>> = {
  'enquiry-received': [
    row('N01', ['office'], 'an enquiry came in', { link: () => '/enquiries' }),
    row('N01', ['applicant'], 'we received your enquiry', {
      text: () => 'Thank you. The programme office reads it within one working day and answers by mail.',
      link: () => '/',
    }),
  ],
  'enquiry-answered': [row('N01', ['applicant'], 'your enquiry was answered', { link: () => '/advisor' })],
  'membership-applied-for': [
    row('N02', ['office'], 'an application for membership came in', { link: () => '/memberships' }),
    row('N02', ['applicant'], 'we received your application', {
      text: () => 'Thank you. The programme office decides within three working days; you hear from us either way.',
      link: () => '/',
    }),
  ],
  'membership-approved': [
    row('N03', ['applicant'], 'your membership is approved, your account is ready', {
      text: () =>
        'Your application was approved. Open the link once to choose your password. The membership becomes active when the fee is received.',
      link: () => 'invitation',
    }),
  ],
  'membership-declined': [
    row('N02', ['applicant'], 'your application was declined', { ...quoting('reason'), link: () => '/enquire' }),
  ],
  'membership-fee-received': [row('N02', ['partner'], 'your membership is active', { link: () => '/home' })],
  'person-invited': [
    row('N03', ['person'], 'you are invited', {
      text: () => 'Open the link once to choose your password.',
      link: () => 'invitation',
    }),
  ],
  'invitation-renewed': [
    row('N03', ['person'], 'you are invited again', {
      text: () => 'Open the link once to choose your password.',
      link: () => 'invitation',
    }),
  ],
  'project-opened': [row('N06', ['office', 'partner'], 'tracking has begun')],
  'project-closed': [row('N06', ['office', 'lab', 'partner'], 'closed without a certification', quoting('reason'))],
  'questionnaire-submitted': [row('N20', ['lab'], 'the questionnaire is there to read')],
  'questionnaire-returned': [row('N07', ['partner'], 'the lab has comments on the questionnaire')],
  'questionnaire-reviewed': [row('N20', ['partner'], 'the questionnaire is accepted', quoting('remark'))],
  'question-asked': [row('N08', ['other-side'], 'a question', quoting('text'))],
  'question-answered': [row('N08', ['other-side'], 'an answer', quoting('text'))],
  'budgetary-quote-issued': [row('N21', ['partner'], 'your budgetary estimate')],
  'firm-quote-requested': [row('N06', ['office'], 'a firm quote is requested')],
  'quote-prepared': [row('N24', ['lab'], 'a quote needs your agreement')],
  'quote-returned': [row('N24', ['office'], 'the lab sent the quote back', quoting('reason'))],
  'quote-issued': [row('N22', ['partner'], 'quotation, statement of work and ordering instructions')],
  'quote-superseded': [row('N23', ['partner'], 'the quote is being revised', quoting('reason'))],
  'order-placed': [row('N25', ['office', 'lab'], 'ordered')],
  'payment-noted': [row('N25', ['partner'], 'payment noted')],
  'readiness-declared': [row('N26', ['lab'], 'ready for a slot')],
  'slot-offered': [row('N26', ['partner', 'slot-engineer'], 'a slot is on offer')],
  'slot-confirmed': [row('N26', ['lab', 'slot-engineer'], 'the slot is confirmed')],
  'slot-given-back': [row('N26', ['lab'], 'another slot is asked for', quoting('reason'))],
  'slot-moved': [row('N26', ['partner'], 'the lab has to move the slot', quoting('reason'))],
  'testing-started': [row('N28', ['partner'], 'testing has started')],
  'testing-finished': [row('N31', ['lab'], 'the report is ready for its review')],
  'report-returned': [row('N31', ['lab'], 'the report was sent back', quoting('remark'))],
  'report-accepted': [row('N31', ['office'], 'the report waits for the decision')],
  'certification-granted': [row('N32', ['partner', 'office', 'lab'], 'granted', quoting('reason'))],
  'certification-not-granted': [row('N33', ['partner'], 'not granted: findings and next steps', quoting('reason'))],
  'retest-requested': [row('N30', ['lab', 'office'], 'a retest is asked for', quoting('mended'))],
  'guide-published': [row('N34', ['partner'], 'the config guide is out and the certification is listed')],
  'guide-version-published': [row('N34', ['partner'], 'a new version of the config guide is out')],
  'field-issue-confirmed': [row('N42', ['partner', 'lab'], 'a field issue is confirmed, the interop is red')],
  'field-issue-cleared': [row('N42', ['partner', 'lab'], 'a field issue is cleared')],
  'certification-extended': [row('N39', ['partner'], 'the certification covers further releases')],
  'certification-withdrawn': [row('N35', ['partner', 'office'], 'the certification was withdrawn', quoting('reason'))],
  'platform-release-planned': [
    row('N37', ['lab', 'office'], 'a platform release is planned', { link: () => '/platforms' }),
  ],
  'platform-release-available': [
    row('N37', ['lab', 'office'], 'a platform release is available', { link: () => '/platforms' }),
  ],
}

/** A test case that failed is told at once, one that passed is not (N29). */
export const FAILED_RESULT: NoticeRow = row('N29', ['partner'], 'a test case failed', quoting('note'))
