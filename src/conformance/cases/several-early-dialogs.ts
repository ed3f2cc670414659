import { testCase } from '../test-case.ts'
import { answersFitOffers } from '../wire/bodies.ts'
import { earlyDialogsAreKeptApart } from '../wire/dialogs.ts'
import { soundBothWays } from '../wire/sound.ts'
import { ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'several-early-dialogs',
  plan: 'RNG-04',
  title: 'Several early dialogs on one call',
  criticality: 'IMP',
  scope: 'interface',
  clause: '3C.1',
  needs: ['forking'],
  precondition: 'The provider forks calls to one of its numbers, so that several phones ring.',
  procedure: [
    'Call the forked number from the extension.',
    'Answer at one of the phones and speak at once.',
    'Hang up, and repeat with the answer at another phone.',
  ],
  onWire:
    'The PBX handles 180 and 183 responses with different To tags as separate early dialogs. The media follows ' +
    'the dialog that answers.',
  byPeople: 'No speech is clipped after the answer.',
  cites: ['RFC 3261 §12.1, 13.2.2.4', 'RFC 6228'],
  judgedBy: ['capture'],
  checks: ['A04', 'A05'],
  wire: { of: ANSWERED, expect: [earlyDialogsAreKeptApart, answersFitOffers, soundBothWays] },
  effort: 'medium',
})
