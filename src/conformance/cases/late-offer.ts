import { testCase } from '../test-case.ts'
import { offersLate } from '../wire/bodies.ts'
import { soundBothWays } from '../wire/sound.ts'
import { ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'late-offer',
  plan: 'RNG-06',
  title: 'Calls set up by an INVITE without an offer',
  criticality: 'IMP',
  scope: 'interface',
  clause: '3C.1',
  needs: ['late-offer'],
  precondition: null,
  procedure: [
    'Call the extension from the outside phone with an INVITE without SDP, answer and hang up.',
    'Call the outside phone from the extension with an INVITE without SDP, answer and hang up.',
  ],
  onWire: 'The offer comes in the 200, or in a reliable 180 or 183. The answer comes in the ACK, or in the PRACK.',
  byPeople: 'Both people hear each other on both calls.',
  cites: ['RFC 3264', 'RFC 6337'],
  judgedBy: ['capture'],
  checks: ['A05'],
  wire: { of: ANSWERED, expect: [offersLate, soundBothWays] },
  effort: 'simple',
})
