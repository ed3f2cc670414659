import { testCase } from '../test-case.ts'
import { losingLegIsCancelled } from '../wire/dialogs.ts'
import { LOSING } from '../wire/wire.ts'

export default testCase({
  id: 'simultaneous-ring',
  plan: 'FWD-04',
  title: 'The extension and a mobile ring together',
  criticality: 'IMP',
  scope: 'feature',
  clause: '3A.1',
  needs: [],
  precondition: 'The extension is twinned with a mobile, so that both ring.',
  procedure: [
    'Call the extension from the outside phone and answer at the mobile.',
    'Call again and answer at the desk phone.',
  ],
  onWire:
    'There are two legs. The one that loses ends with CANCEL and 487, with call completed elsewhere as its ' +
    'Reason. The caller never gets the audio of both.',
  byPeople: 'One phone answers, and the other stops ringing.',
  cites: ['RFC 3261', 'RFC 3326'],
  judgedBy: ['capture'],
  checks: ['A09', 'A07'],
  wire: { of: LOSING, expect: [losingLegIsCancelled] },
  effort: 'simple',
})
