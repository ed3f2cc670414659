import { testCase } from '../test-case.ts'
import { answersInProgress } from '../wire/bodies.ts'
import { soundBothWays } from '../wire/sound.ts'
import { ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'answer-only-in-session-progress',
  plan: 'RNG-05',
  title: 'The SDP answer comes before the call is answered',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: 'The provider sends its SDP in the 183 and leaves it out of the 200 wherever that is allowed.',
  procedure: ['Call the outside phone from the extension.', 'Answer, talk for 30 seconds and hang up.'],
  onWire:
    'If the 183 is reliable, its SDP is the answer, and the PBX accepts a 200 without SDP. If it is not, the 200 ' +
    'repeats the same SDP unchanged.',
  byPeople: 'Both people hear each other.',
  cites: ['RFC 3264', 'RFC 6337', 'RFC 3262'],
  judgedBy: ['capture'],
  checks: ['A05'],
  wire: { of: ANSWERED, expect: [answersInProgress, soundBothWays] },
  effort: 'simple',
})
