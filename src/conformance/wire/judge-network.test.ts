/** Verdicts on what goes on beside calls: names, dead targets, TLS. Good captures, and faults planted in them. */
import { ALIVE, judgedAs, outbound, PBX_ENDS, refused, SET_UP } from '../../../test/support/trunk-calls.ts'
import { PROVIDER, SECOND_PROVIDER } from '../../../test/support/trunk-scene.ts'

const CALL = [SET_UP, '\n both sound 200', PBX_ENDS] as const
const DEAD = 'pbx INVITE offer'

const LOCATED = `
  0    asks NAPTR trunk.example
  5    told NAPTR 10 50 SIP+D2U _sip._udp.trunk.example 30
  10   asks SRV _sip._udp.trunk.example
  15   told SRV 10 60 5060 a.trunk.example 30; SRV 20 60 5060 b.trunk.example 30
  20   asks A a.trunk.example
  25   told A ${PROVIDER} 30
  30   asks A b.trunk.example
  35   told A ${SECOND_PROVIDER} 30`
const AGAIN = `
  0    asks SRV _sip._udp.trunk.example
  5    told SRV 20 60 5060 a.trunk.example 30; SRV 10 60 5060 b.trunk.example 30; a.trunk.example: A ${PROVIDER} 30; b.trunk.example: A ${SECOND_PROVIDER} 30`

const CONNECTED = `
  0    connects ${PROVIDER} 5061
  5    accepts
  10   client hello 1.2 1.1 trunk.example
  15   server hello 1.2 c02f
  20   server certificate trunk.example
  25   client changes
  30   server changes
  35   client data 500
  40   server data 500`
const ended = (certificate: string, alert: string, ms: number) => `
  ${ms}    connects ${PROVIDER} 5061
  ${ms + 5}    accepts
  ${ms + 10}   client hello 1.2 trunk.example
  ${ms + 15}   server hello 1.2 c02f
  ${ms + 20}   server certificate ${certificate}
  ${ms + 25}   client alert ${alert}
  ${ms + 30}   resets`
const REFUSED = [
  ended('trunk.example until 250601000000Z', 'certificate_expired', 0),
  ended('other.example', 'bad_certificate', 1000),
  ended('trunk.example', 'unknown_ca', 2000),
].join('')

