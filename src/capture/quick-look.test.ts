import { describe, expect, test } from 'vitest'
import { SAID, sdp, sipMessage } from '../../test/support/calls-on-wire.ts'
import { drawing } from '../../test/support/corners.ts'
import { laid, quick } from '../../test/support/quickly.ts'
import { TORTURE } from '../../test/torture/all.ts'
import { kernelModule } from '../app/captures/kernel-module.ts'
import { CLUE_NAMES, clueOf, clues, noteHeaders } from './clues.ts'
import { kernelWith, quickLook, roomIn } from './quick-look.ts'
import { bytesOf, hashOf, textOf } from '../sip/bytes.ts'
import { NAMES } from '../sip/header-kind.ts'
import { METHODS } from '../sip/method.ts'
import { emptySdpSkim, type SdpSkim, skimSdp } from '../sip/sdp-skim.ts'
import { emptySkim, looksLikeSip, type Skim, skim } from '../sip/skim.ts'

const CALL = { call: 'call-1', branch: 'b1' }

const spoken = (text: string) => text.replaceAll('\n', '\r\n')
const changed = (bytes: Uint8Array, from: string | RegExp, to: string) =>
  bytesOf(new TextDecoder().decode(bytes).replace(from, spoken(to)))

/** As nearly all messages are written: of each of them the quick look has to be sure. */
const ORDINARY: readonly Uint8Array[] = [
  ...SAID.map(({ bytes }) => bytes),
  ...METHODS.flatMap((method) => [
    sipMessage({ ...CALL, first: `${method} sip:b@example.com SIP/2.0`, cseq: `1 ${method}` }),
    sipMessage({ ...CALL, first: 'SIP/2.0 200 OK', cseq: `4294967 ${method}`, toTag: 'x' }),
  ]),
  ...[
    'Via: SIP/2.0/UDP 192.0.2.1;rport;branch=z9hG4bKx\nVia: SIP/2.0/TCP b.example;branch=other',
    'Via: SIP/2.0/WSS b.example;Branch=z9hG4bKab;received=192.0.2.7',
    'Via: SIP/2.0/UDP [2001:db8::1]:5060;branch=z9hG4bK1',
  ].map((via) => changed(SAID[0]!.bytes, /Via: .*/, via)),
  ...[
    'From: <sip:a@example.com>;tag=1',
    'From: sip:a@example.com;tag=1',
    'From: "A, B; <c?>" <sip:a@example.com;user=phone>;x=y;TAG=ab;z',
    'From: Anna <sip:a@example.com?x=y>;tag=1',
    'From: Anna <tel:+4930;phone-context=x>;tag=a;tag=b',
  ].map((from) => changed(SAID[0]!.bytes, /From: .*/, from)),
  ...['Contact: *', 'Contact: <sip:a@b>;q=0.5;expires=60\nContact: sip:c@d'].map((contact) =>
    changed(SAID[0]!.bytes, /Contact: .*/, contact),
  ),
  ...[
    'Date: Sat, 13 Nov 2010 23:29:00 GMT',
    'Session-ID: 00000000000000000000000000000001;remote=0',
    'X-Call-ID: other@host',
    'P-Charging-Vector: icid-value=1234',
    'Allow: INVITE\nSupported: 100rel\nUser-Agent: Invented\nMIME-Version: 1.0',
    'Subject:',
  ].map((more) => changed(SAID[0]!.bytes, 'Max-Forwards', `${more}\nMax-Forwards`)),
  changed(SAID[0]!.bytes, 'Max-Forwards: 70', 'Max-Forwards: 999'),
  changed(SAID[0]!.bytes, 'Max-Forwards', 'Feature-Caps: x\nInfo-Package: y\nIdentity: z\nMax-Forwards'),
]

