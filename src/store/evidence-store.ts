/**
 * Evidence files under their hash. A file arrives in the intake, is hashed there, and gets its place only
 * when every byte of it is on disk: written, fsynced, linked, directory fsynced. What is in place never
 * changes and is never overwritten; the intake's own name goes away when a fact speaks of the file.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'

export type EvidenceStore = {
  readonly intake: string
  /** Gives a finished file of the intake its place; its hash and size. Taking the same content twice is no harm. */
  readonly take: (file: string) => Promise<{ sha256: string; bytes: number }>
  /** The hash of a file of the intake that takes no place itself. */
  readonly hash: (file: string) => Promise<{ sha256: string; bytes: number }>
  readonly put: (bytes: Uint8Array) => Promise<{ sha256: string; bytes: number }>
  readonly read: (sha256: string, range?: { start: number; end: number }) => Readable
  readonly size: (sha256: string) => Promise<number | null>
  readonly pathOf: (sha256: string) => string
  /** How long the intake keeps what nobody goes on with. */
  readonly keptMs: number
  /** Clears the intake of what was left in it longer ago than that; how many files went. */
  readonly tidy: (now: number) => Promise<number>
}

const KEPT_MS = 7 * 86_400_000

const HASH = /^[0-9a-f]{64}$/

export async function openEvidenceStore(dataDir: string, disk: Disk = realDisk): Promise<EvidenceStore> {
  const root = path.join(path.resolve(dataDir), 'evidence')
  const intake = path.join(path.resolve(dataDir), 'intake')
  await fs.mkdir(root, { recursive: true, mode: 0o700 })
  await fs.mkdir(intake, { recursive: true, mode: 0o700 })

  const pathOf = (sha256: string) => {
    if (!HASH.test(sha256)) throw new Error('evidence is asked for by its hash')
    return path.join(root, sha256.slice(0, 2), sha256)
  }
  const take = async (file: string) => {
    const { sha256, bytes } = await hashFile(file)
    const place = pathOf(sha256)
    await disk.makeDirectory(path.dirname(place))
    await disk.syncFile(file)
    await disk.link(file, place)
    await disk.syncDirectory(path.dirname(place))
    await disk.syncDirectory(root)
    return { sha256, bytes }
  }
  return {
    intake,
    take,
    hash: hashFile,
    pathOf,
    put: async (content) => {
      const file = path.join(
        intake,
        `made-${createHash('sha256').update(content).digest('hex')}-${process.hrtime.bigint()}`,
      )
      await fs.writeFile(file, content, { mode: 0o600 })
      try {
        return await take(file)
      } finally {
        await fs.rm(file, { force: true })
      }
    },
    keptMs: KEPT_MS,
    tidy: (now) => removeOlder(intake, now - KEPT_MS),
    read: (sha256, range) => createReadStream(pathOf(sha256), range),
    size: async (sha256) => (await fs.stat(pathOf(sha256)).catch(() => null))?.size ?? null,
  }
}

/** The few calls that make a file last; a test listens in on their order. */
export type Disk = {
  readonly makeDirectory: (directory: string) => Promise<void>
  readonly syncFile: (file: string) => Promise<void>
  /** Gives a file its second name at once or not at all; that it has it already is no fault. */
  readonly link: (file: string, place: string) => Promise<void>
  readonly syncDirectory: (directory: string) => Promise<void>
}

export const realDisk: Disk = {
  makeDirectory: async (directory) => {
    await fs.mkdir(directory, { recursive: true, mode: 0o700 })
  },
  syncFile: (file) => sync(file, 'r+'),
  link: (file, place) =>
    fs.link(file, place).catch((fault: NodeJS.ErrnoException) => {
      if (fault.code !== 'EEXIST') throw fault
    }),
  syncDirectory: (directory) => sync(directory, 'r'),
}

async function sync(target: string, flags: string): Promise<void> {
  const handle = await fs.open(target, flags)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** An upload is as old as the last piece of it, its note with it. */
async function removeOlder(intake: string, before: number): Promise<number> {
  let removed = 0
  for (const name of await fs.readdir(intake)) {
    const piece = path.join(intake, name.replace(/\.json$/, '.part'))
    const own = path.join(intake, name)
    const found = await fs.stat(piece).catch(() => fs.stat(own).catch(() => null))
    if (!found || found.mtimeMs >= before) continue
    await fs.rm(own, { force: true })
    removed += 1
  }
  return removed
}

async function hashFile(file: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    hash.update(chunk as Buffer)
    bytes += (chunk as Buffer).length
  }
  return { sha256: hash.digest('hex'), bytes }
}
