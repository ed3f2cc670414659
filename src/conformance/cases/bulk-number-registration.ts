import { testCase } from '../test-case.ts'
import { registersInBulk } from '../wire/registering.ts'

export default testCase({
  id: 'bulk-number-registration',
  plan: 'CON-05',
  title: 'One registration serves the whole number block',
  criticality: 'OPT',
  scope: 'interface',
  clause: '3C.1',
  needs: ['registration', 'bulk-registration'],
  precondition: 'The provider supports bulk registration (gin) and has assigned a number block to the trunk.',
  procedure: [
    'Let the PBX register once for the whole number block.',
    'Call the first, the last and one other number of the block from the outside phone.',
  ],
  onWire:
    'The REGISTER names gin in Require and in Proxy-Require, its Contact carries the bnc parameter, and it is ' +
    'answered with 200. Inbound calls to any number of the block reach the PBX.',
  byPeople: 'All numbers of the block can be reached.',
  cites: ['RFC 6140'],
  judgedBy: ['capture'],
  checks: ['A17'],
  wire: { overall: [registersInBulk] },
  effort: 'medium',
})
