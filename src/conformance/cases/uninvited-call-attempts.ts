import { testCase } from '../test-case.ts'
import { endsIn } from '../wire/set-up.ts'
import { INBOUND_UNANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'uninvited-call-attempts',
  plan: 'SEC-05',
  title: 'Uninvited call attempts',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: 'The probe sends from an address that is not listed and has no credentials.',
  procedure: ['Let the probe send an INVITE to a premium number through the PBX.', 'Check the log of the PBX.'],
  onWire:
    'The INVITE is refused with 403 or 407, or dropped in silence, as the policy says. No call goes out, and the ' +
    'attempt is logged.',
  byPeople: 'Toll fraud is not possible.',
  cites: ['RFC 3261 §26'],
  judgedBy: ['probe'],
  checks: ['A03'],
  wire: { of: INBOUND_UNANSWERED, expect: [endsIn('uninvited')] },
  effort: 'complex',
})
