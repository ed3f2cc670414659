import { describe, expect, test } from 'vitest'
import { FOUR, SAID } from '../../test/support/calls-on-wire.ts'
import { FLAG, ip, join, LINKS, pcap, tcp, udp } from '../../test/support/capture-writer.ts'
import { corners } from '../../test/support/corners.ts'
import { laid, laidWords, quick, readQuickly } from '../../test/support/quickly.ts'
import { bytesOf } from '../sip/bytes.ts'
import { NEVER } from './quick-look.ts'
import { foreseenIn, FORESEEN_WORDS, foresee, type Foreseen, wordsOf } from './foreseen.ts'
import { feedFrames, frames } from './frames.ts'
import { inspect } from './inspection.ts'
import { LIMITS, messageAt, spansOfMessage } from './messages.ts'
import { readCapture, type Trace } from './reading.ts'

function countOf({ words, used }: Foreseen): number {
  let count = 0
  for (let at = 0; at < used; at += wordsOf(words, at)) count += 1
  return count
}

/** How a piece is looked at ahead: by the whole look, or by a quick one first. */
const LOOKS = {
  wholly: {
    quick: NEVER,
    lay: (piece: Uint8Array) => piece,
    words: (count: number): Int32Array => new Int32Array(count),
  },
  quickly: { quick, lay: (piece: Uint8Array) => laid(piece), words: laidWords },
}

/** A capture in pieces, each looked at ahead; what was found may be tampered with before it is handed over. */
function readForeseen(
  bytes: Uint8Array,
  size: number,
  tamper: (found: Foreseen) => void = () => {},
  look = LOOKS.wholly,
) {
  const reading = readCapture(LIMITS, null, look.quick)
  let into: Foreseen
  let met = 0
  const ahead = frames(
    (own, packet) => foresee(into, own, packet, look.quick),
    () => {},
  )
  for (let base = 0; base < bytes.length; base += size) {
    const piece = look.lay(bytes.slice(base, base + size))
    into = foreseenIn(look.words(1 << 18), base)
    feedFrames(ahead, piece)
    met += countOf(into)
    tamper(into)
    reading.feed(piece, into)
  }
  reading.end()
  return { trace: reading.trace, met }
}

function readAlone(bytes: Uint8Array): Trace {
  const reading = readCapture()
  reading.feed(bytes)
  reading.end()
  return reading.trace
}

const told = (trace: Trace) => ({
  inspection: inspect(trace),
  rows: Array.from({ length: trace.index.count }, (_, row) => [
    messageAt(trace.index, row),
    spansOfMessage(trace.index, row),
  ]),
  clues: Object.entries(trace.clues).map(([name, { blocks }]) => [name, ...blocks.map((block) => [...block])]),
})

const overUdp = (payloads: readonly Uint8Array[]) =>
  pcap(payloads.map((payload, at) => ({ bytes: LINKS.Ethernet!.wrap(ip(FOUR, 17, udp(FOUR, payload))), ns: at * 1e6 })))

/** Each on a connection of its own, its segment cut off behind so many bytes; the rest follows in another. */
const overTcp = (payloads: readonly Uint8Array[], cut = Number.POSITIVE_INFINITY) =>
  pcap(
    payloads
      .flatMap((payload, at) => {
        const ends = { ...FOUR, sport: 20_000 + at }
        const said = (sequence: number, bytes: Uint8Array, flags: number = FLAG.ack) =>
          ip(ends, 6, tcp(ends, sequence, bytes, flags))
        const rest = payload.slice(cut)
        return [
          said(99, new Uint8Array(0), FLAG.syn),
          said(100, payload.slice(0, cut)),
          ...(rest.length > 0 ? [said(100 + cut, rest)] : []),
        ]
      })
      .map((packet, at) => ({ bytes: LINKS.Ethernet!.wrap(packet), ns: at * 1e6 })),
  )

const WAYS = {
  UDP: overUdp,
  TCP: overTcp,
  'TCP, two in a segment': (payloads: readonly Uint8Array[]) =>
    overTcp(payloads.map((payload, at) => join(payload, payloads[(at + 1) % payloads.length]!))),
  'TCP, cut in their middle': (payloads: readonly Uint8Array[]) => overTcp(payloads, 300),
}

