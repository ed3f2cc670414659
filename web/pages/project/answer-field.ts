/** One field of a question, as a control to fill in or as words to read. */
import { countryName } from '../../../src/kernel/country.ts'
import { isAnswered } from '../../../src/programme/questionnaire/answering.ts'
import type { Answer, Column, Field, Item, Row } from '../../../src/programme/questionnaire/item.ts'
import { ariaOf, describedBy } from '../../parts/form.ts'
import type { FormState } from '../../parts/form-state.ts'
import { allSaid, each, html, type Html, nothing, say, when, written } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'

type Asked = {
  readonly item: Item
  readonly field: Field
  readonly key: string
  readonly answer: Answer | undefined
  /** The version shown here: a late save never overwrites a newer one. */
  readonly version: number
  readonly typed: URLSearchParams | null
  readonly form: FormState
  /** Somebody else changed answers while these were typed; those that are wrong are the ones. */
  readonly isStale: boolean
  readonly countries: readonly { readonly code: string; readonly name: string }[]
}

export function answerField(asked: Asked): Html {
  const { item, field, key, form, version } = asked
  const id = key.replace('.', '-')
  const isGroup = GROUPS.has(field.kind)
  const wrong = form.wrongWith({ name: key, id, label: say`${item.id}: ${say(field.label)}` })
  const told = { id, help: field.help, wrong }
  const label = html`${field.label}${field.required ? nothing : html` <span class="optional">optional</span>`}`
  const help = when(field.help, (text) => html`<p class="help" id="${id}-help">${text}</p>`)
  const below = html`<p class="fault" id="${id}-wrong" data-fault ${wrong ? nothing : 'hidden'}>
      ${icon('warning')} <span>${wrong ?? ''}</span>
    </p>
    ${when(wrong && asked.isStale, () => overtaken(asked))}`
  const seen = html`<input type="hidden" name="seen[${key}]" value="${version}" data-version />`
  const frame = html`class="field answer-field ${wrong ? 'wrong' : ''}" data-answer="${key}" data-kind="${field.kind}"`
  if (isGroup) {
    const excludes = field.kind === 'one' || field.kind === 'yes-no'
    return html`<fieldset
      ${frame}
      id="${id}"
      tabindex="-1"
      ${excludes ? html`role="radiogroup" ${ariaOf(told)}` : describedBy(told)}
    >
      <legend>${label}</legend>
      ${help}${seen}${control(asked, id, nothing)}${below}
    </fieldset>`
  }
  return html`<div ${frame}>
    <label for="${id}">${label}</label
    >${help}${seen}${control(asked, id, field.kind === 'countries' ? describedBy(told) : ariaOf(told))}${below}
  </div>`
}

/** Kinds of several controls under one legend. */
const GROUPS: ReadonlySet<Field['kind']> = new Set(['one', 'many', 'ordered', 'yes-no', 'rows'])

/** Without a script the choice is made by saving: what is typed now goes over what is told here. */
function overtaken({ field, answer }: Asked): Html {
  return html`<div class="conflict">
    <p>What stands there now is below. Save again to put yours in its place, or copy theirs into the field.</p>
    ${isAnswered(field, answer) ? html`<div class="prose theirs">${answerWords(field, answer)}</div>` : html`<p class="soft">no answer</p>`}
  </div>`
}

function control({ field, key, answer, typed, countries }: Asked, id: string, aria: Html): Html {
  const name = `answers[${key}]`
  const text = typed?.get(name) ?? (typeof answer === 'string' || typeof answer === 'number' ? String(answer) : '')
  switch (field.kind) {
    case 'text':
      return html`<input
        id="${id}"
        name="${name}"
        value="${text}"
        maxlength="500"
        ${aria}
        ${placeholder(field.example)}
      />`
    case 'long-text':
      return html`<textarea id="${id}" name="${name}" rows="3" maxlength="4000" ${aria} ${placeholder(field.example)}>
${text}</textarea>`
    case 'number':
      return html`<span class="with-unit"
        ><input
          id="${id}"
          name="${name}"
          value="${text}"
          inputmode="numeric"
          ${aria}
        />${when(field.unit, (unit) => html`<span class="soft">${unit}</span>`)}</span
      >`
    case 'day':
      return html`<input id="${id}" name="${name}" type="date" value="${text}" ${aria} />`
    case 'countries':
      return countryPicker(name, id, { aria, chosen: listOf(answer, typed, name), countries })
    case 'yes-no':
      return radios(
        name,
        [
          { value: 'true', says: 'Yes' },
          { value: 'false', says: 'No' },
        ],
        typed?.get(name) ?? (typeof answer === 'boolean' ? String(answer) : ''),
      )
    case 'one':
      return radios(name, field.options, typed?.get(name) ?? (typeof answer === 'string' ? answer : ''))
    case 'many':
      return boxes(name, field.options, listOf(answer, typed, name))
    case 'ordered':
      return ordered(name, field.options, listOf(answer, typed, name))
    case 'rows':
      return rows(name, field.columns, field.most, typed ? rowsTyped(typed, name, field) : rowsOf(answer))
    default:
      return field satisfies never
  }
}

function placeholder(example: string | undefined): Html {
  return when(example, (text) => html`placeholder="${say`e.g. ${say(text)}`}"`)
}

function listOf(answer: Answer | undefined, typed: URLSearchParams | null, name: string): readonly string[] {
  if (typed) return typed.getAll(name)
  return Array.isArray(answer) ? answer.filter((each_): each_ is string => typeof each_ === 'string') : []
}

