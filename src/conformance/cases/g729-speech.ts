import { testCase } from '../test-case.ts'
import { soundIsAsAgreed, soundIsIn } from '../wire/sound.ts'
import { ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'g729-speech',
  plan: 'COD-02',
  title: 'Speech in G.729',
  criticality: 'IMP',
  scope: 'interface',
  clause: '3C.1',
  needs: ['g729'],
  precondition: null,
  procedure: [
    'Allow G.729 only.',
    'Call the outside phone from the extension, talk for a minute and hang up.',
    'Call the extension from the outside phone, talk for a minute and hang up.',
  ],
  onWire:
    'Both sides draw the same conclusion from annexb=yes or annexb=no. The payload type does not change in the ' +
    'middle of the stream.',
  byPeople: 'Speech is acceptable in both directions.',
  cites: ['RFC 4856', 'RFC 3551'],
  judgedBy: ['capture'],
  checks: ['A06'],
  wire: { of: ANSWERED, expect: [soundIsIn(['G729']), soundIsAsAgreed] },
  effort: 'simple',
})
