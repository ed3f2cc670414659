/** Opening a project: product, platform, level, topology; what stands against it is told before and after. */
import { productsOf } from '../../../src/app/ask/own-products.ts'
import { allPlatforms, allRegions } from '../../../src/app/ask/platforms.ts'
import { CERTIFIED_LEVELS, LEVEL_NAMES } from '../../../src/programme/level.ts'
import { PARTNER } from '../../../src/programme/permission.ts'
import { isGa, newestFirst } from '../../../src/programme/platform.ts'
import { compareVersions } from '../../../src/kernel/version.ts'
import { TOPOLOGIES } from '../../../src/programme/project.ts'
import { LEVEL_TABLE } from '../../../src/rulebook/level-table.ts'
import { choiceCards, type Choice, moveForm, selectField } from '../../parts/form.ts'
import { html } from '../../parts/html.ts'
import { portalPage } from '../../parts/layout.ts'
import { page } from '../../visit.ts'

export const newProjectPage = page('/projects/new', PARTNER, async (visit) => {
  const products = await productsOf(visit.house.database, visit.actor.organisation ?? '')
  const platforms = await allPlatforms(visit.house.database)
  const regions = await allRegions(visit.house.database)
  const chosen = products.find((product) => product.id === visit.query.get('product')) ?? products[0]
  const platform = platforms.find((each) => each.id === visit.query.get('platform')) ?? platforms[0]
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
  const productReleases = chosen.releases
    .toSorted((a, b) => compareVersions(b.version, a.version))
    .map((release): Choice => ({
      value: release.version,
      says: isGa(release, visit.day) ? release.version : `${release.version} (not generally available)`,
    }))
  const platformReleases = newestFirst(platform).map((release): Choice => ({
    value: release.version,
    says: isGa(release, visit.day) ? release.version : `${release.version} (planned)`,
  }))
  const firstAvailable = newestFirst(platform).find((release) => isGa(release, visit.day))?.version
  const content = html`<div class="page-head">
      <h1>Open a project</h1>
      <p class="lead">
        One project certifies one release of your product on one release of a platform. The questionnaire comes next;
        nothing is owed until you order.
      </p>
    </div>
    <form class="filters" method="get" action="/projects/new">
      ${selectField({ form: blank, name: 'product', label: 'Product', choices: productChoices, value: chosen.id })}
      ${selectField({ form: blank, name: 'platform', label: 'Platform', choices: platformChoices, value: platform.id })}
      <button class="button plain">Choose these</button>
    </form>
    <section class="card wide-form">
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
            <div class="field-row">
              ${selectField({ form, name: 'productRelease', label: `Release of ${chosen.name}`, choices: productReleases, ...given(productReleases[0]?.value) })}
              ${selectField({ form, name: 'platformRelease', label: `Release of ${platform.name}`, choices: platformReleases, ...given(firstAvailable) })}
            </div>
            ${choiceCards({
              form,
              name: 'level',
              label: 'Level',
              value: 'MCT',
              choices: CERTIFIED_LEVELS.map((level) => ({
                value: level,
                says: `${level}, ${LEVEL_NAMES[level]}`,
                help: `Support by: ${LEVEL_TABLE[level].support}. Valid in ${LEVEL_TABLE[level].validIn}.`,
              })),
            })}
            <div class="field-row">
              ${selectField({ form, name: 'topology', label: 'Topology', value: 'direct', choices: Object.entries(TOPOLOGIES).map(([value, says]) => ({ value, says })) })}
              ${selectField({ form, name: 'region', label: 'Region', required: false, empty: 'Only for MQT', help: 'MQT is valid in the sponsored region alone.', choices: regions.map((region) => ({ value: region.id, says: region.name })) })}
            </div>`,
      })}
    </section>`
  return portalPage({ visit, title: 'Open a project', content, crumbs })
})

const blank = {
  prefix: 'choose',
  value: (_: string, otherwise = '') => otherwise,
  values: (_: string, otherwise: readonly string[] = []) => otherwise,
  fault: () => null,
}

function given(value: string | undefined): { value?: string } {
  return value === undefined ? {} : { value }
}