function rowsOf(answer: Answer | undefined): readonly Row[] {
  return Array.isArray(answer) ? (answer.filter((row) => typeof row === 'object') as readonly Row[]) : []
}

/** The rows as they were sent, up to the last that holds something. */
function rowsTyped(typed: URLSearchParams, name: string, { columns, most }: RowsField): readonly Row[] {
  const sent = Array.from({ length: most }, (_, index) =>
    Object.fromEntries(columns.map(({ id }) => [id, typed.get(`${name}[${index}][${id}]`) ?? ''])),
  )
  return sent.slice(0, sent.findLastIndex((row) => Object.values(row).some((cell) => cell !== '')) + 1)
}

type RowsField = Extract<Field, { kind: 'rows' }>

type Options = readonly { readonly value: string; readonly says: string }[]

function radios(name: string, options: Options, chosen: string): Html {
  return html`<div class="options">
    ${each(options, (option) => html`<label><input type="radio" name="${name}" value="${option.value}" ${option.value === chosen ? 'checked' : ''} /> <span>${say(option.says)}</span></label>`)}
  </div>`
}

function boxes(name: string, options: Options, chosen: readonly string[]): Html {
  return html`<div class="options">
    ${each(options, (option) => html`<label><input type="checkbox" name="${name}" value="${option.value}" ${chosen.includes(option.value) ? 'checked' : ''} /> <span>${say(option.says)}</span></label>`)}
  </div>`
}

/** A list in order of preference: one select for each place, which works without a script as well. */
function ordered(name: string, options: Options, chosen: readonly string[]): Html {
  const places = Math.min(options.length, Math.max(chosen.length + 1, 3))
  return html`<ol class="ordered">
    ${each(
      Array.from({ length: places }, (_, index) => index),
      (index) =>
        html`<li>
          <select name="${name}" aria-label="Place ${index + 1}">
            <option value="">${say(index === 0 ? 'First choice …' : 'Then …')}</option>
            ${each(options, (option) => html`<option value="${option.value}" ${chosen[index] === option.value ? 'selected' : ''}>${say(option.says)}</option>`)}
          </select>
        </li>`,
    )}
  </ol>`
}

type Picking = { readonly aria: Html; readonly chosen: readonly string[]; readonly countries: Asked['countries'] }

function countryPicker(name: string, id: string, { aria, chosen, countries }: Picking): Html {
  return html`<details class="countries" ${chosen.length === 0 ? 'open' : ''}>
    <summary id="${id}" ${aria}>${chosen.length === 0 ? 'Choose countries' : allSaid(chosen.map(countryName))}</summary>
    <div class="country-list">
      ${each(countries, ({ code, name: says }) => html`<label><input type="checkbox" name="${name}" value="${code}" ${chosen.includes(code) ? 'checked' : ''} /> <span>${says}</span></label>`)}
    </div>
  </details>`
}

/** A small table to fill in: what is there, and a few empty rows. */
function rows(name: string, columns: readonly Column[], most: number, filled: readonly Row[]): Html {
  const shown = Math.min(most, filled.length + (filled.length === 0 ? 2 : 1))
  return html`<div class="row-table ${columns.length > 3 ? 'many' : ''}" role="group">
    <table>
      <thead>
        <tr>
          ${each(columns, (column) => html`<th scope="col">${column.label}${column.required ? nothing : html` <span class="optional">optional</span>`}</th>`)}
        </tr>
      </thead>
      <tbody data-rows="${most}">
        ${each(
          Array.from({ length: shown }, (_, index) => index),
          (index) =>
            html`<tr>
              ${each(columns, (column) => html`<td data-label="${columnLabel(column)}"><input name="${name}[${index}][${column.id}]" data-column="${column.id}" value="${filled[index]?.[column.id] ?? ''}" aria-label="${say`${say(column.label)}, row ${index + 1}`}" maxlength="300" ${placeholder(column.example)} /></td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

/** The head of a column, for where rows are cards and each cell bears its own. */
function columnLabel({ label, required }: Column): string {
  return required ? say(label) : say`${say(label)} (optional)`
}

/** An answer as people read it. */
export function answerWords(field: Field, answer: Answer | undefined): Html {
  if (answer === undefined) return html``
  if (typeof answer === 'boolean') return html`${say(answer ? 'Yes' : 'No')}`
  if (typeof answer === 'number')
    return html`${answer}${field.kind === 'number' && field.unit ? ` ${say(field.unit)}` : ''}`
  if (typeof answer === 'string') {
    const option = field.kind === 'one' ? field.options.find(({ value }) => value === answer) : undefined
    return option ? html`${say(option.says)}` : written(answer)
  }
  if (field.kind === 'rows') return rowWords(field.columns, answer as readonly Row[])
  const words = (answer as readonly string[]).map((value) => say(wordFor(field, value)))
  const then = say(', then ')
  return html`${words.join(field.kind === 'ordered' ? then : ', ')}`
}

function wordFor(field: Field, value: string): string {
  if (field.kind === 'countries') return countryName(value)
  return 'options' in field ? (field.options.find((option) => option.value === value)?.says ?? value) : value
}

function rowWords(columns: readonly Column[], filled: readonly Row[]): Html {
  return html`<table class="plain-table">
    <thead>
      <tr>
        ${each(columns, (column) => html`<th scope="col">${column.label}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${each(
        filled,
        (row) =>
          html`<tr>
            ${each(columns, (column) => html`<td>${written(row[column.id] ?? '')}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`
}
