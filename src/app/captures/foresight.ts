/**
 * A second thread that goes ahead of the reading of a long capture and looks at its messages: pieces of the file are
 * taken by whoever comes to them first, and what was read and found is left in memory of both. The reading never depends
 * on it: where the thread is late, or gone, it reads and looks itself.
 */
import fs from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker, workerData } from 'node:worker_threads'
import { foresee, type Foreseen, foreseenIn } from '../../capture/foreseen.ts'
import { feedFrames, frames } from '../../capture/frames.ts'
import { type Kernel, quickLook, roomIn, wordsIn } from '../../capture/quick-look.ts'

export const FORESIGHT_PIECE = 1 << 20
/** Pieces that the thread may be ahead. */
const BERTHS = 8

/**
 * Of a berth: which piece it is for, four times, and how far that is; how long the piece is, and how many words its messages take.
 */
const STATE = { taken: 0, begun: 1, done: 2 } as const
const OWN = { place: 0, berths: 1, lengths: 1 + BERTHS, used: 1 + 2 * BERTHS, words: 1 + 3 * BERTHS } as const
/** A thread that does not finish a piece in this time is gone. */
const LONGEST_MS = 2000

/** By what a file is told from another under its name. */
type Identity = { readonly dev: number; readonly ino: number }

type Berth = { readonly bytes: Uint8Array; readonly words: Int32Array }

type Shared = Identity & {
  readonly file: string
  readonly control: Int32Array
  readonly kernel: Kernel
  readonly berths: readonly Berth[]
}

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

export type Seen = { readonly bytes: Uint8Array; readonly foreseen: Foreseen }

export type Foresight = {
  /** Called for each piece in turn; null where it has to be read and looked at. Good until the next is asked for. */
  readonly of: (piece: number) => Seen | null
  readonly end: () => void
}

/** Words that the messages of a piece may take, however small they are; what finds no room is not foreseen. */
const WORDS = 1 << 17
/** How much of the kernel's memory is for its pieces and what is found in them. */
export const FORESIGHT_ROOM = BERTHS * (FORESIGHT_PIECE + WORDS * 4)

/** Tells the looking of this thread from that of the reading. */
const LOOKER = 1

/**
 * `handle` is the reading's own: under its name may lie another file by now, of which nothing is foreseen. In the kernel's
 * memory the first `FORESIGHT_ROOM` bytes are used.
 */
export function openForesight(file: string, handle: number, kernel: Kernel): Foresight {
  const { dev, ino } = fs.fstatSync(handle)
  const shared: Shared & { readonly kind: string } = {
    kind: OURS,
    file,
    dev,
    ino,
    control: new Int32Array(new SharedArrayBuffer(OWN.words * 4)).fill(-1),
    kernel,
    berths: Array.from({ length: BERTHS }, (_, berth) => ({
      bytes: roomIn(kernel, berth * FORESIGHT_PIECE, FORESIGHT_PIECE),
      words: wordsIn(kernel, BERTHS * FORESIGHT_PIECE + berth * WORDS * 4, WORDS),
    })),
  }
  const { control, berths } = shared
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
  /** Whoever has to wait for the thread has time to look at a piece as well: the next, unless it is begun. */
  const keepForOneself = (piece: number): void => {
    const berth = OWN.berths + (piece % BERTHS)
    const state = Atomics.load(control, berth)
    if (state < piece * 4) Atomics.compareExchange(control, berth, state, piece * 4 + STATE.taken)
  }
  const isDone = (piece: number): boolean => {
    const berth = OWN.berths + (piece % BERTHS)
    for (;;) {
      const state = Atomics.load(control, berth)
      if (state === piece * 4 + STATE.done) return true
      if (state === piece * 4 + STATE.begun) {
        keepForOneself(piece + 1)
        if (Atomics.wait(control, berth, state, LONGEST_MS) === 'timed-out') end()
        if (!isThere) return false
      } else if (Atomics.compareExchange(control, berth, state, piece * 4 + STATE.taken) === state) return false
    }
  }
  return {
    of: (piece) => {
      if (!isThere) return null
      Atomics.store(control, OWN.place, piece)
      Atomics.notify(control, OWN.place)
      if (!isDone(piece)) return null
      const berth = piece % BERTHS
      const { bytes, words } = berths[berth]!
      const foreseen = foreseenIn(words, piece * FORESIGHT_PIECE, control[OWN.used + berth])
      return { bytes: bytes.subarray(0, control[OWN.lengths + berth]), foreseen }
    },
    end,
  }
}

/** Tells this thread from others that load this file. */
const OURS = 'certwright foresight'

function goAhead({ file, dev, ino, control, kernel, berths }: Shared): void {
  const handle = fs.openSync(file, 'r')
  const found = fs.fstatSync(handle)
  if (found.dev !== dev || found.ino !== ino) return fs.closeSync(handle)
  const quick = quickLook(kernel, LOOKER)
  let into: Foreseen | null = null
  const state = frames(
    (found, packet) => into && foresee(into, found, packet, quick),
    () => {},
  )
  for (let piece = 0, read = -1; read !== 0 && state.broken === null; piece += 1) {
    const base = piece * FORESIGHT_PIECE
    const berth = piece % BERTHS
    const { bytes, words } = berths[berth]!
    into = isMine(control, piece) ? foreseenIn(words, base) : null
    read = readWhole(handle, bytes, base)
    feedFrames(state, bytes.subarray(0, read))
    if (!into) continue
    control[OWN.lengths + berth] = read
    control[OWN.used + berth] = into.used
    Atomics.store(control, OWN.berths + berth, piece * 4 + STATE.done)
    Atomics.notify(control, OWN.berths + berth)
  }
  fs.closeSync(handle)
}

/** Waits until its berth is free; says no where the reading has come to the piece before. */
function isMine(control: Int32Array, piece: number): boolean {
  const berth = OWN.berths + (piece % BERTHS)
  for (;;) {
    const state = Atomics.load(control, berth)
    const place = Atomics.load(control, OWN.place)
    if (place > piece || state === piece * 4 + STATE.taken) return false
    if (place + BERTHS <= piece) Atomics.wait(control, OWN.place, place)
    else if (Atomics.compareExchange(control, berth, state, piece * 4 + STATE.begun) === state) return true
  }
}

if (workerData?.kind === OURS) goAhead(workerData as Shared)
