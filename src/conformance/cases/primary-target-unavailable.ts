import { testCase } from '../test-case.ts'
import { triesElsewhere } from '../wire/failing-over.ts'
import { OUTBOUND } from '../wire/wire.ts'

export default testCase({
  id: 'primary-target-unavailable',
  plan: 'FLV-02',
  title: 'The primary target answers 503',
  criticality: 'IMP',
  scope: 'interface',
  clause: '3C.1',
  needs: ['several-targets'],
  precondition: 'The primary target answers calls with 503 and a Retry-After.',
  procedure: [
    'Call the outside phone from the extension.',
    'Call again before and after the time in Retry-After has passed.',
    'Let the primary target answer with a 4xx and then a 6xx code, and call once for each.',
  ],
  onWire:
    'The call goes to the alternate target without any action by the user, and Retry-After is honoured. Codes of ' +
    'the 4xx and 6xx classes do not lead to another target.',
  byPeople: 'The calls refused with 503 complete by the alternate target.',
  cites: ['RFC 3261 §21.5.4', 'RFC 3263'],
  judgedBy: ['capture', 'probe'],
  checks: ['A19'],
  wire: { of: OUTBOUND, leavesOpen: true, expect: [triesElsewhere] },
  effort: 'complex',
})
