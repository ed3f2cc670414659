/** Products: partners see their own, staff search among all; and registering one more. */
import { type ProductRow } from '../../../src/app/ask/products.ts'
import { PRODUCT_LIST } from '../../../src/app/lists/companies.ts'
import { organisationById } from '../../../src/app/ask/organisations.ts'
import { allInterfaces } from '../../../src/app/ask/platforms.ts'
import { refuse } from '../../../src/kernel/refusal.ts'
import { FAMILIES, type Family, FAMILY_NAMES, type Interface } from '../../../src/programme/interface.ts'
import type { Organisation } from '../../../src/programme/organisation.ts'
import { may, PARTNER, SEES_PRODUCT } from '../../../src/programme/permission.ts'
import { clauseLink } from '../../parts/because.ts'
import { choiceCards, groupFrame, moveForm, selectField, textArea, textField } from '../../parts/form.ts'
import { type FormState } from '../../parts/form-state.ts'
import { address, each, html, type Html, nothing, say } from '../../parts/html.ts'
import { type Crumb, portalPage } from '../../parts/layout.ts'
import { fileLinks, pageOf } from '../../parts/listing.ts'
import { type Column, ledger, pager } from '../../parts/table.ts'
import { page, type Visit } from '../../visit.ts'
import { aliasFields } from './alias-fields.ts'
import { interfaceNames, newestVersion } from './organisation-parts.ts'
import { FAMILY_CHOICES, FILTER, filterForm, hasFilter } from './parts.ts'

export const productListPage = page('/products', SEES_PRODUCT, async (visit) => {
  const seesAll = may(visit.actor, SEES_PRODUCT, {})
  const isPartner = visit.actor.parts.some((part) => part === 'partner-admin' || part === 'partner-engineer')
  const search = visit.query.get('search') ?? ''
  const asked = visit.query.get('family') ?? ''
  const family = (FAMILIES as readonly string[]).includes(asked) ? (asked as Family) : null
  const found = await pageOf(visit, PRODUCT_LIST)
  const isSet = hasFilter(visit, 'search', 'family')
  const interfaces = await interfaceNames(visit)
  const content = html`<div class="spread">
      <h1>${say(seesAll ? 'Products' : 'Our products')}</h1>
      ${isPartner ? html`<a class="button primary" href="/products/new">Add a product</a>` : nothing}
    </div>
    ${seesAll || found.after !== null || isSet ? productFilter(search, family, isSet) : nothing}
    ${ledger<ProductRow>({
      caption: 'Products by name',
      items: found.rows,
      to: ({ product }) => `/products/${product.id}`,
      columns: productColumns(seesAll, interfaces),
      empty: isSet
        ? html`<p>No product fits. Look for a part of its name, another name it goes by, or its company.</p>`
        : isPartner
          ? html`<p>
                Register what you want certified: a product with its releases, or a service, whose release is its
                software in production.
              </p>
              <a class="button primary" href="/products/new">Add a product</a>`
          : html`<p>Products stand here once partners have registered them.</p>`,
    })}
    ${pager({
      older: found.after ? address('/products', { search, family, after: found.after }) : null,
      first: visit.query.get('after') ? address('/products', { search, family }) : null,
    })}
    ${fileLinks(visit, PRODUCT_LIST)}`
  return portalPage({
    visit,
    title: seesAll ? 'Products' : 'Our products',
    content,
    crumbs: [['/products', 'Products']],
  })
})

function productFilter(search: string, family: Family | null, isSet: boolean): Html {
  return filterForm(
    '/products',
    html`<div class="search">
        ${textField({ form: FILTER, name: 'search', label: 'Product or company', type: 'search', required: false, value: search })}
      </div>
      ${selectField({ form: FILTER, name: 'family', label: 'Kind', required: false, value: family ?? '', empty: 'Any', choices: FAMILY_CHOICES })}`,
    isSet,
  )
}

function productColumns(
  seesAll: boolean,
  interfaces: (ids: readonly string[]) => string,
): readonly Column<ProductRow>[] {
  return [
    { head: 'Product', cell: ({ product }) => product.name },
    ...(seesAll ? [{ head: 'Company', cell: ({ organisationName }: ProductRow) => organisationName }] : []),
    { head: 'Kind', cell: ({ product }) => FAMILY_NAMES[product.family] },
    { head: 'Newest release', kind: 'mono', cell: ({ product }) => newestVersion(product) },
    { head: 'Interfaces', cell: ({ product }) => interfaces(product.interfaces) },
    ...(seesAll
      ? [
          {
            head: 'Resold',
            cell: ({ product }: ProductRow) =>
              product.resoldByVendor ? html`<span class="tag">by the vendor</span>` : '',
          },
        ]
      : []),
  ]
}

