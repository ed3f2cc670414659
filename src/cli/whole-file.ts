/**
 * A file written beside its target and renamed, so that a broken one never stands where a whole one should, and nothing
 * is left beside it where it cannot be written.
 */
import type { WriteStream } from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { Refusal } from '../kernel/refusal.ts'

/** What `write` says of what it wrote. Refuses a place where no file can be, and a disk that is full. */
export async function writeWhole<Written>(file: string, write: (out: Writable) => Promise<Written>): Promise<Written> {
  const there = await fs.stat(file).catch(() => null)
  if (there?.isDirectory()) throw notWritable(`${file} is a folder`)
  const half = `${file}.part`
  const handle = await fs.open(half, 'w').catch((fault: unknown) => {
    throw explained(file, fault)
  })
  try {
    const written = await throughout(file, handle.createWriteStream(), write)
    await fs.rename(half, file).catch((fault: unknown) => {
      throw explained(file, fault)
    })
    return written
  } catch (fault) {
    await fs.rm(half, { force: true })
    throw fault
  }
}

/** The stream breaks on its own where the disk does: it is listened to from the beginning. */
async function throughout<Written>(
  file: string,
  out: WriteStream,
  write: (out: Writable) => Promise<Written>,
): Promise<Written> {
  const over = finished(out)
  over.catch(() => {})
  try {
    const written = await write(out)
    out.end()
    await over
    return written
  } catch (fault) {
    out.destroy()
    // What breaks elsewhere while it is written, a database on a full disk, is none of this file's.
    throw out.errored ? explained(file, out.errored) : fault
  }
}

/** What the system says of a file, in words; what else broke stays what it is. */
function explained(file: string, fault: unknown): unknown {
  const { code = '', syscall = '' } = fault as NodeJS.ErrnoException
  if (!['open', 'write', 'rename', 'close'].includes(syscall)) return fault
  const folder = path.dirname(path.resolve(file))
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return notWritable(`There is no folder ${folder}`)
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return notWritable(`Nothing may be written in ${folder}`)
    case 'ENOSPC':
    case 'EDQUOT':
      return notWritable(`There is no room left in ${folder}`)
    default:
      return notWritable(`${file} cannot be written (${code})`)
  }
}

function notWritable(why: string): Refusal {
  return new Refusal('wrong-file', {
    says: `${why}; nothing was written.`,
    next: 'Name a file in a folder that is there, with room in it, and that you may write in.',
  })
}
