/** Screenshots of a config guide (7.5d): what is on record of each; the bytes lie in the evidence store. */

export const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/webp'] as const

export type PictureType = (typeof PICTURE_TYPES)[number]

export type GuidePicture = {
  readonly id: string
  readonly caption: string
  readonly sha256: string
  readonly bytes: number
  readonly mediaType: PictureType
  /** In pixels. */
  readonly width: number
  readonly height: number
}
