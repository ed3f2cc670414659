import { testCase } from '../test-case.ts'
import { faxFlows } from '../wire/sound.ts'
import { INBOUND_ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'fax-in-by-t38',
  plan: 'FAX-02',
  title: 'Fax received by T.38',
  criticality: 'IMP',
  scope: 'interface',
  clause: '3C.1',
  needs: ['t38'],
  precondition: null,
  procedure: [
    'Send five pages from an outside fax machine to the fax machine on the PBX.',
    'Compare the pages received with the originals.',
  ],
  onWire:
    'The PBX as the receiver sends the re-INVITE that switches to T.38. The maximum bit rate and the error ' +
    'correction are agreed in the SDP.',
  byPeople: 'All pages are legible, and both machines confirm the transmission.',
  cites: ['ITU-T T.38', 'RFC 3362'],
  judgedBy: ['capture', 'person'],
  checks: ['A20'],
  wire: { of: INBOUND_ANSWERED, expect: [faxFlows] },
  effort: 'medium',
})
