import { testCase } from '../test-case.ts'
import { wrongPasswordIsCalm } from '../wire/registering.ts'

export default testCase({
  id: 'wrong-password',
  plan: 'CON-04',
  title: 'The PBX registers with a wrong password',
  criticality: 'IMP',
  scope: 'interface',
  clause: '3C.1',
  needs: ['registration'],
  precondition: 'A wrong password is set in the PBX.',
  procedure: [
    'Let the PBX try to register for ten minutes.',
    'Set the correct password.',
    'Wait until the trunk is registered.',
  ],
  onWire:
    'Each attempt is refused with 401 or 403. The PBX waits at least 30 seconds between attempts, so that there ' +
    'is no storm of requests and the account is not locked. It registers again once the password is correct.',
  byPeople: 'A clear alarm names authentication as the cause, and it clears after the correction.',
  cites: ['RFC 3261 §22.2'],
  judgedBy: ['capture'],
  checks: ['A17'],
  wire: { overall: [wrongPasswordIsCalm] },
  effort: 'medium',
})
