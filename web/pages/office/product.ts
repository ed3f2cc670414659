/** One product: its releases, where it is certified and how that stands, and what is under way. */
import { offered, type OfferedMove } from '../../../src/app/ask/moves.ts'
import { openThing } from '../../../src/app/ask/open-thing.ts'
import {
  certificationsOfProduct,
  type ProductCertification,
  type ProductProject,
  projectsUnderWay,
} from '../../../src/app/ask/products.ts'
import { TARGETS } from '../../../src/app/targets.ts'
import { compareVersions } from '../../../src/kernel/version.ts'
import { isWithdrawn, pairsOn } from '../../../src/programme/certification.ts'
import { FAMILY_NAMES } from '../../../src/programme/interface.ts'
import type { Organisation } from '../../../src/programme/organisation.ts'
import { mightEver, SEES_PRODUCT } from '../../../src/programme/permission.ts'
import { isGa } from '../../../src/programme/platform.ts'
import type { Product, ProductRelease } from '../../../src/programme/product.ts'
import { STAGES, TURN_WORDS } from '../../../src/programme/stage.ts'
import { clauseLink } from '../../parts/because.ts'
import { textField, tickBox } from '../../parts/form.ts'
import { type FormState } from '../../parts/form-state.ts'
import { each, html, type Html, nothing, say, when } from '../../parts/html.ts'
import { portalPage } from '../../parts/layout.ts'
import { versionPair } from '../../parts/pair.ts'
import { nextChange, standingMark } from '../../parts/standing.ts'
import { ledger } from '../../parts/table.ts'
import { sayDate } from '../../parts/time.ts'
import { page, type Visit } from '../../visit.ts'
import { aliasFields } from './alias-fields.ts'
import { listingSection, seesListing } from './listing-part.ts'
import { interfaceNames } from './organisation-parts.ts'
import { foldedMove } from './parts.ts'
import { SEES_ORGANISATIONS } from './who.ts'

export const productPage = page('/products/:product', SEES_PRODUCT, async (visit) => {
  const { database } = visit.house
  const { file, moves, figures } = await openThing(
    visit.house,
    visit.actor,
    TARGETS.product,
    visit.part('product'),
    SEES_PRODUCT,
  )
  const { product, organisation } = file
  const certifications = await certificationsOfProduct(database, product.id, visit.day)
  const projects = await projectsUnderWay(database, visit.actor, product.id)
  const interfaces = await interfaceNames(visit)
  const mayOpenProject = visit.actor.organisation === product.organisation && isPartner(visit)
  const content = html`<div class="spread">
      <div class="page-head">
        <p class="eyebrow">${ownerName(visit, organisation)}</p>
        <h1>${product.name}</h1>
      </div>
      ${mayOpenProject ? html`<a class="button primary" href="/projects/new?product=${product.id}">Open a project</a>` : nothing}
    </div>
    ${about(visit, product, { interfaces: interfaces(product.interfaces), levels: figures.words('resold.min-levels').join(' or ') }, moves)}
    ${await listingSection(visit, { organisation: organisation.id, product: product.id })}
    ${releases(visit, product, moves)}
    <section class="section flush" id="interops">
      <h2>Interops</h2>
      ${certificationLedger(visit, product, certifications)}
    </section>
    ${
      projects.length > 0
        ? html`<section class="section flush">
            <h2>Under way</h2>
            ${projectLedger(projects)}
          </section>`
        : nothing
    }`
  return portalPage({
    visit,
    title: product.name,
    content,
    crumbs: [
      ['/products', 'Products'],
      [visit.path, product.name],
    ],
  })
})

function isPartner(visit: Visit): boolean {
  return visit.actor.parts.some((part) => part === 'partner-admin' || part === 'partner-engineer')
}

function ownerName(visit: Visit, organisation: Organisation): Html {
  return mightEver(visit.actor, SEES_ORGANISATIONS)
    ? html`<a href="/organisations/${organisation.id}">${organisation.name}</a>`
    : html`${organisation.name}`
}

function about(
  visit: Visit,
  product: Product,
  said: { readonly interfaces: string; readonly levels: string },
  moves: readonly OfferedMove[],
): Html {
  return html`<section class="section">
    <h2>About</h2>
    <dl class="facts">
      <dt>Kind</dt>
      <dd>${say(FAMILY_NAMES[product.family])}</dd>
      <dt>Interfaces</dt>
      <dd>${said.interfaces}</dd>
      ${when(
        !seesListing(visit, product.organisation) && product.summary,
        (summary) =>
          html`<dt>What it does</dt>
            <dd>${summary}</dd>`,
      )}
      ${when(
        product.aliases?.length ? product.aliases.join(', ') : null,
        (names) =>
          html`<dt>Also called</dt>
            <dd>${names}</dd>`,
      )}
      <dt>Sold</dt>
      <dd>
        ${product.resoldByVendor ? html`also by the vendor: certification is required, at ${said.levels} ${clauseLink('X-11')}` : say('by the partner')}
      </dd>
    </dl>
    <div class="folds">
      ${foldedMove(
        offered(moves, 'describe-product'),
        {
          visit,
          id: product.id,
          fields: (form) => aliasFields(form, product.aliases ?? []),
        },
        'Other names',
      )}
      ${foldedMove(
        offered(moves, 'note-resale'),
        {
          visit,
          id: product.id,
          submit: 'Note it',
          fields: (form) =>
            tickBox({
              form,
              name: 'resoldByVendor',
              label: 'The vendor resells this product itself',
              checked: product.resoldByVendor,
              help: html`Then a certification is required, and only the higher levels will do ${clauseLink('X-11')}.`,
            }),
        },
        'Resale',
      )}
    </div>
  </section>`
}

