import { testCase } from '../test-case.ts'
import { callerIsTold } from '../wire/identity.ts'
import { OUTBOUND } from '../wire/wire.ts'

export default testCase({
  id: 'calling-number-out',
  plan: 'IDN-01',
  title: 'Calling number out, direct and substituted',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: 'One extension has a direct-dial number, and another has none.',
  procedure: [
    'Call a mobile from the extension that has a direct-dial number.',
    'Call the mobile from the extension that has none.',
  ],
  onWire:
    'From and P-Asserted-Identity are in the agreed format and domain. The extension without a direct-dial ' +
    'number sends the main number. No internal number appears.',
  byPeople: 'The mobile shows the right number each time.',
  cites: ['RFC 3261', 'RFC 3325', 'RFC 5876'],
  judgedBy: ['capture', 'person'],
  checks: ['A14'],
  wire: { of: OUTBOUND, expect: [callerIsTold] },
  effort: 'simple',
})
