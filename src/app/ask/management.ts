/**
 * What the programme measures itself by (2.2): each figure as a table of words and numbers, from which the page draws
 * its picture and the file its lines. Everything is counted over the projects, tickets and decisions since a day.
 */
import sql from 'sql-template-tag'
import { addDays, type Day, daysBetween } from '../../kernel/day.ts'
import { newestPlatformRelease, pairsOn } from '../../programme/certification.ts'
import { RECERTIFICATION_OUTCOMES } from '../../programme/recertification.ts'
import { type Stage, STAGES, TURN_WORDS } from '../../programme/stage.ts'
import { TICKET_CAUSES } from '../../programme/ticket.ts'
import { changesAhead } from '../../rulebook/forecast.ts'
import type { Figures } from '../../rulebook/parameters.ts'
import { colourOn } from '../../rulebook/standing.ts'
import { type GuideCursor, guidePage, platformsById } from '../../store/certifications.ts'
import type { Queryable, Row } from '../../store/database.ts'
import { labUse, revenue } from './management-money.ts'

export type Measure = {
  readonly id: string
  readonly title: string
  readonly says: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
  /** Which columns the picture stacks, and how each is drawn. */
  readonly drawn: readonly {
    readonly column: number
    readonly kind: 'plain' | 'soft' | 'yellow' | 'red'
    /** What a part is called beside its number, where there are several. */
    readonly says?: string
  }[]
  readonly empty: string
}

export async function measures(on: Queryable, since: Day, today: Day, figures: Figures): Promise<readonly Measure[]> {
  const stages = await daysInStages(on, since, today)
  return [
    stageMeasure(stages),
    turnMeasure(stages),
    await firstPass(on, since),
    await failingMost(on, since),
    await standings(on, today, figures),
    await decisions(on, since),
    await tickets(on, since),
    await causes(on, since),
    await labUse(on, since, today, figures),
    ...(await revenue(on, since, figures)),
  ]
}

/** How many months back can be asked for; the last is what stands there unasked. */
export const SPANS = [3, 24, 12] as const

export function monthsAsked(typed: string | null | undefined): number {
  return SPANS.find((each) => String(each) === typed) ?? SPANS.at(-1)!
}

type StageDays = { readonly stage: Stage; readonly entered: Day; readonly left: Day | null }

/** More than this many stays in a stage are not read for one page; the latest projects count. */
const MOST_STAYS = 20_000

async function daysInStages(on: Queryable, since: Day, today: Day): Promise<ReadonlyMap<Stage, readonly number[]>> {
  const rows = await on.all<StageDays & Row>(
    sql`select e.key as stage, e.value as entered, p.state->'left'->>e.key as left
        from project p, jsonb_each_text(p.state->'entered') e where p.since >= ${since} order by p.since desc limit ${MOST_STAYS}`,
  )
  const days = new Map<Stage, number[]>()
  for (const { stage, entered, left } of rows) {
    if (!Object.hasOwn(STAGES, stage) || STAGES[stage].turn === 'nobody') continue
    // Entered again since it was last left: it is there still.
    const until = left !== null && left >= entered ? left : today
    days.set(stage, [...(days.get(stage) ?? []), daysBetween(entered, until)])
  }
  return days
}

function stageMeasure(days: ReadonlyMap<Stage, readonly number[]>): Measure {
  const rows = (Object.keys(STAGES) as Stage[]).flatMap((stage) => {
    const stays = days.get(stage)
    if (!stays) return []
    return [[STAGES[stage].says, TURN_WORDS[STAGES[stage].turn], stays.length, at(stays, 0.5), at(stays, 0.9)]]
  })
  return {
    id: 'stages',
    title: 'Days in each stage',
    says: 'The middle project, and the one slower than nine of ten.',
    columns: ['Stage', 'With', 'Projects', 'Days, median', 'Days, 9 of 10'],
    rows,
    drawn: [{ column: 3, kind: 'plain' }],
    empty: 'No project has moved yet in this time.',
  }
}

function turnMeasure(days: ReadonlyMap<Stage, readonly number[]>): Measure {
  const sums = new Map<string, number>()
  for (const [stage, stays] of days) {
    const turn = TURN_WORDS[STAGES[stage].turn]
    sums.set(turn, (sums.get(turn) ?? 0) + stays.reduce((sum, each) => sum + each, 0))
  }
  const all = [...sums.values()].reduce((sum, each) => sum + each, 0)
  return {
    id: 'turns',
    title: 'Whom projects wait for',
    says: 'All days of all projects, by whose turn it was.',
    columns: ['Waiting for', 'Days', 'Share in %'],
    rows: [...sums].map(([turn, sum]) => [turn, sum, all === 0 ? 0 : Math.round((sum / all) * 100)]),
    drawn: [{ column: 1, kind: 'plain' }],
    empty: 'No project has moved yet in this time.',
  }
}

async function firstPass(on: Queryable, since: Day): Promise<Measure> {
  const rows = await on.all<{ level: string; granted: number; declined: number; retests: number }>(
    sql`select level, count(*) filter (where state->'decisions'->0->>'outcome' = 'granted')::int as granted,
          count(*) filter (where state->'decisions'->0->>'outcome' = 'not-granted')::int as declined,
          count(*) filter (where state->'retest' <> 'null'::jsonb)::int as retests
        from project where since >= ${since} and jsonb_array_length(state->'decisions') > 0 group by level order by level`,
  )
  return {
    id: 'first-pass',
    title: 'First-pass rate',
    says: 'Granted at the first decision, of all that were decided.',
    columns: ['Level', 'Granted at once', 'Not at once', 'Rate in %', 'Retests'],
    rows: rows.map(({ level, granted, declined, retests }) => [
      level,
      granted,
      declined,
      Math.round((granted / Math.max(1, granted + declined)) * 100),
      retests,
    ]),
    drawn: [
      { column: 1, kind: 'plain', says: 'granted at once' },
      { column: 2, kind: 'soft', says: 'not at once' },
    ],
    empty: 'Nothing was decided in this time.',
  }
}

