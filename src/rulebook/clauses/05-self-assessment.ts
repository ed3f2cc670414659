/** Section 5: the SAT, and how a project starts. 5N is for everything but SIP trunking, 5T for SIP trunking. */
import type { Clause } from './clause.ts'

export const SELF_ASSESSMENT_CLAUSES: readonly Clause[] = [
  {
    id: '5.1',
    kind: 'rule',
    who: 'the partner',
    says:
      'Most products begin with a SAT: the partner tests its own product by a plan the vendor has approved. SIP ' +
      'trunking is the exception.',
  },
  {
    id: '5.2',
    kind: 'entitlement',
    who: 'members',
    says: "The membership fee covers the vendor's help with the SAT and the review of its results.",
  },
  {
    id: '5.3',
    kind: 'rule',
    who: 'the partner',
    says: 'The SAT must be complete before MCT, MQT or MAT is sought, unless the document says otherwise.',
  },
  {
    id: '5N.a',
    kind: 'rule',
    who: 'the partner',
    says:
      'Outside SIP trunking the partner is expected to bring a plan, usually the one it tests by in house, which ' +
      'the vendor reviews, edits and approves. For common kinds of product the vendor has generic templates.',
  },
  {
    id: '5N.b1',
    kind: 'rule',
    who: 'the partner',
    says:
      'To start a SAT the partner takes the templates, works its own plan into them, fills in the whole and sends ' +
      'it to the programme mailbox.',
  },
  {
    id: '5N.b2',
    kind: 'artefact',
    who: 'the partner',
    says: 'Products on an API, such as SRC, OAI, MiTAI or OIG, start from the generic SAT plan template.',
  },
  {
    id: '5N.b3',
    kind: 'artefact',
    who: 'the partner',
    says: 'Plan templates for SIP products are kept with the interface documents of the platform concerned.',
  },
  {
    id: '5N.b4',
    kind: 'fact',
    who: 'the partner',
    says:
      'The templates are in the part of the member portal that deals with certification, and only members can open ' +
      'it.',
  },
  {
    id: '5N.c',
    kind: 'entitlement',
    who: 'members',
    says:
      "Members may buy lab equipment at a discount and look up typical bills of materials for a developer's system. " +
      'The programme mailbox answers questions of price and ordering.',
  },
  {
    id: '5N.d1',
    kind: 'rule',
    who: 'the partner',
    says:
      'When the SAT has been run, in house or in the field, the partner completes the plan document with ' +
      'particulars of the product, the test cases and their results, and hands it in.',
  },
  {
    id: '5N.d2',
    kind: 'decision',
    who: 'the lab',
    says:
      'The lab asks what it needs to know about a SAT and, when all is answered, tells the partner that the results ' +
      'are accepted.',
  },
  {
    id: '5N.e1',
    kind: 'fact',
    who: 'the partner',
    says: "A SAT is the partner's own assertion about its product and not the vendor's, so no logo goes with it.",
  },
  {
    id: '5N.e2',
    kind: 'fact',
    who: 'the partner',
    says:
      'After the SAT a partner, be it a developer or a SIP service provider, may stop there or go on to ' +
      'certification by the vendor.',
  },
  {
    id: '5N.f1',
    kind: 'rule',
    who: 'the partner',
    says:
      'To go on after the SAT the partner asks for a firm quote on the quote request form, with the completed SAT ' +
      'plan enclosed. Only members can open the form.',
  },
  {
    id: '5N.f2',
    kind: 'rule',
    who: 'the partner',
    says:
      'After asking for the quote the partner also writes to the programme mailbox, and only then can the vendor ' +
      'start to track the project.',
  },
  {
    id: '5N.g',
    kind: 'artefact',
    who: 'the programme office',
    says:
      'When its questions about the request are settled, the programme office issues three things together: a ' +
      'quote, a statement of work, and directions for ordering.',
  },
  {
    id: '5T.a',
    kind: 'rule',
    who: 'SIP trunking providers',
    says: 'A SIP trunking provider need not do a SAT, but may do one if it wishes, in the field or in its lab.',
  },
  {
    id: '5T.b',
    kind: 'artefact',
    who: 'SIP trunking providers',
    says:
      'A SIP trunking provider starts by filling in the SIP interoperability questionnaire, which members find in ' +
      'the member portal.',
  },
  {
    id: '5T.c',
    kind: 'rule',
    who: 'SIP trunking providers',
    says:
      'The SIP trunking provider then asks for a firm quote on the quote request form, with the completed ' +
      'questionnaire enclosed, and writes to the programme mailbox so that tracking can start.',
  },
  {
    id: '5T.d',
    kind: 'artefact',
    who: 'the programme office',
    says:
      'For SIP trunking, too, the programme office first settles its questions and then issues a quote, a statement ' +
      'of work, and directions for ordering.',
  },
]
