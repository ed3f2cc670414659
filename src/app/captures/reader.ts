/**
 * Captures are read in a worker of its own, one after the other, so that nobody waits for a large one. What comes of
 * it is a value: what is in the file, and what it shows of the test cases; or the ladder of one of its calls; or the
 * capture copied without its sound.
 */
import { fileURLToPath } from 'node:url'
import { parentPort, Worker, workerData } from 'node:worker_threads'
import { callWith } from '../../capture/calls.ts'
import { redaction } from '../../capture/redaction.ts'
import { testCaseByPlanId } from '../../conformance/cases/index.ts'
import { readingOf, wholeLadder, windowAt } from '../../conformance/wire/looking.ts'
import { maskedFile, maskedWindow } from '../../conformance/wire/privacy.ts'
import type { Side } from '../../conformance/wire/scene.ts'
import { Refusal, type RefusalCode } from '../../kernel/refusal.ts'
import { openCaptureFile } from './capture-file.ts'
import { copyWithoutSound } from './without-sound.ts'

export type Wanted =
  | {
      readonly kind: 'reading'
      readonly file: string
      readonly sides: Partial<Record<Side, readonly string[]>>
      /** Places in the plan. */
      readonly testCases: readonly string[]
    }
  /** Calls by their places in the list, from 1; the window begins with a rung, counted from 0. */
  | {
      readonly kind: 'ladder'
      readonly file: string
      readonly calls: readonly number[]
      readonly begins: number
      /** For somebody who does not work on the project. */
      readonly isMasked: boolean
    }
  | { readonly kind: 'call-with'; readonly file: string; readonly packet: number }
  | { readonly kind: 'redaction'; readonly file: string }
  /** Where the copy is to be written; there must be no file yet. */
  | { readonly kind: 'without-sound'; readonly file: string; readonly copy: string }

/** Tells this worker from others that load this file. */
const OURS = 'certwright captures'

/** A file that takes longer than this to read wants the console. */
const LONGEST_MS = 10 * 60_000

type Told = {
  readonly id: number
  readonly share?: number
  readonly value?: unknown
  readonly refusal?: { code: RefusalCode; says: string; next: string }
}

type Job = {
  readonly wanted: Wanted
  readonly stop: Int32Array
  /** It is its turn. */
  readonly begun: () => void
  readonly onShare: (share: number) => void
  readonly resolve: (value: unknown) => void
  readonly reject: (fault: Error) => void
}

export type CaptureReader = {
  /** Given up when the signal says so, at the next piece of the file; one that waits is not begun. */
  readonly read: (wanted: Wanted, onShare: (share: number) => void, signal?: AbortSignal) => Promise<unknown>
}

/**
 * The worker is started with the first capture and lives on. One that hangs or dies takes the job it is at with it and no
 * other: those that wait go on in a fresh one.
 */
export function openCaptureReader(): CaptureReader {
  const jobs = new Map<number, Job>()
  let worker: Worker | null = null
  let last = 0
  /** Jobs come in their order: the first is the one that was being done. */
  const end = (fault: Error) => {
    void worker?.terminate()
    worker = null
    const [first, ...rest] = jobs
    if (!first) return
    jobs.delete(first[0])
    first[1].reject(fault)
    if (rest.length === 0) return
    worker = start()
    for (const [id, { wanted, stop }] of rest) worker.postMessage({ id, wanted, stop })
  }
  const start = () => {
    const fresh = new Worker(fileURLToPath(import.meta.url), {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      workerData: OURS,
      // What comes and goes needs little room: 130 MB less while a capture of 150 MB is read.
      resourceLimits: { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 8 },
    })
    fresh.on('message', ({ id, share, value, refusal }: Told) => {
      const job = jobs.get(id)
      if (share === 0) return job?.begun()
      if (share !== undefined) return job?.onShare(share)
      jobs.delete(id)
      if (refusal) job?.reject(new Refusal(refusal.code, refusal))
      else job?.resolve(value)
    })
    fresh.on('error', (fault) => (fresh === worker ? end(fault as Error) : undefined))
    // After the listeners: to listen for messages holds the process, and an idle reader must not keep a stopped server.
    fresh.unref()
    return fresh
  }
  return {
    read: (wanted, onShare, signal) =>
      new Promise((resolve, reject) => {
        worker ??= start()
        const id = (last += 1)
        let late: NodeJS.Timeout | undefined
        // Not before its turn: how long others take is no fault of this file.
        const begun = () => (late = setTimeout(() => end(new Refusal('unavailable', TOO_LONG)), LONGEST_MS).unref())
        const over =
          <Value>(then: (value: Value) => void) =>
          (value: Value) => {
            clearTimeout(late)
            then(value)
          }
        // A worker that reads hears no message meanwhile: what it looks at is memory of both.
        const stop = new Int32Array(new SharedArrayBuffer(4))
        jobs.set(id, { wanted, stop, begun, onShare, resolve: over(resolve), reject: over(reject) })
        signal?.addEventListener('abort', () => Atomics.store(stop, 0, 1), { once: true })
        worker.postMessage({ id, wanted, stop })
      }),
  }
}

const TOO_LONG = {
  says: 'This capture takes too long to read here.',
  next: 'Cut it to the calls in question, or read it with certwright capture.',
}

const STOPPED = { says: 'The reading was stopped.', next: 'Read it again when you want to.' }

async function work(wanted: Wanted, onShare: (share: number) => void): Promise<unknown> {
  if (wanted.kind === 'without-sound') return copyWithoutSound(wanted.file, wanted.copy, onShare)
  if (wanted.kind === 'redaction') {
    const { watch, patches } = redaction()
    await openCaptureFile(wanted.file, onShare, watch)
    return patches()
  }
  const capture = await openCaptureFile(wanted.file, onShare)
  switch (wanted.kind) {
    case 'call-with':
      return { call: callWith(capture.trace, wanted.packet) }
    case 'ladder': {
      const whole = await wholeLadder(wanted.isMasked ? maskedFile(capture) : capture, wanted.calls)
      const window = whole && windowAt(whole, wanted.begins)
      return window && wanted.isMasked ? maskedWindow(window) : window
    }
    case 'reading':
      return readingOf(
        capture,
        wanted.sides,
        wanted.testCases.flatMap((id) => testCaseByPlanId(id) ?? []),
      )
  }
}

/** Jobs come one by one: a second file is not begun before the first is done. */
if (workerData === OURS && parentPort) {
  const port = parentPort
  let before = Promise.resolve()
  port.on('message', ({ id, wanted, stop }: { id: number; wanted: Wanted; stop: Int32Array }) => {
    let told = 0
    const onShare = (share: number) => {
      if (Atomics.load(stop, 0) === 1) throw new Refusal('unavailable', STOPPED)
      if (share - told < 0.01) return
      told = share
      port.postMessage({ id, share })
    }
    before = before.then(() => {
      port.postMessage({ id, share: 0 })
      return work(wanted, onShare).then(
        (value) => port.postMessage({ id, value }),
        (fault: unknown) => {
          if (!(fault instanceof Refusal)) throw fault
          const { code, says, next } = fault
          port.postMessage({ id, refusal: { code, says: says.replaceAll(wanted.file, 'This file'), next } })
        },
      )
    })
  })
}
