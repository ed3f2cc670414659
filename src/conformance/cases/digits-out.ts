import { testCase } from '../test-case.ts'
import { digitsOf } from '../wire/digits.ts'
import { OUTBOUND_ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'digits-out',
  plan: 'DTM-01',
  title: 'Digits sent to a voice menu outside',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: 'A voice menu that recognises digits can be called through the provider.',
  procedure: ['Call the voice menu from the extension.', 'Send the digits 0 to 9, the star and the hash.', 'Hang up.'],
  onWire:
    'The digits go out as telephone-events with the payload type given in the SDP. Each event ends with three ' +
    'end packets. The events are in order and none is doubled.',
  byPeople: 'The voice menu recognises all twelve digits.',
  cites: ['RFC 4733'],
  judgedBy: ['capture'],
  checks: ['A10'],
  wire: { of: OUTBOUND_ANSWERED, expect: [digitsOf('pbx', 12)] },
  effort: 'simple',
})
