/** What the page of any organisation and the page of one's own have in common. */
import { offered, type OfferedMove } from '../../../src/app/ask/moves.ts'
import { productsOf } from '../../../src/app/ask/own-products.ts'
import { allInterfaces } from '../../../src/app/ask/platforms.ts'
import { listProjects } from '../../../src/app/ask/projects.ts'
import { referenceGuide } from '../../../src/app/ask/reference-guide.ts'
import { countryName } from '../../../src/kernel/country.ts'
import { valueSaid } from '../../../src/languages/say.ts'
import { compareVersions } from '../../../src/kernel/version.ts'
import { newestPlatformRelease } from '../../../src/programme/certification.ts'
import { FAMILY_NAMES } from '../../../src/programme/interface.ts'
import type { Organisation, OrganisationRole } from '../../../src/programme/organisation.ts'
import { may, mightEver, SEES_PROJECT, SEES_PRODUCT } from '../../../src/programme/permission.ts'
import type { Product } from '../../../src/programme/product.ts'
import { STAGES, TURN_WORDS } from '../../../src/programme/stage.ts'
import { textField } from '../../parts/form.ts'
import { address, html, type Html, nothing, say, when } from '../../parts/html.ts'
import { nextChange, standingMark } from '../../parts/standing.ts'
import { ledger } from '../../parts/table.ts'
import type { Visit } from '../../visit.ts'
import { webLink } from '../../parts/link.ts'
import { seesListing } from './listing-part.ts'
import { foldedMove, mailLink } from './parts.ts'

export const ORGANISATION_ROLE_WORDS: Readonly<Record<OrganisationRole, string>> = {
  partner: 'Partner',
  reseller: 'Reseller',
  'sales-unit': 'Sales unit',
  vendor: 'Vendor',
}

export function organisationFacts(
  visit: Visit,
  organisation: Organisation,
  regionNames: ReadonlyMap<string, string>,
): Html {
  const { support } = organisation
  const regions = (organisation.regions ?? []).map((id) => regionNames.get(id) ?? id)
  return html`<dl class="facts">
    <dt>Role</dt>
    <dd>${organisation.roles.map((role) => ORGANISATION_ROLE_WORDS[role]).join(', ')}</dd>
    <dt>Country</dt>
    <dd>${countryName(organisation.country)}</dd>
    ${when(
      organisation.web,
      (web) =>
        html`<dt>Web</dt>
          <dd>${webLink(web)}</dd>`,
    )}
    ${when(
      !seesListing(visit, organisation.id) && organisation.summary,
      (summary) =>
        html`<dt>What they do</dt>
          <dd>${summary}</dd>`,
    )}
    ${when(
      regions.map(valueSaid).join(', '),
      (names) =>
        html`<dt>Regions</dt>
          <dd>${names}</dd>`,
    )}
    <dt>Support contact</dt>
    <dd>
      ${
        support?.email || support?.phone || support?.web
          ? html`${when(support.email, mailLink)}
            ${when(support.phone, (phone) => html`<span class="nowrap">${phone}</span>`)} ${when(support.web, webLink)}`
          : html`<span class="soft">none on record: a support answer can only name the company</span>`
      }
    </dd>
  </dl>`
}

export function describeForm(visit: Visit, organisation: Organisation, moves: readonly OfferedMove[]): Html {
  return foldedMove(
    offered(moves, 'describe-organisation'),
    {
      visit,
      id: organisation.id,
      fields: (form) =>
        html`<div class="field-row">
            ${textField({ form, name: 'web', label: 'Web', type: 'url', required: false, value: organisation.web, most: 300, placeholder: 'https://' })}
            ${textField({ form, name: 'supportEmail', label: 'Support by mail', type: 'email', required: false, value: organisation.support?.email })}
            ${textField({ form, name: 'supportPhone', label: 'Support by telephone', type: 'tel', required: false, value: organisation.support?.phone, most: 60 })}
          </div>
          <p class="help">Whoever gets a support answer that names you is sent to these.</p>`,
    },
    'Change this',
  )
}

