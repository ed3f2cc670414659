/**
 * From what is sent to the input of a move. A finished upload is looked into (what it is, not what it is
 * called), hashed, and put in its place on disk before any fact speaks of it.
 */
import { sentAs } from '../api/sent.ts'
import { type Alongside, isKeyUsed } from '../app/act.ts'
import { MOVES } from '../app/targets.ts'
import { pictureFrom } from '../documents/picture-file.ts'
import { refuse, Refusal } from '../kernel/refusal.ts'
import { keepsSound } from '../programme/captures.ts'
import { PICTURE_LIMITS } from '../programme/guide-picture.ts'
import type { Project } from '../programme/project.ts'
import { columnsChosen } from '../programme/sat/sheet.ts'
import { mightEver } from '../programme/permission.ts'
import { type ArrivedUpload, bytesOfUpload, findUpload, noSuchUpload } from '../app/ask/arrived-upload.ts'
import { openProjectFile } from '../app/ask/projects.ts'
import { stillInPlace } from '../app/captures/removal.ts'
import { withoutSound } from '../app/captures/sound.ts'
import { resultsOfUpload, tableOfUpload, testCasesOf } from '../app/ask/sat-sheet.ts'
import { offered } from '../app/ask/moves.ts'
import { kindOf } from './file-kind.ts'
import { withPassword } from './first-password.ts'
import type { Call } from './route.ts'
import { diskTrouble, removeUpload, sayBytes } from './uploads.ts'

/** An input ready for its move, what is written together with it, and what to clear away once it is done. */
export type Taken = {
  readonly input: unknown
  readonly alongside?: Alongside
  readonly clear: () => Promise<void>
}

export type Sent = {
  readonly move: string
  readonly id: string | null
  readonly input: unknown
  readonly once?: string | undefined
}

/**
 * What some moves are sent is more than their input: `upload` stands for what is found in a file, `password` for
 * the way in of whoever comes in by the move. Other inputs pass unchanged.
 */
export async function intakeOf(call: Call, sent: Sent): Promise<Taken> {
  const { move, input, once } = sent
  if (typeof input !== 'object' || input === null) return asItIs(input)
  try {
    switch (sentAs(move)) {
      case 'evidence':
        return await takeIn(call, sent.id ?? '', input)
      case 'picture':
        return await takePicture(call, sent.id ?? '', input)
      case 'table':
        return await takeTable(call, move, sent.id ?? '', input)
      case 'password':
        return await withPassword(call, move, sent.id, input)
      case null:
        return asItIs(input)
    }
  } catch (fault) {
    // Sent again under its key, it was taken before and its upload or link is gone: the write path knows the answer.
    if (once && (await isKeyUsed(call.house.database, once))) return asItIs(input)
    throw fault
  }
}

function asItIs(input: unknown): Taken {
  return { input, clear: async () => {} }
}

async function takeIn(call: Call, project: string, input: object): Promise<Taken> {
  const { upload, file, ...rest } = input as { upload?: unknown; file?: object }
  if (saysSomething(file)) {
    return refuse('wrong-input', {
      says: 'What a file is, is found out here.',
      next: 'Name the upload only.',
      faults: [{ at: 'file', says: 'Unknown: file.' }],
    })
  }
  if (typeof upload !== 'string') {
    return refuse('wrong-input', {
      says: 'No upload is named.',
      next: 'Upload the file first, then add it.',
      faults: [{ at: 'upload', says: 'No upload is named.' }],
    })
  }
  const arrived = await findUpload(call, upload)
  if (arrived.offset !== arrived.note.length) {
    return refuse('not-now', {
      says: `${sayBytes(arrived.offset)} of ${sayBytes(arrived.note.length)} have arrived.`,
      next: 'Let the upload go on to its end.',
    })
  }
  // A file gets its place only where it may stay; who may not add it is told so by the move itself.
  const addedTo = await whereAdded(call, project)
  if (!addedTo) return asItIs(rest)
  const { kind, mediaType, stored } = await placed(call, arrived, addedTo).catch(clearedIfRefused(call, arrived.id))
  return {
    input: { ...rest, file: { name: arrived.note.name, kind, mediaType, ...stored, upload: arrived.id } },
    alongside: stillInPlace(call.house, stored.sha256),
    clear: () => removeUpload(call.house.evidence.intake, arrived.id),
  }
}

