import { testCase } from '../test-case.ts'
import { releasedBy } from '../wire/release.ts'
import { soundBothWays } from '../wire/sound.ts'
import { INBOUND_ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'voicemail-deposit',
  plan: 'VAA-02',
  title: 'A caller leaves a voicemail',
  criticality: 'KO',
  scope: 'feature',
  clause: '3A.1',
  needs: [],
  precondition: 'The extension sends unanswered calls to its mailbox.',
  procedure: [
    'Call the extension from the outside phone, leave a message of 30 s and hang up.',
    'Call again and hang up at the tone without a word.',
  ],
  onWire: 'The call is redirected inside the PBX. The BYE at the hang-up is recognised at once.',
  byPeople: 'The message is complete with no tone at its end, and the message lamp is lit.',
  cites: ['RFC 3842'],
  judgedBy: ['capture', 'person'],
  checks: ['A08'],
  wire: { of: INBOUND_ANSWERED, expect: [soundBothWays, releasedBy(null)] },
  effort: 'simple',
})
