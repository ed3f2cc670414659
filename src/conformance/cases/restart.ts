import { testCase } from '../test-case.ts'
import { callsEachWay, comesBack, staleDialogsAreGone } from '../wire/restarting.ts'

export default testCase({
  id: 'restart',
  plan: 'FLV-05',
  title: 'Each side restarts',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: null,
  procedure: [
    'Restart the trunk gateway of the PBX and wait until the trunk is back.',
    'Restart the trunk on the side of the provider and wait until it is back.',
    'Call once in each direction.',
  ],
  onWire:
    'The PBX registers again, or OPTIONS are answered again. Requests in dialogs from before the restart get ' +
    '481. Nobody has to act by hand.',
  byPeople: 'Service is back within the agreed time.',
  cites: ['RFC 3261 §12, 15'],
  judgedBy: ['capture'],
  checks: ['A17', 'A18'],
  wire: { overall: [comesBack, staleDialogsAreGone, callsEachWay] },
  effort: 'medium',
})
