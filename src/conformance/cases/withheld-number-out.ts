import { testCase } from '../test-case.ts'
import { callerIsWithheld } from '../wire/identity.ts'
import { OUTBOUND } from '../wire/wire.ts'

export default testCase({
  id: 'withheld-number-out',
  plan: 'IDN-02',
  title: 'The caller withholds the number',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: 'The extension can withhold its number for a single call.',
  procedure: ['Withhold the number at the extension and call a mobile.', 'Look at the mobile, then hang up.'],
  onWire:
    'From is anonymous@anonymous.invalid and Privacy is id. P-Asserted-Identity is still there for the provider, ' +
    'which is trusted with it.',
  byPeople: 'The mobile shows that the number is withheld.',
  cites: ['RFC 3323', 'RFC 3325'],
  judgedBy: ['capture', 'person'],
  checks: ['A14'],
  wire: { of: OUTBOUND, expect: [callerIsWithheld] },
  effort: 'simple',
})
