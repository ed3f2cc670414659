/** The worker that reads captures: one that is given up ends soon, and the next is read. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sampleCapture } from '../demo/sample-capture.ts'
import { openCaptureReader } from './reader.ts'

const SMALL = sampleCapture(1_780_000_000)
let home = ''
const file = (name: string) => path.join(home, name)

beforeAll(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'certwright-reader-'))
  fs.writeFileSync(file('small.pcap'), SMALL)
  fs.writeFileSync(file('long.pcap'), SMALL)
  const part = Buffer.concat(Array.from({ length: 1000 }, () => SMALL.subarray(24)))
  for (let times = 0; times < 4; times += 1) fs.appendFileSync(file('long.pcap'), part)
})
afterAll(() => fs.rmSync(home, { recursive: true, force: true }))

const reading = (name: string) => ({ kind: 'reading', file: file(name), sides: {}, testCases: ['OUT-01'] }) as const

test('a reading is stopped at the next piece, and so is one that waits behind it', async () => {
  const reader = openCaptureReader()
  const [first, second] = [new AbortController(), new AbortController()]
  const shares: number[] = []
  const long = reader.read(
    reading('long.pcap'),
    (share) => {
      shares.push(share)
      first.abort()
      second.abort()
    },
    first.signal,
  )
  const waiting = reader.read(reading('small.pcap'), () => {}, second.signal)
  await expect(long).rejects.toMatchObject({ says: 'The reading was stopped.' })
  await expect(waiting).rejects.toMatchObject({ says: 'The reading was stopped.' })
  expect(Math.max(...shares)).toBeLessThan(1)
  expect(await reader.read(reading('small.pcap'), () => {})).toMatchObject({ judgements: [{ verdict: 'passed' }] })
})

test('one that breaks the worker takes no other with it', async () => {
  const reader = openCaptureReader()
  fs.writeFileSync(file('there.copy'), 'in the way')
  const broken = reader.read({ kind: 'without-sound', file: file('small.pcap'), copy: file('there.copy') }, () => {})
  const next = reader.read(reading('small.pcap'), () => {})
  await expect(broken).rejects.toThrow('EEXIST')
  expect(await next).toMatchObject({ judgements: [{ verdict: 'passed' }] })
})
