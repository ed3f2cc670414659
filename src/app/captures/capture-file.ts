/** A capture on disk: read through once in large pieces, unpacked where it is compressed; messages looked up afterwards. */
import fs from 'node:fs'
import { createGunzip } from 'node:zlib'
import { readCapture, type Trace } from '../../capture/reading.ts'
import { type Span, unmask } from '../../capture/spans.ts'
import { refuse } from '../../kernel/refusal.ts'

export type CaptureFile = {
  readonly trace: Trace
  /** The bytes of messages, each given by its spans; a part that cannot be read again is left out. */
  readonly bytesOf: (messages: readonly (readonly Span[])[]) => Promise<readonly Uint8Array[]>
}

const PIECE = 4 << 20
/** What a compressed capture may unpack to: more is a bomb or wants unpacking by hand. */
const MOST_UNPACKED = 64 * 2 ** 30

export async function openCaptureFile(file: string, onProgress: (share: number) => void): Promise<CaptureFile> {
  const size = sizeOf(file)
  const reading = readCapture()
  let taken = 0
  await eachPiece(file, (piece, read) => {
    reading.feed(piece)
    taken = read
    onProgress(size === 0 ? 1 : taken / size)
    return reading.trace.frames.broken === null
  })
  reading.end()
  const { frames } = reading.trace
  if (frames.format === null) refuse('wrong-file', { says: `${file} is neither pcap nor pcapng.`, next: NEXT })
  return { trace: reading.trace, bytesOf: (messages) => lookUp(file, messages) }
}

const NEXT = 'Save the capture as pcap or pcapng; compressed with gzip will do.'

function sizeOf(file: string): number {
  const found = fs.statSync(file, { throwIfNoEntry: false })
  if (!found?.isFile()) return refuse('wrong-file', { says: `There is no file ${file}.`, next: 'Check the path.' })
  return found.size
}

/** Calls with each piece and how many bytes of the file have been read, until told to stop. */
async function eachPiece(file: string, take: (piece: Uint8Array, read: number) => boolean): Promise<void> {
  const handle = fs.openSync(file, 'r')
  try {
    const piece = new Uint8Array(PIECE)
    let read = fs.readSync(handle, piece, 0, PIECE, 0)
    if (piece[0] === 0x1f && piece[1] === 0x8b) return await eachUnpacked(file, take)
    for (let at = read; read > 0 && take(piece.subarray(0, read), at); at += read)
      read = fs.readSync(handle, piece, 0, PIECE, at)
  } finally {
    fs.closeSync(handle)
  }
}

async function eachUnpacked(file: string, take: (piece: Uint8Array, read: number) => boolean): Promise<void> {
  const source = fs.createReadStream(file, { highWaterMark: PIECE })
  const unpacking = source.pipe(createGunzip({ chunkSize: 1 << 20 }))
  source.on('error', (fault) => unpacking.destroy(fault))
  let unpacked = 0
  try {
    for await (const piece of unpacking as AsyncIterable<Uint8Array>) {
      unpacked += piece.length
      if (!take(piece, source.bytesRead) || unpacked > MOST_UNPACKED) break
    }
  } catch (fault) {
    if (!(fault instanceof Error) || !('code' in fault) || !String(fault.code).startsWith('Z_')) throw fault
    // Compressed and cut short: what came out of it stands.
    if (unpacked === 0) refuse('wrong-file', { says: `${file} is damaged: it cannot be unpacked.`, next: NEXT })
  } finally {
    source.destroy()
  }
}

async function lookUp(file: string, messages: readonly (readonly Span[])[]): Promise<readonly Uint8Array[]> {
  const made = messages.map((spans) => new Uint8Array(spans.reduce((sum, span) => sum + span.length, 0)))
  const wanted = messages
    .flatMap((spans, index) => {
      let to = 0
      return spans.map((span) => {
        const place = { ...span, target: made[index]!, to }
        to += span.length
        return place
      })
    })
    .toSorted((a, b) => a.offset - b.offset)
  let from = 0
  let next = 0
  // Spans never overlap the wrong way: each is wholly before or after the one before it, or the same bytes.
  await eachPiece(file, (piece) => {
    const end = from + piece.length
    for (let index = next; index < wanted.length && wanted[index]!.offset < end; index += 1) {
      const { offset, length, target, to } = wanted[index]!
      const start = Math.max(offset, from)
      const stop = Math.min(offset + length, end)
      if (start < stop) target.set(piece.subarray(start - from, stop - from), to + start - offset)
      if (index === next && offset + length <= end) next += 1
    }
    from = end
    return next < wanted.length
  })
  for (const { target, to, length, mask } of wanted)
    if (mask !== 0) target.set(unmask(target.slice(to, to + length), mask), to)
  return made
}
