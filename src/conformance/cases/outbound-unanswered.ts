import { testCase } from '../test-case.ts'
import { endsIn, rangUnanswered } from '../wire/set-up.ts'
import { OUTBOUND_UNANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'outbound-unanswered',
  plan: 'OUT-05',
  title: 'Outbound call, unanswered',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: 'Nobody answers the outside phone, and it has neither forwarding nor voicemail.',
  procedure: [
    'Call the outside phone from the extension.',
    'Let it ring until one side gives up, which may take 120 seconds or more.',
  ],
  onWire:
    'The side that owns the no-answer timer by agreement ends the call: the provider with 480 or 408, or the PBX ' +
    'with CANCEL and then 487. No dialog is left over, and the ring timer of the PBX is respected.',
  byPeople: 'The caller gets the treatment for no answer, a tone or a message.',
  cites: ['RFC 3261 §16.6'],
  judgedBy: ['capture'],
  checks: ['A02', 'A03'],
  wire: {
    of: OUTBOUND_UNANSWERED,
    expect: [endsIn('unanswered', 'RFC 3261 §16.6'), rangUnanswered],
  },
  effort: 'simple',
})
