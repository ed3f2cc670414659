/** A sponsor asks for a partner's product (4A.12, 4B.5): the product found by name, then one form for both paths. */
import { allPlatforms, allRegions } from '../../../src/app/ask/platforms.ts'
import { type ProductFound, productsNamed, productToSponsor } from '../../../src/app/ask/sponsoring.ts'
import { techniciansFor, type TechnicianRow } from '../../../src/app/ask/technicians.ts'
import { compareVersions } from '../../../src/kernel/version.ts'
import { FAMILY_NAMES } from '../../../src/programme/interface.ts'
import { CERTIFIED_LEVELS, LEVEL_NAMES } from '../../../src/programme/level.ts'
import { isGa, newestFirst, type Platform } from '../../../src/programme/platform.ts'
import { isTrunk } from '../../../src/programme/product.ts'
import { TOPOLOGIES } from '../../../src/programme/project.ts'
import { CREDENTIAL_STATES, stateOf } from '../../../src/programme/technician.ts'
import { clauseLink } from '../../parts/because.ts'
import { type Choice, choiceCards, moveForm, selectField, textArea, textField } from '../../parts/form.ts'
import { html, type Html, say } from '../../parts/html.ts'
import { portalPage } from '../../parts/layout.ts'
import { releaseChoices } from '../../parts/release-choice.ts'
import { ledger } from '../../parts/table.ts'
import { page, type Visit } from '../../visit.ts'
import { FILTER, filterForm } from '../office/parts.ts'
import { besideNotes, despiteField, whatThereIs } from '../project/beside-part.ts'
import { caseFields } from './case-fields.ts'

export const newRequestPage = page(
  '/projects/request',
  { 'reseller-sponsor': 'any', 'sales-unit': 'any' },
  async (visit) => {
    const { database } = visit.house
    const chosen = await productToSponsor(database, visit.query.get('product') ?? '')
    const platforms = await allPlatforms(database)
    const platform = platforms.find((each) => each.id === visit.query.get('platform')) ?? platforms[0]
    const content = html`<div class="page-head">
        <h1>Sponsor a certification</h1>
        <p class="lead">
          You ask for a partner’s product and act for it with the lab. On path A your own technician tests, at no
          charge; on path B the vendor tests and the lab says who pays.
        </p>
      </div>
      ${chosen && platform ? await request(visit, chosen, platforms, platform) : await choose(visit)}`
    return portalPage({
      visit,
      title: 'Sponsor a certification',
      content,
      crumbs: [
        ['/projects', 'Projects'],
        ['/projects/request', 'Sponsor a certification'],
      ],
    })
  },
)

async function choose(visit: Visit): Promise<Html> {
  const search = (visit.query.get('search') ?? '').slice(0, 120)
  const found = await productsNamed(visit.house.database, search)
  return html`${filterForm(
    '/projects/request',
    html`<div class="search">
      ${textField({ form: FILTER, name: 'search', label: 'Product or company', type: 'search', value: search })}
    </div>`,
    search !== '',
  )}
  ${ledger<ProductFound>({
    caption: 'Products found',
    items: found,
    to: ({ product }) => `/projects/request?product=${product.id}`,
    columns: [
      { head: 'Product', cell: ({ product }) => product.name },
      { head: 'Company', cell: ({ organisationName }) => organisationName },
      { head: 'Kind', cell: ({ product }) => FAMILY_NAMES[product.family] },
    ],
    empty:
      search === ''
        ? html`<p>Look for the product by its name or its company, then say what you need.</p>`
        : html`<p>No product fits. The partner registers it first; ask them, or the programme office.</p>`,
  })}`
}

