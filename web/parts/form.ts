/**
 * Forms, one look for all: label, help under it, the field, and what is wrong with it in place. A form
 * carries a move; when it was refused, what was typed stands there again.
 */
import { MOVES } from '../../src/app/targets.ts'
import type { Fault } from '../../src/kernel/refusal.ts'
import { EARLIEST_DAY, LATEST_DAY } from '../../src/programme/input.ts'
import { longestText } from '../../src/programme/input-bounds.ts'
import type { Visit } from '../visit.ts'
import { clauseLink } from './because.ts'
import { each, type Html, html, nothing, say, when, written } from './html.ts'
import { icon } from './icon.ts'

export type MoveForm = {
  readonly visit: Visit
  readonly move: string
  /** What it is done to; empty where something new is made. */
  readonly id: string
  /** The project's revision as this page shows it, where the decision rests on it. */
  readonly seen?: number | undefined
  /** Where to go when it is done; back to this page unless told. */
  readonly goTo?: string
  readonly submit: string
  readonly tone?: 'primary' | 'plain' | 'grave'
  /** What stands in the way: the button is shown, disabled, with the reason. */
  readonly obstacle?: { readonly says: string; readonly next: string; readonly clause: string | null } | null
  readonly fields?: (form: FormState) => Html
  readonly label?: string
  readonly compact?: boolean
  /** Where each part is kept as it is typed, and under which name; the form itself is sent as a whole. */
  readonly autosave?: { readonly path: string; readonly as: string }
  /** Tells forms with the same move on the same thing apart, such as one reply for each comment. */
  readonly key?: string
  /** Done, the page is shown anew with a secret on it; the browser has to draw it as it comes. */
  readonly showsSecret?: boolean
}

/** What a field of this form shows: what was typed before it was refused, and what is wrong with it. */
export type FormState = {
  readonly value: (name: string, otherwise?: string) => string
  readonly values: (name: string, otherwise?: readonly string[]) => readonly string[]
  readonly fault: (name: string) => string | null
  /** How long a text the move takes under this name; null where there is no move, or it says nothing. */
  readonly longest: (name: string) => number | null
  readonly prefix: string
  /** The id of the form the fields belong to, where they do not stand inside it. */
  readonly owner?: string
}

export function moveForm(form: MoveForm): Html {
  const { refused, state } = stateOf(form)
  return html`<form
    method="post"
    action="/moves/${form.move}"
    class="move ${form.compact ? 'compact' : ''}"
    ${form.label ? html`aria-label="${say(form.label)}"` : nothing}
    ${form.showsSecret ? html`data-turbo="false"` : nothing}
    ${when(form.autosave, ({ path, as }) => html`data-autosave="${path}" data-autosave-as="${as}" data-whole`)}
    data-once
  >
    ${steering(form)} ${inside(form, refused, state)}
  </form>`
}

/**
 * A form in two parts, for where its fields stand inside another form: HTML knows no forms within forms. The
 * fields name their form by its id, and the form itself is put outside.
 */
export function partedForm(form: MoveForm): { readonly fields: Html; readonly form: Html } {
  const { refused, state } = stateOf(form)
  const owner = `${state.prefix}-form`
  return {
    fields: html`<div class="move ${form.compact ? 'compact' : ''}">
      ${inside(form, refused, { ...state, owner })}
    </div>`,
    form: html`<form id="${owner}" method="post" action="/moves/${form.move}" class="move" data-once>
      ${steering(form)}
    </form>`,
  }
}

function stateOf({ visit, move, id, key = '' }: MoveForm): { refused: Visit['refused']; state: FormState } {
  const isThis = visit.refused?.move === move && visit.refused.id === id && visit.refused.key === key
  const refused = isThis ? visit.refused : null
  const prefix = [move, key].filter(Boolean).join('-')
  const input = MOVES.get(move)?.move.input
  const state = formState(refused?.typed ?? null, refused?.refusal.faults ?? [], prefix)
  return { refused, state: input ? { ...state, longest: (name) => longestText(input, name) } : state }
}

/** What is sent besides the fields: what it is done to, where to go on, what was seen, and the form's own key. */
function steering({ visit, id, key, goTo, seen }: MoveForm): Html {
  return html`<input type="hidden" name="_id" value="${id}" />
    <input type="hidden" name="_back" value="${visit.path}${queryOf(visit)}" />
    ${when(key, (value) => html`<input type="hidden" name="_key" value="${value}" />`)}
    ${when(goTo, (path) => html`<input type="hidden" name="_goTo" value="${path}" />`)}
    ${seen === undefined ? nothing : html`<input type="hidden" name="_seen" value="${seen}" />`}
    <input type="hidden" name="_once" value="${crypto.randomUUID()}" />`
}

