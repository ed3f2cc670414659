/**
 * What the lab's days are used for, and what comes in and from whom (2.2, 9.1): two figures of the management page
 * that are reckoned by month. Amounts are whole dollars; what was waived is told apart and is no revenue.
 */
import sql from 'sql-template-tag'
import { addDays, addMonths, businessDaysBetween, type Day, laterOf } from '../../kernel/day.ts'
import type { EquipmentOrder } from '../../programme/equipment.ts'
import type { FeeLine } from '../../programme/fees.ts'
import type { Tier } from '../../programme/membership.ts'
import type { Order } from '../../programme/quote.ts'
import type { Figures } from '../../rulebook/parameters.ts'
import { parameterOf } from '../../rulebook/parameters.ts'
import type { Queryable, Row } from '../../store/database.ts'
import type { Measure } from './management.ts'

/** More than these are not read for one page; the latest count. */
const MOST_READ = 20_000

type SlotDays = { readonly from: Day; readonly to: Day }

/** Working days of slots against those that the lab's engineers of today have, month by month, what is booked included. */
export async function labUse(on: Queryable, since: Day, today: Day, figures: Figures): Promise<Measure> {
  const slots = await on.all<SlotDays & Row>(
    sql`select state->'slot'->>'from' as from, state->'slot'->>'to' as to from project
        where state->'slot'->'confirmed' <> 'null'::jsonb and state->'slot'->>'to' >= ${since}
        order by state->'slot'->>'from' desc limit ${MOST_READ}`,
  )
  const engineers = await on.one<{ many: number }>(
    sql`select count(*)::int as many from person where state_word = 'active' and state->'roles' ? 'lab-engineer'`,
  )
  const last = slots.reduce((latest, { to }) => laterOf(latest, to), today)
  const rows = monthsFrom(since, last).flatMap(({ name, from, to }) => {
    const inMonth = { from: laterOf(from, since), to }
    const used = slots.reduce((sum, slot) => sum + daysWithin(slot, inMonth), 0)
    const begun = slots.filter((slot) => slot.from >= inMonth.from && slot.from <= to).length
    if (used === 0) return []
    const days = workingDays(from, to)
    const capacity = days * (engineers?.many ?? 0)
    const slotsOfMonth = Math.round((days / WORKING_DAYS_A_WEEK) * figures.number('lab.slots-a-week'))
    return [[name, used, capacity, capacity === 0 ? 0 : Math.round((used / capacity) * 100), begun, slotsOfMonth]]
  })
  return {
    id: 'lab-use',
    title: 'Lab use',
    says: 'Working days of confirmed slots, those to come included, against the days of today’s lab engineers. Of a project that was retested the last slot counts.',
    columns: ['Month', 'Days used', 'Days there are', 'Used in %', 'Slots begun', 'Slots it can begin'],
    rows,
    drawn: [{ column: 1, kind: 'plain' }],
    empty: 'No slot was confirmed in this time.',
  }
}

const WORKING_DAYS_A_WEEK = 5

type Income = {
  readonly month: string
  readonly payer: string
  readonly kind: 'certification' | 'membership' | 'equipment'
  readonly cents: number
  readonly isWaived: boolean
}

/** The same income twice: by month, and by who pays it, the largest first. */
export async function revenue(on: Queryable, since: Day, figures: Figures): Promise<readonly Measure[]> {
  const income = [
    ...(await ofOrders(on, since)),
    ...(await ofMemberships(on, since, figures)),
    ...(await ofEquipment(on, since)),
  ].filter(({ cents }) => cents !== 0)
  const columns = ['Certifications', 'Memberships', 'Equipment', 'Together', 'Waived']
  const drawn = [
    { column: 1, kind: 'plain' },
    { column: 2, kind: 'soft' },
    { column: 3, kind: 'yellow' },
  ] as const
  const empty = 'Nothing was ordered and no fee was received in this time.'
  const byMonth = Map.groupBy(income, (each) => each.month)
  const byPayer = Map.groupBy(income, (each) => each.payer)
  const payers = [...byPayer].map(([payer, all]) => [payer, ...amounts(all)] as const)
  return [
    {
      id: 'revenue',
      title: 'Revenue by month',
      says: 'In USD: orders on the day they were placed, membership fees on the day they were noted.',
      columns: ['Month', ...columns],
      rows: [...byMonth].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([month, all]) => [month, ...amounts(all)]),
      drawn,
      empty,
    },
    {
      id: 'payers',
      title: 'Revenue by payer',
      says: `In USD, by who bears it: the partner, or a sponsor for its part. The ${MOST_PAYERS} largest.`,
      columns: ['Payer', ...columns],
      rows: payers.toSorted((a, b) => b[4] - a[4] || (a[0] < b[0] ? -1 : 1)).slice(0, MOST_PAYERS),
      drawn,
      empty,
    },
  ]
}

