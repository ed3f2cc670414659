/** Reading listing texts: those that wait for the programme office, the longest first, beside what is shown. */
import sql, { empty } from 'sql-template-tag'
import { type ListingText, SEES_LISTING_TEXTS } from '../../programme/listing-text.ts'
import { type Actor, may } from '../../programme/permission.ts'
import type { Queryable, Row } from '../../store/database.ts'
import { joinCursor, splitCursor } from './organisations.ts'

export type WaitingText = {
  readonly organisation: string
  readonly organisationName: string
  /** Null where the text is about the company itself. */
  readonly product: string | null
  readonly productName: string | null
  readonly shown: string
  readonly waiting: NonNullable<ListingText['waiting']>
  /** Which proposal it is, to be named by whoever decides on it. */
  readonly proposal: number
}

type Found = { id: string; state: ListingText; organisationName: string; productName: string | null; shown: string }

/** Staff see all of them, a partner those of its own. */
export async function listWaitingTexts(
  on: Queryable,
  actor: Actor,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<{ rows: readonly WaitingText[]; after: string | null }> {
  const [since = '', id = ''] = splitCursor(after)
  const rows = await on.all<Found & Row>(
    sql`select t.id, t.state, o.name as "organisationName", p.name as "productName",
          coalesce(case when p.id is null then o.state->>'summary' else p.state->>'summary' end, '') as shown
        from listing_text t join organisation o on o.id = t.organisation left join product p on p.id = t.state->>'product'
        where t.waiting is not null ${may(actor, SEES_LISTING_TEXTS, {}) ? empty : sql`and t.organisation = ${actor.organisation}`}
          ${id ? sql`and (t.waiting, t.id) > (${since}, ${id})` : empty}
        order by t.waiting, t.id limit ${limit + 1}`,
  )
  const found = rows.slice(0, limit)
  const last = found.at(-1)
  return {
    rows: found.flatMap(({ state, organisationName, productName, shown }) => {
      const { organisation, product, waiting, proposals } = state
      return waiting
        ? [{ organisation, organisationName, product, productName, shown, waiting, proposal: proposals }]
        : []
    }),
    after: rows.length > limit && last?.state.waiting ? joinCursor(last.state.waiting.at, last.id) : null,
  }
}