export const newProductPage = page('/products/new', { ...PARTNER, 'programme-manager': 'any' }, async (visit) => {
  const { database } = visit.house
  const organisation = await organisationById(database, ownerId(visit))
  if (!organisation) return refuseOwner(visit)
  const interfaces = await allInterfaces(database)
  const isOwn = visit.actor.organisation === organisation.id
  const content = html`<div class="page-head">
      <p class="eyebrow">${organisation.name}</p>
      <h1>Add a product</h1>
      <p class="lead">What it is, how it meets the platform, and the release you begin with. Others come later.</p>
    </div>
    <div class="measure">
      ${moveForm({
        visit,
        move: 'add-product',
        id: organisation.id,
        goTo: '/products/:product',
        submit: 'Add the product',
        fields: (form) => productFields(form, interfaces),
      })}
    </div>`
  return portalPage({ visit, title: 'Add a product', content, crumbs: crumbsOf(visit, organisation, isOwn) })
})

/** The office adds for the organisation it came from; partners for their own and no other. */
function ownerId(visit: Visit): string {
  const asked = visit.query.get('organisation') ?? ''
  return asked !== '' && visit.actor.parts.includes('programme-manager') ? asked : (visit.actor.organisation ?? '')
}

function refuseOwner(visit: Visit): never {
  return refuse('not-found', {
    says: `There is no organisation ${visit.query.get('organisation') ?? ''}.`,
    next: 'Open the organisation and add the product from there.',
  })
}

function crumbsOf(visit: Visit, organisation: Organisation, isOwn: boolean): readonly Crumb[] {
  return [
    isOwn ? ['/products', 'Products'] : [`/organisations/${organisation.id}`, organisation.name],
    [address(visit.path, { organisation: isOwn ? null : organisation.id }), 'Add a product'],
  ]
}

function productFields(form: FormState, interfaces: readonly Interface[]): Html {
  return html`${textField({ form, name: 'name', label: 'Name', most: 120, help: 'As customers know it.' })}
    ${choiceCards({
      form,
      name: 'family',
      label: 'Kind',
      help: 'It decides the path, the tier of membership and the plan.',
      choices: FAMILIES.map((value) => ({ value, says: FAMILY_NAMES[value] })),
    })}
    ${interfaceFields(form, interfaces)}
    ${textArea({ form, name: 'summary', label: 'What it does', required: false, rows: 3, help: 'For the catalogue, once it is certified; the programme office approves it first.' })}
    <div class="field-row">
      ${textField({ form, name: 'version', label: 'Release', most: 40, mono: true, help: 'The exact version. A certification covers exact releases only.' })}
      ${textField({ form, name: 'ga', label: 'Generally available since', type: 'date', required: false, help: 'Leave empty while it is not: until then the product is named to nobody but your company and the vendor. From that day on the support check finds it.' })}
    </div>
    ${aliasFields(form, [])}`
}

/** Every interface the programme knows, in the families they belong to. */
function interfaceFields(form: FormState, interfaces: readonly Interface[]): Html {
  const chosen = form.values('interfaces')
  const inOrder = FAMILIES.flatMap((family) => interfaces.filter((each_) => each_.family === family))
  const help = html`How it meets the platform; at least one ${clauseLink('1A.2')}.`
  return groupFrame(
    { form, name: 'interfaces', label: 'Interfaces', help },
    ({ first, invalid }) =>
      html`<div class="interface-families">
        ${each(
          FAMILIES.filter((family) => inOrder.some((each_) => each_.family === family)),
          (family) =>
            html`<div role="group" aria-label="${say(FAMILY_NAMES[family])}">
              <p class="small soft">${say(FAMILY_NAMES[family])}</p>
              ${each(
                inOrder.filter((each_) => each_.family === family),
                (each_) =>
                  html`<label class="tick-line"
                    ><input
                      type="checkbox"
                      ${each_ === inOrder[0] ? first : nothing}
                      name="interfaces"
                      value="${each_.id}"
                      ${chosen.includes(each_.id) ? 'checked' : ''}
                      ${invalid}
                    />
                    <span>${each_.name}</span></label
                  >`,
              )}
            </div>`,
        )}
      </div>`,
  )
}
