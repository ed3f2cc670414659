/** Reading platforms, regions and interfaces: short lists, whole. */
import sql from 'sql-template-tag'
import type { Interface } from '../../programme/interface.ts'
import type { Region } from '../../programme/organisation.ts'
import type { Platform } from '../../programme/platform.ts'
import type { Queryable } from '../../store/database.ts'

export async function allPlatforms(on: Queryable): Promise<readonly Platform[]> {
  return (await on.all<{ state: Platform }>(sql`select state from platform order by name, id limit 1000`)).map(
    (row) => row.state,
  )
}

export async function allRegions(on: Queryable): Promise<readonly Region[]> {
  return (await on.all<{ state: Region }>(sql`select state from region order by id limit 1000`)).map((row) => row.state)
}

export async function allInterfaces(on: Queryable): Promise<readonly Interface[]> {
  return (await on.all<{ state: Interface }>(sql`select state from interface order by id limit 1000`)).map(
    (row) => row.state,
  )
}
