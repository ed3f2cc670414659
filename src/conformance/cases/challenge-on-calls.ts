import { testCase } from '../test-case.ts'
import { challengeIsMet } from '../wire/routing.ts'
import { CHALLENGED } from '../wire/wire.ts'

export default testCase({
  id: 'challenge-on-calls',
  plan: 'OUT-08',
  title: 'The provider challenges an outbound call',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: ['invite-challenge'],
  precondition: null,
  procedure: ['Call the outside phone from the extension.', 'Answer, talk for a few seconds and hang up.'],
  onWire:
    'The provider challenges the INVITE with 407 or 401, and the PBX sends ACK. A new INVITE follows with the ' +
    'same Call-ID, the next CSeq number and a correct digest. There is no loop of further challenges.',
  byPeople: 'The caller notices no delay of more than one second.',
  cites: ['RFC 3261 §22', 'RFC 8760'],
  judgedBy: ['capture'],
  checks: ['A02', 'A03'],
  wire: { of: CHALLENGED, expect: [challengeIsMet] },
  effort: 'simple',
})
