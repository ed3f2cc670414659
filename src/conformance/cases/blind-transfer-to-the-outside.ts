import { testCase } from '../test-case.ts'
import { redirectionIsTold } from '../wire/identity.ts'
import { releasedBy } from '../wire/release.ts'
import { soundBothWays } from '../wire/sound.ts'
import { SENT_ON } from '../wire/wire.ts'

export default testCase({
  id: 'blind-transfer-to-the-outside',
  plan: 'TRF-02',
  title: 'Blind transfer back to an outside number',
  criticality: 'KO',
  scope: 'feature',
  clause: '3A.1',
  needs: [],
  precondition: 'An inbound call is up between the outside phone and the extension.',
  procedure: [
    'Transfer the call blind from the extension to a second outside phone.',
    'Answer there and talk.',
    'Hang up.',
  ],
  onWire:
    'The second INVITE carries the original caller or the main number, as the provider requires, with Diversion, ' +
    'History-Info or Referred-By. The media of the two legs is joined, and both legs end with BYE.',
  byPeople: 'The two outside parties talk to each other, and the charge for the two legs is as expected.',
  cites: ['RFC 5589', 'RFC 5806', 'RFC 7044', 'RFC 3892'],
  judgedBy: ['capture'],
  checks: ['A07', 'A14', 'A15'],
  wire: { of: SENT_ON, expect: [redirectionIsTold(), soundBothWays, releasedBy(null)] },
  effort: 'simple',
})
