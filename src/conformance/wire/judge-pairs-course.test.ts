/** Verdicts on calls in, forwarded, transferred and told who calls: of each test case a good capture beside a fault. */
import {
  ALIVE,
  CANCELLED,
  inbound,
  judgedAs,
  outbound,
  PBX_ENDS,
  PROVIDER_ENDS,
  refused,
  SET_UP,
  swapped,
  TALK,
} from '../../../test/support/trunk-calls.ts'
import type { Script } from '../../../test/support/trunk-scene.ts'

/** What follows the INVITE where the called side answers. */
const TAKEN = SET_UP.split('\n').slice(2).join('\n')
/** A call that rings for a minute. */
const rungOut = (status: string) => `
  pbx      INVITE offer
  provider 180 Ringing
  provider ${status} +60000
  pbx      ACK`
/** A call of the PBX while one from outside is up, with what is told of that in its INVITE. */
const sentOn = (...headers: readonly string[]): readonly Script[] => [
  inbound(SET_UP.replace('+2000', '+3020'), '\n both sound 8000', PBX_ENDS),
  {
    ...outbound(`pbx INVITE offer ${headers.map((each) => `[${each}]`).join(' ')}`, TAKEN, TALK, PBX_ENDS),
    to: '+4930900005',
    at: 1000,
  },
]
const asserted = (value: string) => SET_UP.replace('offer', `offer [P-Asserted-Identity: ${value}]`)
const REFERRED = '\n pbx REFER [Refer-To: <sip:+4930900005@trunk.example>]\n provider 603 Decline'
/** Another extension goes on with the call, which the PBX tells the provider. */
const MOVED = (answer: string) => `
  provider INVITE offer:sendrecv:G729
  pbx      200 OK ${answer}
  provider ACK
  both     sound 1000`
const ELSEWHERE = CANCELLED.replace(
  'CANCEL +3000',
  'CANCEL +3000 [Reason: SIP;cause=200;text="Call completed elsewhere"]',
)
const TIMED = SET_UP.replace('answer', 'answer [Session-Expires: 1800;refresher=uac]')
const block = (...numbers: readonly string[]) =>
  numbers.map((to, index) => ({ ...inbound(SET_UP, TALK, PBX_ENDS), to, at: index * 20_000 }))
const FORKED = `
  pbx      INVITE offer
  provider 180 Ringing tag c
  provider 180 Ringing tag d
  provider 200 OK +900 tag d answer`

