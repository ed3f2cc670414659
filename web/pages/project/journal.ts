/** What happened in a project, newest first: each fact with who, when, and under which clause. */
import { readJournal } from '../../../src/app/ask/journal.ts'
import type { Fact } from '../../../src/signing/journal.ts'
import { clauseLink } from '../../parts/because.ts'
import { each, html, type Html, nothing, say } from '../../parts/html.ts'
import { pager } from '../../parts/table.ts'
import { sayInstant } from '../../parts/time.ts'
import { projectPage } from './frame.ts'

export const journalPage = projectPage('/journal', 'journal', async (visit, open) => {
  const { project } = open.file
  const before = Number(visit.query.get('before') ?? '')
  const found = await readJournal(visit.house.database, {
    project: project.id,
    limit: 60,
    ...(Number.isSafeInteger(before) && before > 0 ? { before } : {}),
  })
  const path = `/projects/${project.id}/journal`
  const content = html`<section class="section">
    <h2>Journal</h2>
    <p class="soft">
      Every step of this project as it was recorded. Each fact carries the fingerprint of the one before it, so none can
      be changed or left out unnoticed.
    </p>
    ${factList(found.facts, true)}
    ${pager({ older: found.older ? `${path}?before=${found.older}` : null, first: before > 0 ? path : null })}
  </section>`
  return { title: 'Journal', content }
})

export function factList(facts: readonly Fact[], isFull = false): Html {
  return html`<ol class="timeline facts-list" reversed>
    ${each(
      facts,
      (fact) =>
        html`<li id="fact-${fact.seq}">
          <p>${say(fact.says)}. ${clauseLink(fact.clause)}</p>
          <p class="when">
            ${fact.by.name},
            ${sayInstant(fact.at)}${isFull ? html` · <a href="#fact-${fact.seq}">fact ${fact.seq}</a>` : nothing}
          </p>
        </li>`,
    )}
  </ol>`
}
