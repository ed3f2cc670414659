import { testCase } from '../test-case.ts'
import { callerIsTold } from '../wire/identity.ts'
import { INBOUND } from '../wire/wire.ts'

export default testCase({
  id: 'calling-number-and-name-in',
  plan: 'IDN-03',
  title: 'Calling number and name in',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: null,
  procedure: [
    'Call the extension from an outside phone that sends a name, once with accented letters in it.',
    'Call back from the call list of the extension.',
  ],
  onWire:
    'The PBX takes the number from P-Asserted-Identity first, then P-Preferred-Identity, then From. Names in ' +
    'UTF-8 arrive undamaged. A plus sign is removed or added by the rule of the PBX.',
  byPeople: 'The extension shows the number and the name, and the call back works.',
  cites: ['RFC 3325', 'RFC 3261 §25'],
  judgedBy: ['capture', 'person'],
  checks: ['A14'],
  wire: { of: INBOUND, expect: [callerIsTold] },
  effort: 'simple',
})
