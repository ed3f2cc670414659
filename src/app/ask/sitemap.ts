/**
 * What search engines may look at: the public pages, and every listed product, a stretch of ids at a time, since one
 * list holds fifty thousand addresses at most (sitemaps.org).
 */
import sql from 'sql-template-tag'
import type { Day } from '../../kernel/day.ts'
import type { Database, Queryable } from '../../store/database.ts'
import { figures } from '../house.ts'
import { certificationFits, productFits } from './catalogue-filter.ts'

export const MOST_ADDRESSES = 50_000

/** The first id of each stretch of products, listed or not; one stretch where there are few. */
export async function productStretches(on: Queryable): Promise<readonly string[]> {
  const rows = await on.all<{ id: string }>(
    sql`select id from (select id, row_number() over (order by id) as place from product) each
        where place % ${MOST_ADDRESSES} = 1 order by id limit ${MOST_ADDRESSES}`,
  )
  return rows.map(({ id }) => id)
}

/** Ids of listed products from this one on, as many as a stretch has products. */
export async function* listedProducts(database: Database, from: string, today: Day): AsyncGenerator<string> {
  const figure = await figures(database, today)
  const rows = database.walk<{ id: string }>(
    sql`select p.id from (select * from product where id >= ${from} order by id limit ${MOST_ADDRESSES}) p
        where exists (select from certification c where c.product = p.id and ${certificationFits({}, today)})
          ${productFits({}, [], today, figure)} order by p.id`,
  )
  for await (const batch of rows) for (const { id } of batch) yield id
}
