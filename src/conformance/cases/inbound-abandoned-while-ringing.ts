import { testCase } from '../test-case.ts'
import { cancelledBy } from '../wire/set-up.ts'
import { INBOUND_UNANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'inbound-abandoned-while-ringing',
  plan: 'INB-03',
  title: 'Inbound call, abandoned while ringing',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: null,
  procedure: [
    'Call the extension from the outside phone and let it ring.',
    'Hang up at the outside phone before anybody answers.',
  ],
  onWire:
    'The provider sends CANCEL, which the PBX answers with 200. The INVITE ends with 487 and ACK. A Reason ' +
    'header in the CANCEL, such as call completed elsewhere, is kept.',
  byPeople: 'The extension stops ringing at once and lists a missed call.',
  cites: ['RFC 3261 §9', 'RFC 3326'],
  judgedBy: ['capture'],
  checks: ['A09'],
  wire: { of: INBOUND_UNANSWERED, expect: [cancelledBy('provider')] },
  effort: 'simple',
})
