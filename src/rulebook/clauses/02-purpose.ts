/** Section 2: what the programme is for. */
import type { Clause } from './clause.ts'

export const PURPOSE_CLAUSES: readonly Clause[] = [
  {
    id: '2.1',
    kind: 'fact',
    who: 'the programme',
    says: 'Certification is there to prove that product and platform work together at every point where they meet.',
  },
  {
    id: '2.2',
    kind: 'fact',
    who: 'the programme',
    says:
      'The programme seeks joint solutions that are as good and as reliable as they can be, and that cost both the ' +
      'partner and the vendor little support effort.',
  },
  {
    id: '2.3',
    kind: 'fact',
    who: 'the programme',
    says:
      "The programme gives customers reason to trust partners' products and leads them to the certified ones, which " +
      'carry one of three logos: MCT, MQT or MAT.',
  },
]
