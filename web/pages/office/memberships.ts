/** Memberships for the office: what waits for a decision or a fee first, then members by the end of their term. */
import { companiesAlike } from '../../../src/app/ask/companies-alike.ts'
import {
  MEMBERSHIP_VIEWS,
  type MembershipRow,
  type MembershipView,
  waitingMemberships,
} from '../../../src/app/ask/memberships.ts'
import { offeredMoves } from '../../../src/app/ask/moves.ts'
import { figures } from '../../../src/app/house.ts'
import { MEMBERSHIP_LIST, membershipView } from '../../../src/app/lists/companies.ts'
import { TARGETS } from '../../../src/app/targets.ts'
import { countryName } from '../../../src/kernel/country.ts'
import { FAMILY_NAMES } from '../../../src/programme/interface.ts'
import { TIER_NAMES } from '../../../src/programme/membership.ts'
import type { Figures } from '../../../src/rulebook/parameters.ts'
import { address, count, each, html, type Html, nothing, say } from '../../parts/html.ts'
import { portalPage } from '../../parts/layout.ts'
import { fileLinks, pageOf } from '../../parts/listing.ts'
import { ledger, pager } from '../../parts/table.ts'
import { sayDay, sayFor } from '../../parts/time.ts'
import { page, type Visit } from '../../visit.ts'
import {
  alikeNote,
  approveForm,
  declineForm,
  feeForm,
  membershipTag,
  membershipToday,
  sayEnd,
} from './membership-parts.ts'
import { OFFICE } from './who.ts'

export const membershipListPage = page('/memberships', OFFICE, async (visit) => {
  const { database } = visit.house
  const figure = await figures(database, visit.day)
  const waiting = await waitingMemberships(database)
  const alike = await companiesAlike(
    database,
    waiting.map(({ organisation }) => organisation),
  )
  const view = membershipView(visit.query.get('state') ?? '')
  const found = await pageOf(visit, MEMBERSHIP_LIST)
  const content = html`<div class="page-head">
      <h1>Memberships</h1>
      <p class="lead">${sayWaiting(waiting)}</p>
    </div>
    ${waiting.length > 0 ? waitingSection(visit, waiting, alike, figure) : nothing}
    <section class="section flush">
      <h2>All memberships</h2>
      <nav class="tabs" aria-label="Memberships by state">
        ${each(
          Object.entries(MEMBERSHIP_VIEWS),
          ([name, says]) =>
            html`<a
              href="${address('/memberships', { state: name === 'members' ? null : name })}"
              ${name === view ? html`aria-current="page"` : nothing}
              >${says}</a
            >`,
        )}
      </nav>
      ${membershipLedger(visit, found.rows, view, figure)}
      ${pager({
        older: found.after ? address('/memberships', { state: view, after: found.after }) : null,
        first: visit.query.get('after') ? address('/memberships', { state: view }) : null,
      })}
      ${fileLinks(visit, MEMBERSHIP_LIST, { state: view })}
    </section>`
  return portalPage({ visit, title: 'Memberships', content, crumbs: [['/memberships', 'Memberships']] })
})

function sayWaiting(waiting: readonly MembershipRow[]): string {
  const toDecide = waiting.filter(({ membership }) => membership.application?.state === 'applied').length
  const unpaid = waiting.length - toDecide
  if (waiting.length === 0) return 'No application waits for a decision, and no fee is awaited.'
  return [
    toDecide > 0 ? say`${count(toDecide, 'application')} to decide` : '',
    unpaid > 0 ? say`${count(unpaid, 'fee')} awaited` : '',
  ]
    .filter(Boolean)
    .join(', ')
}

type Alike = Awaited<ReturnType<typeof companiesAlike>>

function waitingSection(visit: Visit, waiting: readonly MembershipRow[], alike: Alike, figure: Figures): Html {
  return html`<section class="section">
    <h2>Waiting</h2>
    <ul class="rows waiting-list">
      ${each(waiting, (row) => waitingRow(visit, row, alike, figure))}
    </ul>
  </section>`
}

function waitingRow(visit: Visit, row: MembershipRow, alike: Alike, figure: Figures): Html {
  const { organisation, membership } = row
  const { application } = membership
  if (!application) return nothing
  const moves = offeredMoves(TARGETS.membership, row, visit.actor, visit.day, figure)
  const isUndecided = application.state === 'applied'
  const since = isUndecided ? application.received.day : (application.decided?.day ?? application.received.day)
  const folding = { folded: true }
  return html`<li class="waiting">
    <div class="spread">
      <h3><a href="/memberships/${organisation.id}">${organisation.name}</a></h3>
      <span class="row small"
        >${membershipTag(application.state === 'paid' ? 'approved' : application.state)}
        <span class="soft">${sayFor(since, visit.day)}</span></span
      >
    </div>
    <p class="small soft">
      ${say(TIER_NAMES[application.tier])} · ${say(FAMILY_NAMES[application.family])} ·
      ${countryName(organisation.country)} · ${application.contact.name}
    </p>
    ${isUndecided ? html`<p class="excerpt">${excerpt(application.plans)}</p>` : html`<p class="small">Approved ${sayDay(since, visit.day)}; the term starts when the fee is received.</p>`}
    ${alikeNote(alike.get(organisation.id) ?? [])}
    <div class="folds">
      ${
        isUndecided
          ? html`${approveForm(visit, organisation, moves, folding)}${declineForm(visit, organisation, moves, folding)}`
          : feeForm(visit, row, moves, figure, folding)
      }
      <a class="small" href="/memberships/${organisation.id}">Read the application</a>
    </div>
  </li>`
}

const MOST_EXCERPT = 220

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > MOST_EXCERPT ? `${line.slice(0, MOST_EXCERPT).replace(/\s\S*$/, '')} …` : line
}

function membershipLedger(visit: Visit, rows: readonly MembershipRow[], view: MembershipView, figure: Figures): Html {
  const today = (row: MembershipRow) => membershipToday(row.membership, visit.day, figure)
  return ledger({
    caption: `Memberships: ${MEMBERSHIP_VIEWS[view].toLowerCase()}, those whose term ends first on top`,
    items: rows,
    to: (row) => `/memberships/${row.organisation.id}`,
    columns: [
      { head: 'Organisation', cell: (row) => row.organisation.name },
      { head: 'State', cell: (row) => membershipTag(today(row).state) },
      {
        head: 'Tier',
        cell: (row) => {
          const tier = today(row).tier ?? row.membership.terms.at(-1)?.tier ?? row.membership.application?.tier
          return tier ? TIER_NAMES[tier] : ''
        },
      },
      { head: 'Term', cell: (row) => sayEnd(today(row), visit.day) },
      { head: 'Country', cell: (row) => countryName(row.organisation.country) },
    ],
    empty: EMPTY[view],
  })
}

const EMPTY: Readonly<Record<MembershipView, Html>> = {
  members: html`<p>
    Members stand here by the end of their term, those to be renewed soonest on top. A membership begins with an
    application at <a href="/join">the public form</a>, your approval, and the fee.
  </p>`,
  ending: html`<p>Nobody is in grace. A member whose term has ended is listed here while the benefits still go on.</p>`,
  lapsed: html`<p>No membership has lapsed.</p>`,
  applied: html`<p>No application waits. They come in by <a href="/join">the public form</a>.</p>`,
  approved: html`<p>No fee is awaited. An approved applicant is listed here until the fee is noted as received.</p>`,
  declined: html`<p>No application was declined.</p>`,
  asked: html`<p>No member asks for a further term. Who does stands here until the fee is noted.</p>`,
  terminated: html`<p>No membership was ended by the programme.</p>`,
}
