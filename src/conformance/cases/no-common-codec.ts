import { testCase } from '../test-case.ts'
import { endsIn, saysWhy } from '../wire/set-up.ts'
import { UNANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'no-common-codec',
  plan: 'COD-04',
  title: 'A call without a common codec',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: 'The codec lists of the PBX and of the provider are set so that they have nothing in common.',
  procedure: [
    'Call the outside phone from the extension.',
    'Call the extension from the outside phone.',
    'Restore the codec lists and call again.',
  ],
  onWire:
    'The call is refused with 488, or with 606, and with a Warning of code 305 or 304. No half-open dialog is left.',
  byPeople: 'The caller gets a failure tone, and the next call works.',
  cites: ['RFC 3261 §21.4.26'],
  judgedBy: ['capture', 'probe'],
  checks: ['A03'],
  wire: { of: UNANSWERED, expect: [endsIn('no-codec', 'RFC 3261 §21.4.26'), saysWhy] },
  effort: 'medium',
})