judgedAs([
  ['INB-01', 'as it should be', 'passed', 'BYE of the provider', [inbound(SET_UP, TALK, PBX_ENDS)]],
  [
    'INB-01',
    'in which the PBX is not heard',
    'failed',
    'No sound of the PBX.',
    [inbound(SET_UP, '\n pbx sound 3000', PBX_ENDS)],
  ],
  ['INB-02', 'as it should be', 'passed', 'BYE of the PBX', [inbound(SET_UP, TALK, PROVIDER_ENDS)]],
  [
    'INB-02',
    'whose sound the provider goes on with',
    'failed',
    'Sound went on for 4',
    [inbound(SET_UP, TALK, '\n provider BYE\n pbx sound 4000\n pbx 200 OK')],
  ],
  ['INB-03', 'as it should be', 'passed', '487, then ACK', [inbound(CANCELLED)]],
  [
    'INB-03',
    'that leaves the extension ringing',
    'failed',
    'The INVITE has no final answer.',
    [inbound(CANCELLED.split('\n').slice(0, 5).join('\n')), { lines: ALIVE, at: 90_000 }],
  ],
  ['INB-04', 'as it should be', 'passed', '486 Busy Here came.', [inbound(refused('486 Busy Here'))]],
  [
    'INB-04',
    'refused as if the whole PBX were out of order',
    'failed',
    '503 Service Unavailable came from the PBX.',
    [inbound(refused('503 Service Unavailable'))],
  ],
  ['INB-05', 'as it should be', 'passed', '480', [inbound(rungOut('480 Temporarily Unavailable'))]],
  [
    'INB-05',
    'ended as if the user were busy',
    'failed',
    '486 Busy Here came from the PBX.',
    [inbound(rungOut('486 Busy Here'))],
  ],
  ['OUT-05', 'as it should be', 'passed', '487', [outbound(CANCELLED.replace('+3000', '+120000'))]],
  [
    'OUT-05',
    'ended as if the provider were out of order',
    'failed',
    '503 Service Unavailable came from the provider.',
    [outbound(rungOut('503 Service Unavailable'))],
  ],
  [
    'OUT-05',
    'refused before it rang',
    'inconclusive',
    'It never rang.',
    [outbound(refused('480 Temporarily Unavailable'))],
  ],
  [
    'INB-05',
    'to an extension that is not registered',
    'inconclusive',
    'It never rang.',
    [inbound(refused('480 Temporarily Unavailable'))],
  ],
  [
    'OUT-06',
    'as it should be',
    'passed',
    'cause=1.',
    [outbound(refused('404 Not Found', 'Reason: Q.850;cause=1;text="Unallocated number"'))],
  ],
  [
    'OUT-06',
    'refused so that the PBX tries another route',
    'failed',
    '503 Service Unavailable came from the provider.',
    [outbound(refused('503 Service Unavailable', 'Reason: Q.850;cause=1;text="Unallocated number"'))],
  ],
  ['RNG-04', 'as it should be', 'passed', '2 early dialogs', [outbound(FORKED, '\n pbx ACK', TALK, PBX_ENDS)]],
  [
    'RNG-04',
    'whose second dialog the PBX does not know',
    'failed',
    'None of them was answered and acknowledged.',
    [outbound(FORKED, TALK, '\n provider BYE +32000\n pbx 481 Call Does Not Exist')],
  ],
  [
    'TMR-03',
    'as it should be',
    'passed',
    'Min-SE 90',
    [
      outbound(
        'pbx INVITE offer [Session-Expires: 60]\n provider 422 Session Interval Too Small [Min-SE: 90]\n pbx ACK\n pbx INVITE offer:same [Session-Expires: 90]',
        TAKEN,
        TALK,
        PBX_ENDS,
      ),
    ],
  ],
  [
    'TMR-03',
    'that the PBX gives up',
    'failed',
    'The call was not tried again.',
    [outbound(refused('422 Session Interval Too Small', 'Min-SE: 90').replace('offer', 'offer [Session-Expires: 60]'))],
  ],
  [
    'IDN-03',
    'as it should be',
    'passed',
    '+4930900077',
    [{ ...inbound(asserted('"Zoë Müller" <sip:+4930900077@trunk.example>')), from: '+4930900077' }],
  ],
  [
    'IDN-03',
    'with the number taken out on the way',
    'failed',
    'No number of the caller is told.',
    [{ ...inbound(SET_UP), from: 'unavailable' }],
  ],
  ['IDN-04', 'as it should be', 'passed', 'It is.', [{ ...inbound(SET_UP), from: 'anonymous' }]],
  [
    'IDN-04',
    'whose number the provider tells all the same',
    'failed',
    'A number stands in an identity header',
    [{ ...inbound(asserted('<sip:+4930900077@trunk.example>')), from: 'anonymous' }],
  ],
  [
    'IDN-05',
    'as it should be',
    'passed',
    '200 OK of the provider names it',
    [outbound(SET_UP.replace('answer', 'answer [P-Asserted-Identity: <sip:+4930900005@p>]'), TALK, PBX_ENDS)],
  ],
  ['IDN-05', 'that nobody is told of', 'failed', 'Nothing names it.', [inbound(SET_UP, TALK, PBX_ENDS)]],
  [
    'IDN-06',
    'as it should be',
    'passed',
    'Diversion, with the reason unconditional',
    sentOn('Diversion: <sip:+4930900002@pbx>;reason=unconditional;counter=1'),
  ],
  ['IDN-06', 'without the number it was sent on from', 'failed', 'Neither stands in it.', sentOn()],
  [
    'IDN-06',
    'with a number of the trunk in place of the caller',
    'passed-with-limitation',
    '+4930900002 in the call sent on.',
    sentOn('Diversion: <sip:+4930900002@pbx>;reason=unconditional;counter=1').map((each) =>
      each.by === 'provider' ? { ...each, from: '+4930900077' } : { ...each, from: '+4930900002' },
    ),
  ],
  [
    'IDN-07',
    'as it should be',
    'passed',
    'verstat=TN-Validation-Passed',
    [inbound(asserted('<sip:+4930900077@p;verstat=TN-Validation-Passed>'))],
  ],
  [
    'IDN-07',
    'with the signature taken out on the way',
    'failed',
    'Neither is there.',
    [inbound(asserted('<sip:+4930900077@p>'))],
  ],
  [
    'FWD-02',
    'as it should be, on no answer',
    'passed',
    'Diversion, with the reason no-answer',
    sentOn('Diversion: <sip:+4930900002@pbx>;reason=no-answer;counter=1'),
  ],
  [
    'FWD-02',
    'with one reason for all',
    'failed',
    'Diversion, with the reason unconditional',
    sentOn('Diversion: <sip:+4930900002@pbx>;reason=unconditional;counter=1'),
  ],
  [
    'FWD-02',
    'told by History-Info',
    'passed',
    'History-Info, with the reason 486',
    sentOn('History-Info: <sip:+4930900002@pbx>;index=1, <sip:+4930900005@trunk.example;cause=486>;index=1.1;mp=1'),
  ],
  [
    'FWD-03',
    'as it should be',
    'passed',
    '+4930900005@trunk.example.',
    [inbound(refused('302 Moved Temporarily says Contact <sip:+4930900005@trunk.example>'))],
  ],
  [
    'FWD-03',
    'without a place to go to',
    'failed',
    'It names no place.',
    [inbound(refused('302 Moved Temporarily lacks Contact'))],
  ],
  [
    'FWD-04',
    'as it should be',
    'passed',
    'CANCEL, then 487',
    [inbound(SET_UP, TALK, PBX_ENDS), { ...outbound(ELSEWHERE), to: '+4930900005', at: 100 }],
  ],
  [
    'FWD-04',
    'whose mobile rings on',
    'failed',
    'No CANCEL was sent on this leg; it ends in 480 Temporarily Unavailable.',
    [
      inbound(SET_UP, TALK, PBX_ENDS),
      { ...outbound(rungOut('480 Temporarily Unavailable')), to: '+4930900005', at: 100 },
    ],
  ],
  [
    'FWD-04',
    'whose mobile is answered at the same moment',
    'failed',
    'It ends in 200.',
    [
      inbound(SET_UP, TALK, PBX_ENDS),
      {
        ...outbound(ELSEWHERE.replace('487 Request Terminated of INVITE', '200 OK of INVITE answer'), TALK, PBX_ENDS),
        to: '+4930900005',
        at: 100,
      },
    ],
  ],
  [
    'FWD-04',
    'whose mobile is busy',
    'inconclusive',
    '0 among 2 calls',
    [inbound(SET_UP, TALK, PBX_ENDS), { ...outbound(refused('486 Busy Here')), to: '+4930900005', at: 100 }],
  ],
  [
    'INB-07',
    'as it should be',
    'passed',
    '+4930900000 is international. +4930900099 is international.',
    block('+4930900000', '+4930900099'),
  ],
  [
    'INB-07',
    'whose last number arrives in another form',
    'failed',
    '+4930900000 is international. 030900099 is national.',
    block('+4930900000', '030900099'),
  ],
  [
    'INB-07',
    'with the number in To alone',
    'passed',
    '+4930900000 is international. +4930900099 is international.',
    block('trunk', 'trunk').map((each, index) => ({
      ...each,
      lines: each.lines.replace('offer', `offer says To <sip:+49309000${index === 0 ? '00' : '99'}@trunk.example>`),
    })),
  ],
  ['INB-07', 'with the number lost', 'failed', 'trunk is of no such form.', block('trunk', 'trunk')],
  ['TMR-04', 'as it should be', 'passed', '3900', [outbound(SET_UP, TALK, '\n pbx BYE +3897000\n provider 200 OK')]],
  [
    'TMR-04',
    'that the session timer ends',
    'failed',
    'BYE of the provider after 1769.0 s: a session of 1800 s was over.',
    [outbound(TIMED, TALK, '\n provider BYE +1765980\n pbx 200 OK')],
  ],
  [
    'TMR-04',
    'whose session is refreshed and that somebody ends early',
    'inconclusive',
    '1803',
    [outbound(TIMED, TALK, '\n pbx UPDATE +900000\n provider 200 OK\n pbx BYE +900000\n provider 200 OK')],
  ],
  [
    'TRF-01',
    'as it should be',
    'passed',
    'All 2 answers do.',
    [inbound(SET_UP, TALK, swapped(MOVED('answer:sendrecv:G729')), PBX_ENDS)],
  ],
  [
    'TRF-01',
    'which the provider answers with the format from before',
    'failed',
    'PCMA was not offered.',
    [inbound(SET_UP, TALK, swapped(MOVED('answer')), PBX_ENDS)],
  ],
  ['TRF-02', 'as it should be', 'passed', 'Referred-By', sentOn('Referred-By: <sip:+4930900002@pbx>')],
  ['TRF-02', 'as if it were a call of its own', 'failed', 'Neither stands in it.', sentOn()],
  [
    'TRF-03',
    'as it should be',
    'passed',
    'The answer does.',
    [
      inbound(SET_UP, '\n both sound 8000', PBX_ENDS),
      { ...outbound(SET_UP, TALK, PBX_ENDS), to: '+4930900005', at: 3000 },
    ],
  ],
  [
    'TRF-03',
    'joined one way only',
    'failed',
    'No sound of the PBX.',
    [
      inbound(SET_UP, '\n both sound 8000', PBX_ENDS),
      { ...outbound(SET_UP, '\n provider sound 3000', PBX_ENDS), to: '+4930900005', at: 3000 },
    ],
  ],
  [
    'TRF-04',
    'as it should be',
    'passed',
    '180 Ringing came before the answer.',
    [
      inbound(SET_UP, '\n both sound 8000', PBX_ENDS),
      { ...outbound(SET_UP, TALK, PBX_ENDS), to: '+4930900005', at: 3000 },
    ],
  ],
  [
    'TRF-04',
    'that the target answers into silence',
    'failed',
    'No sound of the PBX.',
    [
      inbound(SET_UP, '\n both sound 8000', PBX_ENDS),
      { ...outbound(SET_UP, '\n provider sound 3000', PBX_ENDS), to: '+4930900005', at: 3000 },
    ],
  ],
  ['TRF-06', 'as it should be', 'passed', 'the call went on', [outbound(SET_UP, TALK, REFERRED, TALK, PBX_ENDS)]],
  [
    'TRF-06',
    'that loses the caller',
    'failed',
    'The call was released at once.',
    [outbound(SET_UP, TALK, REFERRED, PBX_ENDS)],
  ],
  ['VAA-01', 'as it should be', 'passed', '2.', [inbound(SET_UP, TALK, '\n pbx digits 2', TALK, PBX_ENDS)]],
  [
    'VAA-01',
    'whose greeting does not arrive',
    'failed',
    'No sound of the PBX.',
    [inbound(SET_UP, '\n pbx sound 3000', '\n pbx digits 2', PBX_ENDS)],
  ],
  [
    'VAA-01',
    'whose digits a gateway cuts short',
    'failed',
    'A digit lasts 20 ms.',
    [inbound(SET_UP, TALK, '\n pbx digits 2 20', PBX_ENDS)],
  ],
  ['VAA-02', 'as it should be', 'passed', 'BYE of the provider', [inbound(SET_UP, TALK, PBX_ENDS)]],
  [
    'VAA-02',
    'whose mailbox does not notice the end',
    'failed',
    'Sound went on for 4',
    [inbound(SET_UP, TALK, '\n pbx BYE\n provider sound 4000\n provider 200 OK')],
  ],
])
