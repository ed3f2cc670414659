/** Changes of standing as a feed and as a calendar, under the same filter as the page they are linked from. */
import { asAtom } from '../../documents/atom.ts'
import { calendarOf } from '../../documents/calendar.ts'
import type { Day } from '../../kernel/day.ts'
import type { House } from '../house.ts'
import { vendorName } from '../papers.ts'
import { guideWords, namesIn } from './guide-words.ts'
import { type ChangesAsked, nameOf, type StandingChange, standingChanges, titleOf } from './standing-changes.ts'

/** A reader looks in from time to time: so much is kept in sight, the latest first. */
const MOST_ENTRIES = 500

/** `query` is the filter as it stands in the address, with its question mark, or empty. */
export async function guideFeed(house: House, asked: ChangesAsked, query: string): Promise<string> {
  const { publicUrl } = house.settings
  const changes = (await standingChanges(house.database, asked)).slice(0, MOST_ENTRIES)
  return asAtom({
    id: `${publicUrl}/reference-guide.atom${query}`,
    title: `Interop reference guide: ${guideWords(asked, await namesIn(house.database, [asked.filter]))}`,
    author: await vendorName(house),
    updated: atMidnight(changes[0]?.known ?? asked.today),
    self: `${publicUrl}/reference-guide.atom${query}`,
    alternate: `${publicUrl}/reference-guide${query}`,
    entries: changes.map((change) => ({
      id: `${linkOf(publicUrl, change)}#${nameOf(change)}`,
      title: titleOf(change),
      updated: atMidnight(change.known),
      link: linkOf(publicUrl, change),
      summary: change.says,
    })),
  })
}

/** What is to come, one entry of a whole day for each change. */
export async function guideCalendar(house: House, asked: ChangesAsked): Promise<string> {
  const { publicUrl } = house.settings
  const { hostname } = new URL(publicUrl)
  const changes = await standingChanges(house.database, asked)
  const coming = changes.filter(({ on }) => on >= asked.today).toSorted((a, b) => (a.on < b.on ? -1 : 1))
  return calendarOf(
    coming.slice(0, MOST_ENTRIES).map((change) => ({
      uid: `${nameOf(change)}@${hostname}`,
      sequence: 0,
      at: atMidnight(change.known),
      when: { from: change.on, to: change.on },
      state: 'CONFIRMED',
      summary: titleOf(change),
      description: change.says,
      url: linkOf(publicUrl, change),
    })),
  )
}

function linkOf(publicUrl: string, { record: { platform, product } }: StandingChange): string {
  return `${publicUrl}/reference-guide/${encodeURIComponent(platform.id)}/${encodeURIComponent(product.id)}`
}

function atMidnight(day: Day): string {
  return `${day}T00:00:00Z`
}
