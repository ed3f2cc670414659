/**
 * Review calls that are owed or being arranged (8.4): certifications in force for which either side changed the
 * interface since the last call, and those with a call proposed, read a stretch at a time.
 */
import type { Day } from '../../kernel/day.ts'
import { type Change, changesToReview } from '../../programme/interface-change.ts'
import type { GuideFilter } from '../../programme/reference-guide.ts'
import { type Figures, figuresOn } from '../../rulebook/parameters.ts'
import { type GuideCursor, guidePage, type GuideRecord, platformsById } from '../../store/certifications.ts'
import type { Queryable } from '../../store/database.ts'
import { parameterSettings } from '../house.ts'

export type ReviewRow = GuideRecord & { readonly changes: readonly Change[] }

export type ReviewCalls = {
  readonly rows: readonly ReviewRow[]
  readonly searched: number
  readonly next: GuideCursor | null
}

const STRETCH = 20_000
const BATCH = 1000

/** What asks for a call by itself: with the vendor's own releases only where the programme wants it so. */
export function changesAsking(record: Omit<GuideRecord, 'recertifying'>, on: Day, figures: Figures): readonly Change[] {
  const isAutomatic = figures.isOn('release.auto-review')
  return changesToReview(record, on).filter((change) => change.side === 'partner' || isAutomatic)
}

export async function reviewCalls(
  on: Queryable,
  question: {
    readonly today: Day
    readonly filter: GuideFilter
    readonly after: GuideCursor | null
    readonly limit: number
  },
): Promise<ReviewCalls> {
  const { today, filter, limit } = question
  const figures = figuresOn(today, await parameterSettings(on))
  const rows: ReviewRow[] = []
  let { after } = question
  const platforms = await platformsById(on)
  let searched = 0
  while (searched < STRETCH) {
    const records = await guidePage(on, today, filter, after, BATCH, platforms)
    for (const record of records) {
      const changes = changesAsking(record, today, figures)
      if (changes.length === 0 && !record.certification.call) continue
      if (rows.length === limit) return { rows, searched, next: cursorOf(rows.at(-1)!) }
      rows.push({ ...record, changes })
    }
    searched += records.length
    if (records.length < BATCH) return { rows, searched, next: null }
    after = cursorOf(records.at(-1)!)
  }
  return { rows, searched, next: after }
}

function cursorOf({ certification }: GuideRecord): GuideCursor {
  return { granted: certification.granted, number: certification.number }
}