/** Looked into and put in its place. */
async function placed(call: Call, arrived: ArrivedUpload, addedTo: Project) {
  const { kind, mediaType } = await kindOf(arrived.file, arrived.note.name).catch(goneMeanwhile)
  const stored = await (
    kind === 'capture' && !keepsSound(addedTo)
      ? placedWithoutSound(call, arrived)
      : call.house.evidence.take(arrived.file)
  ).catch(onlyTheDisk)
  return { kind, mediaType, stored }
}

/**
 * What is refused for what it is would be refused again however often it is added, so it does not stay: it may hold what
 * people said. What the disk or the time did not allow is tried again, and stays.
 */
function clearedIfRefused({ house }: Call, upload: string) {
  return async (fault: unknown): Promise<never> => {
    const isForGood = fault instanceof Refusal && (fault.code === 'wrong-file' || fault.code === 'too-large')
    if (isForGood) await removeUpload(house.evidence.intake, upload)
    throw fault
  }
}

/** A form sends what it has no fields for as a part without anything in it. */
function saysSomething(part: unknown): boolean {
  return typeof part === 'object' && part !== null ? Object.values(part).some(saysSomething) : part !== undefined
}

/** What is kept of a capture is what is left of it without its sound; the hash of what was handed in goes on record. */
function placedWithoutSound({ house }: Call, arrived: ArrivedUpload) {
  const { evidence } = house
  return withoutSound(house, arrived, async (copy) =>
    copy === null
      ? evidence.take(arrived.file)
      : { ...(await evidence.take(copy)), handedIn: await evidence.hash(arrived.file) },
  )
}

/** A picture is looked into before it gets its place; who may not add it, or not now, is told so by the move itself. */
async function takePicture(call: Call, project: string, input: object): Promise<Taken> {
  const { upload, file: _, ...rest } = input as { upload?: unknown; file?: unknown }
  if (!mightEver(call.actor, MOVES.get('add-guide-picture')!.move.by)) return asItIs(rest)
  const { moves } = await openProjectFile(call.house, call.actor, project)
  if (typeof upload !== 'string' || !offered(moves, 'add-guide-picture')?.isItsTime) return asItIs(rest)
  const { bytes, facts } = await pictureIn(call, upload).catch(clearedIfRefused(call, upload))
  const stored = await call.house.evidence.put(bytes).catch(onlyTheDisk)
  return {
    input: { ...rest, file: { ...facts, ...stored, upload } },
    clear: () => removeUpload(call.house.evidence.intake, upload),
  }
}

async function pictureIn(call: Call, upload: string) {
  const { bytes } = await bytesOfUpload(call, upload, PICTURE_LIMITS)
  return { bytes, facts: pictureFrom(bytes) }
}

/** The rows of an uploaded table; over the API they may also be sent as they are. */
async function takeTable(call: Call, move: string, project: string, input: object): Promise<Taken> {
  const { upload, columns, ...rest } = input as { upload?: unknown; columns?: unknown }
  if (typeof upload !== 'string') return asItIs(input)
  const { file, moves } = await openProjectFile(call.house, call.actor, project)
  // Who may not take it in, or not now, is told so by the move itself.
  if (!offered(moves, move)?.isItsTime) return asItIs(rest)
  const read =
    move === 'take-in-sat-plan'
      ? { testCases: testCasesOf(await tableOfUpload(call, upload), columnsChosen(columns)) }
      : { results: await resultsOfUpload(call, upload, file) }
  return { input: { ...rest, ...read }, clear: () => removeUpload(call.house.evidence.intake, upload) }
}

const DISK_FULL: ReadonlySet<string | undefined> = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO'])

/** A disk that is full or failing is the operator's business, a refusal the sender's; any other fault is ours. */
function onlyTheDisk(fault: NodeJS.ErrnoException): never {
  if (DISK_FULL.has(fault.code)) diskTrouble()
  return goneMeanwhile(fault)
}

/** Whoever else added the same upload in this very moment took it away; any other fault is ours. */
function goneMeanwhile(fault: NodeJS.ErrnoException): never {
  if (fault.code === 'ENOENT') noSuchUpload()
  throw fault
}

/** The project that this person may add evidence to; refused where there is none, or not at this time. */
async function whereAdded({ house, actor }: Call, project: string): Promise<Project | null> {
  if (!mightEver(actor, MOVES.get('add-evidence')!.move.by)) return null
  const { moves, file } = await openProjectFile(house, actor, project)
  const move = offered(moves, 'add-evidence')
  if (move?.obstacle) refuse('not-now', move.obstacle)
  return move && file.project
}