describe.each(corners())('$name', ({ bytes }) => {
  test('says the same whether it was looked at ahead or not, and quickly or not', () => {
    const alone = told(readAlone(bytes))
    for (const size of [bytes.length, 4093]) {
      expect(told(readForeseen(bytes, size).trace)).toEqual(alone)
      expect(told(readForeseen(bytes, size, () => {}, LOOKS.quickly).trace)).toEqual(alone)
      expect(told(readQuickly(bytes, size))).toEqual(alone)
    }
  })
})

/** What is missing, doubled or beyond all measure is judged the same. */
test.each(Object.entries(WAYS))('so do messages with faults over %s', (way, onWire) => {
  const whole = new TextDecoder().decode(SAID[0]!.bytes)
  const lines = whole.split('\r\n')
  const payloads = [
    ...lines.map((_, left) => lines.filter((_line, at) => at !== left).join('\r\n')),
    ...lines.map((line, at) => lines.toSpliced(at, 0, line).join('\r\n')),
    ...[0, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 9_999_999_999].flatMap((number) => [
      whole.replace(/CSeq: \d+/, `CSeq: ${number}`),
      whole.replace(/Content-Length: \d+/, `Content-Length: ${number}`),
    ]),
    ...[40, 100, 200, 400].map((length) => whole.slice(0, length)),
    whole.replaceAll('\r\n', '\n'),
    `\r\n${whole}`,
    // First lines about as long as they are looked for, cut in their middle or not.
    ...[8191, 8192, 8193, 8194].map(
      (length) => `INVITE sip:${'x'.repeat(length - 20)} SIP/2.0${whole.slice(whole.indexOf('\r\n'))}`,
    ),
  ]
  const bytes = onWire(payloads.map(bytesOf))
  const alone = readAlone(bytes)
  const { trace, met } = readForeseen(bytes, 10_000)
  expect(alone.index.faulty).toBeGreaterThan(30)
  if (!way.includes('middle')) expect(met).toBeGreaterThan(30)
  expect(told(trace)).toEqual(told(alone))
  expect(told(readForeseen(bytes, 10_000, () => {}, LOOKS.quickly).trace)).toEqual(told(alone))
  expect(told(readQuickly(bytes, 10_000))).toEqual(told(alone))
})

describe.each(['UDP', 'TCP'] as const)('controls over %s', (way) => {
  const bytes = WAYS[way](SAID.map((said) => said.bytes))
  const alone = told(readAlone(bytes))
  const every = (change: (words: Int32Array, at: number) => void) => (found: Foreseen) => {
    for (let at = 0; at < found.used; at += wordsOf(found.words, at)) change(found.words, at)
  }

  test('what was foreseen is what is read: a word of it changed changes the trace', () => {
    const changed = readForeseen(
      bytes,
      bytes.length,
      every((words, at) => (words[at + 7]! ^= 1)),
    )
    expect(changed.met).toBe(SAID.length)
    expect(told(changed.trace)).not.toEqual(alone)
  })

  test('so is what was foreseen of a description', () => {
    const described: number[] = []
    const changed = readForeseen(
      bytes,
      bytes.length,
      every((words, at) => {
        if (wordsOf(words, at) < 40) return
        described.push(at)
        words[at + wordsOf(words, at) - 7]! += 2
      }),
      LOOKS.quickly,
    )
    expect(described.length).toBeGreaterThan(10)
    expect(told(changed.trace)).not.toEqual(alone)
  })

  test.each([
    ['place', 0],
    ['length', 1],
  ] as const)('a message of another %s is looked at anew', (_, word) => {
    const moved = readForeseen(
      bytes,
      bytes.length,
      every((words, at) => {
        words[at + word]! += 1
        words[at + 7]! ^= 1
      }),
    )
    expect(told(moved.trace)).toEqual(alone)
  })

  test('of more messages than there is room for the first are foreseen', () => {
    const into = foreseenIn(new Int32Array(2 * FORESEEN_WORDS), 0)
    feedFrames(
      frames(
        (own, packet) => foresee(into, own, packet, NEVER),
        () => {},
      ),
      join(bytes),
    )
    expect(countOf(into)).toBeGreaterThan(2)
    expect(countOf(into)).toBeLessThan(SAID.length)
    expect(into.used).toBeLessThanOrEqual(into.words.length)
  })
})
