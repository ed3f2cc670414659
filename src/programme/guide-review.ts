/**
 * A draft of a config guide read by somebody else before it goes out (7.1): a second lab engineer, or the partner it is
 * written with. Who asks for changes holds publication up until the guide has been changed.
 */
import { z } from 'zod'
import { belongsOf, type ProjectFile } from './project-file.ts'
import { type Guide } from './guide.ts'
import { prose } from './input.ts'
import { moveOn, type Obstacle, put, stampOf } from './move.ts'
import { may, PARTNER } from './permission.ts'
import type { Stamp } from './stamp.ts'

export const GUIDE_OUTCOMES = { agreed: 'fine as it is', changes: 'asks for changes' } as const

export type GuideReview = Stamp & {
  readonly outcome: keyof typeof GUIDE_OUTCOMES
  readonly remark: string
  /** The change that was read; a later one is another draft. */
  readonly of: string
}

/** What was said of the draft as it stands, oldest first. */
export function reviewsOfDraft({ reviews = [], changed }: Pick<Guide, 'reviews' | 'changed'>): readonly GuideReview[] {
  return reviews.filter((each) => each.of === changed.at)
}

/** Changes asked for and not made yet: whoever asked may also say later that it is fine as it is. */
export function changesAskedFor(guide: Guide | null): Obstacle | null {
  const last = new Map((guide ? reviewsOfDraft(guide) : []).map((each) => [each.by, each]))
  const asked = [...last.values()].find((each) => each.outcome === 'changes')
  return asked
    ? {
        says: `Somebody who read the draft asks for changes: ${asked.remark}`,
        next: 'Change the guide, or have them look again.',
        clause: '7.1',
      }
    : null
}

const move = moveOn<ProjectFile>()

/** Reviews that are kept; older ones are in the journal. */
const MOST = 100

export const guideReviewMoves = {
  'review-guide': move({
    says: 'Say what you think of the draft',
    clause: '7.1',
    by: { 'lab-engineer': 'any', ...PARTNER },
    from: ['guide', 'published'],
    input: z.strictObject({ outcome: z.enum(['agreed', 'changes']), remark: prose(1000) }),
    obstacle: (file, actor) => {
      const { guide } = file
      if (guide?.state !== 'draft')
        return { says: 'There is no draft to read.', next: 'It is read once somebody changes it.' }
      return guide.changed.by === actor.id && !may(actor, PARTNER, belongsOf(file))
        ? { says: 'You wrote this draft.', next: 'Somebody else reads it.', clause: 'G-08' }
        : null
    },
    decide: ({ guide, project }, input, context) => {
      if (!guide) throw new Error(`project ${project.number} was granted without a guide draft`)
      const review: GuideReview = { ...stampOf(context), ...input, of: guide.changed.at }
      const reviewed: Guide = { ...guide, reviews: [...(guide.reviews ?? []), review].slice(-MOST) }
      return {
        kind: 'guide-reviewed',
        says: `Draft of the config guide read: ${GUIDE_OUTCOMES[input.outcome]}`,
        data: { certification: guide.certification, outcome: input.outcome, remark: input.remark },
        puts: [put('guide', guide.certification, reviewed)],
      }
    },
  }),
}
