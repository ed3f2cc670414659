/** One search box: places that somebody may open, found by a few words in any order. */
import sql, { empty, type Sql } from 'sql-template-tag'
import { type Actor, may } from '../../programme/permission.ts'
import type { Queryable } from '../../store/database.ts'
import { andFound } from '../../store/search.ts'
import { listProjects } from './projects.ts'

export type Place = { readonly name: string; readonly path: string; readonly kind: string }

const STAFF = { 'programme-manager': 'any', 'lab-engineer': 'any', auditor: 'any' } as const

export async function findPlaces(on: Queryable, actor: Actor, words: string): Promise<readonly Place[]> {
  const search = words.trim().slice(0, 80)
  if (search.length < 2) return []
  const projects = await listProjects(on, actor, { search, limit: 6 })
  const isStaff = may(actor, STAFF, {})
  const products = await on.all<{ id: string; name: string; isOwn: boolean }>(
    sql`select id, name, organisation = ${actor.organisation} as "isOwn" from product
        where true ${andFound(sql`search`, search)} ${isStaff ? empty : visibleProducts(actor)} order by name limit 5`,
  )
  const organisations = isStaff
    ? await on.all<{ id: string; name: string }>(
        sql`select id, name from organisation where true ${andFound(sql`search`, search)} order by name limit 5`,
      )
    : []
  const certifications = await on.all<{ id: string }>(
    sql`select id from certification where id >= ${search.toUpperCase()} and id < ${`${search.toUpperCase()}\u{10ffff}`} and level <> 'SAT' order by id limit 5`,
  )
  return [
    ...projects.projects.map((project) => ({
      name: `${project.productName} on ${project.platformName}`,
      path: `/projects/${project.id}`,
      kind: project.number,
    })),
    ...products.map(({ id, name, isOwn }) => ({
      name,
      path: isStaff || isOwn ? `/products/${id}` : `/catalogue/products/${id}`,
      kind: 'product',
    })),
    ...organisations.map(({ id, name }) => ({ name, path: `/organisations/${id}`, kind: 'organisation' })),
    ...certifications.map(({ id }) => ({ name: id, path: `/certifications/${id}`, kind: 'certification' })),
  ]
}

/** One's own, and of others what was ever certified at MCT or above (X-23): a product in the making is nobody's business. */
function visibleProducts(actor: Actor): Sql {
  return sql`and (organisation = ${actor.organisation}
    or exists (select 1 from certification where certification.product = product.id and certification.level <> 'SAT'))`
}