const MOST_FAILING = 12

async function failingMost(on: Queryable, since: Day): Promise<Measure> {
  const rows = await on.all<{ plan: string; failed: number; tested: number }>(
    sql`select r.key as plan, count(*) filter (where r.value->>'verdict' = 'failed')::int as failed, count(*)::int as tested
        from project p join run on run.project = p.id, jsonb_each(run.state->'results') r where p.since >= ${since}
        group by r.key having count(*) filter (where r.value->>'verdict' = 'failed') > 0
        order by failed desc, r.key limit ${MOST_FAILING}`,
  )
  return {
    id: 'failing',
    title: 'What fails most',
    says: 'Test cases by how often they failed, retests included.',
    columns: ['Test case', 'Failed', 'Tested'],
    rows: rows.map(({ plan, failed, tested }) => [plan, failed, tested]),
    drawn: [{ column: 1, kind: 'plain' }],
    empty: 'No test case failed in this time.',
  }
}

/** The newest grants that are looked at; more would keep the reader waiting. */
const MOST_CERTIFICATIONS = 20_000
const BATCH = 1000

async function standings(on: Queryable, today: Day, figures: Figures): Promise<Measure> {
  const until = addDays(today, Math.max(0, ...figures.numbers('forecast.lead-days')))
  const counted = new Map<string, { green: number; yellow: number; red: number; ahead: number }>()
  const platforms = await platformsById(on)
  let after: GuideCursor | null = null
  for (let read = 0; read < MOST_CERTIFICATIONS; read += BATCH) {
    const records = await guidePage(on, today, {}, after, BATCH, platforms)
    for (const record of records) {
      const { certification, platform } = record
      const name = `${platform.name} ${newestPlatformRelease(pairsOn(certification, today)) ?? ''}`
      const counts = counted.get(name) ?? { green: 0, yellow: 0, red: 0, ahead: 0 }
      const clocks = { ...record, family: record.product.family }
      counts[colourOn(clocks, today, today, figures)] += 1
      counts.ahead += changesAhead(clocks, today, until, figures).length > 0 ? 1 : 0
      counted.set(name, counts)
    }
    const last = records.at(-1)
    if (!last || records.length < BATCH) break
    after = { granted: last.certification.granted, number: last.certification.number }
  }
  return {
    id: 'standings',
    title: 'Standings by platform release',
    says: 'By the newest release each certification covers; the last column counts those that change colour soon.',
    columns: ['Platform release', 'Current', 'Stale', 'Obsolete', 'Changing soon'],
    rows: [...counted]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { green, yellow, red, ahead }]) => [name, green, yellow, red, ahead]),
    drawn: [
      { column: 1, kind: 'plain', says: 'current' },
      { column: 2, kind: 'yellow', says: 'stale' },
      { column: 3, kind: 'red', says: 'obsolete' },
    ],
    empty: 'Nothing is certified yet.',
  }
}

async function decisions(on: Queryable, since: Day): Promise<Measure> {
  const rows = await on.all<{ outcome: keyof typeof RECERTIFICATION_OUTCOMES; times: number }>(
    sql`select body::jsonb->'data'->>'outcome' as outcome, count(*)::int as times from fact
        where kind = 'recertification-decided' and at >= ${since}::timestamptz group by 1 order by times desc, outcome`,
  )
  return {
    id: 'decisions',
    title: 'What review calls decide',
    says: 'Outcomes of the calls that were held.',
    columns: ['Outcome', 'Review calls'],
    rows: rows.map(({ outcome, times }) => [RECERTIFICATION_OUTCOMES[outcome] ?? outcome, times]),
    drawn: [{ column: 1, kind: 'plain' }],
    empty: 'No review call was decided on in this time.',
  }
}

const TICKET_WORDS: Readonly<Record<string, string>> = {
  open: 'answered, still open',
  closed: 'answered and closed',
  redirected: 'refused and redirected',
}

async function tickets(on: Queryable, since: Day): Promise<Measure> {
  const rows = await on.all<{ state: string; times: number }>(
    sql`select state_word as state, count(*)::int as times from ticket where opened >= ${since} group by 1 order by 1`,
  )
  return {
    id: 'tickets',
    title: 'Tickets answered and refused',
    says: 'What became of the questions of resellers.',
    columns: ['Ticket', 'How many'],
    rows: rows.map(({ state, times }) => [TICKET_WORDS[state] ?? state, times]),
    drawn: [{ column: 1, kind: 'plain' }],
    empty: 'No reseller asked in this time.',
  }
}

async function causes(on: Queryable, since: Day): Promise<Measure> {
  const rows = await on.all<{ cause: keyof typeof TICKET_CAUSES; times: number }>(
    sql`select state->'cause'->>'kind' as cause, count(*)::int as times from ticket
        where opened >= ${since} and state->'cause' <> 'null'::jsonb group by 1 order by times desc, cause`,
  )
  return {
    id: 'causes',
    title: 'What tickets come from',
    says: 'Causes that support found.',
    columns: ['Cause', 'Tickets'],
    rows: rows.map(({ cause, times }) => [TICKET_CAUSES[cause] ?? cause, times]),
    drawn: [{ column: 1, kind: 'plain' }],
    empty: 'Support has named no cause in this time.',
  }
}

/** The value that a share of all lies at or below; nearest rank. */
function at(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
}
