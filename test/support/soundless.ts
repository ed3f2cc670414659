/** Captures with voices in them and without their sound, in memory, and how much sound there is in one. */
import { LIMITS } from '../../src/capture/messages.ts'
import { readCapture } from '../../src/capture/reading.ts'
import { overwriting, redaction } from '../../src/capture/redaction.ts'
import { soundTaking } from '../../src/capture/sound.ts'

/** A watch of what nobody wants to know. */
export const UNWATCHED = {
  fax: () => {},
  message: () => {},
  upgrade: () => {},
  unread: () => {},
  ended: () => {},
}

/** The capture without its sound, read in pieces of this size; and of how many packets something was taken. */
export function without(file: Uint8Array, size = 997): { readonly file: Uint8Array; readonly packets: number } {
  const made = Uint8Array.from(file)
  const sound = soundTaking((offset, length) => made.fill(0, offset, offset + length))
  const reading = readCapture(LIMITS, sound.watch)
  for (let from = 0; from < made.length; from += size) {
    const piece = made.subarray(from, from + size)
    reading.feed(piece)
    sound.blank(piece)
  }
  reading.end()
  return { file: made, packets: sound.packets() }
}

/** The capture as those get it who only look on, read in pieces of this size. */
export function redacted(file: Uint8Array, size = 997): Uint8Array {
  const { watch, patches } = redaction()
  const reading = readCapture(LIMITS, watch)
  for (let from = 0; from < file.length; from += size) reading.feed(file.subarray(from, from + size))
  reading.end()
  const overwrite = overwriting(patches())
  const made = Uint8Array.from(file)
  let given = 0
  for (let from = 0; from < made.length; from += size) given += overwrite(made.subarray(from, from + size)).length
  return made.subarray(0, given)
}

/** The capture with something said in every packet of sound. */
export function voiced(file: Uint8Array): Uint8Array {
  const made = Uint8Array.from(file)
  const reading = readCapture(LIMITS, {
    media: (bytes, from, end, where) => {
      if (end - from === 16 || (bytes[from + 1]! >= 192 && bytes[from + 1]! <= 223)) return
      for (const { offset, length } of where(from + 12, end))
        for (let at = 0; at < length; at += 1) made[offset + at] = 1 + ((offset + at) % 251)
    },
    ...UNWATCHED,
  })
  reading.feed(file)
  reading.end()
  return made
}

/** Packets whose header is extended by something that is said. */
export function extended(file: Uint8Array): number {
  let found = 0
  const reading = readCapture(LIMITS, {
    media: (bytes, from) => {
      const at = from + 16 + 4 * (bytes[from]! & 15)
      const words = (bytes[at - 2]! << 8) | bytes[at - 1]!
      if (bytes[from]! & 0x10 && bytes.subarray(at, at + 4 * words).some((byte) => byte !== 0)) found += 1
    },
    ...UNWATCHED,
  })
  reading.feed(file)
  reading.end()
  return found
}

/** Packets that name somebody whom a mixer put into them. */
export function mixed(file: Uint8Array): number {
  let found = 0
  const reading = readCapture(LIMITS, {
    media: (bytes, from) => {
      const behind = from + 12 + 4 * (bytes[from]! & 15)
      if (bytes.subarray(from + 12, behind).some((byte) => byte !== 0)) found += 1
    },
    ...UNWATCHED,
  })
  reading.feed(file)
  reading.end()
  return found
}

/** Packets of sound that say something. */
export function spoken(file: Uint8Array): number {
  let heard = 0
  const reading = readCapture(LIMITS, {
    media: (bytes, from, end) => {
      const payload = bytes.subarray(from + 12, end)
      if (payload.length !== 4 && payload.some((byte) => byte !== 0)) heard += 1
    },
    ...UNWATCHED,
  })
  reading.feed(file)
  reading.end()
  return heard
}
