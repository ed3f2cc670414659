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
import { newId } from '../app/house.ts'
import { refuse } from '../kernel/refusal.ts'
import { isUuid } from '../kernel/id.ts'
import { beginningOf, plainName } from '../kernel/text.ts'
import { SIGNED_IN } from '../programme/permission.ts'
import type { Call, Route } from './route.ts'

const GIGABYTE = 1024 ** 3

/** The largest file taken: two gigabytes. */
export const MOST_BYTES = 2 * GIGABYTE

const TUS = {
  'tus-resumable': '1.0.0',
  'tus-version': '1.0.0',
  'tus-extension': 'creation,termination',
  'tus-max-size': String(MOST_BYTES),
}

export type UploadNote = { readonly owner: string; readonly name: string; readonly length: number }

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
  const length = Number(context.req.header('upload-length') ?? Number.NaN)
  if (!Number.isSafeInteger(length) || length < 1) {
    return refuse('wrong-file', {
      says: 'An empty file, or one that does not say how long it is.',
      next: 'Choose a file with something in it.',
    })
  }
  if (length > MOST_BYTES) {
    return refuse('too-large', {
      says: `This file has ${sayBytes(length)}; ${sayBytes(MOST_BYTES)} is the most.`,
      next: 'Cut the capture to the calls in question, or compress it.',
    })
  }
  const id = newId(house)
  const note: UploadNote = { owner: actor.id, name: nameFrom(context.req.header('upload-metadata') ?? ''), length }
  await fs.writeFile(fileOf(house.evidence.intake, id, 'part'), '', { flag: 'wx', mode: 0o600 })
  await fs.writeFile(fileOf(house.evidence.intake, id, 'json'), JSON.stringify(note), { flag: 'wx', mode: 0o600 })
  return new Response(null, { status: 201, headers: { ...TUS, location: `/uploads/${id}` } })
}

async function tell(call: Call): Promise<Response> {
  const { note, offset } = await uploadOf(call)
  return new Response(null, {
    status: 200,
    headers: {
      ...TUS,
      'upload-offset': String(offset),
      'upload-length': String(note.length),
      'cache-control': 'no-store',
    },
  })
}

async function take(call: Call): Promise<Response> {
  const { context } = call
  const { id, note, offset, file } = await uploadOf(call)
  if (context.req.header('content-type') !== 'application/offset+octet-stream') {
    return refuse('wrong-file', {
      says: 'Pieces come as application/offset+octet-stream.',
      next: 'Use a tus client, or the page.',
    })
  }
  if (Number(context.req.header('upload-offset')) !== offset) {
    return refuse('conflict', {
      says: `${offset} bytes have arrived so far.`,
      next: 'Ask for the offset and go on from there.',
    })
  }
  if (busy.has(id))
    return refuse('conflict', {
      says: 'A piece of this file is arriving at this moment.',
      next: 'Wait for it, then go on.',
    })
  busy.add(id)
  try {
    const body = context.req.raw.body
    if (body)
      await pipeline(
        Readable.fromWeb(body as never),
        atMost(note.length - offset),
        createWriteStream(file, { flags: 'a' }),
      ).catch(ignoreCut)
  } finally {
    busy.delete(id)
  }
  const arrived = (await fs.stat(file)).size
  return new Response(null, { status: 204, headers: { ...TUS, 'upload-offset': String(arrived) } })
}

async function drop(call: Call): Promise<Response> {
  const { id } = await uploadOf(call)
  await removeUpload(call.house.evidence.intake, id)
  return new Response(null, { status: 204, headers: TUS })
}

const busy = new Set<string>()

/** A line that is cut leaves what arrived; that is no fault of ours to report. */
function ignoreCut(fault: NodeJS.ErrnoException): void {
  if (fault.code === 'ENOSPC' || fault.code === 'EIO' || fault.code === 'EROFS') {
    refuse('unavailable', {
      says: 'The evidence store cannot take more at the moment.',
      next: 'Tell the operator; what arrived is kept, the upload can go on later.',
    })
  }
}

function atMost(bytes: number): Transform {
  let left = bytes
  return new Transform({
    transform(chunk: Buffer, _, done) {
      const taken = chunk.subarray(0, Math.max(left, 0))
      left -= chunk.length
      done(null, taken)
    },
  })
}

export type ArrivedUpload = {
  readonly id: string
  readonly note: UploadNote
  readonly offset: number
  readonly file: string
}

async function uploadOf(call: Call): Promise<ArrivedUpload> {
  return findUpload(call, call.context.req.param('upload') ?? '')
}

/** An upload of one's own; anybody else's is not there. */
export async function findUpload({ house, actor }: Pick<Call, 'house' | 'actor'>, id: string): Promise<ArrivedUpload> {
  const { intake } = house.evidence
  const note = isUuid(id) ? await readNote(fileOf(intake, id, 'json')) : null
  if (!note || note.owner !== actor.id) {
    return refuse('not-found', { says: 'There is no such upload of yours.', next: 'Start the upload again.' })
  }
  const file = fileOf(intake, id, 'part')
  return { id, note, file, offset: (await fs.stat(file)).size }
}

async function readNote(file: string): Promise<UploadNote | null> {
  const text = await fs.readFile(file, 'utf8').catch(() => null)
  return text === null ? null : (JSON.parse(text) as UploadNote)
}

export async function removeUpload(intake: string, id: string): Promise<void> {
  await fs.rm(fileOf(intake, id, 'json'), { force: true })
  await fs.rm(fileOf(intake, id, 'part'), { force: true })
}

function fileOf(intake: string, id: string, ending: 'part' | 'json'): string {
  return path.join(intake, `${id}.${ending}`)
}

/** The name out of tus metadata (`filename` in base64), without any folder and within reason. */
function nameFrom(metadata: string): string {
  const encoded = /(?:^|,)\s*filename ([A-Za-z0-9+/=]+)/.exec(metadata)?.[1] ?? ''
  const name = Buffer.from(encoded, 'base64').toString('utf8')
  return beginningOf(plainName(name.split(/[\\/]/).at(-1) ?? ''), 180) || 'file'
}

export function sayBytes(bytes: number): string {
  if (bytes >= GIGABYTE) return `${(bytes / GIGABYTE).toFixed(bytes % GIGABYTE === 0 ? 0 : 1)} GB`
  if (bytes >= 1024 ** 2) return `${(bytes / 1024 ** 2).toFixed(1)} MB`
  return bytes >= 1024 ? `${(bytes / 1024).toFixed(0)} kB` : `${bytes} bytes`
}
