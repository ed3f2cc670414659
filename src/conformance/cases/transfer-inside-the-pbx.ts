import { testCase } from '../test-case.ts'
import { answersFitOffers } from '../wire/bodies.ts'
import { soundBothWays } from '../wire/sound.ts'
import { INBOUND_CHANGED } from '../wire/wire.ts'

export default testCase({
  id: 'transfer-inside-the-pbx',
  plan: 'TRF-01',
  title: 'Blind and attended transfer inside the PBX',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: [],
  precondition: 'An inbound call is up between the outside phone and an extension, and a second extension is free.',
  procedure: [
    'Transfer the outside caller blind from the first extension to the second.',
    'Set up the call again, consult the second extension and complete the transfer.',
  ],
  onWire:
    'Toward the provider there is a re-INVITE, an UPDATE or nothing at all. Any SDP is valid, and the call is ' +
    'not released.',
  byPeople: 'The caller talks to the second extension, where name and number change if that is supported.',
  cites: ['RFC 5589', 'RFC 5359 §2.4, 2.5'],
  judgedBy: ['capture'],
  checks: ['A05', 'A07'],
  wire: { of: INBOUND_CHANGED, expect: [answersFitOffers, soundBothWays] },
  effort: 'simple',
})
