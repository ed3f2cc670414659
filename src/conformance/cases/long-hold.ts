import { testCase } from '../test-case.ts'
import { holdLasts } from '../wire/holding.ts'
import { ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'long-hold',
  plan: 'HLD-03',
  title: 'A call is held for a long time',
  criticality: 'IMP',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: null,
  procedure: [
    'Call the outside phone from the extension and answer.',
    'Hold the call at the extension for 15 minutes.',
    'Take it back, talk and hang up.',
  ],
  onWire:
    'Keep-alives, RTCP or a session refresh keep the dialog up. Neither side clears the call because RTP is missing.',
  byPeople: 'Speech returns after the hold.',
  cites: ['RFC 3264', 'RFC 4028', 'RFC 3550'],
  judgedBy: ['capture'],
  checks: ['A11', 'A13'],
  wire: { of: ANSWERED, expect: [holdLasts(15 * 60)] },
  effort: 'medium',
})
