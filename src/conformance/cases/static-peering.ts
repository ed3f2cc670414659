import { testCase } from '../test-case.ts'
import { registersNowhere } from '../wire/registering.ts'
import { soundBothWays } from '../wire/sound.ts'
import { ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'static-peering',
  plan: 'CON-06',
  title: 'The trunk works by address without registration',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: ['static-peering'],
  precondition: 'Both sides have exchanged their signalling addresses, and the PBX is not set to register.',
  procedure: [
    'Call the outside phone from the extension, answer and hang up.',
    'Call the extension from the outside phone, answer and hang up.',
    'Send an INVITE to the trunk from an address that is not listed.',
  ],
  onWire:
    'INVITEs from the listed addresses are accepted, and the one from elsewhere is not. No REGISTER is seen at ' +
    'any time.',
  byPeople: 'Calls complete in both directions.',
  cites: ['RFC 3261 §8', 'SIPconnect 2.0'],
  judgedBy: ['capture', 'probe'],
  checks: ['A03'],
  wire: { of: ANSWERED, expect: [soundBothWays], overall: [registersNowhere] },
  effort: 'medium',
})
