import { testCase } from '../test-case.ts'
import { rings } from '../wire/set-up.ts'
import { soundBothWays } from '../wire/sound.ts'
import { TOGETHER } from '../wire/wire.ts'

export default testCase({
  id: 'transfer-while-target-rings',
  plan: 'TRF-04',
  title: 'Transfer while the target still rings',
  criticality: 'IMP',
  scope: 'feature',
  clause: '3A.1',
  needs: [],
  precondition: null,
  procedure: [
    'Set up an inbound call from the outside phone and hold it at the extension.',
    'Call the transfer target and complete the transfer while it rings.',
    'Answer at the target, talk and hang up.',
  ],
  onWire: 'The early dialog passes to the held party, who gets ringback or music on hold from then on.',
  byPeople: 'The held party hears ringback, and then speech.',
  cites: ['RFC 5589 §7'],
  judgedBy: ['capture'],
  checks: ['A04', 'A07'],
  wire: { of: TOGETHER, expect: [rings, soundBothWays] },
  effort: 'simple',
})
