/**
 * The interop reference guide: every certified interop in force on a day with its standing, computed for
 * that day as each row is read (8.8). A page is as long as asked; a colour is looked for by reading on.
 */
import type { Day } from '../../kernel/day.ts'
import { GUIDE_FILTERS, type GuideFilter } from '../../programme/reference-guide.ts'
import { type Figures, figuresOn } from '../../rulebook/parameters.ts'
import { standingOn, type StandingOnDay } from '../../rulebook/standing.ts'
import type { Standing } from '../../rulebook/standing-rule.ts'
import {
  type GuideCursor,
  guidePage,
  guideQueryOfAll,
  type GuideRecord,
  platformsById,
  withPlatform,
} from '../../store/certifications.ts'
import type { Database, Queryable, Row } from '../../store/database.ts'
import { parameterSettings } from '../house.ts'

export type { GuideCursor }

export type GuideRow = GuideRecord & { readonly onDay: StandingOnDay }

export type GuidePage = {
  readonly rows: readonly GuideRow[]
  /** Where to go on; null at the end. */
  readonly next: GuideCursor | null
  /** How many were looked at without finding enough: a rare colour is searched a stretch at a time. */
  readonly searched: number
}

/** The filter out of an address: `ask` gives what stands there under a name, empty where nothing does. */
export function guideFilterOf(ask: (name: string) => string): GuideFilter {
  return Object.fromEntries(GUIDE_FILTERS.map((name) => [name, ask(name)] as const).filter(([, value]) => value !== ''))
}

export const STANDINGS = ['green', 'yellow', 'red'] as const satisfies readonly Standing[]

/** The standing asked for; null where the word is none. */
export function standingNamed(word: string): Standing | null {
  return STANDINGS.find((standing) => standing === word) ?? null
}

/** How far one request looks for a colour before it says where it got to. */
const STRETCH = 20_000

export type GuideQuestion = {
  readonly on: Day
  readonly today: Day
  readonly filter: GuideFilter
  readonly standing: Standing | null
  readonly after: GuideCursor | null
  readonly limit: number
}

export async function referenceGuide(on: Queryable, question: GuideQuestion): Promise<GuidePage> {
  const figures = figuresOn(question.on, await parameterSettings(on))
  const rows: GuideRow[] = []
  let { after } = question
  const platforms = await platformsById(on)
  let searched = 0
  while (searched < STRETCH) {
    const batch = question.standing && searched > 0 ? 1000 : question.limit + 1
    const records = await guidePage(on, question.on, question.filter, after, batch, platforms)
    for (const record of records) {
      const row = judged(record, question, figures)
      if (question.standing && row.onDay.standing !== question.standing) continue
      if (rows.length === question.limit) return { rows, next: cursorOf(rows.at(-1)!), searched }
      rows.push(row)
    }
    searched += records.length
    if (records.length < batch) return { rows, next: null, searched }
    after = cursorOf(records.at(-1)!)
  }
  return { rows, next: after, searched }
}

/** Every row, one after the other with bounded memory: for the command line and the exports. */
export async function* walkReferenceGuide(
  database: Database,
  question: Pick<GuideQuestion, 'on' | 'today' | 'filter' | 'standing'>,
): AsyncGenerator<GuideRow> {
  const figures = figuresOn(question.on, await parameterSettings(database))
  const platforms = await platformsById(database)
  for await (const records of database.walk<GuideRecord & Row>(
    guideQueryOfAll(question.on, question.filter, platforms),
  )) {
    for (const record of records) {
      const row = judged(withPlatform(record, platforms), question, figures)
      if (!question.standing || row.onDay.standing === question.standing) yield row
    }
  }
}

function judged(record: GuideRecord, { on, today }: Pick<GuideQuestion, 'on' | 'today'>, figures: Figures): GuideRow {
  return { ...record, onDay: standingOn({ ...record, family: record.product.family }, on, today, figures) }
}

function cursorOf(record: GuideRecord): GuideCursor {
  return { granted: record.certification.granted, number: record.certification.number }
}

/** A row as the contract spells it. */
export function guideRowAsData(row: GuideRow) {
  const { certification, onDay } = row
  return {
    product: certification.product,
    platform: certification.platform,
    certification: certification.number,
    level: certification.level,
    region: certification.region ?? null,
    standing: onDay.standing,
    reasons: onDay.reasons,
    next: onDay.next,
  }
}
