import { testCase } from '../test-case.ts'
import { callLasts } from '../wire/release.ts'
import { soundBothWays } from '../wire/sound.ts'
import { ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'long-call',
  plan: 'TMR-04',
  title: 'A call of more than an hour',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: null,
  procedure: [
    'Call the outside phone from the extension and answer.',
    'Keep speech or music going in both directions for 65 minutes.',
    'Hang up and check the call record.',
  ],
  onWire:
    'There is no unexpected BYE or re-INVITE. With session timers there are at least two refreshes, without them ' +
    'none. The call stays one call in the call records.',
  byPeople: 'Both people hear each other all along.',
  cites: ['RFC 4028', 'RFC 3261'],
  judgedBy: ['capture'],
  checks: ['A13', 'A07'],
  wire: { of: ANSWERED, expect: [callLasts(60 * 60), soundBothWays] },
  effort: 'complex',
})
