/** Reading organisations: the list by name, searched and by role. What hangs on one is read beside its noun. */
import sql, { empty, join } from 'sql-template-tag'
import type { Membership } from '../../programme/membership.ts'
import type { Organisation, OrganisationRole } from '../../programme/organisation.ts'
import type { Queryable, Row } from '../../store/database.ts'
import { load } from '../../store/nouns.ts'
import { andFound } from '../../store/search.ts'

export type OrganisationRow = { readonly organisation: Organisation; readonly membership: Membership | null }

export type OrganisationQuestion = {
  readonly search: string | null
  readonly role: OrganisationRole | null
  readonly after: string | null
  readonly limit: number
}

/** By name; a page is found by its index. `after` is where the page before ended. */
export async function listOrganisations(
  on: Queryable,
  asked: OrganisationQuestion,
): Promise<{ rows: readonly OrganisationRow[]; after: string | null }> {
  const [name = '', id = ''] = splitCursor(asked.after)
  const conditions = [
    asked.role ? sql`o.state->'roles' ? ${asked.role}` : empty,
    id ? sql`(o.name, o.id) > (${name}, ${id})` : empty,
  ].filter((condition) => condition !== empty)
  const found = await on.all<OrganisationRow & Row>(
    sql`select o.state as organisation, m.state as membership from organisation o left join membership m on m.id = o.id
        where true ${andFound(sql`o.search`, asked.search)} ${conditions.length > 0 ? sql`and ${join(conditions, ' and ')}` : empty} order by o.name, o.id limit ${asked.limit + 1}`,
  )
  const rows = found.slice(0, asked.limit)
  const last = rows.at(-1)?.organisation
  return { rows, after: found.length > asked.limit && last ? joinCursor(last.name, last.id) : null }
}

/** Ids hold no tilde, so the last one parts the name from the id. */
export function splitCursor(after: string | null): readonly [string, string] | readonly [] {
  const at = after?.lastIndexOf('~') ?? -1
  return after === null || at < 0 ? [] : [after.slice(0, at), after.slice(at + 1)]
}

export function joinCursor(name: string, id: string): string {
  return `${name}~${id}`
}

export async function organisationById(on: Queryable, id: string): Promise<Organisation | null> {
  return (await load(on, 'organisation', id))?.state ?? null
}

export async function membershipOf(on: Queryable, organisation: string): Promise<Membership | null> {
  return (await load(on, 'membership', organisation))?.state ?? null
}
