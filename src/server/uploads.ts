/**
 * Resumable uploads by the tus protocol (1.0.0, creation and termination): a file comes in pieces, the
 * sender asks where to go on, and a cut line costs no more than the last piece. What has arrived lies in
 * the intake, its size on disk being the offset; it becomes evidence only by a move.
 */
import fs from 'node:fs/promises'
import { createWriteStream } from 'node:fs'
import path from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type ArrivedUpload, fileOf, findUpload, readNote, sizeOf, type UploadNote } from '../app/ask/arrived-upload.ts'
import { shareWithoutSound } from '../app/captures/sound.ts'
import { newId } from '../app/house.ts'
import { refuse } from '../kernel/refusal.ts'
import { beginningOf, plainName } from '../kernel/text.ts'
import { SIGNED_IN } from '../programme/permission.ts'
import type { Call, Route } from './route.ts'

const GIGABYTE = 1024 ** 3

/** The largest file taken: two gigabytes. */
export const MOST_BYTES = 2 * GIGABYTE

const TUS = {
  'tus-resumable': '1.0.0',
  'tus-version': '1.0.0',
  'tus-extension': 'creation,termination,expiration',
  'tus-max-size': String(MOST_BYTES),
}

const upload = (method: Route['method'], address: string, handle: Route['handle']): Route => ({
  method,
  path: address,
  permission: SIGNED_IN,
  kind: 'upload',
  handle,
})

export const UPLOAD_ROUTES: readonly Route[] = [
  upload('OPTIONS', '/uploads', () => new Response(null, { status: 204, headers: TUS })),
  upload('POST', '/uploads', begin),
  upload('HEAD', '/uploads/:upload', tell),
  upload('PATCH', '/uploads/:upload', take),
  upload('DELETE', '/uploads/:upload', drop),
]

async function begin(call: Call): Promise<Response> {
  const { context, house, actor } = call
  const { intake } = house.evidence
  const length = countIn(context.req.header('upload-length'))
  const name = nameFrom(context.req.header('upload-metadata') ?? '')
  if (length === null) {
    return refuse('wrong-file', {
      says: 'It is not said how long this file is.',
      next: 'Say it in bytes in upload-length, as tus clients do.',
    })
  }
  if (length === 0) {
    return refuse('wrong-file', {
      says: 'This file is empty.',
      next: 'If it was to be a recording, look whether it was stopped and saved before the file was copied; then choose it again.',
    })
  }
  if (length > MOST_BYTES) {
    return refuse('too-large', {
      says: `This file has ${sayBytes(length)}; ${sayBytes(MOST_BYTES)} is the most.`,
      next: smaller(name),
    })
  }
  if ((await countOpen(intake, actor.id)) >= MOST_OPEN) {
    return refuse('too-many', {
      says: `${MOST_OPEN} uploads of yours are under way or were never added to a project.`,
      next: 'Add them or take them back; those that are left alone go away by themselves.',
    })
  }
  const id = newId(house)
  const note: UploadNote = { owner: actor.id, name, length }
  await fs.writeFile(fileOf(intake, id, 'part'), '', { flag: 'wx', mode: 0o600 }).catch(diskTrouble)
  await fs.writeFile(fileOf(intake, id, 'json'), JSON.stringify(note), { flag: 'wx', mode: 0o600 }).catch(diskTrouble)
  return new Response(null, {
    status: 201,
    headers: { ...TUS, location: `/uploads/${id}`, ...(await expiry(call, id)) },
  })
}

async function tell(call: Call): Promise<Response> {
  const { id, note, offset } = await uploadOf(call)
  return new Response(null, {
    status: 200,
    headers: {
      ...TUS,
      'upload-offset': String(offset),
      'upload-length': String(note.length),
      'cache-control': 'no-store',
      ...lookedInto(id),
      ...(await expiry(call, id)),
    },
  })
}

/** How a file that is too large gets smaller, by what its name says it is. */
function smaller(name: string): string {
  if (/\.p?cap(ng)?$/i.test(name)) return 'Cut the capture to the calls in question, or compress it with gzip.'
  if (/\.p?cap(ng)?\.gz$/i.test(name)) return 'Cut the capture to the calls in question, then compress it again.'
  return 'Send the part of it that shows what is to be shown.'
}

/** How far a capture that is being added has been gone through; whoever waits for it asks here. */
function lookedInto(id: string): Record<string, string> {
  const share = shareWithoutSound(id)
  return share === null ? {} : { 'upload-looked-into': share.toFixed(2) }
}

