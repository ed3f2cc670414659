/**
 * Section 8, what binds people: review calls, their outcomes, and the guard on ending a membership. The
 * colours of the reference guide stand in 08-standing.
 */
import { known, must, should, judged, type Rule } from '../rule.ts'

export const RECERTIFICATION: readonly Rule[] = [
  must('interface-change-leads-to-a-review-call', {
    clause: '8.4',
    reading: 'X-38',
    says: 'A change of the interface on either side leads to a review call.',
    at: ['decide-recertification', 'extend'],
    when: (d) => d.interfaceChange,
    check: (d) => d.review !== null,
    fix: 'Hold the review call on the changed release and record what it decided.',
  }),

  should('partner-keeps-up-with-releases', {
    clause: '8.3',
    says: 'The certification covers the platform’s current major release.',
    at: ['decide-recertification'],
    when: (d) => d.coversCurrentMajor !== null,
    check: (d) => d.coversCurrentMajor === true,
    fix: 'Have the interop recertified or extended to the current release.',
  }),

  must('review-call-is-recorded', {
    clause: '8.5',
    says: 'The review call records who took part, how weighty the change is, and its operational and business risks.',
    at: ['decide-recertification', 'extend'],
    when: (d) => d.review !== null,
    check: (d) =>
      known(d.review).hasAttendeesOfBothSides && known(d.review).recordsSignificance && known(d.review).recordsRisks,
    fix: 'Complete the record of the call.',
  }),

  must('extension-follows-its-review-call', {
    clause: '8.6',
    also: ['8.5'],
    says: 'An extension without a test is what the last review call decided, and is made once.',
    at: ['extend'],
    check: (d) => d.review !== null && d.recertification === 'extend' && d.isRecertificationOpen,
    fix: 'Hold the review call and record its decision first.',
  }),

  must('termination-needs-a-declined-recertification', {
    clause: '8.7',
    says: 'A membership can be ended only if the partner declined to recertify.',
    at: ['give-termination-notice', 'terminate-membership'],
    check: (d) => d.recertification === 'declined',
    fix: 'Record the outcome of the review call first.',
  }),

  must('termination-needs-a-burden-in-the-field', {
    clause: '8.7',
    reading: 'X-35',
    says: 'A membership can be ended only if an interop-related burden on support is on record and approved.',
    at: ['give-termination-notice', 'terminate-membership'],
    check: (d) => d.burden !== null && d.burden.isApproved,
    fix: 'Have the burden recorded and approved, or leave the membership be.',
  }),

  must('termination-is-of-a-member', {
    clause: '8.7',
    says: 'Only a membership that exists can be ended.',
    at: ['give-termination-notice', 'terminate-membership'],
    check: (d) => d.membership === 'active' || d.membership === 'grace',
    fix: 'There is nothing to end.',
  }),

  must('termination-gives-time-to-answer', {
    clause: '8.7',
    reading: 'X-36',
    says: 'A membership ends only after notice and the time to answer.',
    at: ['terminate-membership'],
    check: (d) => d.termination !== null && d.termination.noticeIsOver,
    fix: 'Give notice and wait for the answer.',
  }),

  judged('termination-is-a-persons-decision', {
    clause: '8.7',
    reading: 'X-36',
    says: 'Ending a membership is decided by a person, never by the program.',
    at: ['terminate-membership'],
    check: (d) => d.termination !== null && d.termination.isDecidedByPerson,
    fix: 'A programme manager decides, with the reason.',
  }),
]
