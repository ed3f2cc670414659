/** A capture on disk: its bytes in large pieces, unpacked where they are compressed. */
import fs from 'node:fs'
import { createGunzip } from 'node:zlib'
import { type CaptureFile, MOST_UNPACKED, openCapture, SAVE_ANEW } from '../../capture/capture-file.ts'
import { refuse } from '../../kernel/refusal.ts'

const PIECE = 4 << 20
export async function openCaptureFile(file: string, onProgress: (share: number) => void): Promise<CaptureFile> {
  return openCapture({ name: file, size: sizeOf(file), pieces: (take) => eachPiece(file, take) }, onProgress)
}

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
    if (unpacked === 0) refuse('wrong-file', { says: `${file} is damaged: it cannot be unpacked.`, next: SAVE_ANEW })
  } finally {
    source.destroy()
  }
}
