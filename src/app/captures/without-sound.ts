/**
 * A capture copied without its sound, in one reading and in memory that does not grow with the file. What cannot be
 * read to its end is refused: nobody could say that no sound is left in the rest (G-11).
 */
import { openCapture } from '../../capture/capture-file.ts'
import { MORE_FLOWS, type Trace } from '../../capture/reading.ts'
import { soundTaking } from '../../capture/sound.ts'
import { refuse } from '../../kernel/refusal.ts'
import { compressCopy, openIntakeCopy, removeCopy } from '../../store/intake-copy.ts'
import { captureSource, isCompressed } from './capture-file.ts'

export type SoundTaken = {
  /** The finished copy: packed like the file it was made from. */
  readonly copy: string
  /** How many packets lost what they carried; none where there was no sound in it. */
  readonly packets: number
}

/** What a compressed capture may unpack to here: as much again has to lie on the disk for a while. */
const MOST_COPIED = 8 * 2 ** 30

export async function copyWithoutSound(
  file: string,
  copy: string,
  onShare: (share: number) => void,
): Promise<SoundTaken> {
  const isPacked = isCompressed(file)
  const packets = await copied(file, copy, onShare)
  if (!isPacked) return { copy, packets }
  const packed = `${copy}.gz`
  if (packets > 0) await compressCopy(copy, packed)
  removeCopy(copy)
  return { copy: packed, packets }
}

async function copied(file: string, copy: string, onShare: (share: number) => void): Promise<number> {
  const into = openIntakeCopy(copy)
  try {
    const sound = soundTaking(into.blank)
    const source = captureSource(file)
    let taken = 0
    const { trace } = await openCapture(
      {
        ...source,
        pieces: (take) =>
          source.pieces((piece, read) => {
            const goesOn = take(piece, read)
            sound.blank(piece)
            if ((taken += piece.length) > MOST_COPIED) tooMuch()
            into.append(piece)
            return goesOn
          }),
      },
      onShare,
      sound.watch,
    )
    wholeIn(trace)
    blankTail(trace, into.blank)
    return sound.packets()
  } finally {
    into.close()
  }
}

const NEXT = 'Save the capture anew, whole; or ask the lab to let the captures of this project keep their sound.'

function wholeIn({ frames, notes }: Trace): void {
  if (frames.broken)
    refuse('wrong-file', {
      says: `Its sound cannot be taken out, since it cannot be read to its end: ${frames.broken}`,
      next: NEXT,
    })
  if (notes.has(MORE_FLOWS))
    refuse('wrong-file', {
      says: 'Its sound cannot be taken out, since it holds more conversations than are kept apart.',
      next: 'Cut the capture to the calls in question.',
    })
}

function tooMuch(): never {
  refuse('wrong-file', {
    says: `Unpacked, it has more than ${MOST_COPIED / 2 ** 30} GB: that is more than its sound is taken out of.`,
    next: 'Cut the capture to the calls in question.',
  })
}

/** The longest that stands before the bytes of a packet, in a record of either format. */
const RECORD_HEADER = 28

/** A file cut short ends with a part of a packet, which is read by nobody and may be sound. */
function blankTail({ frames }: Trace, blank: (offset: number, length: number) => void): void {
  if (frames.carried > RECORD_HEADER)
    blank(frames.offset - frames.carried + RECORD_HEADER, frames.carried - RECORD_HEADER)
}
