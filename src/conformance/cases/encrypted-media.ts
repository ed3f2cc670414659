import { testCase } from '../test-case.ts'
import { soundBothWays, soundIsEncrypted } from '../wire/sound.ts'
import { ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'encrypted-media',
  plan: 'SEC-03',
  title: 'Encrypted media',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: ['srtp'],
  precondition: null,
  procedure: [
    'Call the outside phone from the extension and talk.',
    'Hold the call and take it back.',
    'Transfer the call to another extension and talk.',
    'Keep one call up until the RTP sequence numbers have rolled over (22 minutes with 20 ms packets).',
  ],
  onWire:
    'The SDP offers RTP/SAVP with a crypto line, which is allowed over TLS only, or it has a DTLS fingerprint. ' +
    'Keys are renewed with each new offer. No RTP is in the clear. The stream goes on when its sequence numbers ' +
    'roll over.',
  byPeople: 'Both people hear each other throughout.',
  cites: ['RFC 3711', 'RFC 4568', 'RFC 5764'],
  judgedBy: ['capture'],
  checks: ['A22', 'A07'],
  wire: { of: ANSWERED, expect: [soundIsEncrypted, soundBothWays] },
  effort: 'complex',
})
