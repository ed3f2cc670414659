/** The management page (2.2): each figure as a picture, as its table, and as a file. */
import { type Measure, measures, monthsAsked, SPANS } from '../../../src/app/ask/management.ts'
import { figures } from '../../../src/app/house.ts'
import { addMonths } from '../../../src/kernel/day.ts'
import { barPicture } from '../../parts/bars.ts'
import { clauseLink } from '../../parts/because.ts'
import { selectField } from '../../parts/form.ts'
import { each, html, type Html, numberSaid, say } from '../../parts/html.ts'
import { fileNames } from '../../parts/listing.ts'
import { portalPage } from '../../parts/layout.ts'
import { ledger } from '../../parts/table.ts'
import { sayDate } from '../../parts/time.ts'
import { page } from '../../visit.ts'
import { FILTER, filterForm, hasFilter } from './parts.ts'
import { STAFF } from './who.ts'

export const managementPage = page('/management', STAFF, async (visit) => {
  const { database } = visit.house
  const months = monthsAsked(visit.query.get('months'))
  const since = addMonths(visit.day, -months)
  const all = await measures(database, since, visit.day, await figures(database, visit.day))
  const content = html`<div class="page-head">
      <h1>How the programme does</h1>
      <p class="soft">Counted since ${sayDate(since)} ${clauseLink('2.2')}. Standings are those of today.</p>
    </div>
    ${filterForm(
      '/management',
      selectField({
        form: FILTER,
        name: 'months',
        label: 'Over the last',
        required: false,
        value: String(months),
        choices: SPANS.toSorted((a, b) => a - b).map((each_) => ({ value: String(each_), says: `${each_} months` })),
      }),
      hasFilter(visit, 'months'),
    )}
    ${each(all, (measure) => measured(measure, months))}`
  return portalPage({ visit, title: 'Management', content, crumbs: [['/management', 'Management']] })
})

const shown = (value: string | number): string => (typeof value === 'number' ? numberSaid(value) : value)

function measured(measure: Measure, months: number): Html {
  const { id, title, says, columns, rows, drawn, empty } = measure
  const bars = rows.map((row) => ({
    name: String(row[0]),
    parts: drawn.map(({ column, kind }) => ({ kind, amount: Number(row[column]) })),
    says: drawn
      .filter(({ column }) => drawn.length === 1 || Number(row[column]) > 0)
      .map(({ column, says: called }) => [shown(row[column]!), called ? say(called) : ''].join(' ').trim())
      .join(', '),
  }))
  return html`<section class="section flush" id="${id}">
    <h2>${title}</h2>
    <p class="soft">${says}</p>
    ${barPicture(title, bars)}
    ${ledger<Measure['rows'][number]>({
      caption: title,
      items: rows,
      columns: columns.map((head, index) => ({
        head,
        kind: typeof rows[0]?.[index] === 'number' ? ('figure' as const) : ('text' as const),
        cell: (row) => shown(row[index]!),
      })),
      empty: html`<p>${empty}</p>`,
    })}
    <p class="small soft">${title} as a file: ${fileNames('/management', { measure: id, months: String(months) })}.</p>
  </section>`
}