async function take(call: Call): Promise<Response> {
  const { context } = call
  const { id } = await uploadOf(call)
  if (context.req.header('content-type') !== 'application/offset+octet-stream') {
    return refuse('wrong-file', {
      says: 'Pieces come as application/offset+octet-stream.',
      next: 'Use a tus client, or the page.',
    })
  }
  if (busy.has(id))
    return refuse('conflict', {
      says: 'A piece of this file is arriving at this moment.',
      next: 'Wait for it, then go on.',
    })
  busy.add(id)
  try {
    // Looked at again now that nobody else writes to it.
    const upload = await uploadOf(call)
    await append(call, upload)
    const arrived = await sizeOf(upload.file)
    return new Response(null, {
      status: 204,
      headers: { ...TUS, 'upload-offset': String(arrived), ...(await expiry(call, id)) },
    })
  } finally {
    busy.delete(id)
  }
}

/** Writes a piece where the last one ended; one that goes beyond the declared end is not taken at all. */
async function append({ context }: Call, { file, note, offset }: ArrivedUpload): Promise<void> {
  if (countIn(context.req.header('upload-offset')) !== offset) {
    refuse('conflict', {
      says: `${offset} bytes have arrived so far.`,
      next: 'Ask for the offset and go on from there.',
    })
  }
  const left = note.length - offset
  if ((countIn(context.req.header('content-length')) ?? 0) > left) tooMuch(note)
  const { body } = context.req.raw
  if (!body) return
  const write = createWriteStream(file, { flags: 'r+', start: offset })
  try {
    await pipeline(Readable.fromWeb(body as never), atMost(left), write)
  } catch (fault) {
    if (fault instanceof BeyondTheEnd) {
      await fs.truncate(file, offset)
      tooMuch(note)
    }
    // A line that is cut leaves what arrived; that is no fault of ours to report.
    if (isOfTheDisk(fault as NodeJS.ErrnoException)) diskTrouble()
  }
}

async function drop(call: Call): Promise<Response> {
  const { id } = await uploadOf(call)
  await removeUpload(call.house.evidence.intake, id)
  return new Response(null, { status: 204, headers: TUS })
}

const busy = new Set<string>()

function isOfTheDisk({ syscall }: NodeJS.ErrnoException): boolean {
  return syscall === 'open' || syscall === 'write' || syscall === 'close'
}

export function diskTrouble(): never {
  return refuse('unavailable', {
    says: 'The evidence store cannot take more at the moment.',
    next: 'Tell the operator; what arrived is kept, the upload can go on later.',
  })
}

function tooMuch({ length }: UploadNote): never {
  return refuse('too-large', {
    says: `This upload was to have ${sayBytes(length)}, and more was sent.`,
    next: 'Start it again with the length that the file has.',
  })
}

class BeyondTheEnd extends Error {}

function atMost(bytes: number): Transform {
  let left = bytes
  return new Transform({
    transform(chunk: Buffer, _, done) {
      left -= chunk.length
      if (left < 0) done(new BeyondTheEnd())
      else done(null, chunk)
    },
  })
}

/** A count as the protocol writes it: digits and nothing else. */
function countIn(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null
}

/** When an upload that is left alone goes away (tus, expiration). */
async function expiry({ house }: Call, id: string): Promise<Record<string, string>> {
  const { mtimeMs } = await fs.stat(fileOf(house.evidence.intake, id, 'part'))
  return { 'upload-expires': new Date(mtimeMs + house.evidence.keptMs).toUTCString() }
}

/** Uploads that one person may have begun and not added to anything. */
const MOST_OPEN = 40

async function countOpen(intake: string, owner: string): Promise<number> {
  const notes = (await fs.readdir(intake)).filter((name) => name.endsWith('.json'))
  let count = 0
  for (const name of notes) if ((await readNote(path.join(intake, name)))?.owner === owner) count += 1
  return count
}

async function uploadOf(call: Call): Promise<ArrivedUpload> {
  return findUpload(call, call.context.req.param('upload') ?? '')
}

export async function removeUpload(intake: string, id: string): Promise<void> {
  await fs.rm(fileOf(intake, id, 'json'), { force: true })
  await fs.rm(fileOf(intake, id, 'part'), { force: true })
}

/** The name out of tus metadata (`filename` in base64), without any folder and within reason. */
function nameFrom(metadata: string): string {
  const encoded = /(?:^|,)\s*filename ([A-Za-z0-9+/=]+)/.exec(metadata)?.[1] ?? ''
  const name = Buffer.from(encoded, 'base64').toString('utf8')
  const last = beginningOf(plainName(name.split(/[\\/]/).at(-1) ?? ''), 180)
  return /[^.\s]/.test(last) ? last : 'file'
}

export function sayBytes(bytes: number): string {
  if (bytes >= GIGABYTE) return `${(bytes / GIGABYTE).toFixed(bytes % GIGABYTE === 0 ? 0 : 1)} GB`
  if (bytes >= 1024 ** 2) return `${(bytes / 1024 ** 2).toFixed(1)} MB`
  return bytes >= 1024 ? `${(bytes / 1024).toFixed(0)} kB` : `${bytes} bytes`
}
