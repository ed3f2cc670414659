/** Shapes that the office's pages share: folded forms, filters, days that may be missing. */
import type { OfferedMove } from '../../../src/app/ask/moves.ts'
import type { Day } from '../../../src/kernel/day.ts'
import { FAMILIES, FAMILY_NAMES } from '../../../src/programme/interface.ts'
import type { MembershipState } from '../../../src/programme/membership.ts'
import type { Stamp } from '../../../src/programme/stamp.ts'
import { type Choice, type MoveForm, moveForm } from '../../parts/form.ts'
import { formState } from '../../parts/form-state.ts'
import { type Html, html, nothing, when, written } from '../../parts/html.ts'
import { sayDay } from '../../parts/time.ts'
import type { Visit } from '../../visit.ts'

/** What the fields of filters are made with: nothing was refused there, what is chosen stands in the address. */
export const FILTER = formState(null, [], 'filter')

export const FAMILY_CHOICES: readonly Choice[] = FAMILIES.map((value) => ({ value, says: FAMILY_NAMES[value] }))

/** A form behind a button: out of the way until wanted, open again when it was refused. */
export function foldedForm(form: MoveForm, { summary = form.submit, open = false } = {}): Html {
  const { refused } = form.visit
  const isRefused = refused?.move === form.move && refused.id === form.id && refused.key === (form.key ?? '')
  return html`<details class="fold" ${open || isRefused ? 'open' : ''}>
    <summary><span class="button plain small">${summary}</span></summary>
    <div class="fold-body">${moveForm(form)}</div>
  </details>`
}

/** The same for a move as it is offered; nothing where it is not theirs to do. */
export function foldedMove(
  offered: OfferedMove | null,
  form: Omit<MoveForm, 'move' | 'submit' | 'obstacle'> & { readonly submit?: string },
  summary?: string,
): Html {
  return when(offered, (move) =>
    foldedForm(
      { ...form, move: move.name, submit: form.submit ?? move.says, obstacle: move.obstacle },
      { summary: summary ?? form.submit ?? move.says },
    ),
  )
}

/** A move's form in the open, where the decision is what the page is for. */
export function offeredForm(
  offered: OfferedMove | null,
  form: Omit<MoveForm, 'move' | 'submit' | 'obstacle'> & { readonly submit?: string },
): Html {
  return when(offered, (move) =>
    moveForm({ ...form, move: move.name, submit: form.submit ?? move.says, obstacle: move.obstacle }),
  )
}

export function filterForm(path: string, fields: Html, isSet: boolean): Html {
  return html`<form class="filters" method="get" action="${path}">
    ${fields}
    <div class="actions">
      <button class="button plain">Show</button
      >${isSet ? html`<a class="small" href="${path}">All of them</a>` : nothing}
    </div>
  </form>`
}

/** Who did it and when: `Maren Holt, 3 Mar 2027`. */
export function sayStamp(stamp: Stamp, names: ReadonlyMap<string, string>, today: Day): Html {
  return html`${nameOf(stamp.by, names)}, ${sayDay(stamp.day, today)}`
}

export function nameOf(id: string, names: ReadonlyMap<string, string>): string {
  return (
    names.get(id) ?? (id === 'visitor' ? 'a visitor' : id === 'console' ? 'the console' : 'somebody no longer here')
  )
}

export function mailLink(email: string): Html {
  return html`<a href="mailto:${email}">${email}</a>`
}

/** A text of several lines as it was written. */
export function prose(text: string): Html {
  return html`<p class="prose">${written(text)}</p>`
}

export function hasFilter(visit: Visit, ...names: readonly string[]): boolean {
  return names.some((name) => (visit.query.get(name) ?? '') !== '')
}

/** Whether a membership's benefits go on. */
export function isMember(state: MembershipState): boolean {
  return state === 'active' || state === 'grace'
}
