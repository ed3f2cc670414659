/**
 * From what is sent to the input of a move. A finished upload is looked into (what it is, not what it is
 * called), hashed, and put in its place on disk before any fact speaks of it.
 */
import fs from 'node:fs/promises'
import { type Alongside, isKeyUsed } from '../app/act.ts'
import { refuse } from '../kernel/refusal.ts'
import { isPlainText } from '../kernel/text.ts'
import type { EvidenceKind } from '../programme/evidence.ts'
import type { Call } from './route.ts'
import { withPassword } from './first-password.ts'
import { findUpload, removeUpload, sayBytes } from './uploads.ts'

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
    switch (move) {
      case 'add-evidence':
        return await takeIn(call, input)
      case 'found-programme':
      case 'accept-invitation':
        return await withPassword(call, move, sent.id, input)
      default:
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

async function takeIn(call: Call, input: object): Promise<Taken> {
  const { upload, file, ...rest } = input as { upload?: unknown; file?: object }
  if (file && Object.keys(file).length > 0) {
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
  const { kind, mediaType } = await kindOf(arrived.file, arrived.note.name)
  const { sha256, bytes } = await call.house.evidence.take(arrived.file)
  return {
    input: { ...rest, file: { name: arrived.note.name, kind, mediaType, bytes, sha256 } },
    clear: () => removeUpload(call.house.evidence.intake, arrived.id),
  }
}

type Found = { readonly kind: EvidenceKind; readonly mediaType: string }

const MAGIC: readonly (readonly [string, Found])[] = [
  ['d4c3b2a1', { kind: 'capture', mediaType: 'application/vnd.tcpdump.pcap' }],
  ['a1b2c3d4', { kind: 'capture', mediaType: 'application/vnd.tcpdump.pcap' }],
  ['4d3cb2a1', { kind: 'capture', mediaType: 'application/vnd.tcpdump.pcap' }],
  ['a1b23c4d', { kind: 'capture', mediaType: 'application/vnd.tcpdump.pcap' }],
  ['0a0d0d0a', { kind: 'capture', mediaType: 'application/x-pcapng' }],
  ['89504e470d0a1a0a', { kind: 'image', mediaType: 'image/png' }],
  ['ffd8ff', { kind: 'image', mediaType: 'image/jpeg' }],
  ['25504446', { kind: 'document', mediaType: 'application/pdf' }],
]

/** What a file is by its first bytes. A gzipped capture is one by its name; text is what reads as text. */
async function kindOf(file: string, name: string): Promise<Found> {
  const handle = await fs.open(file, 'r')
  const head = Buffer.alloc(4096)
  const { bytesRead } = await handle.read(head, 0, head.length, 0).finally(() => handle.close())
  const start = head.subarray(0, bytesRead)
  const hex = start.subarray(0, 8).toString('hex')
  const known = MAGIC.find(([magic]) => hex.startsWith(magic))
  if (known) return known[1]
  if (hex.startsWith('1f8b') && /\.p?cap(ng)?\.gz$/i.test(name))
    return { kind: 'capture', mediaType: 'application/gzip' }
  if (isText(start)) return { kind: 'log', mediaType: 'text/plain; charset=utf-8' }
  return refuse('wrong-file', {
    says: `${name} is none of the files that count as evidence.`,
    next: 'Taken are captures (pcap, pcapng, also gzipped), pictures (PNG, JPEG), PDF and plain text.',
    clause: '3C.1',
    faults: [{ at: 'upload', says: 'Not a capture, picture, PDF or text.' }],
  })
}

function isText(bytes: Buffer): boolean {
  const whole = bytes.length === 4096 ? bytes.subarray(0, 4092) : bytes
  const text = new TextDecoder('utf-8').decode(whole)
  return isPlainText(text.replaceAll('\f', '').replaceAll('\u001b', '')) && (text.match(/\ufffd/g)?.length ?? 0) <= 1
}
