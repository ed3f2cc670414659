/** The outbox: what became of every mail, in words; and a person's decision where the program may not decide. */
import { type MailState, outbox, type OutboxRow } from '../../../src/app/ask/notices.ts'
import { selectField } from '../../parts/form.ts'
import { address, html, type Html, nothing, when } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import { portalPage } from '../../parts/layout.ts'
import { type Column, ledger, pager } from '../../parts/table.ts'
import { sayInstant } from '../../parts/time.ts'
import { page, type Visit } from '../../visit.ts'
import { FILTER, filterForm, hasFilter } from './parts.ts'

const PAGE = 50

const STATES: Readonly<Record<MailState, string>> = {
  waiting: 'waiting',
  kept: 'kept',
  claimed: 'being sent',
  'handing-over': 'being sent',
  sent: 'sent',
  failed: 'given up',
  unknown: 'fate unknown',
}

const HELP: Readonly<Partial<Record<MailState, string>>> = {
  failed: 'The mail server refused it, or it was tried too often.',
  unknown: 'The server stopped while handing it over. It may have arrived; send it again only if a second one does no harm.',
}

const FILTERS: readonly MailState[] = ['waiting', 'kept', 'sent', 'failed', 'unknown']

export const outboxPage = page(
  '/outbox',
  { 'programme-manager': 'any', operator: 'any', auditor: 'any' },
  async (visit) => {
    const asked = visit.query.get('state') ?? ''
    const state = FILTERS.find((each) => each === asked) ?? null
    const rows = await outbox(visit.house.database, { state, after: visit.query.get('after'), limit: PAGE + 1 })
    const shown = rows.slice(0, PAGE)
    const last = shown.at(-1)
    const content = html`<div class="page-head">
        <h1>Outbox</h1>
        <p class="soft">Every mail the programme owes somebody, newest first, and what became of it.</p>
      </div>
      ${visit.house.settings.smtpUrl === null ? noServer(visit) : nothing}
      ${shown.some((row) => row.mail === 'kept') ? html`<p class="small soft">Mails to the domain .example are kept and never sent: its addresses belong to nobody.</p>` : nothing}
      ${filterForm(
        '/outbox',
        selectField({ form: FILTER, name: 'state', label: 'State', required: false, value: state ?? '', empty: 'Any', choices: FILTERS.map((value) => ({ value, says: STATES[value] })) }),
        hasFilter(visit, 'state'),
      )}
      ${ledger({
        caption: 'Mails, newest first',
        items: shown,
        columns: columnsFor(visit),
        empty: state
          ? html`<p>No mail is in this state.</p>`
          : html`<p>Nobody has been written to yet. Invitations, quotes, decisions and reminders will pass through here.</p>`,
      })}
      ${pager({
        older: rows.length > PAGE && last ? address('/outbox', { state, after: last.id }) : null,
        first: visit.query.get('after') ? address('/outbox', { state }) : null,
      })}`
    return portalPage({ visit, title: 'Outbox', content, crumbs: [['/outbox', 'Outbox']] })
  },
)

function mayHandOver(visit: Visit): boolean {
  return visit.actor.parts.some((part) => part === 'programme-manager' || part === 'operator')
}

function noServer(visit: Visit): Html {
  return html`<p class="hint-note">
    ${icon('info')}
    <span
      >No mail server is set (<code>SMTP_URL</code>), so mails wait here.
      ${mayHandOver(visit) ? 'One-time links are shown below: hand them over yourself, each to the person it is addressed to and to nobody else.' : ''}</span
    >
  </p>`
}

function columnsFor(visit: Visit): readonly Column<OutboxRow>[] {
  const mayDecide = mayHandOver(visit)
  return [
    { head: 'Subject', cell: (row) => mailCell(visit, row, mayDecide) },
    { head: 'To', cell: (row) => html`<span class="address">${row.email}</span>` },
    { head: 'State', cell: (row) => stateCell(row) },
    { head: 'Since', cell: (row) => sayInstant(row.created) },
    { head: 'Notice', kind: 'mono', cell: (row) => row.code },
    ...(mayDecide ? [{ head: 'Decide', cell: (row: OutboxRow) => sendAgain(visit, row) }] : []),
  ]
}

/** The mail itself unfolds; its one-time link only for whoever hands it over, while nothing else can. */
function mailCell(visit: Visit, row: OutboxRow, mayDecide: boolean): Html {
  const isUnsent = row.mail === 'waiting' || row.mail === 'kept'
  const isShown = mayDecide && isUnsent && visit.house.settings.smtpUrl === null
  return html`<details class="mail">
      <summary>${row.subject}</summary>
      <p class="prose small">${row.body}</p>
    </details>
    ${isShown ? when(row.secretLink, (link) => html`<p class="small one-time">One-time link: <a class="mono" href="${link}">${visit.house.settings.publicUrl}${link}</a></p>`) : nothing}`
}

function stateCell({ mail, attempts, trouble }: OutboxRow): Html {
  const isTrouble = mail === 'failed' || mail === 'unknown'
  return html`<span class="nowrap ${isTrouble ? 'mail-trouble' : ''}">${isTrouble ? icon('warning') : nothing} ${STATES[mail]}</span>
    ${attempts > 1 ? html`<span class="soft nowrap">after ${attempts} tries</span>` : nothing}
    ${when(trouble ?? HELP[mail], (says) => html`<br /><span class="soft">${says}</span>`)}`
}

function sendAgain(visit: Visit, { id, mail, subject }: OutboxRow): Html {
  if (mail !== 'failed' && mail !== 'unknown') return nothing
  const query = visit.query.toString()
  return html`<form method="post" action="/outbox/send-again" data-once>
    <input type="hidden" name="notice" value="${id}" />
    <input type="hidden" name="_back" value="/outbox${query ? `?${query}` : ''}" />
    <button class="button plain small" aria-label="Send again: ${subject}">Send again</button>
  </form>`
}
