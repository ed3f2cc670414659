import { testCase } from '../test-case.ts'
import { endsIn, saysWhy } from '../wire/set-up.ts'
import { OUTBOUND_UNANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'outbound-to-busy',
  plan: 'OUT-04',
  title: 'Outbound call to a busy phone',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: 'The outside phone is engaged and has no call waiting.',
  procedure: ['Call the outside phone from the extension.', 'Listen, then hang up at the extension.'],
  onWire:
    'The INVITE ends with 486, or with 600, and the PBX sends ACK. Where the Reason header is supported, it ' +
    'names Q.850 cause 17. There is no 200, so that nothing is charged.',
  byPeople: 'The caller hears busy tone or a busy message.',
  cites: ['RFC 3261 §21.4.24', 'RFC 3326', 'RFC 3398'],
  judgedBy: ['capture'],
  checks: ['A03'],
  wire: {
    of: OUTBOUND_UNANSWERED,
    expect: [endsIn('busy', 'RFC 3261 §21.4.24'), saysWhy],
  },
  effort: 'simple',
})
