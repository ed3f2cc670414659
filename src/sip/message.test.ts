import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { worksFor } from '../../test/support/busy.ts'
import { SAID } from '../../test/support/calls-on-wire.ts'
import { bytesOf, hashOf, textOf } from './bytes.ts'
import type { FaultCode } from './fault.ts'
import { HEADER_NAMES } from './header-table.ts'
import { parseAddress, parseVia } from './header-values.ts'
import { type Draft, header, headerValues, parseMessage, writeMessage } from './message.ts'
import { METHODS } from './method.ts'
import { emptySkim, looksLikeSip, skim } from './skim.ts'

const lines = (...all: readonly string[]) => bytesOf([...all, '', ''].join('\r\n'))

const USUAL = [
  'Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK1',
  'Max-Forwards: 70',
  'From: <sip:anna@sip.example.com>;tag=a',
  'To: <sip:ben@sip.example.com>',
  'Call-ID: one@192.0.2.10',
  'CSeq: 1 OPTIONS',
  'Content-Length: 0',
]

const request = (...more: readonly string[]) => lines('OPTIONS sip:ben@sip.example.com SIP/2.0', ...USUAL, ...more)

/** The usual request with one line said otherwise. */
const instead = (name: string, ...line: readonly string[]) =>
  lines('OPTIONS sip:ben@sip.example.com SIP/2.0', ...USUAL.flatMap((each) => (each.startsWith(name) ? line : [each])))

test('a plain request is read without a fault', () => {
  const message = parseMessage(request())
  expect(message.faults).toEqual([])
  expect(message.start).toEqual({
    kind: 'request',
    method: 'OPTIONS',
    uri: 'sip:ben@sip.example.com',
    version: 'SIP/2.0',
  })
  expect(header(message, 'call-id')).toBe('one@192.0.2.10')
})

test('a response keeps its status and its words, however odd', () => {
  const message = parseMessage(lines('SIP/2.0 486 Besetzt – später', ...USUAL))
  expect(message.start).toEqual({ kind: 'response', version: 'SIP/2.0', status: 486, reason: 'Besetzt – später' })
  expect(parseMessage(lines('SIP/2.0 200', ...USUAL)).start).toMatchObject({ status: 200, reason: '' })
})

test('compact names, folded lines and lists in one line are read as what they are', () => {
  const message = parseMessage(
    lines(
      'INVITE sip:ben@sip.example.com SIP/2.0',
      'v: SIP/2.0/TCP b.example.com;branch=z9hG4bK2, SIP/2.0/UDP a.example.com',
      '\t;branch=z9hG4bK1',
      'MAX-FORWARDS: 3',
      'f: "Anna, \\"Tag\\" ;tag=no" <sip:anna@sip.example.com;tag=neither>',
      ' ;tag=yes',
      't : <sip:ben@sip.example.com>',
      'i: two',
      'cseq: 7  INVITE',
      'k: 100rel, timer',
      'k: replaces',
      'l: 0',
    ),
  )
  expect(message.faults).toEqual([])
  expect(headerValues(message, 'Via')).toEqual([
    'SIP/2.0/TCP b.example.com;branch=z9hG4bK2',
    'SIP/2.0/UDP a.example.com ;branch=z9hG4bK1',
  ])
  expect(headerValues(message, 'Supported')).toEqual(['100rel', 'timer', 'replaces'])
  expect(header(message, 'From')).toContain(';tag=yes')
})

