/** Reads a capture in the browser, beside the page: the file in pieces, then whatever window of a ladder is asked for. */
import { callWith } from '../../src/capture/calls.ts'
import {
  type CaptureFile,
  MOST_UNPACKED,
  openCapture,
  PACK_AGAIN,
  type Pieces,
} from '../../src/capture/capture-file.ts'
import { SIP_TRUNK_TEST_CASES } from '../../src/conformance/cases/index.ts'
import { readingOf, type WholeLadder, wholeLadder, windowAt } from '../../src/conformance/wire/looking.ts'
import { Refusal, refuse } from '../../src/kernel/refusal.ts'
import type { Asked, Told } from './capture-talk.ts'

const PIECE = 4 << 20

let capture: CaptureFile | null = null
/** Goes up with each file that is opened or let go: a reading that is not the latest ends without a word. */
let latest = 0

self.addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  answer(data).then(
    (told) => told && tell(told),
    (fault: unknown) => {
      const says = fault instanceof Refusal ? `${fault.says} ${fault.next}` : 'This file could not be read.'
      tell({ kind: 'refused', says })
      if (!(fault instanceof Refusal)) throw fault
    },
  )
})

tell({ kind: 'ready' })

function tell(told: Told): void {
  self.postMessage(told)
}

async function answer(asked: Asked): Promise<Told | null> {
  if (asked.kind === 'cancel') {
    latest += 1
    return null
  }
  if (asked.kind === 'ladder')
    return capture ? await ladder(capture, asked) : { kind: 'ladder', calls: [], window: null }
  const { file, provider } = asked
  const own = (latest += 1)
  const all = await piecesOf(file)
  const pieces: Pieces = (take) => all((piece, read) => own === latest && take(piece, read))
  let shown = 0
  const opened = await openCapture({ name: file.name, size: file.size, pieces }, (share) => {
    if (share - shown < 0.01) return
    shown = share
    tell({ kind: 'progress', share })
  })
  if (own !== latest) return null
  capture = opened
  const reading = await readingOf(opened, { provider }, SIP_TRUNK_TEST_CASES)
  const titles = Object.fromEntries(SIP_TRUNK_TEST_CASES.map(({ plan, title }) => [plan, title]))
  return { kind: 'reading', reading, titles }
}

/** A packet without a call is looked for in all of them. */
async function ladder(from: CaptureFile, { calls, begins, ref }: Extract<Asked, { kind: 'ladder' }>): Promise<Told> {
  const found = calls.length > 0 || ref === null ? null : callWith(from.trace, Number.parseInt(ref, 10))
  const shown = found === null ? calls : [found]
  const key = shown.join(' ')
  if (drawn?.of !== from || drawn.key !== key) drawn = { of: from, key, whole: await wholeLadder(from, shown) }
  return { kind: 'ladder', calls: shown, window: drawn.whole && windowAt(drawn.whole, begins, ref) }
}

/** The ladder looked at last, so that stepping through it takes no time. */
let drawn: { readonly of: CaptureFile; readonly key: string; readonly whole: WholeLadder | null } | null = null

async function piecesOf(file: File): Promise<Pieces> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer())
  return first === 0x1f && second === 0x8b ? unpacked(file) : plain(file)
}

function plain(file: File): Pieces {
  return async (take) => {
    for (let at = 0; at < file.size; at += PIECE) {
      const piece = new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer())
      if (!take(piece, at + piece.length)) return
    }
  }
}

function unpacked(file: File): Pieces {
  return async (take) => {
    let read = 0
    const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform: (piece, controller) => {
        read += piece.length
        controller.enqueue(piece)
      },
    })
    const reader = file.stream().pipeThrough(counted).pipeThrough(new DecompressionStream('gzip')).getReader()
    let out = 0
    try {
      for (let step = await reader.read(); !step.done; step = await reader.read()) {
        out += step.value.length
        if (!take(step.value, read) || out > MOST_UNPACKED) break
      }
    } catch {
      // Compressed and cut short: what came out of it stands.
      if (out === 0) refuse('wrong-file', { says: `${file.name} is damaged: it cannot be unpacked.`, next: PACK_AGAIN })
    }
    await reader.cancel().catch(() => {})
  }
}
