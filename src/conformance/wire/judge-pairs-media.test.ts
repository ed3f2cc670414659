/** Of each test case on media, trunks and load one capture as it should be, and one with a fault people meet. */
import {
  ALIVE,
  HOLD,
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
import { SECOND_PBX } from '../../../test/support/trunk-scene.ts'

const G729 = 'sendrecv:G729'
const G722 = 'sendrecv:G722'
const NO_EVENTS = 'sendrecv:PCMA:none'
/** A call set up with these descriptions. */
const setUp = (offer: string, answer: string) =>
  SET_UP.replace('offer', `offer:${offer}`).replace('answer', `answer:${answer}`)
const talkIn = (codec: string, ms = 3000) => `\n both sound ${ms} ${codec}`
/** A change within a call: what is offered, what comes back, and the ACK. */
const changed = (offer: string, answer: string) => `\n pbx INVITE +1000 offer:${offer}\n provider ${answer}\n pbx ACK`

const BULK = `
  pbx      REGISTER says Contact <sip:192.0.2.10:5060;bnc> [Require: gin] [Proxy-Require: gin]
  provider 401 Unauthorized [WWW-Authenticate: Digest realm="x", nonce="1"]
  pbx      REGISTER says Contact <sip:192.0.2.10:5060;bnc> [Require: gin] [Proxy-Require: gin] [Authorization: Digest username="u", realm="x", nonce="1", uri="sip:x", response="0"]`
/** Keep-alives of the provider, half a minute apart; a minus stands for one without an answer. */
const asked = (answers: string) =>
  answers.split('').map((answer, index) => ({
    lines: answer === '-' ? 'provider OPTIONS' : swapped(ALIVE),
    by: 'provider' as const,
    call: `alive-${index}`,
    at: index * 30_000,
  }))
const LARGE = SET_UP.replace('offer', `offer [X-Route: ${'<sip:hop.example;lr>,'.repeat(60)}<sip:last.example;lr>]`)
const INFO = (digit: number, answer: string) =>
  `\n pbx INFO +500 [Content-Type: application/dtmf-relay] [Body: Signal=${digit}]\n provider ${answer}`
const FAX_ASKED = '\n provider INVITE +3000 offer:image\n pbx 200 OK answer:image\n provider ACK'
const SESSION = SET_UP.replace('answer', 'answer [Session-Expires: 180;refresher=uac]')
const DEAD = { lines: 'provider INVITE offer', by: 'provider' as const }
/** A call for so many milliseconds that begins at such a moment. */
const up = (at: number, ms: number) => ({ ...outbound(SET_UP, `\n pbx BYE +${ms}\n provider 200 OK`), at })

judgedAs([
  [
    'CNF-01',
    'as it should be',
    'passed',
    'Sound of both sides',
    [outbound(SET_UP, talkIn('PCMA', 8000), PBX_ENDS), { ...outbound(SET_UP, TALK, PBX_ENDS), at: 3000 }],
  ],
  [
    'CNF-01',
    'whose third party hears nobody',
    'failed',
    'No sound of the PBX',
    [
      outbound(SET_UP, talkIn('PCMA', 8000), PBX_ENDS),
      { ...outbound(SET_UP, '\n provider sound 3000', PBX_ENDS), at: 3000 },
    ],
  ],
  [
    'COD-01',
    'as it should be',
    'passed',
    'PCMU',
    [outbound(setUp('sendrecv:PCMU', 'sendrecv:PCMU'), talkIn('PCMU'), PBX_ENDS)],
  ],
  [
    'COD-01',
    'answered with the other law than was offered',
    'failed',
    'PCMU was not offered',
    [outbound(setUp('sendrecv:PCMA', 'sendrecv:PCMU'), talkIn('PCMU'), PBX_ENDS)],
  ],
  ['COD-02', 'as it should be', 'passed', 'G729', [outbound(setUp(G729, G729), talkIn('G729'), PBX_ENDS)]],
  [
    'COD-02',
    'agreed on and sent in G.711',
    'failed',
    'payload PCMA, which was not agreed on',
    [outbound(setUp(G729, G729), TALK, PBX_ENDS)],
  ],
  ['COD-03', 'as it should be', 'passed', 'G722/8000', [outbound(setUp(G722, G722), talkIn('G722'), PBX_ENDS)]],
  [
    'COD-03',
    'announced with the rate it samples at',
    'failed',
    'INVITE announces G722/16000',
    [outbound(setUp('sendrecv:G722/16000', G722), talkIn('G722'), PBX_ENDS)],
  ],
  [
    'COD-04',
    'as it should be',
    'passed',
    '488',
    [outbound(refused('488 Not Acceptable Here', 'Warning: 305 x "no format"'))],
  ],
  [
    'COD-04',
    'refused as if the trunk were full',
    'failed',
    '503 Service Unavailable came from the provider',
    [outbound(refused('503 Service Unavailable', 'Reason: Q.850;cause=88;text="Incompatible destination"'))],
  ],
  [
    'COD-05',
    'as it should be',
    'passed',
    'It does',
    [outbound(SET_UP, TALK, changed('sendrecv:PCMU', '200 OK answer:sendrecv:PCMU'), talkIn('PCMU'), PBX_ENDS)],
  ],
  [
    'COD-05',
    'under the version it had',
    'failed',
    'The provider went from 1 to 1 with a changed description',
    [outbound(SET_UP, TALK, changed('sendrecv:PCMU', '200 OK answer:same:PCMU'), talkIn('PCMU'), PBX_ENDS)],
  ],
  ['CON-02', 'as it should be', 'passed', '4, every 30.0 s', asked('++++')],
  ['CON-02', 'with three answers blocked on purpose', 'passed', 'The 3 in a row that are not', asked('+++---+')],
  ['CON-02', 'that the PBX does not answer', 'failed', '3 are not', asked('----')],
  ['CON-02', 'that the PBX answers now and then', 'failed', '3 are not', asked('+-+-+-+')],
  ['CON-05', 'as it should be', 'passed', 'Taken', [{ lines: `${BULK}\n provider 200 OK [Expires: 600]` }]],
  [
    'CON-05',
    'of which the provider knows nothing',
    'failed',
    'It is refused with 420 Bad Extension',
    [{ lines: `${BULK}\n provider 420 Bad Extension [Unsupported: gin]` }],
  ],
  ['CON-08', 'as it should be', 'passed', 'over UDP', [outbound(LARGE, TALK, PBX_ENDS)]],
  [
    'CON-08',
    'whose body was changed and not its length',
    'failed',
    'over UDP. The body is shorter than Content-Length',
    [outbound(LARGE.replace('offer', 'offer says Content-Length 1900'), TALK, PBX_ENDS)],
  ],
  ['DTM-02', 'as it should be', 'passed', '123', [inbound(SET_UP, TALK, '\n pbx digits 123', PBX_ENDS)]],
  ['DTM-02', 'cut short', 'failed', 'lasts 20 ms', [inbound(SET_UP, TALK, '\n pbx digits 123 20', PBX_ENDS)]],
  [
    'DTM-03',
    'as it should be',
    'passed',
    'The PBX sends them as 101. The provider sends them as 96.',
    [
      outbound(
        setUp('sendrecv:PCMA:96', 'sendrecv:PCMA:101'),
        TALK,
        '\n pbx digits 12 60\n pbx digits 3 3000\n provider digits 45 60 96\n provider digits 6 3000 96',
        PBX_ENDS,
      ),
    ],
  ],
  [
    'DTM-03',
    'by its own number both ways',
    'failed',
    'The PBX sends them as 96, and the provider announced 101',
    [
      outbound(
        setUp('sendrecv:PCMA:96', 'sendrecv:PCMA:101'),
        TALK,
        '\n pbx digits 12 60 96\n pbx digits 3 3000 96\n provider digits 45 60 96\n provider digits 6 3000 96',
        PBX_ENDS,
      ),
    ],
  ],
  [
    'DTM-04',
    'as it should be',
    'passed',
    '2 INFO',
    [outbound(setUp(NO_EVENTS, NO_EVENTS), TALK, INFO(1, '200 OK'), INFO(2, '200 OK'), PBX_ENDS)],
  ],
  [
    'DTM-04',
    'that the other side does not take',
    'failed',
    'refused with 415',
    [outbound(setUp(NO_EVENTS, NO_EVENTS), TALK, INFO(1, '415 Unsupported Media Type'), PBX_ENDS)],
  ],
  ['EMG-02', 'as it should be', 'passed', 'Sound of both sides', [inbound(SET_UP, TALK, PBX_ENDS)]],
  [
    'EMG-02',
    'in which the desk is not heard',
    'failed',
    'No sound of the provider',
    [inbound(SET_UP, '\n provider sound 3000', PBX_ENDS)],
  ],
  [
    'FAX-01',
    'as it should be',
    'passed',
    'Offered by the provider, taken by the PBX',
    [outbound(SET_UP, TALK, FAX_ASKED, '\n both fax 4000', PBX_ENDS)],
  ],
  [
    'FAX-01',
    'whose packets go one way only',
    'failed',
    'Only the PBX sends',
    [outbound(SET_UP, TALK, FAX_ASKED, '\n pbx fax 4000', PROVIDER_ENDS)],
  ],
  [
    'FAX-02',
    'as it should be',
    'passed',
    'Offered by the PBX, taken by the provider',
    [inbound(SET_UP, TALK, FAX_ASKED, '\n both fax 4000', PBX_ENDS)],
  ],
  [
    'FAX-02',
    'that the provider does not take',
    'failed',
    'offered and not taken',
    [
      inbound(
        SET_UP,
        TALK,
        '\n provider INVITE +3000 offer:image\n pbx 488 Not Acceptable Here\n provider ACK',
        PBX_ENDS,
      ),
    ],
  ],
  [
    'FAX-03',
    'as it should be',
    'passed',
    'Refused with 488',
    [outbound(SET_UP, TALK, changed('image', '488 Not Acceptable Here'), TALK, PBX_ENDS)],
  ],
  [
    'FAX-03',
    'after which nothing is heard',
    'failed',
    'Sound stopped with the refusal',
    [outbound(SET_UP, TALK, changed('image', '488 Not Acceptable Here'), '\n provider BYE +12000\n pbx 200 OK')],
  ],
  ['FAX-04', 'as it should be', 'passed', 'PCMA', [outbound(SET_UP, talkIn('PCMA', 8000), PBX_ENDS)]],
  [
    'FAX-04',
    'changed to a compressed codec',
    'failed',
    'G729',
    [outbound(SET_UP, TALK, changed(G729, `200 OK answer:${G729}`), talkIn('G729', 5000), PBX_ENDS)],
  ],
  [
    'FAX-04',
    'compressed for a while',
    'failed',
    'The PBX changes to another format',
    [outbound(SET_UP, talkIn('PCMA', 8000), changed(G729, `200 OK answer:${G729}`), talkIn('G729', 1000), PBX_ENDS)],
  ],
  [
    'FAX-04',
    'with pauses filled',
    'failed',
    'There is comfort noise',
    [outbound(SET_UP, TALK, '\n pbx sound 200 CN', TALK, PBX_ENDS)],
  ],
  [
    'FLV-03',
    'as it should be',
    'passed',
    '192.0.2.11:5060 takes the call 4.0 s later',
    [DEAD, { ...inbound(SET_UP, TALK, PBX_ENDS), at: 4000, pbx: SECOND_PBX }],
  ],
  [
    'FLV-03',
    'whose other address is not set',
    'failed',
    'The provider reaches no other target',
    [DEAD, { lines: 'provider OPTIONS', by: 'provider', at: 60_000 }],
  ],
  [
    'FLV-03',
    'whose capture ends too early',
    'inconclusive',
    'The capture ends 5.0 s after the first try',
    [DEAD, { lines: 'provider OPTIONS', by: 'provider', at: 5000 }],
  ],
  [
    'FLV-04',
    'as it should be',
    'passed',
    '30.0 s after the last sound',
    [outbound(SET_UP, TALK, '\n pbx BYE +30000\n provider 200 OK')],
  ],
  [
    'FLV-04',
    'that nobody ends',
    'failed',
    'No BYE was sent',
    [outbound(SET_UP, TALK, '\n pbx UPDATE +20000'), { lines: ALIVE, at: 120_000 }],
  ],
  ['HLD-02', 'as it should be', 'passed', 'Held and taken back 1 time', [inbound(SET_UP, TALK, HOLD, PBX_ENDS)]],
  [
    'HLD-02',
    'answered as if nothing were',
    'failed',
    'The PBX answers a hold with sendrecv or sendonly',
    [inbound(SET_UP, TALK, HOLD.replace('answer:recvonly', 'answer:sendrecv'), PBX_ENDS)],
  ],
  [
    'HLD-03',
    'as it should be',
    'passed',
    '901',
    [
      outbound(
        SET_UP,
        TALK,
        HOLD.replace('sound 2000', 'sound 1000').replace('pbx      INVITE offer', 'pbx INVITE +900000 offer'),
        PBX_ENDS,
      ),
    ],
  ],
  [
    'HLD-03',
    'ended for want of sound',
    'failed',
    'No hold was taken back',
    [outbound(SET_UP, TALK, changed('sendonly', '200 OK answer:recvonly'), '\n provider BYE +300000\n pbx 200 OK')],
  ],
  [
    'LOD-02',
    'as it should be',
    'passed',
    '503 Full with 2 up',
    [up(0, 30_000), up(500, 60_000), { ...outbound(refused('503 Full')), at: 5000 }, up(40_000, 5000)],
  ],
  [
    'LOD-02',
    'on a trunk whose channels stay taken',
    'failed',
    '503 Full again with 1 up',
    [
      up(0, 30_000),
      up(500, 60_000),
      { ...outbound(refused('503 Full')), at: 5000 },
      { ...outbound(refused('503 Full')), at: 40_000 },
    ],
  ],
  [
    'LOD-02',
    'tried again while another call rings',
    'passed',
    '503 Full with 2 up',
    [
      up(0, 30_000),
      up(500, 60_000),
      { ...outbound(refused('503 Full')), at: 5000 },
      { ...outbound('pbx INVITE offer\n provider 180 Ringing\n provider 486 Busy Here +20000\n pbx ACK'), at: 35_000 },
      { ...outbound(refused('503 Full')), at: 40_000 },
    ],
  ],
  ['QOS-02', 'as it should be', 'passed', 'None in', [outbound(SET_UP, TALK, PBX_ENDS)]],
  [
    'QOS-02',
    'with the address behind the translation',
    'failed',
    '10.1.2.3 stands',
    [outbound(SET_UP.replace('offer', 'offer says Contact <sip:trunk@10.1.2.3:5060>'), TALK, PBX_ENDS)],
  ],
  [
    'QOS-02',
    'whose path nobody opens',
    'failed',
    'No sound of the provider',
    [outbound(SET_UP, '\n pbx sound 3000', PBX_ENDS)],
  ],
  [
    'SEC-04',
    'as it should be',
    'passed',
    'Refused with 488',
    [outbound(refused('488 Not Acceptable Here').replace('offer', 'offer:secure'))],
  ],
  [
    'SEC-04',
    'with an answer in the clear to an encrypted offer',
    'failed',
    'One side is encrypted, the other is not',
    [outbound(setUp('secure', 'sendrecv'), TALK, PBX_ENDS)],
  ],
  ['SEC-05', 'as it should be', 'passed', '403 Forbidden came', [inbound(refused('403 Forbidden'))]],
  [
    'SEC-05',
    'that goes out to the number',
    'failed',
    '486 Busy Here came from the PBX',
    [
      {
        ...inbound('pbx INVITE offer\n provider 100 Trying\n provider 486 Busy Here +3000\n pbx ACK'),
        to: '+4990012345',
      },
      { ...outbound(refused('486 Busy Here')), to: '+4990012345', at: 1000 },
    ],
  ],
  [
    'TMR-02',
    'as it should be',
    'passed',
    '180 s, refreshed by the PBX',
    [outbound(SESSION, TALK, '\n pbx UPDATE +90000\n provider 200 OK\n both sound 1000', PBX_ENDS)],
  ],
  [
    'TMR-02',
    'that it does not refresh',
    'failed',
    'No refresh of the PBX came',
    [outbound(SESSION, TALK, '\n provider BYE +168000\n pbx 200 OK')],
  ],
])