/** What cannot be told quickly, or should not. */
const DOUBTFUL: readonly Uint8Array[] = [
  ...[
    [/INVITE /, 'INVITE  '],
    [/sip:/, '<sip:'],
    [/ SIP\/2.0/, '?a=b SIP/2.0'],
    [/SIP\/2.0/, 'SIP/3.0'],
    [/Via: /, 'v: '],
    [/Via: /, 'Via : '],
    [/Via: /, 'VIA: '],
    [/z9hG4bK[^;\r]*/, 'z9hG4bK'],
    [/z9hG4bK/, 'other'],
    [/;branch=/, '; branch='],
    [/;branch=/, ';branch ='],
    [/From: /, 'From: ;'],
    [/;tag=a[^\r]*/, ';tag='],
    [/;tag=a/, ';tag =a'],
    [/;tag=a/, ';;tag=a'],
    [/;tag=a/, ', <sip:c@d>;tag=a'],
    [/"Anna/, '"Anna \\"'],
    [/<sip:\+49/, '<sip: +49'],
    [/"Anna Example"/, '"Anna Example">'],
    [/To: /, 'To:'],
    [/To: </, 'To: \n <'],
    [/Call-ID: /, 'Call-ID: \n '],
    [/Call-ID: /, 'Call-ID: x\nCall-ID: '],
    [/CSeq: \d+/, 'CSeq: 2147483648'],
    [/CSeq: 1 /, 'CSeq: 1  '],
    [/CSeq: 1 INVITE/, 'CSeq: 1 BYE'],
    [/Content-Length: \d+/, 'Content-Length: 9999'],
    [/Content-Length: \d+/, 'Content-Length: x'],
    [/Content-Length: \d+/, 'Content-Length: 2147483648'],
    [/Call-ID: /, 'Call-ID:\t'],
    [/Max-Forwards/, 'max-forwards'],
    [/Content-Length: \d+/, 'Content-Length: 0\nContent-Length: 0'],
    [/Max-Forwards: 70\r\n/, ''],
    [/Max-Forwards: 70/, 'Max-Forwards:'],
    [/Max-Forwards/, 'no header\nMax-Forwards'],
    [/Max-Forwards/, 'Date: GMT\nMax-Forwards'],
    [/Max-Forwards/, 'Date: noon\nMax-Forwards'],
    [/Max-Forwards/, `${'A: b\n'.repeat(300)}Max-Forwards`],
    [/\r\n\r\n[^]*/, '\n'],
  ].map(([from, to]) => changed(SAID[0]!.bytes, from!, to as string)),
  bytesOf(textOf(SAID[0]!.bytes).replace('\r\n', '\n')),
  bytesOf(textOf(SAID[0]!.bytes).replace('70\r\n', '70\n')),
  bytesOf(textOf(SAID[0]!.bytes).replace('\r\n\r\n', '\r\n\n')),
  changed(SAID[0]!.bytes, /Max-Forwards/, 'A: b').slice(0, -1),
  new Uint8Array(0),
  bytesOf('\n'),
]

/** What a skim tells of a message that begins at `from`: places counted from there, hashes where they are known. */
function told(found: Skim, from: number) {
  const { callIdHash, mayHaveClues, hops, fromAddressEnd, fromAddressHash, toAddressEnd, toAddressHash, ...rest } =
    found
  const places = ['callId', 'from', 'to', 'type', 'body', 'method'] as const
  const moved = places.flatMap((name) => {
    const [at, end] = [found[`${name}At`], found[`${name}End`]]
    return end === 0 ? [] : [[`${name}At`, at - from] as const, [`${name}End`, end - from] as const]
  })
  return { ...rest, ...Object.fromEntries(moved) }
}

const ours = emptySkim()
const whole = emptySkim()

/** What the quick look tells otherwise than the whole one, of what it is sure of; null where it is not. */
function compared(message: Uint8Array, look = quick.look): unknown[] | null {
  const bytes = laid(message)
  const length = look(bytes, 0, bytes.length, ours)
  if (length === 0) return null
  if (!looksLikeSip(bytes, 0, bytes.length)) return ['it is no SIP']
  skim(bytes, 0, length, whole)
  const [one, other] = [told(ours, 0), told(whole, 0)]
  const differing = Object.keys(other).filter(
    (name) => one[name as keyof typeof one] !== other[name as keyof typeof other],
  )
  return [...differing, ...besides(bytes, ours)]
}

/** What the whole look does not tell, held against those that make it. */
function besides(bytes: Uint8Array, found: Skim): readonly string[] {
  const wrong: string[] = []
  if (found.callIdHash !== hashOf(bytes, found.callIdAt, found.callIdEnd)) wrong.push('hash of Call-ID')
  if (found.fromAddressHash !== 0 && found.fromAddressHash !== hashOf(bytes, found.fromAt, found.fromAddressEnd))
    wrong.push('hash of From')
  if (found.toAddressHash !== 0 && found.toAddressHash !== hashOf(bytes, found.toAt, found.toAddressEnd))
    wrong.push('hash of To')
  if (found.mayHaveClues) return wrong
  const noted = clues()
  noteHeaders(noted, bytes, 0, found.bodyAt, 0)
  if (clueOf(noted, 'hops', 0) !== found.hops) wrong.push('hops')
  if (clueOf(noted, 'session', 0) !== 0 || clueOf(noted, 'label', 0) !== 0) wrong.push('clues')
  return wrong
}

test.each(ORDINARY.map((bytes) => [textOf(bytes).split('\r\n')[0], bytes] as const))(
  'of an ordinary message the same is found: %s',
  (_, bytes) => expect(compared(bytes), textOf(bytes)).toEqual([]),
)

test.each(DOUBTFUL.map((bytes, index) => [index, bytes] as const))(
  'doubt is left to the whole look: %s',
  (_, bytes) => {
    expect(compared(bytes), textOf(bytes)).toBeNull()
  },
)

test('of torture messages it is sure of those that are written as others are, and right about them', () => {
  const said = TORTURE.map(({ name, bytes }) => [name, compared(bytes)] as const)
  expect(said.filter(([, differing]) => differing !== null && differing.length > 0)).toEqual([])
  expect(said.filter(([, differing]) => differing !== null).length).toBeGreaterThan(3)
  expect(said.filter(([, differing]) => differing === null).length).toBeGreaterThan(20)
})

/** Whether the quick look says that the message with these headers may have clues; null where it leaves it to the whole look. */
function mayHaveClues(more: string): boolean | null {
  const bytes = laid(changed(SAID[0]!.bytes, 'Max-Forwards', `${more}\nMax-Forwards`))
  return quick.look(bytes, 0, bytes.length, ours) === 0 ? null : ours.mayHaveClues
}

test.each(CLUE_NAMES.flatMap((name) => [name, name.toUpperCase()]))('a clue is looked for in %s', (name) =>
  expect(mayHaveClues(`${name}: 1`)).toBe(true),
)

test('where no header may be a clue, none is looked for', () =>
  expect(mayHaveClues('User-Agent: 1\nSupported: a\nAllow: b')).toBe(false))

/** What is spelt another way than usual is found as the whole look finds it, or doubted. */
test.each(NAMES.flatMap(({ name, compact = name }) => [name, name.toUpperCase(), compact, compact.toUpperCase()]))(
  'a header called %s is never passed over',
  (name) => {
    for (const value of ['x', '1', '<sip:a@b>;tag=1', 'Sat, 13 Nov 2010 23:29:00 GMT'])
      for (const blanks of [': ', ':', ' : ', ':\t'])
        expect(
          compared(changed(SAID[0]!.bytes, 'Max-Forwards', `${name}${blanks}${value}\nMax-Forwards`)) ?? [],
        ).toEqual([])
  },
)

test.each([150, 190, 195, 200, 205, 300])('the same is found among %i headers more, or it is doubted', (count) => {
  const bytes = changed(SAID[0]!.bytes, 'Max-Forwards', `${'A: b\n'.repeat(count)}Max-Forwards`)
  expect(compared(bytes) ?? []).toEqual([])
  expect(compared(bytes) === null).toBe(count >= 195)
})

test('whoever has no kernel has room all the same, and looks at nothing quickly', () => {
  const none = kernelWith(null, 1000)
  const bytes = roomIn(none, 0, SAID[0]!.bytes.length)
  bytes.set(SAID[0]!.bytes)
  expect(quickLook(none, 0).look(bytes, 0, bytes.length, ours)).toBe(0)
})

test('where no memory may be set aside nobody looks quickly, and any other fault is told', () => {
  const { Memory } = WebAssembly
  const failing = (fault: Error) =>
    function () {
      throw fault
    }
  try {
    Object.assign(WebAssembly, { Memory: failing(new RangeError('could not allocate memory')) })
    const kernel = kernelWith(kernelModule(), 1000)
    expect([kernel.memory, roomIn(kernel, 0, 1000).length]).toEqual([null, 1000])
    Object.assign(WebAssembly, { Memory: failing(new TypeError('planted')) })
    expect(() => kernelWith(kernelModule(), 1000)).toThrow('planted')
  } finally {
    Object.assign(WebAssembly, { Memory })
  }
})

test('several messages one behind the other are told apart by their lengths', () => {
  const [one, other] = [SAID[0]!.bytes, SAID[2]!.bytes]
  const bytes = laid(Uint8Array.from([...one, ...other]))
  const length = quick.look(bytes, 0, bytes.length, ours)
  expect(length).toBe(one.length)
  expect(quick.look(bytes, length, bytes.length, ours)).toBe(other.length)
  skim(bytes, length, bytes.length, whole)
  expect(told(ours, length)).toEqual(told(whole, length))
})

/** Where the message ends is where looking ends, whatever lies behind. */
test.each([0, 1, 15, 16, 17, 500])('what lies so many bytes behind has no say: %i', (gap) => {
  for (const message of [...ORDINARY, ...DOUBTFUL]) {
    const outcomes = ['\r\n\r\n;tag=x', '"<>?,:;=', '\0'].map((behind) => {
      laid(bytesOf(behind.repeat(200)))
      const bytes = laid(message, gap)
      return [quick.look(bytes, 0, bytes.length, ours), JSON.stringify(told(ours, 0))]
    })
    expect(new Set(outcomes.map(([length]) => length)).size).toBe(1)
    if (outcomes[0]![0] !== 0) expect(new Set(outcomes.map(([, found]) => found)).size).toBe(1)
  }
})

test('bytes that lie elsewhere are left to the whole look', () => {
  expect(quick.look(SAID[0]!.bytes, 0, SAID[0]!.bytes.length, ours)).toBe(0)
  expect(quick.lookAtSdp(bytesOf(sdp('192.0.2.1', 4000)), 0, 40, emptySdpSkim())).toBe(false)
})

/** Changes that matter to whoever reads headers, more often than bytes of any kind. */
const TELLING = [
  ...' |\t|\r|\n|"|:|;|,|<|>|?|=|@|\\|/|z|Z|0|9'.split('|'),
  'tag',
  'branch',
  'SIP/2.0',
  '\r\n',
  '\r\n ',
  'Via: ',
  'To: ',
  'CSeq: 1 ',
]

function mutated(message: Uint8Array, draw: () => number): Uint8Array {
  let text = textOf(message)
  for (let changes = Math.floor(draw() * 3); changes >= 0; changes -= 1) {
    const at = Math.floor(draw() * text.length)
    const put = draw() < 0.8 ? TELLING[Math.floor(draw() * TELLING.length)]! : String.fromCharCode(draw() * 256)
    text = text.slice(0, at) + put + text.slice(at + Math.floor(draw() * 3))
  }
  return bytesOf(text)
}

const PLAIN = [...ORDINARY, ...TORTURE.map(({ bytes }) => bytes)]

/** How many changed messages it was sure of, and the first it was wrong about. */
function tried(tries: number, look = quick.look): { sure: number; wrong: string | null } {
  const draw = drawing(17)
  let sure = 0
  for (let at = 0; at < tries; at += 1) {
    const bytes = mutated(PLAIN[at % PLAIN.length]!, draw)
    const differing = compared(bytes, look)
    if (differing !== null) sure += 1
    if (differing !== null && differing.length > 0) return { sure, wrong: `${differing.join(', ')}: ${textOf(bytes)}` }
  }
  return { sure, wrong: null }
}

const TRIES = Number(process.env.CAPTURE_FUZZ_TRIES ?? 30_000)

describe('changed messages', () => {
  test('what it is sure of is what the whole look finds', { timeout: 24 * 3_600_000 }, () => {
    const { sure, wrong } = tried(TRIES)
    expect(wrong).toBeNull()
    expect(sure).toBeGreaterThan(TRIES / 10)
    expect(sure).toBeLessThan(TRIES * 0.9)
  })

  /** Controls: quick looks with one fault each. */
  test.each<readonly [string, (found: Skim, bytes: Uint8Array) => void]>([
    ['a tag', (found) => (found.toTag ^= 1)],
    ['a place', (found) => (found.callIdEnd += 1)],
    ['the address', (found) => (found.fromAddressEnd -= 1)],
    ['the hops', (found) => (found.hops += 1)],
    ['the length of the body', (found) => (found.contentLength += found.contentLength === 0 ? 1 : 0)],
  ])('one that errs about %s is found', (_, err) => {
    const erring = (bytes: Uint8Array, from: number, end: number, into: Skim) => {
      const length = quick.look(bytes, from, end, into)
      if (length > 0) err(into, bytes)
      return length
    }
    expect(tried(2000, erring).wrong).not.toBeNull()
  })

  /** The one fault that it must never have. */
  test('one that takes what is faulty for sound is found', () => {
    const credulous = (bytes: Uint8Array, from: number, end: number, into: Skim) => {
      const length = quick.look(bytes, from, end, into)
      if (length > 0 || !looksLikeSip(bytes, from, end)) return length
      skim(bytes, from, end, into)
      into.faults = 0
      into.callIdHash = hashOf(bytes, into.callIdAt, into.callIdEnd)
      return end - from
    }
    expect(tried(2000, credulous).wrong).toContain('faults')
  })
})

const DESCRIPTIONS = [
  sdp('192.0.2.1', 4000),
  sdp('2001:db8::1', 4000, ['a=sendrecv']),
  sdp('host.example', 4000),
  sdp('0.0.0.0', 0),
  sdp('192.0.2.300', 4000),
  sdp('192.0.2.1/127', 65_536),
  sdp('192.0.02.1', 4000, ['m=video 5000 RTP/SAVPF 96', 'c=IN IP4 192.0.2.9', 'a=rtpmap:96 H264/90000']),
  sdp('192.0.2.1', 4000, ['m=image 6000 udptl t38', 'm=audio 1 UDP/TLS/RTP/SAVP 0']),
  sdp('192.0.2.1', 4000).replaceAll('\r\n', '\n'),
  'o=\r\nm=\r\nc=\r\na=rtpmap:',
  'm=a\r\nm=audio \r\nm=audio 5 \r\nm=image 5',
  'v=0\r\ns=-\r\nt=0 0\r\nb=1\r\no=late 1 1 IN IP4 192.0.2.1\r\n',
  'a=rtpmap:8 PCMA/8000\r\nm=audio 4000 RTP/AVP 8\r\n\r\nc=IN IP4 192.0.2.1',
  '',
].map(bytesOf)

/** What was found, the host by its four numbers where it is known; the whole look leaves it to others. */
function described({ count, media, originAt, originEnd }: SdpSkim, bytes: Uint8Array) {
  return {
    origin: originEnd > originAt ? [originAt, originEnd] : null,
    media: media.slice(0, count).map(({ host: _, addressAt, addressEnd, ...rest }) => ({
      ...rest,
      address: textOf(bytes, addressAt, addressEnd),
    })),
  }
}

const quickSaid = emptySdpSkim()
const wholeSaid = emptySdpSkim()

function agrees(description: Uint8Array, look = quick.lookAtSdp): boolean | null {
  const bytes = laid(description)
  if (!look(bytes, 0, bytes.length, quickSaid)) return null
  skimSdp(bytes, 0, bytes.length, wholeSaid)
  for (const { host, addressAt, addressEnd } of quickSaid.media.slice(0, quickSaid.count)) {
    const written = textOf(bytes, addressAt, addressEnd)
    const parts = /^(\d{1,4})\.(\d{1,4})\.(\d{1,4})\.(\d{1,4})$/.exec(written)?.slice(1).map(Number) ?? []
    const isKnown = parts.length === 4 && parts[0]! > 0 && parts.every((part) => part < 256)
    if (host !== (isKnown ? parts.reduce((sum, part) => sum * 256 + part, 0) : 0)) return false
  }
  return JSON.stringify(described(quickSaid, bytes)) === JSON.stringify(described(wholeSaid, bytes))
}

describe('descriptions', () => {
  test.each(DESCRIPTIONS.map((bytes) => [textOf(bytes), bytes] as const))('the same is found: %s', (_, bytes) => {
    expect(agrees(bytes)).toBe(true)
  })

  test('and in changed ones', () => {
    const draw = drawing(23)
    for (let at = 0; at < 20_000; at += 1) {
      const bytes = mutated(DESCRIPTIONS[at % DESCRIPTIONS.length]!, draw)
      if (agrees(bytes) !== true) throw new Error(textOf(bytes))
    }
  })

  test.each<readonly [string, (said: SdpSkim) => void]>([
    ['the host', ({ media }) => (media[0]!.host ^= 1)],
    ['the codecs', ({ media }) => (media[0]!.codecs += 1)],
    ['the port', ({ media }) => (media[0]!.port += 1)],
    ['the origin', (said) => (said.originEnd -= 1)],
  ])('one that errs about %s is found', (_, err) => {
    const erring: typeof quick.lookAtSdp = (bytes, from, end, into) => {
      const isSure = quick.lookAtSdp(bytes, from, end, into)
      err(into)
      return isSure
    }
    expect(agrees(DESCRIPTIONS[0]!, erring)).toBe(false)
  })

  test('the absurd is left to the whole look', () => {
    expect(agrees(bytesOf('m=audio 4000 RTP/AVP 8\r\n'.repeat(17)))).toBeNull()
    expect(agrees(bytesOf('m=audio 4000 RTP/AVP 8\r\n'.repeat(16)))).toBe(true)
    expect(agrees(bytesOf('a=x\r\n'.repeat(1100)))).toBeNull()
  })
})
