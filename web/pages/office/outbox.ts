/** The outbox: what became of every mail, in words; and a person's decision where the program may not decide. */
import { noticeSaid, subjectSaid } from '../../../src/app/effects/mail-words.ts'
import { type MailState, outbox, type OutboxRow } from '../../../src/app/ask/notices.ts'
import { selectField } from '../../parts/form.ts'
import { address, each, html, type Html, nothing, say, when, written } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import { portalPage } from '../../parts/layout.ts'
import { pager } from '../../parts/table.ts'
import { sayInstant } from '../../parts/time.ts'
import { pageInPerson, type Visit } from '../../visit.ts'
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
  gathered: 'waits for the mail of the day',
  'in-digest': 'told in the mail of the day',
  portal: 'in the portal only, as chosen',
}

const HELP: Readonly<Partial<Record<MailState, string>>> = {
  failed: 'The mail server refused it, or it was tried too often.',
  unknown:
    'The server stopped while handing it over. It may have arrived; send it again only if a second one does no harm.',
}

const FILTERS: readonly MailState[] = ['waiting', 'gathered', 'kept', 'sent', 'failed', 'unknown']

export const outboxPage = pageInPerson(
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
      ${shown.some((row) => row.mail === 'kept') ? html`<p class="small soft">Mails to .example and localhost are kept and never sent: such addresses belong to nobody.</p>` : nothing}
      ${filterForm(
        '/outbox',
        selectField({
          form: FILTER,
          name: 'state',
          label: 'State',
          required: false,
          value: state ?? '',
          empty: 'Any',
          choices: FILTERS.map((value) => ({ value, says: STATES[value] })),
        }),
        hasFilter(visit, 'state'),
      )}
      ${
        shown.length > 0
          ? html`<ul class="mails">
              ${each(shown, (row) => mailRow(visit, row))}
            </ul>`
          : html`<div class="empty">
              <p>
                ${say(state ? 'No mail is in this state.' : 'Nobody has been written to yet. Invitations, quotes, decisions and reminders will pass through here.')}
              </p>
            </div>`
      }
      ${pager({
        older: rows.length > PAGE && last ? address('/outbox', { state, after: last.id }) : null,
        first: visit.query.get('after') ? address('/outbox', { state }) : null,
      })}`
    return portalPage({ visit, title: 'Outbox', content, crumbs: [['/outbox', 'Outbox']] })
  },
)

/** What the program itself may not try again. */
function isUndecided({ mail }: Pick<OutboxRow, 'mail'>): boolean {
  return mail === 'failed' || mail === 'unknown'
}

function mayHandOver(visit: Visit): boolean {
  return visit.actor.parts.some((part) => part === 'programme-manager' || part === 'operator')
}

function noServer(visit: Visit): Html {
  return html`<p class="hint-note">
    ${icon('info')}
    <span
      >No mail server is set (<code>SMTP_URL</code>), so mails wait here.
      ${say(mayHandOver(visit) ? 'One-time links are shown below: hand them over yourself, each to the person it is addressed to and to nobody else.' : '')}</span
    >
  </p>`
}

/** The mail itself unfolds; what went wrong, and what a person has to decide, stands in the open. */
function mailRow(visit: Visit, row: OutboxRow): Html {
  const says = row.trouble ?? HELP[row.mail]
  const subject = subjectSaid(row.subject)
  return html`<li class="mail">
    <details>
      <summary>${written(subject)}</summary>
      <p class="prose small">${written(noticeSaid(row))}</p>
    </details>
    <span class="mail-to">${row.email}</span>
    <span class="mail-state ${isUndecided(row) ? 'trouble' : ''}"
      >${isUndecided(row) ? icon('warning') : nothing} ${say(STATES[row.mail])}</span
    >
    <span class="mail-at">${sayInstant(row.created)}</span>
    ${
      says || isLinkShown(visit, row)
        ? html`<div class="mail-more">
            ${when(says, (text) => html`<p class="small soft">${text.replace(/\.?$/, '.')}${say(row.attempts > 1 ? ` Tried ${row.attempts} times.` : '')}</p>`)}
            ${isLinkShown(visit, row) ? html`<p class="small one-time">One-time link: <a class="mono" href="${row.secretLink}">${visit.house.settings.publicUrl}${row.secretLink}</a></p>` : nothing}
            ${mayHandOver(visit) ? sendAgain(visit, row, subject) : nothing}
          </div>`
        : nothing
    }
  </li>`
}

/**
 * A one-time link is shown to whoever hands it over, while nothing else can carry it: an invitation only. A link
 * for a new password would make whoever reads it somebody who has signed in already.
 */
function isLinkShown(visit: Visit, row: OutboxRow): boolean {
  const isUnsent = row.mail === 'waiting' || row.mail === 'kept'
  return (
    mayHandOver(visit) &&
    isUnsent &&
    visit.house.settings.smtpUrl === null &&
    row.secretLink !== null &&
    row.isFirstLink
  )
}

function sendAgain(visit: Visit, row: OutboxRow, subject: string): Html {
  if (!isUndecided(row)) return nothing
  const query = visit.query.toString()
  return html`<form method="post" action="/outbox/send-again" data-once>
    <input type="hidden" name="notice" value="${row.id}" />
    <input type="hidden" name="_back" value="/outbox${query ? `?${query}` : ''}" />
    <button class="button plain small" aria-label="Send again: ${written(subject)}">Send again</button>
  </form>`
}
