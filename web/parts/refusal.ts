/** A refused move as its page tells it: what, why, each field by its name with a link to it, and what to do next. */
import type { Fault } from '../../src/kernel/refusal.ts'
import type { Visit } from '../visit.ts'
import { clauseLink } from './because.ts'
import { type TypedText, typedInto } from './form-notes.ts'
import type { FormState } from './form-state.ts'
import { count, each, html, type Html, nothing, say, when, written } from './html.ts'
import { icon } from './icon.ts'

type Shown = { says: string; next: string; clause: string | null; faults: readonly Fault[]; see?: string | null }

/** Refusals that some form has shown, so that the frame of the page need not. */
const told = new WeakSet<object>()

const MOST_TOLD = 12

/** Stands above its form, and is made after the fields were: they tell the form where they stand. */
export function refusalBox(refusal: Shown, form: FormState | null = null): Html {
  told.add(refusal)
  const { says, clause, next, faults, see } = refusal
  const [only] = faults.length === 1 && faults[0]?.says === says ? faults : []
  const more = faults.length - MOST_TOLD
  return html`<div class="refusal" role="alert" tabindex="-1" data-focus>
    ${icon('warning')}
    <div>
      <p><strong>${only ? faultLine(only, form) : say(says)}</strong> ${when(clause, clauseLink)}</p>
      ${
        only || faults.length === 0
          ? nothing
          : html`<ul>
              ${each((form?.inOrder(faults) ?? faults).slice(0, MOST_TOLD), (fault) => html`<li>${faultLine(fault, form)}</li>`)}
              ${more > 0 ? html`<li>${count(more, 'more', 'more')}</li>` : nothing}
            </ul>`
      }
      <p>${say(next)} ${when(see, (path) => html`<a href="${path}">Look at what there is</a>`)}</p>
    </div>
  </div>`
}

/** A plain link: going to it puts the keyboard into the field, with a script or without. */
function faultLine(fault: Fault, form: FormState | null): Html {
  const field = form?.fieldOf(fault)
  const says = written(say(fault.says))
  return field ? html`<a href="#${field.id}">${written(field.label)}</a> – ${says}` : says
}

/**
 * A refused move whose form is no longer on the page, since the project moved on: what was refused, what
 * changed, and what was typed, so that nobody loses it. Frames ask this after their content has been made.
 */
export function untoldRefusal({ refused }: Visit): Html {
  if (!refused || told.has(refused.refusal)) return nothing
  return html`${refusalBox(refused.refusal)} ${typedAlong(typedInto(refused.typed))}`
}

/** What was typed and stands in no field, so that nobody loses it. */
export function typedAlong(typed: readonly TypedText[]): Html {
  if (typed.length === 0) return nothing
  const labelled = typed.filter(({ label }) => label !== null)
  const others = typed.filter(({ label }) => label === null)
  return html`<section class="card" aria-label="What you had typed">
    <p class="soft">What you had typed, to take along:</p>
    ${when(
      labelled.length > 0,
      () =>
        html`<dl class="facts">
          ${each(
            labelled,
            ({ label, says }) =>
              html`<dt>${written(label ?? '')}</dt>
                <dd class="prose">${written(says)}</dd>`,
          )}
        </dl>`,
    )}
    ${each(others, ({ says }) => html`<p class="prose">${written(says)}</p>`)}
  </section>`
}
