/** Verdicts on restarts, malformed messages and calls for help on a full trunk: good captures, and faults planted in them. */
import {
  ALIVE,
  inbound,
  judgedAs,
  outbound,
  PBX_ENDS,
  refused,
  REGISTERED,
  SET_UP,
  swapped,
  TALK,
} from '../../../test/support/trunk-calls.ts'

const CALL = [SET_UP, '\n both sound 200', PBX_ENDS] as const
/** Keep-alives of one side, half a minute apart: one answered, two lost, one answered again. */
const away = (by: 'pbx' | 'provider', at: number) => {
  const told = by === 'pbx' ? ALIVE : swapped(ALIVE)
  return [told, `${by} OPTIONS`, `${by} OPTIONS`, told].map((lines, index) => ({
    lines,
    by,
    call: `alive-${by}-${index}`,
    at: at + index * 30_000,
  }))
}
const PBX_AWAY = away('provider', 0)
const PROVIDER_AWAY = away('pbx', 200_000)
const RESTARTED = [...PBX_AWAY, ...PROVIDER_AWAY]
const LATER = [
  { ...outbound(...CALL), at: 400_000 },
  { ...inbound(...CALL), at: 420_000 },
]

const PROBE = { by: 'provider' as const, call: 'probe' }
const TORTURE = `
  provider OPTIONS lacks To
  pbx      400 Bad Request
  provider OPTIONS twice From
  pbx      400 Bad Request
  provider INVITE version 7.0
  pbx      505 Version Not Supported
  provider OPTIONS says CSeq 99999999999
  provider FROBNICATE
  pbx      501 Not Implemented
  provider OPTIONS says Max-Forwards 0
  pbx      483 Too Many Hops`
const WITHIN = `
  provider MESSAGE says Contact <sip:probe@198.51.100.20:5060>;;expires=60
  pbx      400 Bad Request`
const ANSWERS = { lines: swapped(ALIVE), by: 'provider' as const, at: 20_000 }

const FILLED = [
  { ...outbound(SET_UP, '\n pbx BYE +100000\n provider 200 OK'), to: '+4930900011' },
  { ...outbound(SET_UP, '\n pbx BYE +100000\n provider 200 OK'), to: '+4930900012', at: 100 },
  { ...outbound(refused('503 Full')), to: '+4930900013', at: 5000 },
]
const HELP = { ...outbound(SET_UP, TALK, PBX_ENDS), to: '112', at: 10_000 }

