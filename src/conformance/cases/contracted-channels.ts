import { testCase } from '../test-case.ts'
import { carriesManyCalls } from '../wire/load.ts'
import { ANY_CALL } from '../wire/wire.ts'

export default testCase({
  id: 'contracted-channels',
  plan: 'LOD-01',
  title: 'All contracted channels in use',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: 'A load tool, or enough phones, can fill all contracted channels.',
  procedure: [
    'Raise the number of calls step by step to the contracted maximum.',
    'Hold it there for 10 minutes.',
    'Release all calls.',
  ],
  onWire: 'All call set-ups succeed. The mean post-dial delay stays stable, and no BYE is lost.',
  byPeople: 'The quality of speech does not change under load.',
  cites: ['RFC 6076'],
  judgedBy: ['probe'],
  checks: ['A26', 'A24'],
  wire: { of: ANY_CALL, least: 2, overall: [carriesManyCalls] },
  effort: 'complex',
})
