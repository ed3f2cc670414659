import { testCase } from '../test-case.ts'
import { referFails } from '../wire/referring.ts'
import { soundBothWays } from '../wire/sound.ts'
import { ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'failed-transfer',
  plan: 'TRF-06',
  title: 'A transfer fails',
  criticality: 'KO',
  scope: 'feature',
  clause: '3A.1',
  needs: [],
  precondition: 'The transfer target is busy, and where the PBX uses REFER, the provider is set to reject it.',
  procedure: [
    'Set up a call with the outside phone.',
    'Try to transfer it from the extension to the busy target.',
    'Take the call back at the extension, talk and hang up.',
  ],
  onWire:
    'REFER is refused with 405, 501 or 603, or a NOTIFY reports the failure. The PBX then falls back to its own ' +
    'transfer or recalls the extension. The held leg stays intact.',
  byPeople: 'The person who tried the transfer gets the caller back.',
  cites: ['RFC 3515', 'RFC 5589'],
  judgedBy: ['capture', 'person'],
  checks: ['A16'],
  wire: { of: ANSWERED, expect: [referFails, soundBothWays] },
  effort: 'medium',
})
