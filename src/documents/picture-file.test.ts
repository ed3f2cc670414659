import { describe, expect, test } from 'vitest'
import { jpeg, png, webp } from '../../test/support/pictures.ts'
import { PICTURE_LIMITS } from '../programme/guide-picture.ts'
import { pictureFrom } from './picture-file.ts'

describe('a screenshot', () => {
  test.each([
    ['PNG', png(40, 30), 'image/png'],
    ['JPEG', jpeg(40, 30), 'image/jpeg'],
    ['WebP', webp(40, 30), 'image/webp'],
  ])('is known as %s by its bytes, with its size', (_, bytes, mediaType) => {
    expect(pictureFrom(bytes)).toEqual({ mediaType, width: 40, height: 30 })
  })

  test.each([
    ['a PNG that promises more points than a screenshot has', png(8, 8, [4000, 4000])],
    ['a PNG with a side longer than any screen', png(8, 8, [PICTURE_LIMITS.side + 1, 8])],
    ['a PNG that promises four thousand million points', png(8, 8, [0xffff, 0xffff])],
    ['a JPEG larger than any screen', jpeg(60_000, 60_000)],
    ['a WebP larger than any screen', webp(16_000, 16_000)],
    ['more bytes than a screenshot has', Buffer.concat([png(8, 8), Buffer.alloc(PICTURE_LIMITS.bytes)])],
  ])('is refused unopened as %s', (_, bytes) => {
    expect(() => pictureFrom(bytes)).toThrow(expect.objectContaining({ code: 'too-large' }))
  })

  const whole = png(8, 8)
  test.each([
    ['text', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['nothing', Buffer.alloc(0)],
    ['a PNG cut short', whole.subarray(0, whole.length - 6)],
    ['a PNG with something behind it', Buffer.concat([whole, Buffer.from('<script>')])],
    ['a PNG without a picture in it', png(0, 0)],
    [
      'a PNG with chunks longer than the file',
      Buffer.concat([whole.subarray(0, 33), Buffer.from('7fffffff49444154', 'hex')]),
    ],
    ['a JPEG cut short', jpeg(8, 8).subarray(0, 20)],
    ['a JPEG without a frame', Buffer.from('ffd8ffe000104a46494600010100000100010000ffda0002ffd9', 'hex')],
    ['a WebP of another length than it says', Buffer.concat([webp(8, 8), Buffer.alloc(9)])],
    ['a GIF', Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(40)])],
  ])('is refused as %s', (_, bytes) => {
    expect(() => pictureFrom(bytes)).toThrow(expect.objectContaining({ code: 'wrong-file' }))
  })

  test('is looked at without an end to the looking, whatever the bytes', () => {
    for (let seed = 1; seed < 400; seed += 1) {
      const bytes = Buffer.from(
        [...png(8, 8)].map((byte, at) => ((at * seed) % 7 === 0 && at > 7 ? (byte * seed) & 255 : byte)),
      )
      try {
        pictureFrom(bytes)
      } catch (fault) {
        expect(fault).toMatchObject({ name: 'Refusal' })
      }
    }
  })
})