export async function productsSection(visit: Visit, organisation: Organisation): Promise<Html> {
  const products = await productsOf(visit.house.database, organisation.id)
  const isOwn = visit.actor.organisation === organisation.id
  const mayOpen = may(visit.actor, SEES_PRODUCT, { organisation: organisation.id })
  const add = addProductLink(visit, organisation)
  const interfaces = await interfaceNames(visit)
  if (products.length === 0 && !organisation.roles.includes('partner')) return nothing
  return html`<section class="section flush" id="products">
    <div class="spread">
      <h2>Products</h2>
      ${add}
    </div>
    ${ledger<Product>({
      caption: `Products of ${organisation.name}`,
      items: products,
      ...(mayOpen ? { to: (product) => `/products/${product.id}` } : {}),
      columns: [
        { head: 'Product', cell: (product) => product.name },
        { head: 'Kind', cell: (product) => FAMILY_NAMES[product.family] },
        { head: 'Newest release', kind: 'mono', cell: newestVersion },
        { head: 'Interfaces', cell: (product) => interfaces(product.interfaces) },
      ],
      empty: html`<p>
        ${say(isOwn ? 'Register what you want certified: a product, or a service with its software in production.' : `${organisation.name} has registered no product yet.`)}
      </p>`,
    })}
  </section>`
}

/** Nothing for whoever may not add one. */
function addProductLink(visit: Visit, organisation: Organisation): Html {
  const { actor } = visit
  const isOffice = actor.parts.includes('programme-manager')
  const isOwn =
    actor.organisation === organisation.id &&
    actor.parts.some((part) => part === 'partner-admin' || part === 'partner-engineer')
  if (!isOffice && !isOwn) return nothing
  return html`<a
    class="button plain small"
    href="${address('/products/new', { organisation: isOwn ? null : organisation.id })}"
    >Add a product</a
  >`
}

/** Interfaces by their names, in one text. */
export async function interfaceNames(visit: Visit): Promise<(ids: readonly string[]) => string> {
  const names = new Map((await allInterfaces(visit.house.database)).map((each_) => [each_.id, each_.name]))
  return (ids) => ids.map((id) => names.get(id) ?? id).join(', ')
}

export function newestVersion(product: Product): string {
  return product.releases.map((release) => release.version).toSorted((a, b) => compareVersions(b, a))[0] ?? ''
}

const MOST_ROWS = 20

export async function certificationsSection(visit: Visit, organisation: Organisation): Promise<Html> {
  if (!organisation.roles.includes('partner')) return nothing
  const found = await referenceGuide(visit.house.database, {
    on: visit.day,
    today: visit.day,
    filter: { organisation: organisation.id },
    standing: null,
    after: null,
    limit: MOST_ROWS,
  })
  return html`<section class="section flush" id="certifications">
    <h2>Certifications</h2>
    ${ledger({
      caption: `Certifications of ${organisation.name} in force`,
      items: found.rows,
      to: (row) => `/certifications/${row.certification.number}`,
      columns: [
        { head: 'Interop', cell: (row) => html`${row.product.name} on ${row.platform.name}` },
        { head: 'Standing', cell: (row) => standingMark(row.onDay.standing) },
        { head: 'Level', cell: (row) => row.certification.level },
        { head: 'Tested on', kind: 'mono', cell: (row) => newestPlatformRelease(row.certification.pairs) ?? '' },
        { head: 'Next change', cell: (row) => nextChange(row.onDay, visit.day) },
        { head: 'Number', kind: 'mono', cell: (row) => row.certification.number },
      ],
      empty: html`<p>None in force. A certification stands here once a project has been granted.</p>`,
    })}
    ${found.next ? html`<p class="small"><a href="${address('/certifications', { search: organisation.name })}">All of them</a></p>` : nothing}
  </section>`
}

export async function projectsSection(visit: Visit, organisation: Organisation): Promise<Html> {
  if (!mightEver(visit.actor, SEES_PROJECT) || !organisation.roles.includes('partner')) return nothing
  const found = await listProjects(visit.house.database, visit.actor, {
    organisation: organisation.id,
    limit: MOST_ROWS,
  })
  return html`<section class="section flush" id="projects">
    <h2>Projects</h2>
    ${ledger({
      caption: `Projects of ${organisation.name}, newest change first`,
      items: found.projects,
      to: (project) => `/projects/${project.id}`,
      columns: [
        { head: 'Interop', cell: (project) => html`${project.productName} on ${project.platformName}` },
        { head: 'Where it stands', cell: (project) => STAGES[project.stage].says },
        {
          head: 'Turn',
          cell: (project) => (STAGES[project.stage].turn === 'nobody' ? '' : TURN_WORDS[STAGES[project.stage].turn]),
        },
        { head: 'Level', cell: (project) => project.level },
        { head: 'Number', kind: 'mono', cell: (project) => project.number },
      ],
      empty: html`<p>No project yet. One is opened with a product and the platform it is to work with.</p>`,
    })}
    ${found.after ? html`<p class="small"><a href="${address('/projects', { search: organisation.name })}">All of them</a></p>` : nothing}
  </section>`
}
