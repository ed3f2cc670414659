/** A long capture is read by two threads, and says what one thread says. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCaptureFile } from '../src/app/captures/capture-file.ts'
import { openForesight } from '../src/app/captures/foresight.ts'
import { readCapture } from '../src/capture/reading.ts'
import { corners } from './support/corners.ts'

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'certwright-long-'))
const file = path.join(home, 'long.pcap')
const PIECES = 36
let whole = Buffer.alloc(0)

beforeAll(() => {
  const { bytes } = corners().find(({ name }) => name === 'Ethernet')!
  const records = bytes.subarray(24)
  const times = Math.ceil((PIECES * 2 ** 20) / records.length)
  whole = Buffer.concat([bytes.subarray(0, 24), ...Array.from({ length: times }, () => records)])
  fs.writeFileSync(file, whole)
}, 60_000)

afterAll(() => fs.rmSync(home, { recursive: true, force: true }))

test('every message is found as one thread finds it, wherever the pieces are cut', async () => {
  const { trace } = await openCaptureFile(file, () => {})
  const alone = readCapture()
  alone.feed(whole)
  alone.end()
  const rows = ({ index }: typeof trace) => index.rows.blocks.map(({ narrow }) => Buffer.from(narrow.buffer))
  expect(trace.index.count).toBe(alone.trace.index.count)
  expect(trace.index.faulty).toBe(0)
  expect(Buffer.concat(rows(trace)).equals(Buffer.concat(rows(alone.trace)))).toBe(true)
}, 60_000)

test('the second thread goes ahead, and what it finds is handed over', async () => {
  const foresight = openForesight(file)
  let found = 0
  for (let piece = 0; piece < PIECES && found === 0; piece += 1) {
    found = foresight.of(piece)?.count ?? 0
    await setTimeout(500)
  }
  foresight.end()
  expect(found).toBeGreaterThan(1000)
}, 60_000)
