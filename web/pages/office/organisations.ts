/** Organisations for the office: by name, searched, by role; and where each one's membership stands. */
import type { OrganisationRow } from '../../../src/app/ask/organisations.ts'
import { ORGANISATION_LIST } from '../../../src/app/lists/companies.ts'
import { figures } from '../../../src/app/house.ts'
import { countryName } from '../../../src/kernel/country.ts'
import { ORGANISATION_ROLES, type OrganisationRole } from '../../../src/programme/organisation.ts'
import { TIER_NAMES } from '../../../src/programme/membership.ts'
import type { Figures } from '../../../src/rulebook/parameters.ts'
import { selectField, textField } from '../../parts/form.ts'
import { address, html, type Html, nothing, say, when } from '../../parts/html.ts'
import { portalPage } from '../../parts/layout.ts'
import { fileLinks, pageOf } from '../../parts/listing.ts'
import { ledger, pager } from '../../parts/table.ts'
import { page, type Visit } from '../../visit.ts'
import { membershipTag, membershipToday } from './membership-parts.ts'
import { ORGANISATION_ROLE_WORDS } from './organisation-parts.ts'
import { FILTER, filterForm, hasFilter } from './parts.ts'
import { SEES_ORGANISATIONS } from './who.ts'

export const organisationListPage = page('/organisations', SEES_ORGANISATIONS, async (visit) => {
  const { database } = visit.house
  const search = visit.query.get('search') ?? ''
  const asked = visit.query.get('role') ?? ''
  const role = (ORGANISATION_ROLES as readonly string[]).includes(asked) ? (asked as OrganisationRole) : null
  const figure = await figures(database, visit.day)
  const found = await pageOf(visit, ORGANISATION_LIST)
  const isSet = hasFilter(visit, 'search', 'role')
  const content = html`<h1>Organisations</h1>
    ${filterForm(
      '/organisations',
      html`<div class="field search">
          ${textField({ form: FILTER, name: 'search', label: 'Name', type: 'search', required: false, value: search })}
        </div>
        ${selectField({
          form: FILTER,
          name: 'role',
          label: 'Role in the programme',
          required: false,
          value: role ?? '',
          empty: 'Any',
          choices: ORGANISATION_ROLES.map((value) => ({ value, says: ORGANISATION_ROLE_WORDS[value] })),
        })}`,
      isSet,
    )}
    ${organisationLedger(visit, found.rows, figure, isSet)}
    ${pager({
      older: found.after ? address('/organisations', { search, role, after: found.after }) : null,
      first: visit.query.get('after') ? address('/organisations', { search, role }) : null,
    })}
    ${fileLinks(visit, ORGANISATION_LIST)}`
  return portalPage({ visit, title: 'Organisations', content, crumbs: [['/organisations', 'Organisations']] })
})

function organisationLedger(
  visit: Visit,
  rows: readonly OrganisationRow[],
  figure: Figures,
  isFiltered: boolean,
): Html {
  return ledger({
    caption: 'Organisations by name',
    items: rows,
    to: ({ organisation }) => `/organisations/${organisation.id}`,
    columns: [
      { head: 'Organisation', cell: ({ organisation }) => organisation.name },
      {
        head: 'Role',
        cell: ({ organisation }) => organisation.roles.map((role) => say(ORGANISATION_ROLE_WORDS[role])).join(', '),
      },
      { head: 'Country', cell: ({ organisation }) => countryName(organisation.country) },
      { head: 'Membership', cell: (row) => membershipCell(visit, row, figure) },
      {
        head: 'Tier',
        cell: ({ membership }) =>
          when(membershipToday(membership, visit.day, figure).tier, (tier) => html`${say(TIER_NAMES[tier])}`),
      },
    ],
    empty: isFiltered
      ? html`<p>No organisation fits. Look for a part of the name, or in another role.</p>`
      : html`<p>
          Partners, resellers, sales units and the vendor stand here. Partners come in by their application for
          membership; sales units and resellers come with an import (<code>certwright import</code>).
        </p>`,
  })
}

function membershipCell(visit: Visit, { organisation, membership }: OrganisationRow, figure: Figures): Html {
  if (!membership && !organisation.roles.includes('partner')) return nothing
  return membershipTag(membershipToday(membership, visit.day, figure).state)
}
