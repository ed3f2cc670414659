/** Reading requests to bear a fee: those somebody is concerned by, newest first; and whom a partner could ask. */
import sql, { empty } from 'sql-template-tag'
import { type FeeRequest, SEES_FEE_REQUESTS } from '../../programme/fee-request.ts'
import { type Actor, may } from '../../programme/permission.ts'
import type { Queryable, Row } from '../../store/database.ts'
import { joinCursor, splitCursor } from './organisations.ts'

export type FeeRequestRow = {
  readonly request: FeeRequest
  readonly number: string
  readonly product: string
  readonly partner: string
  readonly sponsor: string
}

export async function listFeeRequests(
  on: Queryable,
  actor: Actor,
  asked: { readonly after: string | null; readonly limit: number },
): Promise<{ readonly rows: readonly FeeRequestRow[]; readonly after: string | null }> {
  const [at = '', id = ''] = splitCursor(asked.after)
  const own = actor.organisation ?? ''
  const rows = await on.all<FeeRequestRow & Row>(
    sql`select f.state as request, p.number, product.name as product, o.name as partner, s.name as sponsor
        from fee_request f join project p on p.id = f.project join product on product.id = p.product
          join organisation o on o.id = f.organisation join organisation s on s.id = f.sponsor
        where ${may(actor, SEES_FEE_REQUESTS, {}) ? sql`true` : sql`(f.sponsor = ${own} or f.organisation = ${own})`}
          ${id ? sql`and (f.asked, f.id) < (${at}, ${id})` : empty}
        order by f.asked desc, f.id desc limit ${asked.limit + 1}`,
  )
  const shown = rows.slice(0, asked.limit)
  const last = shown.at(-1)?.request
  return { rows: shown, after: rows.length > asked.limit && last ? joinCursor(last.asked.at, last.id) : null }
}

/** Resellers and sales units by name, but for the partner itself. */
export async function whoCanBear(
  on: Queryable,
  partner: string,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return on.all<{ id: string; name: string }>(
    sql`select id, name from organisation where state->'roles' ?| ${['reseller', 'sales-unit']} and id <> ${partner}
        order by name, id limit 500`,
  )
}
