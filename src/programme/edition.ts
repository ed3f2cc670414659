/**
 * The edition of the source document that decisions rest on (0.2). A later edition may bring other figures: what was
 * decided by this one can be told from what is decided by the next.
 */
export const EDITION = 'March 2018'

const DECISIONS = new Set([
  'membership-approved',
  'membership-declined',
  'business-case-assessed',
  'request-approved',
  'request-declined',
  'sat-plan-approved',
  'sat-accepted',
  'certification-granted',
  'certification-not-granted',
  'certification-extended',
  'certification-withdrawn',
  'recertification-decided',
  'dispute-ruled',
  'rule-waived',
  'field-issue-confirmed',
  'field-issue-cleared',
  'membership-terminated',
  'listing-text-approved',
  'listing-text-declined',
])

/** Whether a fact of this kind decides something about a partner. */
export function isDecision(kind: string): boolean {
  return DECISIONS.has(kind)
}
