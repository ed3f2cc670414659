import { testCase } from '../test-case.ts'
import { ringsWithoutBody } from '../wire/set-up.ts'
import { OUTBOUND } from '../wire/wire.ts'

export default testCase({
  id: 'ringing-without-early-media',
  plan: 'RNG-01',
  title: 'Ringing without early media',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: null,
  procedure: [
    'Call from the extension to an outside phone that only rings, without any announcement.',
    'Let it ring for 20 seconds, then answer and hang up.',
  ],
  onWire: 'The provider sends 180 without SDP, and the PBX makes the ringback itself.',
  byPeople: 'The caller hears ringback until the call is answered.',
  cites: ['RFC 3960', 'RFC 3261'],
  judgedBy: ['capture', 'person'],
  checks: ['A04'],
  wire: { of: OUTBOUND, expect: [ringsWithoutBody] },
  effort: 'simple',
})
