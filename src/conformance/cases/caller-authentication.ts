import { testCase } from '../test-case.ts'
import { callerIsSigned } from '../wire/identity.ts'
import { ANY_CALL } from '../wire/wire.ts'

export default testCase({
  id: 'caller-authentication',
  plan: 'IDN-07',
  title: 'Signed caller identity',
  criticality: 'OPT',
  scope: 'interface',
  clause: '3C.1',
  needs: ['caller-authentication'],
  precondition: 'The provider signs the identity of outbound callers, or verifies that of inbound ones.',
  procedure: ['Call the outside phone from the extension.', 'Call the extension from the outside phone.'],
  onWire:
    'The provider keeps or adds the Identity header. The PBX gets the verstat parameter or the Identity header ' +
    'unchanged. Failures with 436, 437 or 438 are handled, and the longer INVITE arrives whole.',
  byPeople: 'The extension shows that the caller is verified, if it can show that.',
  cites: ['RFC 8224', 'RFC 8225', 'RFC 8226', 'RFC 8588'],
  judgedBy: ['capture'],
  checks: ['A14'],
  wire: { of: ANY_CALL, expect: [callerIsSigned] },
  effort: 'medium',
})
