import { testCase } from '../test-case.ts'
import { earlyMedia } from '../wire/set-up.ts'
import { WITH_PROGRESS } from '../wire/wire.ts'

export default testCase({
  id: 'early-media-announcement',
  plan: 'RNG-02',
  title: 'Early media and announcements before answer',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: ['early-media'],
  precondition: null,
  procedure: [
    'Call from the extension to a number that plays an announcement before it answers.',
    'Listen to the announcement to its end.',
  ],
  onWire:
    'The provider sends 183 with SDP, and its RTP starts before any 200. The PBX cuts that media through to the ' +
    'caller. No answer is signalled while the announcement plays.',
  byPeople: 'The caller hears the announcement in full.',
  cites: ['RFC 3960', 'RFC 5009'],
  judgedBy: ['capture', 'person'],
  checks: ['A04', 'A07'],
  wire: { of: WITH_PROGRESS, expect: [earlyMedia] },
  effort: 'simple',
})
