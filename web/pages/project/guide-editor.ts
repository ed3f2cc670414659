/**
 * The config guide edited in rows. Each part is kept on the server as it is typed, whole or not, so that another machine
 * and a colleague find it; saving the guide makes the draft that is read and published.
 */
import { offered } from '../../../src/app/ask/moves.ts'
import type { OpenProject } from '../../../src/app/ask/projects.ts'
import { namesOf as peopleNamed } from '../../../src/app/ask/people.ts'
import { FEATURE_RESULTS, GUIDE_AUDIENCES, GUIDE_KINDS, PLACE_SIDES } from '../../../src/programme/guide-content.ts'
import {
  GUIDE_PARTS,
  type GuidePart,
  isWriting,
  partsOf,
  type Parts,
  type Written,
  writtenOf,
} from '../../../src/programme/guide-writing.ts'
import type { Guide } from '../../../src/programme/guide.ts'
import { ariaOf, describedBy, faultNote, moveForm, selectField, textArea } from '../../parts/form.ts'
import { type FormState, idIn } from '../../parts/form-state.ts'
import { each, html, type Html, nothing, say, written as asWritten } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import { type Cell, rowTable } from '../../parts/row-table.ts'
import { sayDay } from '../../parts/time.ts'
import type { Visit } from '../../visit.ts'
import { foldedMove } from '../office/parts.ts'

type Editing = {
  readonly form: FormState
  readonly guide: Guide
  readonly now: Required<Parts>
  readonly versions: Readonly<Partial<Record<GuidePart, number>>>
  /** Parts that somebody else changed while these were typed. */
  readonly overtaken: ReadonlySet<string>
}

export async function guideEditor(visit: Visit, open: OpenProject, guide: Guide): Promise<Html> {
  const move = offered(open.moves, 'save-guide')!
  const { project, guideWriting } = open.file
  const refusal = visit.refused?.move === move.name ? visit.refused.refusal : null
  const overtaken = new Set(refusal?.code === 'stale' ? refusal.faults.map(({ at }) => at) : [])
  const versions = guideWriting?.versions ?? {}
  return html`<section class="section guide-editor">
    <h2>Edit</h2>
    <div data-fresh="written">${await written(visit, open)}</div>
    ${moveForm({
      visit,
      move: move.name,
      id: project.id,
      submit: 'Save the guide',
      obstacle: move.obstacle,
      autosave: { path: `/api/projects/${project.id}/write-guide`, as: 'parts' },
      fields: (form) => {
        const editing = { form, guide, now: writtenOf(guide, guideWriting), versions, overtaken }
        return html`${opening(editing)} ${tables(editing)}`
      },
    })}
  </section>`
}

/** What the draft does not have yet, whose it is, and how to be rid of it. */
async function written(visit: Visit, open: OpenProject): Promise<Html> {
  const { guideWriting, project } = open.file
  const { changed, parts = {}, versions = {} } = guideWriting ?? {}
  const whole = html`<p class="small soft">
    What you type is kept as you type it, for the whole lab. Saving the guide makes it the draft that is read and
    published.
  </p>`
  if (!isWriting(guideWriting) || !changed) return whole
  const names = await peopleNamed(visit.house.database, [changed.by])
  return html`${whole}
    <p>
      ${icon('file')} Written and not in the draft yet:
      ${partsOf(parts)
        .map((each_) => say(GUIDE_PARTS[each_]))
        .join(', ')}.
      <span class="soft"
        >Last by ${names.get(changed.by) ?? say('somebody who has left')}, ${sayDay(changed.day, visit.day)}.</span
      >
    </p>
    ${foldedMove(offered(open.moves, 'discard-guide-writing'), {
      visit,
      id: project.id,
      tone: 'grave',
      fields: () =>
        html`${each(partsOf(parts), (part_) => seenVersion(part_, versions))}
          <p class="help">It goes for everybody, and is kept nowhere; the draft stays as it was saved last.</p>`,
    })}`
}

/** Whatever is sent of a part names the version it was shown in. */
function seenVersion(key: GuidePart, versions: Editing['versions']): Html {
  return html`<input type="hidden" name="seen[${key}]" value="${versions[key] ?? 0}" data-version />`
}

/** One part with the version it was shown in, and a line for what is wrong with it. */
function part(
  { versions, now, overtaken }: Editing,
  key: GuidePart,
  kind: 'text' | 'rows' | 'lines',
  fields: Html,
): Html {
  return html`<div class="guide-part" data-answer="${key}" data-kind="${kind}" data-says="${say(GUIDE_PARTS[key])}">
    ${seenVersion(key, versions)} ${fields}
    <p class="fault" id="kept-${key}-wrong" data-fault hidden>${icon('warning')} <span></span></p>
    ${overtaken.has(`content.${key}`) ? theirs(now[key]) : nothing}
  </div>`
}

/** Without a script the choice is made by saving: what is typed now goes over what is told here. */
function theirs(words: Written): Html {
  const lines = typeof words === 'string' ? [words] : words.map((row) => (typeof row === 'string' ? row : inWords(row)))
  return html`<div class="conflict">
    <p>What stands there now is below. Save again to put yours in its place, or copy theirs into the field.</p>
    <div class="prose theirs">${asWritten(lines.filter(Boolean).join('\n') || say('nothing'))}</div>
  </div>`
}

function inWords(row: Readonly<Record<string, string>>): string {
  return Object.values(row).filter(Boolean).join(', ')
}

