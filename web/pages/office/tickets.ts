/** The support queue (6.4 to 6.6): tickets that wait, those redirected to partners, and those closed. */
import { TICKET_VIEWS, ticketQueues, type TicketRow, type TicketView } from '../../../src/app/ask/tickets.ts'
import { TICKET_LIST, ticketView } from '../../../src/app/lists/certifications.ts'
import { countryName } from '../../../src/kernel/country.ts'
import { SEES_TICKETS, TICKET_CAUSES } from '../../../src/programme/ticket.ts'
import { clauseLink } from '../../parts/because.ts'
import { selectField } from '../../parts/form.ts'
import { address, each, html, type Html, nothing, say } from '../../parts/html.ts'
import { portalPage } from '../../parts/layout.ts'
import { fileLinks, pageOf } from '../../parts/listing.ts'
import { versionPair } from '../../parts/pair.ts'
import { type Column, ledger, pager } from '../../parts/table.ts'
import { sayDay, sayFor } from '../../parts/time.ts'
import { page, type Visit } from '../../visit.ts'
import { FILTER, filterForm, hasFilter } from './parts.ts'

const CAPTIONS: Readonly<Record<TicketView, string>> = {
  open: 'Open tickets',
  redirected: 'Redirected tickets',
  closed: 'Closed tickets',
}

export const ticketListPage = page('/tickets', SEES_TICKETS, async (visit) => {
  const { database } = visit.house
  const view = ticketView(visit.query.get('state') ?? '')
  const queue = visit.query.get('queue') ?? ''
  const found = await pageOf(visit, TICKET_LIST)
  const queues = await ticketQueues(database, visit.actor)
  const content = html`<div class="page-head">
      <div class="spread">
        <h1>Support tickets</h1>
        <a class="button plain" href="/support">Check support, then open one</a>
      </div>
      <p class="soft">
        A support answer becomes a ticket for the reseller of the deployment ${clauseLink('6.4')}, or a redirect to the
        partner ${clauseLink('6.6')}; both are on record.
      </p>
    </div>
    <nav class="tabs" aria-label="Tickets by state">
      ${each(
        Object.entries(TICKET_VIEWS),
        ([name, says]) =>
          html`<a
            href="${address('/tickets', { state: name === 'open' ? null : name, queue })}"
            ${name === view ? html`aria-current="page"` : nothing}
            >${says}</a
          >`,
      )}
    </nav>
    ${queues.length > 1 ? filterForm('/tickets', html`<input type="hidden" name="state" value="${view}" />${selectField({ form: FILTER, name: 'queue', label: 'Queue', required: false, value: queue, empty: 'Any', choices: queues.map((each_) => ({ value: each_.id, says: each_.name })) })}`, hasFilter(visit, 'queue')) : nothing}
    ${ledger({
      caption: CAPTIONS[view],
      items: found.rows,
      to: ({ ticket }) => `/tickets/${ticket.id}`,
      columns: columns(visit, view),
      empty: EMPTY[view],
    })}
    ${pager({
      older: found.after ? address('/tickets', { state: view, queue, after: found.after }) : null,
      first: visit.query.get('after') ? address('/tickets', { state: view, queue }) : null,
    })}
    ${fileLinks(visit, TICKET_LIST, { state: view, queue })}`
  return portalPage({ visit, title: 'Support tickets', content, crumbs: [['/tickets', 'Tickets']] })
})

function columns(visit: Visit, view: TicketView): readonly Column<TicketRow>[] {
  const waiting: Column<TicketRow> = {
    head: view === 'open' ? 'Waiting' : 'Opened',
    kind: 'figure',
    cell: ({ ticket }) =>
      view === 'open' ? sayFor(ticket.opened.day, visit.day) : sayDay(ticket.opened.day, visit.day),
  }
  return [
    { head: 'Deployment', cell: (row) => html`${row.product} on ${row.platform}` },
    { head: 'Releases', cell: ({ ticket }) => versionPair(ticket) },
    {
      head: 'Reseller',
      cell: (row) => html`${row.requester}<br /><span class="small soft">${countryName(row.ticket.country)}</span>`,
    },
    view === 'redirected'
      ? {
          head: 'Why not',
          cell: ({ ticket }) =>
            html`<span class="small">${say(ticket.answer.says)}</span> ${clauseLink(ticket.answer.clause)}`,
        }
      : { head: 'Queue', cell: (row) => row.queue ?? '' },
    ...(view === 'redirected'
      ? []
      : [
          {
            head: 'Cause',
            cell: ({ ticket }: TicketRow): Html =>
              ticket.cause
                ? html`${say(TICKET_CAUSES[ticket.cause.kind])}`
                : html`<span class="soft">not named yet</span>`,
          },
        ]),
    waiting,
    { head: 'Number', kind: 'mono', cell: ({ ticket }) => ticket.number },
  ]
}

const EMPTY: Readonly<Record<TicketView, Html>> = {
  open: html`<p>
    No ticket waits. A reseller opens one from the <a href="/support">support check</a>, or a support agent for the
    reseller who called.
  </p>`,
  redirected: html`<p>
    Nobody was redirected. Deployments that support does not help with stand here, each with why.
  </p>`,
  closed: html`<p>No ticket is closed yet. Each stands here with the cause that was found.</p>`,
}
