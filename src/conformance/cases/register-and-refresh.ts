import { testCase } from '../test-case.ts'
import { registersAndRefreshes } from '../wire/registering.ts'

export default testCase({
  id: 'register-and-refresh',
  plan: 'CON-03',
  title: 'The PBX registers, refreshes and un-registers',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: ['registration'],
  precondition: 'The user name and the password of the trunk are known and set in the PBX.',
  procedure: [
    'Let the PBX register.',
    'Wait until it has refreshed the registration twice.',
    'Take the trunk out of service, so that the PBX un-registers with an expiry of zero.',
  ],
  onWire:
    'The first REGISTER is challenged with 401 or 407. The next one carries a digest in the declared algorithm, ' +
    'SHA-256 or MD5, and gets 200 with Contact and expiry. Each refresh comes before expiry, typically after 50 ' +
    'to 90 percent of the time. A nonce that has gone stale does not cost the registration.',
  byPeople: 'The trunk comes into service and stays there across both refreshes.',
  cites: ['RFC 3261 §10, 22', 'RFC 7616', 'RFC 8760'],
  judgedBy: ['capture'],
  checks: ['A17'],
  wire: { overall: [registersAndRefreshes] },
  effort: 'medium',
})
