import { testCase } from '../test-case.ts'
import { heldBy } from '../wire/holding.ts'
import { ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'hold-by-the-network',
  plan: 'HLD-02',
  title: 'The network side holds a call and takes it back',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: 'A call is up between the extension and the outside phone.',
  procedure: [
    'Hold the call at the far end and take it back.',
    'Hold it again in the old form, with the connection address 0.0.0.0, and take it back.',
    'Hang up.',
  ],
  onWire:
    'The PBX answers with the complement of the direction offered, and never with sendrecv to sendonly. No BYE ' +
    'is sent.',
  byPeople: 'The extension hears the music of the far end during the hold, and speech returns.',
  cites: ['RFC 3264 §6.1, 8.4'],
  judgedBy: ['capture', 'probe'],
  checks: ['A11'],
  wire: { of: ANSWERED, expect: [heldBy('provider')] },
  effort: 'medium',
})
