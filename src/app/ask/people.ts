/** Reading people: by organisation, by invitation, by name for choosing somebody. */
import sql from 'sql-template-tag'
import { dateWords } from '../../kernel/day.ts'
import { refuse } from '../../kernel/refusal.ts'
import type { Invitation } from '../../programme/invitation.ts'
import type { Organisation } from '../../programme/organisation.ts'
import type { Person, Role } from '../../programme/person.ts'
import type { Queryable, Row } from '../../store/database.ts'
import { loadMany } from '../../store/nouns.ts'
import { hashToken, type House, today } from '../house.ts'

export async function peopleOf(on: Queryable, organisation: string): Promise<readonly Person[]> {
  const rows = await on.all<{ state: Person }>(
    sql`select state from person where organisation = ${organisation} order by name limit 500`,
  )
  return rows.map((row) => row.state)
}

export async function peopleInRole(on: Queryable, role: Role): Promise<readonly Person[]> {
  const rows = await on.all<{ state: Person }>(
    sql`select state from person where state_word = 'active' and state->'roles' ? ${role} order by name limit 200`,
  )
  return rows.map((row) => row.state)
}

/** Names by id, for whoever is mentioned on a page; unknown ones (the console, a visitor) are left out. */
export async function namesOf(on: Queryable, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const known = [...new Set(ids)]
  const rows =
    known.length > 0
      ? await on.all<{ id: string; name: string }>(sql`select id, name from person where id = any(${known})`)
      : []
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** The invitations of people who have not come yet, by person. */
export async function invitationsOf(
  on: Queryable,
  people: readonly string[],
): Promise<ReadonlyMap<string, Invitation>> {
  return new Map((await loadMany(on, 'invitation', people)).map((kept) => [kept.id, kept.state]))
}

export type Invited = { readonly person: Person; readonly invitation: Invitation; readonly organisation: Organisation }

/** Whom an invitation's token lets in; refused when it is used up, expired, or none of ours. */
export async function invitationOf(house: House, token: string): Promise<Invited> {
  const found = await house.database.one<Invited & Row>(
    sql`select p.state as person, i.state as invitation, o.state as organisation
        from invitation i join person p on p.id = i.id join organisation o on o.id = p.organisation
        where i.token_hash = ${hashToken(token)}`,
  )
  if (!found || found.invitation.accepted || found.person.state === 'departed') {
    return refuse('not-found', {
      says: 'This link was used already, or replaced by a newer one.',
      next: 'Sign in, or ask whoever invited you for a new one.',
    })
  }
  if (found.invitation.expires < today(house)) {
    return refuse('not-now', {
      says: `This link was good until ${dateWords(found.invitation.expires)}.`,
      next: 'Ask whoever invited you for a new one.',
    })
  }
  return found
}
