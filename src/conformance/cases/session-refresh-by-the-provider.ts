import { testCase } from '../test-case.ts'
import { refreshedBy } from '../wire/bodies.ts'
import { ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'session-refresh-by-the-provider',
  plan: 'TMR-01',
  title: 'The provider refreshes the session',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: ['session-timers'],
  precondition: 'A session interval is agreed, and the provider is the refresher.',
  procedure: [
    'Call the outside phone from the extension and answer.',
    'Keep the call up for longer than the session interval, then hang up.',
  ],
  onWire:
    'The provider sends an UPDATE or re-INVITE by about half the interval. Any SDP in it is unchanged, with the ' +
    'same version in the o= line, and the PBX answers with 200.',
  byPeople: 'Nobody hears a click, and the call does not drop.',
  cites: ['RFC 4028', 'RFC 3311'],
  judgedBy: ['capture'],
  checks: ['A13'],
  wire: { of: ANSWERED, expect: [refreshedBy('provider')] },
  effort: 'medium',
})
