/** Section 8: what a certification covers, what happens on change, and how it grows stale and obsolete. */
import type { Clause } from './clause.ts'

export const RECERTIFICATION_CLAUSES: readonly Clause[] = [
  {
    id: '8.1',
    kind: 'rule',
    who: 'everyone',
    says: 'A certification covers only the exact releases of platform and product that were tested together.',
  },
  {
    id: '8.2',
    kind: 'rule',
    who: 'everyone',
    says:
      'Nothing is implied about earlier or later releases: they are not taken to work together because the tested ' +
      'ones did.',
  },
  {
    id: '8.3',
    kind: 'rule',
    who: 'the partner',
    says: "It is for the partner to follow the vendor's new platform releases and keep its product working with them.",
  },
  {
    id: '8.4',
    kind: 'rule',
    who: 'the partner',
    says:
      "Whenever the interface changes, on the vendor's side or on the partner's, the partner must contact the lab " +
      'to arrange a review call.',
  },
  {
    id: '8.5',
    kind: 'decision',
    who: 'the lab and the partner',
    says: 'In the review call both sides judge together whether the interop has to be tested again.',
  },
  {
    id: '8.6',
    kind: 'decision',
    who: 'the lab and the partner',
    says:
      'By the weight of the changes and their operational and business risks, the two sides may agree on full ' +
      'recertification, on partial recertification, or on extending the certification, with no test, to the newest ' +
      'releases.',
  },
  {
    id: '8.7',
    kind: 'decision',
    who: 'the vendor',
    says:
      'The vendor may end the membership of a partner that declines to recertify, if there is evidence too that the ' +
      'interop burdens support in the field. Both have to hold.',
  },
  {
    id: '8.8',
    kind: 'fact',
    who: 'the lab',
    says:
      'In the reference guide the lab shows resellers and customers, by general criteria, whether an interop is ' +
      'current: yellow means stale, red means obsolete.',
  },
  {
    id: '8.9a',
    kind: 'rule',
    who: 'the lab',
    says: 'An interop is stale (yellow) when more than 18 months have passed since its last MCT, MQT or MAT.',
  },
  {
    id: '8.9b',
    kind: 'rule',
    who: 'the lab',
    says:
      'An interop is stale (yellow) when more than 12 months have passed since there was last evidence that its SAT ' +
      'was updated.',
  },
  {
    id: '8.9c',
    kind: 'rule',
    who: 'the lab',
    says:
      'An interop is stale (yellow) when the last evidence that its SAT was updated lies more than N-1 releases ' +
      'back.',
  },
  {
    id: '8.10a',
    kind: 'rule',
    who: 'the lab',
    says: 'An interop is obsolete (red) when more than 36 months have passed since its last MCT, MQT or MAT.',
  },
  {
    id: '8.10b',
    kind: 'rule',
    who: 'the lab',
    says:
      'An interop is obsolete (red) when more than 24 months have passed since there was last evidence that its SAT ' +
      'was updated.',
  },
  {
    id: '8.10c',
    kind: 'rule',
    who: 'the lab',
    says: 'An interop is obsolete (red) when its last MCT, MQT or MAT lies more than N-1 releases back.',
  },
  {
    id: '8.10d',
    kind: 'rule',
    who: 'the vendor',
    says: 'An interop is obsolete (red) when the vendor has evidence that it causes support issues in the field.',
  },
  {
    id: '8.11',
    kind: 'fact',
    who: 'the vendor',
    says: 'A platform typically gets one major release a year, with point releases and service packs in between.',
  },
]
