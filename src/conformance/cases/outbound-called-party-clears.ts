import { testCase } from '../test-case.ts'
import { releasedBy } from '../wire/release.ts'
import { soundBothWays } from '../wire/sound.ts'
import { OUTBOUND_ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'outbound-called-party-clears',
  plan: 'OUT-02',
  title: 'Outbound call, the called party clears',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: null,
  procedure: [
    'Call the outside phone from the extension.',
    'Answer and talk for 30 seconds.',
    'Hang up at the outside phone.',
  ],
  onWire: 'The provider sends BYE within seconds of the hang-up, and the PBX answers it with 200.',
  byPeople: 'The person at the extension hears at once that the call has ended, and the extension is free.',
  cites: ['RFC 3261 §15'],
  judgedBy: ['capture'],
  checks: ['A08'],
  wire: { of: OUTBOUND_ANSWERED, expect: [soundBothWays, releasedBy('provider')] },
  effort: 'simple',
})
