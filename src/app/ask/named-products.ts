/**
 * Which products may be named to whom: one's own, those ever certified at MCT or above, and those that are on the market.
 * One that is still in the making is nobody else's business (decision 29).
 */
import sql, { empty, type Sql } from 'sql-template-tag'
import type { Day } from '../../kernel/day.ts'
import { type Actor, may, STAFF } from '../../programme/permission.ts'
import type { Queryable } from '../../store/database.ts'

/** The vendor's people, and whoever runs the installation. */
const NAMES_ANY = {
  ...STAFF,
  'support-agent': 'any',
  'sales-unit': 'any',
  operator: 'any',
  console: 'any',
} as const

/** As a condition on `p`, a product. */
export function mayBeNamed(actor: Actor, today: Day): Sql {
  if (may(actor, NAMES_ANY, {})) return empty
  return sql`and (p.organisation = ${actor.organisation}
    or exists (select from certification c where c.product = p.id and c.level <> 'SAT')
    or exists (select from jsonb_array_elements(p.state->'releases') release where release->>'ga' <= ${today}))`
}

export async function isNamed(on: Queryable, actor: Actor, today: Day, product: string): Promise<boolean> {
  return (await on.one(sql`select from product p where p.id = ${product} ${mayBeNamed(actor, today)}`)) !== null
}
