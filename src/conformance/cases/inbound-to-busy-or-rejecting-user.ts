import { testCase } from '../test-case.ts'
import { endsIn } from '../wire/set-up.ts'
import { INBOUND_UNANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'inbound-to-busy-or-rejecting-user',
  plan: 'INB-04',
  title: 'Inbound call to a busy and to a rejecting user',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: 'The extension is engaged and has neither call waiting nor forwarding.',
  procedure: [
    'Call the extension from the outside phone while it is engaged.',
    'Free the extension, call it again and reject the call there.',
  ],
  onWire:
    'The PBX refuses the first call with 486 and the second with 603, or either with 480, and each is followed ' +
    'by ACK. The provider plays busy and tries no other destination unless that was agreed.',
  byPeople: 'The caller hears busy both times.',
  cites: ['RFC 3261 §21'],
  judgedBy: ['capture'],
  checks: ['A03'],
  wire: { of: INBOUND_UNANSWERED, expect: [endsIn('rejected')] },
  effort: 'simple',
})
