/** The figures of the programme: every one with its clause and its value today, how it came to it, and a new one from a day on. */
import { offered, offeredMoves } from '../../../src/app/ask/moves.ts'
import { namesOf } from '../../../src/app/ask/people.ts'
import { figures, parameterSettings } from '../../../src/app/house.ts'
import { TARGETS } from '../../../src/app/targets.ts'
import type { ParameterSetting } from '../../../src/programme/parameter-setting.ts'
import type { ParameterDefinition } from '../../../src/rulebook/parameter-table.ts'
import { acceptValue, type Figures, sayExpected, valueOn } from '../../../src/rulebook/parameters.ts'
import { clauseLink } from '../../parts/because.ts'
import { moveForm, selectField, textArea, textField } from '../../parts/form.ts'
import { type FormState } from '../../parts/form-state.ts'
import { address, each, html, type Html, nothing, say, written } from '../../parts/html.ts'
import { portalPage } from '../../parts/layout.ts'
import { sayDate } from '../../parts/time.ts'
import { page, type Visit } from '../../visit.ts'
import { parameterGroups, sayValue, typedValue } from './parameter-groups.ts'
import { sayWord } from '../public/handbook-words.ts'
import { nameOf } from './parts.ts'
import { SEES_FIGURES } from './who.ts'

type Seen = {
  readonly visit: Visit
  readonly figures: Figures
  readonly settings: ReadonlyMap<string, ParameterSetting>
  readonly names: ReadonlyMap<string, string>
  /** The figure whose form is open. */
  readonly open: string
}

export const parametersPage = page('/parameters', SEES_FIGURES, async (visit) => {
  const { database } = visit.house
  const settings = await parameterSettings(database)
  const seen: Seen = {
    visit,
    figures: await figures(database, visit.day),
    settings: new Map(settings.map((setting) => [setting.key, setting])),
    names: await namesOf(
      database,
      settings.flatMap((setting) => setting.values.map((value) => value.by)),
    ),
    open: visit.refused?.move === 'set-parameter' ? visit.refused.id : (visit.query.get('set') ?? ''),
  }
  const groups = parameterGroups()
  const content = html`<div class="page-head">
      <h1>Figures</h1>
      <p class="soft">
        Every number and switch the rules go by. A new value counts from its day on; answers about earlier days keep the
        figure of their day. ${clauseLink('0.2')}
      </p>
    </div>
    <nav class="row small" aria-label="Groups of figures">
      ${each(groups, (group) => html`<a href="#${group.id}">${group.name}</a>`)}
    </nav>
    ${each(
      groups,
      (group) =>
        html`<section class="section" id="${group.id}">
          <h2>${group.name}</h2>
          <ul class="figure-list">
            ${each(group.parameters, (parameter) => figureRow(seen, parameter))}
          </ul>
        </section>`,
    )}`
  return portalPage({ visit, title: 'Figures', content, crumbs: [['/parameters', 'Figures']] })
})

function figureRow(seen: Seen, parameter: ParameterDefinition): Html {
  const { visit, open } = seen
  const { key } = parameter
  const setting = seen.settings.get(key) ?? null
  const value = valueOn(key, visit.day, setting)
  const isOpen = open === key
  const move = setMove(seen, parameter)
  return html`<li id="${key}" class="figure-row ${isOpen ? 'open' : ''}">
    <div class="figure-says">
      <span>${say(parameter.says)} ${clauseLink(parameter.clause)}</span>
      <a class="mono small figure-key" href="#${key}">${key}</a>
    </div>
    <div class="figure-value">
      <strong>${sayValue(value, parameter)}</strong>
      ${parameter.unit ? html`<span class="small soft">${unitFor(value, parameter.unit)}</span>` : nothing}
      ${coming(parameter, setting, visit)}
    </div>
    <div class="figure-change">
      ${move && !isOpen ? html`<a class="small" href="${address('/parameters', { set: key })}#${key}">Change<span class="visually-hidden"> ${key}</span></a>` : nothing}
    </div>
    ${history(seen, parameter, setting, isOpen)}
    ${move && isOpen ? setForm(seen, parameter, typedValue(value)) : nothing}
  </li>`
}

