/** Reading developer equipment: what platforms offer, and what was asked for, a page at a time, newest first. */
import sql, { empty } from 'sql-template-tag'
import type { EquipmentOrder } from '../../programme/equipment.ts'
import type { Platform } from '../../programme/platform.ts'
import type { Queryable, Row } from '../../store/database.ts'
import { joinCursor, splitCursor } from './organisations.ts'
import { allPlatforms } from './platforms.ts'

export type EquipmentRow = { readonly order: EquipmentOrder; readonly organisation: string; readonly platform: string }

/** Of one organisation, or of all where none is named. */
export async function listEquipment(
  on: Queryable,
  asked: { readonly organisation: string | null; readonly after: string | null; readonly limit: number },
): Promise<{ readonly rows: readonly EquipmentRow[]; readonly after: string | null }> {
  const [at = '', id = ''] = splitCursor(asked.after)
  const rows = await on.all<EquipmentRow & Row>(
    sql`select e.state as order, o.name as organisation, p.name as platform from equipment_order e
          join organisation o on o.id = e.organisation join platform p on p.id = e.state->>'platform'
        where true ${asked.organisation === null ? empty : sql`and e.organisation = ${asked.organisation}`}
          ${id ? sql`and (e.asked, e.id) < (${at}, ${id})` : empty}
        order by e.asked desc, e.id desc limit ${asked.limit + 1}`,
  )
  const shown = rows.slice(0, asked.limit)
  const last = shown.at(-1)?.order
  return { rows: shown, after: rows.length > asked.limit && last ? joinCursor(last.asked.at, last.id) : null }
}

export async function platformsWithBills(on: Queryable): Promise<readonly Platform[]> {
  return (await allPlatforms(on)).filter((platform) => (platform.bills ?? []).length > 0)
}
