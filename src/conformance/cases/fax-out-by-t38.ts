import { testCase } from '../test-case.ts'
import { faxFlows } from '../wire/sound.ts'
import { OUTBOUND_ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'fax-out-by-t38',
  plan: 'FAX-01',
  title: 'Fax sent by T.38',
  criticality: 'IMP',
  scope: 'interface',
  clause: '3C.1',
  needs: ['t38'],
  precondition: 'A fax machine is connected to the PBX.',
  procedure: ['Send five pages to an outside fax machine.', 'Compare the pages received with the originals.'],
  onWire:
    'The call starts as audio. The answering side sends a re-INVITE with m=image, udptl and t38, which is ' +
    'answered with 200. UDPTL flows in both directions, and the call ends with BYE.',
  byPeople: 'All pages are legible, and both machines confirm the transmission.',
  cites: ['ITU-T T.38 Annex D', 'RFC 3362', 'RFC 6913'],
  judgedBy: ['capture', 'person'],
  checks: ['A20'],
  wire: { of: OUTBOUND_ANSWERED, expect: [faxFlows] },
  effort: 'medium',
})
