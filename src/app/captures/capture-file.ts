/** A capture on disk: its bytes in large pieces, unpacked where they are compressed. */
import fs from 'node:fs'
import { pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import {
  type CaptureFile,
  type CaptureSource,
  MOST_UNPACKED,
  openCapture,
  PACK_AGAIN,
  type Part,
  type Pieces,
  type Take,
} from '../../capture/capture-file.ts'
import { type Kernel, kernelWith, type QuickLook, quickLook, roomIn } from '../../capture/quick-look.ts'
import type { Watch } from '../../capture/watch.ts'
import { refuse } from '../../kernel/refusal.ts'
import { noSuchFile } from '../no-such-file.ts'
import { FORESIGHT_PIECE, FORESIGHT_ROOM, openForesight, readWhole } from './foresight.ts'
import { kernelModule } from './kernel-module.ts'

const PIECE = 4 << 20

export async function openCaptureFile(
  file: string,
  onProgress: (share: number) => void,
  watch: Watch | null = null,
): Promise<CaptureFile> {
  return openCapture(captureSource(file), onProgress, watch)
}

/**
 * For whoever has the machine to themselves: a second thread looks ahead in a long file. Where other work waits for the
 * processors it costs more than it gains, so the server does without.
 */
export async function openCaptureOnTwoThreads(file: string, onProgress: (share: number) => void): Promise<CaptureFile> {
  const isLong = sizeOf(file) >= LONG && !isCompressed(file)
  return openCapture(isLong ? foreseenSource(file) : captureSource(file), onProgress)
}

function foreseenSource(file: string): CaptureSource {
  const kernel = kernelWith(kernelModule(), FORESIGHT_ROOM + FORESIGHT_PIECE)
  const pieces: Pieces = async (take) => eachForeseen(file, kernel, take)
  return { name: file, size: sizeOf(file), pieces, part: partOf(file), quick: quickLook(kernel, 0) }
}

/** From this size on a second thread is worth its start. */
const LONG = 32 << 20

export function captureSource(file: string): CaptureSource {
  const size = sizeOf(file)
  if (isCompressed(file)) return { name: file, size, pieces: async (take) => eachUnpacked(file, take) }
  const { piece, quick } = ownRoom()
  return { name: file, size, pieces: async (take) => eachPiece(file, piece, take), part: partOf(file), quick }
}

type OwnRoom = { readonly piece: Uint8Array; readonly quick: QuickLook }

let made: OwnRoom | null = null

/** Where this thread reads pieces into. A file is gone through without a pause, so no two are ever in it at once. */
function ownRoom(): OwnRoom {
  if (made) return made
  const kernel = kernelWith(kernelModule(), PIECE)
  made = { piece: roomIn(kernel, 0, PIECE), quick: quickLook(kernel, 0) }
  return made
}

/** By its first bytes. */
export function isCompressed(file: string): boolean {
  return isGzip(partOf(file)(0, 2))
}

function isGzip(start: Uint8Array): boolean {
  return start[0] === 0x1f && start[1] === 0x8b
}

/** A message is read from its place: the ladder of a call takes no longer for the length of the file. */
function partOf(file: string): Part {
  return (offset, length) => {
    const handle = fs.openSync(file, 'r')
    try {
      const bytes = new Uint8Array(length)
      return bytes.subarray(0, fs.readSync(handle, bytes, 0, length, offset))
    } finally {
      fs.closeSync(handle)
    }
  }
}

function sizeOf(file: string): number {
  const found = fs.statSync(file, { throwIfNoEntry: false })
  if (!found?.isFile()) return noSuchFile(file)
  return found.size
}

/** Calls with each piece and how many bytes of the file have been read, until told to stop. */
function eachPiece(file: string, piece: Uint8Array, take: Take): void {
  const handle = fs.openSync(file, 'r')
  try {
    let read = fs.readSync(handle, piece, 0, PIECE, 0)
    for (let at = read; read > 0 && take(piece.subarray(0, read), at); at += read)
      read = fs.readSync(handle, piece, 0, PIECE, at)
  } finally {
    fs.closeSync(handle)
  }
}

function eachForeseen(file: string, kernel: Kernel, take: Take): void {
  const handle = fs.openSync(file, 'r')
  const foresight = openForesight(file, handle, kernel)
  const own = roomIn(kernel, FORESIGHT_ROOM, FORESIGHT_PIECE)
  try {
    for (let number = 0; ; number += 1) {
      const at = number * FORESIGHT_PIECE
      const seen = foresight.of(number)
      const bytes = seen?.bytes ?? own.subarray(0, readWhole(handle, own, at))
      const isLast = bytes.length < FORESIGHT_PIECE
      if (bytes.length === 0 || !take(bytes, at + bytes.length, seen?.foreseen ?? null) || isLast) return
    }
  } finally {
    foresight.end()
    fs.closeSync(handle)
  }
}

async function eachUnpacked(file: string, take: Take): Promise<void> {
  const source = fs.createReadStream(file, { highWaterMark: PIECE })
  let isEmpty = true
  let isDamaged = false
  for await (const piece of unpacked(source, () => (isDamaged = true))) {
    isEmpty = false
    if (!take(piece, source.bytesRead)) break
  }
  // Compressed and cut short: what came out of it stands.
  if (isEmpty && isDamaged)
    refuse('wrong-file', { says: `${file} is damaged: it cannot be unpacked.`, next: PACK_AGAIN })
  if (isEmpty) refuse('wrong-file', { says: `${file} has nothing in it once it is unpacked.`, next: RECORD_AGAIN })
}

const RECORD_AGAIN = 'Look whether anything was recorded, and compress it once the recording was stopped.'

/**
 * The bytes of a stored capture as they come, unpacked where they are compressed; cut short, as far as they go, and
 * `onDamage` is told. Whoever stops in the middle leaves no file open.
 */
export async function* unpacked(stored: Readable, onDamage: () => void = () => {}): AsyncGenerator<Uint8Array> {
  try {
    yield* unpackedOf(stored, onDamage)
  } finally {
    stored.destroy()
  }
}

async function* unpackedOf(stored: Readable, onDamage: () => void): AsyncGenerator<Uint8Array> {
  const pieces = stored[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
  const first = await pieces.next()
  if (first.done) return
  const whole = async function* () {
    for (let step: IteratorResult<Uint8Array, unknown> = first; !step.done; step = await pieces.next()) yield step.value
  }
  if (!isGzip(first.value)) return yield* whole()
  // What breaks before it breaks here too: a source that is piped alone would take the whole process with it.
  const unpacking = pipeline(whole, createGunzip({ chunkSize: 1 << 20 }), () => {})
  let taken = 0
  try {
    for await (const piece of unpacking as AsyncIterable<Uint8Array>) {
      taken += piece.length
      if (taken > MOST_UNPACKED) return
      yield piece
    }
  } catch (fault) {
    if (!isCutShort(fault)) throw fault
    onDamage()
  }
}

function isCutShort(fault: unknown): boolean {
  return fault instanceof Error && 'code' in fault && String(fault.code).startsWith('Z_')
}
