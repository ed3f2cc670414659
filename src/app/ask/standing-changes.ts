/**
 * What changed and what will change, under a filter of the reference guide: certifications granted and withdrawn, and
 * each change of colour of half a year back and a year ahead, with the clause that brings it (8.8, X-08). A filter that
 * takes in more than anybody can follow is refused.
 */
import { addMonths, dateWords, type Day, laterOf } from '../../kernel/day.ts'
import { refuse } from '../../kernel/refusal.ts'
import type { GuideFilter } from '../../programme/reference-guide.ts'
import { type Standing, STANDING_WORDS } from '../../rulebook/standing-rule.ts'
import { guidePage, type GuideRecord, platformsById } from '../../store/certifications.ts'
import type { Queryable } from '../../store/database.ts'
import { parameterSettings } from '../house.ts'
import { type Span, standingSpans } from './standing-spans.ts'

const MONTHS_BACK = 6
const MONTHS_AHEAD = 12
/** So many certifications can be followed by one feed, calendar or subscription. */
export const MOST_FOLLOWED = 500

export type StandingChange = {
  readonly record: GuideRecord
  readonly on: Day
  readonly becomes: Standing | 'withdrawn'
  /** Since when it could be known: its own day, or for one to come the day it came into sight. */
  readonly known: Day
  readonly says: string
}

export type ChangesAsked = {
  readonly filter: GuideFilter
  readonly standing: Standing | null
  readonly today: Day
}

/** Latest known first. */
export async function standingChanges(
  on: Queryable,
  { filter, standing, today }: ChangesAsked,
): Promise<readonly StandingChange[]> {
  const from = addMonths(today, -MONTHS_BACK)
  const until = addMonths(today, MONTHS_AHEAD)
  const settings = await parameterSettings(on)
  const records = await takenIn(on, filter, today)
  if (records === null) tooMany()
  return records
    .flatMap((record) => {
      const clocks = { ...record, family: record.product.family }
      const spans = standingSpans(clocks, addMonths(until, 1), today, settings)
      return [
        ...spans.map((span, index) => asChange(record, span, index === 0, today)),
        ...(record.certification.withdrawn ? [withdrawal(record, record.certification.withdrawn)] : []),
      ]
    })
    .filter((change) => change.on >= from && change.on <= until && (!standing || change.becomes === standing))
    .toSorted((a, b) => (b.known === a.known ? (a.on < b.on ? -1 : 1) : b.known < a.known ? -1 : 1))
}

/** Those in force today or half a year ago; null where a filter takes in too many. */
async function takenIn(on: Queryable, filter: GuideFilter, today: Day): Promise<readonly GuideRecord[] | null> {
  const platforms = await platformsById(on)
  const found = new Map<string, GuideRecord>()
  for (const day of [today, addMonths(today, -MONTHS_BACK)]) {
    for (const record of await guidePage(on, day, filter, null, MOST_FOLLOWED + 1, platforms))
      found.set(record.certification.number, record)
    if (found.size > MOST_FOLLOWED) return null
  }
  return [...found.values()]
}

/** Refused where it is more than can be followed: asked before somebody begins to. */
export async function mayBeFollowed(on: Queryable, filter: GuideFilter, today: Day): Promise<void> {
  if (!(await isFollowable(on, filter, today))) tooMany()
}

/** Whether a filter takes in no more than a feed, a calendar or a subscription can tell of. */
export async function isFollowable(on: Queryable, filter: GuideFilter, today: Day): Promise<boolean> {
  return (await takenIn(on, filter, today)) !== null
}

function tooMany(): never {
  return refuse('too-large', {
    says: `This filter takes in more than ${MOST_FOLLOWED} certifications; nobody could follow what becomes of them all.`,
    next: 'Narrow it down: to a product, a company, a platform and a level, or by a search.',
    clause: '8.8',
  })
}

function asChange(record: GuideRecord, span: Span, isFirst: boolean, today: Day): StandingChange {
  const { granted, number, level } = record.certification
  const because = span.reasons.map(({ says, clause }) => `${says} (${clause})`).join(' ')
  const first = `${number} is granted at ${level} (8.1). `
  const rest = because || 'No rule of section 8 makes it stale or obsolete (8.8).'
  return {
    record,
    on: span.from,
    becomes: span.standing,
    known: span.from <= today ? span.from : laterOf(addMonths(span.from, -MONTHS_AHEAD), granted),
    says: `${isFirst ? first : ''}${rest}${span.from > today ? ' This is what follows if nothing is done (X-08).' : ''}`,
  }
}

function withdrawal(record: GuideRecord, on: Day): StandingChange {
  const says = `${record.certification.number} is withdrawn; product support no longer helps with this interop (6.5).`
  return { record, on, becomes: 'withdrawn', known: on, says }
}

/** `Cedar SIP on Aldermoor Voice: stale from 2027-02-01`. */
export function titleOf({ record, becomes, on }: StandingChange): string {
  const word = becomes === 'withdrawn' ? 'withdrawn' : STANDING_WORDS[becomes]
  return `${record.product.name} on ${record.platform.name}: ${word} from ${dateWords(on)}`
}

/** Names the change for ever, among all of the house. */
export function nameOf({ record, becomes, on }: StandingChange): string {
  return `${record.certification.number}-${becomes}-${on}`
}
