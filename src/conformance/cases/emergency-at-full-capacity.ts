import { testCase } from '../test-case.ts'
import { getsThroughAtCapacity, priorityIsTold } from '../wire/emergencies.ts'
import { emergencyIsTold } from '../wire/identity.ts'
import { EMERGENCY } from '../wire/wire.ts'

export default testCase({
  id: 'emergency-at-full-capacity',
  plan: 'EMG-03',
  title: 'Emergency call when all channels are busy',
  criticality: 'IMP',
  scope: 'interface',
  clause: '3C.1',
  needs: ['emergency'],
  precondition: 'All channels of the trunk are busy, and the emergency test is announced to all concerned.',
  procedure: [
    'Dial the agreed emergency test number from a free extension.',
    'Answer at the test desk, talk and hang up.',
  ],
  onWire:
    'The call is admitted, by a reserved channel or by ending another call. Resource-Priority is present where ' +
    'it is used.',
  byPeople: 'The emergency call completes.',
  cites: ['RFC 4412', 'RFC 7135'],
  judgedBy: ['probe'],
  checks: ['A26', 'A30'],
  wire: { of: EMERGENCY, expect: [getsThroughAtCapacity, emergencyIsTold, priorityIsTold] },
  effort: 'complex',
})
