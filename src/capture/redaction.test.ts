import { describe, expect, test } from 'vitest'
import { busyMs } from '../../test/support/busy.ts'
import { corners } from '../../test/support/corners.ts'
import { extended, redacted, UNWATCHED } from '../../test/support/soundless.ts'
import { captureOf } from '../../test/support/trunk-scene.ts'
import { inspect } from './inspection.ts'
import { LIMITS } from './messages.ts'
import { readCapture } from './reading.ts'
import { messageWithoutSecrets, withoutSecrets } from './secrets.ts'

function inspected(file: Uint8Array) {
  const reading = readCapture()
  reading.feed(file)
  reading.end()
  return inspect(reading.trace)
}

const SECRET = '6629fae49393a05397450978507c4ef1'
const TALK = captureOf({
  lines: `
  pbx      INVITE offer [Authorization: Digest username="anna", realm="r", nonce="n", uri="sip:x", response="${SECRET}"]
  provider 200 OK answer
  pbx      ACK
  both     sound 1000 PCMA levels
  pbx      digits 1234#
  pbx      INFO [Content-Type: application/dtmf-relay] [Body: Signal=7]
  provider 200 OK
  pbx      BYE
  provider 200 OK`,
})

describe('a redacted capture', () => {
  const made = redacted(TALK)
  const [before, after] = [inspected(TALK), inspected(made)]

  test('is as long, and holds the same packets, calls and streams', () => {
    const told = ({ file, sip, calls, streams }: typeof before) => ({
      file,
      sip,
      calls,
      streams: streams.map(({ dtmf, ...rest }) => ({ ...rest, keys: dtmf.length })),
    })
    expect(told(after)).toEqual(told(before))
    expect(made.length).toBe(TALK.length)
  })

  test('has no response to guess a password by, and no key that was pressed', () => {
    const text = new TextDecoder('latin1').decode(made)
    expect(text).not.toContain(SECRET)
    expect(text).toContain(`response="${'0'.repeat(SECRET.length)}"`)
    expect(text).toContain('Signal=*')
    expect(after.streams.map(({ dtmf }) => dtmf).join('')).toBe('*****')
    expect(before.streams.map(({ dtmf }) => dtmf).join('')).toBe('1234#')
  })

  test('has no sound: the payload of every packet is empty', () => {
    const watch = { heard: 0, other: 0 }
    const reading = readCapture(LIMITS, {
      media: (bytes, from, end) => {
        const payload = bytes.subarray(from + (bytes[from]! & 0x10 ? 20 : 12), end)
        if (payload.length === 4) return
        watch.heard += 1
        if (payload.some((byte) => byte !== 0)) watch.other += 1
      },
      ...UNWATCHED,
    })
    reading.feed(made)
    expect(watch.heard).toBeGreaterThan(50)
    expect(watch.other).toBe(0)
  })

  test('does not tell how loud it was', () => {
    expect(extended(TALK)).toBeGreaterThan(50)
    expect(extended(made)).toBe(0)
  })

  test.each([1, 7, 64, 4096])('is the same in pieces of %i bytes', (size) => {
    expect(redacted(TALK, size)).toEqual(made)
  })
})

/** Whatever links, fragments, segments and frames it comes in. */
test.each(corners().map(({ name, bytes }) => [name, bytes] as const))('%s stays what it was', (_, bytes) => {
  const { faults: before, ...was } = inspected(bytes)
  const { faults: after, ...is } = inspected(redacted(bytes))
  expect([is.file, is.sip, is.calls]).toEqual([was.file, was.sip, was.calls])
  expect(after).toEqual(before)
})

test.each([
  ['Authorization: Basic YW5uYTpwYXNz', 'Authorization: Basic AAAAAAAAAAAA'],
  ['INVITE sip:anna:pass@example.com SIP/2.0', 'INVITE sip:anna:****@example.com SIP/2.0'],
  ['INVITE sip:anna@192.0.2.1:5060 SIP/2.0', 'INVITE sip:anna@192.0.2.1:5060 SIP/2.0'],
  ['a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:abcd|2^20', 'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAAA|2^20'],
  ['response=abc, qop=auth', 'response=000, qop=auth'],
])('%j is shown as %j', (text, shown) => {
  expect(withoutSecrets(text)).toBe(shown)
})

const told = (text: string) => new TextDecoder().decode(messageWithoutSecrets(new TextEncoder().encode(text)))

test.each([
  ['INFO', 'application/dtmf', '5\r\n6', '****'],
  ['INFO', 'application/dtmf-relay', 'Signal=11\r\nDuration=160\r\n', 'Signal=**\r\nDuration=160\r\n'],
  ['MESSAGE', 'text/plain', 'my pin is 1234', '**************'],
  ['INVITE', 'application/sdp', 'v=0\r\na=ice-pwd:abc\r\n', 'v=0\r\na=ice-pwd:AAA\r\n'],
])('of %s the body of type %s, %j, is given as %j', (method, type, body, shown) => {
  const head = `${method} sip:x@example.com SIP/2.0\r\nCSeq: 1 ${method}\r\nc:\r\n ${type}\r\n\r\n`
  expect(told(head + body)).toBe(head + shown)
})

test('a text made to be slow to search is searched at once', () => {
  const before = busyMs()
  for (const text of ['sip:', 'a=crypto:inline:', 'content-type: application/dtmf\r\n', 'a"=', 'digits="', '\\"'])
    withoutSecrets(`Authorization: Digest x="${text.repeat(2 ** 18 / text.length)}`)
  expect(busyMs() - before).toBeLessThan(2000)
})
