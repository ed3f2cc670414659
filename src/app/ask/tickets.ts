/** Reading tickets: the queues somebody may see, a page at a time, and those of one certification. */
import sql, { empty, type Sql } from 'sql-template-tag'
import type { Actor } from '../../programme/permission.ts'
import { may } from '../../programme/permission.ts'
import { SEES_TICKETS, type Ticket } from '../../programme/ticket.ts'
import type { Queryable, Row } from '../../store/database.ts'
import { load } from '../../store/nouns.ts'
import { andFound, wordsOf } from '../../store/search.ts'
import { joinCursor, splitCursor } from './organisations.ts'

export type TicketRow = {
  readonly ticket: Ticket
  readonly product: string
  readonly platform: string
  readonly requester: string
  readonly queue: string | null
}

export const TICKET_VIEWS = { open: 'Open', redirected: 'Redirected', closed: 'Closed' } as const

export type TicketView = keyof typeof TICKET_VIEWS

export type TicketQuestion = {
  readonly view: TicketView
  /** One queue alone, by its organisation. */
  readonly queue: string | null
  readonly after: string | null
  readonly limit: number
}

/** Open ones oldest first, because they wait; others newest first. */
export async function listTickets(
  on: Queryable,
  actor: Actor,
  asked: TicketQuestion,
): Promise<{ readonly rows: readonly TicketRow[]; readonly after: string | null }> {
  const [opened = '', id = ''] = splitCursor(asked.after)
  const isUp = asked.view === 'open'
  const beyond = id ? sql`and (t.opened, t.id) ${isUp ? sql`>` : sql`<`} (${opened}, ${id})` : empty
  const rows = await on.all<TicketRow & Row>(
    sql`select t.state as ticket, p.name as product, pl.name as platform, r.name as requester, q.name as queue
        from ticket t join product p on p.id = t.state->>'product' join platform pl on pl.id = t.state->>'platform'
          join organisation r on r.id = t.requester left join organisation q on q.id = t.queue
        where t.state_word = ${asked.view} and ${visibleTickets(actor)}
          ${asked.queue ? sql`and t.queue = ${asked.queue}` : empty} ${beyond}
        order by ${isUp ? sql`t.opened, t.id` : sql`t.opened desc, t.id desc`} limit ${asked.limit + 1}`,
  )
  const shown = rows.slice(0, asked.limit)
  const last = shown.at(-1)?.ticket
  return { rows: shown, after: rows.length > asked.limit && last ? joinCursor(last.opened.at, last.id) : null }
}

/** As the moves on a ticket know it: staff see all, a sales unit its queue, a reseller its own. */
function visibleTickets(actor: Actor): Sql {
  if (may(actor, SEES_TICKETS, {})) return sql`true`
  const own = actor.organisation ?? ''
  const serves = actor.parts.includes('sales-unit') ? sql`t.queue = ${own}` : sql`false`
  const asks = actor.parts.includes('reseller-sponsor') ? sql`t.requester = ${own}` : sql`false`
  return sql`(${serves} or ${asks})`
}

export type Named = { readonly id: string; readonly name: string }

/** Queues there are tickets in, by name, for whoever sees all of them; others have theirs alone. */
export async function ticketQueues(on: Queryable, actor: Actor): Promise<readonly Named[]> {
  if (!may(actor, SEES_TICKETS, {})) return []
  return on.all<Named & Row>(
    sql`select id, name from organisation o where state->'roles' ?| array['vendor', 'sales-unit']
          and exists (select 1 from ticket t where t.queue = o.id) order by name, id limit 100`,
  )
}

/** Tickets on an interop in which support found the interop itself to be the cause; the newest first. */
export async function ticketsAgainst(
  on: Queryable,
  interop: { readonly product: string; readonly platform: string },
): Promise<readonly Ticket[]> {
  const rows = await on.all<{ state: Ticket }>(
    sql`select t.state from certification c join ticket t on t.certification = c.id
        where c.product = ${interop.product} and c.platform = ${interop.platform} and t.state->'cause'->>'kind' = 'interop'
        order by t.opened desc limit 50`,
  )
  return rows.map((row) => row.state)
}

const MOST_FOUND = 20

/** Resellers to open a ticket for, by their names; nothing before something is typed. */
export async function resellersNamed(on: Queryable, search: string): Promise<readonly Named[]> {
  if (wordsOf(search).every((word) => word.length < 2)) return []
  return on.all<Named & Row>(
    sql`select o.id, o.name from organisation o where o.state->'roles' ? 'reseller' ${andFound(sql`o.search`, search)}
        order by o.name, o.id limit ${MOST_FOUND}`,
  )
}

export async function resellerCalled(on: Queryable, id: string): Promise<Named | null> {
  const found = await load(on, 'organisation', id)
  return found?.state.roles.includes('reseller') ? found.state : null
}
