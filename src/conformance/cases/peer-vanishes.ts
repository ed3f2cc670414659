import { testCase } from '../test-case.ts'
import { vanishedPeerIsReleased } from '../wire/vanishing.ts'
import { ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'peer-vanishes',
  plan: 'TMR-05',
  title: 'The other side vanishes during a call',
  criticality: 'IMP',
  scope: 'interface',
  clause: '3C.1',
  needs: ['session-timers'],
  precondition: 'A call with session timers is up, and the signalling of the far side can be cut.',
  procedure: [
    'Cut the signalling of the far side during the call.',
    'Wait until the session interval has passed.',
    'Check whether the channel is free.',
  ],
  onWire:
    'The refresh fails with 408, 481 or a timeout. The PBX sends BYE or clears the call by the end of the ' +
    'session interval.',
  byPeople: 'The ghost call is cleared, and the channel is free.',
  cites: ['RFC 4028 §10'],
  judgedBy: ['capture', 'probe'],
  checks: ['A13'],
  wire: { of: ANSWERED, leavesOpen: true, expect: [vanishedPeerIsReleased] },
  effort: 'medium',
})
