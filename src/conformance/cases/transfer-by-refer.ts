import { testCase } from '../test-case.ts'
import { referSucceeds } from '../wire/referring.ts'
import { REFERRED } from '../wire/wire.ts'

export default testCase({
  id: 'transfer-by-refer',
  plan: 'TRF-05',
  title: 'Transfer by REFER toward the provider',
  criticality: 'OPT',
  scope: 'feature',
  clause: '3A.1',
  needs: ['refer'],
  precondition: null,
  procedure: [
    'Transfer an outside call blind, so that the PBX sends REFER to the provider.',
    'Transfer an outside call after consultation, so that the REFER carries Replaces.',
  ],
  onWire:
    'REFER is accepted with 202 or 200. NOTIFY reports 100 and then 200 as a message fragment, and the original ' +
    'leg is released. A request for no subscription (norefersub) is honoured.',
  byPeople: 'The parties are connected, and the channels of the PBX are free.',
  cites: ['RFC 3515', 'RFC 3891', 'RFC 3892', 'RFC 4488', 'RFC 7647'],
  judgedBy: ['capture'],
  checks: ['A16'],
  wire: { of: REFERRED, expect: [referSucceeds] },
  effort: 'medium',
})
