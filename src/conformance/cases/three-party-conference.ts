import { testCase } from '../test-case.ts'
import { answersFitOffers } from '../wire/bodies.ts'
import { soundBothWays } from '../wire/sound.ts'
import { TOGETHER } from '../wire/wire.ts'

export default testCase({
  id: 'three-party-conference',
  plan: 'CNF-01',
  title: 'Conference of three parties',
  criticality: 'IMP',
  scope: 'feature',
  clause: '3A.1',
  needs: [],
  precondition: 'The extension has two calls up, each with a different outside phone.',
  procedure: [
    'Join both calls in a conference at the extension.',
    'Mute the extension and unmute it.',
    'Let one outside phone leave.',
    'Build the conference again and let the extension leave.',
  ],
  onWire:
    'The SDP on each leg is valid, and no leg stays on hold by mistake. The remaining legs end with BYE as the ' +
    'policy of the PBX says.',
  byPeople: 'All three hear each other, and the conference ends cleanly.',
  cites: ['RFC 4579', 'RFC 5359'],
  judgedBy: ['capture', 'person'],
  checks: ['A07'],
  wire: { of: TOGETHER, expect: [answersFitOffers, soundBothWays] },
  effort: 'medium',
})
