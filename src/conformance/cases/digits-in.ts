import { testCase } from '../test-case.ts'
import { digitsOf } from '../wire/digits.ts'
import { INBOUND_ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'digits-in',
  plan: 'DTM-02',
  title: 'Digits received, including log-in to voicemail',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: 'The PBX has an auto attendant and a mailbox that can be called from outside.',
  procedure: [
    'Call the auto attendant from the outside phone and choose from its menu.',
    'Call the mailbox, then dial the mailbox number and its PIN.',
  ],
  onWire: 'The events arrive with the right payload type, and all packets of one event have the same timestamp.',
  byPeople: 'The menu reacts to each digit, and the mailbox opens.',
  cites: ['RFC 4733'],
  judgedBy: ['capture'],
  checks: ['A10'],
  wire: { of: INBOUND_ANSWERED, expect: [digitsOf('provider', 2)] },
  effort: 'simple',
})
