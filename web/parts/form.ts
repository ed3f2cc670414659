/**
 * Forms, one look for all: label, help under it, the field, and what is wrong with it in place. A form
 * carries a move; when it was refused, what was typed stands there again.
 */
import { MOVES } from '../../src/app/targets.ts'
import { EARLIEST_DAY, LATEST_DAY } from '../../src/programme/input.ts'
import { longestText } from '../../src/programme/input-bounds.ts'
import type { Visit } from '../visit.ts'
import { clauseLink } from './because.ts'
import { type FormState, formState, idIn } from './form-state.ts'
import { each, type Html, html, nothing, say, when } from './html.ts'
import { icon } from './icon.ts'
import { imprintsOf, notesOf, notesWritten, typedInto } from './form-notes.ts'
import { refusalBox, typedAlong } from './refusal.ts'

export type MoveForm = {
  readonly visit: Visit
  readonly move: string
  /** What it is done to; empty where something new is made. */
  readonly id: string
  /** On a project: it rests on what the page shows, and is refused where that has changed since. */
  readonly decides?: boolean | undefined
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
  const notes = refused?.refusal.code === 'stale' ? notesOf(refused.typed) : null
  const before = notes && imprintsOf(notes)
  const state = formState(refused?.typed ?? null, refused?.refusal.faults ?? [], prefix, before)
  return { refused, state: input ? { ...state, longest: (name) => longestText(input, name) } : state }
}

/** What is sent besides the fields: what it is done to, where to go on, what was seen, and the form's own key. */
function steering(form: MoveForm): Html {
  const { visit, id, key, goTo } = form
  return html`<input type="hidden" name="_id" value="${id}" />
    <input type="hidden" name="_back" value="${visit.path}${queryOf(visit)}" />
    ${when(key, (value) => html`<input type="hidden" name="_key" value="${value}" />`)}
    ${when(goTo, (path) => html`<input type="hidden" name="_goTo" value="${path}" />`)}
    ${when(seenWith(form), (fact) => html`<input type="hidden" name="_seen" value="${fact}" />`)}
    <input type="hidden" name="_once" value="${crypto.randomUUID()}" />`
}

/**
 * The last fact there was when what the form shows was read, where the move rests on that. Refused for another reason it
 * is still the one that was typed against; gone stale, whoever typed is told what changed, and goes on from there.
 */
function seenWith(form: MoveForm): string | null {
  const named = MOVES.get(form.move)
  const rests = named?.target.projectOf ? form.decides : named?.target.shows && !named.move.adds
  if (!rests) return null
  return typedAgainst(form, '_seen') ?? String(form.visit.lastFact ?? '')
}

function typedAgainst(form: MoveForm, name: string): string | null {
  const { refused } = stateOf(form)
  return refused && refused.refusal.code !== 'stale' ? refused.typed.get(name) : null
}

/** What the fields are called and showed, for whoever takes up what was typed; long forms keep that themselves. */
function notesFor(form: MoveForm, state: FormState): Html {
  const notes = form.autosave ? [] : state.notes()
  if (notes.length === 0) return nothing
  const told = typedAgainst(form, '_fields') ?? notesWritten(notes)
  return html`<input type="hidden" name="_fields" value="${told}" ${ownerOf(state)} />`
}

/** Of a form gone stale, what was typed where something else is kept by now. */
function leftOut(refused: Visit['refused'], state: FormState): Html {
  const names = state.leftOut()
  return refused && names.size > 0
    ? typedAlong(typedInto(refused.typed).filter(({ name }) => names.has(name)))
    : nothing
}

