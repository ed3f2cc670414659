import { testCase } from '../test-case.ts'
import { answersFitOffers, versionsStep } from '../wire/bodies.ts'
import { soundIsAsAgreed } from '../wire/sound.ts'
import { HELD_OR_CHANGED } from '../wire/wire.ts'

export default testCase({
  id: 'codec-change-during-call',
  plan: 'COD-05',
  title: 'The codec changes during a call',
  criticality: 'IMP',
  scope: 'interface',
  clause: '3C.1',
  needs: ['several-codecs'],
  precondition: null,
  procedure: [
    'Call the outside phone from the extension, answer and keep talking.',
    'Change to another codec by re-INVITE or UPDATE.',
    'Change back to the first codec.',
    'Ask for a codec that the other side does not have, then hang up.',
  ],
  onWire:
    'Each change is answered with 200 and a matching SDP, and the version in the o= line goes up by one. The ' +
    'media gap is not longer than one second. A refusal with 488 leaves the call intact.',
  byPeople: 'Speech continues through each change.',
  cites: ['RFC 3264 §8', 'RFC 6141', 'RFC 3311'],
  judgedBy: ['capture', 'probe'],
  checks: ['A05', 'A06'],
  wire: { of: HELD_OR_CHANGED, expect: [answersFitOffers, versionsStep, soundIsAsAgreed] },
  effort: 'medium',
})
