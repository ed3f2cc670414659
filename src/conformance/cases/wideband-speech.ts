import { testCase } from '../test-case.ts'
import { soundIsAsAgreed, soundIsIn, wideClocksAreRight } from '../wire/sound.ts'
import { ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'wideband-speech',
  plan: 'COD-03',
  title: 'Speech in a wideband codec',
  criticality: 'OPT',
  scope: 'interface',
  clause: '3C.1',
  needs: ['wideband'],
  precondition: null,
  procedure: [
    'Call from the extension to an outside phone that has the wideband codec, talk and hang up.',
    'Call the extension from that phone, talk and hang up.',
    'Call an outside phone that has no wideband codec, talk and hang up.',
  ],
  onWire:
    'G.722 is announced with a clock rate of 8000, and Opus as 48000/2. Where the far end has no wideband codec, ' +
    'the call falls back to G.711 cleanly.',
  byPeople: 'Speech is in wideband quality, or the fallback sounds like any ordinary call.',
  cites: ['RFC 3551', 'RFC 7587'],
  judgedBy: ['capture'],
  checks: ['A06'],
  wire: { of: ANSWERED, expect: [soundIsIn(['G722', 'opus']), soundIsAsAgreed, wideClocksAreRight] },
  effort: 'simple',
})