/** `1 month`, but `2 months`; the currency stands before an amount already. */
function unitFor(value: unknown, unit: string): string {
  if (unit.startsWith('USD')) return unit.slice(3).trim()
  return value === 1 ? unit.replace(/s$/, '') : unit
}

function setMove({ visit, figures: figure, settings }: Seen, parameter: ParameterDefinition) {
  const file = {
    key: parameter.key,
    setting: settings.get(parameter.key) ?? null,
    accepts: (value: unknown) => acceptValue(parameter, value),
    expects: sayExpected(parameter),
    today: visit.day,
  }
  return offered(offeredMoves(TARGETS.parameter, file, visit.actor, visit.day, figure), 'set-parameter')
}

/** Values that begin later. */
function coming(parameter: ParameterDefinition, setting: ParameterSetting | null, visit: Visit): Html {
  const later = (setting?.values ?? []).filter((value) => value.from > visit.day)
  return html`${each(later, (value) => html`<br /><span class="small soft">${sayValue(value.value, parameter)} from ${sayDate(value.from)}</span>`)}`
}

function history(
  { names }: Seen,
  parameter: ParameterDefinition,
  setting: ParameterSetting | null,
  isOpen: boolean,
): Html {
  const values = setting?.values ?? []
  if (values.length === 0) return nothing
  return html`<details class="figure-history small" ${isOpen ? 'open' : ''}>
    <summary>${say(values.length === 1 ? 'Set once' : `Set ${values.length} times`)}</summary>
    <ol class="timeline">
      ${each(
        values.toReversed(),
        (value) =>
          html`<li>
            <strong>${sayValue(value.value, parameter)}</strong> from ${sayDate(value.from)}: ${written(value.reason)}
            <span class="when">${nameOf(value.by, names)}, ${sayDate(value.day)}</span>
          </li>`,
      )}
      <li><strong>${sayValue(parameter.value, parameter)}</strong> <span class="when">as shipped</span></li>
    </ol>
  </details>`
}

function setForm({ visit }: Seen, parameter: ParameterDefinition, value: string): Html {
  return html`<div class="fold-body">
    ${moveForm({
      visit,
      move: 'set-parameter',
      id: parameter.key,
      submit: 'Set the figure',
      goTo: `/parameters#${parameter.key}`,
      fields: (form) =>
        html`<div class="field-row">
            ${valueField(form, parameter, value)}
            ${textField({ form, name: 'from', label: 'From', type: 'date', value: visit.day })}
          </div>
          ${textArea({ form, name: 'reason', label: 'Reason', rows: 2, most: 500, help: 'Stands in the journal and in the history of this figure.' })}`,
    })}
    <p class="small"><a href="/parameters#${parameter.key}">Leave it as it is</a></p>
  </div>`
}

/** A field as the kind of figure wants it. */
function valueField(form: FormState, parameter: ParameterDefinition, value: string): Html {
  const label = parameter.unit ? `New value, ${parameter.unit}` : 'New value'
  const common = { form, name: 'value', label, value }
  switch (parameter.kind) {
    case 'switch':
      return selectField({ ...common, choices: ['on', 'off'].map((each_) => ({ value: each_, says: each_ })) })
    case 'word':
      return selectField({
        ...common,
        choices: (parameter.choices ?? []).map((each_) => ({ value: each_, says: sayWord(each_) })),
      })
    case 'number':
      return textField({ ...common, mono: true, most: 20 })
    case 'words':
    case 'numbers':
      return textField({
        ...common,
        mono: true,
        most: 1000,
        required: parameter.kind === 'numbers',
        help: `Separated by commas: ${sayExpected(parameter)}.`,
      })
    default:
      return parameter.kind satisfies never
  }
}
