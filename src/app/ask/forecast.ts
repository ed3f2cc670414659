/**
 * What changes colour and when, for whoever may look: read from the certifications in force a stretch at a time,
 * so that a page has its bound whatever there is; as a file, from the first to the last.
 */
import { addMonths, type Day } from '../../kernel/day.ts'
import type { GuideFilter } from '../../programme/reference-guide.ts'
import { changesAhead } from '../../rulebook/forecast.ts'
import { type Figures, figuresOn } from '../../rulebook/parameters.ts'
import type { NextChange } from '../../rulebook/standing.ts'
import type { Standing } from '../../rulebook/standing-rule.ts'
import { type GuideCursor, guidePage, platformsById } from '../../store/certifications.ts'
import type { Database, Queryable } from '../../store/database.ts'
import { parameterSettings } from '../house.ts'
import { type GuideRow, walkReferenceGuide } from './reference-guide.ts'

/** How far ahead the page looks, in months. */
export const AHEAD_MONTHS = 18

/** How many certifications one page looks at, newest grants first. */
const STRETCH = 5000
const BATCH = 1000
/** How many changes one page shows. */
const MOST = 200

export type ForecastRow = Omit<GuideRow, 'onDay'> & { readonly change: NextChange }

export type Forecast = {
  /** Soonest first. */
  readonly rows: readonly ForecastRow[]
  readonly searched: number
  /** Where to go on looking; null when all were looked at. */
  readonly next: GuideCursor | null
}

export type ForecastQuestion = {
  readonly today: Day
  readonly filter: GuideFilter
  readonly standing: Standing | null
  readonly after: GuideCursor | null
}

export async function forecast(on: Queryable, question: ForecastQuestion): Promise<Forecast> {
  const figures = figuresOn(question.today, await parameterSettings(on))
  const rows: ForecastRow[] = []
  let { after } = question
  const platforms = await platformsById(on)
  let searched = 0
  while (searched < STRETCH && rows.length < MOST) {
    const records = await guidePage(on, question.today, question.filter, after, BATCH, platforms)
    for (const record of records) rows.push(...changesOf(record, question, figures))
    searched += records.length
    const last = records.at(-1)
    after = last ? { granted: last.certification.granted, number: last.certification.number } : null
    if (records.length < BATCH) return { rows: soonestFirst(rows), searched, next: null }
  }
  return { rows: soonestFirst(rows), searched, next: after }
}

/** Every change there is, certification after certification, with bounded memory. */
export async function* walkForecast(
  database: Database,
  question: Omit<ForecastQuestion, 'after'>,
): AsyncGenerator<ForecastRow> {
  const { today, filter } = question
  const figures = figuresOn(today, await parameterSettings(database))
  for await (const row of walkReferenceGuide(database, { on: today, today, filter, standing: null }))
    yield* changesOf(row, question, figures)
}

function changesOf(
  record: Omit<GuideRow, 'onDay'>,
  { today, standing }: Pick<ForecastQuestion, 'today' | 'standing'>,
  figures: Figures,
): readonly ForecastRow[] {
  return changesAhead({ ...record, family: record.product.family }, today, addMonths(today, AHEAD_MONTHS), figures)
    .filter((change) => standing === null || change.standing === standing)
    .map((change) => ({ ...record, change }))
}

function soonestFirst(rows: readonly ForecastRow[]): readonly ForecastRow[] {
  return rows.toSorted((a, b) => (a.change.on < b.change.on ? -1 : a.change.on > b.change.on ? 1 : 0))
}