function inside(form: MoveForm, refused: Visit['refused'], state: FormState): Html {
  return html`${when(refused, ({ refusal }) => refusalBox(refusal))} ${form.fields?.(state) ?? nothing}
    <div class="actions ${form.autosave ? 'sticky-actions' : ''}">
      <button
        type="submit"
        class="button ${form.tone ?? 'primary'}"
        ${ownerOf(state)}
        ${form.obstacle ? html`disabled aria-describedby="${state.prefix}-why"` : nothing}
      >
        ${say(form.submit)}
      </button>
      ${form.autosave ? html`<span class="saved-state" data-saved-state role="status">Everything here is saved.</span>` : nothing}
    </div>
    ${when(form.obstacle, (obstacle) => obstacleNote(obstacle, `${state.prefix}-why`))}`
}

function ownerOf({ owner }: FormState): Html {
  return when(owner, (id) => html`form="${id}"`)
}

function queryOf(visit: Visit): string {
  const query = visit.query.toString()
  return query === '' ? '' : `?${query}`
}

export function formState(typed: URLSearchParams | null, faults: readonly Fault[], prefix: string): FormState {
  return {
    prefix,
    value: (name, otherwise = '') => typed?.get(name) ?? otherwise,
    values: (name, otherwise = []) => (typed ? typed.getAll(name) : otherwise),
    fault: (name) => faults.find((fault) => fault.at === name)?.says ?? null,
    longest: () => null,
  }
}

export function obstacleNote(obstacle: { says: string; next: string; clause: string | null }, id: string): Html {
  return html`<p class="obstacle" id="${id}">
    ${icon('lock')}<span
      ><strong>${say(obstacle.says)}</strong> ${say(obstacle.next)} ${when(obstacle.clause, clauseLink)}</span
    >
  </p>`
}

type Told = { says: string; next: string; clause: string | null; faults: readonly Fault[]; see?: string | null }

/** Refusals that some form has shown, so that the frame of the page need not. */
const told = new WeakSet<object>()

export function refusalBox(refusal: Told): Html {
  told.add(refusal)
  return html`<div class="refusal" role="alert" tabindex="-1" data-focus>
    ${icon('warning')}
    <div>
      <p><strong>${say(refusal.says)}</strong> ${when(refusal.clause, clauseLink)}</p>
      ${
        refusal.faults.length > 1 || (refusal.faults[0] && refusal.faults[0].says !== refusal.says)
          ? html`<ul>
              ${each(refusal.faults.slice(0, 12), (fault) => html`<li>${say(fault.says)}</li>`)}
            </ul>`
          : nothing
      }
      <p>${say(refusal.next)} ${when(refusal.see, (path) => html`<a href="${path}">Look at what there is</a>`)}</p>
    </div>
  </div>`
}

/**
 * A refused move whose form is no longer on the page, since the project moved on: what was refused, what
 * changed, and what was typed, so that nobody loses it. Frames ask this after their content has been made.
 */
export function untoldRefusal({ refused }: Visit): Html {
  if (!refused || told.has(refused.refusal)) return nothing
  // Ids, days and options are no words of anybody.
  const typed = [...refused.typed].filter(([name, text]) => !name.startsWith('_') && !/^[a-z\d.-]*$/.test(text.trim()))
  return html`${refusalBox(refused.refusal)}
  ${
    typed.length > 0
      ? html`<section class="card" aria-label="What you had typed">
          <p class="soft">What you had typed, to take along:</p>
          ${each(typed, ([, text]) => html`<p class="prose">${written(text)}</p>`)}
        </section>`
      : nothing
  }`
}

type FieldBase = {
  readonly form: FormState
  readonly name: string
  readonly label: string
  readonly help?: Html | string | undefined
  readonly required?: boolean
  readonly value?: string | undefined
}

type Control = (attributes: { id: string; describedBy: string; isWrong: boolean }) => Html

/** The frame every field has: label, control, help, and what is wrong with it. */
export function fieldFrame({ form, name, label, help, required }: FieldBase, control: Control): Html {
  const id = `${form.prefix}-${name}`.replace(/[^\w-]/g, '-')
  const wrong = form.fault(name)
  const describedBy = [help ? `${id}-help` : '', wrong ? `${id}-wrong` : ''].filter(Boolean).join(' ')
  return html`<div class="field ${wrong ? 'wrong' : ''}">
    <label for="${id}"
      >${say(label)}${required === false ? html` <span class="optional">optional</span>` : nothing}</label
    >
    ${control({ id, describedBy, isWrong: wrong !== null })}
    ${when(help, (text) => html`<p class="help" id="${id}-help">${said(text)}</p>`)}
    ${when(wrong, (says) => html`<p class="fault" id="${id}-wrong">${icon('warning')} ${say(says)}</p>`)}
  </div>`
}

/** A help is words, or markup that is said already. */
const said = (help: Html | string): Html | string => (typeof help === 'string' ? say(help) : help)

