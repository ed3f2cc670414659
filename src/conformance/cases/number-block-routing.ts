import { testCase } from '../test-case.ts'
import { blockIsInOneForm } from '../wire/identity.ts'
import { INBOUND } from '../wire/wire.ts'

export default testCase({
  id: 'number-block-routing',
  plan: 'INB-07',
  title: 'Inbound calls across the number block',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: 'The first, the last and a middle number of the block each belong to a different extension.',
  procedure: [
    'Call the first number of the block from the outside phone.',
    'Call the last number of the block.',
    'Call the middle number of the block.',
  ],
  onWire:
    'The dialled number is in the agreed place, the Request-URI or To, and in the agreed format. The PBX routes ' +
    'each call to the right extension.',
  byPeople: 'The right phone rings each time.',
  cites: ['RFC 3966', 'SIPconnect 2.0'],
  judgedBy: ['capture'],
  checks: ['A14'],
  wire: { of: INBOUND, least: 2, overall: [blockIsInOneForm] },
  effort: 'simple',
})
