import { testCase } from '../test-case.ts'
import { cancelledBy } from '../wire/set-up.ts'
import { OUTBOUND_UNANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'outbound-abandoned-while-ringing',
  plan: 'OUT-03',
  title: 'Outbound call, abandoned while ringing',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: null,
  procedure: [
    'Call the outside phone from the extension and let it ring.',
    'Hang up at the extension before anybody answers.',
  ],
  onWire: 'The PBX sends CANCEL, which is answered with 200. The INVITE ends with 487, and the PBX sends ACK.',
  byPeople: 'The outside phone stops ringing at once.',
  cites: ['RFC 3261 §9', 'RFC 3665 §3.8'],
  judgedBy: ['capture'],
  checks: ['A09'],
  wire: { of: OUTBOUND_UNANSWERED, expect: [cancelledBy('pbx')] },
  effort: 'simple',
})
