import { testCase } from '../test-case.ts'
import { endsIn, tellsWhereTo } from '../wire/set-up.ts'
import { INBOUND_UNANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'redirect-by-the-pbx',
  plan: 'FWD-03',
  title: 'The PBX redirects a call with 302',
  criticality: 'OPT',
  scope: 'feature',
  clause: '3A.1',
  needs: ['redirect-by-pbx'],
  precondition: 'Deflection to an outside number is switched on at the extension.',
  procedure: ['Call the extension from the outside phone.', 'Answer at the destination, talk and hang up.'],
  onWire:
    'The PBX answers the INVITE with 302 and a Contact. The provider sends the call there, keeps the identity of ' +
    'the caller and guards against loops.',
  byPeople: 'The destination rings.',
  cites: ['RFC 3261 §21.3.3', 'RFC 7044'],
  judgedBy: ['capture'],
  checks: ['A03', 'A15'],
  wire: {
    of: INBOUND_UNANSWERED,
    expect: [endsIn('elsewhere', 'RFC 3261 §21.3.3'), tellsWhereTo],
  },
  effort: 'simple',
})
