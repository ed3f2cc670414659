/**
 * The support check: does support help with this deployment, who, and how far. First the product, then the
 * rest; the answer stands at the address that asks for it, so that it can be put into a ticket.
 */
import { isNamed } from '../../../src/app/ask/named-products.ts'
import {
  findProducts,
  type ProductMatch,
  supportCheck,
  type SupportCheck,
  supportSubject,
  type SupportSubject,
} from '../../../src/app/ask/public-support.ts'
import { countryInSentence } from '../../../src/kernel/country.ts'
import { type Fault, Refusal, statusOf } from '../../../src/kernel/refusal.ts'
import { FAMILY_NAMES } from '../../../src/programme/interface.ts'
import { EVERYBODY, mightEver } from '../../../src/programme/permission.ts'
import { releaseOf } from '../../../src/programme/platform.ts'
import { nameCursorText } from '../../../src/app/lists/certifications.ts'
import { clauseLink } from '../../parts/because.ts'
import { formState } from '../../parts/form-state.ts'
import { refusalBox } from '../../parts/refusal.ts'
import { address, each, html, type Html, nothing, say } from '../../parts/html.ts'
import { publicPage } from '../../parts/layout.ts'
import { seeOther } from '../../parts/see-other.ts'
import { pager } from '../../parts/table.ts'
import { page, type PageOutcome, type Visit } from '../../visit.ts'
import { OPENS_TICKETS } from '../office/new-ticket.ts'
import { asked, dayAsked, nameCursor, withStatus } from './respond.ts'
import { supportAnswer } from './support-answer.ts'
import { deploymentForm, ON_PLATFORM, platformAndRelease } from './support-form.ts'

const LIMIT = 20

export const supportPage = page('/support', EVERYBODY, async (visit) => {
  const chosen = chosenPlatform(visit)
  if (chosen) return seeOther(chosen)
  const id = asked(visit, 'product')
  const isThere = id !== '' && (await isNamed(visit.house.database, visit.actor, visit.day, id))
  const subject = isThere ? await supportSubject(visit.house.database, id) : null
  if (!subject) return findPage(visit, id)
  return deploymentPage(visit, subject)
})

/** Platform and release are chosen together; the address that stays names them apart. */
function chosenPlatform(visit: Visit): string | null {
  const both = visit.query.get(ON_PLATFORM)
  if (both === null) return null
  const query = new URLSearchParams([...visit.query].filter(([name, value]) => name !== ON_PLATFORM && value !== ''))
  const chosen = platformAndRelease(both)
  if (chosen) {
    query.set('platform', chosen.platform)
    query.set('platformRelease', chosen.platformRelease)
  }
  return `/support?${query.toString()}`
}

async function findPage(visit: Visit, unknown: string): Promise<PageOutcome> {
  const search = asked(visit, 'find', 120)
  const isAsked = visit.query.has('find')
  const found = isAsked
    ? await findProducts(visit.house.database, visit.actor, {
        search,
        today: visit.day,
        after: nameCursor(visit),
        limit: LIMIT,
      })
    : null
  const content = html`${head()}
    ${unknown ? refusalBox({ says: `There is no product ${unknown}.`, next: 'Find it by its name or its company here.', clause: null, faults: [] }) : nothing}
    <form class="one-line large" method="get" action="/support" role="search">
      <label for="support-find">Which product or service is it?</label>
      <input
        id="support-find"
        type="search"
        name="find"
        value="${search}"
        maxlength="120"
        placeholder="Product or company"
      />
      <button class="button primary">Find</button>
    </form>
    ${found ? matches(found.products, search) : explained()}
    ${found ? pager({ older: found.next ? address('/support', { find: search, after: nameCursorText(found.next) }) : null, first: visit.query.get('after') ? address('/support', { find: search }) : null }) : nothing}`
  const shown = publicPage({ visit, title: 'Support check', description: DESCRIPTION, content })
  return unknown ? withStatus(404, shown) : shown
}

const DESCRIPTION =
  'Does product support help with a deployment of a partner product on our platforms, who helps, and how far.'

function head(): Html {
  return html`<div class="page-head">
    <h1>Does support help with this deployment?</h1>
    <p class="lead">
      Name the product, the releases on both sides, the country and the day. The answer has an address of its own.
    </p>
  </div>`
}

function matches(products: readonly ProductMatch[], search: string): Html {
  if (products.length === 0) {
    return html`<div class="empty">
      <p>No product or company here is called “${search}”.</p>
      <p>
        Try a part of the name. Support does not help with what was never certified; the company behind the product
        does. ${clauseLink('1B.2')}
      </p>
    </div>`
  }
  return html`<section class="section">
    <h2>Choose the product</h2>
    <ul class="rows">
      ${each(
        products,
        (product) =>
          html`<li>
            <a href="${address('/support', { product: product.id })}"><strong>${product.name}</strong></a>
            <p class="small soft">
              ${say(FAMILY_NAMES[product.family])} of
              ${product.company}${say(product.isCertified ? '' : ', not certified at MCT or above so far')}
            </p>
          </li>`,
      )}
    </ul>
  </section>`
}

