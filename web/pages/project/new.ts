/** Opening a project: product, platform, level, topology; what stands against it is told before and after. */
import { productsOf } from '../../../src/app/ask/own-products.ts'
import { listProjects, type ProjectRow } from '../../../src/app/ask/projects.ts'
import { allPlatforms, allRegions } from '../../../src/app/ask/platforms.ts'
import { LEVEL_NAMES, LEVELS } from '../../../src/programme/level.ts'
import { PARTNER } from '../../../src/programme/permission.ts'
import { isGa, newestFirst, type Platform } from '../../../src/programme/platform.ts'
import { isTrunk, type Product } from '../../../src/programme/product.ts'
import { isOver, STAGE_NAMES } from '../../../src/programme/stage.ts'
import { compareVersions } from '../../../src/kernel/version.ts'
import { TOPOLOGIES } from '../../../src/programme/project.ts'
import { LEVEL_TABLE } from '../../../src/rulebook/level-table.ts'
import { choiceCards, type Choice, moveForm, selectField } from '../../parts/form.ts'
import { formState } from '../../parts/form-state.ts'
import { html, say } from '../../parts/html.ts'
import { portalPage } from '../../parts/layout.ts'
import { releaseChoices } from '../../parts/release-choice.ts'
import { page, type Visit } from '../../visit.ts'
import { besideNotes, despiteField, whatThereIs } from './beside-part.ts'

const VALID_WORDS = {
  everywhere: 'Valid everywhere.',
  'the sponsored region': 'Valid in the sponsored region.',
} as const

export const newProjectPage = page('/projects/new', PARTNER, async (visit) => {
  const products = await productsOf(visit.house.database, visit.actor.organisation ?? '')
  const platforms = await allPlatforms(visit.house.database)
  const regions = await allRegions(visit.house.database)
  const running = await runningProjects(visit)
  const wanted = wantedOf(
    visit,
    products.filter((product) => !visit.query.has('product') || product.id === visit.query.get('product')),
    platforms.filter((each_) => !visit.query.has('platform') || each_.id === visit.query.get('platform')),
    running,
  )
  const chosen = wanted?.product ?? products[0]
  const platform = wanted?.platform ?? platforms[0]
  const crumbs = [
    ['/projects', 'Projects'],
    ['/projects/new', 'Open a project'],
  ] as const
  if (!chosen || !platform) {
    const content = html`<h1>Open a project</h1>
      <div class="empty">
        <p>A project certifies a release of one of your products on a platform. Register the product first.</p>
        <a class="button primary" href="/products/new">Add a product</a>
      </div>`
    return portalPage({ visit, title: 'Open a project', content, crumbs })
  }
  const productChoices = products.map((product): Choice => ({ value: product.id, says: product.name }))
  const platformChoices = platforms.map((each): Choice => ({ value: each.id, says: each.name }))
  const newestOfProduct = chosen.releases.toSorted((a, b) => compareVersions(b.version, a.version))
  const productReleases = releaseChoices(newestOfProduct, visit.day)
  const platformReleases = releaseChoices(newestFirst(platform), visit.day)
  const there = await whatThereIs(visit, chosen, platform.id)
  const content = html`<div class="page-head">
      <h1>Open a project</h1>
      <p class="lead">
        One project certifies one release of your product on one release of a platform.
        ${say(isTrunk(chosen) ? 'The questionnaire comes next' : 'A SAT comes first: your own test, by a plan the lab approves')};
        nothing is owed until you order.
      </p>
    </div>
    <form class="filters" method="get" action="/projects/new" data-choose autocomplete="off">
      ${selectField({ form: blank, name: 'product', label: 'Product', choices: productChoices, value: chosen.id })}
      ${selectField({ form: blank, name: 'platform', label: 'Platform', choices: platformChoices, value: platform.id })}
      <button class="button plain">Choose these</button>
    </form>
    <section class="card wide-form" data-chosen>
      ${moveForm({
        visit,
        move: 'open-project',
        id: '',
        goTo: '/projects/:project',
        submit: 'Open the project',
        fields: (form) =>
          html`<input type="hidden" name="product" value="${chosen.id}" /><input
              type="hidden"
              name="platform"
              value="${platform.id}"
            />
            <h2>${chosen.name} on ${platform.name}</h2>
            ${besideNotes(visit, there)}
            <div class="field-row">
              ${selectField({ form, name: 'productRelease', label: `Release of ${chosen.name}`, choices: productReleases, ...given(wanted?.pair[0] ?? productReleases[0]?.value) })}
              ${selectField({ form, name: 'platformRelease', label: `Release of ${platform.name}`, choices: platformReleases, ...given(wanted?.pair[1]) })}
            </div>
            ${choiceCards({
              form,
              name: 'level',
              label: 'Level',
              value: LEVELS.find((level) => level === visit.query.get('level')) ?? (isTrunk(chosen) ? 'MCT' : 'SAT'),
              choices: LEVELS.map((level) => ({
                value: level,
                says: `${level}, ${say(LEVEL_NAMES[level])}`,
                help: `${say`Support by: ${say(LEVEL_TABLE[level].support)}.`} ${say(VALID_WORDS[LEVEL_TABLE[level].validIn])}`,
              })),
            })}
            <div class="field-row">
              ${selectField({ form, name: 'topology', label: 'Topology', value: 'direct', choices: Object.entries(TOPOLOGIES).map(([value, says]) => ({ value, says })) })}
              ${selectField({ form, name: 'region', label: 'Region', required: false, empty: 'Only for MQT', help: 'MQT is valid in the sponsored region alone.', choices: regions.map((region) => ({ value: region.id, says: region.name })) })}
            </div>
            ${despiteField(form, there)}`,
      })}
    </section>`
  return portalPage({ visit, title: 'Open a project', content, crumbs })
})

function runningProjects(visit: Visit): Promise<readonly ProjectRow[]> {
  const { organisation } = visit.actor
  const stages = STAGE_NAMES.filter((stage) => !isOver(stage))
  return listProjects(visit.house.database, visit.actor, { organisation, stages, limit: 500 }).then(
    ({ projects }) => projects,
  )
}

type Wanted = { readonly product: Product; readonly platform: Platform; readonly pair: readonly [string, string] }

/** What is offered first: a pair of releases that no running project has, the newest that are available. */
function wantedOf(
  visit: Visit,
  products: readonly Product[],
  platforms: readonly Platform[],
  running: readonly ProjectRow[],
): Wanted | null {
  const all = products.flatMap((product) =>
    platforms.flatMap((platform) =>
      availableFirst(
        product.releases.toSorted((a, b) => compareVersions(b.version, a.version)),
        visit,
      ).flatMap((ours) =>
        newestFirst(platform)
          .filter((release) => isGa(release, visit.day))
          .map((theirs): Wanted => ({ product, platform, pair: [ours.version, theirs.version] })),
      ),
    ),
  )
  const isFree = ({ product, platform, pair }: Wanted) =>
    !running.some(
      (project) =>
        project.product === product.id &&
        project.platform === platform.id &&
        project.productRelease === pair[0] &&
        project.platformRelease === pair[1],
    )
  return all.find(isFree) ?? all[0] ?? null
}

function availableFirst(releases: Product['releases'], visit: Visit): Product['releases'] {
  const available = releases.filter((release) => isGa(release, visit.day))
  return [...available, ...releases.filter((release) => !available.includes(release))]
}

const blank = formState(null, [], 'choose')

function given(value: string | undefined): { value?: string } {
  return value === undefined ? {} : { value }
}
