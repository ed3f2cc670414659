import { testCase } from '../test-case.ts'
import { glareIsSettled } from '../wire/holding.ts'
import { ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'simultaneous-hold',
  plan: 'HLD-04',
  title: 'Both sides hold at the same moment',
  criticality: 'IMP',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: null,
  procedure: [
    'Set up a call between the PBX and the probe.',
    'Hold it from both sides within 100 ms.',
    'Wait until both sides are settled, then take the call back.',
  ],
  onWire:
    'A re-INVITE that crosses another is refused with 491. Each side tries again after the delay of its role: ' +
    '2.1 to 4 s for the owner of the Call-ID, up to 2 s for the other. Both sides end in the same state.',
  byPeople: 'The call survives.',
  cites: ['RFC 3261 §14', 'RFC 5407'],
  judgedBy: ['probe'],
  checks: ['A28'],
  wire: { of: ANSWERED, expect: [glareIsSettled] },
  effort: 'complex',
})
