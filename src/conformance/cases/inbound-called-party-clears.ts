import { testCase } from '../test-case.ts'
import { releasedBy } from '../wire/release.ts'
import { soundBothWays } from '../wire/sound.ts'
import { INBOUND_ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'inbound-called-party-clears',
  plan: 'INB-02',
  title: 'Inbound call, the called party clears',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: null,
  procedure: [
    'Call the direct-dial number of the extension from the outside phone.',
    'Answer and talk for 30 seconds.',
    'Hang up at the extension.',
  ],
  onWire: 'The PBX sends BYE, and the provider answers it with 200 and stops sending RTP.',
  byPeople: 'The outside caller is released.',
  cites: ['RFC 3261 §15'],
  judgedBy: ['capture'],
  checks: ['A08'],
  wire: { of: INBOUND_ANSWERED, expect: [soundBothWays, releasedBy('pbx')] },
  effort: 'simple',
})
