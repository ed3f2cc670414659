import { testCase } from '../test-case.ts'
import { endsIn, saysWhy } from '../wire/set-up.ts'
import { OUTBOUND_UNANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'outbound-to-invalid-or-barred-number',
  plan: 'OUT-06',
  title: 'Outbound call to an invalid and to a barred number',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: 'One number that is not allocated and one that is barred for this trunk are known.',
  procedure: [
    'Call the unallocated number from the extension and listen to the end.',
    'Call the barred number from the extension and listen to the end.',
  ],
  onWire:
    'The unallocated number is refused with 404, 484 or 604, the barred one with 403 or 603. An announcement may ' +
    'play before the final code. The call is not sent round in a re-routing loop.',
  byPeople: 'The caller hears the correct announcement or tone, and the two cases sound different.',
  cites: ['RFC 3261 §21', 'RFC 3398'],
  judgedBy: ['capture', 'person'],
  checks: ['A03'],
  wire: {
    of: OUTBOUND_UNANSWERED,
    expect: [endsIn('barred'), saysWhy],
  },
  effort: 'simple',
})
