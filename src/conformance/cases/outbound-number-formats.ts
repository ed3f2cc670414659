import { testCase } from '../test-case.ts'
import { numberForms } from '../wire/identity.ts'
import { OUTBOUND } from '../wire/wire.ts'

export default testCase({
  id: 'outbound-number-formats',
  plan: 'OUT-07',
  title: 'Called numbers go out in the agreed format',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: 'There is a number to call of each kind: local, national, international, toll-free and short code.',
  procedure: [
    'Call the local number from the extension, as its user would dial it.',
    'Call the national number.',
    'Call the international number.',
    'Call the toll-free number.',
    'Call the short code.',
  ],
  onWire:
    'The Request-URI and To carry each number in the agreed form, E.164 with a plus sign or the national form. ' +
    'The parameter user=phone is there where that was agreed.',
  byPeople: 'Each call reaches the right party.',
  cites: ['RFC 3966', 'ITU-T E.164'],
  judgedBy: ['capture'],
  checks: ['A14'],
  wire: { of: OUTBOUND, overall: [numberForms] },
  effort: 'medium',
})
