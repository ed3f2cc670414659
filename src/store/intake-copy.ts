/**
 * A copy of a file in the intake, changed while it is written: appended to piece by piece, with places blanked that were
 * written before. It is a file of its own until it takes its place as evidence; one that is left behind goes with the
 * intake's old files.
 */
import fs from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'

export type IntakeCopy = {
  readonly append: (piece: Uint8Array) => void
  /** Overwrites with zeros what was appended before. */
  readonly blank: (offset: number, length: number) => void
  readonly close: () => void
}

/** Refuses to write over a file that is there: it might have its second name among the evidence already. */
export function openIntakeCopy(file: string): IntakeCopy {
  const handle = fs.openSync(file, 'wx', 0o600)
  let end = 0
  const write = (bytes: Uint8Array, offset: number) => {
    for (let done = 0; done < bytes.length;)
      done += fs.writeSync(handle, bytes, done, bytes.length - done, offset + done)
  }
  return {
    append: (piece) => {
      write(piece, end)
      end += piece.length
    },
    blank: (offset, length) => write(new Uint8Array(length), offset),
    close: () => fs.closeSync(handle),
  }
}

/** Another copy, compressed with gzip; the same bytes give the same file. */
export async function compressCopy(file: string, compressed: string): Promise<void> {
  const into = fs.createWriteStream(compressed, { flags: 'wx', mode: 0o600 })
  await pipeline(fs.createReadStream(file, { highWaterMark: 1 << 20 }), createGzip(), into)
}

/** That it is gone already is no fault. */
export function removeCopy(file: string): void {
  fs.rmSync(file, { force: true })
}
