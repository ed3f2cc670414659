import { testCase } from '../test-case.ts'
import { callerIsTold, originalCallerIsTold, redirectionIsTold } from '../wire/identity.ts'
import { SENT_ON } from '../wire/wire.ts'

export default testCase({
  id: 'original-caller-on-redirected-call',
  plan: 'IDN-06',
  title: 'The original caller is shown on a redirected call',
  criticality: 'KO',
  scope: 'feature',
  clause: '3A.1',
  needs: [],
  precondition: 'The extension forwards or transfers calls to a mobile.',
  procedure: [
    'Call the extension from the outside phone.',
    'Let the call go on to the mobile and look at its display.',
  ],
  onWire:
    'From and P-Asserted-Identity name the original caller. The provider accepts them because Diversion or ' +
    'History-Info holds a number of the trunk.',
  byPeople: 'The mobile shows the original caller, or the limitation is documented.',
  cites: ['RFC 5806', 'RFC 7044', 'RFC 7544'],
  judgedBy: ['capture', 'person'],
  checks: ['A14', 'A15'],
  wire: { of: SENT_ON, expect: [redirectionIsTold(), callerIsTold, originalCallerIsTold] },
  effort: 'simple',
})
