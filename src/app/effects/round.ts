/**
 * The daily round of the certifications in force: review calls that a changed interface asks for (N38, X-38),
 * changes of colour announced ahead (N40, X-08) and told when they come (N41, G-19). It goes once a day, and
 * again when releases were noted since; what it tells is told once, however often it goes.
 */
import { setImmediate as breathe } from 'node:timers/promises'
import sql from 'sql-template-tag'
import { addDays, dateWords, type Day, laterOf } from '../../kernel/day.ts'
import { clauseLine, onClause, quoted } from '../../programme/notice.ts'
import { changesAhead } from '../../rulebook/forecast.ts'
import { STANDING_RULES } from '../../rulebook/chapters/08-standing.ts'
import type { Figures } from '../../rulebook/parameters.ts'
import type { NextChange } from '../../rulebook/standing.ts'
import { STANDING_WORDS } from '../../rulebook/standing-rule.ts'
import { platformsById } from '../../store/certifications.ts'
import type { Queryable } from '../../store/database.ts'
import { allFollowers } from '../ask/following.ts'
import type { House } from '../house.ts'
import { type GuideRow, walkReferenceGuide } from '../ask/reference-guide.ts'
import { changesAsking } from '../ask/review-calls.ts'
import { headed, type Occasion } from './occasion.ts'
import { toFollowers } from './follower-occasions.ts'
import { noticeDue } from './occasions.ts'

/** So many certifications are looked at before others get their turn. */
const IN_A_ROW = 100

/** Changes of colour are told this many days late at most, should nothing have been running when they came. */
const LATE_DAYS = 7

const RELEASE_FACTS = [
  'platform-release-planned',
  'platform-release-available',
  'product-change-told',
  'product-release-available',
  'parameter-set',
]

/** The name of the round that is due; the same again until the day or the releases change. */
export async function roundDue(on: Queryable, day: Day): Promise<string | null> {
  const row = await on.one<{ seq: number | null }>(
    sql`select max(seq)::int as seq from fact where kind = any(${RELEASE_FACTS})`,
  )
  const key = `round/${day}/${row?.seq ?? 0}`
  return (await on.one(sql`select 1 as there from reminder where key = ${key}`)) ? null : key
}

export async function* occasionsOfRound(
  { database }: Pick<House, 'database'>,
  day: Day,
  figures: Figures,
  stopped?: AbortSignal,
): AsyncGenerator<Occasion> {
  const leads = figures.numbers('forecast.lead-days')
  const until = addDays(day, Math.max(0, ...leads))
  const followers = await allFollowers(database)
  const platforms = await platformsById(database)
  const tellFollowers = (row: GuideRow, change: NextChange, told: Told) =>
    toFollowers(database, {
      row,
      change,
      told,
      sponsor: told.sponsor,
      followers,
      platforms,
    })
  let looked = 0
  for await (const row of walkReferenceGuide(database, { on: day, today: day, filter: {}, standing: null })) {
    if ((looked += 1) % IN_A_ROW === 0) await breathe()
    if (stopped?.aborted) return
    yield* callsAsked(row, day, figures)
    const clocks = { ...row, family: row.product.family }
    for (const change of changesAhead(clocks, day, until, figures)) {
      const lead = noticeDue(change.on, day, leads)
      if (lead === null) continue
      const told = { ...ahead(row, change, lead), ...(await sponsorOf(database, row)) }
      yield { ...aboutChange(row, change), ...told }
      yield* tellFollowers(row, change, told)
    }
    // From the day of the grant at the earliest: what it was before, nobody has to be told.
    const back = laterOf(addDays(day, -LATE_DAYS), row.certification.granted)
    const come = changesAhead(clocks, back, day, figures).findLast((change) => change.standing === row.onDay.standing)
    if (!come) continue
    const told = { ...arrived(row, come), ...(await sponsorOf(database, row)) }
    yield { ...aboutChange(row, come), ...told }
    yield* tellFollowers(row, come, told)
  }
}

