/** Interpretations (G-07): what rulings on disputes mean for everybody, newest first. */
import { INTERPRETATION_LIST } from '../../../src/app/lists/interpretations.ts'
import { trunkTestCase } from '../../../src/conformance/words.ts'
import { EVERYBODY } from '../../../src/programme/permission.ts'
import { clauseLink } from '../../parts/because.ts'
import { address, each, html, when, written } from '../../parts/html.ts'
import { publicPage } from '../../parts/layout.ts'
import { fileLinks, pageOf } from '../../parts/listing.ts'
import { pager } from '../../parts/table.ts'
import { sayDate } from '../../parts/time.ts'
import { page } from '../../visit.ts'

const LIMIT = 20

export const interpretationsPage = page('/interpretations', EVERYBODY, async (visit) => {
  const found = await pageOf(visit, INTERPRETATION_LIST, LIMIT)
  const content = html`<div class="page-head">
      <h1>Interpretations</h1>
      <p class="lead">
        When a partner disputes a verdict, somebody who took no part rules on it ${clauseLink('G-07')}. What a ruling
        means for everybody stands here, so that all are judged alike.
      </p>
    </div>
    ${
      found.rows.length === 0
        ? html`<div class="empty">
            <p>
              Nothing has been published yet. An interpretation stands here once a dispute is ruled on and says
              something that holds for more than one project.
            </p>
          </div>`
        : each(
            found.rows,
            (row) =>
              html`<article class="section" id="${row.number}">
                <h2>${written(row.title)}</h2>
                <p class="small soft">
                  <a class="mono" href="#${row.number}">${row.number}</a>,
                  ${sayDate(row.day)}${when(row.testCase, (plan) => html`; on <span class="mono">${plan}</span> ${trunkTestCase(row, plan)?.title ?? ''}`)}
                </p>
                <p class="prose">${written(row.text)}</p>
              </article>`,
          )
    }
    ${pager({
      older: found.after ? address('/interpretations', { after: found.after }) : null,
      first: visit.query.get('after') ? '/interpretations' : null,
    })}
    ${fileLinks(visit, INTERPRETATION_LIST)}`
  return publicPage({
    visit,
    title: 'Interpretations',
    description: 'Published rulings on disputed verdicts of the certification programme.',
    content,
  })
})
