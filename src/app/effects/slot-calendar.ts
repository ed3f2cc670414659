/** The calendar file that goes along with a mail about a slot (N26): offered, confirmed, or fallen through. */
import sql from 'sql-template-tag'
import { asCalendar, type CalendarEntry } from '../../documents/calendar.ts'
import type { Day } from '../../kernel/day.ts'
import type { Fact } from '../../signing/journal.ts'
import type { House } from '../house.ts'

const STATES: Readonly<Record<string, CalendarEntry['state']>> = {
  'slot-offered': 'TENTATIVE',
  'slot-confirmed': 'CONFIRMED',
  'slot-given-back': 'CANCELLED',
  'slot-moved': 'CANCELLED',
}

type SlotMail = { readonly code: string; readonly fact: number; readonly subject: string; readonly body: string }

export async function calendarFilesOf(house: House, mail: SlotMail) {
  if (mail.code !== 'N26') return []
  const kept = await house.database.one<{ body: string }>(sql`select body from fact where seq = ${mail.fact}`)
  const fact = kept ? (JSON.parse(kept.body) as Fact) : null
  const state = fact ? STATES[fact.kind] : undefined
  if (!fact || !state) return []
  const { publicUrl } = house.settings
  const { from, to = from } = fact.data as { readonly from: Day; readonly to?: Day }
  const content = asCalendar({
    uid: `slot-${fact.project}@${new URL(publicUrl).hostname}`,
    sequence: fact.seq,
    at: fact.at,
    from,
    to,
    state,
    summary: mail.subject,
    description: mail.body,
    url: `${publicUrl}/projects/${fact.project}`,
  })
  const method = state === 'CANCELLED' ? 'CANCEL' : 'PUBLISH'
  return [{ filename: 'slot.ics', content, contentType: `text/calendar; charset=utf-8; method=${method}` }]
}
