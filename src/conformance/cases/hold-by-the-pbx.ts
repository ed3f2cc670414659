import { testCase } from '../test-case.ts'
import { versionsStep } from '../wire/bodies.ts'
import { heldBy } from '../wire/holding.ts'
import { soundBothWays } from '../wire/sound.ts'
import { ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'hold-by-the-pbx',
  plan: 'HLD-01',
  title: 'The PBX side holds a call and takes it back',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: 'A call is up between the extension and the outside phone.',
  procedure: [
    'Hold the call at the extension for thirty seconds.',
    'Take it back.',
    'Do both a second time.',
    'Hang up.',
  ],
  onWire:
    'A re-INVITE or UPDATE with sendonly or inactive is answered with recvonly or inactive. Taking the call back ' +
    'sets sendrecv on both sides. The version in the o= line goes up by one each time.',
  byPeople: 'The outside phone hears music or silence during the hold, and speech returns in both directions.',
  cites: ['RFC 3264 §8.4', 'RFC 5359 §2.1'],
  judgedBy: ['capture'],
  checks: ['A11', 'A07'],
  wire: { of: ANSWERED, expect: [heldBy('pbx', 2), versionsStep, soundBothWays] },
  effort: 'simple',
})
