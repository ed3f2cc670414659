/** What a sponsor chooses from: products of partners by their names, and never more than a handful at once. */
import sql from 'sql-template-tag'
import type { Product } from '../../programme/product.ts'
import type { Queryable, Row } from '../../store/database.ts'
import { andProductFound, searchTerms, wordsOf } from '../../store/search.ts'

export type ProductFound = { readonly product: Product; readonly organisationName: string }

const MOST = 20

/** Nothing before something is typed: a sponsor knows whom it works with. */
export async function productsNamed(on: Queryable, search: string): Promise<readonly ProductFound[]> {
  if (wordsOf(search).every((word) => word.length < 2)) return []
  return on.all<ProductFound & Row>(
    sql`select p.state as product, o.name as "organisationName" from product p join organisation o on o.id = p.organisation
        where true ${andProductFound(sql`p.id`, await searchTerms(on, search))} order by p.name, p.id limit ${MOST}`,
  )
}

export async function productToSponsor(on: Queryable, id: string): Promise<ProductFound | null> {
  return on.one<ProductFound & Row>(
    sql`select p.state as product, o.name as "organisationName" from product p join organisation o on o.id = p.organisation where p.id = ${id}`,
  )
}
