/** The products of one organisation, as choices need them. */
import sql from 'sql-template-tag'
import type { Product } from '../../programme/product.ts'
import type { Queryable } from '../../store/database.ts'

export async function productsOf(on: Queryable, organisation: string): Promise<readonly Product[]> {
  const rows = await on.all<{ state: Product }>(
    sql`select state from product where organisation = ${organisation} order by id limit 500`,
  )
  return rows.map((row) => row.state)
}
