/**
 * What we take the source document to mean: X where it contradicts itself or can be read in two ways,
 * G where it is silent. Figures here are the defaults in words; what holds on a day is a parameter.
 */
import type { Reading } from './clause.ts'

export const READINGS: readonly Reading[] = [
  {
    id: 'X-01',
    clauses: ['4.2', '4B.2', '4C.1', '4C.2'],
    says:
      'Membership and funding are two separate questions. Developers on APIs or lineside are always members, a ' +
      'trunking provider only when it has no sponsor; any of them that has a sponsor may use the strategies of path ' +
      'B.',
  },
  {
    id: 'X-02',
    clauses: ['4.2', '4A.11', '4C.2', '4C.4', '4C.5', '5T.a'],
    says:
      'SIP lineside joins at MDP Commercial Basic, since it is not among the advanced APIs. It needs a SAT, since ' +
      'only trunking is exempt, and it cannot take path A.',
  },
  {
    id: 'X-03',
    clauses: ['3S.3', '5.1', '5.3', '5T.a'],
    says:
      'A SAT is required at every higher level unless the product is a SIP trunking service. The programme manager ' +
      'may record a waiver.',
  },
  {
    id: 'X-04',
    clauses: ['5T.a', '8.9b', '8.9c', '8.10b'],
    says:
      'The yellow and red rules about SAT evidence apply only where a SAT is required or evidence was volunteered. ' +
      'Otherwise every trunk would be red from its first day.',
  },
  {
    id: 'X-05',
    clauses: ['6.1', '8.9b', '8.9c', '8.10b'],
    says:
      'Certification testing counts as SAT evidence of its own date, so the clock runs from the later of the last ' +
      'SAT and the last certification.',
  },
  {
    id: 'X-06',
    clauses: ['7.3', '8.9b', '8.9c', '8.10b'],
    says:
      'The rules about SAT evidence apply to the same entries as the rules about certification, and any one of them ' +
      'is enough, because only MCT and above enter the reference guide.',
  },
  {
    id: 'X-07',
    clauses: ['8.9c', '8.10c', '8.11'],
    says:
      "N is the platform's newest generally available major release. Evidence is too old when it is two or more " +
      "major releases behind; point releases, service packs and the partner's own releases do not count.",
  },
  {
    id: 'X-08',
    clauses: ['8.9c', '8.10c'],
    says:
      'A new major release can turn an interop from green straight to red. That is kept as it stands, and the ' +
      'partner is warned ahead from the planned release dates, by default 180, 90 and 30 days.',
  },
  {
    id: 'X-09',
    clauses: ['8.9a', '8.9b', '8.10a', '8.10b'],
    says:
      'More than a number of months is meant strictly: on the day itself all is well, on the day after it is not. ' +
      "Months are calendar months, cut at the end of a shorter one, in the programme's time zone.",
  },
  {
    id: 'X-10',
    clauses: ['8.6', '8.9a', '8.10a', '8.10c'],
    says:
      'Extending a certification adds release pairs and moves the count of releases. Its age in months runs on, ' +
      'because nothing was tested.',
  },
  {
    id: 'X-11',
    clauses: ['1A.1', '3T.MQT', '3T.MAT', '3Q.3', '3A.3'],
    says:
      'A product the vendor resells needs MQT or MAT, since at the other levels the vendor does not sell. It ' +
      'therefore needs a sponsor, and a membership at MSP or MPP.',
  },
  {
    id: 'X-12',
    clauses: ['1B.2', '3.0', '3T.MCT', '3T.MQT'],
    says:
      'MCT or higher is judged by rank; the region is a separate question. An interop may hold several ' +
      'certifications at once, such as MCT worldwide and MQT in one region.',
  },
  {
    id: 'X-13',
    clauses: ['1B.2', '3T.MQT', '3Q.2', '6.4'],
    says:
      'Tickets about an MQT are opened and handed to the sales unit of the region. Outside the region only the ' +
      'partner helps.',
  },
  {
    id: 'X-14',
    clauses: ['6.4', '6.5', '8.8'],
    says:
      'A certification is current while it is green or yellow, yellow with a caution; red is not current. The ' +
      'programme may choose to count green alone.',
  },
  {
    id: 'X-15',
    clauses: ['6.5', '8.10d'],
    says:
      'An interop that is red only because of a field issue can still have tickets about that issue. Otherwise the ' +
      'issue could never be put right.',
  },
  {
    id: 'X-16',
    clauses: ['3Q.3', '3A.3'],
    says: 'A Premier Partner (MPP) qualifies for MQT too, as it does for MAT, which asks for more.',
  },
  {
    id: 'X-17',
    clauses: ['3T.MQT', '3Q.3', '4A.7'],
    says:
      'Path A normally leads to MCT. It leads to MQT only if the provider is an MSP or MPP member and a region is ' +
      'named; otherwise a recorded waiver is needed.',
  },
  {
    id: 'X-18',
    clauses: ['3T.MCT', '3T.MQT', '3C.1', '4A.6'],
    says:
      "Testing on the self-test portal by a technician with the vendor's credentials, reviewed by the lab, counts " +
      'as testing by the vendor. It is shown who tested and who reviewed.',
  },
  {
    id: 'X-19',
    clauses: ['3Q.1', '4B.1', '4B.b'],
    says:
      'Path B means any testing run by the vendor, in the lab or by a sales unit in its region. Strategy b leads to ' +
      'MQT by default.',
  },
  {
    id: 'X-20',
    clauses: ['4A.10'],
    says:
      "A provider that is also a reseller may be its own sponsor, and this is marked. The lab's reviewer must then " +
      'not be the tester, and every KO test case needs its raw captures.',
  },
  {
    id: 'X-21',
    clauses: ['4C.6g', '7.1', '7.2', '7.3', '7.4'],
    says:
      'A partner certified without being a member has its certification, config guide and reference guide entry, ' +
      'but cannot download guide or logo until it joins at MDP or above. Resellers read the guide in the knowledge ' +
      'base.',
  },
  {
    id: 'X-22',
    clauses: ['4C.6h', '7.3'],
    says:
      'A product is listed in the catalogue if it is at MCT or above and its partner a member at MDP or above. An ' +
      'entry in the reference guide needs only MCT or above.',
  },
  {
    id: 'X-23',
    clauses: ['3T.SAT', '4C.6h'],
    says: 'A member with nothing more than a SAT has its company page in the catalogue, but no page for the product.',
  },
  {
    id: 'X-24',
    clauses: ['4B.6'],
    says:
      'Figures are needed whenever the vendor is to bear the cost; strategic reasons add weight but do not replace ' +
      'them. The programme manager may record a waiver.',
  },
  {
    id: 'X-25',
    clauses: ['4C.6b', '4C.8', '7.2'],
    says:
      "The portal is for members. The vendor's staff, resellers and all members at MDP or above may read published " +
      'guides, with credentials and address ranges blacked out; the partner may ask for a narrower circle.',
  },
  {
    id: 'X-26',
    clauses: ['5.1', '5N.b1', '5N.d1'],
    says:
      'The completed plan is two things in turn: first the plan filled in for approval, then the same document with ' +
      'its results.',
  },
  {
    id: 'X-27',
    clauses: ['5N.f2', '5T.c'],
    says:
      'Submitting the request starts the tracking and copies it to the programme mailbox, so no second e-mail is ' +
      'needed. Mail that comes in is filed with its project.',
  },
  {
    id: 'X-28',
    clauses: ['5N.d2', '5N.f1', '9.3'],
    says:
      'A firm quote needs a SAT the lab has accepted, not merely one handed in, or for SIP trunking a reviewed ' +
      'questionnaire. A budgetary quote can be had at any time.',
  },
  {
    id: 'X-29',
    clauses: ['9.3', '9.4'],
    says:
      'A firm quote for MAT has to meet the same condition as one for MCT or MQT. An estimate for MAT is given on ' +
      'request.',
  },
  {
    id: 'X-30',
    clauses: ['4A.5', '9.2'],
    says:
      "On path C the lab may run plans on the self-test portal, or the partner may under the lab's supervision. It " +
      "lowers the price but never stands in for the lab's verdict.",
  },
  {
    id: 'X-31',
    clauses: ['4A.8'],
    says:
      'On path A the vendor charges the service provider nothing either. What provider and sponsor agree between ' +
      'them is outside the programme.',
  },
  {
    id: 'X-32',
    clauses: ['3T.MCT', '3C.3'],
    says: 'An MCT is charged for only where it is taken for a fee, not where it is sponsored.',
  },
  {
    id: 'X-33',
    clauses: ['6.2', '8.1'],
    says:
      'A service has releases too: its named softswitch and border controller software, with the date they went ' +
      'into production. It counts as GA when it is commercially available.',
  },
  {
    id: 'X-34',
    clauses: ['6.3'],
    says: 'The partner must sign a declaration that its own testing is finished; evidence of it is optional.',
  },
  {
    id: 'X-35',
    clauses: ['8.7', '8.10d'],
    says:
      'One confirmed, open ticket caused by the interop is an issue and makes it red until it is cleared. A burden ' +
      "is the manager's judgement of tickets and hours, and matters only for ending a membership.",
  },
  {
    id: 'X-36',
    clauses: ['8.7'],
    says:
      'No membership ends by itself: it takes both conditions, a person who decides, notice and time to reply, by ' +
      'default 30 days. Portal, logo and listing then go; the certification stays as history, shown with support ' +
      'withdrawn.',
  },
  {
    id: 'X-37',
    clauses: ['6.0', '8.5', '8.6'],
    says:
      'If the two sides cannot agree after a review call, the vendor decides, because the assertion is the ' +
      "vendor's. The dissent is recorded and the partner may appeal.",
  },
  {
    id: 'X-38',
    clauses: ['8.4'],
    says:
      'The partner must call for the review even when it is the vendor who changes something. A platform release ' +
      'entered with an interface change opens a review for every certification it touches.',
  },
  {
    id: 'X-39',
    clauses: ['4A.12', '4B.5', '5T.b'],
    says: 'Every SIP trunk project needs the questionnaire, on paths A and B as well. The sponsor may fill it in.',
  },
  {
    id: 'X-40',
    clauses: ['3Q.1', '3Q.3', '3A.1', '3A.3', '5.3'],
    says:
      'MQT and MAT go through the same steps as are described for SAT and MCT, with the conditions of their level ' +
      'added.',
  },
  {
    id: 'X-41',
    clauses: ['3T.MQT', '3T.MAT', '3Q.1', '3A.1'],
    says: 'At MQT and MAT the vendor leads the testing, and the partner signs the results as well.',
  },
  {
    id: 'X-42',
    clauses: ['3T.MCT', '3C.3'],
    says: 'MCT is open to commercial MDP members and to every tier above them.',
  },
  {
    id: 'X-43',
    clauses: ['4C.6f', '4C.6g', '4C.6h', '5.2', '7.4', '8.1'],
    says:
      'A certification does not lapse with the membership but ages as usual. Only the benefits are suspended: ' +
      'guide, logo, catalogue listing and SAT review.',
  },
  {
    id: 'X-44',
    clauses: ['7.3', '8.8'],
    says:
      'Anyone may see the summary in the reference guide; the link to the config guide opens only for those ' +
      'entitled to it.',
  },
  {
    id: 'X-45',
    clauses: ['7.1', '7.2'],
    says: 'A certification is granted first and counts as published once its guide is out. Both dates are shown.',
  },
  {
    id: 'X-46',
    clauses: ['0.2', '4C.4', '4C.5', '9.4'],
    says: 'The fees are US dollars of 2018. A price book keeps them by date and currency, so that they can change.',
  },
  {
    id: 'G-01',
    clauses: ['4A.7', '6.0', '6.1'],
    says:
      'Every KO test case must pass. An important one may pass with a limitation, which is published with its ' +
      'workaround; an optional one only informs.',
  },
  {
    id: 'G-02',
    clauses: ['4A.7', '6.0'],
    says:
      'A project that fails is not granted, and gets findings for each test case. The failed test cases and those ' +
      'linked to them are retested, by default within 90 days at a reduced fee; one retest is free if the lab was ' +
      'at fault.',
  },
  {
    id: 'G-03',
    clauses: ['4A.4', '4B.4', '5N.a', '5N.d2'],
    says: 'A request, a plan or a SAT that is turned down is declined expressly, with a reason and the next step.',
  },
  {
    id: 'G-04',
    clauses: ['5N.g', '5T.d', '9.3'],
    says: 'A quote holds for 60 days by default and can be renewed.',
  },
  {
    id: 'G-05',
    clauses: ['5N.g', '5T.d'],
    says:
      'An order is backed by a purchase order, a payment or a waiver. A slot can be moved free of charge until, by ' +
      'default, 5 business days before it.',
  },
  {
    id: 'G-06',
    clauses: ['4A.4', '4A.7', '5N.a', '5N.d2', '5N.g', '5T.d', '7.2'],
    says:
      'Default times in business days: acknowledge 1, triage 3, quote 5; review a plan or results 10, publish after ' +
      "the grant 10. The clock stops while the partner's answer is awaited.",
  },
  {
    id: 'G-07',
    clauses: ['4A.7', '5N.d2', '6.0'],
    says:
      'A partner may dispute the verdict on any test case. A second reviewer looks at it, free of charge if the ' +
      'partner turns out to be right.',
  },
  {
    id: 'G-08',
    clauses: ['4A.7', '6.0'],
    says: 'From MCT upwards three different people test, review and grant.',
  },
  {
    id: 'G-09',
    clauses: ['6.0', '7.4'],
    says:
      'Every certification has a number, a signed certificate as PDF and as data, and a public page, reached by QR ' +
      'code too, where it can be verified.',
  },
  {
    id: 'G-10',
    clauses: ['4C.6h', '7.2', '7.3'],
    says:
      'A certification can stay unlisted until a date the partner chooses, and a project can be marked as under ' +
      'non-disclosure.',
  },
  {
    id: 'G-11',
    clauses: ['4A.6', '5N.d1'],
    says:
      'Evidence is kept as long as its class demands. Phone numbers and credentials in captures are redacted before ' +
      'a reviewer exports them.',
  },
  {
    id: 'G-12',
    clauses: ['4C.3', '4C.4', '4C.5'],
    says:
      'Members are reminded, by default, 60, 30 and 7 days before their term ends. When 30 days of grace have ' +
      'passed the benefits are switched off.',
  },
  {
    id: 'G-13',
    clauses: ['4A.12', '4C.7'],
    says: 'Contacts are confirmed twice a year, a second contact is mandatory, and mail that bounces is followed up.',
  },
  {
    id: 'G-14',
    clauses: ['8.1', '8.4'],
    says:
      'A product that was renamed, rebranded, sold under another label or passed to a new owner gets a derived ' +
      'certification on a declaration that it is the same. Nothing is tested.',
  },
  {
    id: 'G-15',
    clauses: ['1.FN1', '2.1', '8.1'],
    says:
      'There is one certification for each product, platform and topology, direct or through a border gateway. A ' +
      'request that names several leads to several.',
  },
  {
    id: 'G-16',
    clauses: ['3T.MQT', '3Q.2'],
    says: 'The region of an MQT is a group of countries, by ISO code, that belongs to a sales unit.',
  },
  {
    id: 'G-17',
    clauses: ['8.6', '8.8'],
    says: 'While recertification is under way the interop keeps its colour and carries a dated note that says so.',
  },
  {
    id: 'G-18',
    clauses: ['8.7', '8.10d'],
    says:
      'A field issue has a ticket number, is marked by product support as caused by the interop and is confirmed by ' +
      'the lab. It is cleared by a fix and a retest of the linked test cases.',
  },
  {
    id: 'G-19',
    clauses: ['8.8'],
    says:
      "A change of colour is told, beforehand and on the day, to the partner's contacts, the sponsor, the sales " +
      'unit, and resellers and customers who watch the interop.',
  },
  {
    id: 'G-20',
    clauses: ['8.6'],
    says:
      'Partial recertification runs the test cases linked to the points that changed, and a fixed core of ' +
      'regression test cases.',
  },
  {
    id: 'G-21',
    clauses: ['2.1', '6.1'],
    says: 'Emergency calls and security belong to every SIP trunk plan, as KO test cases.',
  },
  {
    id: 'G-22',
    clauses: ['4B.7'],
    says: "A page shows the lab's queue, with each project's place in it and the span in which its turn is expected.",
  },
  {
    id: 'G-23',
    clauses: ['4C.4', '4C.5', '9.4'],
    says: 'Texts are made ready for other languages, and every amount carries its ISO currency.',
  },
  {
    id: 'G-24',
    clauses: ['4A.4', '4A.7', '4B.4', '5N.d2', '8.5', '8.6', '8.7'],
    says: 'Whatever happens is entered in an append-only journal, with the clauses it rests on.',
  },
  {
    id: 'G-25',
    clauses: ['5N.a', '7.3'],
    says:
      'An existing reference guide or plan can be imported from CSV or XLSX: columns are mapped, and a dry run ' +
      'comes first.',
  },
]
