/** A file with a plan or with results: where it is dropped, and what it would do before it is taken (5N.a, 5N.d1). */
import { offered } from '../../../src/app/ask/moves.ts'
import type { OpenProject } from '../../../src/app/ask/projects.ts'
import { resultsOfUpload, tableOfUpload, testCasesOf } from '../../../src/app/ask/sat-sheet.ts'
import { attributedWording } from '../../../src/conformance/words.ts'
import { Refusal } from '../../../src/kernel/refusal.ts'
import { VERDICTS } from '../../../src/programme/run.ts'
import { type ColumnChoice, columnsChosen, planColumns } from '../../../src/programme/sat/sheet.ts'
import { type Blend, blendOf } from '../../../src/programme/sat/sheet-moves.ts'
import type { TableFile } from '../../../src/documents/table-file.ts'
import { moveForm, selectField } from '../../parts/form.ts'
import { formState } from '../../parts/form-state.ts'
import { refusalBox } from '../../parts/refusal.ts'
import { count, each, html, type Html, nothing, oursOrWritten, say, when, written } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import type { Visit } from '../../visit.ts'
import { projectPage } from './frame.ts'
import { noSat, wordingChanged } from './sat-parts.ts'

export const satUploadPage = projectPage('/plan/from/:upload', 'plan', async (visit, open) => {
  const title = 'What the file would do'
  if (open.file.sat?.project !== open.file.project.id) return { title, content: noSat(open) }
  const upload = visit.part('upload')
  return { title, content: await shown(visit, open, upload).catch((fault: unknown) => refused(open, fault)) }
})

/** The plan while it is written, results once it is approved; in between nothing is taken. */
async function shown(visit: Visit, open: OpenProject, upload: string): Promise<Html> {
  if (offered(open.moves, 'take-in-sat-plan')?.isItsTime) {
    const table = await tableOfUpload(visit, upload)
    const chosen = columnsChosen(Object.fromEntries(visit.query))
    return html`${columnsOfPlan(visit, table.head, chosen)} ${planOrRefusal(visit, open, table, chosen)}`
  }
  if (!offered(open.moves, 'take-in-sat-results')?.isItsTime) {
    return html`<div class="empty"><p>Nothing is taken from a file at this stage.</p></div>`
  }
  const results = await resultsOfUpload(visit, upload, open.file)
  return html`<section class="section">
    <h2>${count(results.length, 'result')} would be recorded</h2>
    <ul class="rows small">
      ${each(
        results,
        (result) =>
          html`<li>
            <span class="mono">${result.testCase}</span> ${say(VERDICTS[result.verdict])}
            ${result.seen > 0 ? html`<span class="tag">replaces what is recorded</span>` : nothing}
            <span class="soft">${written(result.note)}</span>
          </li>`,
      )}
    </ul>
    ${take(visit, open, 'take-in-sat-results', 'testing')}
  </section>`
}

function planOrRefusal(visit: Visit, open: OpenProject, table: TableFile, chosen: ColumnChoice): Html {
  try {
    return planShown(visit, open, blendOf(open.file, testCasesOf(table, chosen)), chosen)
  } catch (fault) {
    return refused(open, fault)
  }
}

/** Folded away where every column was known by its heading; open where somebody has to say which is which. */
function columnsOfPlan(visit: Visit, head: TableFile['head'], chosen: ColumnChoice): Html {
  const columns = planColumns(head, chosen)
  const form = formState(null, [], 'column')
  const headings = [...new Set(head.map((cell) => cell.text.trim()).filter(Boolean))]
  const choices = headings.map((heading) => ({ value: heading, says: heading }))
  const isOpen = Object.keys(chosen).length > 0 || columns.some(({ isNeeded, heading }) => isNeeded && heading === null)
  return html`<details class="fold" ${isOpen ? 'open' : ''}>
    <summary><span class="button plain small">Which column is which</span></summary>
    <form class="fold-body move" method="get" action="${visit.path}">
      <div class="field-row">
        ${each(columns, ({ name, says, heading, isNeeded }) =>
          selectField({
            form,
            name,
            label: says,
            required: isNeeded,
            choices,
            empty: isNeeded ? 'Choose a column' : 'Not in the file',
            value: heading ?? '',
          }),
        )}
      </div>
      <div class="actions"><button class="button plain">Look again with these columns</button></div>
    </form>
  </details>`
}

type Part = readonly [part: Exclude<keyof Blend, 'wordings'>, heading: string, says: string]

