/** Days to come as a calendar file, for whoever keeps them elsewhere. */
import { createHash } from 'node:crypto'
import { homeOf } from '../app/ask/home.ts'
import { today } from '../app/house.ts'
import { calendarOf } from '../documents/calendar.ts'
import type { Call } from './route.ts'

/** One's own days to come, as home has them: slots, deadlines, terms, what turns yellow or red. */
export async function ownCalendar({ house, actor }: Call): Promise<Response> {
  const { publicUrl } = house.settings
  const { coming } = await homeOf(house.database, actor, today(house))
  const at = new Date(house.now()).toISOString()
  const entries = coming.map(({ on, says, link }) => ({
    uid: `${on}-${createHash('sha256').update(`${says}\n${link}`).digest('hex').slice(0, 24)}@${new URL(publicUrl).hostname}`,
    sequence: 0,
    at,
    when: { from: on, to: on },
    state: 'CONFIRMED' as const,
    summary: says,
    description: says,
    url: `${publicUrl}${link}`,
  }))
  return new Response(calendarOf(entries), {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="certwright.ics"',
      'cache-control': 'private, no-store',
    },
  })
}
