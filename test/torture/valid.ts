/** Valid, however they look (RFC 4475 §3.1.1). */
import { bytesOf } from '../../src/sip/bytes.ts'
import { sdp } from '../support/calls-on-wire.ts'
import { join } from '../support/capture-writer.ts'
import { odd, type Odd } from './odd.ts'

const OPTIONS = 'OPTIONS sip:ben@sip.example.com SIP/2.0'
const OFFER = sdp('192.0.2.10', 20_000)
const offered = { 'Content-Type': 'application/sdp' }
const long = (word: string, times: number) => word.repeat(times)
const PUNCTUATION = "!Odd-Method0123456789_*+`.%real'~"

/** Two parts, one of them with every byte there is. */
const PARTS = join(
  bytesOf('--part one\r\nContent-Type: text/plain\r\n\r\nHello, Ben.\r\n--part one\r\n'),
  bytesOf('Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: binary\r\n\r\n'),
  Array.from({ length: 256 }, (_, byte) => byte),
  bytesOf('\r\n--part one--\r\n'),
)

export const VALID: readonly Odd[] = [
  odd({
    name: 'wsinv',
    section: '3.1.1.1',
    shows: 'blanks, folds, compact names and letters of any case wherever they may stand',
    first: 'INVITE sip:ben@sip.example.com;unknown SIP/2.0',
    headers: {
      Via: null,
      'Max-Forwards': null,
      From: null,
      To: null,
      CSeq: null,
      'Content-Length': null,
      'Content-Length   ': `${OFFER.length}`,
      'tO ': '\r\n sip:ben@sip.example.com ;   tag\t= b1',
      'from   ': '"Anna \\\\\\""\t<sip:anna@sip.example.com>\r\n  ;\r\n  tag = a1',
      'MaX-fOrWaRdS': '0070',
      cseq: '0009\r\n  INVITE',
      'Via  ': 'SIP  /   2.0\r\n /UDP\r\n    192.0.2.10;branch=z9hG4bK-wsinv',
      's ': '',
      NewKind: ' a value\r\n that goes on',
      Unheard: ';;,,;;,;',
      Route: '\r\n <sip:proxy.example.com;lr;some=value;none>',
      v: 'SIP  / 2.0  / TCP     b.example.com   ;\r\n  branch  =   z9hG4bK2  ,\r\n SIP / 2.0 / UDP 192.0.2.99 ; branch=\r\n z9hG4bK3',
      m: '"Anna \\"\\"" <sip:anna@192.0.2.10> ; new =\r\n    value ;\r\n  second ; q = 0.33',
      ...offered,
    },
    body: OFFER,
  }),
  odd({
    name: 'intmeth',
    section: '3.1.1.2',
    shows: 'every character that a method, an address and a display name may have',
    first: `${PUNCTUATION} sip:1_2.b%40-!*':&it+$,;?/ben:&you=+$,@sip.example.com SIP/2.0`,
    headers: {
      To: '"BEL:\\\u0007 NUL:\\\u0000 DEL:\\\u007f" <sip:1_2.b%40-!*@sip.example.com>',
      From: `token1~\` token2'+_ token3*%!.- <sip:anna@sip.example.com>;from''~%=true;tag=_tok~1'+*%!-.`,
      'Ext-!.%*+`~': 'Ωμέγα',
    },
  }),
  odd({
    name: 'esc01',
    section: '3.1.1.3',
    shows: 'escapes that make a user out of another address',
    first: 'INVITE sip:sips%3Aben%40sip.example.com@sip.example.net SIP/2.0',
    headers: {
      To: '<sip:%62en@sip.example.com>',
      From: '<sip:I%20am%20anna@sip.example.com>;tag=a',
      Contact: '<sip:cal%6Cer@192.0.2.10:5060;%6C%72;n%61me=v%61lue%25%34%31>',
      ...offered,
    },
    body: OFFER,
  }),
  odd({
    name: 'escnull',
    section: '3.1.1.4',
    shows: 'zeros in addresses, written as escapes',
    first: 'REGISTER sip:sip.example.com SIP/2.0',
    headers: {
      To: '<sip:zero-%00-zero@sip.example.com>',
      From: '<sip:zero-%00-zero@sip.example.com>;tag=a',
      Contact: ['<sip:%00@192.0.2.10>', '<sip:%00%00@192.0.2.10>'],
    },
  }),
  odd({
    name: 'esc02',
    section: '3.1.1.5',
    shows: 'percent signs that are no escapes: in a method and in names',
    first: 'RE%47IST%45R sip:sip.example.com SIP/2.0',
    headers: { From: '%41nn%41 <sip:anna@sip.example.com>;tag=a%20b', Contact: '<sip:alias@192.0.2.10>;%61=b%' },
  }),
  odd({
    name: 'lwsdisp',
    section: '3.1.1.6',
    shows: 'no blank between a display name and its address',
    first: OPTIONS,
    headers: { From: 'anna<sip:anna@sip.example.com>;tag=a' },
  }),
  odd({
    name: 'longreq',
    section: '3.1.1.7',
    shows: 'values of many times the usual length, and many Vias',
    first: `INVITE sip:ben@sip.example.com;${long('long', 20)}=x SIP/2.0`,
    headers: {
      Via: [
        'SIP/2.0/TCP a.example.com;branch=z9hG4bK-longreq',
        ...Array.from(
          { length: 33 },
          (_, hop) => `SIP/2.0/TCP hop${hop}.example.com;branch=z9hG4bK${long('way', 9)}${hop}`,
        ),
      ],
      To: `"I have a ${long('very ', 20)}long name" <sip:ben@sip.example.com>`,
      From: `sip:anna@sip.example.com;tag=a${long('9', 90)};${long('parameter', 12)}=${long('value', 12)}`,
      'Call-ID': `longreq.${long('one', 20)}@${long('place', 20)}`,
      Contact: `<sip:anna@${long('sub.', 30)}example.com>`,
      'Unknown-Long': long('unknown-', 50),
      ...offered,
    },
    body: OFFER,
  }),
  odd({
    name: 'dblreq',
    section: '3.1.1.8',
    shows: 'another request behind the end of the first in one datagram',
    first: 'REGISTER sip:sip.example.com SIP/2.0',
    headers: { 'Content-Length': '0' },
    body: `${OPTIONS}\r\nCall-ID: behind@192.0.2.10\r\nCSeq: 8 OPTIONS\r\n\r\n`,
    faults: ['body-long'],
  }),
  odd({
    name: 'semiuri',
    section: '3.1.1.9',
    shows: 'semicolons in the user of an address',
    first: 'OPTIONS sip:ben;ext=u%40sip.example.net@sip.example.com SIP/2.0',
    headers: { To: '<sip:ben;ext=1@sip.example.com>', Accept: 'application/sdp' },
  }),
  odd({
    name: 'transports',
    section: '3.1.1.10',
    shows: 'transports of every kind and of none that is known',
    first: OPTIONS,
    headers: {
      Via: ['UDP', 'SCTP', 'TLS', 'PIGEON', 'TCP'].map(
        (kind, hop) => `SIP/2.0/${kind} hop${hop}.example.com;branch=z9hG4bK-transports-${hop}`,
      ),
    },
  }),
  odd({
    name: 'mpart01',
    section: '3.1.1.11',
    shows: 'a body of two parts, one of them of any bytes',
    first: 'MESSAGE sip:ben@sip.example.com SIP/2.0',
    headers: { 'Content-Type': 'multipart/mixed;boundary="part one"', 'MIME-Version': '1.0' },
    body: PARTS,
  }),
  odd({
    name: 'unreason',
    section: '3.1.1.12',
    shows: 'a reason of signs and letters of another alphabet',
    first: 'SIP/2.0 200 = 2 * 10**2, τα πάντα καλώς',
    headers: { CSeq: '1 INVITE', Contact: '<sip:ben@192.0.2.20>', ...offered },
    body: sdp('192.0.2.20', 20_000),
  }),
  odd({
    name: 'noreason',
    section: '3.1.1.13',
    shows: 'an empty reason behind its blank',
    first: 'SIP/2.0 100 ',
    headers: { CSeq: '1 INVITE' },
  }),
]