describe('what is wrong is named, and the rest is read', () => {
  const cases: readonly (readonly [what: string, bytes: Uint8Array, faults: readonly FaultCode[]])[] = [
    ['another version', lines('OPTIONS sip:ben@sip.example.com SIP/3.0', ...USUAL), ['version']],
    ['a space in the address', lines('OPTIONS sip:ben doe@sip.example.com SIP/2.0', ...USUAL), ['start-line']],
    ['a status beyond all classes', lines('SIP/2.0 899 Odd', ...USUAL), ['start-line']],
    ['no Via', instead('Via'), ['no-via']],
    ['no From', instead('From'), ['no-from', 'no-from-tag']],
    ['no To', instead('To'), ['no-to']],
    ['no Call-ID', instead('Call-ID'), ['no-call-id']],
    ['an empty Call-ID', instead('Call-ID', 'Call-ID:  '), ['no-call-id']],
    ['no CSeq', instead('CSeq'), ['no-cseq']],
    ['no Max-Forwards', instead('Max'), ['no-max-forwards']],
    ['no tag', instead('From', 'From: <sip:anna@sip.example.com;tag=in-the-address>'), ['no-from-tag']],
    ['two From', request('f: <sip:eve@sip.example.com>;tag=e'), ['repeated-header']],
    ['a CSeq beyond 31 bits', instead('CSeq', 'CSeq: 2147483648 OPTIONS'), ['cseq']],
    ['a CSeq of words', instead('CSeq', 'CSeq: one OPTIONS'), ['cseq']],
    ['the CSeq of another method', instead('CSeq', 'CSeq: 1 INVITE'), ['cseq-method']],
    ['a branch of the old kind', instead('Via', 'Via: SIP/2.0/UDP a.example.com;branch=1'), ['branch-cookie']],
    [
      'a branch that is the magic cookie',
      instead('Via', 'Via: SIP/2.0/UDP a.example.com;branch=z9hG4bK'),
      ['branch-empty'],
    ],
    ['nothing between separators', instead('Via', 'Via: SIP/2.0/UDP a;branch=z9hG4bK1;rport;;x'), ['separators']],
    ['nothing behind the last one', request('m: <sip:anna@192.0.2.10>,'), ['separators']],
    ['a quote that is not closed', instead('To', 'To: "Ben \\" <sip:ben@sip.example.com>'), ['open-quote']],
    ['a blank in an address', instead('To', 'To: <sip:ben@sip.example.com >'), ['blank-in-address']],
    ['a bare address with headers', request('Contact: <sip:a@b>, sip:anna@192.0.2.10?Route=x'), ['no-brackets']],
    ['a date of somewhere', request('Date: Mon, 01 Jun 2026 16:00:00 CET'), ['date']],
    [
      'headers in the address',
      lines('OPTIONS sip:b?n@sip.example.com?Subject=x SIP/2.0', ...USUAL),
      ['headers-in-address'],
    ],
    [
      'headers in the address, with an address in them',
      lines('OPTIONS sip:ben@sip.example.com?Contact=sip:eve@192.0.2.66 SIP/2.0', ...USUAL),
      ['headers-in-address'],
    ],
    [
      'a first line beyond all measure',
      lines(`OPTIONS sip:${'b'.repeat(8157)}@sip.example.com SIP/2.0`, ...USUAL),
      ['start-line'],
    ],
    ['a Content-Length of words', instead('Content-Length', 'Content-Length: many'), ['content-length']],
    ['a negative Content-Length', instead('Content-Length', 'Content-Length: -1'), ['content-length']],
    ['a body that is cut', instead('Content-Length', 'Content-Length: 9'), ['body-short']],
    ['bytes after the body', bytesOf(`${textOf(request())}left over`), ['body-long']],
    ['two Content-Lengths', request('l: 0'), ['repeated-header']],
    ['a line that is no header', request('what is this'), ['header-line']],
    ['no empty line', bytesOf(textOf(request()).trimEnd()), ['no-end']],
    ['bare line feeds', bytesOf(textOf(request()).replaceAll('\r', '')), ['line-end']],
    [
      'more lines than anybody needs',
      request(...Array.from({ length: 1100 }, () => 'X-Much: more')),
      ['no-end', 'too-many-headers'],
    ],
  ]

  test.each(cases)('%s', (_what, bytes, faults) => {
    const message = parseMessage(bytes)
    expect(message.faults.toSorted()).toEqual(faults.toSorted())
    expect(message.raw).toBe(bytes)
  })
})

describe('torture of our own: odd and allowed', () => {
  test.each([
    ['a branch of one letter', instead('Via', 'Via: SIP/2.0/UDP a.example.com;branch=z9hG4bK1')],
    ['blanks around separators', instead('Via', 'Via: SIP/2.0/UDP a ; branch=z9hG4bK1 ; rport, SIP/2.0/TCP b')],
    ['signs within quotes', instead('To', 'To: "Ben \\" ;;,,?<" <sip:ben@sip.example.com>')],
    ['signs within brackets', request('m: "Anna" <sip:a;;b,,c@192.0.2.10?Route=x>;q=1, <sip:anna@b>')],
    ['a date of Greenwich', request('Date: Mon, 01 Jun 2026 16:00:00 GMT')],
    ['a question mark of the user', lines('OPTIONS sip:b?n@sip.example.com SIP/2.0', ...USUAL)],
    ['another kind of address with a query', lines('OPTIONS http://sip.example.com?x=1 SIP/2.0', ...USUAL)],
    [
      'an unknown method and an unknown scheme',
      lines('NEWMETHOD! soap.beep://192.0.2.1 SIP/2.0', ...USUAL.map((line) => line.replace('OPTIONS', 'NEWMETHOD!'))),
    ],
    ['escapes everywhere', lines('OPTIONS sip:%61%20b%3a%40@sip.example.com;p%61ram=%31 SIP/2.0', ...USUAL)],
    [
      'every blank there can be',
      lines(
        'OPTIONS sip:ben@sip.example.com SIP/2.0',
        ...USUAL.map((line) => line.replace(':', ' \t : \t').replace(/$/, ' \t')),
      ),
    ],
    [
      'a method that is only punctuation',
      lines("!%*_+`'~- sip:ben@sip.example.com SIP/2.0", ...USUAL.map((line) => line.replace('OPTIONS', "!%*_+`'~-"))),
    ],
    ['a very long value', request(`Subject: ${'long '.repeat(9000)}`)],
    [
      'a reason of bytes that are no characters',
      Uint8Array.from([...bytesOf('SIP/2.0 480 '), 0xff, 0xfe, 0x80, ...lines('', ...USUAL)]),
    ],
  ])('%s', (_what, bytes) => {
    expect(looksLikeSip(bytes, 0, bytes.length)).toBe(true)
    expect(parseMessage(bytes).faults).toEqual([])
  })
})

