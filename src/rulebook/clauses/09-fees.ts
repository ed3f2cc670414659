/** Section 9: what certification costs on path C, and when a firm quote is given. */
import type { Clause } from './clause.ts'

export const FEE_CLAUSES: readonly Clause[] = [
  {
    id: '9.1',
    kind: 'rule',
    who: 'the programme office, the lab and professional services',
    says:
      'On path C certification is charged on top of the membership fee. The programme office, the lab and the ' +
      "vendor's professional services, one or several of them, set the fee for each project.",
  },
  {
    id: '9.2',
    kind: 'fact',
    who: 'the partner',
    says:
      'Many things drive the fee: how many test cases there are and how complex, which platform, first ' +
      'certification or recertification, how far the self-test portal can serve, and whether a sponsor bears all or ' +
      'part.',
  },
  {
    id: '9.3',
    kind: 'rule',
    who: 'the programme office',
    says:
      'A firm quote for MCT or MQT is given only once the SAT is complete or, for SIP trunking, the questionnaire ' +
      'has been reviewed.',
  },
  {
    id: '9.4',
    kind: 'fact',
    who: 'the partner',
    says: 'As a first estimate, MCT and MQT typically cost between USD 4,000.00 and USD 8,000.00.',
  },
]
