/** Well formed, and to be refused or passed over for what they mean (RFC 4475 §3.3); and an old one (§3.4). */
import { sdp } from '../support/calls-on-wire.ts'
import { odd, type Odd } from './odd.ts'

const OPTIONS = 'OPTIONS sip:ben@sip.example.com SIP/2.0'
const INVITE = 'INVITE sip:ben@sip.example.com SIP/2.0'
const REGISTER = 'REGISTER sip:sip.example.com SIP/2.0'
const offered = { 'Content-Type': 'application/sdp' }
const OFFER = sdp('192.0.2.10', 20_000)

export const MEANING: readonly Odd[] = [
  odd({
    name: 'insuf',
    section: '3.3.1',
    shows: 'neither From, To nor Call-ID',
    first: INVITE,
    headers: { From: null, To: null, 'Call-ID': null, ...offered },
    body: OFFER,
    faults: ['no-from', 'no-to', 'no-call-id', 'no-from-tag'],
  }),
  odd({
    name: 'unkscm',
    section: '3.3.2',
    shows: 'a kind of address nobody knows in the first line',
    first: 'OPTIONS nobodyknowsthiskind:only-itself SIP/2.0',
  }),
  odd({
    name: 'novelsc',
    section: '3.3.3',
    shows: 'a kind of address that is known, and not for calls',
    first: 'OPTIONS soap.beep://192.0.2.20:3002 SIP/2.0',
  }),
  odd({
    name: 'unksm2',
    section: '3.3.4',
    shows: 'kinds of addresses nobody knows in headers',
    first: REGISTER,
    headers: { To: 'isbn:9783161484100', From: '<http://www.example.com>;tag=a', Contact: '<name:anna_example>' },
  }),
  odd({
    name: 'bext01',
    section: '3.3.5',
    shows: 'extensions that are required and nobody knows',
    first: OPTIONS,
    headers: { Require: 'nothingSupportsThis, norThis', 'Proxy-Require': 'noProxySupportsThis, norThat' },
  }),
  odd({
    name: 'invut',
    section: '3.3.6',
    shows: 'a body of a type nobody knows',
    first: INVITE,
    headers: { Contact: '<sip:anna@192.0.2.10>', 'Content-Type': 'application/unheard-of' },
    body: '<audio>\r\n <pcmu port="20000"/>\r\n</audio>\r\n',
  }),
  odd({
    name: 'regaut01',
    section: '3.3.7',
    shows: 'a proof of identity of a kind nobody knows',
    first: REGISTER,
    headers: { Authorization: 'UnheardOf opaque-data=here', Contact: '<sip:anna@192.0.2.10>' },
  }),
  odd({
    name: 'multi01',
    section: '3.3.8',
    shows: 'several values of headers that have one',
    first: INVITE,
    headers: {
      CSeq: ['5 INVITE', '59 INVITE'],
      'Call-ID': ['multi01@192.0.2.10', 'multi01-again@192.0.2.10'],
      'Max-Forwards': ['70', '5'],
      From: ['sip:anna@sip.example.com;tag=a', 'sip:eve@sip.example.com;tag=e'],
      To: ['sip:ben@sip.example.com', 'sip:carl@sip.example.com'],
      ...offered,
    },
    body: OFFER,
    faults: ['repeated-header'],
  }),
  odd({
    name: 'mcl01',
    section: '3.3.9',
    shows: 'two Content-Lengths that say otherwise',
    first: OPTIONS,
    headers: { 'Content-Length': ['13', '5'] },
    body: 'There is more',
    faults: ['repeated-header'],
  }),
  odd({
    name: 'bcast',
    section: '3.3.10',
    shows: 'a response to be sent on to everybody',
    first: 'SIP/2.0 200 OK',
    headers: {
      CSeq: '1 INVITE',
      Via: ['SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK-bcast', 'SIP/2.0/UDP 255.255.255.255;branch=z9hG4bK1'],
      Contact: '<sip:ben@192.0.2.20>',
      ...offered,
    },
    body: sdp('192.0.2.20', 20_000),
  }),
  odd({
    name: 'zeromf',
    section: '3.3.11',
    shows: 'Max-Forwards 0',
    first: OPTIONS,
    headers: { 'Max-Forwards': '0' },
  }),
  odd({
    name: 'cparam01',
    section: '3.3.12',
    shows: 'an unknown parameter of a Contact',
    first: REGISTER,
    headers: { Contact: 'sip:+4930900001@192.0.2.10;unheard' },
  }),
  odd({
    name: 'cparam02',
    section: '3.3.13',
    shows: 'an unknown parameter of the address in a Contact',
    first: REGISTER,
    headers: { Contact: '<sip:+4930900001@192.0.2.10;unheard>' },
  }),
  odd({
    name: 'regescrt',
    section: '3.3.14',
    shows: 'headers in the address of a Contact',
    first: REGISTER,
    headers: { Contact: '<sip:anna@sip.example.com?Route=%3Csip:sip.example.com%3E>' },
  }),
  odd({
    name: 'sdp01',
    section: '3.3.15',
    shows: 'an offer by somebody who accepts no description in return',
    first: INVITE,
    headers: { Accept: 'text/unheard-of', ...offered },
    body: OFFER,
  }),
  odd({
    name: 'inv2543',
    section: '3.4.1',
    shows: 'a request as RFC 2543 had it: no tag, no branch, no Max-Forwards',
    first: INVITE,
    headers: {
      Via: 'SIP/2.0/UDP 192.0.2.10',
      'Max-Forwards': null,
      From: '<sip:anna@sip.example.com>',
      'Record-Route': '<sip:ben@sip.example.com;maddr=192.0.2.99>',
      CSeq: '0 INVITE',
      ...offered,
    },
    body: OFFER,
    faults: ['no-max-forwards', 'no-from-tag', 'branch-cookie'],
  }),
]
