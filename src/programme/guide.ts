/**
 * The config guide (7.1, 7.5): drafted from what the project already knows, completed by the lab,
 * published as data. Publishing also settles what the partner is entitled to (7.4).
 */
import { z } from 'zod'
import { authorisationFor } from './authorisation.ts'
import { type GuideContent, guideContent } from './guide-content.ts'
import type { GuidePicture } from './guide-picture.ts'
import { changesAskedFor, type GuideReview } from './guide-review.ts'
import { seenParts, settleWriting, writingStands } from './guide-writing.ts'
import { moveOn, type Obstacle, put, stampOf } from './move.ts'
import type { ProjectFile } from './project-file.ts'
import { enter } from './project.ts'
import type { Stamp } from './stamp.ts'

export type Guide = {
  /** The certification's number: one guide a certification. */
  readonly certification: string
  readonly project: string
  readonly version: number
  readonly state: 'draft' | 'published'
  readonly content: GuideContent
  readonly changed: Stamp
  /** Published versions, oldest first; the last is the one readers get. */
  readonly published: readonly PublishedGuide[]
  /** Screenshots that settings refer to; none in guides of earlier days. */
  readonly pictures?: readonly GuidePicture[]
  readonly reviews?: readonly GuideReview[]
}

export type PublishedGuide = Stamp & { readonly version: number; readonly content: GuideContent }

export function publishedGuide(guide: Guide | null): PublishedGuide | null {
  return guide?.published.at(-1) ?? null
}

const move = moveOn<ProjectFile>()
const lab = { 'lab-engineer': 'any' } as const

export const guideMoves = {
  'save-guide': move({
    says: 'Save the config guide',
    clause: '7.1',
    by: lab,
    from: ['guide', 'published'],
    input: z.strictObject({ content: guideContent, seen: seenParts.optional() }),
    decide: (file, input, context) => {
      const guide = draftOf(file)
      const settled = settleWriting(guide, file.guideWriting, input.content, input.seen)
      const changed: Guide = { ...guide, content: input.content, changed: stampOf(context), state: 'draft' }
      return {
        kind: 'guide-saved',
        says: 'Config guide saved',
        data: { certification: guide.certification, version: guide.version },
        puts: [put('guide', guide.certification, changed), ...settled],
      }
    },
  }),

  'publish-guide': move({
    says: 'Publish the config guide',
    clause: '7.2',
    by: lab,
    from: ['guide'],
    to: ['published'],
    gates: () => ['publish'],
    input: z.strictObject({}),
    series: (_, { day }) => `LA-${day.slice(0, 4)}`,
    obstacle: ({ guide, guideWriting }) =>
      writingStands(guideWriting) ?? (guide && namesNoSetting(guide)) ?? changesAskedFor(guide),
    decide: (file, _, context) => {
      const stamp = stampOf(context)
      const guide = draftOf(file)
      const version = { ...stamp, version: guide.version, content: guide.content }
      const published: Guide = {
        ...guide,
        state: 'published',
        version: guide.version + 1,
        published: [...guide.published, version],
      }
      const authorisation = authorisationFor(file, context)
      return {
        kind: 'guide-published',
        says: authorisation
          ? `Config guide published; use of the logo authorised by ${authorisation.number}`
          : 'Config guide published; guide and logo wait for the membership',
        data: {
          certification: guide.certification,
          version: version.version,
          authorisation: authorisation?.number ?? null,
        },
        puts: [
          put('guide', guide.certification, published),
          put('project', file.project.id, enter(file.project, 'published', stamp)),
          ...(authorisation ? [put('authorisation', authorisation.number, authorisation)] : []),
        ],
      }
    },
  }),

  'publish-guide-version': move({
    says: 'Publish a new version of the guide',
    clause: '7.2',
    by: lab,
    from: ['published'],
    input: z.strictObject({}),
    obstacle: ({ guide, guideWriting }) =>
      writingStands(guideWriting) ??
      (guide?.state === 'draft'
        ? changesAskedFor(guide)
        : { says: 'Nothing has changed since the last version.', next: 'Edit the guide first.' }),
    decide: (file, _, context) => {
      const guide = draftOf(file)
      const version = { ...stampOf(context), version: guide.version, content: guide.content }
      const published: Guide = {
        ...guide,
        state: 'published',
        version: guide.version + 1,
        published: [...guide.published, version],
      }
      return {
        kind: 'guide-version-published',
        says: `Version ${version.version} of the config guide published`,
        data: { certification: guide.certification, version: version.version },
        puts: [put('guide', guide.certification, published)],
      }
    },
  }),
}

function namesNoSetting({ content }: Guide): Obstacle | null {
  return content.vendorSettings.length > 0
    ? null
    : {
        says: 'The guide names no setting of the platform yet.',
        next: 'Add the settings that differ from the default.',
        clause: '7.5d',
      }
}

function draftOf(file: ProjectFile): Guide {
  if (!file.guide) throw new Error(`project ${file.project.number} was granted without a guide draft`)
  return file.guide
}
