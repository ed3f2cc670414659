import { testCase } from '../test-case.ts'
import { redirectionIsTold } from '../wire/identity.ts'
import { SENT_ON } from '../wire/wire.ts'

export default testCase({
  id: 'forward-all-calls',
  plan: 'FWD-01',
  title: 'All calls are forwarded to the outside',
  criticality: 'KO',
  scope: 'feature',
  clause: '3A.1',
  needs: [],
  precondition: 'The extension forwards all calls to a mobile.',
  procedure: ['Call the extension from the outside phone.', 'Answer at the mobile, talk and hang up.'],
  onWire:
    'The new INVITE carries the agreed redirect header: Diversion with reason=unconditional and a counter, or ' +
    'History-Info with cause=302.',
  byPeople: 'The mobile rings and shows the caller or the main number, as agreed.',
  cites: ['RFC 5806', 'RFC 7044', 'RFC 7544'],
  judgedBy: ['capture'],
  checks: ['A14', 'A15'],
  wire: { of: SENT_ON, expect: [redirectionIsTold(['unconditional', '302'])] },
  effort: 'simple',
})
