import { testCase } from '../test-case.ts'
import { keepsAlive } from '../wire/registering.ts'

export default testCase({
  id: 'keep-alive-from-the-provider',
  plan: 'CON-02',
  title: 'The provider keeps the trunk alive with OPTIONS',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: ['keep-alive'],
  precondition: 'The trunk is configured and carries no calls.',
  procedure: [
    'Start the capture and wait until the provider has sent OPTIONS for at least three periods.',
    'Block the answers of the PBX for three further periods, and call in from the outside phone meanwhile.',
    'Unblock the answers, wait for the next OPTIONS and call in again.',
  ],
  onWire:
    'The PBX answers each OPTIONS with 200 and lists what it can do in Allow and Supported. The provider marks ' +
    'the trunk as down after the agreed number of missing answers, and as up again on the first answer.',
  byPeople: 'Inbound calls stop while the trunk is marked as down and come back afterwards, both as designed.',
  cites: ['RFC 3261 §11'],
  judgedBy: ['capture', 'probe'],
  checks: ['A18'],
  wire: { overall: [keepsAlive('provider', 3)] },
  effort: 'complex',
})
