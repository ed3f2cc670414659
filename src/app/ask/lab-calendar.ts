/** The lab's days (4B.4, G-22): the slots of every engineer in some weeks, and what a slot on offer would meet. */
import sql from 'sql-template-tag'
import { addDays, type Day } from '../../kernel/day.ts'
import type { Actor } from '../../programme/permission.ts'
import { LONGEST_SLOT_DAYS } from '../../programme/slot.ts'
import type { Queryable, Row } from '../../store/database.ts'
import { visibleProjects } from './projects.ts'

export type BookedSlot = {
  readonly project: string
  readonly number: string
  readonly product: string
  readonly engineer: string
  readonly from: Day
  readonly to: Day
  readonly isConfirmed: boolean
}

const MOST_SLOTS = 500

/** Slots that touch the days from one to another, both included, in the order in which they begin. */
export async function slotsBetween(on: Queryable, actor: Actor, from: Day, to: Day): Promise<readonly BookedSlot[]> {
  return on.all<BookedSlot & Row>(
    sql`select p.id as project, p.number, product.name as product, p.state->'slot'->>'engineer' as engineer,
          p.state->'slot'->>'from' as from, p.state->'slot'->>'to' as to, p.state->'slot'->'confirmed' <> 'null'::jsonb as "isConfirmed"
        from project p join product on product.id = p.product
        where p.state->'slot'->>'from' between ${addDays(from, 1 - LONGEST_SLOT_DAYS)} and ${to} and p.state->'slot'->>'to' >= ${from}
          and p.stage in ('slot-offered', 'scheduled', 'testing') and ${visibleProjects(actor)}
        order by p.state->'slot'->>'from', p.id limit ${MOST_SLOTS}`,
  )
}

/** Slots of the same engineer on the same days. */
export function clashesAmong(slots: readonly BookedSlot[]): readonly (readonly [BookedSlot, BookedSlot])[] {
  return slots.flatMap((one, index) =>
    slots
      .slice(index + 1)
      .filter((other) => other.engineer === one.engineer && other.from <= one.to && one.from <= other.to)
      .map((other) => [one, other] as const),
  )
}
