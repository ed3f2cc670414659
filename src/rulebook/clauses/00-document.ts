/** The source document itself: whom it addresses and from when it dates. */
import type { Clause } from './clause.ts'

export const DOCUMENT_CLAUSES: readonly Clause[] = [
  {
    id: '0.1',
    kind: 'fact',
    who: 'the programme office',
    says:
      "One process serves two kinds of partner: developers whose products work with the vendor's platforms, and " +
      'providers of SIP services.',
  },
  {
    id: '0.2',
    kind: 'fact',
    who: 'everyone',
    says:
      'The edition used here dates from March 2018 and its figures are those of that month; a later edition may ' +
      'change them.',
  },
]
