import { testCase } from '../test-case.ts'
import { answersAfterwards, nothingFalls, refusesMalformed, understandsOdd } from '../wire/torture.ts'

export default testCase({
  id: 'malformed-messages',
  plan: 'SEC-06',
  title: 'Malformed and extreme messages',
  criticality: 'IMP',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: 'The trunk is in a laboratory and carries no live traffic.',
  procedure: [
    'Let the probe send messages with odd white space and with very long and compact headers.',
    'Let it send unknown methods and messages with a wrong Content-Length.',
    'Let it send requests with Max-Forwards 0.',
    'Send OPTIONS and place a call.',
  ],
  onWire:
    'Messages that are valid but odd are accepted. Invalid ones are refused with 400, 405, 416, 420, 483, 501 or ' +
    '505. The trunk still answers OPTIONS afterwards.',
  byPeople: 'Service is undisturbed.',
  cites: ['RFC 4475', 'RFC 5118', 'RFC 5393'],
  judgedBy: ['probe'],
  checks: ['A29'],
  wire: { overall: [refusesMalformed, understandsOdd, answersAfterwards, nothingFalls] },
  effort: 'complex',
})
