/** The lab's calendar: engineers down, weeks across, each slot where it lies; what would meet another is said. */
import { type BookedSlot, clashesAmong, slotsBetween } from '../../../src/app/ask/lab-calendar.ts'
import { peopleInRole } from '../../../src/app/ask/people.ts'
import { addDays, type Day, instantOf } from '../../../src/kernel/day.ts'
import { daySaid } from '../../../src/languages/say.ts'
import type { Person } from '../../../src/programme/person.ts'
import { address, each, html, type Html, nothing, say } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import { portalPage } from '../../parts/layout.ts'
import { misreadNote } from '../../parts/misread.ts'
import { type Column, ledger } from '../../parts/table.ts'
import { sayDate } from '../../parts/time.ts'
import { page, type Visit } from '../../visit.ts'
import { STAFF } from '../office/who.ts'
import { nameOf } from '../office/parts.ts'
import { dayAsked } from '../public/respond.ts'

const WEEKS = 6

export const labCalendarPage = page('/lab-calendar', STAFF, async (visit) => {
  const { database } = visit.house
  const { on, misread } = dayAsked(visit, 'from')
  const first = mondayOf(on)
  const weeks = Array.from({ length: WEEKS }, (_, index) => addDays(first, 7 * index))
  const slots = await slotsBetween(database, visit.actor, first, addDays(first, 7 * WEEKS - 1))
  const engineers = await peopleInRole(database, 'lab-engineer')
  const content = html`<div class="page-head">
      <h1>Lab calendar</h1>
      <p class="lead">Slots on offer and confirmed, by engineer and week, ${WEEKS} weeks from ${sayDate(first)}.</p>
    </div>
    ${misreadNote(misread, html`Shown are the weeks from this one on.`)} ${clashNote(slots, engineers)}
    ${ledger<Person>({
      caption: 'Slots by engineer and week',
      items: engineers,
      columns: [
        { head: 'Engineer', cell: ({ name }) => name },
        ...weeks.map((monday): Column<Person> => ({
          head: weekWords(monday),
          cell: ({ id }) => inWeek(slots, id, monday),
        })),
      ],
      empty: html`<p>Nobody works in the lab yet. The programme office invites its engineers.</p>`,
    })}
    <nav class="pager" aria-label="Weeks">
      <a href="${address('/lab-calendar', { from: addDays(first, -7 * WEEKS) })}">${icon('back')} Earlier</a>
      <a href="${address('/lab-calendar', { from: addDays(first, 7 * WEEKS) })}">Later ${icon('arrow')}</a>
    </nav>`
  return portalPage({ visit, title: 'Lab calendar', content, crumbs: [['/lab-calendar', 'Lab calendar']] })
})

function inWeek(slots: readonly BookedSlot[], engineer: string, monday: Day): Html {
  const shown = slots.filter(
    (slot) => slot.engineer === engineer && slot.from <= addDays(monday, 6) && slot.to >= monday,
  )
  return html`${each(
    shown,
    (slot) =>
      html`<div>
        <a href="/projects/${slot.project}">${slot.product}</a>
        <span class="small soft"
          >${sayDate(slot.from)} to ${sayDate(slot.to)}${say(slot.isConfirmed ? '' : ', on offer')}</span
        >
      </div>`,
  )}${shown.length === 0 ? html`<span class="soft">free</span>` : nothing}`
}

function clashNote(slots: readonly BookedSlot[], engineers: readonly Person[]): Html {
  const names = new Map(engineers.map(({ id, name }) => [id, name]))
  return html`${each(
    clashesAmong(slots),
    ([one, other]) =>
      html`<p class="clash blocks">
        ${icon('warning')}
        <span
          >${names.get(one.engineer) ?? 'One engineer'} has two slots at once:
          <a href="/projects/${one.project}">${one.product}</a> and
          <a href="/projects/${other.project}">${other.product}</a>.
          <span class="soft">Move one of them, or give it to somebody else.</span></span
        >
      </p>`,
  )}`
}

/** What the engineers have in the weeks ahead, beside the form that offers a slot. */
export async function takenAlready(visit: Visit, own: string): Promise<Html> {
  const slots = await slotsBetween(visit.house.database, visit.actor, visit.day, addDays(visit.day, 7 * WEEKS - 1))
  const others = slots.filter((slot) => slot.project !== own)
  const engineers = await peopleInRole(visit.house.database, 'lab-engineer')
  const names = new Map(engineers.map(({ id, name }) => [id, name]))
  if (others.length === 0) return html`<p class="soft">Nobody has a slot in the next ${WEEKS} weeks.</p>`
  return html`<details>
    <summary>Taken in the next ${WEEKS} weeks</summary>
    <ul class="rows small">
      ${each(
        others,
        (slot) =>
          html`<li>
            ${nameOf(slot.engineer, names)}: ${sayDate(slot.from)} to ${sayDate(slot.to)},
            <a href="/projects/${slot.project}">${slot.product}</a>
          </li>`,
      )}
    </ul>
    <p><a href="/lab-calendar">The whole calendar</a></p>
  </details>`
}

function mondayOf(day: Day): Day {
  const weekday = (new Date(instantOf(day)).getUTCDay() + 6) % 7
  return addDays(day, -weekday)
}

function weekWords(monday: Day): string {
  return say`Week of ${daySaid(instantOf(monday))}`
}
