/**
 * The sound of a capture that somebody hands in, taken out before it is kept, unless the project keeps it (G-11). In a
 * worker of its own: an upload does not wait for captures that are being looked at.
 */
import path from 'node:path'
import { removeCopy } from '../../store/intake-copy.ts'
import type { ArrivedUpload } from '../ask/arrived-upload.ts'
import { type House, newId } from '../house.ts'
import { openCaptureReader } from './reader.ts'
import type { SoundTaken } from './without-sound.ts'

const reader = openCaptureReader()
const shares = new Map<string, number>()

/** How much of an upload has been gone through, from 0 to 1; null where none of it is at this moment. */
export function shareWithoutSound(upload: string): number | null {
  return shares.get(upload) ?? null
}

/**
 * Gives what is to be kept to `keep`: a copy without sound, or nothing where there is no sound to take out. The copy is
 * gone afterwards. Refuses a file that is no capture, or cannot be read to its end.
 */
export async function withoutSound<Kept>(
  house: House,
  { id, file }: ArrivedUpload,
  keep: (copy: string | null) => Promise<Kept>,
): Promise<Kept> {
  // A name of its own each time: what took its place among the evidence is the same file by another name.
  const copy = path.join(house.evidence.intake, `${id}.${newId(house)}.copy`)
  shares.set(id, 0)
  try {
    const wanted = { kind: 'without-sound', file, copy } as const
    const taken = (await reader.read(wanted, (share) => shares.set(id, share))) as SoundTaken
    return await keep(taken.packets === 0 ? null : taken.copy)
  } finally {
    shares.delete(id)
    for (const left of [copy, `${copy}.gz`]) removeCopy(left)
  }
}
