import { testCase } from '../test-case.ts'
import { answersFitOffers } from '../wire/bodies.ts'
import { releasedBy } from '../wire/release.ts'
import { rings } from '../wire/set-up.ts'
import { soundBothWays, soundIsAsAgreed } from '../wire/sound.ts'
import { INBOUND_ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'inbound-caller-clears',
  plan: 'INB-01',
  title: 'Inbound call, the caller clears',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: null,
  procedure: [
    'Call the direct-dial number of the extension from the outside phone.',
    'Answer and talk for 30 seconds.',
    'Hang up at the outside phone.',
  ],
  onWire: 'INVITE is followed by 100, 180, 200 and ACK. The provider sends BYE, and the PBX answers it with 200.',
  byPeople: 'The extension rings, both people hear each other, and the extension is free after the call.',
  cites: ['RFC 3261 §13'],
  judgedBy: ['capture'],
  checks: ['A02', 'A03', 'A04', 'A05', 'A06', 'A07', 'A08'],
  wire: {
    of: INBOUND_ANSWERED,
    expect: [rings, answersFitOffers, soundIsAsAgreed, soundBothWays, releasedBy('provider')],
  },
  effort: 'simple',
})
