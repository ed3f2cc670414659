import { testCase } from '../test-case.ts'
import { soundIsGood, soundIsIn, soundStaysWhole } from '../wire/sound.ts'
import { ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'fax-pass-through',
  plan: 'FAX-04',
  title: 'Fax in G.711',
  criticality: 'IMP',
  scope: 'interface',
  clause: '3C.1',
  needs: ['fax-pass-through'],
  precondition: null,
  procedure: [
    'Send five pages from the fax machine on the PBX to an outside one.',
    'Send five pages in the other direction.',
    'Compare the pages received with the originals.',
  ],
  onWire:
    'No re-INVITE changes to a compressed codec. There is neither silence suppression nor comfort noise. Packet ' +
    'loss is below 0.1 percent.',
  byPeople: 'All pages are legible.',
  cites: ['RFC 3551', 'RFC 3389'],
  judgedBy: ['capture', 'person'],
  checks: ['A06', 'A24'],
  wire: { of: ANSWERED, expect: [soundIsIn(['PCMA', 'PCMU']), soundStaysWhole(['PCMA', 'PCMU']), soundIsGood] },
  effort: 'medium',
})