async function request(
  visit: Visit,
  { product, organisationName }: ProductFound,
  platforms: readonly Platform[],
  platform: Platform,
): Promise<Html> {
  const path = isTrunk(product) && visit.query.get('path') !== 'B' ? 'A' : 'B'
  const regions = await allRegions(visit.house.database)
  const there = await whatThereIs(visit, product, platform.id)
  const technicians = await techniciansFor(visit.house.database, visit.actor.organisation)
  const newestOfProduct = product.releases.toSorted((a, b) => compareVersions(b.version, a.version))
  const productReleases = releaseChoices(newestOfProduct, visit.day)
  const ours = newestOfProduct.find((each) => isGa(each, visit.day))?.version
  const platformReleases = releaseChoices(newestFirst(platform), visit.day)
  const wanted = newestFirst(platform).find((each) => isGa(each, visit.day))?.version
  return html`<form class="filters" method="get" action="/projects/request" data-choose autocomplete="off">
      <input type="hidden" name="product" value="${product.id}" />
      ${selectField({ form: FILTER, name: 'platform', label: 'Platform', value: platform.id, choices: platforms.map((each) => ({ value: each.id, says: each.name })) })}
      ${selectField({ form: FILTER, name: 'path', label: 'Path', value: path, choices: pathChoices(isTrunk(product)) })}
      <button class="button plain">Choose these</button>
    </form>
    <section class="card wide-form" data-chosen>
      ${moveForm({
        visit,
        move: 'request-sponsored-project',
        id: '',
        goTo: '/projects/:project/request',
        submit: 'Send in the request',
        fields: (form) =>
          html`<input type="hidden" name="product" value="${product.id}" /><input
              type="hidden"
              name="platform"
              value="${platform.id}"
            /><input type="hidden" name="path" value="${path}" />
            <h2>${product.name} <span class="soft">of ${organisationName}, on ${platform.name}, path ${path}</span></h2>
            ${besideNotes(visit, there)}
            <div class="field-row">
              ${selectField({ form, name: 'productRelease', label: `Release of ${product.name}`, choices: productReleases, ...(ours ? { value: ours } : {}) })}
              ${selectField({ form, name: 'platformRelease', label: `Release of ${platform.name}`, choices: platformReleases, ...(wanted ? { value: wanted } : {}) })}
              ${selectField({ form, name: 'topology', label: 'Topology', value: 'direct', choices: Object.entries(TOPOLOGIES).map(([value, says]) => ({ value, says })) })}
            </div>
            ${choiceCards({
              form,
              name: 'level',
              label: 'Level',
              value: 'MCT',
              choices: CERTIFIED_LEVELS.filter((level) => path === 'B' || level !== 'MAT').map((level) => ({
                value: level,
                says: `${level}, ${say(LEVEL_NAMES[level])}`,
              })),
            })}
            <div class="field-row">
              ${selectField({ form, name: 'region', label: 'Region', required: false, empty: 'Only for MQT', choices: regions.map((region) => ({ value: region.id, says: region.name })) })}
              ${path === 'A' ? technicianField(form, technicians, platform, visit) : ''}
            </div>
            ${despiteField(form, there)}
            ${textArea({ form, name: 'requirement', label: 'What you need', rows: 3, help: 'Which customers, which features, by when: in your own words.' })}
            ${caseFields(form, path, null)}`,
      })}
    </section>`
}

function pathChoices(isForTrunks: boolean): readonly Choice[] {
  const b = { value: 'B', says: 'B: the vendor tests' }
  return isForTrunks ? [{ value: 'A', says: 'A: your technician tests' }, b] : [b]
}

function technicianField(
  form: Parameters<typeof caseFields>[0],
  technicians: readonly TechnicianRow[],
  platform: Platform,
  visit: Visit,
): Html {
  return selectField({
    form,
    name: 'technician',
    label: 'Technician',
    empty: technicians.length === 0 ? 'Nobody of yours is registered' : 'Choose who tests',
    help: html`With a credential in date on ${platform.name} ${clauseLink('4A.14')}.
      <a href="/technicians">Your technicians</a>`,
    choices: technicians.map((each) => technicianChoice(each, platform.id, visit)),
  })
}

/** A technician as a choice: with what their credential on the platform is worth today. */
export function technicianChoice(each: TechnicianRow, platform: string, visit: Visit): Choice {
  const states = each.credentials
    .filter((credential) => credential.platform === platform)
    .map((credential) => stateOf(credential, visit.day))
  const [first] = states
  const says = states.includes('in date')
    ? say('credential in date')
    : first
      ? say(CREDENTIAL_STATES[first])
      : say('no credential here')
  return { value: each.person, says: `${each.name}, ${each.organisationName} (${says})` }
}
