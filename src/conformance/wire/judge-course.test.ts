/** Verdicts on calls that are sent on, transferred, timed, or tried elsewhere: good captures, and faults planted in them. */
import {
  ALIVE,
  CANCELLED,
  inbound,
  judgedAs,
  outbound,
  PBX_ENDS,
  refused,
  SET_UP,
  TALK,
} from '../../../test/support/trunk-calls.ts'
import { SECOND_PROVIDER } from '../../../test/support/trunk-scene.ts'

const untold = (answered: string) =>
  `\n pbx REFER [Refer-To: <sip:x@y>] [Refer-Sub: false]\n provider 202 Accepted ${answered}`

judgedAs([
  [
    'TRF-05',
    'as it should be',
    'passed',
    '100, 200',
    [
      outbound(
        SET_UP,
        TALK,
        '\n pbx REFER [Refer-To: <sip:x@y>]\n provider 202 Accepted\n provider NOTIFY [Body: SIP/2.0 100 Trying]\n pbx 200 OK\n provider NOTIFY [Body: SIP/2.0 200 OK]\n pbx 200 OK',
        PBX_ENDS,
      ),
    ],
  ],
  [
    'TRF-05',
    'refused',
    'failed',
    '405 Method Not Allowed',
    [outbound(SET_UP, TALK, '\n pbx REFER [Refer-To: <sip:x@y>]\n provider 405 Method Not Allowed', PBX_ENDS)],
  ],
  [
    'TRF-05',
    'without a subscription, which the provider honours',
    'passed',
    'Refer-Sub: false stands in REFER and answer.',
    [outbound(SET_UP, TALK, untold('[Refer-Sub: false]'), PBX_ENDS)],
  ],
  [
    'TRF-05',
    'without a subscription, of which the answer says nothing',
    'failed',
    'No NOTIFY with a status came.',
    [outbound(SET_UP, TALK, untold(''), PBX_ENDS)],
  ],
  [
    'TRF-06',
    'as it should be',
    'passed',
    'the call went on',
    [outbound(SET_UP, TALK, '\n pbx REFER [Refer-To: <sip:x@y>]\n provider 405 Method Not Allowed', TALK, PBX_ENDS)],
  ],
  [
    'FWD-01',
    'as it should be',
    'passed',
    'Diversion, with the reason unconditional',
    [
      inbound(SET_UP, '\n both sound 8000', PBX_ENDS),
      {
        ...outbound(
          'pbx INVITE offer [Diversion: <sip:+4930900009@pbx>;reason=unconditional;counter=1]',
          SET_UP.split('\n').slice(2).join('\n'),
          PBX_ENDS,
        ),
        at: 1000,
      },
    ],
  ],
  [
    'FWD-01',
    'as if it were its own call',
    'failed',
    'Neither stands in it',
    [inbound(SET_UP, '\n both sound 8000', PBX_ENDS), { ...outbound(SET_UP, PBX_ENDS), at: 1000 }],
  ],
  ['FWD-03', 'as it should be', 'passed', '302', [inbound(refused('302 Moved Temporarily'))]],
  [
    'TMR-01',
    'as it should be',
    'passed',
    '180 s, refreshed by the provider',
    [
      outbound(
        SET_UP.replace('answer', 'answer [Session-Expires: 180;refresher=uas]'),
        TALK,
        '\n provider UPDATE +90000\n pbx 200 OK\n pbx sound 20',
        PBX_ENDS,
      ),
    ],
  ],
  [
    'TMR-01',
    'that nobody refreshes',
    'failed',
    'No refresh of the provider',
    [
      outbound(
        SET_UP.replace('answer', 'answer [Session-Expires: 180;refresher=uas]'),
        TALK,
        '\n pbx BYE +170000\n provider 200 OK',
      ),
    ],
  ],
  [
    'TMR-02',
    'that the other side refreshes',
    'inconclusive',
    'The provider is to refresh',
    [outbound(SET_UP.replace('answer', 'answer [Session-Expires: 180;refresher=uas]'), TALK, PBX_ENDS)],
  ],
  [
    'TMR-03',
    'as it should be',
    'passed',
    'Min-SE 90',
    [
      outbound(
        'pbx INVITE offer [Session-Expires: 60]\n provider 422 Too Small [Min-SE: 90]\n pbx ACK\n pbx INVITE offer:same [Session-Expires: 90]',
        SET_UP.split('\n').slice(2).join('\n'),
        PBX_ENDS,
      ),
    ],
  ],
  [
    'TMR-05',
    'as it should be',
    'passed',
    'after its UPDATE was not answered',
    [outbound(SET_UP, TALK, '\n pbx UPDATE\n pbx BYE +40000\n provider 200 OK')],
  ],
  [
    'TMR-05',
    'whose request was lost because the call was over',
    'inconclusive',
    'Nothing shows that a side was gone',
    [outbound(SET_UP, TALK, PBX_ENDS, '\n pbx UPDATE +40000\n provider 481 Gone')],
  ],
  [
    'TMR-05',
    'that the side taken for gone ends itself',
    'inconclusive',
    'which did not answer UPDATE, ends the call itself',
    [outbound(SET_UP, TALK, '\n pbx UPDATE\n provider BYE +40000\n pbx 200 OK')],
  ],
  [
    'TMR-05',
    'that nobody ends',
    'failed',
    'No BYE was sent',
    [outbound(SET_UP, TALK, '\n pbx UPDATE'), { lines: ALIVE, at: 90_000 }],
  ],
  [
    'TMR-05',
    'whose capture ends before anybody could have noticed',
    'inconclusive',
    'The capture ends 0 ms after UPDATE was lost',
    [outbound(SET_UP, TALK, '\n pbx UPDATE')],
  ],
  [
    'TMR-05',
    'whose end is not in the capture',
    'inconclusive',
    'Nothing shows that a side was gone',
    [outbound(SET_UP, TALK)],
  ],
  [
    'FLV-02',
    'whose other target took a call before any failed',
    'failed',
    'reaches no other target',
    [
      { ...outbound(SET_UP, TALK, PBX_ENDS), provider: SECOND_PROVIDER },
      { ...outbound(refused('503 Unavailable')), at: 20_000 },
    ],
  ],
  ['FLV-02', 'without a failure', 'inconclusive', 'No target failed', [outbound(SET_UP, TALK, PBX_ENDS)]],
  ['FLV-03', 'without a failure', 'inconclusive', 'No target failed', [inbound(SET_UP, TALK, PBX_ENDS)]],
  [
    'FLV-02',
    'as it should be',
    'passed',
    '198.51.100.21:5060 takes the call',
    [
      outbound(refused('503 Unavailable')),
      { ...outbound(SET_UP, TALK, PBX_ENDS), at: 1000, provider: SECOND_PROVIDER },
    ],
  ],
  ['FLV-02', 'given up', 'failed', 'reaches no other target', [outbound(refused('503 Unavailable'))]],
  [
    'FWD-04',
    'as it should be',
    'passed',
    'CANCEL, then 487',
    [
      outbound(SET_UP, TALK, PBX_ENDS),
      outbound(
        CANCELLED.replace('CANCEL +3000', 'CANCEL +3000 [Reason: SIP;cause=200;text="Call completed elsewhere"]'),
      ),
    ],
  ],
])
