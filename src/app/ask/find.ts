/** One search box: places that somebody may open, found by a few words in any order. */
import sql, { empty, type Sql } from 'sql-template-tag'
import { type Actor, may, STAFF } from '../../programme/permission.ts'
import type { Queryable } from '../../store/database.ts'
import { andFound, andProductFound, searchTerms, wordsOf } from '../../store/search.ts'
import { CLAUSES, READINGS } from '../../rulebook/clauses/register.ts'
import { listProjects } from './projects.ts'

export type Place = { readonly name: string; readonly path: string; readonly kind: string }

export async function findPlaces(on: Queryable, actor: Actor, words: string): Promise<readonly Place[]> {
  const search = words.trim().slice(0, 80)
  if (search.length < 2) return []
  const projects = await listProjects(on, actor, { search, limit: 6 })
  const isStaff = may(actor, STAFF, {})
  const terms = await searchTerms(on, search)
  const products = await on.all<{ id: string; name: string; isOwn: boolean }>(
    sql`select id, name, organisation = ${actor.organisation} as "isOwn" from product
        where true ${andProductFound(sql`product.id`, terms)} ${isStaff ? empty : visibleProducts(actor)} order by name limit 5`,
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
    ...pagesNamed(search),
    ...clausesNamed(search),
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

/** Pages everybody may open, with the other words people have for them. */
const PAGES: readonly (readonly [path: string, name: string, also: string])[] = [
  ['/handbook', 'Handbook', 'rules clauses readings figures'],
  ['/advisor', 'Advisor', 'which path level advice'],
  ['/join', 'Join the partner programme', 'membership member tier apply'],
  ['/catalogue', 'Catalogue', 'certified products'],
  ['/catalogue/companies', 'Companies in the catalogue', 'partners members'],
  ['/certifications/check', 'Check a number', 'certification genuine logo'],
  ['/enquire', 'Ask the programme office', 'enquiry question contact'],
  ['/account', 'My account', 'password sign-in'],
  ['/notices', 'Notices', 'mail news'],
]

function pagesNamed(search: string): readonly Place[] {
  const words = wordsOf(search)
  const holds = (text: string) => words.every((word) => text.toLowerCase().includes(word))
  return PAGES.filter(([, name, also]) => holds(`${name} ${also}`)).map(([path, name]) => ({
    name,
    path,
    kind: 'page',
  }))
}

/** A clause or reading by its number, or those that begin with it. */
function clausesNamed(search: string): readonly Place[] {
  const begins = (id: string) => id.toLowerCase().startsWith(search.toLowerCase())
  return [...CLAUSES, ...READINGS]
    .filter(({ id }) => begins(id))
    .slice(0, 5)
    .map(({ id, says }) => ({ name: `${id}: ${shortened(says)}`, path: `/handbook#${id}`, kind: 'clause' }))
}

function shortened(text: string): string {
  return text.length <= 90 ? text : `${text.slice(0, text.lastIndexOf(' ', 89))} …`
}

/** One's own, and of others what was ever certified at MCT or above (X-23): a product in the making is nobody's business. */
function visibleProducts(actor: Actor): Sql {
  return sql`and (organisation = ${actor.organisation}
    or exists (select 1 from certification where certification.product = product.id and certification.level <> 'SAT'))`
}
