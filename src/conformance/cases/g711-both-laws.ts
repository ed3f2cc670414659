import { testCase } from '../test-case.ts'
import { answersFitOffers } from '../wire/bodies.ts'
import { soundIsAsAgreed, soundIsIn } from '../wire/sound.ts'
import { ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'g711-both-laws',
  plan: 'COD-01',
  title: 'G.711 in both laws and its packet time',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: null,
  procedure: [
    'Put A-law first and set 20 ms packets, then call once in each direction.',
    'Put µ-law first and call once in each direction.',
    'If 30 ms packets are offered, repeat one call in each direction with them.',
  ],
  onWire:
    'The answer picks a codec both sides have, by the agreed rule. The packet time is honoured, and the payload ' +
    'type in the RTP is the one negotiated. Support for one of the two laws is enough to pass.',
  byPeople: 'Speech is clear on every call.',
  cites: ['RFC 3264', 'RFC 3551'],
  judgedBy: ['capture'],
  checks: ['A05', 'A06'],
  wire: { of: ANSWERED, expect: [answersFitOffers, soundIsAsAgreed, soundIsIn(['PCMA', 'PCMU'])] },
  effort: 'medium',
})