function explained(): Html {
  return html`<section class="section">
    <h2>How it is decided</h2>
    <ol class="plain-marks">
      <li>The product is certified at MCT or above on the platform. ${clauseLink('1B.2')}</li>
      <li>Exactly this pair of releases was tested, or the certification was extended to it. ${clauseLink('8.1')}</li>
      <li>At MQT, the customer's country is in the region. ${clauseLink('3Q.2')}</li>
      <li>The interop is current, or stale with a caution; obsolete is not enough. ${clauseLink('6.5')}</li>
    </ol>
    <p>Then the level tells who helps, and how far.</p>
  </section>`
}

async function deploymentPage(visit: Visit, subject: SupportSubject): Promise<PageOutcome> {
  const day = dayAsked(visit)
  const platform = subject.platforms.find((each) => each.id === asked(visit, 'platform')) ?? null
  const faults: readonly Fault[] = [...day.faults, ...unregistered(visit, subject, platform)]
  const isWhole = ['platform', 'platformRelease', 'productRelease', 'country'].every(
    (name) => asked(visit, name) !== '',
  )
  const outcome = isWhole && day.faults.length === 0 ? await checked(visit, subject, day.on) : null
  const refusal = outcome instanceof Refusal ? outcome : null
  const check = outcome instanceof Refusal ? null : outcome
  const form = formState(visit.query, [...faults, ...(refusal?.faults ?? [])], 'support')
  const asking = deploymentForm({ form, subject, platform, visit })
  const content = html`${check ? answered(visit, check, day.on) : head()}
    ${refusal ? refusalBox(refusal, form) : nothing}
    <section class="section">
      <h2>${check ? 'Another deployment' : html`${subject.product.name} of ${subject.company}`}</h2>
      ${asking}
      <p class="small"><a href="/support">Another product</a></p>
    </section>`
  const title = check
    ? say`${say(sayVerdict(check))}: ${check.product.name} on ${check.platform.name}`
    : say`Support check: ${subject.product.name}`
  const shown = publicPage({ visit, title, description: DESCRIPTION, content })
  return refusal ? withStatus(statusOf(refusal), shown) : shown
}

/** Releases nobody registered: the answer is still given, with a word beside the field. */
function unregistered(
  visit: Visit,
  { product }: SupportSubject,
  platform: SupportSubject['platforms'][number] | null,
): readonly Fault[] {
  const release = asked(visit, 'platformRelease')
  const own = asked(visit, 'productRelease')
  return [
    ...(platform && release && !releaseOf(platform, release)
      ? [{ at: ON_PLATFORM, says: `No release ${release} of ${platform.name} is registered.` }]
      : []),
    ...(own && !product.releases.some((each) => each.version === own)
      ? [{ at: 'productRelease', says: `No release ${own} of ${product.name} is registered.` }]
      : []),
  ]
}

async function checked(visit: Visit, { product }: SupportSubject, on: Visit['day']): Promise<SupportCheck | Refusal> {
  const fieldIssue = asked(visit, 'fieldIssue')
  const question = {
    product: product.id,
    productRelease: asked(visit, 'productRelease'),
    platform: asked(visit, 'platform'),
    platformRelease: asked(visit, 'platformRelease'),
    country: asked(visit, 'country', 40).toUpperCase(),
    on,
    ...(fieldIssue ? { fieldIssue } : {}),
  }
  try {
    return await supportCheck(visit.house.database, question, visit.day)
  } catch (fault) {
    if (fault instanceof Refusal) return fault
    throw fault
  }
}

function answered(visit: Visit, check: SupportCheck, on: Visit['day']): Html {
  const query = {
    product: check.product.id,
    productRelease: asked(visit, 'productRelease'),
    platform: check.platform.id,
    platformRelease: asked(visit, 'platformRelease'),
    country: asked(visit, 'country').toUpperCase(),
    on,
    fieldIssue: asked(visit, 'fieldIssue'),
  }
  return html`${supportAnswer({
    check,
    verdict: sayVerdict(check),
    on,
    today: visit.day,
    productRelease: query.productRelease,
    platformRelease: query.platformRelease,
    country: countryInSentence(query.country),
    fieldIssue: query.fieldIssue,
    link: `${visit.house.settings.publicUrl}${address('/support', query)}`,
  })}
  ${
    mightEver(visit.actor, OPENS_TICKETS)
      ? html`<p>
          <a class="button primary" href="${address('/tickets/new', { ...query, on: null })}"
            >${say(check.answer.supported ? 'Open a ticket with this answer' : 'Put this redirect on record')}</a
          >
        </p>`
      : nothing
  }`
}

function sayVerdict({ answer }: SupportCheck): string {
  return answer.supported ? (answer.caution ? 'Supported with caution' : 'Supported') : 'Not supported'
}
