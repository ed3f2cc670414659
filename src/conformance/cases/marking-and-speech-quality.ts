import { testCase } from '../test-case.ts'
import { isMarked } from '../wire/marks.ts'
import { GOOD_SPEECH, soundIsGood } from '../wire/sound.ts'
import { ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'marking-and-speech-quality',
  plan: 'QOS-01',
  title: 'Packet marking and speech quality',
  criticality: 'IMP',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: null,
  procedure: ['Make ten calls of 2 minutes in each direction.', 'Note how the speech sounds on each.'],
  onWire:
    'RTP is marked with DSCP EF and SIP with the agreed value. ' +
    `Loss is below ${GOOD_SPEECH.lostBelow * 100} percent and jitter below ${GOOD_SPEECH.jitterBelowMs} ms. ` +
    `The estimated MOS is at least ${GOOD_SPEECH.leastMos.toFixed(1)} for G.711.`,
  byPeople: 'Speech is clear on every call.',
  cites: ['RFC 2474', 'RFC 4594', 'RFC 3550', 'ITU-T G.107'],
  judgedBy: ['capture'],
  checks: ['A23', 'A24'],
  wire: { of: ANSWERED, expect: [isMarked, soundIsGood] },
  effort: 'medium',
})
