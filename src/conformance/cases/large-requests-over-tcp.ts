import { testCase } from '../test-case.ts'
import { largeRequestsGoOverTcp } from '../wire/routing.ts'
import { soundBothWays } from '../wire/sound.ts'
import { ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'large-requests-over-tcp',
  plan: 'CON-08',
  title: 'Large requests and SIP over TCP',
  criticality: 'IMP',
  scope: 'interface',
  clause: '3C.1',
  needs: ['tcp'],
  precondition: 'The INVITE can be made larger than one network packet, with a long SDP or long headers.',
  procedure: [
    'Set the trunk to prefer UDP and place a call with the large INVITE.',
    'Set the trunk to TCP and place the same call.',
    'Place a second call over TCP.',
  ],
  onWire:
    'With UDP preferred, the PBX switches to TCP above about 1300 bytes, or the fragments arrive complete. Over ' +
    'TCP, Content-Length separates the messages, and the second call reuses the open connection.',
  byPeople: 'Each call completes with speech in both directions.',
  cites: ['RFC 3261 §18.1.1', 'RFC 5923'],
  judgedBy: ['capture'],
  checks: ['A01', 'A02'],
  wire: { of: ANSWERED, expect: [largeRequestsGoOverTcp, soundBothWays] },
  effort: 'medium',
})
