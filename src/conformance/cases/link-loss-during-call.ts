import { testCase } from '../test-case.ts'
import { vanishedPeerIsReleased } from '../wire/vanishing.ts'
import { ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'link-loss-during-call',
  plan: 'FLV-04',
  title: 'The link is lost during a call',
  criticality: 'IMP',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: null,
  procedure: [
    'Call the outside phone from the extension, answer and keep talking.',
    'Cut the access link for 10 s.',
    'When speech has returned, cut it again for 60 s.',
  ],
  onWire:
    'The call survives the short loss. If the long one ends it, both sides clear it by their RTP or session timers.',
  byPeople: 'Speech returns or the call drops cleanly, and no channel of the trunk stays blocked.',
  cites: ['RFC 3261', 'RFC 4028'],
  judgedBy: ['capture', 'person'],
  checks: ['A07', 'A08'],
  wire: { of: ANSWERED, leavesOpen: true, expect: [vanishedPeerIsReleased] },
  effort: 'medium',
})
