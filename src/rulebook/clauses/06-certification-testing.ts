/** Section 6: certification testing, and whom product support helps afterwards. */
import type { Clause } from './clause.ts'

export const CERTIFICATION_TESTING_CLAUSES: readonly Clause[] = [
  {
    id: '6.0',
    kind: 'fact',
    who: 'the vendor',
    says: 'Certification testing lets the vendor itself assert that product and platform work together.',
  },
  {
    id: '6.1',
    kind: 'rule',
    who: 'the lab',
    says:
      'A certification plan is normally built on the SAT plan. The lab adds test cases, and a review of product ' +
      'documents such as manuals and engineering guidelines, as far as the project needs them.',
  },
  {
    id: '6.2',
    kind: 'rule',
    who: 'the partner and the vendor',
    says:
      "Only releases that are generally available (GA) are certified, on the vendor's side and on the partner's " +
      'alike.',
  },
  {
    id: '6.3',
    kind: 'recommendation',
    who: 'the partner',
    says:
      "Certification does not replace the partner's own load, scale, integration, regression and unit testing, " +
      'which should be finished for each release before certification begins.',
  },
  {
    id: '6.4',
    kind: 'rule',
    who: 'the reseller',
    says:
      'A reseller may open a ticket with product support about trouble with an interop if the certification is ' +
      'current and the reseller deploys the very release that was certified.',
  },
  {
    id: '6.5',
    kind: 'rule',
    who: 'product support',
    says: 'Where no certification is current, a reseller gets no help from product support, which opens no ticket.',
  },
  {
    id: '6.6',
    kind: 'rule',
    who: 'the reseller',
    says: 'A reseller turned away for want of a current certification is sent to the partner for help.',
  },
]
