import { testCase } from '../test-case.ts'
import { anonymousComesIn } from '../wire/identity.ts'
import { INBOUND } from '../wire/wire.ts'

export default testCase({
  id: 'anonymous-caller-in',
  plan: 'IDN-04',
  title: 'Anonymous calls in, and their rejection',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: null,
  procedure: [
    'Call the extension from an outside phone that withholds its number.',
    'Call it from a phone whose number is unavailable.',
    'Switch on the rejection of anonymous calls at the extension and call again.',
  ],
  onWire:
    'The request for privacy is honoured, and P-Asserted-Identity is not displayed. With rejection on, the call ' +
    'is refused with 433, or with 486 or 603.',
  byPeople: 'The extension shows a private caller, and a rejected caller is told why.',
  cites: ['RFC 3323', 'RFC 3325', 'RFC 5079'],
  judgedBy: ['capture', 'person'],
  checks: ['A14', 'A03'],
  wire: { of: INBOUND, expect: [anonymousComesIn] },
  effort: 'simple',
})
