import { testCase } from '../test-case.ts'
import { digitsByFallback } from '../wire/digits.ts'
import { ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'digits-by-the-fallback',
  plan: 'DTM-04',
  title: 'Digits sent by the fallback method',
  criticality: 'OPT',
  scope: 'interface',
  clause: '3C.1',
  needs: ['dtmf-fallback'],
  precondition: 'The far end offers no telephone-events.',
  procedure: [
    'Call a voice menu outside from the extension.',
    'Send the digits 0 to 9, the star and the hash.',
    'Hang up.',
  ],
  onWire:
    'The digits travel in the agreed way, as tones in the G.711 audio or as INFO requests with a dtmf-relay body.',
  byPeople: 'The voice menu recognises the digits.',
  cites: ['RFC 6086', 'RFC 4733'],
  judgedBy: ['capture', 'person'],
  checks: ['A10'],
  wire: { of: ANSWERED, expect: [digitsByFallback] },
  effort: 'simple',
})
