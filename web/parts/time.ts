/** Days and instants as people read them: near ones by their weekday, others by date, always exact on hover. */
import { type Day, dayOf, daysBetween, instantOf } from '../../src/kernel/day.ts'
import { dateSaid, weekdaySaid } from '../../src/languages/say.ts'
import { html, say } from './html.ts'

const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' })

/** `today`, `yesterday`, `Tuesday`, `3 Mar 2027`. */
export function dayWords(day: Day, today: Day): string {
  const ahead = daysBetween(today, day)
  if (ahead === 0) return say('today')
  if (ahead === -1) return say('yesterday')
  if (ahead === 1) return say('tomorrow')
  if (ahead < 0 && ahead > -6) return weekdaySaid(instantOf(day))
  return dateSaid(instantOf(day))
}

export function sayDay(day: Day, today: Day) {
  return html`<time datetime="${day}" title="${day}">${dayWords(day, today)}</time>`
}

/** A date in full, where people compare or copy: `3 Mar 2027`. */
export function sayDate(day: Day) {
  return html`<time datetime="${day}">${dateSaid(instantOf(day))}</time>`
}

/** An instant of the journal: `3 Mar 2027, 14:05 UTC`. */
export function sayInstant(at: string) {
  const instant = new Date(at)
  return html`<time datetime="${at}" title="${at}"
    >${dateSaid(instantOf(dayOf(instant.getTime())))}, ${CLOCK.format(instant)} UTC</time
  >`
}

/** How long something has lasted: `since today`, `for 3 days`. */
export function sayFor(since: Day, today: Day): string {
  const days = daysBetween(since, today)
  return days <= 0 ? say('since today') : days === 1 ? say('since yesterday') : say`for ${days} days`
}
