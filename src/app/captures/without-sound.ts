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

/** A capture packs to a tenth, silence to a fiftieth; so much smaller only what is nothing but zeros, or made to harm. */
const MOST_TIMES = 200
/** Up to here nobody is harmed, however well it packs. */
const SMALL = 64 * 2 ** 20

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
    const isPacked = isCompressed(file)
    let taken = 0
    const { trace } = await openCapture(
      {
        ...source,
        pieces: (take) =>
          source.pieces((piece, read) => {
            const goesOn = take(piece, read)
            sound.blank(piece)
            taken += piece.length
            if (taken > MOST_COPIED) tooMuch()
            if (isPacked && taken > SMALL && taken > MOST_TIMES * source.size) bomb()
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

const NEXT =
  'Copy it again from where it was made, or save it anew in the program that recorded it. If it was damaged there already, ask the lab to let the captures of this project keep their sound, then upload it again.'

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

/** A bomb: nothing that was recorded packs that well, not even silence. */
function bomb(): never {
  refuse('wrong-file', {
    says: `Unpacked, it has more than ${MOST_TIMES} times its size; no capture packs that well.`,
    next: 'Unpack it yourself and look at what is in it; if it is the capture you meant, upload it unpacked.',
  })
}

function tooMuch(): never {
  refuse('too-large', {
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
