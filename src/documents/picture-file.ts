/**
 * What a picture is, by its own bytes: PNG, JPEG or WebP, whole, with its size in pixels. Nothing is unpacked: a
 * header that promises more than a screenshot has is reason enough. Refused: what is none of these or does not end as
 * its kind ends, and what has more bytes or pixels than `PICTURE_LIMITS`.
 */
import { type Fault, refuse } from '../kernel/refusal.ts'
import { PICTURE_LIMITS, type PictureType } from '../programme/guide-picture.ts'

export type PictureFacts = { readonly mediaType: PictureType; readonly width: number; readonly height: number }

export function pictureFrom(bytes: Uint8Array): PictureFacts {
  if (bytes.length > PICTURE_LIMITS.bytes) return tooLarge(`${PICTURE_LIMITS.bytes / 1_000_000} megabytes`)
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found = pngFacts(view) ?? jpegFacts(view) ?? webpFacts(view)
  if (!found || found.width === 0 || found.height === 0) return noPicture()
  const { width, height } = found
  if (width > PICTURE_LIMITS.side || height > PICTURE_LIMITS.side)
    return tooLarge(`${PICTURE_LIMITS.side} points a side`)
  if (width * height > PICTURE_LIMITS.pixels) return tooLarge(`${PICTURE_LIMITS.pixels / 1_000_000} million points`)
  return found
}

const PNG = Buffer.from('89504e470d0a1a0a', 'hex')

/** Chunk by chunk from IHDR to IEND, nothing after it; and no animation, which is as many pictures as it likes. */
function pngFacts(view: Buffer): PictureFacts | null {
  if (!view.subarray(0, 8).equals(PNG) || view.length < 45 || view.toString('latin1', 12, 16) !== 'IHDR') return null
  let at = 8
  let data = 0
  while (at + 12 <= view.length) {
    const length = view.readUInt32BE(at)
    const name = view.toString('latin1', at + 4, at + 8)
    if (name === 'acTL') return null
    if (name === 'IDAT') data += length
    at += 12 + length
    if (name === 'IEND')
      return at === view.length && data > 0
        ? { mediaType: 'image/png', width: view.readUInt32BE(16), height: view.readUInt32BE(20) }
        : null
  }
  return null
}

/** Segment by segment to the frame header; SOF markers are C0 to CF without C4, C8 and CC (ITU-T T.81, B.1.1.3). */
function jpegFacts(view: Buffer): PictureFacts | null {
  if (view.length < 12 || view.readUInt16BE(0) !== 0xffd8 || view.readUInt16BE(view.length - 2) !== 0xffd9) return null
  let at = 2
  while (at + 9 < view.length) {
    if (view[at] !== 0xff) return null
    const marker = view[at + 1]!
    if (marker === 0xff) {
      at += 1
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { mediaType: 'image/jpeg', height: view.readUInt16BE(at + 5), width: view.readUInt16BE(at + 7) }
    const length = view.readUInt16BE(at + 2)
    if (length < 2 || marker === 0xda || marker === 0xd9) return null
    at += 2 + length
  }
  return null
}

/** RFC 9649, section 2.4 to 2.7: a RIFF file of the length it says, whose first chunk tells the size; no animation. */
function webpFacts(view: Buffer): PictureFacts | null {
  if (view.length < 30 || view.toString('latin1', 0, 4) !== 'RIFF' || view.toString('latin1', 8, 12) !== 'WEBP')
    return null
  const told = view.readUInt32LE(4) + 8
  if (told !== view.length && told !== view.length + 1) return null
  const size = webpSize(view, view.toString('latin1', 12, 16))
  return size && { mediaType: 'image/webp', ...size }
}

function webpSize(view: Buffer, chunk: string): { width: number; height: number } | null {
  if (chunk === 'VP8 ' && view.readUIntBE(23, 3) === 0x9d012a)
    return { width: view.readUInt16LE(26) & 0x3fff, height: view.readUInt16LE(28) & 0x3fff }
  if (chunk === 'VP8L' && view[20] === 0x2f) {
    const bits = view.readUInt32LE(21)
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  const isAnimated = (view[20]! & 0x02) !== 0
  return chunk === 'VP8X' && !isAnimated
    ? { width: view.readUIntLE(24, 3) + 1, height: view.readUIntLE(27, 3) + 1 }
    : null
}

function faults(says: string): readonly Fault[] {
  return [{ at: 'upload', says }]
}

function tooLarge(most: string): never {
  const says = `A screenshot has at most ${most}.`
  return refuse('too-large', { says, next: 'Cut it to what the setting shows.', clause: '7.5d', faults: faults(says) })
}

function noPicture(): never {
  const says = 'This is no whole picture in PNG, JPEG or WebP.'
  return refuse('wrong-file', { says, next: 'Save the screenshot as PNG.', clause: '7.5d', faults: faults(says) })
}