const MOST_PAYERS = 20

function amounts(income: readonly Income[]): readonly [number, number, number, number, number] {
  const of = (counts: (each: Income) => boolean) =>
    Math.round(income.filter(counts).reduce((sum, { cents }) => sum + cents, 0) / 100)
  const received = (kind: Income['kind']) => of((each) => each.kind === kind && !each.isWaived)
  return [
    received('certification'),
    received('membership'),
    received('equipment'),
    of((each) => !each.isWaived),
    of((each) => each.isWaived),
  ]
}

type OrderRow = {
  readonly order: Order
  readonly lines: readonly FeeLine[]
  readonly payer: string | null
  readonly sponsor: string | null
}

/** What a sponsor bears stands on the quote as a line taken off, and is the sponsor's to pay (9.2). */
async function ofOrders(on: Queryable, since: Day): Promise<readonly Income[]> {
  const rows = await on.all<OrderRow & Row>(
    sql`select p.state->'order' as order, q->'lines' as lines, o.name as payer, s.name as sponsor
        from project p cross join lateral jsonb_array_elements(p.state->'quotes') q
          left join organisation o on o.id = q->>'billTo' 
          left join organisation s on s.id = coalesce(p.state->'costShare'->>'sponsor', p.sponsor)
        where p.state->'order'->>'day' >= ${since} and q->>'number' = p.state->'order'->>'quote'
          and (q->>'version')::int = (p.state->'order'->>'version')::int
        order by p.state->'order'->>'at' desc limit ${MOST_READ}`,
  )
  return rows.flatMap(({ order, lines, payer, sponsor }): Income[] => {
    const cents = (of: readonly FeeLine[]) => of.reduce((sum, each) => sum + each.amount.cents, 0)
    const rest = { month: order.day.slice(0, 7), kind: 'certification' } as const
    const isWaived = order.payment.state === 'waived'
    const sponsored = -cents(lines.filter((each) => each.driver === 'sponsorship'))
    return [
      { ...rest, payer: payer ?? 'somebody no longer here', cents: cents(lines), isWaived },
      { ...rest, payer: sponsor ?? 'a sponsor', cents: sponsored, isWaived: false },
    ]
  })
}

async function ofMemberships(on: Queryable, since: Day, figures: Figures): Promise<readonly Income[]> {
  const rows = await on.all<{ day: Day; tier: Tier; payer: string | null }>(
    sql`select f.body::jsonb->>'day' as day, f.body::jsonb->'data'->>'tier' as tier, o.name as payer
        from fact f left join organisation o on o.id = f.body::jsonb->'data'->>'organisation'
        where f.kind = 'membership-fee-received' and f.at >= ${since}::timestamptz order by f.seq desc limit ${MOST_READ}`,
  )
  return rows.map(({ day, tier, payer }) => ({
    month: day.slice(0, 7),
    payer: payer ?? 'somebody no longer here',
    kind: 'membership',
    cents: parameterOf(`membership.fee.${tier}`) ? figures.number(`membership.fee.${tier}`) * 100 : 0,
    isWaived: false,
  }))
}

async function ofEquipment(on: Queryable, since: Day): Promise<readonly Income[]> {
  const rows = await on.all<{ order: EquipmentOrder; payer: string }>(
    sql`select e.state as order, o.name as payer from equipment_order e join organisation o on o.id = e.organisation
        where e.state_word in ('ordered', 'delivered') and e.state->'ordered'->>'day' >= ${since}
        order by e.asked desc limit ${MOST_READ}`,
  )
  return rows.map(({ order, payer }) => ({
    month: order.ordered!.day.slice(0, 7),
    payer,
    kind: 'equipment',
    cents: order.quote!.total.cents,
    isWaived: false,
  }))
}

type Month = { readonly name: string; readonly from: Day; readonly to: Day }

/** At most a few years of them: the page asks for two at the most, and slots are not booked further ahead. */
function monthsFrom(since: Day, until: Day): readonly Month[] {
  const months: Month[] = []
  let from = `${since.slice(0, 7)}-01` as Day
  while (from <= until && months.length < 60) {
    const next = addMonths(from, 1)
    months.push({ name: from.slice(0, 7), from, to: addDays(next, -1) })
    from = next
  }
  return months
}

function daysWithin(slot: SlotDays, within: SlotDays): number {
  const from = laterOf(slot.from, within.from)
  const to = slot.to < within.to ? slot.to : within.to
  return from > to ? 0 : workingDays(from, to)
}

function workingDays(from: Day, to: Day): number {
  return businessDaysBetween(addDays(from, -1), to)
}
