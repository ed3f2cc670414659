import { testCase } from '../test-case.ts'
import { refusesOneTooMany } from '../wire/load.ts'
import { ANY_CALL } from '../wire/wire.ts'

export default testCase({
  id: 'one-call-too-many',
  plan: 'LOD-02',
  title: 'One call more than contracted',
  criticality: 'IMP',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: 'All contracted channels are in use.',
  procedure: ['Place one more outbound call.', 'Place one more inbound call.', 'Release one call and try again.'],
  onWire:
    'The extra call is refused with 486, or with 503 and a Retry-After, and no other call is torn down. Calls ' +
    'are accepted again after the first release.',
  byPeople: 'The caller hears busy or congestion tone, and the other calls are not affected.',
  cites: ['RFC 3261', 'RFC 7339'],
  judgedBy: ['probe'],
  checks: ['A26'],
  wire: { of: ANY_CALL, least: 2, overall: [refusesOneTooMany] },
  effort: 'complex',
})