judgedAs([
  [
    'CON-07',
    'as it should be, before and after the change',
    'passed',
    'Asked again 40.0 s after the first answer, which lived 30.0 s',
    [
      { beside: LOCATED },
      { ...outbound(...CALL), at: 100 },
      { beside: AGAIN, at: 40_000 },
      { ...outbound(...CALL), at: 40_100, provider: SECOND_PROVIDER },
    ],
  ],
  [
    'CON-07',
    'with the worse server taken',
    'failed',
    'while a.trunk.example of priority 10 was not seen to fail',
    [{ beside: LOCATED }, { ...outbound(...CALL), at: 100, provider: SECOND_PROVIDER }],
  ],
  [
    'CON-07',
    'with the worse server taken since the better one was gone',
    'inconclusive',
    '1 went to a.trunk.example, priority 10, weight 60. 1 went to b.trunk.example',
    [
      { beside: LOCATED },
      { ...outbound(DEAD), at: 100 },
      { beside: `0 unreachable ${PROVIDER} port`, at: 150 },
      { ...outbound(...CALL), at: 200, provider: SECOND_PROVIDER },
    ],
  ],
  [
    'CON-07',
    'with what was found kept for ever',
    'failed',
    'whose lifetime was over 30.1 s before',
    [{ beside: LOCATED }, { ...outbound(...CALL), at: 60_100 }],
  ],
  [
    'CON-07',
    'to a server that DNS does not name',
    'failed',
    'which DNS does not name',
    [
      { beside: LOCATED.replace(SECOND_PROVIDER, '198.51.100.99') },
      { ...outbound(...CALL), at: 100, provider: SECOND_PROVIDER },
    ],
  ],
  [
    'CON-07',
    'with a name nobody answers for',
    'failed',
    'no server is answered',
    [{ beside: '0 asks SRV _sip._udp.trunk.example\n 5 told nothing' }, { ...outbound(...CALL), at: 100 }],
  ],
  [
    'CON-07',
    'over another transport than named',
    'failed',
    'is named for TCP',
    [{ beside: LOCATED.replaceAll('_udp', '_tcp') }, { ...outbound(...CALL), at: 100 }],
  ],
  ['CON-07', 'without a question', 'inconclusive', 'No question to a name server', [outbound(...CALL)]],
  [
    'CON-07',
    'shared by weight',
    'inconclusive',
    '10 went to a.trunk.example, priority 10, weight 50. 10 went to b.trunk.example',
    [
      { beside: LOCATED.replace('20 60', '10 60').replaceAll('10 60', '10 50') },
      ...Array.from({ length: 20 }, (_, call) => ({
        ...outbound(...CALL),
        at: 100 + call,
        provider: call % 2 === 0 ? PROVIDER : SECOND_PROVIDER,
      })),
    ],
  ],
  [
    'CON-07',
    'not shared by weight',
    'failed',
    'None of 20 goes to b.trunk.example of weight 50 of 100',
    [
      { beside: LOCATED.replace('20 60', '10 60').replaceAll('10 60', '10 50') },
      ...Array.from({ length: 20 }, (_, call) => ({ ...outbound(...CALL), at: 100 + call })),
    ],
  ],
  [
    'FLV-01',
    'as it should be',
    'passed',
    '198.51.100.20:5060 does not answer; 198.51.100.21:5060 takes the call 4.0 s later',
    [
      outbound(DEAD),
      { ...outbound(...CALL), at: 4000, provider: SECOND_PROVIDER },
      { ...outbound(...CALL), at: 90_000 },
    ],
  ],
  [
    'FLV-01',
    'told by an error of the network',
    'passed',
    '198.51.100.20:5060 is lost: host unreachable',
    [
      outbound(DEAD),
      { beside: `500 unreachable ${PROVIDER} host` },
      { ...outbound(...CALL), at: 1000, provider: SECOND_PROVIDER },
      { ...outbound(...CALL), at: 90_000 },
    ],
  ],
  [
    'FLV-01',
    'whose connection is reset',
    'passed',
    '198.51.100.20:5060 is lost: connection reset',
    [
      { beside: `0 connects ${PROVIDER} 5060\n 10 resets` },
      { ...outbound(...CALL), at: 100, provider: SECOND_PROVIDER },
      { ...outbound(...CALL), at: 90_000 },
    ],
  ],
  [
    'FLV-01',
    'whose connection nobody takes',
    'passed',
    '198.51.100.20:5060 is lost: connection not taken',
    [
      { ...outbound(...CALL), at: 3500, provider: SECOND_PROVIDER },
      { beside: `0 connects ${PROVIDER} 5060` },
      { beside: `1000 connects ${PROVIDER} 5060` },
      { ...outbound(...CALL), at: 90_000 },
    ],
  ],
  [
    'FLV-01',
    'passed over since OPTIONS found it gone',
    'passed',
    '198.51.100.20:5060 was found gone and is passed over',
    [
      { lines: 'pbx OPTIONS' },
      { ...outbound(...CALL), at: 4000, provider: SECOND_PROVIDER },
      { ...outbound(...CALL), at: 90_000 },
    ],
  ],
  [
    'FLV-01',
    'left only when callers have hung up',
    'passed-with-limitation',
    'takes the call 32.0 s later',
    [
      outbound(DEAD),
      { ...outbound(...CALL), at: 32_000, provider: SECOND_PROVIDER },
      { ...outbound(...CALL), at: 120_000 },
    ],
  ],
  [
    'FLV-01',
    'that nothing goes back to',
    'inconclusive',
    'No later call is in the capture',
    [outbound(DEAD), { ...outbound(...CALL), at: 4000, provider: SECOND_PROVIDER }],
  ],
  [
    'FLV-01',
    'given up',
    'failed',
    'does not answer, and no other target is reached',
    [outbound(DEAD), { lines: ALIVE, at: 40_000 }],
  ],
  [
    'FLV-01',
    'that was there and refused',
    'inconclusive',
    'answers 503 Unavailable: it was there',
    [outbound(refused('503 Unavailable'))],
  ],
  [
    'SEC-01',
    'as it should be',
    'passed',
    'TLS 1.2 with TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
    [{ beside: CONNECTED }],
  ],
  [
    'SEC-01',
    'with a client that shows who it is',
    'passed',
    'pbx.example, a chain of 2',
    [
      {
        beside: CONNECTED.replace(
          '25   client',
          '21   server asks\n  22   client certificate pbx.example\n  25   client',
        ),
      },
    ],
  ],
  [
    'SEC-01',
    'with a client that was asked and shows nothing',
    'passed-with-limitation',
    'It shows none, and is let in',
    [{ beside: CONNECTED.replace('25   client', '21   server asks\n  25   client') }],
  ],
  [
    'SEC-01',
    'with certificates that nobody sees',
    'inconclusive',
    'TLS 1.3 encrypts certificates',
    [
      {
        beside: `
          0    connects ${PROVIDER} 5061
          5    accepts
          10   client hello 1.3 1.2 trunk.example
          15   server hello 1.3 1301
          20   server data 2000
          25   client data 69
          30   client data 500
          35   server data 500`,
      },
    ],
  ],
  [
    'SEC-01',
    'of another time',
    'failed',
    'TLS 1.0 is agreed on',
    [{ beside: CONNECTED.replace('server hello 1.2 c02f', 'server hello 1.0 002f') }],
  ],
  [
    'SEC-01',
    'that protects little',
    'failed',
    'TLS_RSA_WITH_3DES_EDE_CBC_SHA is agreed on',
    [{ beside: CONNECTED.replace('c02f', '000a') }],
  ],
  [
    'SEC-01',
    'with an expired certificate',
    'failed',
    'It was taken although it is valid from 2025-01-01 until 2025-06-01 only',
    [{ beside: CONNECTED.replace('certificate trunk.example', 'certificate trunk.example until 250601000000Z') }],
  ],
  [
    'SEC-01',
    'with another name',
    'failed',
    'it names other.example and not trunk.example',
    [{ beside: CONNECTED.replace('certificate trunk.example', 'certificate other.example') }],
  ],
  [
    'SEC-01',
    'broken off',
    'failed',
    'The PBX ends the handshake with unknown_ca',
    [{ beside: ended('trunk.example', 'unknown_ca', 0) }],
  ],
  ['SEC-01', 'without TLS', 'inconclusive', 'No handshake of TLS', [outbound(...CALL)]],
  ['SEC-02', 'as it should be', 'passed', 'Refused with certificate_expired', [{ beside: REFUSED }]],
  [
    'SEC-02',
    'with one of three tried',
    'inconclusive',
    'None was tried in the capture',
    [{ beside: ended('trunk.example', 'unknown_ca', 0) }],
  ],
  [
    'SEC-02',
    'that takes an expired certificate',
    'failed',
    'and data goes on',
    [{ beside: CONNECTED.replace('certificate trunk.example', 'certificate trunk.example until 250601000000Z') }],
  ],
  [
    'SEC-02',
    'that falls back in silence',
    'failed',
    'The PBX sends INVITE to 198.51.100.20:5060 over UDP afterwards',
    [{ beside: REFUSED }, { ...outbound(...CALL), at: 3000 }],
  ],
  [
    'SEC-02',
    'with good certificates only',
    'inconclusive',
    'All certificates name what was asked for',
    [{ beside: CONNECTED }],
  ],
])
