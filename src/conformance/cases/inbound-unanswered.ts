import { testCase } from '../test-case.ts'
import { endsIn, rangUnanswered } from '../wire/set-up.ts'
import { INBOUND_UNANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'inbound-unanswered',
  plan: 'INB-05',
  title: 'Inbound call, unanswered',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: 'The extension has neither forwarding nor voicemail.',
  procedure: ['Call the extension from the outside phone.', 'Let it ring until the provider gives up.'],
  onWire:
    'The side that owns the no-answer timer ends the call: the provider with CANCEL and then 487, or the PBX ' +
    'with 480. The call has rung for at least the agreed time.',
  byPeople: 'The caller gets the treatment for no answer, a tone or a message.',
  cites: ['RFC 3261'],
  judgedBy: ['capture'],
  checks: ['A03'],
  wire: { of: INBOUND_UNANSWERED, expect: [endsIn('unanswered'), rangUnanswered] },
  effort: 'simple',
})
