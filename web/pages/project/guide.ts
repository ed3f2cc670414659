/** The config guide of a project: edited in rows, saved as a whole, published when it says what it must. */
import { offered } from '../../../src/app/ask/moves.ts'
import type { OpenProject } from '../../../src/app/ask/projects.ts'
import { FEATURE_RESULTS, type Guide, type GuideContent, publishedGuide } from '../../../src/programme/guide.ts'
import { clauseLink, findingList } from '../../parts/because.ts'
import { type FormState, moveForm, textArea } from '../../parts/form.ts'
import { each, html, type Html, nothing, when } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import { guideReading } from '../../parts/guide-reading.ts'
import { type Cell, rowTable } from '../../parts/row-table.ts'
import { sayDay } from '../../parts/time.ts'
import type { Visit } from '../../visit.ts'
import { plainMove, projectPage } from './frame.ts'

export const guidePage = projectPage('/guide', 'guide', async (visit, open) => {
  const { guide } = open.file
  if (!guide) {
    return {
      title: 'Config guide',
      content: html`<div class="empty">
        <p>
          The config guide is drafted by itself when the certification is granted, from the questionnaire, the versions
          and the results.
        </p>
      </div>`,
    }
  }
  const save = offered(open.moves, 'save-guide')
  const content = html`${state(visit, open, guide)}${publishing(visit, open)}${save?.isItsTime ? editor(visit, open, guide) : guideReading(guide.content)}`
  return { title: 'Config guide', content }
})

function state(visit: Visit, open: OpenProject, guide: Guide): Html {
  const published = publishedGuide(guide)
  return html`<section class="stack tight">
    <p>
      ${guide.state === 'published' ? icon('tick') : icon('file')}
      ${guide.state === 'published' ? html`Version ${guide.version - 1} is published.` : html`Draft of version ${guide.version}, changed ${sayDay(guide.changed.day, visit.day)}.`}
      ${when(published, (each_) => html` Readers have version ${each_.version} of ${sayDay(each_.day, visit.day)}: <a href="/certifications/${guide.certification}/guide">read it</a>, <a href="/certifications/${guide.certification}/guide.pdf" data-turbo="false">as PDF</a>.`)}
    </p>
    ${when(open.file.authorisation, (authorisation) => html`<p class="small soft">Use of the logo is authorised by <a class="mono" href="/certifications/${guide.certification}/authorisation.pdf" data-turbo="false">${authorisation.number}</a>. <a href="/certifications/${guide.certification}/logo.zip" data-turbo="false">The logo with its letter</a></p>`)}
    ${guide.state === 'published' && !open.file.authorisation ? html`<p class="small soft">No logo authorisation: the partner was no member at MDP or higher when the guide came out ${clauseLink('4C.6g')}.</p>` : nothing}
  </section>`
}

function publishing(visit: Visit, open: OpenProject): Html {
  const publish = offered(open.moves, 'publish-guide')
  const further = offered(open.moves, 'publish-guide-version')
  if (publish?.isItsTime) {
    return html`<section class="card">
      <h2>Publish</h2>
      <p class="soft">Members, resellers and staff can read it from then on; the certification counts as published.</p>
      ${findingList(publish.findings)}${plainMove(visit, open, 'publish-guide', { decides: true })}
    </section>`
  }
  return further?.isItsTime && !further.obstacle
    ? html`<section class="card">${plainMove(visit, open, 'publish-guide-version', { decides: true })}</section>`
    : nothing
}

const FEATURE_CELLS: readonly Cell[] = [
  { name: 'feature', label: 'Feature' },
  { name: 'result', label: 'Result', options: Object.entries(FEATURE_RESULTS) },
  { name: 'note', label: 'Note' },
]
const SETTING_CELLS: readonly Cell[] = [
  { name: 'form', label: 'Form' },
  { name: 'field', label: 'Field' },
  { name: 'value', label: 'Value' },
  { name: 'standard', label: 'Default' },
  { name: 'why', label: 'Why' },
]

function editor(visit: Visit, open: OpenProject, guide: Guide): Html {
  const { content } = guide
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
      fields: (form) =>
        html` ${textArea({ form, name: 'content.summary', label: 'Summary', rows: 2, value: content.summary, most: 2000 })}
        ${textArea({ form, name: 'content.topology', label: 'Topology', rows: 2, value: content.topology, most: 2000 })}
        ${table(form, 'Settings of the platform', 'vendorSettings', SETTING_CELLS, content.vendorSettings, 'Only what differs from the default; each with its reason.')}
        ${table(form, 'Settings of the product', 'partnerSettings', SETTING_CELLS, content.partnerSettings)}
        ${table(form, 'Tested features', 'features', FEATURE_CELLS, content.features)}
        ${table(
          form,
          'Equipment and versions',
          'equipment',
          [
            { name: 'element', label: 'Element' },
            { name: 'product', label: 'Product' },
            { name: 'version', label: 'Version' },
          ],
          content.equipment,
        )}
        ${table(
          form,
          'Limitations',
          'limitations',
          [
            { name: 'feature', label: 'Feature' },
            { name: 'effect', label: 'What people notice' },
            { name: 'workaround', label: 'Way round' },
          ],
          content.limitations,
        )}
        ${lines(form, 'Prerequisites and licences', 'prerequisites', content.prerequisites)}
        ${lines(form, 'Verification steps', 'verification', content.verification)}
        ${table(
          form,
          'Troubleshooting',
          'troubleshooting',
          [
            { name: 'symptom', label: 'What is seen' },
            { name: 'cause', label: 'Likely cause' },
            { name: 'look', label: 'Where to look' },
          ],
          content.troubleshooting,
        )}
        ${textArea({ form, name: 'content.emergencyNote', label: 'Emergency calls', rows: 2, required: false, value: content.emergencyNote, most: 1000 })}
        ${table(
          form,
          'Contacts',
          'contacts',
          [
            { name: 'who', label: 'Who' },
            { name: 'reach', label: 'How to reach them' },
          ],
          content.contacts,
        )}`,
    })}
  </section>`
}

type RowsOf = Exclude<keyof GuideContent, 'summary' | 'topology' | 'prerequisites' | 'verification' | 'emergencyNote'>

function table(
  form: FormState,
  title: string,
  key: RowsOf,
  cells: readonly Cell[],
  filled: readonly object[],
  help?: string,
): Html {
  return rowTable({ form, title, name: `content.${key}`, cells, filled, help, most: 200 })
}

function lines(form: FormState, title: string, key: 'prerequisites' | 'verification', filled: readonly string[]): Html {
  const shown = form.values(`content.${key}`, filled)
  return html`<fieldset class="row-edit">
    <legend>${title}</legend>
    <ol class="line-list" data-lines>
      ${each([...shown.filter((line) => line !== ''), ''], (line, index) => html`<li><textarea name="content.${key}" rows="1" aria-label="${title}, line ${index + 1}" maxlength="400">${line}</textarea></li>`)}
    </ol>
  </fieldset>`
}
