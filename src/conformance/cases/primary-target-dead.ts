import { testCase } from '../test-case.ts'
import { leavesDeadTarget, returnsToPrimary } from '../wire/failing-over.ts'
import { OUTBOUND } from '../wire/wire.ts'

export default testCase({
  id: 'primary-target-dead',
  plan: 'FLV-01',
  title: 'The primary target is dead',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: ['several-targets'],
  precondition: 'The provider has given two signalling targets.',
  procedure: [
    'Block the primary target.',
    'Call the outside phone from the extension.',
    'Unblock the primary target, wait for the recovery timer and call again.',
  ],
  onWire:
    'The PBX retransmits up to its timer or the agreed limit, then tries the next server or address; where ' +
    'OPTIONS have already marked the target as down, it is skipped at once. Later calls go to the primary target ' +
    'again.',
  byPeople: 'The call completes within the agreed delay, with a target of 6 s.',
  cites: ['RFC 3263 §4.3', 'RFC 3261 §17.1.1.2'],
  judgedBy: ['capture', 'probe'],
  checks: ['A19'],
  wire: { of: OUTBOUND, leavesOpen: true, expect: [leavesDeadTarget, returnsToPrimary] },
  effort: 'complex',
})
