/**
 * A second thread that goes ahead of the reading of a long capture and looks at its messages: pieces of the file are
 * taken by whoever comes to them first, and what was found is left in memory of both. The reading never depends on it:
 * where the thread is late, or gone, it looks itself.
 */
import fs from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker, workerData } from 'node:worker_threads'
import { FORESEEN_WORDS, foresee, type Foreseen } from '../../capture/foreseen.ts'
import { feedFrames, frames } from '../../capture/frames.ts'

export const FORESIGHT_PIECE = 1 << 20
/** Pieces that the thread may be ahead. */
const SLOTS = 8
const MOST_MESSAGES = 4096

/** Of a slot: which piece it is for, four times, and how far that is; and how many messages were found. */
const STATE = { taken: 0, begun: 1, done: 2 } as const
const OWN = { place: 0, slots: 1, counts: 1 + SLOTS } as const
/** A thread that does not finish a piece in this time is gone. */
const LONGEST_MS = 2000

/** By what a file is told from another under its name. */
type Identity = { readonly dev: number; readonly ino: number }

type Shared = Identity & { readonly file: string; readonly control: Int32Array; readonly words: readonly Int32Array[] }

/** Fills a piece from a place of the file; less is there only at the end of it. */
export function readWhole(handle: number, into: Uint8Array, from: number): number {
  let read = 0
  while (read < into.length) {
    const more = fs.readSync(handle, into, read, into.length - read, from + read)
    if (more === 0) break
    read += more
  }
  return read
}

export type Foresight = {
  /** Called for each piece in turn: what was found in it, or null where it has to be looked at. */
  readonly of: (piece: number) => Foreseen | null
  readonly end: () => void
}

/** `handle` is the reading's own: under its name may lie another file by now, of which nothing is foreseen. */
export function openForesight(file: string, handle: number): Foresight {
  const { dev, ino } = fs.fstatSync(handle)
  const shared: Shared & { readonly kind: string } = {
    kind: OURS,
    file,
    dev,
    ino,
    control: new Int32Array(new SharedArrayBuffer((OWN.counts + SLOTS) * 4)).fill(-1),
    words: Array.from(
      { length: SLOTS },
      () => new Int32Array(new SharedArrayBuffer(MOST_MESSAGES * FORESEEN_WORDS * 4)),
    ),
  }
  const { control, words } = shared
  Atomics.store(control, OWN.place, 0)
  const worker = new Worker(fileURLToPath(import.meta.url), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    workerData: shared,
    // It says nothing: otherwise our own output would be handed to a stream, and no longer be waited for by whoever writes.
    stdout: true,
    stderr: true,
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
  })
  let isThere = true
  const end = () => {
    isThere = false
    void worker.terminate()
  }
  // Without it the reading is slower and nothing else.
  worker.on('error', () => (isThere = false))
  worker.unref()
  const isDone = (piece: number): boolean => {
    const slot = OWN.slots + (piece % SLOTS)
    for (;;) {
      const state = Atomics.load(control, slot)
      if (state === piece * 4 + STATE.done) return true
      if (state === piece * 4 + STATE.begun) {
        if (Atomics.wait(control, slot, state, LONGEST_MS) === 'timed-out') end()
        if (!isThere) return false
      } else if (Atomics.compareExchange(control, slot, state, piece * 4 + STATE.taken) === state) return false
    }
  }
  return {
    of: (piece) => {
      if (!isThere) return null
      Atomics.store(control, OWN.place, piece)
      Atomics.notify(control, OWN.place)
      if (!isDone(piece)) return null
      const slot = piece % SLOTS
      return { words: words[slot]!, count: control[OWN.counts + slot]!, base: piece * FORESIGHT_PIECE, next: 0 }
    },
    end,
  }
}

/** Tells this thread from others that load this file. */
const OURS = 'certwright foresight'

function goAhead({ file, dev, ino, control, words }: Shared): void {
  const handle = fs.openSync(file, 'r')
  const found = fs.fstatSync(handle)
  if (found.dev !== dev || found.ino !== ino) return fs.closeSync(handle)
  const bytes = new Uint8Array(FORESIGHT_PIECE)
  let into: Foreseen | null = null
  const state = frames(
    (found, packet) => into && foresee(into, found, packet),
    () => {},
  )
  for (let piece = 0; state.broken === null; piece += 1) {
    const base = piece * FORESIGHT_PIECE
    const read = readWhole(handle, bytes, base)
    if (read === 0) break
    const slot = piece % SLOTS
    into = isMine(control, piece) ? { words: words[slot]!, count: 0, base, next: 0 } : null
    feedFrames(state, bytes.subarray(0, read))
    if (!into) continue
    control[OWN.counts + slot] = into.count
    Atomics.store(control, OWN.slots + slot, piece * 4 + STATE.done)
    Atomics.notify(control, OWN.slots + slot)
  }
  fs.closeSync(handle)
}

/** Waits until its slot is free; says no where the reading has come to the piece before. */
function isMine(control: Int32Array, piece: number): boolean {
  const slot = OWN.slots + (piece % SLOTS)
  for (;;) {
    const state = Atomics.load(control, slot)
    const place = Atomics.load(control, OWN.place)
    if (place > piece || state === piece * 4 + STATE.taken) return false
    if (place + SLOTS <= piece) Atomics.wait(control, OWN.place, place)
    else if (Atomics.compareExchange(control, slot, state, piece * 4 + STATE.begun) === state) return true
  }
}

if (workerData?.kind === OURS) goAhead(workerData as Shared)
