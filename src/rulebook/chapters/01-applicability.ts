/** Section 1: when certification is required, what goes without it, and whether it is offered at all. */
import { must, should, type Rule } from '../rule.ts'

export const APPLICABILITY: readonly Rule[] = [
  must('resold-product-is-certified', {
    clause: '1A.1',
    says: 'A product that uses a vendor interface and is resold by the vendor holds a certification in force.',
    at: ['certification-required'],
    when: (d) => d.usesNamedInterface && d.resoldByVendor,
    check: (d) => d.hasCertificationInForce,
    fix: 'Open a project for it; until it is certified the vendor cannot resell it.',
  }),

  should('certification-brings-support', {
    clause: '1B.2',
    also: ['1B.1'],
    says: 'A product that the vendor does not resell is certified at MCT or above so that product support can help.',
    at: ['certification-required'],
    when: (d) => !d.resoldByVendor,
    check: (d) => d.hasCertificationInForce,
    fix: 'Certification is voluntary (1B.1); without it customers turn to you alone.',
  }),

  must('level-is-offered-on-the-platform', {
    clause: '1.FN1',
    says: 'The platform is open to certification at this level.',
    at: ['open-project', 'pursue-level'],
    when: (d) => d.availability !== null,
    check: (d) => d.availability !== 'no',
    fix: 'Choose another platform or level, or send an enquiry.',
  }),

  must('availability-has-been-asked', {
    clause: '1.FN1',
    says: 'Where it is not settled whether a level is offered on a platform, the programme office has been asked.',
    at: ['open-project'],
    when: (d) => d.availability !== null,
    check: (d) => d.availability !== 'ask',
    fix: 'Send an enquiry about this platform and level; the answer settles it.',
  }),
]