function inside(form: MoveForm, refused: Visit['refused'], state: FormState): Html {
  const fields = form.fields?.(state) ?? nothing
  return html`${when(refused, ({ refusal }) => refusalBox(refusal, state))} ${leftOut(refused, state)} ${fields}
    ${notesFor(form, state)}
    <div class="actions ${form.autosave ? 'sticky-actions' : ''}">
      <button
        type="submit"
        class="button ${form.tone ?? 'primary'}"
        ${ownerOf(state)}
        ${form.obstacle ? html`disabled aria-describedby="${state.prefix}-why"` : nothing}
      >
        ${say(form.submit)}
      </button>
      ${form.autosave ? html`<span class="saved-state" data-saved-state role="status">${say(refused ? 'Not saved.' : 'Everything here is saved.')}</span>` : nothing}
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

export function obstacleNote(obstacle: { says: string; next: string; clause: string | null }, id: string): Html {
  return html`<p class="obstacle" id="${id}">
    ${icon('lock')}<span
      ><strong>${say(obstacle.says)}</strong> ${say(obstacle.next)} ${when(obstacle.clause, clauseLink)}</span
    >
  </p>`
}

type FieldBase = {
  readonly form: FormState
  readonly name: string
  readonly label: string
  readonly help?: Html | string | undefined
  readonly required?: boolean
  readonly value?: string | undefined
}

/** What a control is known by, and what tells those who hear the page of its help and of what is wrong with it. */
export type ControlParts = { readonly id: string; readonly aria: Html }

/** The frame every field has: label, control, help, and what is wrong with it. */
export function fieldFrame(
  { form, name, label, help, required }: FieldBase,
  control: (parts: ControlParts) => Html,
): Html {
  const id = idIn(form, name)
  const wrong = form.wrongWith({ name, id, label: say(label) })
  return html`<div class="field ${wrong ? 'wrong' : ''}">
    <label for="${id}"
      >${say(label)}${required === false ? html` <span class="optional">optional</span>` : nothing}</label
    >
    ${control({ id, aria: ariaOf({ id, help, wrong }) })}
    ${when(help, (text) => html`<p class="help" id="${id}-help">${said(text)}</p>`)} ${faultNote(wrong, id)}
  </div>`
}

type Explained = {
  readonly id: string
  readonly help?: Html | string | null | undefined
  readonly wrong: string | null
}

/** Of a control: where its help and its fault stand, and that there is one. */
export function ariaOf(told: Explained): Html {
  return html`${describedBy(told)} ${told.wrong ? html`aria-invalid="true"` : nothing}`
}

/** The same of a group, which is neither right nor wrong itself. */
export function describedBy({ id, help, wrong }: Explained): Html {
  const ids = [help ? `${id}-help` : '', wrong ? `${id}-wrong` : ''].filter(Boolean).join(' ')
  return when(ids, (all) => html`aria-describedby="${all}"`)
}

/** What is wrong, in its place: `ariaOf` with the same id leads to it. */
export function faultNote(wrong: string | null, id: string): Html {
  return when(wrong, (says) => html`<p class="fault" id="${id}-wrong">${icon('warning')} ${say(says)}</p>`)
}

/** Words, or markup that is said already. */
const said = (words: Html | string): Html | string => (typeof words === 'string' ? say(words) : words)

function common({ id, aria }: ControlParts, name: string, required: boolean): Html {
  return html`id="${id}" name="${name}" ${aria} ${required ? 'required' : ''}`
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

export type Choice = { readonly value: string; readonly says: Html | string; readonly help?: string }

/** Longer lists than this speak for themselves: countries, releases. */
const MOST_WORDS = 40

/** The words of choices whose values say less. */
export function wordsOf(choices: readonly Choice[]): Readonly<Record<string, string>> {
  if (choices.length > MOST_WORDS) return {}
  const plain = choices.flatMap(({ value, says }): [string, string][] =>
    typeof says === 'string' && says !== value ? [[value, say(says)]] : [],
  )
  return Object.fromEntries(plain)
}

export function selectField(field: FieldBase & { readonly choices: readonly Choice[]; readonly empty?: string }): Html {
  const { form, name, required = true, choices } = field
  const chosen = form.value(name, field.value)
  form.chosenBy(name, wordsOf(choices))
  return fieldFrame(
    field,
    (control) =>
      html`<select ${common(control, name, required)}>
        ${field.empty === undefined ? nothing : html`<option value="" ${chosen === '' ? 'selected' : ''}>${say(field.empty)}</option>`}
        ${each(choices, (choice) => html`<option value="${choice.value}" ${choice.value === chosen ? 'selected' : ''}>${said(choice.says)}</option>`)}
      </select>`,
  )
}

type Group = Pick<FieldBase, 'form' | 'name' | 'label' | 'help' | 'required'> & {
  /** Of choices that exclude each other, the group itself is what is right or wrong; else each control is. */
  readonly role?: 'radiogroup'
}

/** What the controls of a group carry: the first is gone to from the list of what is wrong. */
type GroupParts = { readonly first: Html; readonly invalid: Html }

/** Several controls that are one field: their legend, help under it, and what is wrong with it. */
export function groupFrame(
  { form, name, label, help, required, role }: Group,
  controls: (parts: GroupParts) => Html,
): Html {
  const id = idIn(form, name)
  const wrong = form.wrongWith({ name, id, label: say(label) })
  const invalid = wrong ? html`aria-invalid="true"` : nothing
  return html`<fieldset
    class="choices ${wrong ? 'wrong' : ''}"
    ${when(role, (named) => html`role="${named}" ${invalid}`)}
    ${describedBy({ id, help, wrong })}
  >
    <legend>${say(label)}${required === false ? html` <span class="optional">optional</span>` : nothing}</legend>
    ${when(help, (text) => html`<p class="help" id="${id}-help">${said(text)}</p>`)}
    ${controls({ first: html`id="${id}"`, invalid: role ? nothing : invalid })} ${faultNote(wrong, id)}
  </fieldset>`
}

/** A choice among few, each with its own words of help: cards to pick from. */
export function choiceCards(field: FieldBase & { readonly choices: readonly Choice[]; readonly many?: boolean }): Html {
  const { form, name, choices, many = false } = field
  // In the order of the page, in which it sends them: that of the record may be another.
  const kept = new Set(field.value?.split(' '))
  const chosen = form.values(
    name,
    choices.map(({ value }) => value).filter((value) => kept.has(value)),
  )
  form.chosenBy(name, wordsOf(choices))
  return groupFrame(
    many ? field : { ...field, role: 'radiogroup' },
    ({ first, invalid }) =>
      html`<div class="cards">
        ${each(
          choices,
          (choice, index) =>
            html`<label class="choice">
              <input
                type="${many ? 'checkbox' : 'radio'}"
                ${index === 0 ? first : nothing}
                ${invalid}
                name="${name}"
                value="${choice.value}"
                ${chosen.includes(choice.value) ? 'checked' : ''}
                ${field.required !== false && !many ? 'required' : ''}
              />
              <span
                ><span class="choice-says">${said(choice.says)}</span
                >${when(choice.help, (text) => html`<span class="choice-help">${say(text)}</span>`)}</span
              >
            </label>`,
        )}
      </div>`,
  )
}

type Ticked = {
  readonly checked?: boolean
  /** What boxes of one name are together: so they are told, and not by the last of them. */
  readonly group?: string
}

/** A statement to tick. */
export function tickBox({
  form,
  name,
  label,
  help,
  value = 'on',
  checked = false,
  group,
}: Omit<FieldBase, 'required'> & Ticked): Html {
  const id = idIn(form, value === 'on' ? name : `${name}-${value}`)
  const wrong = form.wrongWith({ name, id, label: say(label) })
  const isTicked = form.ticked(name, value, checked)
  form.chosenBy(name, { [value]: value === 'on' ? say('yes') : say(label) }, group && say(group))
  return html`<div class="field tick ${wrong ? 'wrong' : ''}">
    <label
      ><input
        type="checkbox"
        id="${id}"
        name="${name}"
        value="${value}"
        ${isTicked ? 'checked' : ''}
        ${ariaOf({ id, help, wrong })}
      />
      <span>${say(label)}</span></label
    >
    ${when(help, (text) => html`<p class="help" id="${id}-help">${said(text)}</p>`)} ${faultNote(wrong, id)}
  </div>`
}