function releases(visit: Visit, product: Product, moves: readonly OfferedMove[]): Html {
  const isAllGa = product.releases.every((release) => isGa(release, visit.day))
  const noteGa = isAllGa ? null : offered(moves, 'note-product-ga')
  return html`<section class="section flush" id="releases">
    <h2>Releases</h2>
    ${ledger<ProductRelease>({
      caption: `Releases of ${product.name}, newest first`,
      items: product.releases.toSorted((a, b) => compareVersions(b.version, a.version)),
      columns: [
        { head: 'Release', cell: (release) => html`<span class="mono">${release.version}</span>` },
        { head: 'Available', cell: (release) => available(visit, release) },
        { head: 'Interface', cell: (release) => changeWords(release) },
        ...(noteGa
          ? [{ head: 'Availability', cell: (release: ProductRelease) => noteGaForm(visit, product, release, noteGa) }]
          : []),
      ],
      empty: html`<p>No release is registered.</p>`,
    })}
    ${foldedMove(offered(moves, 'add-product-release'), {
      visit,
      id: product.id,
      fields: (form) =>
        html`<div class="field-row">
            ${textField({ form, name: 'version', label: 'Version', most: 40, mono: true })}
            ${textField({ form, name: 'ga', label: 'Generally available since', type: 'date', required: false, help: 'Leave empty while it is not.' })}
          </div>
          ${changeFields(form)}
          <p class="help">
            A new release is not covered by earlier certifications ${clauseLink('8.2')}: it is certified again, or the
            two sides agree to extend.
          </p>`,
    })}
  </section>`
}

function changeWords({ interfaceChange, changes }: ProductRelease): Html {
  if (!interfaceChange) return nothing
  return html`<span class="nowrap">changed ${clauseLink('8.4')}</span
    >${when(changes, (says) => html`<br /><span class="small soft">${says}</span>`)}`
}

/** The change notice: once the release is available, its certifications ask for a review call by themselves. */
function changeFields(form: FormState): Html {
  return html`${tickBox({ form, name: 'interfaceChange', label: 'It changes how the product meets the platform', help: html`The lab is told, and a review call is due once it is available ${clauseLink('8.4')}.` })}
  ${textField({ form, name: 'changes', label: 'What changes', required: false, most: 1000, help: 'Needed where it changes.' })}`
}

function available(visit: Visit, release: ProductRelease): Html {
  if (!release.ga) return html`<span class="tag">not generally available</span>`
  return isGa(release, visit.day) ? sayDate(release.ga) : html`<span class="tag">from</span> ${sayDate(release.ga)}`
}

function noteGaForm(visit: Visit, product: Product, release: ProductRelease, move: OfferedMove): Html {
  if (isGa(release, visit.day)) return nothing
  return foldedMove(
    move,
    {
      visit,
      id: product.id,
      key: release.version,
      submit: 'Note it',
      fields: (form) =>
        html`<input type="hidden" name="version" value="${release.version}" />
          ${textField({ form, name: 'ga', label: `${release.version} generally available since`, type: 'date', value: visit.day })}
          ${release.interfaceChange ? nothing : changeFields(form)}`,
    },
    'It is available',
  )
}

function certificationLedger(visit: Visit, product: Product, certifications: readonly ProductCertification[]): Html {
  return ledger({
    caption: `Certifications of ${product.name}, newest first`,
    items: certifications,
    to: ({ certification }) => `/certifications/${certification.number}`,
    columns: [
      { head: 'Platform', cell: ({ platformName }) => platformName },
      { head: 'Standing', cell: (row) => standingCell(visit, row) },
      { head: 'Level', cell: ({ certification }) => certification.level },
      {
        head: 'Releases',
        cell: ({ certification }) =>
          html`<span class="pairs">${each(pairsOn(certification, visit.day), (pair) => versionPair(pair))}</span>`,
      },
      { head: 'Next change', cell: ({ onDay }) => when(onDay, (standing) => nextChange(standing, visit.day)) },
      { head: 'Granted', cell: ({ certification }) => sayDate(certification.granted) },
      { head: 'Number', kind: 'mono', cell: ({ certification }) => certification.number },
    ],
    empty: html`<p>
      No platform yet. Each platform it is certified on stands here with its releases, and with its standing, which
      changes with time and with what the platform releases.
    </p>`,
  })
}

/** A SAT has no standing; what was withdrawn says so. */
function standingCell(visit: Visit, { certification, onDay }: ProductCertification): Html {
  if (onDay) return standingMark(onDay.standing)
  return isWithdrawn(certification, visit.day)
    ? html`<span class="tag">withdrawn</span>`
    : html`<span class="soft">self-assessed</span>`
}

function projectLedger(projects: readonly ProductProject[]): Html {
  return ledger({
    caption: 'Projects under way',
    items: projects,
    to: (project) => `/projects/${project.id}`,
    columns: [
      { head: 'Platform', cell: (project) => project.platformName },
      { head: 'Releases', cell: (project) => versionPair(project) },
      { head: 'Level', cell: (project) => project.level },
      { head: 'Where it stands', cell: (project) => STAGES[project.stage].says },
      {
        head: 'Turn',
        cell: (project) => (STAGES[project.stage].turn === 'nobody' ? '' : TURN_WORDS[STAGES[project.stage].turn]),
      },
      { head: 'Number', kind: 'mono', cell: (project) => project.number },
    ],
    empty: nothing,
  })
}
