/** A long capture is read by two threads, and says what one thread says. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCaptureOnTwoThreads } from '../src/app/captures/capture-file.ts'
import { FORESIGHT_PIECE, FORESIGHT_ROOM, openForesight } from '../src/app/captures/foresight.ts'
import { kernelModule } from '../src/app/captures/kernel-module.ts'
import { inspect } from '../src/capture/inspection.ts'
import { readCapture, type Trace } from '../src/capture/reading.ts'
import { kernelWith } from '../src/capture/quick-look.ts'
import { corners } from './support/corners.ts'

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'certwright-long-'))
const file = path.join(home, 'long.pcap')
const sound = path.join(home, 'sound.pcap')
const PIECES = 36
let whole: Buffer = Buffer.alloc(0)

/** As many of the same messages as make so many pieces. */
function repeated(bytes: Uint8Array, change: (text: string) => string): Buffer {
  const records = Buffer.from(change(Buffer.from(bytes.subarray(24)).toString('latin1')), 'latin1')
  const times = Math.ceil((PIECES * 2 ** 20) / records.length)
  return Buffer.concat([bytes.subarray(0, 24), ...Array.from({ length: times }, () => records)])
}

beforeAll(() => {
  const { bytes } = corners().find(({ name }) => name === 'Ethernet')!
  // Every message lacks what it has to have: a fault each, to be found by whichever thread looks.
  whole = repeated(bytes, (text) => text.replaceAll('Max-Forwards', 'Mix-Forwards'))
  fs.writeFileSync(file, whole)
  fs.writeFileSync(
    sound,
    repeated(bytes, (text) => text),
  )
}, 60_000)

afterAll(() => fs.rmSync(home, { recursive: true, force: true }))

/** All that is kept of messages, as bytes. */
const rows = ({ index }: Trace) =>
  Buffer.concat([
    ...index.rows.blocks.map(({ narrow }) => Buffer.from(narrow.buffer)),
    ...index.faults.blocks.map((block) => Buffer.from(block.buffer)),
  ])

function readAlone(bytes: Buffer): Trace {
  const alone = readCapture()
  alone.feed(bytes)
  alone.end()
  return alone.trace
}

test('every message is found as one thread finds it, wherever the pieces are cut', async () => {
  const { trace } = await openCaptureOnTwoThreads(file, () => {})
  const alone = readAlone(whole)
  expect(trace.index.count).toBe(alone.index.count)
  expect(trace.index.faulty).toBe(trace.index.requests)
  expect(rows(trace).equals(rows(alone))).toBe(true)
}, 60_000)

test('messages without a fault are found as one thread finds them that takes no quick look', async () => {
  const { trace } = await openCaptureOnTwoThreads(sound, () => {})
  const alone = readAlone(fs.readFileSync(sound))
  expect(alone.index.count).toBeGreaterThan(10_000)
  expect(alone.index.faulty).toBe(0)
  expect(rows(trace).equals(rows(alone))).toBe(true)
  expect(inspect(trace)).toEqual(inspect(alone))
}, 60_000)

/** Reads as slowly as lets the other thread go ahead; how many words that had written of what it found. */
async function readSlowly(handle: number): Promise<{ readonly trace: Trace; readonly found: number }> {
  const kernel = kernelWith(kernelModule(), FORESIGHT_ROOM)
  const foresight = openForesight(file, handle, kernel)
  const reading = readCapture()
  let found = 0
  await setTimeout(1500)
  for (let piece = 0; piece < PIECES; piece += 1) {
    const seen = foresight.of(piece)
    found += seen?.foreseen.used ?? 0
    const own = whole.subarray(piece * FORESIGHT_PIECE, (piece + 1) * FORESIGHT_PIECE)
    reading.feed(seen?.bytes ?? own, seen?.foreseen)
    await setTimeout(50)
  }
  foresight.end()
  reading.feed(whole.subarray(PIECES * FORESIGHT_PIECE))
  reading.end()
  return { trace: reading.trace, found }
}

test('what the second thread finds is what the reading would have found', async () => {
  const handle = fs.openSync(file, 'r')
  const { trace, found } = await readSlowly(handle)
  fs.closeSync(handle)
  expect(found).toBeGreaterThan(1000)
  expect(rows(trace).equals(rows(readAlone(whole)))).toBe(true)
}, 60_000)

test('of another file that lies under the name by now nothing is foreseen', async () => {
  const handle = fs.openSync(file, 'r')
  fs.writeFileSync(`${file}.new`, whole.subarray(0, 24))
  fs.renameSync(`${file}.new`, file)
  const { trace, found } = await readSlowly(handle)
  fs.closeSync(handle)
  fs.writeFileSync(file, whole)
  expect(found).toBe(0)
  expect(rows(trace).equals(rows(readAlone(whole)))).toBe(true)
}, 60_000)
