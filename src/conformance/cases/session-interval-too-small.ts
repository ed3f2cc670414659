import { testCase } from '../test-case.ts'
import { shortSessionIsRaised } from '../wire/bodies.ts'
import { ANY_CALL } from '../wire/wire.ts'

export default testCase({
  id: 'session-interval-too-small',
  plan: 'TMR-03',
  title: 'The session interval asked for is too small',
  criticality: 'IMP',
  scope: 'interface',
  clause: '3C.1',
  needs: ['session-timers'],
  precondition: 'The calling side is set to a session interval below the minimum of the other side.',
  procedure: ['Call the outside phone from the extension.', 'Answer, talk for a few seconds and hang up.'],
  onWire:
    'The INVITE is refused with 422 and the minimum in Min-SE. It is tried again with a larger interval and gets 200.',
  byPeople: 'The call is set up as any other.',
  cites: ['RFC 4028 §5, 6'],
  judgedBy: ['capture', 'probe'],
  checks: ['A13'],
  wire: { of: ANY_CALL, expect: [shortSessionIsRaised] },
  effort: 'medium',
})
