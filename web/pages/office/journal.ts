/** The journal: every fact of the programme, newest first, each with the hashes that chain it to the one before. */
import { kindsOfFacts, projectByNumber } from '../../../src/app/ask/journal-pages.ts'
import { JOURNAL_LIST, type JournalRow } from '../../../src/app/lists/all.ts'
import { selectField, textField } from '../../parts/form.ts'
import { clauseLink } from '../../parts/because.ts'
import { address, each, html, type Html, nothing, say, when } from '../../parts/html.ts'
import { portalPage } from '../../parts/layout.ts'
import { fileLinks, pageOf } from '../../parts/listing.ts'
import { pager } from '../../parts/table.ts'
import { sayInstant } from '../../parts/time.ts'
import { page } from '../../visit.ts'
import { FILTER, filterForm, hasFilter } from './parts.ts'
import { OFFICE } from './who.ts'

export const journalPage = page('/journal', OFFICE, async (visit) => {
  const { database } = visit.house
  const kinds = await kindsOfFacts(database)
  const kind = visit.query.get('kind') ?? ''
  const number = (visit.query.get('project') ?? '').trim().toUpperCase()
  const project = number ? await projectByNumber(database, number) : null
  const isUnknown = number !== '' && project === null
  const found = await pageOf(visit, JOURNAL_LIST)
  const content = html`<div class="page-head">
      <h1>Journal</h1>
      <p class="soft">
        What happened, who did it, and under which clause; nothing is ever changed or removed. Each fact names the hash
        of the one before and of every record it left behind. Run <code>certwright verify</code> on the server: it
        recomputes the whole chain, every record and every file, and names the first that does not fit.
      </p>
    </div>
    ${filterForm(
      '/journal',
      html`${selectField({ form: FILTER, name: 'kind', label: 'What happened', required: false, value: kind, empty: 'Anything', choices: kinds.map((each_) => ({ value: each_, says: each_ })) })}
      ${textField({ form: FILTER, name: 'project', label: 'Project number', required: false, value: number, placeholder: 'P-2026-0001', mono: true })}`,
      hasFilter(visit, 'kind', 'project'),
    )}
    ${
      found.rows.length > 0
        ? html`<ol class="journal" reversed>
            ${each(found.rows, entryRow)}
          </ol>`
        : html`<div class="empty">
            <p>
              ${say(isUnknown ? `There is no project ${number}.` : kind || number ? 'Nothing of this kind has happened.' : 'Nothing has happened yet. Every deed, by whomever, will stand here.')}
            </p>
          </div>`
    }
    ${pager({
      older: found.after ? address('/journal', { kind, project: number, before: found.after }) : null,
      first: visit.query.get('before') ? address('/journal', { kind, project: number }) : null,
    })}
    ${fileLinks(visit, JOURNAL_LIST)}`
  return portalPage({ visit, title: 'Journal', content, crumbs: [['/journal', 'Journal']] })
})

function entryRow({ fact, hash, number }: JournalRow): Html {
  return html`<li id="fact-${fact.seq}">
    <details>
      <summary>
        <span class="mono seq">${fact.seq}</span>
        <span class="says">${say(fact.says)}</span>
        <span class="who">${fact.by.name}</span>
        <span class="at">${sayInstant(fact.at)}</span>
      </summary>
      <div class="fact-body">
        <dl class="facts">
          <dt>Kind</dt>
          <dd class="mono">${fact.kind}</dd>
          <dt>Done by</dt>
          <dd>
            ${fact.by.name}${fact.by.organisation ? html` <span class="soft">of ${fact.by.organisation}</span>` : nothing},
            by the move <code>${fact.move}</code>
          </dd>
          <dt>Clause</dt>
          <dd>${clauseLink(fact.clause)}</dd>
          ${when(
            fact.project,
            (id) =>
              html`<dt>Project</dt>
                <dd><a href="/projects/${id}">${number ?? id}</a></dd>`,
          )}
          <dt>Hash</dt>
          <dd class="mono hash">${hash}</dd>
          <dt>Hash before</dt>
          <dd class="mono hash">${fact.before}</dd>
        </dl>
        <h2>Data</h2>
        <pre class="fact-data" tabindex="0">${JSON.stringify(fact.data, null, 2)}</pre>
        ${fact.subjects.length > 0 ? subjects(fact.subjects) : nothing}
      </div>
    </details>
    <p class="fact-about">
      ${when(fact.project, (id) => html`<a href="/projects/${id}">${number ?? id}</a> · `)}${clauseLink(fact.clause)}
    </p>
  </li>`
}

function subjects(left: JournalRow['fact']['subjects']): Html {
  return html`<h2>Records it left behind</h2>
    <ul class="plain-list subjects">
      ${each(
        left,
        (subject) =>
          html`<li>
            <code>${subject.noun} ${subject.id}</code>, change ${subject.revision}
            <span class="mono hash soft">${subject.hash}</span>
          </li>`,
      )}
    </ul>`
}
