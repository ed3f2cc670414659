/** Field technicians: who may test on which platform until when, and the moves that change it (4A.14). */
import { openThing } from '../../../src/app/ask/open-thing.ts'
import { offered, type OfferedMove } from '../../../src/app/ask/moves.ts'
import { allPlatforms } from '../../../src/app/ask/platforms.ts'
import type { TechnicianRow } from '../../../src/app/ask/technicians.ts'
import { TECHNICIAN_LIST } from '../../../src/app/lists/projects.ts'
import { TARGETS } from '../../../src/app/targets.ts'
import { type Credential, type CredentialState, SEES_TECHNICIANS, stateOf } from '../../../src/programme/technician.ts'
import type { Platform } from '../../../src/programme/platform.ts'
import { clauseLink } from '../../parts/because.ts'
import { selectField, textField } from '../../parts/form.ts'
import { address, each, html, type Html, say } from '../../parts/html.ts'
import { portalPage } from '../../parts/layout.ts'
import { fileLinks, pageOf } from '../../parts/listing.ts'
import { ledger, pager } from '../../parts/table.ts'
import { sayDate } from '../../parts/time.ts'
import { page, type Visit } from '../../visit.ts'
import { foldedMove, offeredForm } from '../office/parts.ts'

export const technicianListPage = page('/technicians', SEES_TECHNICIANS, async (visit) => {
  const after = visit.query.get('after')
  const found = await pageOf(visit, TECHNICIAN_LIST)
  const names = platformNames(await allPlatforms(visit.house.database))
  const content = html`<div class="page-head">
      <h1>Technicians</h1>
      <p class="lead">
        Whoever tests on path A holds a vendor credential on the platform under test, in date ${clauseLink('4A.14')}.
      </p>
    </div>
    ${ledger<TechnicianRow>({
      caption: 'Technicians by name',
      items: found.rows,
      to: ({ person }) => `/technicians/${person}`,
      columns: [
        { head: 'Technician', cell: ({ name }) => name },
        { head: 'Works for', cell: ({ organisationName }) => organisationName },
        { head: 'Credentials', cell: ({ credentials }) => summary(visit, credentials, names) },
      ],
      empty: html`<p>
        Nobody in the role of field technician yet. The programme office invites them for your organisation; their
        credentials are then registered here and confirmed by the vendor.
      </p>`,
    })}
    ${pager({
      older: found.after ? address('/technicians', { after: found.after }) : null,
      first: after ? '/technicians' : null,
    })}
    ${fileLinks(visit, TECHNICIAN_LIST)}`
  return portalPage({ visit, title: 'Technicians', content, crumbs: [['/technicians', 'Technicians']] })
})

export const technicianPage = page('/technicians/:person', SEES_TECHNICIANS, async (visit) => {
  const { file, moves } = await openThing(visit.house, visit.actor, TARGETS.technician, visit.part('person'))
  const { technician } = file
  const platforms = await allPlatforms(visit.house.database)
  const names = platformNames(platforms)
  const content = html`<div class="page-head">
      <p class="eyebrow">Field technician</p>
      <h1>${technician.name}</h1>
    </div>
    <section class="section">
      <h2>Credentials</h2>
      ${
        technician.credentials.length === 0
          ? html`<div class="empty">
              <p>
                None yet. A credential on a platform lets ${technician.name} test on it, from the day the vendor has
                confirmed it until it ends.
              </p>
            </div>`
          : html`<ul class="rows">
              ${each(technician.credentials, (held) => credentialRow(visit, technician.person, held, names, moves))}
            </ul>`
      }
      ${register(visit, technician.person, platforms, moves)}
    </section>`
  return portalPage({
    visit,
    title: technician.name,
    content,
    crumbs: [
      ['/technicians', 'Technicians'],
      [visit.path, technician.name],
    ],
  })
})

type Names = ReadonlyMap<string, string>

function platformNames(platforms: readonly Platform[]): Names {
  return new Map(platforms.map((platform) => [platform.id, platform.name]))
}

const CREDENTIAL_STATES: Readonly<Record<CredentialState, string>> = {
  'in date': 'in date',
  'not yet valid': 'not yet valid',
  expired: 'expired',
  'waiting for confirmation': 'waiting for confirmation',
  withdrawn: 'withdrawn',
}

function summary(visit: Visit, credentials: readonly Credential[], names: Names): Html {
  const shown = credentials.filter((held) => !held.withdrawn)
  if (shown.length === 0) return html`<span class="soft">none</span>`
  return html`${each(
    shown,
    (held) =>
      html`<div>
        ${names.get(held.platform) ?? held.platform}: ${say(CREDENTIAL_STATES[stateOf(held, visit.day)])} ${until(held)}
      </div>`,
  )}`
}

function until({ expires }: Credential): Html {
  return html`<span class="soft">until ${sayDate(expires)}</span>`
}

function credentialRow(
  visit: Visit,
  person: string,
  held: Credential,
  names: Names,
  moves: readonly OfferedMove[],
): Html {
  const form = { visit, id: person, key: held.id }
  const state = stateOf(held, visit.day)
  const hidden = html`<input type="hidden" name="credential" value="${held.id}" />`
  return html`<li>
    <p>
      <strong>${names.get(held.platform) ?? held.platform}${held.release ? ` ${held.release}` : ''}</strong>
      <span class="mono">${held.number}</span>
      <span class="tag ${state === 'in date' ? '' : 'strong'}">${say(CREDENTIAL_STATES[state])}</span>
    </p>
    <p class="small soft">
      ${sayDate(held.issued)} to
      ${sayDate(held.expires)}${say(held.withdrawn ? `. Withdrawn: ${held.withdrawn.reason}` : '')}
    </p>
    ${
      held.withdrawn
        ? ''
        : html`<div class="folds">
            ${held.confirmed ? '' : foldedMove(offered(moves, 'confirm-credential'), { ...form, fields: () => hidden })}
            ${foldedMove(
              offered(moves, 'withdraw-credential'),
              {
                ...form,
                tone: 'grave',
                fields: (state_) => html`${hidden}${textField({ form: state_, name: 'reason', label: 'Why' })}`,
              },
              'Withdraw',
            )}
          </div>`
    }
  </li>`
}

function register(visit: Visit, person: string, platforms: readonly Platform[], moves: readonly OfferedMove[]): Html {
  const move = offered(moves, 'register-credential')
  if (!move) return html``
  return html`<h3>Register a credential</h3>
    ${offeredForm(move, {
      visit,
      id: person,
      fields: (form) =>
        html`<div class="field-row">
            ${selectField({ form, name: 'platform', label: 'Platform', choices: platforms.map((platform) => ({ value: platform.id, says: platform.name })) })}
            ${textField({ form, name: 'release', label: 'Only for release', required: false, most: 120, help: 'Leave it empty where it is for the platform as such.' })}
            ${textField({ form, name: 'number', label: 'Number', most: 60, mono: true })}
          </div>
          <div class="field-row">
            ${textField({ form, name: 'issued', label: 'Issued', type: 'date' })}
            ${textField({ form, name: 'expires', label: 'Good until', type: 'date' })}
          </div>`,
    })}`
}
