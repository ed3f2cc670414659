/** The list of projects, filtered by step, company and words; the filter is in the address. */
import { PROJECT_LIST } from '../../../src/app/lists/projects.ts'
import { parseDay } from '../../../src/kernel/day.ts'
import { SEES_PROJECT } from '../../../src/programme/permission.ts'
import { STAGES, STEPS, TURN_WORDS } from '../../../src/programme/stage.ts'
import { selectField, textField } from '../../parts/form.ts'
import { formState } from '../../parts/form-state.ts'
import { address, html, nothing, say } from '../../parts/html.ts'
import { portalPage } from '../../parts/layout.ts'
import { fileLinks, pageOf } from '../../parts/listing.ts'
import { versionPair } from '../../parts/pair.ts'
import { ledger, pager } from '../../parts/table.ts'
import { sayDay } from '../../parts/time.ts'
import { page, type Visit } from '../../visit.ts'

export const projectListPage = page('/projects', SEES_PROJECT, async (visit) => {
  const step = visit.query.get('step') ?? ''
  const search = visit.query.get('search') ?? ''
  const found = await pageOf(visit, PROJECT_LIST)
  const form = formState(null, [], 'filter')
  const isPartner = visit.actor.parts.some((part) => part === 'partner-admin' || part === 'partner-engineer')
  const isSponsor = visit.actor.parts.some((part) => part === 'reseller-sponsor' || part === 'sales-unit')
  const content = html`<div class="spread">
      <h1>Projects</h1>
      ${isPartner ? html`<a class="button primary" href="/projects/new">Open a project</a>` : nothing}
      ${isSponsor ? html`<a class="button primary" href="/projects/request">Sponsor a certification</a>` : nothing}
    </div>
    <form class="filters" method="get" action="/projects">
      <div class="search">
        ${textField({ form, name: 'search', label: 'Number, product or company', type: 'search', required: false, value: search })}
      </div>
      ${selectField({ form, name: 'step', label: 'Step', required: false, value: step, empty: 'Any', choices: Object.entries(STEPS).map(([value, says]) => ({ value, says })) })}
      <button class="button plain">Show</button>
    </form>
    ${ledger({
      caption: 'Projects, newest change first',
      items: found.rows,
      to: (project) => `/projects/${project.id}`,
      columns: [
        { head: 'Interop', cell: (project) => html`${project.productName} on ${project.platformName}` },
        { head: 'Releases', cell: versionPair },
        { head: 'Company', cell: (project) => project.organisationName },
        { head: 'Level', cell: (project) => project.level },
        { head: 'Where it stands', cell: (project) => STAGES[project.stage].says },
        {
          head: 'Turn',
          cell: (project) => (STAGES[project.stage].turn === 'nobody' ? '' : TURN_WORDS[STAGES[project.stage].turn]),
        },
        { head: 'Since', kind: 'figure', cell: (project) => sinceDay(visit, project.since) },
        { head: 'Number', kind: 'mono', cell: (project) => project.number },
      ],
      empty: html`<p>
          ${say(search || step ? 'No project fits this filter.' : 'Here stands every certification effort, from the request to the decision.')}
        </p>
        ${
          isPartner && !search && !step
            ? html`<p>Open the first with a product and the platform it is to work with.</p>
                <a class="button primary" href="/projects/new">Open a project</a>`
            : nothing
        }`,
    })}
    ${pager({
      older: found.after ? address('/projects', { step, search, after: found.after }) : null,
      first: visit.query.get('after') ? address('/projects', { step, search }) : null,
    })}
    ${fileLinks(visit, PROJECT_LIST)}`
  return portalPage({ visit, title: 'Projects', content, crumbs: [['/projects', 'Projects']] })
})

function sinceDay(visit: Visit, since: string) {
  const day = parseDay(since.slice(0, 10))
  return day ? sayDay(day, visit.day) : html``
}