function textPart(editing: Editing, key: 'summary' | 'topology' | 'emergencyNote', most: number): Html {
  const { form, now } = editing
  const field = { form, name: `content.${key}`, label: GUIDE_PARTS[key], rows: 2, value: textIn(now[key]), most }
  return part(editing, key, 'text', textArea({ ...field, ...(key === 'emergencyNote' ? { required: false } : {}) }))
}

function choicePart(editing: Editing, key: 'audience' | 'kind', words: Readonly<Record<string, string>>): Html {
  const choices = Object.entries(words).map(([value, says]) => ({ value, says }))
  const { form, now } = editing
  const value = textIn(now[key])
  return part(
    editing,
    key,
    'text',
    selectField({ form, name: `content.${key}`, label: GUIDE_PARTS[key], value, choices }),
  )
}

function textIn(words: Written): string {
  return typeof words === 'string' ? words : ''
}

function opening(editing: Editing): Html {
  return html`<div class="field-row">
      ${choicePart(editing, 'audience', GUIDE_AUDIENCES)} ${choicePart(editing, 'kind', GUIDE_KINDS)}
    </div>
    ${textPart(editing, 'summary', 2000)} ${textPart(editing, 'topology', 2000)}`
}

function cells(
  ...all: readonly (readonly [name: string, label: string, options?: Cell['options']])[]
): readonly Cell[] {
  return all.map(([name, label, options]) => ({ name, label, ...(options ? { options } : {}) }))
}

function settingCells({ pictures = [] }: Guide): readonly Cell[] {
  const picture: Cell = {
    name: 'picture',
    label: 'Picture',
    options: pictures.map(({ id, caption }) => [id, asWritten(caption)] as const),
    whereRestricted:
      'Readers are not shown this picture, here or beside any other setting: it could give the restricted value away.',
  }
  return [
    ...cells(
      ['form', 'Form or menu'],
      ['field', 'Field'],
      ['value', 'Value'],
      ['standard', 'Default'],
      ['why', 'Why'],
      ['told', 'Value told to', [['restricted', say('nobody on paper')]]],
    ),
    ...(pictures.length > 0 ? [picture] : []),
  ]
}

function tables(editing: Editing): Html {
  const { form, guide, now } = editing
  const table = (key: RowsOf, of: readonly Cell[], help?: string, most = 200) => {
    const filled = now[key] as readonly Readonly<Record<string, string>>[]
    const rows = { form, title: GUIDE_PARTS[key], name: `content.${key}`, cells: of, filled, help, most }
    return part(editing, key, 'rows', rowTable(rows))
  }
  return html`${table('places', cells(['name', 'Place'], ['side', 'Belongs to', Object.entries(PLACE_SIDES)], ['note', 'Note']), 'They are drawn as they stand here; addresses stay placeholders.', 12)}
  ${table('links', cells(['from', 'From'], ['to', 'To'], ['carries', 'Carries'], ['ports', 'Ports']), 'From and to are names of places.', 30)}
  ${table('vendorSettings', settingCells(guide), 'Only what differs from the default; each with its reason.')}
  ${table('partnerSettings', settingCells(guide))}
  ${table('features', cells(['feature', 'Feature'], ['result', 'Result', Object.entries(FEATURE_RESULTS)], ['note', 'Note']), 'Drafted from the results.')}
  ${table('equipment', cells(['element', 'Element'], ['product', 'Product'], ['version', 'Version']), undefined, 60)}
  ${table('limitations', cells(['feature', 'Feature'], ['effect', 'What people notice'], ['workaround', 'Workaround']))}
  ${lines(editing, 'prerequisites')} ${lines(editing, 'verification')}
  ${table('expected', cells(['check', 'Which check'], ['from', 'From'], ['to', 'To'], ['message', 'Message']), 'Rows of one check are drawn as one ladder, top to bottom.', 120)}
  ${table('troubleshooting', cells(['symptom', 'What is seen'], ['cause', 'Likely cause'], ['look', 'Where to look']), undefined, 60)}
  ${textPart(editing, 'emergencyNote', 1000)}
  ${table('contacts', cells(['who', 'Who'], ['reach', 'How to reach them']), undefined, 20)}`
}

type RowsOf = Exclude<
  GuidePart,
  'audience' | 'kind' | 'summary' | 'topology' | 'prerequisites' | 'verification' | 'emergencyNote'
>

function lines(editing: Editing, key: 'prerequisites' | 'verification'): Html {
  const { form, now } = editing
  const name = `content.${key}`
  const filled = form.values(name, now[key] as readonly string[]).filter((line) => line !== '')
  const title = say(GUIDE_PARTS[key])
  const shown = [...filled, ''].map((text, index) =>
    line(form, name, say`${title}, line ${index + 1}`, { text, index }),
  )
  const id = idIn(form, name)
  const wrong = form.wrongWith({ name, id, label: title })
  return part(
    editing,
    key,
    'lines',
    html`<fieldset class="row-edit ${wrong ? 'wrong' : ''}" id="${id}" tabindex="-1" ${describedBy({ id, wrong })}>
      <legend>${title}</legend>
      <ol class="line-list" data-lines>
        ${each(shown, (each_) => each_)}
      </ol>
      ${faultNote(wrong, id)}
    </fieldset>`,
  )
}

function line(form: FormState, name: string, label: string, { text, index }: { text: string; index: number }): Html {
  const id = idIn(form, `${name}-${index}`)
  const wrong = form.wrongWith({ name: `${name}.${index}`, id, label })
  return html`<li>
    <textarea id="${id}" name="${name}" rows="1" aria-label="${label}" maxlength="400" ${ariaOf({ id, wrong })}>
${text}</textarea>
    ${faultNote(wrong, id)}
  </li>`
}
