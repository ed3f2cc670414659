/** One's own days to come as a calendar file, as home has them: slots, deadlines, terms, what turns yellow or red. */
import { createHash } from 'node:crypto'
import { calendarOf } from '../../documents/calendar.ts'
import type { Actor } from '../../programme/permission.ts'
import { type House, today } from '../house.ts'
import { type Coming, homeOf } from './home.ts'

export async function ownCalendar(house: House, actor: Actor): Promise<string> {
  const { publicUrl } = house.settings
  const { hostname } = new URL(publicUrl)
  const { coming } = await homeOf(house.database, actor, today(house))
  const at = new Date(house.now()).toISOString()
  return calendarOf(
    coming.map((each) => ({
      uid: `${nameOf(each)}@${hostname}`,
      sequence: 0,
      at,
      when: { from: each.on, to: each.on },
      state: 'CONFIRMED',
      summary: each.says,
      description: each.says,
      url: `${publicUrl}${each.link}`,
    })),
  )
}

/** The same for the same thing on the same day, so that a calendar fetched again holds nothing twice. */
function nameOf({ on, says, link }: Coming): string {
  return createHash('sha256').update([on, says, link].join('\n')).digest('hex').slice(0, 32)
}
