import { testCase } from '../test-case.ts'
import { encryptionIsSettled } from '../wire/sound.ts'
import { ANY_CALL } from '../wire/wire.ts'

export default testCase({
  id: 'media-security-mismatch',
  plan: 'SEC-04',
  title: 'The two sides disagree on encrypted media',
  criticality: 'IMP',
  scope: 'interface',
  clause: '3C.1',
  needs: ['srtp'],
  precondition: 'One side is set to plain RTP only.',
  procedure: [
    'Call the outside phone from the extension.',
    'Place a call that fails after early media and goes on by a second route.',
  ],
  onWire:
    'The call is refused with 488 or falls back to plain RTP/AVP as agreed. The second attempt does not end in ' +
    'one-way audio.',
  byPeople: 'There is speech in both directions, or a clean refusal.',
  cites: ['RFC 3264', 'RFC 4568'],
  judgedBy: ['capture', 'probe'],
  checks: ['A03', 'A22'],
  wire: { of: ANY_CALL, expect: [encryptionIsSettled] },
  effort: 'complex',
})
