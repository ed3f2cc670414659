/** Section 7: the config guide, the reference guide and the logo. */
import type { Clause } from './clause.ts'

export const GUIDE_AND_LOGO_CLAUSES: readonly Clause[] = [
  {
    id: '7.1',
    kind: 'rule',
    who: 'the vendor',
    says: 'The vendor writes a detailed config guide for every interop that reaches MCT, MQT or MAT.',
  },
  {
    id: '7.2',
    kind: 'rule',
    who: 'the vendor',
    says: 'The vendor publishes the config guide in the member portal and in its knowledge base.',
  },
  {
    id: '7.3',
    kind: 'rule',
    who: 'the vendor',
    says: 'The vendor gives a summary of the config guide in the reference guide.',
  },
  {
    id: '7.4',
    kind: 'rule',
    who: 'the vendor',
    says:
      'The vendor gives the partner the config guide, the logo package and leave to use the logo, provided the ' +
      'partner is a member at MDP or above.',
  },
  {
    id: '7.5a',
    kind: 'artefact',
    who: 'readers of the config guide',
    says: 'A config guide typically names the equipment and the software versions that were tested.',
  },
  {
    id: '7.5b',
    kind: 'artefact',
    who: 'readers of the config guide',
    says: 'Some kinds of config guide list the test cases that were run and describe them.',
  },
  {
    id: '7.5c',
    kind: 'artefact',
    who: 'readers of the config guide',
    says:
      'A config guide typically tells the known limitations of the interop, with advice and workarounds where there ' +
      'are any.',
  },
  {
    id: '7.5d',
    kind: 'artefact',
    who: 'readers of the config guide',
    says:
      'A config guide typically shows a qualified technician, with screenshots, how to set up both systems so that ' +
      'they work together. It adds to the product documents and does not replace them.',
  },
]
