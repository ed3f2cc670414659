import { testCase } from '../test-case.ts'
import { digitsOf } from '../wire/digits.ts'
import { soundBothWays } from '../wire/sound.ts'
import { INBOUND_ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'auto-attendant',
  plan: 'VAA-01',
  title: 'Auto attendant',
  criticality: 'KO',
  scope: 'feature',
  clause: '3A.1',
  needs: [],
  precondition: null,
  procedure: [
    'Call the main number from the outside phone and listen to the greeting.',
    'Go through the menu by digits and have the call transferred to the extension.',
    'Call again and choose an option that does not exist.',
  ],
  onWire:
    'The PBX answers and sends the greeting in RTP. The transfer shows toward the provider as a re-INVITE, an ' +
    'UPDATE or nothing at all, and the call is not released.',
  byPeople: 'The greeting is heard from its first word, and the options work.',
  cites: ['RFC 3264', 'RFC 4733'],
  judgedBy: ['capture', 'person'],
  checks: ['A07', 'A10'],
  wire: { of: INBOUND_ANSWERED, expect: [soundBothWays, digitsOf('provider')] },
  effort: 'medium',
})
