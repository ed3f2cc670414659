/** One membership for the office: the application in full, the terms, and what is to be decided. */
import { companiesAlike } from '../../../src/app/ask/companies-alike.ts'
import { openThing } from '../../../src/app/ask/open-thing.ts'
import { productsOf } from '../../../src/app/ask/own-products.ts'
import { namesOf, peopleOf } from '../../../src/app/ask/people.ts'
import { TARGETS } from '../../../src/app/targets.ts'
import { countryName } from '../../../src/kernel/country.ts'
import { FAMILY_NAMES } from '../../../src/programme/interface.ts'
import type { MembershipFile } from '../../../src/programme/joining.ts'
import { type Application, TIER_NAMES } from '../../../src/programme/membership.ts'
import type { Person } from '../../../src/programme/person.ts'
import { ROLE_NAMES } from '../../../src/programme/person.ts'
import type { Product } from '../../../src/programme/product.ts'
import { each, html, type Html, nothing, say, when, written } from '../../parts/html.ts'
import { portalPage } from '../../parts/layout.ts'
import { sayDay } from '../../parts/time.ts'
import { page, type Visit } from '../../visit.ts'
import {
  alikeNote,
  approveForm,
  declineForm,
  feeForm,
  membershipTag,
  membershipToday,
  sayEnd,
  termList,
} from './membership-parts.ts'
import { terminationSection } from './termination.ts'
import { webLink } from '../../parts/link.ts'
import { mailLink, prose, sayStamp } from './parts.ts'
import { termStrip } from './term-strip.ts'
import { OFFICE } from './who.ts'

export const membershipPage = page('/memberships/:organisation', OFFICE, async (visit) => {
  const { database } = visit.house
  const open = await openThing(visit.house, visit.actor, TARGETS.membership, visit.part('organisation'), OFFICE)
  const { organisation, membership } = open.file
  const people = await peopleOf(database, organisation.id)
  const products = await productsOf(database, organisation.id)
  const names = await namesOf(database, stampsOf(open.file))
  const now = membershipToday(membership, visit.day, open.figures)
  const alike = (await companiesAlike(database, [organisation])).get(organisation.id) ?? []
  const { application } = membership
  const isUndecided = application?.state === 'applied'
  const terms = html`<section class="section">
    <h2>Terms</h2>
    ${membership.terms.length > 0 ? termStrip(membership, visit.day, open.figures.number('membership.grace-days')) : html`<p class="soft">No term has begun. The first runs from the day the fee is received.</p>`}
    ${termList(membership, visit.day)}
    ${when(membership.terminated, (ended) => html`<p>Ended by the programme: ${written(ended.reason)} <span class="soft">(${sayStamp(ended, names, visit.day)})</span></p>`)}
    ${when(membership.asked, (asked) => html`<p>A further term as ${say(TIER_NAMES[asked.tier])} is asked for <span class="soft">(${sayStamp(asked, names, visit.day)})</span>: send the invoice and note the fee.</p>`)}
    ${feeForm(visit, open.file, open.moves, open.figures, { folded: now.state !== 'approved' })}
  </section>`
  const content = html`<div class="page-head">
      <p class="eyebrow">Membership</p>
      <h1>${organisation.name}</h1>
      <p class="row">
        ${membershipTag(now.state)} ${when(now.tier, (tier) => html`<span>${say(TIER_NAMES[tier])}</span>`)}
        <span>${sayEnd(now, visit.day)}</span>
      </p>
    </div>
    ${alikeNote(alike)} ${isUndecided ? nothing : terms}
    ${when(application, (asked) => applicationSection(visit, open.file, asked, names))}
    ${isUndecided ? decisionSection(visit, open.file, open.moves) : nothing} ${isUndecided ? terms : nothing}
    ${membership.terms.length > 0 ? terminationSection(visit, open.file, open.moves, names) : nothing}`
  return portalPage({
    visit,
    title: `Membership of ${organisation.name}`,
    content,
    crumbs: [
      ['/memberships', 'Memberships'],
      [visit.path, organisation.name],
    ],
    aside: aside(organisation, people, products),
  })
})

