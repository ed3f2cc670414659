/**
 * Screenshots of a config guide (7.5d): what is on record of each. The bytes lie in the evidence store, and each is a
 * piece of the project's evidence as well, so that they are counted, verified and kept like any other.
 */
import { z } from 'zod'
import { refuse } from '../kernel/refusal.ts'
import type { Evidence } from './evidence.ts'
import type { Guide } from './guide.ts'
import { line } from './input.ts'
import { moveOn, put, stampOf } from './move.ts'
import type { ProjectFile } from './project-file.ts'

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
/** A screenshot is no film: what is larger is refused, whatever it unpacks to. */
export const PICTURE_LIMITS = { bytes: 2_000_000, side: 4096, pixels: 12_000_000, each: 40, clause: '7.5d' } as const

/** What the intake found out about the picture; never what the sender claimed. */
const storedPicture = z.strictObject({
  mediaType: z.enum(PICTURE_TYPES),
  bytes: z.int().min(1).max(PICTURE_LIMITS.bytes),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  width: z.int().min(1).max(PICTURE_LIMITS.side),
  height: z.int().min(1).max(PICTURE_LIMITS.side),
  upload: z.uuid(),
})

const move = moveOn<ProjectFile>()

export const guidePictureMoves = {
  'add-guide-picture': move({
    says: 'Add a picture to the guide',
    clause: '7.5d',
    by: { 'lab-engineer': 'any' },
    from: ['guide', 'published'],
    input: z.strictObject({ caption: line(120), file: storedPicture }),
    obstacle: ({ guide }) =>
      (guide?.pictures ?? []).length < PICTURE_LIMITS.each
        ? null
        : {
            says: `The guide has ${PICTURE_LIMITS.each} pictures, which is the most.`,
            next: 'Settings say it as well, in words.',
            clause: '7.5d',
          },
    decide: (file, { caption, file: { upload, ...stored } }, context) => {
      const { guide } = file
      if (!guide) throw new Error(`project ${file.project.number} was granted without a guide draft`)
      if (guide.pictures?.some((each) => each.id === upload)) addedAlready()
      const { mediaType, bytes, sha256 } = stored
      const evidence: Evidence = {
        id: upload,
        project: file.project.id,
        testCase: null,
        run: null,
        name: caption,
        kind: 'image',
        mediaType,
        bytes,
        sha256,
        added: stampOf(context),
        setAside: null,
      }
      const changed: Guide = { ...guide, pictures: [...(guide.pictures ?? []), { id: upload, caption, ...stored }] }
      return {
        kind: 'guide-picture-added',
        says: `Picture added to the config guide: ${caption}`,
        data: { certification: guide.certification, picture: upload, sha256 },
        puts: [put('evidence', upload, evidence), put('guide', guide.certification, changed)],
      }
    },
  }),
}

function addedAlready(): never {
  return refuse('conflict', { says: 'This picture is in the guide already.', next: 'Choose it beside a setting.' })
}
