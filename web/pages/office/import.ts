/** Older reference guides taken in from spreadsheets: the file, its columns, what would come of each row, and then it (G-25). */
import { bytesOfUpload } from '../../../src/app/ask/arrived-upload.ts'
import { judgeTable, readOldGuide } from '../../../src/app/exchange/old-guide.ts'
import { GUIDE_TABLE } from '../../../src/documents/table-file.ts'
import { Refusal } from '../../../src/kernel/refusal.ts'
import {
  GUIDE_FIELD_NAMES,
  GUIDE_FIELDS,
  type GuideMap,
  guessMap,
  headingsOf,
  IMPORTS_GUIDES,
  mapIn,
  type OldTable,
} from '../../../src/programme/old-guide/columns.ts'
import type { Judged, RowOutcome } from '../../../src/programme/old-guide/judging.ts'
import { clauseLink } from '../../parts/because.ts'
import { selectField } from '../../parts/form.ts'
import { formState } from '../../parts/form-state.ts'
import { refusalBox } from '../../parts/refusal.ts'
import { address, count, each, html, type Html, nothing, numberSaid, say, when } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import { portalPage } from '../../parts/layout.ts'
import { ledger, pager } from '../../parts/table.ts'
import { page, type Visit } from '../../visit.ts'

const PLACE = ['/import', 'Import'] as const

export const importPage = page('/import', IMPORTS_GUIDES, (visit) => {
  const wanted = GUIDE_FIELD_NAMES.map((name) => GUIDE_FIELDS[name])
  const content = html`<div class="page-head">
      <h1>Import an older reference guide</h1>
      <p class="lead">
        A spreadsheet with a row for each certification, taken in whole or not at all once you have seen what it would
        do ${clauseLink('G-25')}.
      </p>
    </div>
    <div class="drop" data-upload data-project="import" data-then="/import/:upload">
      <p>
        <strong>${icon('upload')} Bring the spreadsheet</strong>
        <span class="soft small">XLSX or CSV, up to ${numberSaid(GUIDE_TABLE.rows)} rows.</span>
      </p>
      <label class="button plain small"
        >Choose a file<input type="file" class="visually-hidden" data-upload-input accept=".xlsx,.csv,.md,.txt"
      /></label>
      <ul class="uploads plain-list" id="uploads-guide" data-upload-list aria-live="polite"></ul>
      <noscript><p class="small">Uploading needs JavaScript, because it resumes.</p></noscript>
    </div>
    <section class="section">
      <h2>What is read</h2>
      <p class="soft">The columns may have any names and any order; you say which is which.</p>
      <dl class="facts">
        ${each(
          wanted,
          ({ says, isNeeded, ...field }) =>
            html`<dt>${says}</dt>
              <dd>${say(isNeeded ? 'Wanted.' : 'May be left out.')} ${'help' in field ? field.help : nothing}</dd>`,
        )}
      </dl>
      <p class="soft small">
        Platforms, their releases and regions have to be here already: standing hangs on them. Days are written as
        year-month-day. What is here already is never changed from a file. A partner's own test plan is taken in on the
        plan of its project; whole exchange files by the command <span class="mono">certwright import</span>.
      </p>
    </section>`
  return Promise.resolve(portalPage({ visit, title: 'Import', content, crumbs: [PLACE] }))
})

export const importGuidePage = page('/import/:upload', IMPORTS_GUIDES, async (visit) => {
  const title = 'What the file would do'
  const content = html`<div class="page-head"><h1>${title}</h1></div>
    ${await shown(visit).catch(refused)}`
  return portalPage({ visit, title, content, crumbs: [PLACE, [`/import/${visit.part('upload')}`, title]] })
})

async function shown(visit: Visit): Promise<Html> {
  const file = await bytesOfUpload(visit, visit.part('upload'), GUIDE_TABLE)
  const table = await readOldGuide(file)
  const map = mapIn(visit.query) ?? guessMap(table.head)
  const told = visit.refused?.move === 'import-guide' ? refusalBox(visit.refused.refusal) : nothing
  return html`<p class="lead"><strong>${file.name}</strong>, ${count(table.rows.length, 'row')}</p>
    ${told} ${columns(visit, table, map)}
    ${await judgeTable(visit.house.database, table, map, visit.day).then((judged) => dryRun(visit, judged, map), refusedHere)}`
}