function* callsAsked(row: GuideRow, day: Day, figures: Figures): Generator<Occasion> {
  const { certification } = row
  for (const { side, release, on, says } of changesAsking(row, day, figures)) {
    const whose = side === 'vendor' ? row.platform.name : row.product.name
    const about = { ...aboutCertification(row), to: ['partner', 'lab'] as const, code: 'N38' }
    const change = `${whose} ${release}, available since ${dateWords(on)}, changes the interface`
    const key = `review/${certification.number}/${side}/${release}`
    const last = addDays(on, figures.number('review-call.days'))
    yield {
      ...about,
      key,
      subject: `${interopOf(row)}: a review call is due`,
      body: onClause(
        '8.4',
        `${change}${says ? ':' : '.'}`,
        quoted(says),
        `Both sides look at it in a review call, which decides whether ${certification.number} is recertified in full or in part, extended without a test, or left as it is.`,
        day <= last ? `Propose a time, by ${dateWords(last)}.` : 'Propose a time.',
      ),
    }
    if (certification.call || day <= last) continue
    yield {
      ...about,
      to: ['partner', 'office'],
      key: `${key}/overdue`,
      subject: `${interopOf(row)}: the review call is overdue`,
      body: onClause(
        '8.4',
        `${whose} ${release} changed the interface on ${dateWords(on)}, and no review call has been arranged. Propose a time.`,
      ),
    }
  }
}

function aboutCertification({ certification, product }: GuideRow) {
  return {
    organisation: product.organisation,
    project: null,
    link: `/certifications/${certification.number}/review`,
  }
}

function aboutChange(row: GuideRow, change: NextChange) {
  return { ...aboutCertification(row), key: `${row.certification.number}/${change.standing}/${change.on}` }
}

type Told = ReturnType<typeof ahead> & { readonly sponsor: string | null }

const CHANGE_AUDIENCE = ['partner', 'sponsor', 'office'] as const

function ahead(row: GuideRow, change: NextChange, lead: number) {
  const word = STANDING_WORDS[change.standing]
  const rule = STANDING_RULES.find(({ id }) => id === change.rule)
  return {
    to: CHANGE_AUDIENCE,
    code: 'N40',
    key: `forecast/${row.certification.number}/${change.standing}/${change.on}/${lead}`,
    subject: headed(interopOf(row), `turns ${word} on ${dateWords(change.on)}`),
    body: onClause(
      'X-08',
      `If nothing is done, ${row.certification.number} becomes ${word} on ${dateWords(change.on)}.`,
      ...(rule ? [`${rule.says}\n${clauseLine(rule.clause)}`] : []),
      'A review call in time decides whether the interop is recertified in full or in part, or extended without a test. The partner, the lab and the programme office can each propose one.',
    ),
  }
}

function arrived(row: GuideRow, change: NextChange) {
  const word = STANDING_WORDS[change.standing]
  return {
    to: CHANGE_AUDIENCE,
    code: 'N41',
    key: `colour/${row.certification.number}/${change.standing}/${change.on}`,
    subject: headed(interopOf(row), `turned ${word} on ${dateWords(change.on)}`),
    body: onClause(
      '8.8',
      `${row.certification.number} is ${word} since ${dateWords(change.on)}.`,
      ...row.onDay.reasons.map(({ says, clause }) => `${says}\n${clauseLine(clause)}`),
      'A review call decides whether it is recertified or extended. The partner, the lab and the programme office can each propose one.',
    ),
  }
}

function interopOf({ product, platform }: GuideRow): string {
  return `${product.name} on ${platform.name}`
}

async function sponsorOf(on: Queryable, { certification }: GuideRow): Promise<{ sponsor: string | null }> {
  if (!certification.project) return { sponsor: null }
  const row = await on.one<{ sponsor: string | null }>(
    sql`select sponsor from project where id = ${certification.project}`,
  )
  return { sponsor: row?.sponsor ?? null }
}
