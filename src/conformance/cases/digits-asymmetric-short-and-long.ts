import { testCase } from '../test-case.ts'
import { digitsOf, eventsAreAsAnnounced } from '../wire/digits.ts'
import { ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'digits-asymmetric-short-and-long',
  plan: 'DTM-03',
  title: 'Digits with asymmetric payload types, short and long',
  criticality: 'IMP',
  scope: 'interface',
  clause: '3C.1',
  needs: ['rtp-events'],
  precondition: 'One side announces telephone-events as payload type 101 and the other as 96.',
  procedure: [
    'Send single digits of 60 ms in both directions.',
    'Send single digits of 3 s, and one digit of 10 s, in both directions.',
    'Send a string of digits at ten digits per second in both directions.',
  ],
  onWire:
    'Each side sends with the payload type that the other announced. An event too long for its duration field ' +
    '(0xFFFF, about 8 s) is split into segments.',
  byPeople: 'No digit is lost or doubled.',
  cites: ['RFC 4733 §2.5', 'RFC 3264'],
  judgedBy: ['capture'],
  checks: ['A10'],
  wire: { of: ANSWERED, expect: [digitsOf('pbx'), digitsOf('provider'), eventsAreAsAnnounced] },
  effort: 'medium',
})