function refusedHere(fault: unknown): Html {
  if (!(fault instanceof Refusal)) throw fault
  return refusalBox(fault)
}

function refused(fault: unknown): Html {
  return html`${refusedHere(fault)}
    <p><a href="/import">Choose another file</a></p>`
}

function columns(visit: Visit, { head }: OldTable, map: GuideMap): Html {
  const form = formState(null, [], 'map')
  const choices = headingsOf(head).map((heading) => ({ value: heading, says: heading }))
  return html`<section class="section">
    <h2>Which column is which</h2>
    <form method="get" action="/import/${visit.part('upload')}" class="move">
      <div class="field-row">
        ${each(GUIDE_FIELD_NAMES, (name) => {
          const field = GUIDE_FIELDS[name]
          return selectField({
            form,
            name,
            label: field.says,
            required: field.isNeeded,
            choices,
            empty: field.isNeeded ? 'Choose a column' : 'Not in the file',
            value: map[name] ?? '',
            help: 'help' in field ? field.help : undefined,
          })
        })}
      </div>
      <div class="actions"><button class="button plain">Look again with these columns</button></div>
    </form>
  </section>`
}

const KINDS = [
  ['refused', 'Refused', 'cross'],
  ['added', 'Added', 'tick'],
  ['known', 'Known already', 'dash'],
] as const

const ROWS_A_PAGE = 100

function dryRun(visit: Visit, { outcomes }: Judged, map: GuideMap): Html {
  const here = `/import/${visit.part('upload')}`
  const many = (kind: RowOutcome['becomes']) => outcomes.filter((each_) => each_.becomes === kind).length
  const [kind, heading, mark] =
    KINDS.find(([name]) => name === visit.query.get('show')) ?? KINDS.find(([name]) => many(name) > 0) ?? KINDS[0]
  const rows = outcomes.filter((each_) => each_.becomes === kind)
  const from = Math.max(0, Math.trunc(Number(visit.query.get('from')) || 0))
  const to = (show: string, start = 0) => address(here, { ...map, show, ...(start > 0 ? { from: String(start) } : {}) })
  return html`<section class="section" id="rows">
    <h2>What would come of each row</h2>
    <p class="actions">
      ${each(KINDS, ([name, says]) => html`<a class="button plain small" href="${to(name)}" ${name === kind ? html`aria-current="true"` : nothing}>${says}: ${numberSaid(many(name))}</a>`)}
    </p>
    ${ledger<RowOutcome>({
      caption: heading,
      items: rows.slice(from, from + ROWS_A_PAGE),
      columns: [
        { head: 'Row', cell: (row) => row.at.replace('row ', '') },
        {
          head: heading,
          cell: (row) => (row.faults.length > 0 ? faultList(row) : html`${icon(mark)} ${say(row.says)}`),
        },
      ],
      empty: html`<p>No row of the file.</p>`,
    })}
    ${pager({ older: from + ROWS_A_PAGE < rows.length ? to(kind, from + ROWS_A_PAGE) : null, first: from > 0 ? to(kind) : null })}
    ${takeForm(here, map, { refused: many('refused'), added: many('added') })}
  </section>`
}

function faultList({ faults }: RowOutcome): Html {
  return html`<ul class="plain-marks">
    ${each(faults, ({ at, says }) => html`<li><span class="mono">${at}</span> ${says}</li>`)}
  </ul>`
}

function takeForm(here: string, map: GuideMap, many: { readonly refused: number; readonly added: number }): Html {
  const why =
    many.refused > 0
      ? `${count(many.refused, 'row')} ${many.refused === 1 ? 'is' : 'are'} refused: correct the cells in the file, or choose other columns. A file is taken whole or not at all.`
      : many.added === 0
        ? 'Nothing in this file is new here.'
        : null
  return html`<form class="move" method="post" action="${here}">
    ${each(Object.entries(map), ([name, heading]) => html`<input type="hidden" name="${name}" value="${heading}" />`)}
    <div class="actions">
      <button
        class="button primary"
        data-turbo-submits-with="Taking them in …"
        ${why ? html`disabled aria-describedby="take-why"` : nothing}
      >
        Take ${count(many.added, 'certification')} in
      </button>
      <a href="/import">Leave it</a>
    </div>
    ${when(why, (says) => html`<p class="obstacle" id="take-why">${icon('lock')}<span>${says}</span></p>`)}
  </form>`
}
