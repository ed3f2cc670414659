/** Reading field technicians: a list for whoever may see them, and who could test for a sponsor. */
import sql, { join, type Sql } from 'sql-template-tag'
import type { Actor } from '../../programme/permission.ts'
import { SEES_TECHNICIANS, type Technician } from '../../programme/technician.ts'
import type { Queryable, Row } from '../../store/database.ts'
import { joinCursor, splitCursor } from './organisations.ts'

/** A person in that role; credentials are empty where none was ever registered. */
export type TechnicianRow = Technician & { readonly organisationName: string }

function visibleTechnicians(actor: Actor): Sql {
  const ways = actor.parts.flatMap((part): Sql[] => {
    switch (SEES_TECHNICIANS[part as keyof typeof SEES_TECHNICIANS]) {
      case 'any':
        return [sql`true`]
      case 'own':
        return [sql`person.organisation = ${actor.organisation}`]
      case 'self':
        return [sql`person.id = ${actor.id}`]
      default:
        return []
    }
  })
  return ways.length === 0 ? sql`false` : sql`(${join(ways, ' or ')})`
}

const COLUMNS = sql`person.id as person, person.name, person.organisation, o.name as "organisationName",
  coalesce(t.state->'credentials', '[]') as credentials`

const TABLES = sql`person join organisation o on o.id = person.organisation left join technician t on t.id = person.id`

/** Word for word as the indexes of migration 0010 say it. */
const ARE_TECHNICIANS = sql`person.state_word = 'active' and person.state->'roles' ? 'field-technician'`

/** By name; a page is found by its cursor. */
export async function listTechnicians(
  on: Queryable,
  actor: Actor,
  asked: { readonly after: string | null; readonly limit: number },
): Promise<{ rows: readonly TechnicianRow[]; after: string | null }> {
  const [name = '', id = ''] = splitCursor(asked.after)
  const beyond = id ? sql`and (person.name, person.id) > (${name}, ${id})` : sql``
  const found = await on.all<TechnicianRow & Row>(
    sql`select ${COLUMNS} from ${TABLES} where ${ARE_TECHNICIANS} and ${visibleTechnicians(actor)} ${beyond}
        order by person.name, person.id limit ${asked.limit + 1}`,
  )
  const rows = found.slice(0, asked.limit)
  const last = rows.at(-1)
  return { rows, after: found.length > asked.limit && last ? joinCursor(last.name, last.person) : null }
}

const MOST_CHOICES = 200

/** Who could test for a sponsor: its own technicians first, then the vendor's (4A.5). */
export async function techniciansFor(on: Queryable, sponsor: string | null): Promise<readonly TechnicianRow[]> {
  const vendor = sql`(select id from organisation where state->'roles' @> '["vendor"]' order by id limit 1)`
  const own = await techniciansOf(on, sql`${sponsor}`)
  return [...own, ...(await techniciansOf(on, sql`${vendor} and person.organisation is distinct from ${sponsor}`))]
}

async function techniciansOf(on: Queryable, organisation: Sql): Promise<readonly TechnicianRow[]> {
  return on.all<TechnicianRow & Row>(
    sql`select ${COLUMNS} from ${TABLES} where ${ARE_TECHNICIANS} and person.organisation = ${organisation}
        order by person.name, person.id limit ${MOST_CHOICES}`,
  )
}
