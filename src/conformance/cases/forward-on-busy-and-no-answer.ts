import { testCase } from '../test-case.ts'
import { redirectionIsTold } from '../wire/identity.ts'
import { SENT_ON } from '../wire/wire.ts'

export default testCase({
  id: 'forward-on-busy-and-no-answer',
  plan: 'FWD-02',
  title: 'Calls are forwarded on busy and on no answer',
  criticality: 'KO',
  scope: 'feature',
  clause: '3A.1',
  needs: [],
  precondition: null,
  procedure: [
    'Set the extension to forward to a mobile on busy and on no answer.',
    'Call the engaged extension from the outside phone, answer at the mobile and talk.',
    'Call the free extension, let it ring until it forwards, answer at the mobile and talk.',
  ],
  onWire:
    'The redirect header gives the reason: user-busy or no-answer in Diversion, cause 486 or 408 in ' +
    'History-Info. On no answer the call rings first and is forwarded in time.',
  byPeople: 'The mobile rings, and both people hear each other.',
  cites: ['RFC 5806', 'RFC 7044', 'RFC 4458'],
  judgedBy: ['capture'],
  checks: ['A15'],
  wire: { of: SENT_ON, expect: [redirectionIsTold(['user-busy', 'no-answer', '486', '408'])] },
  effort: 'simple',
})
