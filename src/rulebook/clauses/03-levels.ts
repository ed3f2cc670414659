/** Section 3: the four levels. 3T is the table, a row a level; 3S, 3C, 3Q and 3A say more of SAT, MCT, MQT and MAT. */
import type { Clause } from './clause.ts'

export const LEVEL_CLAUSES: readonly Clause[] = [
  {
    id: '3.0',
    kind: 'fact',
    who: 'the programme',
    says:
      'There are four levels, rising from SAT through MCT and MQT to MAT. A level tells how sure the vendor is of ' +
      'the interop and how far its support goes.',
  },
  {
    id: '3T.SAT',
    kind: 'rule',
    who: 'the partner',
    says:
      'At SAT the partner tests, gives second-line support and sells, and no sponsor is needed. A SAT earns no ' +
      'vendor logo and no place in the catalogue.',
  },
  {
    id: '3T.MCT',
    kind: 'rule',
    who: 'the vendor and the partner',
    says:
      'At MCT (Compatible) the vendor tests and gives second-line support, and the partner sells. Any commercial ' +
      'MDP member can have it for a fee, or through a sponsor.',
  },
  {
    id: '3T.MQT',
    kind: 'rule',
    who: 'the vendor and the partner',
    says:
      'At MQT (Qualified) the vendor tests and a sponsor is needed; the sales unit and the partner share ' +
      'second-line support, and either the vendor or the partner sells. It is good only for the region of its ' +
      'sponsor.',
  },
  {
    id: '3T.MAT',
    kind: 'rule',
    who: 'the vendor and the partner',
    says:
      'At MAT (Approved) the vendor tests, gives second-line support and sells, and a sponsor is needed. Only MSP ' +
      'and MPP members can have it.',
  },
  {
    id: '3S.1',
    kind: 'rule',
    who: 'the partner and the vendor',
    says: 'For a SAT the partner runs the tests and writes them up, and the vendor reviews what it was given.',
  },
  {
    id: '3S.2',
    kind: 'rule',
    who: 'the vendor',
    says: 'A SAT brings no product support and binds the vendor to nothing towards resellers or customers.',
  },
  {
    id: '3S.3',
    kind: 'rule',
    who: 'the partner',
    says: 'The SAT comes first: a partner needs it before any of the higher levels.',
  },
  {
    id: '3C.1',
    kind: 'rule',
    who: 'the lab',
    says: 'For MCT the lab runs the interface tests and documents them; the document is the config guide.',
  },
  {
    id: '3C.2',
    kind: 'rule',
    who: 'product support',
    says:
      'An MCT is supported worldwide, but product support goes no further than verifying that a deployment follows ' +
      'the config guide.',
  },
  {
    id: '3C.3',
    kind: 'rule',
    who: 'the partner',
    says:
      'There are two ways to an MCT: through a sponsor, or for a fee, which any commercial developer partner may ' +
      'pay.',
  },
  {
    id: '3Q.1',
    kind: 'rule',
    who: 'the sales unit or the lab, with the partner',
    says:
      'For MQT the interface tests are run and documented by two parties: the partner, and either a sales unit or ' +
      'the lab.',
  },
  {
    id: '3Q.2',
    kind: 'rule',
    who: 'the sales unit',
    says: "An MQT is supported by the sales unit together with the partner, and only in that unit's regional market.",
  },
  {
    id: '3Q.3',
    kind: 'rule',
    who: 'the partner',
    says: 'MQT is open only to Solution Partners (MSP) that have a sponsor.',
  },
  {
    id: '3A.1',
    kind: 'rule',
    who: 'the lab and the partner',
    says: 'For MAT the lab and the partner test together, and they test features as well as the interface.',
  },
  {
    id: '3A.2',
    kind: 'rule',
    who: 'the lab and product support',
    says: 'A MAT is supported worldwide by the lab and product support, on terms cut to what the product needs.',
  },
  {
    id: '3A.3',
    kind: 'rule',
    who: 'the partner',
    says: 'MAT is open only to Solution Partners (MSP) and Premier Partners (MPP) that have a sponsor.',
  },
]
