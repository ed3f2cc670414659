import { testCase } from '../test-case.ts'
import { connectedIsTold } from '../wire/identity.ts'
import { ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'connected-identity',
  plan: 'IDN-05',
  title: 'The identity of the connected party',
  criticality: 'OPT',
  scope: 'feature',
  clause: '3A.1',
  needs: ['connected-identity'],
  precondition: null,
  procedure: [
    'Call the extension from the outside phone and answer at another extension.',
    'Transfer a call to another extension after the answer.',
  ],
  onWire:
    'The 200 or an UPDATE carries the identity of the party reached, in P-Asserted-Identity or in a changed ' +
    'From. Name and number are updated.',
  byPeople: 'The display of the caller changes to the party reached.',
  cites: ['RFC 4916', 'RFC 3325'],
  judgedBy: ['capture', 'person'],
  checks: ['A14'],
  wire: { of: ANSWERED, expect: [connectedIsTold] },
  effort: 'medium',
})
