/** The people of an organisation: who has an account, in which roles, and the moves that change it. */
import { accessTokensInUse, type TokenInUse } from '../../../src/app/ask/access-tokens.ts'
import { offered, type OfferedMove, offeredMoves } from '../../../src/app/ask/moves.ts'
import { invitationsOf, peopleOf } from '../../../src/app/ask/people.ts'
import { TARGETS } from '../../../src/app/targets.ts'
import { SEES_TOKEN } from '../../../src/programme/access-token.ts'
import type { Invitation } from '../../../src/programme/invitation.ts'
import type { Organisation } from '../../../src/programme/organisation.ts'
import { may } from '../../../src/programme/permission.ts'
import { type Person, ROLE_NAMES, ROLES_BY_ORGANISATION, type Role } from '../../../src/programme/person.ts'
import type { Figures } from '../../../src/rulebook/parameters.ts'
import { choiceCards, moveForm, textField } from '../../parts/form.ts'
import { type FormState } from '../../parts/form-state.ts'
import { each, html, type Html, nothing } from '../../parts/html.ts'
import { sayDate, sayDay } from '../../parts/time.ts'
import type { Visit } from '../../visit.ts'
import { foldedMove, mailLink } from './parts.ts'
import { tokensOfPerson } from './person-tokens.ts'

export async function peopleSection(visit: Visit, organisation: Organisation, figures: Figures): Promise<Html> {
  const people = await peopleOf(visit.house.database, organisation.id)
  const invited = people.filter((person) => person.state === 'invited').map((person) => person.id)
  const invitations = await invitationsOf(visit.house.database, invited)
  const here = people.filter((person) => person.state !== 'departed')
  const departed = people.filter((person) => person.state === 'departed')
  const tokens = may(visit.actor, SEES_TOKEN, {})
    ? await accessTokensInUse(
        visit.house.database,
        here.map(({ id }) => id),
        visit.day,
      )
    : new Map<string, readonly TokenInUse[]>()
  return html`<section class="section" id="people">
    <h2>People</h2>
    ${
      here.length > 0
        ? html`<ul class="rows people">
            ${each(here, (person) => personRow(visit, { person, organisation, invitation: invitations.get(person.id) ?? null, tokens: tokens.get(person.id) ?? [] }, figures))}
          </ul>`
        : html`<div class="empty">
            <p>
              Nobody of ${organisation.name} has an account. Somebody who is invited gets a link by mail, chooses a
              password, and is in.
            </p>
          </div>`
    }
    ${inviteForm(visit, organisation, figures)}
    ${
      departed.length > 0
        ? html`<details class="plain-fold">
            <summary class="small">Accounts that have ended</summary>
            <ul class="plain-list small soft">
              ${each(departed, (person) => html`<li>${person.name}, ${person.email}</li>`)}
            </ul>
          </details>`
        : nothing
    }
  </section>`
}

/** Twice a year members are asked whether this is right (G-13); they can say so at any time. */
export function contactsNote(visit: Visit, organisation: Organisation, moves: readonly OfferedMove[]): Html {
  const { contactsConfirmed: last } = organisation
  const confirm = offered(moves, 'confirm-contacts')
  return html`<div class="note" id="contacts">
    <p class="small soft">
      Decisions, deadlines and field issues are told to these people.
      ${last ? html`That they are right was last confirmed ${sayDay(last, visit.day)}.` : 'Nobody has confirmed yet that they are right.'}
    </p>
    ${confirm ? moveForm({ visit, move: 'confirm-contacts', id: organisation.id, submit: 'They are right', tone: 'plain', compact: true }) : nothing}
  </div>`
}

type PersonFile = {
  readonly person: Person
  readonly organisation: Organisation
  readonly invitation: Invitation | null
  readonly tokens: readonly TokenInUse[]
}

