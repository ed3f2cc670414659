/** Section 4: the paths to certification. 4A, 4B and 4C are the paths; 4B.a to 4B.c the strategies of path B. */
import type { Clause } from './clause.ts'

export const PATH_CLAUSES: readonly Clause[] = [
  {
    id: '4.1',
    kind: 'fact',
    who: 'SIP service providers',
    says: 'A SIP service provider can come to certification by three paths: A, B and C.',
  },
  {
    id: '4.2',
    kind: 'rule',
    who: 'developers on APIs or SIP lineside',
    says:
      'Developers on the APIs or on SIP lineside must take path C, which is membership. Named are ATAS, CSTA, ' +
      'MiTAI, OAI, OIG, OIP, TAPI and SIP lineside; the list is left open.',
  },
  {
    id: '4A.1',
    kind: 'rule',
    who: 'SIP trunking providers and their sponsors',
    says:
      'Path A is for SIP trunking providers who already work with a reseller or another sales contact of the ' +
      'vendor. A field technician of the vendor or of an authorised reseller does the testing.',
  },
  {
    id: '4A.2',
    kind: 'rule',
    who: 'the sponsor',
    says:
      'On path A the sponsor must see the business that certification would open for both sides, and must have the ' +
      'skill and the people to set up and test by itself.',
  },
  {
    id: '4A.3',
    kind: 'rule',
    who: 'the sponsor',
    says: 'On path A the sponsor acts for the provider: it makes the business case and deals with the lab.',
  },
  {
    id: '4A.4',
    kind: 'decision',
    who: 'the lab',
    says: 'The lab reviews the request for path A and approves or declines it. Testing can start only after approval.',
  },
  {
    id: '4A.5',
    kind: 'rule',
    who: 'the lab',
    says:
      'Once a request for path A is approved, the local sales team or the reseller is let into the self-test ' +
      'portal; the service provider is not.',
  },
  {
    id: '4A.6',
    kind: 'rule',
    who: 'the technician',
    says: 'On path A a qualified field technician of the vendor or reseller runs the tests and uploads the results.',
  },
  {
    id: '4A.7',
    kind: 'decision',
    who: 'the lab',
    says: 'On path A the lab reviews what was uploaded and decides whether to grant MCT or MQT.',
  },
  {
    id: '4A.8',
    kind: 'fact',
    who: 'the sponsor',
    says: 'Path A is free of charge for the sponsor.',
  },
  {
    id: '4A.9',
    kind: 'fact',
    who: 'the sponsor',
    says:
      "The pace of path A is mostly in the sponsor's hands, since the technician is the sponsor's own. If one is " +
      'found soon, it is usually the quickest path.',
  },
  {
    id: '4A.10',
    kind: 'rule',
    who: 'the service provider',
    says: 'A service provider cannot take path A by itself unless it is a reseller as well.',
  },
  {
    id: '4A.11',
    kind: 'rule',
    who: 'the partner',
    says: 'Path A is closed to SIP lineside and to everything built on an API, CSTA and OIG among them.',
  },
  {
    id: '4A.12',
    kind: 'rule',
    who: 'the sponsor',
    says:
      'The sponsor opens path A by writing to the programme mailbox: what interop is needed, which technician will ' +
      'test and how to reach them, and that self-test access and instructions are wanted.',
  },
  {
    id: '4A.13',
    kind: 'recommendation',
    who: 'the sponsor',
    says:
      "The sponsor should plan about 40 hours of a technician's time for path A; an experienced technician may need " +
      'fewer.',
  },
  {
    id: '4A.14',
    kind: 'rule',
    who: 'the technician',
    says:
      "The technician assigned on path A must hold the vendor's credentials, still in date, for every platform " +
      'under test.',
  },
  {
    id: '4A.15',
    kind: 'recommendation',
    who: 'the sponsor',
    says:
      'A request for path A should justify itself in business terms: the revenue expected by the vendor and the ' +
      'reseller, another strategic reason, or both.',
  },
  {
    id: '4B.1',
    kind: 'fact',
    who: 'the sponsor and the lab',
    says: "On path B the vendor does the testing for a sponsor; by its title, in one of the vendor's interop labs.",
  },
  {
    id: '4B.2',
    kind: 'rule',
    who: 'the partner and its sponsor',
    says:
      'Path B is open to every kind of application and service provider with a sponsor: a reseller or another sales ' +
      'contact of the vendor who knows the business at stake.',
  },
  {
    id: '4B.3',
    kind: 'rule',
    who: 'the sponsor',
    says: 'On path B the sponsor makes the business case and approaches the lab for the partner.',
  },
  {
    id: '4B.4',
    kind: 'decision',
    who: 'the lab',
    says:
      'The lab chooses between strategies a, b and c of path B by four things: the size of the business case, the ' +
      'urgency, its own free capacity, and what region and technology demand.',
  },
  {
    id: '4B.a',
    kind: 'rule',
    who: 'the lab',
    says:
      'Under strategy a of path B the lab schedules, tests and certifies, and the vendor bears the cost: the fees ' +
      'are waived.',
  },
  {
    id: '4B.b',
    kind: 'rule',
    who: 'the sales unit and the lab',
    says:
      'Under strategy b of path B the local sales unit arranges with the lab for testing and certification in its ' +
      'region, and as sponsor agrees the fee with the partner.',
  },
  {
    id: '4B.c',
    kind: 'rule',
    who: 'the reseller',
    says:
      "Under strategy c of path B the reseller is sent to the quote request form for certification in the vendor's " +
      'lab, and pays for it.',
  },
  {
    id: '4B.5',
    kind: 'rule',
    who: 'the sponsor',
    says: 'The sponsor opens path B by writing the details of its request to the programme mailbox.',
  },
  {
    id: '4B.6',
    kind: 'rule',
    who: 'the sponsor',
    says:
      'If the vendor is to bear the cost of path B, the request must make a detailed business case in figures, with ' +
      'the revenue expected by the vendor and the reseller, another strategic reason, or both.',
  },
  {
    id: '4B.7',
    kind: 'fact',
    who: 'the sponsor',
    says:
      "The timing of path B hangs on the rank of the business and on the lab's backlog. It is settled only when the " +
      'justification is there.',
  },
  {
    id: '4C.1',
    kind: 'rule',
    who: 'developers on advanced APIs',
    says:
      'Path C, which is membership, always applies to products on the advanced APIs; named are ATAS, CSTA, MiTAI, ' +
      'OAI, OIG, OIP and TAPI.',
  },
  {
    id: '4C.2',
    kind: 'rule',
    who: 'all other partners',
    says:
      'Path C applies to every other kind of product or service, SIP trunk and SIP lineside included, if no sponsor ' +
      'of the vendor takes part.',
  },
  {
    id: '4C.3',
    kind: 'rule',
    who: 'the partner',
    says: 'On path C the partner joins the partner programme first and asks for certification afterwards.',
  },
  {
    id: '4C.4',
    kind: 'fact',
    who: 'SIP providers',
    says: 'SIP providers join as MDP Commercial Basic members, for USD 1,000.00 a year.',
  },
  {
    id: '4C.5',
    kind: 'fact',
    who: 'developers on advanced APIs',
    says:
      'Developers who mean to build on the advanced APIs join as MDP Commercial Advanced members, for USD 3,000.00 a ' +
      'year.',
  },
  {
    id: '4C.6a',
    kind: 'entitlement',
    who: 'members',
    says: "Members have at their disposal a wide range of APIs, SDKs and interfaces to the vendor's products.",
  },
  {
    id: '4C.6b',
    kind: 'entitlement',
    who: 'members',
    says: 'Members receive credentials for the member portal.',
  },
  {
    id: '4C.6c',
    kind: 'entitlement',
    who: 'members',
    says: 'Members have the technical documents and can take training, online or with an instructor.',
  },
  {
    id: '4C.6d',
    kind: 'entitlement',
    who: 'members',
    says:
      "Members buy the vendor's platforms for their own development, lab and testing at a steep discount, and look " +
      'after them in the licensing portals.',
  },
  {
    id: '4C.6e',
    kind: 'entitlement',
    who: 'members',
    says: "Members can call on the vendor's developer support.",
  },
  {
    id: '4C.6f',
    kind: 'entitlement',
    who: 'members',
    says:
      'Members can enter the certification programme, get help with the SAT and, for each MCT, MQT or MAT they ' +
      'complete, receive the config guide, the logo package and leave to use the logo.',
  },
  {
    id: '4C.6g',
    kind: 'rule',
    who: 'the partner',
    says: 'Only a partner with a membership at MDP or above can have the config guide and the logo.',
  },
  {
    id: '4C.6h',
    kind: 'entitlement',
    who: 'members',
    says:
      'Members and their certified products are listed in the catalogue, the one place where resellers and ' +
      "customers look for partners' products that work with the vendor's.",
  },
  {
    id: '4C.7',
    kind: 'artefact',
    who: 'the partner',
    says: "A partner applies for membership on an online form, found on the partner programme's public page.",
  },
  {
    id: '4C.FN2',
    kind: 'fact',
    who: 'members',
    says: 'Equipment is not part of the membership fee.',
  },
  {
    id: '4C.8',
    kind: 'entitlement',
    who: 'members',
    says: 'Once enrolled, members can sign in to the member portals, where interop documents and support are found.',
  },
  {
    id: '4C.9',
    kind: 'entitlement',
    who: 'members',
    says: "Members can use the member portals to ask for a quote for certification in the vendor's lab.",
  },
]
