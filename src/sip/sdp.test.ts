import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesOf, textOf } from './bytes.ts'
import { isHold, mediaOf, originOf, parseSdp, writeLine, writeSdp } from './sdp.ts'
import { emptySdpSkim, skimSdp } from './sdp-skim.ts'
import { ROWS } from './sdp-table.ts'

const OFFER = [
  'v=0',
  'o=pbx 11 3 IN IP4 192.0.2.10',
  's=-',
  'c=IN IP4 192.0.2.10',
  't=0 0',
  'a=sendonly',
  'm=audio 20000/2 RTP/SAVP 8 96 101',
  'a=rtpmap:96 opus/48000/2',
  'a=rtpmap:101 telephone-event/8000',
  'a=fmtp:101 0-16',
  'a=ptime:20',
  'a=x-ours:kept as it is',
  'm=image 20010 udptl t38',
  'c=IN IP6 2001:db8::10',
  'a=inactive',
  'm=audio 0 RTP/AVP 0',
  '',
].join('\r\n')

describe('each row of the grammar', () => {
  test.each(ROWS.map((row) => [row.sample, row] as const))('%s', (sample, row) => {
    const [line] = [...parseSdp(`${sample}\r\n`).session, ...parseSdp(`${sample}\r\n`).media.flat()]
    expect(line).toMatchObject({ key: row.key, written: sample })
    expect(line!.fields).not.toBeNull()
    expect(writeLine(line!)).toBe(sample)
  })
})

test('an offer is read with what each media line takes from the session', () => {
  const sdp = parseSdp(OFFER)
  expect(sdp.faults).toEqual([])
  expect(originOf(sdp)?.version).toBe('3')
  const [voice, fax, refused] = mediaOf(sdp)
  expect(voice).toMatchObject({
    kind: 'audio',
    address: '192.0.2.10',
    port: 20_000,
    direction: 'sendonly',
    ptimeMs: 20,
    rtcpPort: 20_001,
    isSecure: true,
    codecs: [
      { payload: 8, name: 'PCMA', clock: 8000 },
      { payload: 96, name: 'opus', clock: 48_000 },
      { payload: 101, name: 'telephone-event', clock: 8000 },
    ],
  })
  expect(fax).toMatchObject({
    kind: 'image',
    address: '2001:db8::10',
    direction: 'inactive',
    codecs: [],
    formats: ['t38'],
  })
  expect(refused!.port).toBe(0)
  expect([voice, fax, refused].map((media) => isHold(media!))).toEqual([true, true, true])
})

test('what is not understood is kept and written back, and what is wrong is named with its line', () => {
  const odd = `${OFFER}a=rtpmap:many\r\nsome words\r\nc=IN IP4\r\nz=7 -1h\r\n`
  const sdp = parseSdp(odd)
  expect(writeSdp(sdp)).toBe(odd)
  expect(sdp.faults.map((fault) => fault.line)).toEqual([17, 18, 19])
})

test('a description without its first lines says so', () => {
  expect(parseSdp('m=audio 9 RTP/AVP 0\r\n').faults).toHaveLength(3)
})

test('what was written is read back', () => {
  const line = fc.constantFrom(...ROWS.map((row) => row.sample), 'a=sendrecv', 'a=', 'x', 'k=clear:1')
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (all) => {
      const text = all.map((each) => `${each}\r\n`).join('')
      const sdp = parseSdp(text)
      const inOrder = [...sdp.session, ...sdp.media.flat()]
      expect(inOrder.map((each) => each.written)).toEqual(all)
      expect(writeSdp(sdp)).toBe(text)
      expect(parseSdp(writeSdp(sdp))).toEqual(sdp)
    }),
  )
})

test('any bytes give a description', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      mediaOf(parseSdp(bytes))
      skimSdp(bytes, 0, bytes.length, emptySdpSkim())
    }),
  )
})

test('the skim and the whole reading agree about where media is expected', () => {
  const bytes = bytesOf(OFFER)
  const found = emptySdpSkim()
  skimSdp(bytes, 0, bytes.length, found)
  const seen = found.media.slice(0, found.count)
  expect(
    seen.map(({ addressAt, addressEnd, port, isImage, isSecure }) => ({
      address: textOf(bytes, addressAt, addressEnd),
      port,
      isImage,
      isSecure,
    })),
  ).toEqual(
    mediaOf(parseSdp(OFFER)).map(({ address, port, kind, isSecure }) => ({
      address,
      port,
      isImage: kind === 'image',
      isSecure,
    })),
  )
  expect(seen[0]!.codecs).not.toBe(seen[2]!.codecs)
})
