import { testCase } from '../test-case.ts'
import { soundBothWays } from '../wire/sound.ts'
import { INBOUND_ANSWERED } from '../wire/wire.ts'

export default testCase({
  id: 'emergency-call-back',
  plan: 'EMG-02',
  title: 'The emergency desk calls back',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: ['emergency'],
  precondition: 'An emergency test call has just been made, and the desk has noted the number shown to it.',
  procedure: [
    'Switch on forwarding and do-not-disturb at the extension that made the call.',
    'Let the desk call the number it was shown.',
  ],
  onWire: 'The call reaches the caller, or the fixed desk agreed for this, in spite of forwarding and do-not-disturb.',
  byPeople: 'The phone of the caller rings.',
  cites: ['RFC 7090', 'RFC 6881'],
  judgedBy: ['person', 'capture'],
  checks: ['A03'],
  wire: { of: INBOUND_ANSWERED, expect: [soundBothWays] },
  effort: 'simple',
})
