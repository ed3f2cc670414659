import { testCase } from '../test-case.ts'
import { provisionalIsReliable } from '../wire/bodies.ts'
import { ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'reliable-provisional-responses',
  plan: 'RNG-03',
  title: 'Reliable provisional responses in both directions',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: ['reliable-provisional'],
  precondition: 'Both sides offer reliable provisional responses (100rel).',
  procedure: [
    'Call the outside phone from the extension, let it ring, answer and hang up.',
    'Call the extension from the outside phone, let it ring, answer and hang up.',
  ],
  onWire:
    'The response requires 100rel and carries an RSeq number. A PRACK goes to the Contact of that response, its ' +
    'RAck matches, and it is answered with 200. After that the response is not sent again.',
  byPeople: 'Ringing and answer are as on any other call.',
  cites: ['RFC 3262', 'RFC 3311'],
  judgedBy: ['capture'],
  checks: ['A12'],
  wire: { of: ANSWERED, expect: [provisionalIsReliable] },
  effort: 'medium',
})
