/** The terms of a membership on one strip: what was paid for, the grace after it, and today as a line. */
import { addDays, type Day, daysBetween, laterOf, parseDay } from '../../../src/kernel/day.ts'
import { dateWords } from '../../../src/kernel/day.ts'
import { type Membership, TIER_NAMES } from '../../../src/programme/membership.ts'
import { each, html, type Html, nothing, say } from '../../parts/html.ts'

const MARGIN_DAYS = 20

/** A year that begins too near the right edge has no room for its number. */
const LAST_LABEL = 0.93

export function termStrip(membership: Membership, today: Day, graceDays: number): Html {
  const [first] = membership.terms
  const last = membership.terms.at(-1)
  if (!first || !last) return nothing
  const graceEnds = addDays(last.until, graceDays)
  const from = addDays(first.from < today ? first.from : today, -MARGIN_DAYS)
  const to = addDays(laterOf(graceEnds, today), MARGIN_DAYS)
  const share = (day: Day) => daysBetween(from, day) / daysBetween(from, to)
  const at = (day: Day) => percent(share(day))
  const wide = (start: Day, end: Day) => percent((daysBetween(start, end) + 1) / daysBetween(from, to))
  return html`<svg
    class="term-strip"
    role="img"
    aria-label="Terms from ${dateWords(first.from)} to ${dateWords(last.until)}; today is ${dateWords(today)}"
  >
    ${each(
      yearsBetween(from, to).filter((year) => share(year) < LAST_LABEL),
      (year) =>
        html`<line class="year" x1="${at(year)}" x2="${at(year)}" y1="0" y2="46" />
          <text x="${at(year)}" y="62" dx="4">${year.slice(0, 4)}</text>`,
    )}
    ${each(
      membership.terms,
      (term) =>
        html`<rect
          class="term ${term.until < today ? 'over' : ''}"
          x="${at(term.from)}"
          width="${wide(term.from, term.until)}"
          y="10"
          height="26"
        >
          <title>${say(TIER_NAMES[term.tier])}, ${dateWords(term.from)} to ${dateWords(term.until)}</title>
        </rect>`,
    )}
    <rect
      class="grace"
      x="${at(addDays(last.until, 1))}"
      width="${wide(addDays(last.until, 1), graceEnds)}"
      y="10"
      height="26"
    >
      <title>Grace until ${dateWords(graceEnds)}</title>
    </rect>
    <line class="today" x1="${at(today)}" x2="${at(today)}" y1="2" y2="46" />
  </svg>`
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`
}

/** Every first of January in between. */
function yearsBetween(from: Day, to: Day): readonly Day[] {
  const years: Day[] = []
  for (let year = Number(from.slice(0, 4)) + 1; year <= Number(to.slice(0, 4)); year += 1) {
    const start = parseDay(`${year}-01-01`)
    if (start) years.push(start)
  }
  return years
}
