import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  parseAddress,
  parseCount,
  parseCredentials,
  parseCSeq,
  parseRAck,
  parseReason,
  parseReplaces,
  parseSessionExpires,
  parseVia,
} from './header-values.ts'
import { divided } from './params.ts'
import { parseUri, partyOf } from './uri.ts'

test('an address in brackets keeps its own parameters apart from those of the header', () => {
  const address = parseAddress(
    '"Anna \\"A\\" Example, Ltd." <sip:+4930900001@sip.example.com:5070;user=phone>;tag=x;lr',
  )!
  expect(address.display).toBe('Anna "A" Example, Ltd.')
  expect(address.uri).toMatchObject({ scheme: 'sip', user: '+4930900001', host: 'sip.example.com', port: 5070 })
  expect([...address.uri.params]).toEqual([['user', 'phone']])
  expect([...address.params]).toEqual([
    ['tag', 'x'],
    ['lr', ''],
  ])
})

test('an address without brackets leaves its parameters to the header', () => {
  const address = parseAddress('sip:anna@sip.example.com;tag=x')!
  expect(address.uri.params.size).toBe(0)
  expect(address.params.get('tag')).toBe('x')
})

test.each([
  ['sip:anna;day=monday@sip.example.com;transport=tcp', 'anna;day=monday', 'sip.example.com', null],
  ['sips:%61nna:secret@[2001:DB8::1]:5061', 'anna', '[2001:db8::1]', 5061],
  ['sip:192.0.2.1', null, '192.0.2.1', null],
  ['tel:+49-30-900001;phone-context=example.com', '+49-30-900001', '', null],
  ['urn:service:sos', null, 'service:sos', null],
])('%s names %s at %s', (written, user, host, port) => {
  expect(parseUri(written)).toMatchObject({ user, host, port })
})

test('what is no address is none', () => {
  expect(parseUri('anna')).toBeNull()
  expect(parseAddress('<>')).toBeNull()
  expect(partyOf(parseUri('sip:192.0.2.1')!)).toBe('192.0.2.1')
})

test('a Via is read with blanks and without a port', () => {
  expect(parseVia('SIP / 2.0 / tcp  [2001:db8::1]:5070 ; branch=z9hG4bK1;rport')).toMatchObject({
    transport: 'TCP',
    host: '[2001:db8::1]',
    port: 5070,
  })
  expect(parseVia('SIP/2.0/UDP a.example.com')).toMatchObject({ host: 'a.example.com', port: null })
  expect(parseVia('SIP/2.0/UDP')).toBeNull()
})

test('the small headers of the trade', () => {
  expect(parseCSeq('17 INVITE')).toEqual({ number: 17, method: 'INVITE' })
  expect(parseRAck('3 17 INVITE')).toEqual({ response: 3, cseq: { number: 17, method: 'INVITE' } })
  expect(parseSessionExpires('1800 ;refresher=UAS')).toEqual({ seconds: 1800, refresher: 'uas' })
  expect(parseSessionExpires('soon')).toBeNull()
  expect(parseReason('Q.850;cause=17;text="User; busy"')).toEqual({ protocol: 'Q.850', cause: 17, text: 'User; busy' })
  expect(parseReplaces('one@192.0.2.1;to-tag=t;from-tag=f;early-only')).toEqual({
    callId: 'one@192.0.2.1',
    toTag: 't',
    fromTag: 'f',
    isEarlyOnly: true,
  })
  expect(parseReplaces('one@192.0.2.1;to-tag=t')).toBeNull()
  expect(parseCount('90 (in a minute)')).toBe(90)
  const digest = parseCredentials('Digest realm="a, b", nonce="n=", qop=auth')!
  expect([digest.scheme, digest.params.get('realm'), digest.params.get('nonce')]).toEqual(['Digest', 'a, b', 'n='])
})

test('any text is divided without losing any of it but blanks and marks', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const parts = divided(text, ',')
      expect(parts.join('').replace(/[,\s]/g, '')).toBe(text.replace(/[,\s]/g, ''))
    }),
  )
})

test('any text gives a value or null, never a fault of ours', () => {
  const readers = [
    parseAddress,
    parseVia,
    parseCSeq,
    parseRAck,
    parseSessionExpires,
    parseReason,
    parseReplaces,
    parseCredentials,
    parseUri,
  ]
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => readers.forEach((read) => read(text))))
})
