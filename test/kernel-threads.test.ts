/** Threads that share a kernel do not disturb each other. */
import fs from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { kernelModule } from '../src/app/captures/kernel-module.ts'
import { kernelWith, quickLook, roomIn } from '../src/capture/quick-look.ts'
import { emptySkim, skim } from '../src/sip/skim.ts'
import { SAID } from './support/calls-on-wire.ts'

const file = (name: string) => new URL(name, import.meta.url)

/** What another thread writes while it comes: a table that is filled then is empty for a moment. */
test('of every message the same is found while another thread comes to the kernel', async () => {
  const kernel = kernelWith(kernelModule(), 1 << 16)
  const quick = quickLook(kernel, 0)
  const said = SAID.find(({ bytes }) => new TextDecoder().decode(bytes).startsWith('BYE'))!.bytes
  const bytes = roomIn(kernel, 0, said.length)
  bytes.set(said)
  const [ours, whole] = [emptySkim(), emptySkim()]
  skim(bytes, 0, bytes.length, whole)
  const there = new Set(['other'])
  const other = new Worker(file('support/kernel-again.ts'), { workerData: { kernel, times: 20_000 } })
  const over = new Promise<number>((resolve, reject) => other.on('error', reject).on('exit', resolve))
  void over.finally(() => there.clear())
  const met = { looks: 0, doubts: 0, wrong: 0 }
  while (there.size > 0) {
    for (let look = 0; look < 20_000; look += 1) {
      met.looks += 1
      if (quick.look(bytes, 0, bytes.length, ours) === 0) met.doubts += 1
      else if (ours.toTag !== whole.toTag || ours.met !== whole.met) met.wrong += 1
    }
    await setImmediate()
  }
  expect(await over).toBe(0)
  expect(met.looks).toBeGreaterThan(100_000)
  expect(met).toEqual({ looks: met.looks, doubts: 0, wrong: 0 })
}, 60_000)

/** The parts of a module by their numbers (WebAssembly Core Specification, Binary Format, Modules). */
test('the kernel has nothing that runs when it begins', () => {
  const wasm = fs.readFileSync(file('../src/capture/quick-look.wasm'))
  const parts: number[] = []
  for (let at = 8; at < wasm.length;) {
    parts.push(wasm[at]!)
    let length = 0
    let shift = 0
    do {
      at += 1
      length += (wasm[at]! & 0x7f) * 2 ** shift
      shift += 7
    } while ((wasm[at]! & 0x80) !== 0)
    at += 1 + length
  }
  expect(parts).toContain(CODE)
  expect(parts).not.toContain(START)
})

const START = 8
const CODE = 10
