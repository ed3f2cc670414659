import { testCase } from '../test-case.ts'
import { emergencyIsTold } from '../wire/identity.ts'
import { soundBothWays } from '../wire/sound.ts'
import { EMERGENCY } from '../wire/wire.ts'

export default testCase({
  id: 'emergency-call',
  plan: 'EMG-01',
  title: 'Emergency call',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: ['emergency'],
  precondition:
    'The provider has a test service or an agreed test number for emergency calls, and the test is announced to ' +
    'all concerned.',
  procedure: [
    'Check that the test service or the desk expects the call.',
    'Dial the agreed emergency number from the extension.',
    'Dial it again with the prefix for an outside line.',
    'Ask the desk which number and which address it sees.',
  ],
  onWire:
    'The call is routed at once. The Request-URI is as agreed: 112, 911 or urn:service:sos. The calling number ' +
    'is a direct-dial number to which help can be sent. Where location is used, there is a Geolocation header ' +
    'with its location object.',
  byPeople: 'The right emergency centre or test desk answers and sees the correct number and address.',
  cites: ['RFC 5031', 'RFC 6442', 'RFC 4119'],
  judgedBy: ['capture', 'person'],
  checks: ['A30'],
  wire: { of: EMERGENCY, expect: [emergencyIsTold, soundBothWays] },
  effort: 'medium',
})
