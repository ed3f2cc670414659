import { testCase } from '../test-case.ts'
import { triesElsewhere } from '../wire/failing-over.ts'
import { INBOUND } from '../wire/wire.ts'

export default testCase({
  id: 'inbound-to-second-pbx-address',
  plan: 'FLV-03',
  title: 'Inbound calls go to the second PBX address',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: ['second-pbx-address'],
  precondition: 'The primary PBX, or its border element, is out of service.',
  procedure: ['Call the extension from the outside phone.', 'Answer, talk and hang up.'],
  onWire: 'The provider tries the second address in time. The extension does not ring twice for one call.',
  byPeople: 'The extension rings by way of the second address.',
  cites: ['RFC 3263'],
  judgedBy: ['capture'],
  checks: ['A19'],
  wire: { of: INBOUND, leavesOpen: true, expect: [triesElsewhere] },
  effort: 'complex',
})
