/** The calendar file that goes along with a mail about a slot (N26) or a review call (N38): offered, booked, or fallen through. */
import sql from 'sql-template-tag'
import { asCalendar, type CalendarEntry } from '../../documents/calendar.ts'
import type { Day } from '../../kernel/day.ts'
import type { CallTime } from '../../programme/review-call.ts'
import type { Fact } from '../../signing/journal.ts'
import type { House } from '../house.ts'

type Entered = Pick<CalendarEntry, 'uid' | 'when' | 'state' | 'url'>

type CalendarMail = { readonly code: string; readonly fact: number; readonly subject: string; readonly body: string }

const CODES: ReadonlySet<string> = new Set(['N26', 'N38'])

/** How long a review call is put down for. */
const CALL_MINUTES = 60

export async function calendarFilesOf(house: House, mail: CalendarMail) {
  if (!CODES.has(mail.code)) return []
  const kept = await house.database.one<{ body: string }>(sql`select body from fact where seq = ${mail.fact}`)
  const fact = kept ? (JSON.parse(kept.body) as Fact) : null
  const entered = fact ? (slotOf(fact, house) ?? callOf(fact, house)) : null
  if (!fact || !entered) return []
  const content = asCalendar({
    ...entered,
    sequence: fact.seq,
    at: fact.at,
    summary: mail.subject,
    description: mail.body,
  })
  const method = entered.state === 'CANCELLED' ? 'CANCEL' : 'PUBLISH'
  const filename = mail.code === 'N26' ? 'slot.ics' : 'review-call.ics'
  return [{ filename, content, contentType: `text/calendar; charset=utf-8; method=${method}` }]
}

const SLOT_STATES: Readonly<Record<string, CalendarEntry['state']>> = {
  'slot-offered': 'TENTATIVE',
  'slot-confirmed': 'CONFIRMED',
  'slot-given-back': 'CANCELLED',
  'slot-moved': 'CANCELLED',
}

function slotOf(fact: Fact, { settings: { publicUrl } }: House): Entered | null {
  const state = SLOT_STATES[fact.kind]
  if (!state) return null
  const { from, to = from } = fact.data as { readonly from: Day; readonly to?: Day }
  return {
    uid: `slot-${fact.project}@${new URL(publicUrl).hostname}`,
    when: { from, to },
    state,
    url: `${publicUrl}/projects/${fact.project}`,
  }
}

function callOf(fact: Fact, { settings: { publicUrl } }: House): Entered | null {
  if (fact.kind !== 'review-call-booked') return null
  const { certification, time } = fact.data as { readonly certification: string; readonly time: CallTime }
  return {
    uid: `review-call-${certification}@${new URL(publicUrl).hostname}`,
    when: { ...time, minutes: CALL_MINUTES },
    state: 'CONFIRMED',
    url: `${publicUrl}/certifications/${certification}/review`,
  }
}
