import { testCase } from '../test-case.ts'
import { endsIn } from '../wire/set-up.ts'
import { INBOUND_UNANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'inbound-to-unassigned-number',
  plan: 'INB-06',
  title: 'Inbound call to an unassigned number',
  criticality: 'IMP',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: 'One number of the block is not programmed in the PBX.',
  procedure: ['Call that number from the outside phone.', 'Listen, then hang up.'],
  onWire:
    'The PBX refuses the call with 404, and not with a 5xx code, which would make the provider try another route.',
  byPeople: 'The caller hears that the number is not in service.',
  cites: ['RFC 3261', 'RFC 3398'],
  judgedBy: ['capture'],
  checks: ['A03'],
  wire: { of: INBOUND_UNANSWERED, expect: [endsIn('unassigned', 'RFC 3261 §21.4.5')] },
  effort: 'simple',
})