function personRow(visit: Visit, file: PersonFile, figures: Figures): Html {
  const { person, organisation, tokens } = file
  const moves = offeredMoves(TARGETS.person, file, visit.actor, visit.day, figures)
  const form = { visit, id: person.id, key: person.id }
  return html`<li class="person">
    <div>
      <strong>${person.name}</strong
      >${person.id === visit.actor.id ? html` <span class="soft">(you)</span>` : nothing}<br />
      <span class="small">${mailLink(person.email)}</span>
    </div>
    <div class="person-roles">
      ${person.roles.map((role) => ROLE_NAMES[role]).join(', ')}<br />${stateWords(visit, file)}
    </div>
    <div class="folds">
      ${foldedMove(offered(moves, 'renew-invitation'), { ...form, submit: 'Send it', fields: () => linkHelp(person) }, person.state === 'invited' ? 'New invitation' : 'New password')}
      ${foldedMove(offered(moves, 'change-roles'), { ...form, fields: (state) => roleFields(state, organisation, person.roles) }, 'Change roles')}
      ${foldedMove(
        offered(moves, 'let-go'),
        {
          ...form,
          tone: 'grave',
          fields: (state) =>
            textField({
              form: state,
              name: 'reason',
              label: 'Reason',
              most: 120,
              help: `${person.name} can no longer sign in from the next click on. What they did stays in the journal.`,
            }),
        },
        'End account',
      )}
      ${tokensOfPerson(visit, person, tokens, figures)}
    </div>
  </li>`
}

function linkHelp(person: Person): Html {
  return person.state === 'invited'
    ? html`<p>The link sent before stops working.</p>`
    : html`<p>
        ${person.name} gets a mail with a link, good once, to choose a new password. The present one goes on until then.
      </p>`
}

function stateWords(visit: Visit, { person, invitation }: PersonFile): Html {
  if (person.state === 'active') return html`<span class="small soft">has an account</span>`
  if (!invitation) return html`<span class="small soft">invited ${sayDay(person.invited.day, visit.day)}</span>`
  return invitation.expires < visit.day
    ? html`<span class="small"><strong>invitation ran out</strong> ${sayDay(invitation.expires, visit.day)}</span>`
    : html`<span class="small soft">invited; the link is good until ${sayDate(invitation.expires)}</span>`
}

function inviteForm(visit: Visit, organisation: Organisation, figures: Figures): Html {
  const file = { organisation, emailTaken: () => false }
  const move = offered(offeredMoves(TARGETS.organisationPeople, file, visit.actor, visit.day, figures), 'invite-person')
  return foldedMove(move, {
    visit,
    id: organisation.id,
    fields: (form) =>
      html`<div class="field-row">
          ${textField({ form, name: 'name', label: 'Name', most: 120 })}
          ${textField({ form, name: 'email', label: 'E-mail address', type: 'email' })}
        </div>
        ${roleFields(form, organisation, [])}
        <p class="help">
          The link in the invitation is good for ${figures.number('invitation.days')} days and for one use.
        </p>`,
  })
}

const ROLE_HELP: Readonly<Record<Role, string>> = {
  'programme-manager': 'Memberships, quotes, decisions, figures.',
  'lab-engineer': 'Plans, runs, reviews, guides.',
  'support-agent': 'Support answers and certifications.',
  'sales-unit': 'Sponsors partners in its region.',
  'reseller-sponsor': 'Sponsors partners it resells.',
  'field-technician': 'Runs plans at a customer or bench.',
  'partner-admin': 'Orders, invites colleagues, describes the company.',
  'partner-engineer': 'Questionnaires, evidence, questions.',
  auditor: 'Reads everything, changes nothing.',
  operator: 'Accounts, mails, figures; keeps it running.',
}

/** The roles that people of such an organisation can have, and those they have: what is sent is all of them. */
function roleFields(form: FormState, organisation: Organisation, roles: readonly Role[]): Html {
  const fitting = [...new Set<Role>([...organisation.roles.flatMap((role) => ROLES_BY_ORGANISATION[role]), ...roles])]
  return choiceCards({
    form,
    name: 'roles',
    label: 'Roles',
    many: true,
    value: roles.join(' '),
    choices: fitting.map((role) => ({ value: role, says: ROLE_NAMES[role], help: ROLE_HELP[role] })),
  })
}
