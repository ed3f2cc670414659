import { testCase } from '../test-case.ts'
import { answersFitOffers } from '../wire/bodies.ts'
import { soundBothWays } from '../wire/sound.ts'
import { TOGETHER } from '../wire/wire.ts'

export default testCase({
  id: 'attended-transfer-to-the-outside',
  plan: 'TRF-03',
  title: 'Attended transfer to an outside number',
  criticality: 'KO',
  scope: 'feature',
  clause: '3A.1',
  needs: [],
  precondition: 'An inbound call is up between the outside phone and the extension.',
  procedure: [
    'Hold the call and consult a second outside phone.',
    'Complete the transfer.',
    'Let the two outside parties talk, then hang up.',
  ],
  onWire: 'The two legs are bridged by re-INVITE, with or without an offer, and no media is lost.',
  byPeople: 'The two outside parties talk to each other, and no speech is clipped.',
  cites: ['RFC 5589'],
  judgedBy: ['capture'],
  checks: ['A05', 'A07'],
  wire: { of: TOGETHER, expect: [answersFitOffers, soundBothWays] },
  effort: 'simple',
})
