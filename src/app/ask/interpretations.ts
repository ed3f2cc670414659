/** Published interpretations (G-07), newest first: what a ruling means for everybody, without whose it was. */
import sql, { empty } from 'sql-template-tag'
import type { Day } from '../../kernel/day.ts'
import type { Family } from '../../programme/interface.ts'
import type { Queryable, Row } from '../../store/database.ts'
import { joinCursor, splitCursor } from './organisations.ts'

export type Interpretation = {
  readonly id: string
  readonly number: string
  readonly testCase: string | null
  /** Of the product it was about: plans of two families may call two test cases by one id. */
  readonly family: Family
  readonly title: string
  readonly text: string
  readonly day: Day
  readonly published: string
}

export async function interpretations(
  on: Queryable,
  asked: { readonly after: string | null; readonly limit: number },
): Promise<{ readonly rows: readonly Interpretation[]; readonly after: string | null }> {
  const [published = '', id = ''] = splitCursor(asked.after)
  const rows = await on.all<Interpretation & Row>(
    sql`select id, state->>'number' as number, state->>'testCase' as "testCase", published,
          (select product.state->>'family' from project join product on product.id = project.state->>'product'
            where project.id = dispute.project) as family,
          state->'interpretation'->>'title' as title, state->'interpretation'->>'text' as text, state->'interpretation'->>'day' as day
        from dispute where published is not null ${id ? sql`and (published, id) < (${published}, ${id})` : empty}
        order by published desc, id desc limit ${asked.limit + 1}`,
  )
  const shown = rows.slice(0, asked.limit)
  const last = shown.at(-1)
  return { rows: shown, after: rows.length > asked.limit && last ? joinCursor(last.published, last.id) : null }
}
