import { testCase } from '../test-case.ts'
import { refreshedBy } from '../wire/bodies.ts'
import { ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'session-refresh-by-the-pbx',
  plan: 'TMR-02',
  title: 'The PBX refreshes the session',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: ['session-timers'],
  precondition: 'A session interval is agreed, and the PBX is the refresher.',
  procedure: [
    'Call the outside phone from the extension and answer.',
    'Keep the call up for longer than the session interval, then hang up.',
  ],
  onWire:
    'The PBX sends an UPDATE or re-INVITE by about half the interval. Any SDP in it is unchanged, with the same ' +
    'version in the o= line, and the provider answers with 200. The PBX stays the refresher from one refresh to ' +
    'the next.',
  byPeople: 'Nobody hears a click, and the call does not drop.',
  cites: ['RFC 4028'],
  judgedBy: ['capture'],
  checks: ['A13'],
  wire: { of: ANSWERED, expect: [refreshedBy('pbx')] },
  effort: 'medium',
})
