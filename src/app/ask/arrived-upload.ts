/** Uploads as they lie in the intake: what somebody sent, and how much of it has arrived. Anybody else's is not there. */
import fs from 'node:fs/promises'
import path from 'node:path'
import { isUuid } from '../../kernel/id.ts'
import { refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../programme/permission.ts'
import type { House } from '../house.ts'

export type UploadNote = { readonly owner: string; readonly name: string; readonly length: number }

export type ArrivedUpload = {
  readonly id: string
  readonly note: UploadNote
  readonly offset: number
  readonly file: string
}

/** An upload of one's own; anybody else's is not there. */
export async function findUpload(
  { house, actor }: { readonly house: House; readonly actor: Actor },
  id: string,
): Promise<ArrivedUpload> {
  const { intake } = house.evidence
  const note = isUuid(id) ? await readNote(fileOf(intake, id, 'json')) : null
  if (!note || note.owner !== actor.id) return noSuchUpload()
  const file = fileOf(intake, id, 'part')
  return { id, note, file, offset: await sizeOf(file) }
}

/** The bytes of one's own upload, whole and not more than its kind of file has, refused under the clause of that kind. */
export async function bytesOfUpload(
  of: { readonly house: House; readonly actor: Actor },
  id: string,
  { bytes: most, clause }: { readonly bytes: number; readonly clause: string },
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const { note, offset, file } = await findUpload(of, id)
  if (offset !== note.length) {
    return refuse('not-now', { says: 'The file has not arrived whole yet.', next: 'Let the upload go on to its end.' })
  }
  if (offset > most) {
    return refuse('too-large', {
      says: `${note.name} has ${offset} bytes; ${most} is the most.`,
      next: 'Leave out what is not needed, or split it.',
      clause,
    })
  }
  return { name: note.name, bytes: await fs.readFile(file).catch(noSuchUpload) }
}

export async function sizeOf(file: string): Promise<number> {
  const found = await fs.stat(file).catch(() => null)
  return found ? found.size : noSuchUpload()
}

/** Never begun, somebody else's, or gone: added already, perhaps in this very moment. */
export function noSuchUpload(): never {
  return refuse('not-found', { says: 'There is no such upload of yours.', next: 'Start the upload again.' })
}

/** Nothing for a note that a crash cut short: its upload was never told to anybody. */
export async function readNote(file: string): Promise<UploadNote | null> {
  const text = await fs.readFile(file, 'utf8').catch(() => '')
  try {
    return JSON.parse(text) as UploadNote
  } catch {
    return null
  }
}

export function fileOf(intake: string, id: string, ending: 'part' | 'json'): string {
  return path.join(intake, `${id}.${ending}`)
}