const PARTS: readonly Part[] = [
  ['added', 'Added', 'They are in the file and not in the plan.'],
  ['changed', 'Changed', 'They are in both, and the file says it differently.'],
  [
    'missing',
    'Still missing',
    'They must pass by the template, and are in neither: take them from the template, or leave them out for a reason.',
  ],
]

/** What stays as it is, out of the way. */
const UNTOUCHED: readonly Part[] = [
  ['same', 'As they are', 'File and plan say the same.'],
  ['kept', 'Kept', 'They are in the plan and not in the file, and stay.'],
]

function planShown(visit: Visit, open: OpenProject, blend: Blend, chosen: ColumnChoice): Html {
  const untouched = blend.same.length + blend.kept.length
  return html`<section class="section">
    <h2>What the file would do to the plan</h2>
    ${partList(PARTS, blend)}
    ${when(
      untouched > 0,
      () =>
        html`<details>
          <summary>${count(untouched, 'test case')} would stay as they are</summary>
          ${partList(UNTOUCHED, blend)}
        </details>`,
    )}
    ${each(
      blend.wordings,
      ({ plan, before, after }) =>
        html`<h3>
            <span class="mono">${plan}</span> ${oursOrWritten(attributedWording(open.file.product, plan, after).title)}
          </h3>
          ${wordingChanged(before, after)}`,
    )}
    ${take(visit, open, 'take-in-sat-plan', 'plan', chosen)}
  </section>`
}

function partList(parts: readonly Part[], blend: Blend): Html {
  const there = parts.filter(([part]) => blend[part].length > 0)
  if (there.length === 0) return nothing
  return html`<dl class="facts">
    ${each(
      there,
      ([part, heading, says]) =>
        html`<dt>${heading}, ${blend[part].length}</dt>
          <dd>
            <span class="soft">${says}</span
            ><br />${each(blend[part], (plan, index) => html`${index > 0 ? ', ' : ''}<span class="mono nowrap">${plan}</span>`)}
          </dd>`,
    )}
  </dl>`
}

function take(visit: Visit, open: OpenProject, name: string, page: string, chosen: ColumnChoice = {}): Html {
  const move = offered(open.moves, name)
  const { id } = open.file.project
  if (!move) return nothing
  return html`${moveForm({
      visit,
      move: name,
      id,
      submit: move.says,
      obstacle: move.obstacle,
      decides: true,
      goTo: `/projects/${id}/${page}`,
      fields: () =>
        html`<input type="hidden" name="upload" value="${visit.part('upload')}" />
          ${each(Object.entries(chosen), ([column, heading]) => html`<input type="hidden" name="columns.${column}" value="${heading}" />`)}`,
    })}
    <p><a href="/projects/${id}/${page}">Leave it</a></p>`
}

function refused(open: OpenProject, fault: unknown): Html {
  if (!(fault instanceof Refusal)) throw fault
  return html`${refusalBox(fault)}
    <p><a href="/projects/${open.file.project.id}/plan">Back to the plan</a></p>`
}

/** Where a filled-in file is dropped; the exported one is the pattern for it. */
export function tableDrop(open: OpenProject, move: 'take-in-sat-plan' | 'take-in-sat-results'): Html {
  const { id } = open.file.project
  const isItsTime = offered(open.moves, move)?.isItsTime ?? false
  return html`<section class="section">
    <p class="actions">
      <a class="button plain small" href="/projects/${id}/plan.xlsx" data-turbo="false">Plan as XLSX</a>
      <a class="button plain small" href="/projects/${id}/plan.csv" data-turbo="false">Plan as CSV</a>
    </p>
    ${when(
      isItsTime,
      () =>
        html`<div class="drop" data-upload data-project="${id}" data-then="/projects/${id}/plan/from/:upload">
          <p>
            <strong
              >${icon('upload')}
              ${say(move === 'take-in-sat-plan' ? 'Bring your own plan' : 'Bring results from a file')}</strong
            >
            <span class="soft small"
              >XLSX, CSV or a table in Markdown; columns called otherwise than in the export are chosen by you. You see
              what it would do before it is taken.</span
            >
          </p>
          <label class="button plain small"
            >Choose a file<input type="file" class="visually-hidden" data-upload-input accept=".xlsx,.csv,.md,.txt"
          /></label>
          <ul class="uploads plain-list" id="uploads-table" data-upload-list aria-live="polite"></ul>
          <noscript><p class="small">Uploading needs JavaScript, because it resumes.</p></noscript>
        </div>`,
    )}
  </section>`
}
