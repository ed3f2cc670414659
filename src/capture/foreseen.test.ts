import { describe, expect, test } from 'vitest'
import { FOUR, SAID } from '../../test/support/calls-on-wire.ts'
import { ip, join, LINKS, pcap, udp } from '../../test/support/capture-writer.ts'
import { corners } from '../../test/support/corners.ts'
import { bytesOf } from '../sip/bytes.ts'
import { FORESEEN_WORDS, foresee, type Foreseen } from './foreseen.ts'
import { feedFrames, frames } from './frames.ts'
import { inspect } from './inspection.ts'
import { messageAt, spansOfMessage } from './messages.ts'
import { readCapture, type Trace } from './reading.ts'

/** A capture in pieces, each looked at ahead; what was found may be tampered with before it is handed over. */
function readForeseen(bytes: Uint8Array, size: number, tamper: (found: Foreseen) => void = () => {}) {
  const reading = readCapture()
  let into: Foreseen
  let met = 0
  const ahead = frames(
    (own, packet) => foresee(into, own, packet),
    () => {},
  )
  for (let base = 0; base < bytes.length; base += size) {
    into = { words: new Int32Array(4096 * FORESEEN_WORDS), count: 0, base, next: 0 }
    feedFrames(ahead, bytes.slice(base, base + size))
    met += into.count
    tamper(into)
    reading.feed(bytes.slice(base, base + size), into)
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
})

const overUdp = (payloads: readonly Uint8Array[]) =>
  pcap(payloads.map((payload, at) => ({ bytes: LINKS.Ethernet!.wrap(ip(FOUR, 17, udp(FOUR, payload))), ns: at * 1e6 })))

describe.each(corners())('$name', ({ bytes }) => {
  test('says the same whether it was looked at ahead or not', () => {
    const alone = told(readAlone(bytes))
    for (const size of [bytes.length, 4093]) expect(told(readForeseen(bytes, size).trace)).toEqual(alone)
  })
})

/** What is missing, doubled or beyond all measure is judged the same. */
test('so do messages with faults', () => {
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
  ]
  const bytes = overUdp(payloads.map(bytesOf))
  const alone = readAlone(bytes)
  const { trace, met } = readForeseen(bytes, 10_000)
  expect(alone.index.faulty).toBeGreaterThan(40)
  expect(met).toBeGreaterThan(40)
  expect(told(trace)).toEqual(told(alone))
})

describe('controls', () => {
  const bytes = overUdp(SAID.map((said) => said.bytes))
  const alone = told(readAlone(bytes))
  const every = (change: (words: Int32Array, at: number) => void) => (found: Foreseen) => {
    for (let at = 0; at < found.count; at += 1) change(found.words, at * FORESEEN_WORDS)
  }

  test('what was foreseen is what is read: a word of it changed changes the trace', () => {
    const changed = readForeseen(
      bytes,
      bytes.length,
      every((words, at) => (words[at + 6]! ^= 1)),
    )
    expect(changed.met).toBe(SAID.length)
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
        words[at + 6]! ^= 1
      }),
    )
    expect(told(moved.trace)).toEqual(alone)
  })

  test('of more messages than there is room for the first are foreseen', () => {
    const into: Foreseen = { words: new Int32Array(3 * FORESEEN_WORDS), count: 0, base: 0, next: 0 }
    feedFrames(
      frames(
        (own, packet) => foresee(into, own, packet),
        () => {},
      ),
      join(bytes),
    )
    expect(into.count).toBe(3)
  })
})
