/** Whom one can sign in as in the demo programme: one named person for each role. */
import sql from 'sql-template-tag'
import type { Person } from '../programme/person.ts'
import type { House } from './house.ts'

export type DemoPerson = Pick<Person, 'name' | 'email' | 'roles'> & { readonly organisation: string }

export async function demoPeople(house: House): Promise<readonly DemoPerson[]> {
  const rows = await house.database.all<{ state: Person; organisation: string }>(
    sql`select p.state, o.name as organisation from person p join organisation o on o.id = p.organisation, installation
        where installation.demo = 'yes' and p.state_word = 'active' order by o.state->'roles' ? 'vendor' desc, o.name, p.name limit 60`,
  )
  return rows.map(({ state, organisation }) => ({
    name: state.name,
    email: state.email,
    roles: state.roles,
    organisation,
  }))
}
