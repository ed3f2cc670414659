import { testCase } from '../test-case.ts'
import { faxFallsBack } from '../wire/sound.ts'
import { ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 't38-refused',
  plan: 'FAX-03',
  title: 'One side refuses T.38',
  criticality: 'IMP',
  scope: 'interface',
  clause: '3C.1',
  needs: ['fax'],
  precondition: 'The provider or the PBX is set to refuse an image stream.',
  procedure: [
    'Send five pages from the fax machine on the PBX to an outside one.',
    'Compare the pages received with the originals.',
  ],
  onWire:
    'The re-INVITE is refused with 488 or 415. The call stays on G.711, with silence suppression and echo ' +
    'cancellation switched off.',
  byPeople: 'The pages arrive, or the limitation is documented.',
  cites: ['RFC 3264', 'ITU-T T.38'],
  judgedBy: ['capture', 'person'],
  checks: ['A20'],
  wire: { of: ANSWERED, expect: [faxFallsBack] },
  effort: 'medium',
})
