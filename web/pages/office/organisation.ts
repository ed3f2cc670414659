/** One organisation with everything that hangs on it; and one's own, with what its membership brings. */
import { companiesAlike } from '../../../src/app/ask/companies-alike.ts'
import { openThing } from '../../../src/app/ask/open-thing.ts'
import { membershipOf } from '../../../src/app/ask/organisations.ts'
import { allRegions } from '../../../src/app/ask/platforms.ts'
import { TARGETS } from '../../../src/app/targets.ts'
import { TIER_NAMES } from '../../../src/programme/membership.ts'
import type { Organisation } from '../../../src/programme/organisation.ts'
import { may, PARTNER } from '../../../src/programme/permission.ts'
import { SEES_WEBHOOKS } from '../../../src/programme/webhook.ts'
import type { Figures } from '../../../src/rulebook/parameters.ts'
import type { Membership } from '../../../src/programme/membership.ts'
import { address, html, type Html, nothing } from '../../parts/html.ts'
import { portalPage } from '../../parts/layout.ts'
import { page, type Visit } from '../../visit.ts'
import { productsOf } from '../../../src/app/ask/own-products.ts'
import { furtherTerm } from './further-term.ts'
import { alikeNote, benefitList, membershipPanel, membershipTag, membershipToday, sayEnd } from './membership-parts.ts'
import {
  certificationsSection,
  describeForm,
  ORGANISATION_ROLE_WORDS,
  organisationFacts,
  productsSection,
  projectsSection,
} from './organisation-parts.ts'
import { contactsNote, peopleSection } from './people-part.ts'
import { webhookNote } from './webhook-parts.ts'
import { listingSection } from './listing-part.ts'
import { noticeForMember } from './termination.ts'
import { OFFICE, SEES_ORGANISATIONS } from './who.ts'

export const organisationPage = page('/organisations/:organisation', SEES_ORGANISATIONS, async (visit) => {
  const { database } = visit.house
  const { file, moves, figures } = await openThing(
    visit.house,
    visit.actor,
    TARGETS.organisation,
    visit.part('organisation'),
  )
  const { organisation } = file
  const membership = await membershipOf(database, organisation.id)
  const isOffice = may(visit.actor, OFFICE, {})
  const alike = (isOffice && (await companiesAlike(database, [organisation])).get(organisation.id)) || []
  const content = html`<div class="page-head">
      <p class="eyebrow">${organisation.roles.map((role) => ORGANISATION_ROLE_WORDS[role]).join(', ')}</p>
      <h1>${organisation.name}</h1>
      ${membershipLine(visit, organisation, membership, figures)}
    </div>
    ${alikeNote(alike)}
    <section class="section">
      <h2>About</h2>
      ${organisationFacts(visit, organisation, await regionNames(visit))} ${describeForm(visit, organisation, moves)}
    </section>
    ${await listingSection(visit, { organisation: organisation.id, product: null })}
    ${await peopleSection(visit, organisation, figures)} ${await productsSection(visit, organisation)}
    ${await certificationsSection(visit, organisation)} ${await projectsSection(visit, organisation)}
    ${may(visit.actor, SEES_WEBHOOKS, {}) ? webhookNote(address('/webhooks', { organisation: organisation.id })) : nothing}`
  return portalPage({
    visit,
    title: organisation.name,
    content,
    crumbs: [
      ['/organisations', 'Organisations'],
      [visit.path, organisation.name],
    ],
  })
})

function membershipLine(
  visit: Visit,
  organisation: Organisation,
  membership: Membership | null,
  figures: Figures,
): Html {
  if (!membership && !organisation.roles.includes('partner')) return nothing
  const now = membershipToday(membership, visit.day, figures)
  const seesMembership = may(visit.actor, OFFICE, {})
  return html`<p class="row">
    ${membershipTag(now.state)} ${now.tier ? TIER_NAMES[now.tier] : nothing} <span>${sayEnd(now, visit.day)}</span>
    ${membership && seesMembership ? html`<a class="small" href="/memberships/${organisation.id}">Membership</a>` : nothing}
  </p>`
}

async function regionNames(visit: Visit): Promise<ReadonlyMap<string, string>> {
  return new Map((await allRegions(visit.house.database)).map((region) => [region.id, region.name]))
}

export const ourOrganisationPage = page('/our-organisation', PARTNER, async (visit) => {
  const { database } = visit.house
  const own = visit.actor.organisation ?? ''
  const { file, moves, figures } = await openThing(visit.house, visit.actor, TARGETS.organisation, own, PARTNER)
  const { organisation } = file
  const joined = await openThing(visit.house, visit.actor, TARGETS.membership, own, PARTNER)
  const membership = await membershipOf(database, organisation.id)
  const products = await productsOf(database, organisation.id)
  const content = html`<div class="page-head">
      <p class="eyebrow">Our organisation</p>
      <h1>${organisation.name}</h1>
    </div>
    <section class="section">
      <h2>About</h2>
      ${organisationFacts(visit, organisation, await regionNames(visit))} ${describeForm(visit, organisation, moves)}
    </section>
    ${await listingSection(visit, { organisation: organisation.id, product: null })}
    <section class="section" id="membership">
      <h2>Membership</h2>
      ${membershipPanel(membership, visit.day, figures)} ${noticeForMember(visit, joined.file, joined.moves)}
      ${membership ? furtherTerm(visit, joined.file, products, joined.moves, figures) : nothing}
      <h3>What it brings</h3>
      ${benefitList(organisation, membership, visit.day, figures)}
    </section>
    ${await peopleSection(visit, organisation, figures)} ${contactsNote(visit, organisation, moves)}
    ${await productsSection(visit, organisation)} ${webhookNote('/webhooks')}`
  return portalPage({ visit, title: 'Our organisation', content, crumbs: [['/our-organisation', 'Our organisation']] })
})
