import { testCase } from '../test-case.ts'
import { keepsAlive } from '../wire/registering.ts'

export default testCase({
  id: 'keep-alive-from-the-pbx',
  plan: 'CON-01',
  title: 'The PBX keeps the trunk alive with OPTIONS',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: ['keep-alive'],
  precondition: 'The trunk is configured and carries no calls.',
  procedure: [
    'Start the capture with the trunk idle.',
    'Wait until the PBX has sent OPTIONS for at least three periods.',
    'Stop the capture.',
  ],
  onWire:
    'The PBX sends OPTIONS at the agreed interval, never faster than the provider allows. Each one is answered ' +
    'with 200, or with another final code that both sides agreed to take as a sign of life. Via, Contact and ' +
    'Max-Forwards are valid.',
  byPeople: 'The trunk shows as in service throughout.',
  cites: ['RFC 3261 §11'],
  judgedBy: ['capture'],
  checks: ['A18'],
  wire: { overall: [keepsAlive('pbx')] },
  effort: 'simple',
})
