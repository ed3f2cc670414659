/** Reading memberships: what waits for the office, and members by the end of what they have paid for. */
import sql, { empty, type Sql } from 'sql-template-tag'
import { addDays, type Day } from '../../kernel/day.ts'
import type { Membership } from '../../programme/membership.ts'
import type { Organisation } from '../../programme/organisation.ts'
import type { Queryable, Row } from '../../store/database.ts'
import { joinCursor, splitCursor } from './organisations.ts'

export type MembershipRow = { readonly organisation: Organisation; readonly membership: Membership }

const MOST_WAITING = 100

/** Applications to decide, then approved ones whose fee is awaited; the oldest first. */
export async function waitingMemberships(on: Queryable): Promise<readonly MembershipRow[]> {
  return on.all<MembershipRow & Row>(
    sql`select o.state as organisation, m.state as membership from membership m join organisation o on o.id = m.id
        where m.application in ('applied', 'approved')
        order by m.application = 'approved', m.state->'application'->'received'->>'at', m.id limit ${MOST_WAITING}`,
  )
}

/** What the list can be narrowed to; members are those whose term runs or is in grace. */
export const MEMBERSHIP_VIEWS = {
  members: 'Members',
  ending: 'In grace',
  lapsed: 'Lapsed',
  applied: 'To decide',
  approved: 'Fee awaited',
  asked: 'Further term asked for',
  declined: 'Declined',
  terminated: 'Terminated',
} as const

export type MembershipView = keyof typeof MEMBERSHIP_VIEWS

export type MembershipQuestion = {
  readonly view: MembershipView
  readonly day: Day
  readonly graceDays: number
  readonly after: string | null
  readonly limit: number
}

/** Few at any time, and found by an index of their own. */
const ASKED = sql`m.state ? 'asked' and m.state->'asked' <> 'null'::jsonb`

/** The end of the last term paid for; what members are listed by. */
const UNTIL = sql`m.until`

/** Whose term ends first comes first; those without a term come by their ids. */
export async function listMemberships(
  on: Queryable,
  asked: MembershipQuestion,
): Promise<{ rows: readonly MembershipRow[]; after: string | null }> {
  const [until = '', id = ''] = splitCursor(asked.after)
  const isDown = asked.view === 'lapsed'
  const beyond = id ? sql`and (${UNTIL}, m.id) ${isDown ? sql`<` : sql`>`} (${until}, ${id})` : empty
  const order = isDown ? sql`${UNTIL} desc, m.id desc` : sql`${UNTIL}, m.id`
  const found = await on.all<MembershipRow & Row>(
    sql`select o.state as organisation, m.state as membership from membership m join organisation o on o.id = m.id
        where ${viewed(asked)} ${beyond} order by ${order} limit ${asked.limit + 1}`,
  )
  const rows = found.slice(0, asked.limit)
  const last = rows.at(-1)
  const end = last?.membership.terms.at(-1)?.until ?? ''
  return {
    rows,
    after: found.length > asked.limit && last ? joinCursor(end, last.organisation.id) : null,
  }
}

function viewed({ view, day, graceDays }: MembershipQuestion): Sql {
  const lastOfGrace = addDays(day, -graceDays)
  const isGoing = sql`coalesce(m.state->'terminated'->>'day', '9999') > ${day}`
  switch (view) {
    case 'members':
      return sql`${UNTIL} >= ${lastOfGrace} and ${isGoing}`
    case 'ending':
      return sql`${UNTIL} >= ${lastOfGrace} and ${UNTIL} < ${day} and ${isGoing}`
    case 'lapsed':
      return sql`${UNTIL} < ${lastOfGrace} and ${UNTIL} <> '' and ${isGoing}`
    case 'applied':
    case 'approved':
    case 'declined':
      return sql`m.application = ${view}`
    case 'asked':
      return ASKED
    case 'terminated':
      return sql`m.state->'terminated'->>'day' <= ${day}`
    default:
      return view satisfies never
  }
}