test.each([
  'HTTP/1.1 200 OK',
  'GET / HTTP/1.1',
  'SIP is a protocol',
  'SIP/x',
  'the INVITE sip:ben@sip.example.com SIP/2.0',
  'INVITE you to dinner',
  '\u0080\u0000\u0001',
])('text that mentions SIP is not taken for it: %s', (line) => {
  const bytes = bytesOf(`${line}\r\n\r\n`)
  expect(looksLikeSip(bytes, 0, bytes.length)).toBe(false)
})

const token = fc.stringMatching(/^[A-Za-z0-9.!%*_+`'~-]{1,20}$/)
const value = fc
  .string({ unit: 'grapheme', maxLength: 60 })
  .map((text) => text.replace(/[\p{Cc}\uFEFF]/gu, '').trim())
  .filter((text) => text.isWellFormed())

const draft: fc.Arbitrary<Draft> = fc.record({
  start: fc.oneof(
    fc.record({
      kind: fc.constant('request' as const),
      method: fc.oneof(fc.constantFrom(...METHODS), token),
      uri: fc.stringMatching(/^sip:[a-z0-9@.;=%-]{1,30}$/),
      version: fc.constant('SIP/2.0'),
    }),
    fc.record({
      kind: fc.constant('response' as const),
      version: fc.constant('SIP/2.0'),
      status: fc.integer({ min: 100, max: 699 }),
      reason: value,
    }),
  ),
  headers: fc.array(
    fc.record({ name: fc.constantFrom(...HEADER_NAMES.filter((name) => name !== 'Content-Length')), value }),
    { maxLength: 20 },
  ),
  body: fc.uint8Array({ maxLength: 200 }),
})

test('what is written is read back as it was', () => {
  fc.assert(
    fc.property(draft, (written) => {
      const read = parseMessage(writeMessage(written))
      expect(read.start).toEqual(written.start)
      expect(read.headers.slice(0, -1).map(({ name, value }) => ({ name, value }))).toEqual(written.headers)
      expect(Buffer.from(read.body)).toEqual(Buffer.from(written.body!))
    }),
  )
})

test('the skim and the whole reading agree about every message', () => {
  const tagOf = (value: string | null) => (value === null ? undefined : parseAddress(value)?.params.get('tag'))
  const hash = (text: string | undefined) => (text ? hashOf(bytesOf(text), 0, bytesOf(text).length) : 0)
  for (const { bytes } of SAID) {
    const message = parseMessage(bytes)
    const found = emptySkim()
    skim(bytes, 0, bytes.length, found)
    expect({
      callId: textOf(bytes, found.callIdAt, found.callIdEnd),
      cseq: `${found.cseq} ${METHODS[found.method - 1]}`,
      length: found.contentLength,
      type: textOf(bytes, found.typeAt, found.typeEnd),
      tags: [found.fromTag, found.toTag],
      branch: found.branch,
      status: found.status,
    }).toEqual({
      callId: header(message, 'Call-ID'),
      cseq: header(message, 'CSeq'),
      length: message.body.length,
      type: header(message, 'Content-Type') ?? '',
      tags: ['From', 'To'].map((name) => hash(tagOf(header(message, name)))),
      branch: hash(parseVia(headerValues(message, 'Via')[0]!)!.params.get('branch')),
      status: message.start.kind === 'response' ? message.start.status : 0,
    })
  }
})

test('any bytes give a message', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(2), (noise, kind) => {
      const base = kind === 0 ? new Uint8Array(0) : request()
      const bytes = kind === 2 ? Uint8Array.from([...noise, ...base]) : Uint8Array.from([...base, ...noise])
      const message = parseMessage(bytes)
      expect(message.raw).toBe(bytes)
    }),
  )
})

describe('a value made to be gone through again and again is gone through once', () => {
  test.each([
    ['quotes that never end', `"${'\\"'.repeat(30_000)}`],
    ['brackets that never end', '<'.repeat(60_000)],
    ['separators', '; '.repeat(30_000)],
    ['a separator and blanks', `;${' '.repeat(60_000)};${' '.repeat(4000)}x`],
    ['brackets in turns', '<a> '.repeat(15_000)],
  ])('%s', (_, value) => {
    expect(worksFor(() => parseMessage(request(`Contact: ${value}`)), 150)).toBeLessThan(150)
  })
})
