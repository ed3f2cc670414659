/** Section 1: who must be certified, who may, and what depends on it. */
import type { Clause } from './clause.ts'

export const APPLICABILITY_CLAUSES: readonly Clause[] = [
  {
    id: '1A.1',
    kind: 'rule',
    who: 'the partner',
    says:
      "A product or service must be certified if it works with the vendor's platforms through one of their " +
      'interfaces and is also resold by the vendor. Both conditions have to hold.',
  },
  {
    id: '1A.2',
    kind: 'fact',
    who: 'everyone',
    says:
      'The interfaces named are ATAS, CSTA, MiTAI, OAI, OIG, OIP, TAPI and SIP, and the list is left open. SRC is ' +
      'named only later, where the SAT templates are described.',
  },
  {
    id: '1B.1',
    kind: 'rule',
    who: 'the partner',
    says:
      'Certification is voluntary for a product or service that the vendor does not resell: the partner may apply ' +
      'or leave it.',
  },
  {
    id: '1B.2',
    kind: 'rule',
    who: 'product support',
    says:
      "Product support helps with a customer deployment in which a partner's product works with a vendor platform " +
      'only if the vendor has certified that product at MCT or above.',
  },
  {
    id: '1.FN1',
    kind: 'rule',
    who: 'the applicant and the programme office',
    says:
      'Not every platform can be certified at every level. Before applying, the applicant asks the programme ' +
      'mailbox whether the platform and level wanted are on offer.',
  },
]
