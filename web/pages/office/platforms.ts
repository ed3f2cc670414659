/** Platforms: the short list of all, and registering one more. */
import { allPlatforms } from '../../../src/app/ask/platforms.ts'
import { LEVELS } from '../../../src/programme/level.ts'
import { currentMajor, gaInFact, isGa, majorsOf, newestFirst, type Platform } from '../../../src/programme/platform.ts'
import { moveForm, textArea, textField } from '../../parts/form.ts'
import { html, type Html, nothing } from '../../parts/html.ts'
import { portalPage } from '../../parts/layout.ts'
import { ledger } from '../../parts/table.ts'
import { sayDay } from '../../parts/time.ts'
import { page, type Visit } from '../../visit.ts'
import { availabilityWords } from './availability.ts'
import { aliasFields } from './alias-fields.ts'
import { SEES_PLATFORMS } from './who.ts'

export const platformListPage = page('/platforms', SEES_PLATFORMS, async (visit) => {
  const platforms = await allPlatforms(visit.house.database)
  const mayAdd = visit.actor.parts.includes('programme-manager')
  const content = html`<div class="spread">
      <h1>Platforms</h1>
      ${mayAdd ? html`<a class="button primary" href="/platforms/new">Add a platform</a>` : nothing}
    </div>
    ${ledger({
      caption: 'Platforms by name',
      items: platforms,
      to: (platform) => `/platforms/${platform.id}`,
      columns: [
        { head: 'Platform', cell: (platform) => platform.name },
        {
          head: 'Current major',
          kind: 'mono',
          cell: (platform) => currentMajor(majorsOf(platform), visit.day, gaInFact)?.version ?? '',
        },
        { head: 'Newest available', cell: (platform) => newestAvailable(platform, visit) },
        { head: 'Planned next', cell: (platform) => plannedNext(platform, visit) },
        ...LEVELS.map((level) => ({ head: level, cell: (platform: Platform) => availabilityWords(platform, level) })),
      ],
      empty: html`<p>
          The vendor's platforms and their releases stand here. Every product is certified against one release of one of
          them, and the standing of its certification goes by the releases that follow.
        </p>
        ${mayAdd ? html`<a class="button primary" href="/platforms/new">Add the first</a>` : nothing}`,
    })}`
  return portalPage({ visit, title: 'Platforms', content, crumbs: [['/platforms', 'Platforms']] })
})

function newestAvailable(platform: Platform, visit: Visit): Html {
  const release = newestFirst(platform).find((each) => isGa(each, visit.day))
  return release?.ga
    ? html`<span class="mono">${release.version}</span>
        <span class="soft">since ${sayDay(release.ga, visit.day)}</span>`
    : html`<span class="soft">none yet</span>`
}

function plannedNext(platform: Platform, visit: Visit): Html {
  const next = newestFirst(platform).findLast((each) => !isGa(each, visit.day))
  const day = next?.ga ?? next?.planned
  return next && day
    ? html`<span class="mono">${next.version}</span> <span class="soft">${sayDay(day, visit.day)}</span>`
    : nothing
}

export const newPlatformPage = page('/platforms/new', { 'programme-manager': 'any' }, async (visit) => {
  const content = html`<div class="page-head">
      <h1>Add a platform</h1>
      <p class="lead">
        A product line that partners certify against. Its releases and what is offered on it come next.
      </p>
    </div>
    <div class="measure">
      ${moveForm({
        visit,
        move: 'add-platform',
        id: '',
        goTo: '/platforms/:platform',
        submit: 'Add the platform',
        fields: (form) =>
          html`${textField({ form, name: 'name', label: 'Name', most: 120, help: 'As customers know it. It also becomes the address of its page.' })}
          ${textArea({ form, name: 'summary', label: 'What it is', required: false, rows: 3, most: 1000 })}
          ${aliasFields(form, [])}`,
      })}
    </div>`
  return portalPage({
    visit,
    title: 'Add a platform',
    content,
    crumbs: [
      ['/platforms', 'Platforms'],
      ['/platforms/new', 'Add'],
    ],
  })
})
