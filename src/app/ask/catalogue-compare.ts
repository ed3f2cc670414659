/** Listed products side by side. What is not listed is not compared: it is left out, and said to be. */
import type { Day } from '../../kernel/day.ts'
import type { Queryable } from '../../store/database.ts'
import { type CatalogueProduct, productEntry } from './catalogue.ts'

/** More than fit beside each other. */
export const MOST_COMPARED = 4

export type Comparison = {
  readonly products: readonly CatalogueProduct[]
  /** How many were asked for that are not listed. */
  readonly unlisted: number
  /** How many were asked for beyond those that fit. */
  readonly beyond: number
}

export async function compareProducts(on: Queryable, asked: readonly string[], today: Day): Promise<Comparison> {
  const ids = [...new Set(asked)]
  const entries = await Promise.all(ids.slice(0, MOST_COMPARED).map((id) => productEntry(on, id, today)))
  const products = entries.flatMap((each) => (each.isListed ? [each.entry] : []))
  return {
    products,
    unlisted: entries.length - products.length,
    beyond: Math.max(0, ids.length - MOST_COMPARED),
  }
}
