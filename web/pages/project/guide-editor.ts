/** The config guide edited in rows: saved while it is typed, and as a whole by its button. */
import { offered } from '../../../src/app/ask/moves.ts'
import type { OpenProject } from '../../../src/app/ask/projects.ts'
import {
  FEATURE_RESULTS,
  GUIDE_AUDIENCES,
  GUIDE_KINDS,
  type GuideContent,
  PLACE_SIDES,
} from '../../../src/programme/guide-content.ts'
import type { Guide } from '../../../src/programme/guide.ts'
import { type FormState, moveForm, selectField, textArea } from '../../parts/form.ts'
import { each, html, type Html, say } from '../../parts/html.ts'
import { type Cell, rowTable } from '../../parts/row-table.ts'
import type { Visit } from '../../visit.ts'

export function guideEditor(visit: Visit, open: OpenProject, guide: Guide): Html {
  const move = offered(open.moves, 'save-guide')!
  return html`<section class="section guide-editor" data-keep>
    <h2>Edit</h2>
    ${moveForm({
      visit,
      move: move.name,
      id: open.file.project.id,
      submit: 'Save the guide',
      obstacle: move.obstacle,
      seen: undefined,
      fields: (form) => html`${opening(form, guide.content)} ${tables(form, guide)}`,
    })}
  </section>`
}

function opening(form: FormState, content: GuideContent): Html {
  return html`<div class="field-row">
      ${selectField({ form, name: 'content.audience', label: 'Who reads it', value: content.audience ?? 'member', choices: choicesOf(GUIDE_AUDIENCES) })}
      ${selectField({ form, name: 'content.kind', label: 'What it holds', value: content.kind ?? 'settings', choices: choicesOf(GUIDE_KINDS) })}
    </div>
    ${textArea({ form, name: 'content.summary', label: 'Summary', rows: 2, value: content.summary, most: 2000 })}
    ${textArea({ form, name: 'content.topology', label: 'Topology', rows: 2, value: content.topology, most: 2000 })}`
}

function choicesOf(words: Readonly<Record<string, string>>) {
  return Object.entries(words).map(([value, says]) => ({ value, says }))
}

function cells(
  ...all: readonly (readonly [name: string, label: string, options?: Cell['options']])[]
): readonly Cell[] {
  return all.map(([name, label, options]) => ({ name, label, ...(options ? { options } : {}) }))
}

function settingCells({ pictures = [] }: Guide): readonly Cell[] {
  return cells(
    ['form', 'Form or menu'],
    ['field', 'Field'],
    ['value', 'Value'],
    ['standard', 'Default'],
    ['why', 'Why'],
    ['told', 'Value told to', [['restricted', say('nobody on paper')]]],
    ...(pictures.length > 0
      ? [['picture', 'Picture', pictures.map(({ id, caption }) => [id, caption] as const)] as const]
      : []),
  )
}

function tables(form: FormState, guide: Guide): Html {
  const { content } = guide
  const table = (title: string, key: RowsOf, of: readonly Cell[], help?: string, most = 200) =>
    rowTable({ form, title, name: `content.${key}`, cells: of, filled: content[key] ?? [], help, most })
  return html`${table('Places of the topology', 'places', cells(['name', 'Place'], ['side', 'Belongs to', Object.entries(PLACE_SIDES)], ['note', 'Note']), 'They are drawn as they stand here; addresses stay placeholders.', 12)}
  ${table('Connections and ports', 'links', cells(['from', 'From'], ['to', 'To'], ['carries', 'Carries'], ['ports', 'Ports']), 'From and to are names of places.', 30)}
  ${table('Settings of the platform', 'vendorSettings', settingCells(guide), 'Only what differs from the default; each with its reason.')}
  ${table('Settings of the product', 'partnerSettings', settingCells(guide))}
  ${table('Tested features', 'features', cells(['feature', 'Feature'], ['result', 'Result', Object.entries(FEATURE_RESULTS)], ['note', 'Note']), 'Drafted from the results.')}
  ${table('Equipment and versions', 'equipment', cells(['element', 'Element'], ['product', 'Product'], ['version', 'Version']), undefined, 60)}
  ${table('Limitations', 'limitations', cells(['feature', 'Feature'], ['effect', 'What people notice'], ['workaround', 'Workaround']))}
  ${lines(form, 'Prerequisites and licences', 'prerequisites', content.prerequisites)}
  ${lines(form, 'Verification steps', 'verification', content.verification)}
  ${table('Expected messages', 'expected', cells(['check', 'Which check'], ['from', 'From'], ['to', 'To'], ['message', 'Message']), 'Rows of one check are drawn as one ladder, top to bottom.', 120)}
  ${table('Troubleshooting', 'troubleshooting', cells(['symptom', 'What is seen'], ['cause', 'Likely cause'], ['look', 'Where to look']), undefined, 60)}
  ${textArea({ form, name: 'content.emergencyNote', label: 'Emergency calls', rows: 2, required: false, value: content.emergencyNote, most: 1000 })}
  ${table('Contacts', 'contacts', cells(['who', 'Who'], ['reach', 'How to reach them']), undefined, 20)}`
}

type RowsOf = Exclude<
  keyof GuideContent,
  'audience' | 'kind' | 'summary' | 'topology' | 'prerequisites' | 'verification' | 'emergencyNote'
>

function lines(form: FormState, title: string, key: 'prerequisites' | 'verification', filled: readonly string[]): Html {
  const shown = form.values(`content.${key}`, filled)
  return html`<fieldset class="row-edit">
    <legend>${title}</legend>
    <ol class="line-list" data-lines>
      ${each([...shown.filter((line) => line !== ''), ''], (line, index) => html`<li><textarea name="content.${key}" rows="1" aria-label="${title}, line ${index + 1}" maxlength="400">${line}</textarea></li>`)}
    </ol>
  </fieldset>`
}
