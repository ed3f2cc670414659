/** Members whose product needs a higher tier than they hold hear of it when they register it, not when a project is refused (N05). */
import sql from 'sql-template-tag'
import { addDays, type Day } from '../../kernel/day.ts'
import type { Family } from '../../programme/interface.ts'
import { isAtLeast, type Membership, TIER_NAMES, tierOn } from '../../programme/membership.ts'
import { onClause } from '../../programme/notice.ts'
import type { Figures } from '../../rulebook/parameters.ts'
import { tierOfFamily } from '../../rulebook/standpoint.ts'
import type { Queryable } from '../../store/database.ts'
import { headed, type Occasion } from './occasion.ts'

/** How far back registrations are looked for. */
const NEWS_DAYS = 7
const MOST = 2000

export async function tiersTooLow(on: Queryable, day: Day, figure: Figures): Promise<readonly Occasion[]> {
  const grace = figure.number('membership.grace-days')
  const rows = await on.all<{ id: string; name: string; family: Family; membership: Membership }>(
    sql`with registered as (select (body::jsonb)->'data'->>'product' as id from fact
          where kind = 'product-added' and at >= ${addDays(day, -NEWS_DAYS)}::timestamptz order by seq desc limit ${MOST})
        select product.id, product.name, product.state->>'family' as family, m.state as membership
        from registered join product on product.id = registered.id join membership m on m.id = product.organisation
        order by product.id`,
  )
  return rows.flatMap(({ id, name, family, membership }): Occasion[] => {
    const tier = tierOn(membership, day, grace)
    const needed = tierOfFamily(family, figure)
    if (tier === null || isAtLeast(tier, needed)) return []
    return [
      {
        code: 'N05',
        to: ['partner'],
        organisation: membership.organisation,
        project: null,
        key: `tier/${id}/${needed}`,
        subject: headed(name, `a membership at ${TIER_NAMES[needed]} is needed`),
        body: onClause(
          '4C.5',
          `Your membership is at ${TIER_NAMES[tier]}. A project on path C for ${name} can be opened once it is at ${TIER_NAMES[needed]}: ask for the upgrade on the page of your organisation.`,
        ),
        link: '/our-organisation#membership',
      },
    ]
  })
}
