import { testCase } from '../test-case.ts'
import { noInnerAddress } from '../wire/identity.ts'
import { ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'no-internal-address-leak',
  plan: 'SEC-07',
  title: 'No internal address leaks to the provider',
  criticality: 'IMP',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: 'The PBX is behind a border element.',
  procedure: [
    'Call once in each direction.',
    'Hold a call and take it back.',
    'Transfer an inbound and an outbound call.',
  ],
  onWire:
    'No private address appears toward the provider in Via, Contact, Record-Route, SDP or Call-ID, not even ' +
    'after a re-INVITE.',
  byPeople: 'Calls and transfers work as usual.',
  cites: ['RFC 5853', 'RFC 1918'],
  judgedBy: ['capture'],
  checks: ['A25'],
  wire: { of: ANSWERED, expect: [noInnerAddress('pbx')] },
  effort: 'medium',
})
