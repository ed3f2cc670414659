import { testCase } from '../test-case.ts'
import { answersFitOffers } from '../wire/bodies.ts'
import { releasedBy } from '../wire/release.ts'
import { rings } from '../wire/set-up.ts'
import { soundBothWays, soundIsAsAgreed } from '../wire/sound.ts'
import { OUTBOUND_ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'outbound-caller-clears',
  plan: 'OUT-01',
  title: 'Outbound call, the caller clears',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: null,
  procedure: [
    'Call the outside phone from the extension.',
    'Answer and talk for 30 seconds.',
    'Hang up at the extension.',
  ],
  onWire:
    'INVITE is followed by 180 or 183, then 200 and ACK. The post-dial delay is within the target. The PBX sends ' +
    'BYE, and the provider answers it with 200.',
  byPeople: 'The caller hears ringback, both people hear each other, and both phones are free after the call.',
  cites: ['RFC 3261 §13, 15', 'RFC 3665 §3.1', 'RFC 6076'],
  judgedBy: ['capture'],
  checks: ['A02', 'A03', 'A04', 'A05', 'A06', 'A07', 'A08'],
  wire: { of: OUTBOUND_ANSWERED, expect: [rings, answersFitOffers, soundIsAsAgreed, soundBothWays, releasedBy('pbx')] },
  effort: 'simple',
})