function common(
  { id, describedBy, isWrong }: { id: string; describedBy: string; isWrong: boolean },
  name: string,
  required: boolean,
): Html {
  return html`id="${id}" name="${name}" ${describedBy ? html`aria-describedby="${describedBy}"` : nothing}
  ${isWrong ? html`aria-invalid="true"` : nothing} ${required ? 'required' : ''}`
}

type TextField = FieldBase & {
  readonly type?: 'text' | 'email' | 'password' | 'url' | 'tel' | 'number' | 'date' | 'search'
  readonly most?: number
  /** Of a number: the least there is, and what it goes up by. */
  readonly step?: number
  readonly placeholder?: string
  readonly autocomplete?: string
  readonly list?: string
  readonly mono?: boolean
}

export function textField(field: TextField): Html {
  const { form, name, type = 'text', required = true } = field
  return fieldFrame(
    field,
    (control) =>
      html`<input
        type="${type}"
        ${common(control, name, required)}
        value="${type === 'password' ? '' : form.value(name, field.value)}"
        maxlength="${form.longest(name) ?? field.most ?? 200}"
        ${type === 'date' ? html`min="${EARLIEST_DAY}" max="${LATEST_DAY}"` : nothing}
        ${when(field.step, (step) => html`min="${step}" step="${step}"`)}
        ${field.placeholder ? html`placeholder="${say(field.placeholder)}"` : nothing}
        ${field.autocomplete ? html`autocomplete="${field.autocomplete}"` : nothing}
        ${field.list ? html`list="${field.list}"` : nothing}
        class="${field.mono ? 'mono' : ''}"
      />`,
  )
}

export function textArea(
  field: FieldBase & { readonly rows?: number; readonly most?: number; readonly placeholder?: string },
): Html {
  const { form, name, required = true } = field
  return fieldFrame(
    field,
    (control) =>
      html`<textarea
        ${common(control, name, required)}
        ${ownerOf(form)}
        rows="${field.rows ?? 4}"
        maxlength="${form.longest(name) ?? field.most ?? 4000}"
        ${field.placeholder ? html`placeholder="${say(field.placeholder)}"` : nothing}
      >
${form.value(name, field.value)}</textarea>`,
  )
}

export type Choice = { readonly value: string; readonly says: string; readonly help?: string }

export function selectField(field: FieldBase & { readonly choices: readonly Choice[]; readonly empty?: string }): Html {
  const { form, name, required = true, choices } = field
  const chosen = form.value(name, field.value)
  return fieldFrame(
    field,
    (control) =>
      html`<select ${common(control, name, required)}>
        ${field.empty === undefined ? nothing : html`<option value="" ${chosen === '' ? 'selected' : ''}>${say(field.empty)}</option>`}
        ${each(choices, (choice) => html`<option value="${choice.value}" ${choice.value === chosen ? 'selected' : ''}>${say(choice.says)}</option>`)}
      </select>`,
  )
}

/** A choice among few, each with its own words of help: cards to pick from. */
export function choiceCards(field: FieldBase & { readonly choices: readonly Choice[]; readonly many?: boolean }): Html {
  const { form, name, label, help, choices, many = false } = field
  const chosen = form.values(name, field.value === undefined ? [] : field.value.split(' '))
  const wrong = form.fault(name)
  return html`<fieldset class="choices ${wrong ? 'wrong' : ''}">
    <legend>${say(label)}${field.required === false ? html` <span class="optional">optional</span>` : nothing}</legend>
    ${when(help, (text) => html`<p class="help">${said(text)}</p>`)}
    <div class="cards">
      ${each(
        choices,
        (choice) =>
          html`<label class="choice">
            <input
              type="${many ? 'checkbox' : 'radio'}"
              name="${name}"
              value="${choice.value}"
              ${chosen.includes(choice.value) ? 'checked' : ''}
              ${field.required !== false && !many ? 'required' : ''}
            />
            <span
              ><span class="choice-says">${say(choice.says)}</span
              >${when(choice.help, (text) => html`<span class="choice-help">${say(text)}</span>`)}</span
            >
          </label>`,
      )}
    </div>
    ${when(wrong, (says) => html`<p class="fault">${icon('warning')} ${say(says)}</p>`)}
  </fieldset>`
}

/** A statement to tick. */
export function tickBox({
  form,
  name,
  label,
  help,
  value = 'on',
  checked = false,
}: Omit<FieldBase, 'required'> & { readonly checked?: boolean }): Html {
  const wrong = form.fault(name)
  const isTicked = form.values(name, checked ? [value] : []).includes(value)
  return html`<div class="field tick ${wrong ? 'wrong' : ''}">
    <label
      ><input
        type="checkbox"
        name="${name}"
        value="${value}"
        ${isTicked ? 'checked' : ''}
        ${wrong ? html`aria-invalid="true"` : nothing}
      />
      <span>${say(label)}</span></label
    >
    ${when(help, (text) => html`<p class="help">${said(text)}</p>`)}
    ${when(wrong, (says) => html`<p class="fault">${icon('warning')} ${say(says)}</p>`)}
  </div>`
}
