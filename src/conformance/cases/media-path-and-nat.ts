import { testCase } from '../test-case.ts'
import { noInnerAddress } from '../wire/identity.ts'
import { soundBothWays } from '../wire/sound.ts'
import { ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'media-path-and-nat',
  plan: 'QOS-02',
  title: 'Media path and address translation',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: 'Where address translation (NAT) is used, the PBX is behind it.',
  procedure: [
    'Call once in each direction, and listen to early media before an answer.',
    'Hold a call and take it back, then transfer it.',
    'Keep the far end silent for 60 s and then speak again.',
  ],
  onWire:
    'The parameters rport and received are honoured. RTP and RTCP are symmetric. The first packet from either ' +
    'side opens the path. A change of address in a re-INVITE is followed.',
  byPeople: 'Speech is never one-way.',
  cites: ['RFC 3581', 'RFC 4961', 'RFC 7362'],
  judgedBy: ['capture', 'probe'],
  checks: ['A07'],
  wire: { of: ANSWERED, expect: [soundBothWays, noInnerAddress('pbx')] },
  effort: 'complex',
})