judgedAs([
  [
    'FLV-05',
    'as it should be',
    'passed',
    'Away: OPTIONS is not answered, 2 signs in all. Back 60.0 s later',
    [...RESTARTED, ...LATER],
  ],
  [
    'FLV-05',
    'of a PBX that registers',
    'passed',
    'Away: it registers anew under another Call-ID',
    [
      { lines: REGISTERED, call: 'first' },
      { lines: REGISTERED, call: 'second', at: 60_000 },
      ...PROVIDER_AWAY,
      ...LATER,
    ],
  ],
  [
    'FLV-05',
    'of two that register under names of their own',
    'inconclusive',
    'Nothing shows that it was away',
    [
      { lines: REGISTERED, call: 'first' },
      { lines: REGISTERED, call: 'second', from: '+4930900009', to: '+4930900009', at: 60_000 },
      ...LATER,
    ],
  ],
  ['FLV-05', 'of one side', 'inconclusive', 'Nothing shows that it was away', [...PBX_AWAY, ...LATER]],
  [
    'FLV-05',
    'that one side does not come back from',
    'failed',
    'It is not seen again',
    [...PBX_AWAY.slice(0, 3), ...PROVIDER_AWAY],
  ],
  [
    'FLV-05',
    'after which old calls are not known any more',
    'passed',
    'BYE gets 481',
    [...RESTARTED, { ...outbound(SET_UP, '\n provider BYE +100000\n pbx 481 Gone'), at: 1000 }, ...LATER],
  ],
  [
    'FLV-05',
    'after which old calls are not answered',
    'failed',
    'BYE is not answered',
    [...RESTARTED, { ...outbound(SET_UP, '\n provider BYE +100000'), at: 1000 }, ...LATER],
  ],
  ['FLV-05', 'without calls afterwards', 'inconclusive', 'No call is answered afterwards', RESTARTED],
  [
    'SEC-06',
    'as it should be',
    'passed',
    '400 came for no To, a header twice. 505 came for another version. No answer came for a CSeq out of range',
    [{ ...PROBE, lines: TORTURE }, ANSWERS],
  ],
  [
    'SEC-06',
    'beside a call that goes on',
    'passed',
    '1 up, and no error, reset or new registration follows',
    [
      outbound(SET_UP, '\n both sound 15000', PBX_ENDS),
      { ...PROBE, lines: TORTURE, at: 5000 },
      { ...ANSWERS, at: 30_000 },
    ],
  ],
  [
    'SEC-06',
    'that takes what is malformed',
    'failed',
    '200 answers a request with no To',
    [{ ...PROBE, lines: TORTURE.replace('400 Bad Request', '200 OK') }, ANSWERS],
  ],
  [
    'SEC-06',
    'that fails inside',
    'failed',
    '500 answers a request with another version',
    [{ ...PROBE, lines: TORTURE.replace('505 Version Not Supported', '500 Internal') }, ANSWERS],
  ],
  [
    'SEC-06',
    'that falls silent',
    'failed',
    'OPTIONS is not answered any more',
    [
      { ...PROBE, lines: TORTURE },
      { lines: 'provider OPTIONS', by: 'provider', at: 20_000 },
      { lines: 'pbx NOTIFY\n pbx OPTIONS', at: 40_000 },
    ],
  ],
  [
    'SEC-06',
    'that starts anew',
    'failed',
    'The PBX registers anew under another Call-ID',
    [
      { lines: REGISTERED, call: 'first' },
      { ...PROBE, lines: TORTURE, at: 1000 },
      { lines: REGISTERED, call: 'second', at: 15_000 },
      ANSWERS,
    ],
  ],
  [
    'SEC-06',
    'that drops a call',
    'failed',
    'Sound of the PBX stops in the middle of a call',
    [
      outbound(SET_UP, '\n both sound 5000\n provider sound 5000', PBX_ENDS),
      { ...PROBE, lines: TORTURE, at: 5000 },
      { ...ANSWERS, at: 30_000 },
    ],
  ],
  [
    'SEC-06',
    'whose unknown method is refused for another reason',
    'passed-with-limitation',
    '403 came for an unknown method',
    [{ ...PROBE, lines: TORTURE.replace('501 Not Implemented', '403 Forbidden') }, ANSWERS],
  ],
  [
    'SEC-06',
    'whose slip is within a value, under any method',
    'passed',
    '400 came for nothing between separators',
    [{ ...PROBE, lines: WITHIN }, ANSWERS],
  ],
  [
    'SEC-06',
    'that takes a slip within a value',
    'failed',
    '200 answers a request with nothing between separators',
    [{ ...PROBE, lines: WITHIN.replace('400 Bad Request', '200 OK') }, ANSWERS],
  ],
  [
    'SEC-06',
    'without a slip under any method',
    'inconclusive',
    'No malformed request',
    [{ ...PROBE, lines: WITHIN.replace(';;', ';') }, ANSWERS],
  ],
  ['SEC-06', 'without a malformed message', 'inconclusive', 'No malformed request', [outbound(...CALL)]],
  ['EMG-03', 'as it should be', 'passed', 'with 2 up, where another was refused with 503 Full', [...FILLED, HELP]],
  [
    'EMG-03',
    'for which another call is ended',
    'passed',
    'The provider ends another call for it',
    [
      FILLED[0]!,
      { ...outbound(SET_UP, '\n provider BYE +9000\n pbx 200 OK'), to: '+4930900012', at: 100 },
      FILLED[2]!,
      HELP,
    ],
  ],
  [
    'EMG-03',
    'with precedence asked for',
    'passed',
    'Resource-Priority: esnet.0',
    [...FILLED, { ...HELP, lines: HELP.lines.replace('INVITE', 'INVITE [Resource-Priority: esnet.0]') }],
  ],
  [
    'EMG-03',
    'that finds no channel',
    'failed',
    '503 Full with 2 up',
    [...FILLED, { ...outbound(refused('503 Full')), to: '112', at: 10_000 }],
  ],
  [
    'EMG-03',
    'on a trunk that is not full',
    'inconclusive',
    'nothing shows that all were taken',
    [FILLED[0]!, FILLED[1]!, HELP],
  ],
  [
    'EMG-03',
    'while a user was busy',
    'inconclusive',
    'nothing shows that all were taken',
    [FILLED[0]!, FILLED[1]!, { ...outbound(refused('486 Busy Here')), to: '+4930900013', at: 5000 }, HELP],
  ],
  [
    'EMG-03',
    'after the others hung up',
    'inconclusive',
    '0 up of the 2 with which another call was refused',
    [...FILLED, { ...HELP, at: 200_000 }],
  ],
])