function stampsOf({ membership }: MembershipFile): readonly string[] {
  const { application, terminated, termination, burdens = [] } = membership
  const burdened = burdens.flatMap((burden) => [burden.recorded.by, burden.approved?.by])
  const deciding = [application?.received.by, application?.decided?.by, termination?.given.by, terminated?.by]
  return [...deciding, ...burdened].filter((id) => id !== undefined)
}

function applicationSection(
  visit: Visit,
  { organisation }: MembershipFile,
  application: Application,
  names: ReadonlyMap<string, string>,
): Html {
  return html`<section class="section">
    <h2>Application</h2>
    <dl class="facts">
      <dt>Received</dt>
      <dd>${sayDay(application.received.day, visit.day)}</dd>
      <dt>Tier</dt>
      <dd>${say(TIER_NAMES[application.tier])}</dd>
      <dt>Kind of product</dt>
      <dd>${say(FAMILY_NAMES[application.family])}</dd>
      <dt>Country</dt>
      <dd>${countryName(organisation.country)}</dd>
      <dt>Reseller too</dt>
      <dd>${say(organisation.roles.includes('reseller') ? 'yes' : 'no')}</dd>
      <dt>Contact</dt>
      <dd>${application.contact.name}, ${mailLink(application.contact.email)}</dd>
      <dt>Second contact</dt>
      <dd>${application.secondContact.name}, ${mailLink(application.secondContact.email)}</dd>
      ${when(
        organisation.web,
        (web) =>
          html`<dt>Web</dt>
            <dd>${webLink(web)}</dd>`,
      )}
      ${when(
        organisation.summary,
        (summary) =>
          html`<dt>What they do</dt>
            <dd>${summary}</dd>`,
      )}
      <dt>Plans</dt>
      <dd>${prose(application.plans)}</dd>
      ${when(
        application.decided,
        (decided) =>
          html`<dt>${say(application.state === 'declined' ? 'Declined' : 'Approved')}</dt>
            <dd>${sayStamp(decided, names, visit.day)}${when(decided.reason, prose)}</dd>`,
      )}
    </dl>
  </section>`
}

function decisionSection(
  visit: Visit,
  { organisation }: MembershipFile,
  moves: Parameters<typeof approveForm>[2],
): Html {
  if (moves.length === 0) return nothing
  return html`<section class="section">
    <h2>Decide</h2>
    <div class="two-ways">
      <div class="card">
        <h3>Approve</h3>
        ${approveForm(visit, organisation, moves, { folded: false })}
      </div>
      <div class="card">
        <h3>Decline</h3>
        ${declineForm(visit, organisation, moves, { folded: false })}
      </div>
    </div>
  </section>`
}

function aside(
  organisation: MembershipFile['organisation'],
  people: readonly Person[],
  products: readonly Product[],
): Html {
  return html`<section class="stack tight later">
      <h2>People</h2>
      ${
        people.length > 0
          ? html`<ul class="plain-list side-list">
              ${each(people, (person) => html`<li>${person.name}<br /><span class="small soft">${person.roles.map((role) => ROLE_NAMES[role]).join(', ')}${person.state === 'active' ? '' : `, ${person.state}`}</span></li>`)}
            </ul>`
          : html`<p class="small soft">
              Nobody has an account yet. Approving the application invites the first contact.
            </p>`
      }
    </section>
    <section class="stack tight">
      <h2>Products</h2>
      ${
        products.length > 0
          ? html`<ul class="plain-list side-list">
              ${each(products, (product) => html`<li><a href="/products/${product.id}">${product.name}</a><br /><span class="small soft">${say(FAMILY_NAMES[product.family])}</span></li>`)}
            </ul>`
          : html`<p class="small soft">None registered yet.</p>`
      }
    </section>
    <p class="small"><a href="/organisations/${organisation.id}">All about ${organisation.name}</a></p>`
}
